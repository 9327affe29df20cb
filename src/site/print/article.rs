//! An article on paper: to hand out (宣传单), and as 健康处方.
//!
//! May use: config, content, diagnostics

use serde_json::{Map, Value, json};

use super::{
    PrintedPicture, Product, Sheet, Written, letterhead, picture, placed, with, written_letterhead,
};
use crate::config::print::{Format, Order};
use crate::content::markdown::{Block, PictureUse};
use crate::content::{Article, Illustration};
use crate::diagnostics::{Place, Placed, Span};
use crate::site::layout::Layout;
use crate::site::route::{self, SitePath};
use crate::site::season::DateView;
use crate::site::view::SheetFile;

pub(super) fn handout(article: &Article, order: &Order, layout: &Layout<'_>) -> Sheet {
    let mut sheet = of(article, order, "handout.typ", layout);
    // Without key points there is nothing but the text to hand out.
    if order.full_text || article.key_points.is_empty() {
        let (text, pictures) = full_text(article, layout);
        sheet.words.insert("text".to_owned(), text);
        sheet.pictures.extend(pictures);
        let body = manuscript_body(article, layout);
        sheet.written.push(Written {
            part: "text".to_owned(),
            text: Placed::new(article.body.words().to_string(), body),
        });
    }
    sheet
}

/// To be filled in and filed.
pub(super) fn prescription(article: &Article, order: &Order, layout: &Layout<'_>) -> Sheet {
    let mut sheet = of(article, order, "prescription.typ", layout);
    if let Product::Document { is_filed, .. } = &mut sheet.product {
        *is_filed = true;
    }
    if article.key_points.is_empty() {
        sheet.silent.push(title_place(article, layout));
    }
    let changed = layout.updated(article).unwrap_or(article.published.value.day);
    sheet.words.insert("date".to_owned(), json!(changed.to_string()));
    sheet
}

/// What the website offers of an article, seen from `page`; a build without print has nothing to offer.
pub fn files(article: &Article, page: &SitePath) -> Vec<SheetFile> {
    let offered = article.print.iter().filter(|_| cfg!(feature = "print")).filter_map(|format| {
        let order = Order::usual(*format);
        Some(SheetFile {
            name: format.chinese().to_owned(),
            url: page.link_to(&path(article, &order, folder(*format)?)),
            size: order.paper.to_string(),
            shown: None,
        })
    });
    offered.collect()
}

/// Whether the website offers a sheet of an article.
pub fn offers(article: &Article) -> bool {
    article.print.iter().any(|format| folder(*format).is_some())
}

/// Where sheets of this format are put; none for what is no sheet.
fn folder(format: Format) -> Option<&'static str> {
    match format {
        Format::Handout => Some("handouts"),
        Format::Prescription => Some("prescriptions"),
        _ => None,
    }
}

fn path(article: &Article, order: &Order, folder: &str) -> SitePath {
    route::printed(folder, &format!("{}{}", article.id, order.file_suffix()))
}

fn of(article: &Article, order: &Order, template: &'static str, layout: &Layout<'_>) -> Sheet {
    let folder = folder(order.format).unwrap_or_default();
    let words = letterhead(layout, &article.title, (order.paper, order.profile));
    Sheet {
        format: order.format,
        title: article.title.clone(),
        path: path(article, order, folder),
        is_public: true,
        template,
        words: with(words, Value::Object(article_words(article, layout))),
        pictures: picture("/picture", article.image.as_ref()),
        link: link(article, layout),
        written: written(article, layout),
        product: Product::on(order.paper, order),
        legible: None,
        silent: Vec::new(),
        occasion: None,
        origin: origin(article),
    }
}

/// Where its title is written.
pub(super) fn title_place(article: &Article, layout: &Layout<'_>) -> Place {
    let title = placed(layout, article, "title", &[&article.title]).pop();
    title.map_or_else(|| origin(article), |it| Place::Text(it.text.span))
}

pub(super) fn origin(article: &Article) -> Place {
    Place::Text(Span::new(&article.file, 0..0))
}

/// The whole address of the article's page.
pub(super) fn link(article: &Article, layout: &Layout<'_>) -> Option<String> {
    layout.address(&route::article(&article.id))
}

/// What any sheet can say of an article.
pub(super) fn article_words(article: &Article, layout: &Layout<'_>) -> Map<String, Value> {
    let topics = layout.topic_names(article);
    let day = |date| DateView::new(date).text;
    super::object(json!({
        "summary": article.summary,
        "key_points": article.key_points,
        "audience": article.audience,
        "topics": topics.collect::<Vec<_>>(),
        "picture": null,
        "source": article.source,
        "author": article.author,
        "reviewer": article.reviewer,
        "published": day(article.published.value.day),
        "updated": layout.updated(article).map(day),
        "text": null,
    }))
}

pub(super) fn written(article: &Article, layout: &Layout<'_>) -> Vec<Written> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (summary, author, reviewer) =
        (text(&article.summary), text(&article.author), text(&article.reviewer));
    let points: Vec<&str> = article.key_points.iter().map(String::as_str).collect();
    let audience: Vec<&str> = article.audience.iter().map(String::as_str).collect();
    let mut written = placed(layout, article, "title", &[&article.title]);
    written.extend(placed(layout, article, "summary", &[&summary]));
    written.extend(placed(layout, article, "key_points", &points));
    written.extend(placed(layout, article, "source", &[&article.source]));
    written.extend(placed(layout, article, "author", &[&author]));
    written.extend(placed(layout, article, "reviewer", &[&reviewer]));
    written.extend(placed(layout, article, "audience", &audience));
    written.extend(written_letterhead(layout));
    written
}

fn manuscript_body(article: &Article, layout: &Layout<'_>) -> Span {
    let manuscript = layout.library.manuscript(&article.file);
    Span::new(&article.file, manuscript.map_or(0..0, |manuscript| manuscript.body.clone()))
}

/// The blocks of the whole text, and its pictures.
fn full_text(article: &Article, layout: &Layout<'_>) -> (Value, Vec<PrintedPicture>) {
    let blocks = article.body.blocks(|link| layout.whole_address(link));
    let mut pictures = Vec::new();
    collect_pictures(&blocks, "/text", &article.body.pictures, &mut pictures);
    (json!(blocks), pictures)
}

/// The pictures of `blocks`, wherever they stand in each other.
fn collect_pictures(
    blocks: &[Block],
    pointer: &str,
    pictures: &[PictureUse],
    found: &mut Vec<PrintedPicture>,
) {
    for (at, block) in blocks.iter().enumerate() {
        let here = format!("{pointer}/{at}");
        match block {
            Block::Box { blocks, .. } | Block::Quote { blocks } | Block::Verdict { blocks, .. } => {
                collect_pictures(blocks, &format!("{here}/blocks"), pictures, found);
            }
            Block::List { items, .. } => {
                for (at, item) in items.iter().enumerate() {
                    collect_pictures(item, &format!("{here}/items/{at}"), pictures, found);
                }
            }
            Block::Picture { number, alt, caption } => {
                let Some(PictureUse { file: Some(file), span }) = pictures.get(*number) else {
                    continue;
                };
                let used = Illustration {
                    file: file.clone(),
                    alt: alt.clone(),
                    caption: caption.clone(),
                    span: span.clone(),
                };
                found.push(PrintedPicture { pointer: here, used });
            }
            Block::Heading { .. }
            | Block::Paragraph { .. }
            | Block::Table { .. }
            | Block::Code { .. }
            | Block::Rule => {}
        }
    }
}
