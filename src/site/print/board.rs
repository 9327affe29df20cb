//! A wall bulletin: an issue of a board with its panels.
//!
//! May use: config, content, diagnostics

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    FACE, Legible, PrintedPicture, Product, Sheet, Subject, Written, article, found, letterhead,
    picture, poster, with, written_letterhead,
};
use crate::config::print::{Format, Order, Paper, Profile};
use crate::content::{Board, Doctor, Issue, Item, Notice};
use crate::diagnostics::{Place, Placed};
use crate::site::layout::Layout;
use crate::site::route;
use crate::site::season::DateView;

/// Running text is read where a character is at least a two-hundredth of the distance high.
const LEGIBLE: f64 = 200.0;

pub(super) fn of(board: &Board, issue: &Issue, order: &Order, layout: &Layout<'_>) -> Sheet {
    let total = issue.total.map(|total| format!("（总第{total}期）")).unwrap_or_default();
    let number = issue.number.value;
    let title = format!("{} 第{number}期{total}", board.name.value);
    let least = f64::from(board.distance) / LEGIBLE;
    let head = letterhead(layout, &title, (board.size, order.profile));
    let mut panels = Panels::default();
    issue.items.iter().for_each(|item| panels.add(item, layout));
    let Panels { panels, pictures, mut written, silent } = panels;
    written.extend(super::parts("header", [&board.name, &board.place]));
    written.extend(written_letterhead(layout));
    let name = format!("{}-{}-{number}{}", board.id, issue.from.year(), order.profile_suffix());
    Sheet {
        format: Format::Board,
        title,
        path: route::printed("boards", &name),
        is_public: false,
        template: "board.typ",
        words: with(
            head,
            json!({
                "board": {
                    "name": board.name.value,
                    "place": board.place.value,
                    "number": number,
                    "total": issue.total,
                    "period": period(issue.from, issue.to),
                    "changed": DateView::new(issue.from).text,
                    "distance": f64::from(board.distance) / 1000.0,
                    // Of the type: a character fills a part of its size.
                    "least": least / FACE,
                },
                "maker": maker(layout),
                "panels": panels,
            }),
        ),
        pictures,
        link: layout.address(&route::home()),
        written,
        product: Product::on(board.size, &Order { tile: tile(board, order), ..order.clone() }),
        legible: Some(Legible { least, distance: board.distance, place: issue.span.clone() }),
        silent,
        occasion: None,
        origin: Place::Text(issue.span.clone()),
    }
}

/// A board is printed as pages, too, on the printer's paper where nobody says another. A print shop needs none.
fn tile(board: &Board, order: &Order) -> Option<Paper> {
    order.tile.or(Some(board.printer)).filter(|_| order.profile != Profile::Shop)
}

fn maker(layout: &Layout<'_>) -> String {
    let config = layout.config;
    let department = config.department.as_ref().map_or("", |text| text.value.as_str());
    format!("{}{department}", config.organisation.value)
}

/// `2026年11月—12月`, `2026年12月—2027年1月`, `2026年11月`.
fn period(from: Date, to: Date) -> String {
    let month = |date: Date| format!("{}年{}月", date.year(), date.month());
    if (from.year(), from.month()) == (to.year(), to.month()) {
        month(from)
    } else if from.year() == to.year() {
        format!("{}—{}月", month(from), to.month())
    } else {
        format!("{}—{}", month(from), month(to))
    }
}

#[derive(Default)]
struct Panels {
    panels: Vec<Value>,
    pictures: Vec<PrintedPicture>,
    written: Vec<Written>,
    silent: Vec<Place>,
}

impl Panels {
    fn add(&mut self, item: &Item, layout: &Layout<'_>) {
        let at = self.panels.len();
        let pointer = format!("/panels/{at}/picture");
        let (panel, picture_used, written) = match (item, found(layout, item)) {
            (_, Some(Subject::Article(it))) => {
                if it.key_points.is_empty() && it.summary.is_none() {
                    self.silent.push(article::title_place(it, layout));
                }
                let panel = json!({
                    "kind": "article",
                    "title": it.title,
                    "summary": it.summary,
                    "points": it.key_points,
                    "picture": null,
                    "source": it.source,
                    "reviewer": it.reviewer,
                });
                (panel, it.image.as_ref(), article::written(it, layout))
            }
            (_, Some(Subject::Campaign(it))) => {
                let words = with(
                    poster::campaign_words(it, layout),
                    json!({ "kind": "campaign", "title": it.title(), "picture": null }),
                );
                (Value::Object(words), it.image.as_ref(), poster::written(it, layout))
            }
            (Item::Doctor(it), _) => (doctor(it), it.photo.as_ref(), written_doctor(it)),
            (Item::Notice(it), _) => (notice(it), None, written_notice(it)),
            (Item::Hotlines, _) => (json!({ "kind": "hotlines" }), None, Vec::new()),
            // Not there, which `lint` has said.
            (Item::Article(_) | Item::Campaign(_), _) => return,
        };
        self.panels.push(panel);
        self.pictures.extend(picture(&pointer, picture_used));
        let own = |it: Written| Written { part: format!("panel-{at}"), ..it };
        let is_own = |it: &Written| it.part != "hotlines";
        self.written.extend(written.into_iter().filter(is_own).map(own));
    }
}

fn doctor(it: &Doctor) -> Value {
    let text = |text: &Option<Placed<String>>| text.as_ref().map(|text| text.value.clone());
    json!({
        "kind": "doctor",
        "role": it.role.value,
        "name": text(&it.name),
        "department": text(&it.department),
        "phone": text(&it.phone),
        "hours": text(&it.hours),
        "duties": it.duties.iter().map(|duty| &duty.value).collect::<Vec<_>>(),
        "picture": null,
    })
}

fn written_doctor(it: &Doctor) -> Vec<Written> {
    let texts = [&it.name, &it.department, &it.phone, &it.hours].into_iter().flatten();
    super::parts("panel", [&it.role].into_iter().chain(texts).chain(&it.duties))
}

fn notice(it: &Notice) -> Value {
    let paragraphs: Vec<_> = it.paragraphs.iter().map(|text| &text.value).collect();
    json!({ "kind": "notice", "title": it.title.value, "paragraphs": paragraphs })
}

fn written_notice(it: &Notice) -> Vec<Written> {
    super::parts("panel", [&it.title].into_iter().chain(&it.paragraphs))
}
