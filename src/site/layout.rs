//! What all pages are laid out with: who is published today, and where everything is.
//!
//! May use: config, content, diagnostics

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::frame::{self, Crumb, PageView, SiteView};
use super::health_days::{self, HealthDay};
use super::index::{Index, Memo};
use super::meta::{self, PageKind};
use super::route::{self, SitePath};
use super::view::{Pager, PagerEntry, TocView};
use super::{Content, Moment, Page, PageContent, View, materials};
use crate::config::Config;
use crate::content::markdown::{Document, Link};
use crate::content::{Article, ArticleId, Campaign, Library};
use crate::diagnostics::{Place, SourcePath};

/// Characters that describe a text which has no summary.
const OPENING: usize = 80;

/// A site on its day: pages are laid out with it, and those of which there may be thousands only when they are made.
pub struct Layout<'a> {
    pub(super) library: &'a Library,
    pub(super) config: &'a Config,
    pub(super) moment: Moment,
    /// Published today, newest first.
    pub(super) articles: Vec<&'a Article>,
    /// Where each of them is published.
    pub(super) paths: Vec<SitePath>,
    /// Published today, latest first.
    pub(super) campaigns: Vec<&'a Campaign>,
    /// Of last year, this year and the next.
    pub(super) health_days: Vec<HealthDay<'a>>,
    pub(super) index: Index<'a>,
    /// Where campaigns and pages about the site are published.
    places: FxHashMap<&'a SourcePath, SitePath>,
    site: Arc<SiteView>,
    has_materials: OnceLock<bool>,
    /// See [`Layout::frame_fingerprint`].
    frame: OnceLock<blake3::Hash>,
    /// Of each article, what stands for its card.
    pub(super) card_fingerprints: Vec<OnceLock<blake3::Hash>>,
    /// Likewise for what is found of it.
    pub(super) text_fingerprints: Vec<OnceLock<blake3::Hash>>,
}

/// Name, address and description of a page that is being laid out.
pub(super) struct Heading<'a> {
    pub path: SitePath,
    pub title: &'a str,
    pub description: Option<&'a str>,
    /// The way to it, from the home page; the page itself is added.
    pub way: Vec<(&'a str, SitePath)>,
    pub kind: PageKind<'a>,
    pub origin: Place,
}

impl Heading<'_> {
    pub fn page(self, template: &'static str, content: Content) -> Page {
        let is_listed = !matches!(self.kind, PageKind::Service);
        Page { path: self.path, template, content, is_listed, changed: None, origin: self.origin }
    }
}

impl<'a> Layout<'a> {
    pub fn new(library: &'a Library, config: &'a Config, moment: Moment) -> Self {
        Self::remembering(library, config, moment, &mut Memo::default())
    }

    /// Likewise, with what `memo` knows of an earlier round.
    pub fn remembering(
        library: &'a Library,
        config: &'a Config,
        moment: Moment,
        memo: &mut Memo,
    ) -> Self {
        let last_change =
            |article: &Article| updated(article, moment).unwrap_or(article.published.value.day);
        let mut articles: Vec<_> = library
            .articles
            .values()
            .filter(|article| is_published(article, moment))
            .map(|article| (Reverse(last_change(article)), article.as_ref()))
            .collect();
        // Those of one day stay in the order of their names.
        articles.sort_by_key(|(last_change, _)| *last_change);
        let latest = articles.first().map(|(Reverse(day), _)| *day);
        let articles: Vec<_> = articles.into_iter().map(|(_, article)| article).collect();
        let mut campaigns: Vec<_> = library
            .campaigns
            .values()
            .map(Arc::as_ref)
            .filter(|campaign| moment.drafts || !campaign.draft)
            .filter(|it| moment.future || it.publish.is_none_or(|from| from <= moment.today))
            .collect();
        campaigns.sort_by(|a, b| {
            let day =
                |campaign: &Campaign| (campaign.id.year, campaign.days.map(|days| days.start));
            day(b).cmp(&day(a)).then_with(|| a.id.cmp(&b.id))
        });
        let paths: Vec<SitePath> = articles.iter().map(|it| route::article(&it.id)).collect();
        let pages = library.pages.iter().map(|it| (&it.file, route::info_page(&it.slug)));
        let records = campaigns.iter().map(|it| (&it.file, route::campaign(&it.id)));
        let places = pages.chain(records).collect();
        let site = Arc::new(frame::site_view(config, latest));
        let health_days = health_days::reckon(config, &campaigns, health_days::span(moment.today));
        let index = Index::of(&articles, &campaigns, &config.topics, memo);
        let count = articles.len();
        let nothing_yet = || (0..count).map(|_| OnceLock::new()).collect();
        Layout {
            library,
            config,
            moment,
            articles,
            paths,
            campaigns,
            health_days,
            index,
            places,
            site,
            has_materials: OnceLock::new(),
            frame: OnceLock::new(),
            card_fingerprints: nothing_yet(),
            text_fingerprints: nothing_yet(),
        }
    }

    /// When an article was last changed, as far as today knows.
    pub(super) fn updated(&self, article: &Article) -> Option<Date> {
        updated(article, self.moment)
    }

    pub(super) fn article(&self, id: &str) -> Option<&'a Article> {
        self.library.article(id).filter(|article| is_published(article, self.moment))
    }

    /// Whether the site offers anything to download.
    pub(super) fn has_materials(&self) -> bool {
        *self.has_materials.get_or_init(|| materials::has_any(self))
    }

    /// A page of the site, with what every page shares around `view`.
    pub(super) fn page(&self, heading: Heading<'_>, template: &'static str, view: Value) -> Page {
        let content = self.around(&heading, view);
        heading.page(template, Content::Ready(Box::new(content)))
    }

    /// `view` with what every page shares around it.
    pub(super) fn around(&self, heading: &Heading<'_>, view: impl Into<View>) -> PageContent {
        let canonical = self.address(&heading.path);
        let is_content = !matches!(heading.kind, PageKind::Service);
        let (meta, graph) = meta::tags(self, heading);
        let crumbs = crumbs(heading);
        let Heading { path, title, description, .. } = heading;
        PageContent {
            site: Arc::clone(&self.site),
            nav: frame::nav(self.library, path),
            links: frame::links(self.library, self.has_materials(), path),
            page: PageView {
                title: (*title).to_owned(),
                description: description.map(ToOwned::to_owned),
                url: path.encoded(),
                canonical: canonical.filter(|_| is_content),
                root: path.root(),
                crumbs,
                robots: (!is_content).then_some("noindex"),
                meta,
                graph,
            },
            options: Arc::clone(&self.config.theme.options),
            view: view.into(),
        }
    }

    /// Stands for what [`Layout::around`] adds to every page.
    pub(super) fn frame_fingerprint(&self) -> &blake3::Hash {
        self.frame.get_or_init(|| {
            let home = route::home();
            let nav = frame::nav(self.library, &home);
            let links = frame::links(self.library, self.has_materials(), &home);
            let (address, options) = (self.address(&home), &self.config.theme.options);
            // Plain strings always serialise.
            let all = (&self.site, nav, links, address, options);
            blake3::hash(&serde_json::to_vec(&all).unwrap_or_default())
        })
    }

    /// Where a text is published.
    pub(super) fn place(&self, file: &SourcePath) -> Option<SitePath> {
        let article = || self.library.article_in(file).filter(|it| is_published(it, self.moment));
        let of_article = || article().map(|article| route::article(&article.id));
        self.places.get(file).cloned().or_else(of_article)
    }

    /// The HTML of a text, as it stands on the page at `path`.
    pub(super) fn body(&self, document: &Document, path: &SitePath) -> String {
        document.resolve(
            |link| {
                let target = self.place(&link.target)?;
                Some(match &link.fragment {
                    Some(fragment) => {
                        let fragment = fragment_address(fragment);
                        let other = (*path != target).then(|| path.link_to(&target));
                        format!("{}#{fragment}", other.unwrap_or_default())
                    }
                    None => path.link_to(&target),
                })
            },
            |used, words| self.picture_markup(used.file.as_ref(), path, words),
        )
    }

    /// The first words of a text, for those who see no more of it: at most two lines of a list of results.
    pub(super) fn opening(document: &Document) -> Option<String> {
        // Each of them has at least a character.
        let words = document.words().split_whitespace().take(OPENING).collect::<Vec<_>>().join(" ");
        let end = words.char_indices().nth(OPENING).map_or(words.len(), |(at, _)| at);
        let sentence = words[..end].rfind(['。', '！', '？']).map(|at| at + '。'.len_utf8());
        (!words.is_empty()).then(|| words[..sentence.unwrap_or(end)].to_owned())
    }

    /// The whole address of what a link names; None when it is not published, or the site has no address.
    pub(super) fn whole_address(&self, link: &Link) -> Option<String> {
        self.address(&self.place(&link.target)?)
    }

    /// The whole address of a path, where the site has one.
    pub(super) fn address(&self, path: &SitePath) -> Option<String> {
        self.config.base_url.as_ref().map(|base| base.join(&path.encoded()))
    }

    pub(super) fn toc(document: &Document) -> Vec<TocView> {
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

    /// How many pages a list of so many articles takes; one at least, so that a section always exists.
    pub(super) fn pages_for(&self, articles: usize) -> usize {
        articles.div_ceil(self.config.page_size).max(1)
    }

    /// The part of a list of so many items on its n-th page.
    pub(super) fn part(&self, items: usize, number: usize) -> Range<usize> {
        let size = self.config.page_size;
        ((number - 1) * size).min(items)..(number * size).min(items)
    }

    /// The page switch of the `current`-th of `total` pages.
    pub(super) fn pager(current: usize, total: usize, route: impl Fn(usize) -> SitePath) -> Pager {
        let here = route(current);
        let url = |number: usize| here.link_to(&route(number));
        Pager {
            current,
            total,
            previous: (current > 1).then(|| url(current - 1)),
            next: (current < total).then(|| url(current + 1)),
            pages: shown_numbers(current, total)
                .map(|number| PagerEntry {
                    number,
                    url: url(number),
                    current: number == current,
                    after_gap: number > 1 && !is_shown(number - 1, current, total),
                })
                .collect(),
        }
    }

    pub(super) fn topic_name(&self, id: &str) -> Option<&'a str> {
        self.index.topic(id).map(|number| self.config.topics[number].name.as_str())
    }

    /// The names of an article's topics.
    pub(super) fn topic_names(&self, article: &Article) -> impl Iterator<Item = &'a str> {
        article.topics.iter().filter_map(|id| self.topic_name(id))
    }
}

/// Numbers in the page switch on each side of the page's own; the first and the last are there always.
const NEIGHBOURS: usize = 2;

fn is_shown(number: usize, current: usize, total: usize) -> bool {
    number == 1 || number == total || number.abs_diff(current) <= NEIGHBOURS
}

/// Of hundreds of pages only some stand in the page switch.
fn shown_numbers(current: usize, total: usize) -> impl Iterator<Item = usize> {
    (1..=total).filter(move |number| is_shown(*number, current, total))
}

fn updated(article: &Article, moment: Moment) -> Option<Date> {
    let published = article.published.value.day;
    article.updated.filter(|day| *day <= moment.today && *day >= published)
}

fn is_published(article: &Article, moment: Moment) -> bool {
    let from = article.published.value.day;
    let expired = article.expires.is_some_and(|day| day < moment.today);
    (moment.drafts || !article.draft) && (moment.future || from <= moment.today) && !expired
}

/// Our own anchors are letters, hanzi, digits and hyphens and stay readable.
fn fragment_address(fragment: &str) -> String {
    let readable = fragment.chars().all(|c| c.is_alphanumeric() || c == '-');
    if readable { fragment.to_owned() } else { SitePath::new(fragment).encoded() }
}

/// The way to a page, from the home page down to itself.
fn crumbs(heading: &Heading<'_>) -> Vec<Crumb> {
    let path = &heading.path;
    if *path == route::home() {
        return Vec::new();
    }
    let step = |(name, target): &(&str, SitePath)| Crumb {
        name: (*name).to_owned(),
        url: Some(path.link_to(target)),
    };
    let home = step(&("首页", route::home()));
    let itself = Crumb { name: heading.title.to_owned(), url: None };
    [home].into_iter().chain(heading.way.iter().map(step)).chain([itself]).collect()
}

/// The caller has published this article.
pub(super) fn article_link(id: &ArticleId, page: &SitePath) -> String {
    page.link_to(&route::article(id))
}
