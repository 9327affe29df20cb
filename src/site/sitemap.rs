//! The map of the site for search engines: <https://www.sitemaps.org/protocol.html>.
//!
//! May use: config

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::Page;
use super::layout::Layout;
use super::route::{self, SitePath};

/// The most addresses one file may hold.
const LONGEST: usize = 50_000;

/// A file of the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteMap {
    pub path: SitePath,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Content {
    Pages(Vec<Entry>),
    /// The addresses of the parts of a map too long for one file.
    Parts(Vec<String>),
    /// `robots.txt`, with the address of the map.
    Robots(String),
}

/// A page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The whole address.
    pub url: String,
    pub changed: Option<Date>,
}

/// The map, in as many files as it takes, and `robots.txt`; nothing for a site without an address.
pub(super) fn maps(layout: &Layout<'_>, pages: &[Page]) -> Vec<SiteMap> {
    let Some(base) = &layout.config.base_url else { return Vec::new() };
    let entry = |page: &Page| {
        let url = || base.join(&page.path.encoded());
        page.is_listed.then(|| Entry { url: url(), changed: page.changed })
    };
    let mut entries: Vec<Entry> = pages.par_iter().filter_map(entry).collect();
    entries.par_sort_unstable_by(|a, b| a.url.cmp(&b.url));
    let address = base.join(&route::sitemap().encoded());
    let robots = SiteMap { path: route::robots(), content: Content::Robots(address) };
    if entries.len() <= LONGEST {
        let map = SiteMap { path: route::sitemap(), content: Content::Pages(entries) };
        return vec![robots, map];
    }
    let parts: Vec<SiteMap> = entries
        .chunks(LONGEST)
        .zip(1..)
        .map(|(entries, number)| SiteMap {
            path: route::sitemap_part(number),
            content: Content::Pages(entries.to_vec()),
        })
        .collect();
    let addresses = parts.iter().map(|part| base.join(&part.path.encoded())).collect();
    let index = SiteMap { path: route::sitemap(), content: Content::Parts(addresses) };
    [robots, index].into_iter().chain(parts).collect()
}
