//! Laying out: which pages the site has on this day, and what stands on each. Cannot fail.
//!
//! May use: almanac, config, content, diagnostics

pub mod agenda;
mod articles;
mod calendar;
mod campaigns;
pub mod feed;
mod health_days;
mod home;
mod layout;
pub mod outlook;
pub mod poster;
pub mod route;
pub mod season;
pub mod sheet;
pub mod view;

use jiff::civil::Date;
use serde::Serialize;

pub use layout::PICTURE_WIDTHS;
pub use route::SitePath;

use crate::config::{Config, Options};
use crate::content::Library;
use crate::diagnostics::{Place, SourcePath};
use agenda::Agenda;
use feed::Feed;
use layout::Layout;
use poster::Poster;
use sheet::Sheet;
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
    /// Calendars to print.
    pub sheets: Vec<Sheet>,
    /// Calendars to subscribe to.
    pub agendas: Vec<Agenda>,
    pub feed: Option<Feed>,
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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageContent {
    pub site: std::sync::Arc<SiteView>,
    pub nav: Vec<NavEntry>,
    pub page: PageView,
    /// The theme's options.
    pub options: std::sync::Arc<Options>,
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

impl Site {
    /// Whether every page, sheet and feed says the same. Calendar files only carry the day they were made.
    fn says_the_same(&self, other: &Site) -> bool {
        let pages = |page: &Page, other: &Page| {
            (&page.path, &page.content) == (&other.path, &other.content)
        };
        let posters = |poster: &Poster, other: &Poster| {
            (&poster.path, &poster.words) == (&other.path, &other.words)
        };
        let sheets = |sheet: &Sheet, other: &Sheet| {
            (&sheet.path, &sheet.words) == (&other.path, &other.words)
        };
        all_same(&self.pages, &other.pages, pages)
            && all_same(&self.posters, &other.posters, posters)
            && all_same(&self.sheets, &other.sheets, sheets)
            && self.feed == other.feed
    }
}

fn all_same<T>(these: &[T], those: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    these.len() == those.len() && these.iter().zip(those).all(|(this, that)| same(this, that))
}

/// The next day on which a page, a sheet or the feed would not say the same as today; none within a year.
pub fn next_change(library: &Library, config: &Config, moment: Moment) -> Option<Date> {
    let now = lay_out(library, config, moment);
    let days = (1..=366).map(|ahead| season::shifted(moment.today, ahead));
    days.into_iter()
        .find(|day| !lay_out(library, config, Moment { today: *day, ..moment }).says_the_same(&now))
}

/// Lays out the whole site.
pub fn lay_out(library: &Library, config: &Config, moment: Moment) -> Site {
    let layout = Layout::new(library, config, moment);
    let mut pages = vec![home::page(&layout), layout.not_found()];
    pages.extend(articles::pages(&layout));
    pages.extend(campaigns::pages(&layout));
    pages.extend(calendar::pages(&layout));
    pages.extend(library.pages.iter().map(|page| layout.info_page(page)));
    let posters = layout.campaigns.iter().map(|campaign| poster::of(campaign, &layout)).collect();
    Site {
        pages,
        posters,
        sheets: sheet::sheets(&layout),
        agendas: agenda::agendas(&layout),
        feed: feed::feed(&layout),
        pictures: layout.pictures(),
    }
}
