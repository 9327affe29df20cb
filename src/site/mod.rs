//! Laying out: which pages the site has on this day, and what stands on each. Cannot fail.
//!
//! May use: almanac, config, content, diagnostics

mod articles;
mod campaigns;
mod home;
mod layout;
pub mod poster;
pub mod route;
pub mod season;
pub mod view;

use jiff::civil::Date;
use serde::Serialize;

pub use layout::PICTURE_WIDTHS;
pub use route::SitePath;

use crate::config::Config;
use crate::content::Library;
use crate::diagnostics::{Place, SourcePath};
use layout::Layout;
use poster::Poster;
use view::{NavEntry, PageView, SiteView};

/// The day a site is laid out for, and what of the unpublished it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub today: Date,
    /// Also drafts.
    pub drafts: bool,
    /// Also what is to be published later.
    pub future: bool,
}

/// A website laid out: every page with its words, every poster, every picture used.
#[derive(Debug)]
pub struct Site {
    pub pages: Vec<Page>,
    pub posters: Vec<Poster>,
    /// Published files of pictures, with the file they are made of and the place they came from.
    pub pictures: Vec<(SitePath, PictureFile)>,
}

/// One HTML page.
#[derive(Debug, Clone)]
pub struct Page {
    pub path: SitePath,
    /// The theme's template, below `pages/`.
    pub template: &'static str,
    pub content: PageContent,
    /// The text the page is made of.
    pub origin: Place,
}

/// What a template is given.
#[derive(Debug, Clone, Serialize)]
pub struct PageContent {
    pub site: std::sync::Arc<SiteView>,
    pub nav: Vec<NavEntry>,
    pub page: PageView,
    #[serde(flatten)]
    pub view: serde_json::Map<String, serde_json::Value>,
}

/// A picture to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    pub source: SourcePath,
    /// In pixels; none for a drawing of shapes.
    pub width: Option<u32>,
}

/// Lays out the whole site.
pub fn lay_out(library: &Library, config: &Config, moment: Moment) -> Site {
    let layout = Layout::new(library, config, moment);
    let mut pages = vec![home::page(&layout), layout.not_found()];
    pages.extend(articles::pages(&layout));
    pages.extend(campaigns::pages(&layout));
    pages.extend(library.pages.iter().map(|page| layout.info_page(page)));
    let posters = layout.campaigns.iter().map(|campaign| poster::of(campaign, &layout)).collect();
    Site { pages, posters, pictures: layout.pictures() }
}
