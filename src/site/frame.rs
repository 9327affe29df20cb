//! What frames every page: the site's name and foot, the menu, ways to its main places, the tags in the head.
//!
//! A field that may be null in a template is an `Option` here; nothing else is ever absent.
//!
//! May use: config, content

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::route::{self, SitePath};
use super::season::DateView;
use crate::config::{Config, FooterLink, Hotline, Imprint};
use crate::content::{InfoPage, Library};

/// The page whose address every foot names, where a site has one: what works for whom, and whom to tell.
const ACCESSIBILITY: &str = "accessibility";

/// What every page of a site shares.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteView {
    pub name: String,
    pub organisation: String,
    pub department: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub description: Option<String>,
    pub kind: &'static str,
    pub hotlines: Vec<HotlineView>,
    /// When an article was last published or changed; none on a site without articles.
    pub updated: Option<DateView>,
    /// The addresses of the feeds; none on a site without an address.
    pub feed: Option<String>,
    pub feed_json: Option<String>,
    /// 网站标识码.
    pub site_code: Option<String>,
    /// ICP备案号.
    pub icp: Option<String>,
    /// 公安备案号.
    pub police: Option<String>,
    pub footer_links: Vec<FooterLinkView>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HotlineView {
    pub name: String,
    pub number: String,
    /// The number as a telephone dials it.
    pub tel: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FooterLinkView {
    pub name: String,
    pub url: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NavEntry {
    pub name: String,
    pub url: String,
    pub current: bool,
}

/// The main places of the site, seen from the page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinksView {
    pub home: String,
    pub articles: String,
    pub topics: String,
    pub campaigns: String,
    pub calendar: String,
    /// None when there is nothing to download.
    pub materials: Option<String>,
    pub search: String,
    pub sitemap: String,
    /// None on a site without such a page.
    pub accessibility: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageView {
    pub title: String,
    pub description: Option<String>,
    pub url: String,
    /// The whole address, when the site has one.
    pub canonical: Option<String>,
    /// Prefix of static files.
    pub root: String,
    pub crumbs: Vec<Crumb>,
    /// `noindex` on pages that are no content.
    pub robots: Option<&'static str>,
    /// The tags a government site must carry; none on others.
    pub meta: Vec<MetaTag>,
    /// Open Graph, on a site with an address.
    pub graph: Vec<GraphTag>,
}

/// A step of the way to a page; the last one has no address.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Crumb {
    pub name: String,
    pub url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MetaTag {
    pub name: &'static str,
    pub content: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GraphTag {
    pub property: &'static str,
    pub content: String,
}

pub(super) fn site_view(config: &Config, last_change: Option<Date>) -> SiteView {
    let whole = |path: SitePath| config.base_url.as_ref().map(|base| base.join(&path.encoded()));
    let Imprint { phone, email, site_code, icp, police, links } = &config.imprint;
    let link =
        |link: &FooterLink| FooterLinkView { name: link.name.clone(), url: link.url.clone() };
    SiteView {
        name: config.name.value.clone(),
        organisation: config.organisation.value.clone(),
        department: config.department.as_ref().map(|text| text.value.clone()),
        address: config.address.clone(),
        phone: phone.clone(),
        email: email.clone(),
        description: config.description.clone(),
        kind: config.kind.as_str(),
        hotlines: config.hotlines.iter().map(hotline).collect(),
        updated: last_change.map(DateView::new),
        feed: whole(route::feed()),
        feed_json: whole(route::feed_json()),
        site_code: site_code.clone(),
        icp: icp.clone(),
        police: police.clone(),
        footer_links: links.iter().map(link).collect(),
    }
}

fn hotline(hotline: &Hotline) -> HotlineView {
    let number = &hotline.number.value;
    HotlineView {
        name: hotline.name.value.clone(),
        number: number.clone(),
        tel: number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect(),
    }
}

/// The menu, seen from the page at `path`.
pub(super) fn nav(library: &Library, path: &SitePath) -> Vec<NavEntry> {
    let section = |path: &SitePath| path.as_str().split_once('/').map(|(top, _)| top.to_owned());
    let mut entries = vec![
        ("首页".to_owned(), route::home()),
        ("健康科普".to_owned(), route::articles(1)),
        ("专题".to_owned(), route::topics()),
        ("主题宣传".to_owned(), route::campaigns()),
        ("健康日历".to_owned(), route::calendar()),
    ];
    let in_menu = library.pages.iter().filter(|page| page.in_menu);
    entries.extend(in_menu.map(|page| (page.title.clone(), route::info_page(&page.slug))));
    entries
        .into_iter()
        .map(|(name, target)| NavEntry {
            name,
            url: path.link_to(&target),
            current: target == *path
                || section(path).is_some() && section(path) == section(&target),
        })
        .collect()
}

pub(super) fn links(library: &Library, has_materials: bool, path: &SitePath) -> LinksView {
    let to = |target: SitePath| path.link_to(&target);
    let accessibility = |page: &&Arc<InfoPage>| page.slug == ACCESSIBILITY;
    LinksView {
        home: to(route::home()),
        articles: to(route::articles(1)),
        topics: to(route::topics()),
        campaigns: to(route::campaigns()),
        calendar: to(route::calendar()),
        materials: has_materials.then(|| to(route::materials())),
        search: to(route::search()),
        sitemap: to(route::sitemap_page()),
        accessibility: library
            .pages
            .iter()
            .find(accessibility)
            .map(|page| to(route::info_page(&page.slug))),
    }
}

impl LinksView {
    /// With `whole` around every address.
    pub(super) fn map(self, whole: impl Fn(&str) -> String) -> Self {
        let LinksView {
            home,
            articles,
            topics,
            campaigns,
            calendar,
            materials,
            search,
            sitemap,
            accessibility,
        } = self;
        LinksView {
            home: whole(&home),
            articles: whole(&articles),
            topics: whole(&topics),
            campaigns: whole(&campaigns),
            calendar: whole(&calendar),
            materials: materials.as_deref().map(&whole),
            search: whole(&search),
            sitemap: whole(&sitemap),
            accessibility: accessibility.as_deref().map(&whole),
        }
    }
}
