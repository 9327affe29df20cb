//! Posters and calendars to download and print.
//!
//! May use: content, diagnostics

use serde_json::json;

use super::layout::{Heading, Layout};
use super::meta::PageKind;
use super::view::{Material, MaterialGroup};
use super::{Page, calendar, campaigns, health_days, picture, route};
use crate::diagnostics::Place;

const CALENDAR: &str = "健康日历";

/// Whether the site offers anything to download.
pub(super) fn has_any(layout: &Layout<'_>) -> bool {
    cfg!(feature = "print")
        && (!layout.campaigns.is_empty() || !health_days::printed_years(layout).is_empty())
}

/// None where there is nothing to download: a page would be an empty column.
pub(super) fn page(layout: &Layout<'_>) -> Option<Page> {
    if !has_any(layout) {
        return None;
    }
    let path = route::materials();
    let posters = layout.campaigns.iter().filter_map(|campaign| {
        let poster = campaigns::poster_link(campaign, &path)?;
        let sheet = route::poster(&campaign.id);
        let parts = parts(&poster.title, &campaign.observance.name);
        Some(Material {
            title: poster.title,
            parts,
            url: poster.url,
            kind: "海报",
            size: poster.size,
            year: Some(poster.year),
            thumbnail: picture::thumbnail(&sheet, &path),
            shown: None,
        })
    });
    let calendars = calendar::sheets(layout, &path).into_iter().map(|(sheet, file)| Material {
        parts: parts(&file.name, CALENDAR),
        title: file.name,
        url: file.url,
        kind: CALENDAR,
        size: file.size,
        year: None,
        thumbnail: picture::thumbnail(&sheet, &path),
        shown: file.shown,
    });
    let groups = [("宣传海报", posters.collect()), (CALENDAR, calendars.collect())];
    let groups: Vec<_> = groups
        .into_iter()
        .map(|(name, items)| MaterialGroup { name, items })
        .filter(|group| !group.items.is_empty())
        .collect();
    let heading = Heading {
        path,
        title: "资料下载",
        description: Some("可以下载打印的宣传海报和健康日历，都是PDF文件。"),
        way: Vec::new(),
        kind: PageKind::Column { name: "资料下载", keywords: Vec::new() },
        origin: Place::Site,
    };
    Some(layout.page(heading, "materials.html", json!({ "groups": groups })))
}

/// A title in front of the name in it, and from there on: a line ends between the two.
fn parts(title: &str, name: &str) -> Vec<String> {
    let (before, behind) = title.split_at(title.find(name).unwrap_or(0));
    [before, behind].into_iter().filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect()
}
