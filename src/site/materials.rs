//! Posters, handouts and calendars to download and print.
//!
//! May use: config, diagnostics

use serde_json::json;

use super::layout::{Heading, Layout};
use super::meta::PageKind;
use super::print::{self, Product, Sheet};
use super::view::{Material, MaterialGroup};
use super::{Page, SitePath, calendar, health_days, picture, route};
use crate::config::print::{Format, Profile};
use crate::diagnostics::Place;

const CALENDAR: &str = "健康日历";

/// Formats that are offered, each in a group of its own.
const FORMATS: [(Format, &str); 3] =
    [(Format::Poster, "宣传海报"), (Format::Handout, "宣传单"), (Format::Prescription, "健康处方")];

/// Whether the site offers anything to download.
pub(super) fn has_any(layout: &Layout<'_>) -> bool {
    let offers_posters = layout.config.print.iter().any(print::is_public);
    cfg!(feature = "print")
        && (offers_posters && !layout.campaigns.is_empty()
            || layout.articles.iter().any(|article| print::offers(article))
            || !health_days::printed_years(layout).is_empty())
}

/// None where there is nothing to download: a page would be an empty column.
pub(super) fn page(layout: &Layout<'_>, sheets: &[Sheet]) -> Option<Page> {
    if !layout.has_materials() {
        return None;
    }
    let path = route::materials();
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
    let of_format = |(format, name): (Format, &'static str)| {
        let of_format = sheets.iter().filter(|sheet| sheet.is_public && sheet.format == format);
        (name, of_format.filter_map(|sheet| material(sheet, &path)).collect())
    };
    let groups: Vec<_> = FORMATS
        .map(of_format)
        .into_iter()
        .chain([(CALENDAR, calendars.collect())])
        .map(|(name, items)| MaterialGroup { name, items })
        .filter(|group| !group.items.is_empty())
        .collect();
    let heading = Heading {
        path,
        title: "资料下载",
        description: Some("可以下载打印的宣传海报、宣传单、健康处方和健康日历，都是PDF文件。"),
        way: Vec::new(),
        kind: PageKind::Column { name: "资料下载", keywords: Vec::new() },
        origin: Place::Site,
    };
    Some(layout.page(heading, "materials.html", json!({ "groups": groups })))
}

fn material(sheet: &Sheet, page: &SitePath) -> Option<Material> {
    let Product::Document { paper, profile, .. } = &sheet.product else { return None };
    let occasion = sheet.occasion.as_ref();
    let name = occasion.map_or(&sheet.title, |occasion| &occasion.name);
    let turned = if paper.is_landscape() && sheet.format == Format::Poster { "横版" } else { "" };
    let mono = if *profile == Profile::Mono { "黑白" } else { "" };
    Some(Material {
        parts: parts(&sheet.title, name),
        title: sheet.title.clone(),
        url: page.link_to(&sheet.path),
        kind: sheet.format.chinese(),
        size: format!("{paper}{turned}{mono}"),
        year: occasion.map(|occasion| occasion.year),
        thumbnail: picture::thumbnail(&sheet.path, page),
        shown: None,
    })
}

/// A title in front of the name in it, and from there on: a line ends between the two.
fn parts(title: &str, name: &str) -> Vec<String> {
    let (before, behind) = title.split_at(title.find(name).unwrap_or(0));
    [before, behind].into_iter().filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect()
}
