//! What all pages are laid out with: who is published today, and where everything is.
//!
//! May use: almanac, config, content, diagnostics

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::health_days::{self, HealthDay};
use super::route::{self, SitePath};
use super::season::DateView;
use super::view::{
    Crumb, HotlineView, NavEntry, PageView, Pager, PagerEntry, PictureView, SiteView, TocView,
};
use super::{Moment, Page, PageContent, PictureFile};
use crate::config::Config;
use crate::content::markdown::Document;
use crate::content::{
    Article, ArticleId, Campaign, Illustration, InfoPage, Library, Picture, PictureKind,
};
use crate::diagnostics::{Place, SourcePath};

/// Widths a photograph is published in, in pixels; never wider than it is.
pub const PICTURE_WIDTHS: [u32; 3] = [480, 960, 1600];

pub(super) struct Layout<'a> {
    pub library: &'a Library,
    pub config: &'a Config,
    pub moment: Moment,
    /// Published today, newest first.
    pub articles: Vec<&'a Article>,
    /// Published today, latest first.
    pub campaigns: Vec<&'a Campaign>,
    /// Of last year, this year and the next.
    pub health_days: Vec<HealthDay<'a>>,
    /// Where each text of the site is published.
    places: BTreeMap<&'a SourcePath, SitePath>,
    site: Arc<SiteView>,
}

/// Name, address and description of a page that is being laid out.
pub(super) struct Heading<'a> {
    pub path: SitePath,
    pub title: &'a str,
    pub description: Option<&'a str>,
    /// The way to it, from the home page; the page itself is added.
    pub way: Vec<(&'a str, SitePath)>,
    pub origin: Place,
}

impl<'a> Layout<'a> {
    pub fn new(library: &'a Library, config: &'a Config, moment: Moment) -> Self {
        let mut articles: Vec<_> =
            library.articles.values().filter(|article| is_published(article, moment)).collect();
        articles.sort_by(|a, b| {
            let newest = |article: &Article| updated(article, moment).unwrap_or(article.date);
            newest(b).cmp(&newest(a)).then_with(|| a.id.cmp(&b.id))
        });
        let mut campaigns: Vec<_> = library
            .campaigns
            .values()
            .filter(|campaign| moment.drafts || !campaign.draft)
            .filter(|it| moment.future || it.publish.is_none_or(|from| from <= moment.today))
            .collect();
        campaigns.sort_by(|a, b| {
            let day =
                |campaign: &Campaign| (campaign.id.year, campaign.days.map(|days| days.start));
            day(b).cmp(&day(a)).then_with(|| a.id.cmp(&b.id))
        });
        let mut places = BTreeMap::new();
        places.extend(articles.iter().map(|it| (&it.file, route::article(&it.id))));
        places.extend(campaigns.iter().map(|it| (&it.file, route::campaign(&it.id))));
        places.extend(library.pages.iter().map(|it| (&it.file, route::info_page(&it.slug))));
        let last_change = |article: &&Article| updated(article, moment).unwrap_or(article.date);
        let site = Arc::new(site_view(config, articles.iter().map(last_change).max()));
        let health_days = health_days::reckon(config, &campaigns, health_days::span(moment.today));
        Layout { library, config, moment, articles, campaigns, health_days, places, site }
    }

    /// When an article was last changed, as far as today knows.
    pub fn updated(&self, article: &Article) -> Option<Date> {
        updated(article, self.moment)
    }

    pub fn article(&self, id: &str) -> Option<&'a Article> {
        self.articles.iter().find(|article| article.id.as_str() == id).copied()
    }

    /// A page of the site, with what every page shares around `view`.
    pub fn page(&self, heading: Heading<'_>, template: &'static str, view: Value) -> Page {
        let Heading { path, title, description, way, origin } = heading;
        let mut crumbs: Vec<Crumb> = way
            .iter()
            .map(|(name, target)| Crumb {
                name: (*name).to_owned(),
                url: Some(path.link_to(target)),
            })
            .collect();
        if path != route::home() {
            crumbs
                .insert(0, Crumb { name: "首页".into(), url: Some(path.link_to(&route::home())) });
            crumbs.push(Crumb { name: title.to_owned(), url: None });
        }
        let content = PageContent {
            site: Arc::clone(&self.site),
            nav: self.nav(&path),
            page: PageView {
                title: title.to_owned(),
                description: description.map(ToOwned::to_owned),
                url: path.encoded(),
                canonical: self.config.base_url.as_ref().map(|base| base.join(&path.encoded())),
                root: path.root(),
                crumbs,
            },
            options: Arc::clone(&self.config.theme.options),
            view: match view {
                Value::Object(map) => map,
                _ => Map::new(),
            },
        };
        Page { path, template, content, origin }
    }

    fn nav(&self, path: &SitePath) -> Vec<NavEntry> {
        let section =
            |path: &SitePath| path.as_str().split_once('/').map(|(top, _)| top.to_owned());
        let mut entries = vec![
            ("首页".to_owned(), route::home()),
            ("健康科普".to_owned(), route::articles(1)),
            ("专题".to_owned(), route::topics()),
            ("主题宣传".to_owned(), route::campaigns()),
            ("健康日历".to_owned(), route::calendar()),
        ];
        let in_menu = self.library.pages.iter().filter(|page| page.in_menu);
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

    /// The HTML of a text, as it stands on the page at `path`.
    pub fn body(&self, document: &Document, path: &SitePath) -> String {
        document.resolve(
            |link| {
                let target = path.link_to(self.places.get(&link.target)?);
                Some(match &link.fragment {
                    Some(fragment) => {
                        let fragment = fragment_address(fragment);
                        if path == &self.places[&link.target] {
                            format!("#{fragment}")
                        } else {
                            format!("{target}#{fragment}")
                        }
                    }
                    None => target,
                })
            },
            |used| {
                let view =
                    used.file.as_ref().and_then(|file| self.picture_view(file, path, ("", None)));
                view.map_or(String::new(), |view| picture_attributes(&view))
            },
        )
    }

    pub fn toc(document: &Document) -> Vec<TocView> {
        document
            .contents
            .iter()
            .map(|entry| TocView {
                level: entry.level,
                id: entry.id.clone(),
                text: entry.text.clone(),
            })
            .collect()
    }

    pub fn illustration(
        &self,
        illustration: Option<&Illustration>,
        path: &SitePath,
    ) -> Option<PictureView> {
        let Illustration { file, alt, caption } = illustration?;
        self.picture_view(file, path, (alt, caption.as_deref()))
    }

    fn picture_view(
        &self,
        file: &SourcePath,
        path: &SitePath,
        (alt, caption): (&str, Option<&str>),
    ) -> Option<PictureView> {
        let picture = self.library.pictures.get(file)?;
        let files = published_files(file, picture);
        let (largest, _) = files.last()?;
        let srcset = (files.len() > 1).then(|| {
            let entry = |(target, width): &(SitePath, Option<u32>)| {
                format!("{} {}w", path.link_to(target), width.unwrap_or(picture.width))
            };
            files.iter().map(entry).collect::<Vec<_>>().join(", ")
        });
        Some(PictureView {
            src: path.link_to(largest),
            srcset,
            width: picture.width,
            height: picture.height,
            alt: alt.to_owned(),
            caption: caption.map(ToOwned::to_owned),
        })
    }

    /// The files of every picture a published text uses.
    pub fn pictures(&self) -> Vec<(SitePath, PictureFile)> {
        let mut used: BTreeSet<&SourcePath> = BTreeSet::new();
        let articles = self.articles.iter().map(|it| (it.image.as_ref(), &it.body));
        let campaigns = self.campaigns.iter().map(|it| (it.image.as_ref(), &it.body));
        let pages = self.library.pages.iter().map(|it| (None, &it.body));
        for (image, body) in articles.chain(campaigns).chain(pages) {
            used.extend(image.map(|image| &image.file));
            used.extend(body.pictures.iter().filter_map(|picture| picture.file.as_ref()));
        }
        let mut files = Vec::new();
        for source in used {
            let Some(picture) = self.library.pictures.get(source) else { continue };
            for (path, width) in published_files(source, picture) {
                files.push((path, PictureFile { source: source.clone(), width }));
            }
        }
        files
    }

    /// Cuts `items` into pages of the site's size; at least one page, so that a section always exists.
    pub fn paged<T: Clone>(&self, items: &[T]) -> Vec<Vec<T>> {
        if items.is_empty() {
            return vec![Vec::new()];
        }
        items.chunks(self.config.page_size).map(<[T]>::to_vec).collect()
    }

    /// The page switch of the `current`-th of `total` pages.
    pub fn pager(current: usize, total: usize, route: impl Fn(usize) -> SitePath) -> Pager {
        let here = route(current);
        let url = |number: usize| here.link_to(&route(number));
        Pager {
            current,
            total,
            previous: (current > 1).then(|| url(current - 1)),
            next: (current < total).then(|| url(current + 1)),
            pages: (1..=total)
                .map(|number| PagerEntry { number, url: url(number), current: number == current })
                .collect(),
        }
    }

    pub fn info_page(&self, page: &InfoPage) -> Page {
        let path = route::info_page(&page.slug);
        let view = json!({ "body": self.body(&page.body, &path), "toc": Self::toc(&page.body) });
        let heading = Heading {
            path,
            title: &page.title,
            description: page.summary.as_deref(),
            way: Vec::new(),
            origin: Place::File(page.file.clone()),
        };
        self.page(heading, "page.html", view)
    }

    /// The page a server shows for a missing one, at whatever depth: its links start from the site's
    /// own address where it has one.
    pub fn not_found(&self) -> Page {
        let heading = Heading {
            path: route::not_found(),
            title: "没有找到这个页面",
            description: None,
            way: Vec::new(),
            origin: Place::Site,
        };
        let mut page = self.page(heading, "not-found.html", json!({}));
        page.content.page.canonical = None;
        if let Some(base) = &self.config.base_url {
            let whole = |url: &str| format!("{}{url}", base.path());
            page.content.page.root = base.path().to_owned();
            for entry in &mut page.content.nav {
                entry.url = whole(&entry.url);
            }
            for crumb in &mut page.content.page.crumbs {
                crumb.url = crumb.url.as_deref().map(whole);
            }
        }
        page
    }

    pub fn topic_name(&self, id: &str) -> Option<&'a str> {
        self.config.topics.iter().find(|topic| topic.id == id).map(|topic| topic.name.as_str())
    }
}

fn updated(article: &Article, moment: Moment) -> Option<Date> {
    article.updated.filter(|day| *day <= moment.today)
}

fn is_published(article: &Article, moment: Moment) -> bool {
    let from = article.publish.unwrap_or(article.date);
    let expired = article.expires.is_some_and(|day| day < moment.today);
    (moment.drafts || !article.draft) && (moment.future || from <= moment.today) && !expired
}

/// The files a picture is published as, from the narrowest to the widest.
fn published_files(source: &SourcePath, picture: &Picture) -> Vec<(SitePath, Option<u32>)> {
    let extension = match picture.kind {
        PictureKind::Vector => return vec![(route::picture(source, None, "svg"), None)],
        PictureKind::Photo => "jpg",
        PictureKind::Drawing => "png",
    };
    let [.., widest] = PICTURE_WIDTHS;
    let own = picture.width.min(widest);
    // A drawing made smaller takes more bytes than the whole one: its flat areas become shades.
    let smaller = picture.kind == PictureKind::Photo;
    let narrower = PICTURE_WIDTHS.into_iter().filter(|width| smaller && *width < own);
    narrower
        .chain([own])
        .map(|width| (route::picture(source, Some(width), extension), Some(width)))
        .collect()
}

/// Our own anchors are letters, hanzi, digits and hyphens and stay readable.
fn fragment_address(fragment: &str) -> String {
    let readable = fragment.chars().all(|c| c.is_alphanumeric() || c == '-');
    if readable { fragment.to_owned() } else { SitePath::new(fragment).encoded() }
}

fn picture_attributes(view: &PictureView) -> String {
    let PictureView { src, srcset, width, height, .. } = view;
    let srcset = srcset.as_ref().map_or(String::new(), |srcset| {
        format!(" srcset=\"{srcset}\" sizes=\"(max-width: 44rem) 100vw, 44rem\"")
    });
    format!("src=\"{src}\"{srcset} width=\"{width}\" height=\"{height}\" loading=\"lazy\"")
}

fn site_view(config: &Config, last_change: Option<Date>) -> SiteView {
    SiteView {
        name: config.name.value.clone(),
        organisation: config.organisation.value.clone(),
        department: config.department.as_ref().map(|text| text.value.clone()),
        address: config.address.clone(),
        description: config.description.clone(),
        kind: config.kind.as_str(),
        hotlines: config
            .hotlines
            .iter()
            .map(|hotline| HotlineView {
                name: hotline.name.value.clone(),
                number: hotline.number.value.clone(),
                tel: hotline
                    .number
                    .value
                    .chars()
                    .filter(|c| c.is_ascii_digit() || *c == '+')
                    .collect(),
            })
            .collect(),
        updated: last_change.map(DateView::new),
        feed: config.base_url.as_ref().map(|base| base.join(&route::feed().encoded())),
    }
}

/// The caller has published this article.
pub(super) fn article_link(id: &ArticleId, page: &SitePath) -> String {
    page.link_to(&route::article(id))
}
