//! What is printed: each sheet with its words, its pictures and its paper.
//!
//! A sheet is a template of the theme and its data. Everything a template is told is assembled here; what it
//! looks like is the template's own affair.
//!
//! May use: config, content, diagnostics

mod article;
mod banner;
mod board;
mod calendar;
mod facts;
mod order;
mod poster;
mod slides;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::layout::Layout;
use super::route::SitePath;
use crate::config::Hotline;
use crate::config::print::{Format, Order, Paper, Profile};
use crate::content::{Article, Board, Campaign, Illustration, Issue, Item};
use crate::diagnostics::{Code, Finding, Place, Placed, Span};

pub(super) use article::{files as article_files, offers};
pub use facts::{CoarsePicture, Facts, LEAST_DPI};
pub use order::{NotPrintable, Ordered, Printable, Wanted, order, printables};
pub(super) use poster::{file as poster_file, is_public};
pub use slides::Scroll;

/// A sheet laid out.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub format: Format,
    /// What it is called in lists.
    pub title: String,
    /// Below the print folder; what is public stands on the website under the same name. Of slides without
    /// the number and the extension.
    pub path: SitePath,
    pub is_public: bool,
    /// The theme's template, below `sheets/`.
    pub template: &'static str,
    /// The data of the template, without its pictures and its code.
    pub words: Map<String, Value>,
    pub pictures: Vec<PrintedPicture>,
    /// The whole address its QR code leads to.
    pub link: Option<String>,
    /// Every text of the sheet with the place it was written at.
    pub written: Vec<Written>,
    pub product: Product,
    pub legible: Option<Legible>,
    /// The titles of articles that have nothing to print.
    pub silent: Vec<Place>,
    /// What a campaign's sheet is about.
    pub occasion: Option<Occasion>,
    pub origin: Place,
}

/// An observance in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    pub name: String,
    pub year: i16,
}

/// What a sheet becomes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub enum Product {
    /// A PDF, and one of its pages cut to the printer's paper.
    Document {
        /// Finished, as it is turned.
        paper: Paper,
        profile: Profile,
        /// Also to be filed: PDF/A beside PDF/UA.
        is_filed: bool,
        tile: Option<Paper>,
    },
    /// So many PNG files of this many pixels.
    Slides { size: Paper, count: usize },
}

impl Product {
    /// A PDF on `paper`, as it is ordered.
    fn on(paper: Paper, order: &Order) -> Self {
        Product::Document { paper, profile: order.profile, is_filed: false, tile: order.tile }
    }
}

/// A picture on a sheet.
#[derive(Debug, Clone)]
pub struct PrintedPicture {
    /// Where the data names it, as a JSON pointer: `/picture`, `/panels/2/picture`. What stands there gets
    /// the keys `path`, `alt` and `caption`.
    pub pointer: String,
    pub used: Illustration,
}

/// A text as its author wrote it, and the part of the sheet it stands in.
#[derive(Debug, Clone)]
pub struct Written {
    /// As the sheet names it when it has no room: `title`, `slogans`, `panel-2` …
    pub part: String,
    pub text: Placed<String>,
}

/// How large the text must be to be read from where people stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Legible {
    /// The least height of a character of running text, in mm.
    pub least: f64,
    /// The distance, in mm.
    pub distance: u32,
    /// What says so.
    pub place: Span,
}

/// How much of the size of the type a Chinese character fills.
const FACE: f64 = 0.9;

impl Sheet {
    /// `part` does not fit: points at the longest text of that part.
    pub fn overflow(&self, part: &str, millimetres: &str) -> Finding {
        if self.format == Format::Calendar {
            return Finding::of_site(Code::CalendarOverflow)
                .with("sheet", self.title.as_str())
                .with("what", part)
                .with("by", millimetres);
        }
        let of_part = self.written.iter().filter(|it| it.part == part);
        let longest = of_part.max_by_key(|it| it.text.value.chars().count());
        let mut finding = Finding::of_site(Code::SheetOverflow);
        finding.place =
            longest.map_or_else(|| self.origin.clone(), |it| Place::Text(it.text.span.clone()));
        let what = if part.starts_with("panel") { "panel" } else { part };
        finding.with("sheet", self.format.word()).with("what", what).with("by", millimetres)
    }
}

/// Something that can be printed.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    Campaign(&'a Campaign),
    Article(&'a Article),
    Issue(&'a Board, &'a Issue),
    /// The health days of a year.
    Year(i16),
    /// Those of the month that begins on this day.
    Month(Date),
}

impl Subject<'_> {
    /// The formats it can be printed in, the usual one first.
    pub fn formats(self) -> &'static [Format] {
        match self {
            Subject::Campaign(_) => &[Format::Poster, Format::Banner, Format::Slides],
            Subject::Article(_) => &[Format::Handout, Format::Prescription, Format::Slides],
            Subject::Issue(..) => &[Format::Board],
            Subject::Year(_) | Subject::Month(_) => &[Format::Calendar],
        }
    }
}

/// Everything a build prints.
pub(super) fn sheets(layout: &Layout<'_>) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for campaign in &layout.campaigns {
        for order in &layout.config.print {
            sheets.push(sheet(Subject::Campaign(campaign), order, layout));
        }
    }
    for article in &layout.articles {
        for order in article.print.iter().flat_map(|format| usual(*format)) {
            sheets.push(sheet(Subject::Article(article), &order, layout));
        }
    }
    for board in layout.library.boards.values() {
        let hangs = |issue: &&Issue| issue.to >= layout.moment.today;
        for issue in board.issues.iter().filter(hangs).filter(|it| is_whole(layout, it)) {
            sheets.push(sheet(Subject::Issue(board, issue), &Order::usual(Format::Board), layout));
        }
    }
    sheets.extend(calendar::sheets(layout));
    sheets
}

/// Whether every article and campaign of an issue is there; what is not, `lint` has said.
fn is_whole(layout: &Layout<'_>, issue: &Issue) -> bool {
    let mut named =
        issue.items.iter().filter(|it| matches!(it, Item::Article(_) | Item::Campaign(_)));
    named.all(|item| found(layout, item).is_some())
}

/// The texts for LED bars: of whatever has slides.
pub(super) fn scrolls(layout: &Layout<'_>) -> Vec<Scroll> {
    let has_slides = layout.config.print.iter().any(|order| order.format == Format::Slides);
    let campaigns = layout.campaigns.iter().filter(|_| has_slides);
    let articles = layout.articles.iter().filter(|it| it.print.contains(&Format::Slides));
    let campaigns = campaigns.map(|campaign| slides::scroll_of_campaign(campaign, layout));
    campaigns.chain(articles.map(|article| slides::scroll_of_article(article, layout))).collect()
}

fn usual(format: Format) -> Vec<Order> {
    Order::all(format, &Default::default()).unwrap_or_default()
}

/// One sheet of `subject`, which can be printed in the order's format.
pub(super) fn sheet(subject: Subject<'_>, order: &Order, layout: &Layout<'_>) -> Sheet {
    match (subject, order.format) {
        (Subject::Campaign(campaign), Format::Banner) => banner::of(campaign, order, layout),
        (Subject::Campaign(campaign), Format::Slides) => {
            slides::of_campaign(campaign, order, layout)
        }
        (Subject::Campaign(campaign), _) => poster::of(campaign, order, layout),
        (Subject::Article(article), Format::Slides) => slides::of_article(article, order, layout),
        (Subject::Article(article), Format::Prescription) => {
            article::prescription(article, order, layout)
        }
        (Subject::Article(article), _) => article::handout(article, order, layout),
        (Subject::Issue(board, issue), _) => board::of(board, issue, order, layout),
        (Subject::Year(year), _) => calendar::wall_calendar(layout, year, order.profile),
        (Subject::Month(first), _) => calendar::month_sheet(layout, first, order.profile),
    }
}

/// The words every sheet has: who speaks, and on what paper.
fn letterhead(
    layout: &Layout<'_>,
    title: &str,
    (paper, profile): (Paper, Profile),
) -> Map<String, Value> {
    let config = layout.config;
    let hotline = |it: &Hotline| json!({ "name": it.name.value, "number": it.number.value });
    let is_shop = profile == Profile::Shop;
    let words = json!({
        "title": title,
        "paper": {
            "name": paper.to_string(),
            "width": paper.width,
            "height": paper.height,
            "bleed": if is_shop { BLEED } else { 0 },
            "marks": is_shop,
        },
        "mono": profile == Profile::Mono,
        "organisation": config.organisation.value,
        "department": config.department.as_ref().map(|text| &text.value),
        "hotlines": config.hotlines.iter().map(hotline).collect::<Vec<_>>(),
    });
    object(words)
}

/// What a print shop cuts off on each side, in mm.
pub const BLEED: u32 = 3;

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// `head` with the keys of `more`.
fn with(mut head: Map<String, Value>, more: Value) -> Map<String, Value> {
    head.extend(object(more));
    head
}

/// The texts of the settings that stand on every sheet.
fn written_letterhead(layout: &Layout<'_>) -> Vec<Written> {
    let config = layout.config;
    let hotlines = config.hotlines.iter().flat_map(|hotline| [&hotline.name, &hotline.number]);
    let mut written = parts("hotlines", hotlines);
    written.extend(parts("footer", [&config.organisation].into_iter().chain(&config.department)));
    written
}

fn parts<'t>(part: &str, texts: impl IntoIterator<Item = &'t Placed<String>>) -> Vec<Written> {
    let written = |text: &Placed<String>| Written { part: part.to_owned(), text: text.clone() };
    texts.into_iter().map(written).collect()
}

/// The texts of a file's front matter under `key`, each with its place: `texts` are what the key says.
fn placed(layout: &Layout<'_>, article: &Article, key: &str, texts: &[&str]) -> Vec<Written> {
    let manuscript = layout.library.manuscript(&article.file);
    let values = manuscript.into_iter().flat_map(|manuscript| &manuscript.values);
    let places = values.filter(|words| words.top == key).map(|words| words.range.clone());
    let written = |(range, text): (std::ops::Range<usize>, &&str)| Written {
        part: key.to_owned(),
        text: Placed::new((*text).to_owned(), Span::new(&article.file, range)),
    };
    places.zip(texts).map(written).collect()
}

fn picture(pointer: &str, used: Option<&Illustration>) -> Vec<PrintedPicture> {
    let printed =
        |used: &Illustration| PrintedPicture { pointer: pointer.to_owned(), used: used.clone() };
    used.map(printed).into_iter().collect()
}

/// Articles and campaigns an issue shows, found in the library; what is not there, `lint` has said.
fn found<'a>(layout: &Layout<'a>, item: &Item) -> Option<Subject<'a>> {
    match item {
        Item::Article(slug) => layout.library.article(&slug.value).map(Subject::Article),
        Item::Campaign(id) => layout.library.campaign(id).map(Subject::Campaign),
        Item::Doctor(_) | Item::Notice(_) | Item::Hotlines => None,
    }
}
