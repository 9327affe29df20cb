//! Pictures for televisions and LED screens, of campaigns and articles, and the text LED bars scroll.
//!
//! May use: config, content, diagnostics

use serde_json::{Map, Value, json};

use super::{PrintedPicture, Product, Sheet, Written, article, letterhead, picture, poster, with};
use crate::config::print::{Format, Order};
use crate::content::{Article, Campaign};
use crate::diagnostics::Place;
use crate::site::layout::Layout;
use crate::site::route::{self, SitePath};

/// The most messages on one slide: what is read while it stands.
const MOST: usize = 3;

/// A text for an LED bar: one line, for it scrolls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scroll {
    pub path: SitePath,
    pub text: String,
}

struct Show {
    name: String,
    title: String,
    words: Map<String, Value>,
    messages: usize,
    pictures: Vec<PrintedPicture>,
    link: Option<String>,
    written: Vec<Written>,
    origin: Place,
}

pub(super) fn of_campaign(campaign: &Campaign, order: &Order, layout: &Layout<'_>) -> Sheet {
    let words = with(poster::campaign_words(campaign, layout), json!({ "picture": null }));
    let show = Show {
        name: campaign.id.in_one_word(),
        title: campaign.title(),
        words,
        messages: campaign.key_messages.len(),
        pictures: picture("/picture", campaign.image.as_ref()),
        link: poster::link(campaign, layout),
        written: poster::written(campaign, layout),
        origin: poster::origin(campaign),
    };
    slides(show, order, layout)
}

pub(super) fn of_article(article: &Article, order: &Order, layout: &Layout<'_>) -> Sheet {
    let messages = article.key_points.iter().map(|text| json!({ "title": null, "text": text }));
    let words = json!({
        "occasion": null,
        "dates": null,
        "theme": article.summary,
        "theme_label": null,
        "theme_pending": null,
        "slogans": [],
        "messages": messages.collect::<Vec<_>>(),
        "picture": null,
        "source": article.source,
    });
    let show = Show {
        name: article.id.to_string(),
        title: article.title.clone(),
        words: super::object(words),
        messages: article.key_points.len(),
        pictures: picture("/picture", article.image.as_ref()),
        link: article::link(article, layout),
        written: article::written(article, layout).into_iter().map(renamed).collect(),
        origin: article::origin(article),
    };
    let mut sheet = slides(show, order, layout);
    if article.key_points.is_empty() && article.summary.is_none() {
        sheet.silent.push(article::title_place(article, layout));
    }
    sheet
}

/// Slides call the parts of an article as they call those of a campaign.
fn renamed(written: Written) -> Written {
    let part = match written.part.as_str() {
        "summary" => "theme".to_owned(),
        "key_points" => "messages".to_owned(),
        _ => written.part,
    };
    Written { part, ..written }
}

fn slides(show: Show, order: &Order, layout: &Layout<'_>) -> Sheet {
    let Show { name, title, words, messages, pictures, link, written, origin } = show;
    let count = 1 + messages.div_ceil(MOST);
    let head = letterhead(layout, &title, (order.paper, order.profile));
    let turned = if order.paper.is_landscape() { "landscape" } else { "portrait" };
    Sheet {
        format: Format::Slides,
        title,
        path: route::slides(&name, turned),
        is_public: false,
        template: "slides.typ",
        words: with(with(head, Value::Object(words)), json!({ "slides": count })),
        pictures,
        link,
        written,
        product: Product::Slides { size: order.paper, count },
        legible: None,
        silent: Vec::new(),
        occasion: None,
        origin,
    }
}

/// The text of a campaign for LED bars.
pub(super) fn scroll_of_campaign(campaign: &Campaign, layout: &Layout<'_>) -> Scroll {
    let mut parts = vec![campaign.title()];
    parts.extend(campaign.theme().map(|theme| format!("宣传主题：{theme}")));
    parts.extend(campaign.slogans.iter().map(|slogan| slogan.value.clone()));
    let messages = campaign.key_messages.iter();
    parts.extend(messages.map(|it| format!("{}：{}", it.title.value, it.text.value)));
    let name = campaign.id.in_one_word();
    scroll(&name, parts, layout)
}

/// The text of an article for LED bars.
pub(super) fn scroll_of_article(article: &Article, layout: &Layout<'_>) -> Scroll {
    let mut parts = vec![article.title.clone()];
    parts.extend(article.key_points.iter().cloned());
    scroll(article.id.as_str(), parts, layout)
}

fn scroll(name: &str, mut parts: Vec<String>, layout: &Layout<'_>) -> Scroll {
    let config = layout.config;
    let hotlines = config.hotlines.iter();
    parts.push(config.organisation.value.clone());
    parts.extend(hotlines.map(|it| format!("{} {}", it.name.value, it.number.value)));
    Scroll { path: route::scroll(name), text: parts.join("　　") }
}
