//! Pages about the site itself: what its authors say of it, its map, the page for what is missing, and the
//! ways from former addresses to present ones.
//!
//! May use: config, content, diagnostics

use serde_json::json;

use super::frame::Crumb;
use super::layout::{Heading, Layout};
use super::meta::PageKind;
use super::route::{self, SitePath};
use super::view::{MapEntry, MapSection};
use super::{Content, Page, calendar, campaigns};
use crate::content::InfoPage;
use crate::diagnostics::{Place, Placed};

pub(super) fn pages(layout: &Layout<'_>) -> Vec<Page> {
    let mut pages = vec![not_found(layout), map(layout)];
    pages.extend(layout.library.pages.iter().map(|page| info_page(layout, page)));
    for article in layout.articles.iter().filter(|article| !article.aliases.is_empty()) {
        let target = (article.title.as_str(), route::article(&article.id));
        pages.extend(article.aliases.iter().map(|alias| redirect(layout, alias, &target)));
    }
    for page in &layout.library.pages {
        let target = (page.title.as_str(), route::info_page(&page.slug));
        pages.extend(page.aliases.iter().map(|alias| redirect(layout, alias, &target)));
    }
    pages
}

fn info_page(layout: &Layout<'_>, page: &InfoPage) -> Page {
    let path = route::info_page(&page.slug);
    let view = json!({ "body": layout.body(&page.body, &path), "toc": Layout::toc(&page.body) });
    let description = page.summary.clone().or_else(|| Layout::opening(&page.body));
    let heading = Heading {
        path,
        title: &page.title,
        description: description.as_deref(),
        way: Vec::new(),
        kind: PageKind::About,
        origin: Place::File(page.file.clone()),
    };
    layout.page(heading, "page.html", view)
}

/// The page a server shows for a missing one, at whatever depth: its links start from the site's own address
/// where it has one.
fn not_found(layout: &Layout<'_>) -> Page {
    let heading = Heading {
        path: route::not_found(),
        title: "没有找到这个页面",
        description: None,
        way: Vec::new(),
        kind: PageKind::Service,
        origin: Place::Site,
    };
    let mut content = layout.around(&heading, json!({}));
    if let Some(base) = &layout.config.base_url {
        let whole = |url: &str| format!("{}{url}", base.path());
        content.page.root = base.path().to_owned();
        content.links = content.links.map(whole);
        for entry in &mut content.nav {
            entry.url = whole(&entry.url);
        }
        for Crumb { url, .. } in &mut content.page.crumbs {
            *url = url.as_deref().map(whole);
        }
    }
    heading.page("not-found.html", Content::Ready(Box::new(content)))
}

/// A page at a former address that leads to the present one.
fn redirect(
    layout: &Layout<'_>,
    alias: &Placed<String>,
    (name, target): &(&str, SitePath),
) -> Page {
    let path = route::alias(&alias.value);
    let target_view = json!({ "name": name, "url": path.link_to(target) });
    let heading = Heading {
        path,
        title: name,
        description: None,
        way: Vec::new(),
        kind: PageKind::Service,
        origin: Place::Text(alias.span.clone()),
    };
    let mut content = layout.around(&heading, json!({ "target": target_view }));
    // The one address of what is found here.
    content.page.canonical = layout.address(target);
    heading.page("redirect.html", Content::Ready(Box::new(content)))
}

/// The map of the site for people (站点地图).
fn map(layout: &Layout<'_>) -> Page {
    let path = route::sitemap_page();
    let to = |name: &str, target: SitePath| MapEntry {
        name: name.to_owned(),
        url: path.link_to(&target),
    };
    let section = |name: &str, target: SitePath, items: Vec<MapEntry>| MapSection {
        name: name.to_owned(),
        url: path.link_to(&target),
        items,
    };
    let topics = layout.config.topics.iter();
    let topics = topics.map(|topic| to(&topic.name, route::topic(&topic.id, 1))).collect();
    let observances = campaigns::observances(layout).into_iter();
    let observances =
        observances.map(|it| to(&it.name, route::observance(it.id.as_str()))).collect();
    let years = calendar::years(layout, None, &path).into_iter();
    let years = years.map(|year| MapEntry { name: year.name, url: year.url }).collect();
    let mut sections = vec![
        section("首页", route::home(), Vec::new()),
        section("健康科普", route::articles(1), Vec::new()),
        section("专题", route::topics(), topics),
        section("主题宣传", route::campaigns(), observances),
        section("健康日历", route::calendar(), years),
    ];
    if layout.has_materials() {
        sections.push(section("资料下载", route::materials(), Vec::new()));
    }
    sections.push(section("站内搜索", route::search(), Vec::new()));
    let about = layout.library.pages.iter();
    sections.extend(about.map(|it| section(&it.title, route::info_page(&it.slug), Vec::new())));
    let heading = Heading {
        path: path.clone(),
        title: "站点地图",
        description: Some("本站的全部栏目。"),
        way: Vec::new(),
        kind: PageKind::About,
        origin: Place::Site,
    };
    layout.page(heading, "sitemap.html", json!({ "sections": sections }))
}
