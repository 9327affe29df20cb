//! Every address of the website is born here.
//!
//! Addresses are relative and name files, never folders, so that a site works under any path, from a USB
//! stick, and by double-click.
//!
//! May use: config, content, diagnostics

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;

use crate::content::{ArticleId, CampaignId};
use crate::diagnostics::SourcePath;

/// A file of the website, relative to its top folder: `articles/heat.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SitePath(Arc<str>);

/// What a path segment of an address cannot hold as it is.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'\'')
    .add(b'&');

impl SitePath {
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        SitePath(path.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `../` as often as it takes to reach the top folder.
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The path without `.pdf`.
    fn stem(&self) -> &str {
        self.0.strip_suffix(".pdf").unwrap_or(&self.0)
    }

    /// The path as an address below the top folder.
    pub fn encoded(&self) -> String {
        Cow::from(utf8_percent_encode(&self.0, ENCODED)).into_owned()
    }

    /// The relative address of `target`, seen from this page.
    pub fn link_to(&self, target: &SitePath) -> String {
        let same = self.0.bytes().zip(target.0.bytes()).take_while(|(a, b)| a == b).count();
        // Up to the last folder of both.
        let shared = self.0.as_bytes()[..same].iter().rposition(|byte| *byte == b'/');
        let shared = shared.map_or(0, |slash| slash + 1);
        let mut link = "../".repeat(self.0[shared..].matches('/').count());
        link.extend(utf8_percent_encode(&target.0[shared..], ENCODED));
        link
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub fn home() -> SitePath {
    SitePath::new("index.html")
}

pub fn not_found() -> SitePath {
    SitePath::new("404.html")
}

/// The n-th page of the list of articles, from 1.
pub fn articles(number: usize) -> SitePath {
    SitePath::new(match number {
        1 => "articles/index.html".to_owned(),
        number => format!("articles/page-{number}.html"),
    })
}

pub fn article(id: &ArticleId) -> SitePath {
    SitePath::new(["articles/", id.as_str(), ".html"].concat())
}

pub fn topics() -> SitePath {
    SitePath::new("topics/index.html")
}

/// The n-th page of a topic, from 1.
pub fn topic(id: &str, number: usize) -> SitePath {
    SitePath::new(match number {
        1 => format!("topics/{id}.html"),
        number => format!("topics/{id}/page-{number}.html"),
    })
}

pub fn campaigns() -> SitePath {
    SitePath::new("campaigns/index.html")
}

/// All years of an observance.
pub fn observance(id: &str) -> SitePath {
    SitePath::new(format!("campaigns/{id}/index.html"))
}

pub fn campaign(id: &CampaignId) -> SitePath {
    SitePath::new(format!("campaigns/{}/{}.html", id.observance, id.year))
}

/// The coming months.
pub fn calendar() -> SitePath {
    SitePath::new("calendar/index.html")
}

pub fn calendar_year(year: i16) -> SitePath {
    SitePath::new(format!("calendar/{year}.html"))
}

/// The month that begins on `first`.
pub fn calendar_month(first: Date) -> SitePath {
    SitePath::new(format!("calendar/{}-{:02}.html", first.year(), first.month()))
}

/// Whether the month that begins on `first` has a page: those of this year and the next have.
pub fn has_month(today: Date, first: Date) -> bool {
    (today.year()..=today.year() + 1).contains(&first.year())
}

/// A year's health days on one sheet.
pub fn wall_calendar(year: i16) -> SitePath {
    SitePath::new(format!("calendar/wall-{year}-a3.pdf"))
}

/// The sheet of the month that begins on `first`.
pub fn month_sheet(first: Date) -> SitePath {
    SitePath::new(format!("calendar/{}-{:02}-a4.pdf", first.year(), first.month()))
}

/// All health days for the calendars of phones and offices.
pub fn agenda() -> SitePath {
    SitePath::new("calendar.ics")
}

/// Those of one audience. Its name stays readable in the file's name: the file is sent around by itself.
pub fn audience_agenda(audience: &str) -> SitePath {
    let name: String =
        audience.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    SitePath::new(format!("calendar/{name}.ics"))
}

/// What was published, newest first.
pub fn feed() -> SitePath {
    SitePath::new("feed.xml")
}

/// The same as a JSON Feed.
pub fn feed_json() -> SitePath {
    SitePath::new("feed.json")
}

/// Posters and calendars to download.
pub fn materials() -> SitePath {
    SitePath::new("materials/index.html")
}

/// Where one searches.
pub fn search() -> SitePath {
    SitePath::new("search.html")
}

/// The map of the site for people (站点地图).
pub fn sitemap_page() -> SitePath {
    SitePath::new("sitemap.html")
}

/// The map of the site for search engines.
pub fn sitemap() -> SitePath {
    SitePath::new("sitemap.xml")
}

/// The n-th part of a map too long for one file, from 1.
pub fn sitemap_part(number: usize) -> SitePath {
    SitePath::new(format!("sitemap-{number}.xml"))
}

pub fn robots() -> SitePath {
    SitePath::new("robots.txt")
}

/// A page's former address.
pub fn alias(path: &str) -> SitePath {
    SitePath::new(path)
}

/// Where the search index is.
pub const SEARCH_FOLDER: &str = "search/";

/// A script of the search index: `index`, `grams-3`, `texts-12`.
pub fn search_file(name: &str) -> SitePath {
    SitePath::new(format!("{SEARCH_FOLDER}{name}.js"))
}

pub fn info_page(slug: &str) -> SitePath {
    SitePath::new(format!("{slug}.html"))
}

/// A sheet to print; the website offers what is public under the same name.
pub fn printed(folder: &str, name: &str) -> SitePath {
    SitePath::new(format!("{folder}/{name}.pdf"))
}

/// The same sheet in another form: in black and white, or cut to pages.
pub fn variant(sheet: &SitePath, form: &str) -> SitePath {
    SitePath::new(format!("{}-{form}.pdf", sheet.stem()))
}

/// Slides that are `turned` one way, without their number and extension.
pub fn slides(name: &str, turned: &str) -> SitePath {
    SitePath::new(format!("slides/{name}/{turned}"))
}

/// The n-th of some slides, from 1.
pub fn slide(slides: &SitePath, number: usize) -> SitePath {
    SitePath::new(format!("{slides}-{number}.png"))
}

/// A text for LED bars.
pub fn scroll(name: &str) -> SitePath {
    SitePath::new(format!("slides/{name}/led.txt"))
}

/// The picture of a sheet's first page, beside the sheet.
pub fn thumbnail(sheet: &SitePath, extension: &str) -> SitePath {
    SitePath::new(format!("{}.{extension}", sheet.stem()))
}

/// A picture as published; `width` in pixels, none for a drawing of shapes.
pub fn picture(file: &SourcePath, width: Option<u32>, extension: &str) -> SitePath {
    let path = file.as_str();
    let inner = path.strip_prefix("content/images/").or_else(|| path.strip_prefix("content/"));
    let inner = inner.unwrap_or(path);
    let stem = inner.rsplit_once('.').map_or(inner, |(stem, _)| stem);
    SitePath::new(match width {
        Some(width) => format!("images/{stem}-{width}.{extension}"),
        None => format!("images/{stem}.{extension}"),
    })
}

pub fn static_file(name: &str) -> SitePath {
    SitePath::new(format!("static/{name}"))
}

#[cfg(test)]
mod tests {
    use super::SitePath;

    #[test]
    fn links_are_relative_and_name_a_file() {
        let link = |from: &str, to: &str| SitePath::new(from).link_to(&SitePath::new(to));
        assert_eq!(link("index.html", "articles/heat.html"), "articles/heat.html");
        assert_eq!(link("articles/heat.html", "articles/salt.html"), "salt.html");
        assert_eq!(link("articles/heat.html", "index.html"), "../index.html");
        assert_eq!(link("campaigns/a/2026.html", "campaigns/b/2025.html"), "../b/2025.html");
        assert_eq!(link("index.html", "images/洗手 1.png"), "images/%E6%B4%97%E6%89%8B%201.png");
        assert_eq!(link("articles/index.html", "articles/index.html"), "index.html");
        assert_eq!(link("index.html", "images/a[1].png"), "images/a%5B1%5D.png");
    }
}
