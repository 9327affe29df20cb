//! A banner: the campaign's theme, or its first slogan while no theme is announced.
//!
//! May use: config, content, diagnostics

use serde_json::json;

use super::poster::origin;
use super::{Product, Sheet, letterhead, parts, with, written_letterhead};
use crate::config::print::{Format, Order};
use crate::content::Campaign;
use crate::diagnostics::{Place, Placed};
use crate::site::layout::Layout;
use crate::site::route;

pub(super) fn of(campaign: &Campaign, order: &Order, layout: &Layout<'_>) -> Sheet {
    let title = campaign.title();
    let slogan = order.text.as_deref().or_else(|| campaign.theme());
    let slogan = slogan.or_else(|| campaign.slogans.first().map(|slogan| slogan.value.as_str()));
    let text = slogan.unwrap_or_default();
    // A page for each character on the printer's paper; on anything else the finished banner.
    let is_strip = !Format::Banner.papers().contains(&order.paper);
    let head = letterhead(layout, &format!("{title}横幅：{text}"), (order.paper, order.profile));
    let own = [&campaign.theme].into_iter().flatten().chain(&campaign.slogans);
    let mut written = parts("text", own.filter(|it| it.value == text).collect::<Vec<&Placed<_>>>());
    written.extend(written_letterhead(layout));
    let name = format!("{}{}", campaign.id.in_one_word(), order.file_suffix());
    Sheet {
        format: Format::Banner,
        path: route::printed("banners", &name),
        is_public: false,
        template: "banner.typ",
        words: with(
            head,
            json!({
                "text": text,
                "mode": if is_strip { "strip" } else { "characters" },
                "label": format!("{title} · {}", layout.config.organisation.value),
            }),
        ),
        title,
        pictures: Vec::new(),
        link: None,
        written,
        product: Product::on(order.paper, order),
        legible: None,
        silent: Vec::new(),
        occasion: None,
        // Words of the command line stand in no file.
        origin: if order.text.is_some() { Place::Site } else { origin(campaign) },
    }
}
