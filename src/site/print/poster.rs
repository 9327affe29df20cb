//! What a campaign's poster says.
//!
//! May use: config, content, diagnostics

use serde_json::{Map, Value, json};

use super::{
    Occasion, Product, Sheet, Written, letterhead, parts, picture, with, written_letterhead,
};
use crate::config::Config;
use crate::config::print::{Format, Order, Paper, Profile};
use crate::content::{Campaign, CampaignId};
use crate::diagnostics::{Place, Span};
use crate::site::layout::Layout;
use crate::site::route::{self, SitePath};
use crate::site::season::{State, days_text_with_year};

/// The poster a build prints of every campaign, and its paper: the first where there are several. A build without
/// print has none to offer.
pub fn file(config: &Config, id: &CampaignId) -> Option<(SitePath, Paper)> {
    let order = config.print.iter().find(|order| cfg!(feature = "print") && is_public(order))?;
    Some((path(id, order), order.paper))
}

/// The website offers posters that can be printed at home.
pub fn is_public(order: &Order) -> bool {
    order.format == Format::Poster && order.profile != Profile::Shop
}

fn path(id: &CampaignId, order: &Order) -> SitePath {
    route::printed("posters", &format!("{}{}", id.in_one_word(), order.file_suffix()))
}

pub(super) fn of(campaign: &Campaign, order: &Order, layout: &Layout<'_>) -> Sheet {
    let title = campaign.title();
    let head = letterhead(layout, &title, (order.paper, order.profile));
    let words = with(head, Value::Object(campaign_words(campaign, layout)));
    Sheet {
        format: Format::Poster,
        title,
        path: path(&campaign.id, order),
        is_public: is_public(order),
        template: "poster.typ",
        words: with(words, json!({ "layout": order.layout.word(), "picture": null })),
        pictures: picture("/picture", campaign.image.as_ref()),
        link: link(campaign, layout),
        written: written(campaign, layout),
        product: Product::on(order.paper, order),
        legible: None,
        silent: Vec::new(),
        occasion: Some(Occasion { name: campaign.observance.name.clone(), year: campaign.id.year }),
        origin: origin(campaign),
    }
}

pub(super) fn origin(campaign: &Campaign) -> Place {
    Place::Text(Span::new(&campaign.file, 0..0))
}

/// The whole address of the campaign's page.
pub(super) fn link(campaign: &Campaign, layout: &Layout<'_>) -> Option<String> {
    layout.address(&route::campaign(&campaign.id))
}

/// What a title of the record's own leaves out: the observance, or which one it is.
fn occasion(campaign: &Campaign) -> Option<String> {
    let (title, name) = (campaign.title(), &campaign.observance.name);
    let edition = campaign.edition.map(|edition| edition.to_string());
    let says_all =
        title.contains(name.as_str()) && edition.as_ref().is_none_or(|it| title.contains(it));
    let edition = edition.unwrap_or_else(|| format!("{}年", campaign.id.year));
    (!says_all).then(|| format!("{edition}{name}"))
}

/// What any sheet can say of a campaign.
pub(super) fn campaign_words(campaign: &Campaign, layout: &Layout<'_>) -> Map<String, Value> {
    let state = State::of(campaign, layout.moment.today, layout.config);
    let theme = campaign.theme();
    let dates = campaign
        .days
        .map_or_else(|| format!("{}年 日期待通知", campaign.id.year), days_text_with_year);
    let messages = campaign.key_messages.iter();
    super::object(json!({
        "name": campaign.observance.name,
        "year": campaign.id.year,
        "occasion": occasion(campaign),
        "edition": campaign.edition.map(|edition| edition.to_string()),
        "dates": dates,
        "theme": theme,
        "theme_label": "宣传主题",
        // Said in place of a theme that is still to be announced.
        "theme_pending": (theme.is_none() && state != State::Past).then_some("主题待通知"),
        // A slogan that is the theme stands above them already.
        "slogans": campaign
            .slogans
            .iter()
            .map(|slogan| slogan.value.as_str())
            .filter(|slogan| Some(*slogan) != theme)
            .collect::<Vec<_>>(),
        "messages": messages
            .map(|it| json!({ "title": it.title.value, "text": it.text.value }))
            .collect::<Vec<_>>(),
        "source": campaign.source.value,
    }))
}

pub(super) fn written(campaign: &Campaign, layout: &Layout<'_>) -> Vec<Written> {
    let messages = campaign.key_messages.iter().flat_map(|message| [&message.title, &message.text]);
    let mut written = parts("title", &campaign.title);
    written.extend(parts("theme", &campaign.theme));
    written.extend(parts("slogans", &campaign.slogans));
    written.extend(parts("messages", messages));
    written.extend(parts("footer", [&campaign.source]));
    written.extend(written_letterhead(layout));
    written
}
