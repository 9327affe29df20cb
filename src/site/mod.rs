//! Laying out: which pages the site has on this day, and what stands on each. Cannot fail.
//!
//! May use: almanac, config, content, diagnostics, yaml

mod about;
pub mod agenda;
mod articles;
mod calendar;
mod campaigns;
pub mod feed;
mod frame;
mod health_days;
mod home;
mod index;
mod layout;
mod materials;
mod meta;
pub mod outlook;
pub mod picture;
pub mod print;
mod recipe;
pub mod route;
pub mod search;
pub mod season;
pub mod sitemap;
pub mod view;

use jiff::civil::Date;
use serde::Serialize;

pub use route::SitePath;

use crate::config::{Config, Options};
use crate::content::Library;
use crate::diagnostics::{Place, Span};
use crate::yaml::DayTime;
use agenda::Agenda;
use feed::Feed;
pub use frame::SiteView;
use frame::{LinksView, NavEntry, PageView};
pub use index::Memo;
pub use layout::Layout;
use picture::PictureFiles;
use print::{Scroll, Sheet};
pub use recipe::PageSubject;
use search::Search;
use sitemap::SiteMap;
use view::{ArticlePage, ListPage};

/// The day a site is laid out for, and what of the unpublished it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub today: Date,
    /// Also drafts.
    pub drafts: bool,
    /// Also what is to be published later.
    pub future: bool,
}

/// A website laid out: every page and every sheet with its words, every picture used.
#[derive(Debug)]
pub struct Site {
    pub pages: Vec<Page>,
    pub sheets: Vec<Sheet>,
    /// Texts for LED bars.
    pub scrolls: Vec<Scroll>,
    /// Calendars to subscribe to.
    pub agendas: Vec<Agenda>,
    pub feed: Option<Feed>,
    /// For search engines; none for a site without an address.
    pub maps: Vec<SiteMap>,
    pub search: Search,
    /// Pictures used, with the files they are published as.
    pub pictures: Vec<PictureFiles>,
    pub publications: Vec<Publication>,
}

/// One HTML page.
#[derive(Debug, Clone)]
pub struct Page {
    pub path: SitePath,
    /// The theme's template, below `pages/`.
    pub template: &'static str,
    pub content: Content,
    /// Whether maps for search engines list it.
    pub is_listed: bool,
    /// When what it says was last published or changed, where that is known.
    pub changed: Option<Date>,
    /// The text the page is made of.
    pub origin: Place,
}

/// What a template is given, or how to come by it.
#[derive(Debug, Clone)]
pub enum Content {
    Ready(Box<PageContent>),
    /// Laid out when the page is made.
    Later(PageSubject),
}

/// What a template is given.
#[derive(Debug, Clone, Serialize)]
pub struct PageContent {
    pub site: std::sync::Arc<SiteView>,
    pub nav: Vec<NavEntry>,
    pub links: LinksView,
    pub page: PageView,
    /// The theme's options.
    pub options: std::sync::Arc<Options>,
    #[serde(flatten)]
    pub view: View,
}

impl PageContent {
    /// What all pages of the site share.
    pub fn shared(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Shared<'c> {
            site: &'c SiteView,
            options: &'c Options,
        }
        let PageContent { site, options, nav: _, links: _, page: _, view: _ } = self;
        Shared { site, options }
    }

    /// What this page does not share with every other one.
    pub fn own(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Own<'c> {
            nav: &'c [NavEntry],
            links: &'c LinksView,
            page: &'c PageView,
            #[serde(flatten)]
            view: &'c View,
        }
        let PageContent { site: _, options: _, nav, links, page, view } = self;
        Own { nav, links, page, view }
    }
}

/// What stands on a page.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum View {
    // There are thousands of these.
    Article(Box<ArticlePage>),
    List(Box<ListPage>),
    Other(serde_json::Map<String, serde_json::Value>),
}

impl From<serde_json::Value> for View {
    fn from(view: serde_json::Value) -> Self {
        match view {
            serde_json::Value::Object(map) => View::Other(map),
            _ => View::Other(serde_json::Map::new()),
        }
    }
}

/// An article of the site, and when it comes out.
#[derive(Debug, Clone)]
pub struct Publication {
    pub page: SitePath,
    /// Its former addresses.
    pub aliases: Vec<SitePath>,
    pub at: DayTime,
    pub span: Span,
    /// Whether it is really out: no draft, and its day has come.
    pub is_public: bool,
}

impl Page {
    /// One laid out when it is made, of no text in particular.
    fn later(path: SitePath, template: &'static str, subject: PageSubject) -> Self {
        let (content, origin) = (Content::Later(subject), Place::Site);
        Page { path, template, content, is_listed: true, changed: None, origin }
    }
}

/// What every page, sheet and feed of a site says. Calendar files only carry the day they were made.
#[derive(PartialEq)]
struct Said {
    pages: Vec<(SitePath, blake3::Hash)>,
    sheets: Vec<(SitePath, serde_json::Map<String, serde_json::Value>)>,
    scrolls: Vec<Scroll>,
    feed: Option<Feed>,
    maps: Vec<SiteMap>,
}

impl Said {
    fn on(layout: &Layout<'_>) -> Self {
        let Site { pages, sheets, scrolls, feed, maps, .. } = lay_out(layout);
        let page = |page: Page| {
            let fingerprint = layout.fingerprint(&page);
            (page.path, fingerprint)
        };
        let pages = pages.into_iter().map(page).collect();
        let sheets = sheets.into_iter().map(|sheet| (sheet.path, sheet.words)).collect();
        Said { pages, sheets, scrolls, feed, maps }
    }
}

/// The next day on which a page, a sheet or the feed would not say the same as today; none within a year.
pub fn next_change(library: &Library, config: &Config, moment: Moment) -> Option<Date> {
    let on = |today: Date| Said::on(&Layout::new(library, config, Moment { today, ..moment }));
    let now = on(moment.today);
    let days = (1..=366).map(|ahead| season::shifted(moment.today, ahead));
    days.into_iter().find(|day| on(*day) != now)
}

/// Lays out the whole site.
pub fn lay_out(layout: &Layout<'_>) -> Site {
    let mut pages = articles::pages(layout);
    pages.push(Page::later(route::home(), "home.html", PageSubject::Home));
    pages.push(search::page(layout));
    pages.extend(campaigns::pages(layout));
    pages.extend(calendar::pages(layout));
    let sheets = print::sheets(layout);
    pages.extend(materials::page(layout, &sheets));
    pages.extend(about::pages(layout));
    Site {
        maps: sitemap::maps(layout, &pages),
        pages,
        sheets,
        scrolls: print::scrolls(layout),
        agendas: agenda::agendas(layout),
        feed: feed::feed(layout),
        search: search::search(layout),
        pictures: layout.pictures(),
        publications: articles::publications(layout),
    }
}
