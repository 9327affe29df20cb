//! What stands in the head of a page for machines: the tags a Chinese government site must carry, and Open
//! Graph for those who share it.
//!
//! The government tags follow the 《网页设计规范》 of 国办发〔2017〕47号: names as written there, one tag of each, the
//! required ones never empty. A site that is not the government's carries none of them.
//!
//! May use: config, content, yaml

use super::frame::{GraphTag, MetaTag};
use super::layout::{Heading, Layout};
use super::route;
use crate::config::{BaseUrl, Kind};
use crate::content::Article;
use crate::yaml::DayTime;

/// What kind of page it is.
pub(super) enum PageKind<'a> {
    Home,
    /// A column (栏目), or a page in it that is no article, with the words that are special to it.
    Column {
        name: &'a str,
        keywords: Vec<&'a str>,
    },
    Article(&'a Article),
    /// About the site itself.
    About,
    /// Not content: search, a page that is missing or has moved.
    Service,
}

/// The column of all articles.
pub(super) const ARTICLES: (&str, &str) = ("健康科普", "全部健康科普文章，按更新日期排列。");

/// The government's tags and Open Graph.
pub(super) fn tags(layout: &Layout<'_>, heading: &Heading<'_>) -> (Vec<MetaTag>, Vec<GraphTag>) {
    // Neither is true of a site without an address.
    let Some(base) = &layout.config.base_url else { return (Vec::new(), Vec::new()) };
    let government = layout.config.kind == Kind::Government;
    let meta = if government { government_tags(layout, heading, base) } else { Vec::new() };
    let graph = match heading.kind {
        PageKind::Service => Vec::new(),
        _ => open_graph(layout, heading, base),
    };
    (meta, graph)
}

fn government_tags(layout: &Layout<'_>, heading: &Heading<'_>, base: &BaseUrl) -> Vec<MetaTag> {
    let config = layout.config;
    let mut tags = Tags::default();
    tags.add("SiteName", config.name.value.clone());
    tags.add("SiteDomain", base.host());
    tags.add_given("SiteIDCode", config.imprint.site_code.as_ref());
    let column = match &heading.kind {
        PageKind::Service => return tags.0,
        PageKind::Home => Column {
            name: "首页",
            description: heading.description,
            keywords: config.topics.iter().map(|topic| topic.name.as_str()).collect(),
            kind: "首页",
        },
        PageKind::Column { name, keywords } => Column {
            name,
            description: heading.description,
            keywords: keywords.clone(),
            kind: "工作动态",
        },
        PageKind::Article(_) => Column {
            name: ARTICLES.0,
            description: Some(ARTICLES.1),
            keywords: Vec::new(),
            kind: "工作动态",
        },
        PageKind::About => Column {
            name: heading.title,
            description: heading.description,
            keywords: Vec::new(),
            kind: "概况信息",
        },
    };
    column.write(&mut tags, config.organisation.value.as_str());
    if let PageKind::Article(article) = &heading.kind {
        article_tags(layout, article, base, &mut tags);
    }
    tags.0
}

/// What a government site says of the column a page stands in.
struct Column<'a> {
    name: &'a str,
    description: Option<&'a str>,
    keywords: Vec<&'a str>,
    /// One of the words the rule allows (首页, 概况信息, 工作动态 …).
    kind: &'static str,
}

impl Column<'_> {
    /// Nothing required stays empty: what nobody wrote is said of the organisation.
    fn write(self, tags: &mut Tags, organisation: &str) {
        let Column { name, description, mut keywords, kind } = self;
        if keywords.is_empty() {
            keywords.extend([name, "健康教育"]);
        }
        let description = description
            .map_or_else(|| format!("{organisation}健康教育网站：{name}"), ToOwned::to_owned);
        tags.add("ColumnName", name);
        tags.add("ColumnDescription", description);
        tags.add("ColumnKeywords", keywords.join(","));
        tags.add("ColumnType", kind);
    }
}

fn article_tags(layout: &Layout<'_>, article: &Article, base: &BaseUrl, tags: &mut Tags) {
    let keywords: Vec<&str> = layout.topic_names(article).collect();
    tags.add("ArticleTitle", article.title.clone());
    tags.add("PubDate", article.published.value.to_string());
    tags.add("ContentSource", article.source.clone());
    if !keywords.is_empty() {
        tags.add("Keywords", keywords.join(","));
    }
    tags.add_given("Author", article.author.as_ref());
    tags.add_given("Description", article.summary.as_ref());
    let picture = article.image.as_ref().and_then(|image| layout.shared_picture(image));
    tags.add_given("Image", picture.map(|(path, _)| base.join(&path.encoded())).as_ref());
    tags.add("Url", base.join(&route::article(&article.id).encoded()));
}

#[derive(Default)]
struct Tags(Vec<MetaTag>);

impl Tags {
    fn add(&mut self, name: &'static str, content: impl Into<String>) {
        self.0.push(MetaTag { name, content: content.into() });
    }

    fn add_given(&mut self, name: &'static str, content: Option<&String>) {
        if let Some(content) = content {
            self.add(name, content.clone());
        }
    }
}

fn open_graph(layout: &Layout<'_>, heading: &Heading<'_>, base: &BaseUrl) -> Vec<GraphTag> {
    let mut graph = Vec::new();
    let mut add = |property, content: String| graph.push(GraphTag { property, content });
    let is_article = matches!(heading.kind, PageKind::Article(_));
    add("og:type", if is_article { "article" } else { "website" }.to_owned());
    add("og:title", heading.title.to_owned());
    if let Some(description) = heading.description {
        add("og:description", description.to_owned());
    }
    add("og:url", base.join(&heading.path.encoded()));
    add("og:site_name", layout.config.name.value.clone());
    add("og:locale", "zh_CN".to_owned());
    if let PageKind::Article(article) = &heading.kind {
        add("article:published_time", instant(article.published.value));
        if let Some(updated) = layout.updated(article) {
            add("article:modified_time", updated.to_string());
        }
        // Those who share a page cannot draw vectors.
        if let Some(image) = &article.image
            && let Some((path, (width, height))) = layout.shared_picture(image)
        {
            add("og:image", base.join(&path.encoded()));
            add("og:image:width", width.to_string());
            add("og:image:height", height.to_string());
            add("og:image:alt", image.alt.clone());
        }
    }
    graph
}

/// ISO 8601; with the zone of China where the time is known.
fn instant(at: DayTime) -> String {
    match at.time {
        Some(time) => format!("{}T{:02}:{:02}:00+08:00", at.day, time.hour(), time.minute()),
        None => at.day.to_string(),
    }
}
