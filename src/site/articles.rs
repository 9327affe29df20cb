//! Article pages, their list, and topics.
//!
//! May use: config, content, diagnostics

use serde_json::json;

use super::layout::{Heading, Layout, article_link};
use super::meta::{ARTICLES, PageKind};
use super::recipe::{Ingredients, PageSubject};
use super::route::{self, SitePath};
use super::season::{DateView, Shown, Window, shifted, time_text};
use super::view::{
    ArticleCard, ArticlePage, ArticleView, CampaignCard, HighlightView, ListPage, TopicCard,
    TopicHead, TopicLink,
};
use super::{Content, Page, PageContent, Publication, View, campaigns, print};
use crate::config::Topic;
use crate::content::Article;
use crate::diagnostics::Place;

/// Characters a slow reader reads in a minute.
const READING_PACE: usize = 300;
/// Campaigns named below an article.
const NAMING: usize = 4;
/// The template of a page of a list.
const LIST: &str = "articles.html";

pub(super) fn pages(layout: &Layout<'_>) -> Vec<Page> {
    let total = layout.pages_for(layout.articles.len());
    let mut pages = Vec::with_capacity(total + layout.articles.len());
    pages.extend(
        (1..=total).map(|number| {
            Page::later(route::articles(number), LIST, PageSubject::Articles(number))
        }),
    );
    pages.extend((0..layout.articles.len()).map(|number| article_page(layout, number)));
    pages.push(topics_page(layout));
    for (topic, Topic { id, .. }) in layout.config.topics.iter().enumerate() {
        let total = layout.pages_for(layout.index.of_topic(topic).len());
        pages.extend((1..=total).map(|number| {
            Page::later(route::topic(id, number), LIST, PageSubject::Topic(topic, number))
        }));
    }
    pages
}

fn article_page(layout: &Layout<'_>, number: usize) -> Page {
    let article = layout.articles[number];
    let published = article.published.value.day;
    let changed = layout.updated(article).map_or(published, |day| day.max(published));
    Page {
        path: layout.paths[number].clone(),
        template: "article.html",
        content: Content::Later(PageSubject::Article(number)),
        is_listed: true,
        changed: Some(changed),
        origin: Place::File(article.file.clone()),
    }
}

/// Stands for what [`list_content`] is made of.
pub(super) fn list_fingerprint(layout: &Layout<'_>, number: usize) -> blake3::Hash {
    let total = layout.articles.len();
    shown_fingerprint(layout, &topic_names(layout), layout.part(total, number), total)
}

/// Stands for what [`topic_content`] is made of.
pub(super) fn topic_fingerprint(layout: &Layout<'_>, topic: usize, number: usize) -> blake3::Hash {
    let numbers = layout.index.of_topic(topic);
    let Topic { name, summary, .. } = &layout.config.topics[topic];
    let words = [name.as_str(), summary.as_deref().unwrap_or_default()];
    let shown = &numbers[layout.part(numbers.len(), number)];
    shown_fingerprint(layout, &words, shown.iter().copied(), numbers.len())
}

/// Stands for a page of a list: words around it, the articles shown, and how many there are.
fn shown_fingerprint(
    layout: &Layout<'_>,
    words: &[&str],
    shown: impl Iterator<Item = usize>,
    total: usize,
) -> blake3::Hash {
    let mut ingredients = Ingredients::new();
    ingredients.hash(layout.frame_fingerprint());
    ingredients.value(&("list", words, layout.pages_for(total)));
    shown.for_each(|number| ingredients.hash(card_fingerprint(layout, number)));
    ingredients.finish()
}

/// Stands for what [`card`] is made of.
fn card_fingerprint<'l>(layout: &'l Layout<'_>, number: usize) -> &'l blake3::Hash {
    layout.card_fingerprints[number].get_or_init(|| {
        let article = layout.articles[number];
        let mut ingredients = Ingredients::new();
        ingredients.hash(&article.hash);
        let today = layout.moment.today;
        let shown = article.expires.and_then(|last| Shown::until(last, today));
        ingredients.text(article.id.as_str());
        ingredients.option(layout.updated(article), |it, day| it.value(&day));
        ingredients.option(shown, |it, shown| it.value(&shown));
        // Its file names a topic by one of the two.
        let names = layout.topic_names(article);
        article.topics.iter().map(String::as_str).chain(names).for_each(|it| ingredients.text(it));
        ingredients.illustration(layout, article.image.as_ref());
        ingredients.finish()
    })
}

/// Stands for what [`article_content`] is made of.
pub(super) fn article_fingerprint(layout: &Layout<'_>, number: usize) -> blake3::Hash {
    let article = layout.articles[number];
    let path = &layout.paths[number];
    let mut ingredients = Ingredients::new();
    ingredients.hash(layout.frame_fingerprint());
    ingredients.hash(card_fingerprint(layout, number));
    let (review_due, withdrawn) = notices(layout, article);
    for notice in [review_due, withdrawn] {
        ingredients.option(notice, |it, notice| it.value(&notice));
    }
    for picture in &article.body.pictures {
        ingredients.picture(layout, picture.file.as_ref());
    }
    for link in &article.body.links {
        ingredients.text(layout.place(&link.target).as_ref().map_or("", SitePath::as_str));
    }
    let related = layout.index.related(number);
    related.for_each(|other| ingredients.hash(card_fingerprint(layout, other)));
    let naming = Some(naming(layout, article, path)).filter(|naming| !naming.is_empty());
    ingredients.option(naming, |it, naming| it.value(&naming));
    ingredients.finish()
}

/// None for an article without key points.
pub(super) fn highlight(
    layout: &Layout<'_>,
    article: &Article,
    page: &SitePath,
) -> Option<HighlightView> {
    if article.key_points.is_empty() {
        return None;
    }
    let ArticleCard { title, url, date, updated, audience, image, .. } =
        card(layout, article, page);
    // Nobody stands beside the board to say that its advice is due for review.
    let last = article.expires.into_iter().chain(article.review_by).min();
    let shown = last.map(|last| Shown::until(last, layout.moment.today));
    if shown == Some(None) {
        return None;
    }
    let shown = shown.flatten();
    Some(HighlightView {
        title,
        url,
        points: article.key_points.clone(),
        source: article.source.clone(),
        audience,
        date: updated.unwrap_or(date),
        image,
        shown,
    })
}

pub(super) fn card(layout: &Layout<'_>, article: &Article, page: &SitePath) -> ArticleCard {
    ArticleCard {
        title: article.title.clone(),
        url: article_link(&article.id, page),
        summary: article.summary.clone(),
        date: DateView::new(article.published.value.day),
        updated: layout.updated(article).map(DateView::new),
        topics: topic_links(layout, &article.topics, page),
        audience: article.audience.clone(),
        image: layout.illustration(article.image.as_ref(), page),
        shown: article.expires.and_then(|last| Shown::until(last, layout.moment.today)),
    }
}

/// When each article comes out.
pub(super) fn publications(layout: &Layout<'_>) -> Vec<Publication> {
    let publication = |(article, path): (&&Article, &SitePath)| Publication {
        page: path.clone(),
        aliases: article.aliases.iter().map(|alias| route::alias(&alias.value)).collect(),
        at: article.published.value,
        span: article.published.span.clone(),
        is_public: !article.draft && article.published.value.day <= layout.moment.today,
    };
    layout.articles.iter().zip(&layout.paths).map(publication).collect()
}

/// Every topic of the site, with the number of its articles.
pub(super) fn topic_cards(layout: &Layout<'_>, page: &SitePath) -> Vec<TopicCard> {
    let topics = layout.config.topics.iter().enumerate();
    let card = |(number, topic): (usize, &Topic)| TopicCard {
        name: topic.name.clone(),
        url: page.link_to(&route::topic(&topic.id, 1)),
        summary: topic.summary.clone(),
        count: layout.index.of_topic(number).len(),
    };
    topics.map(card).collect()
}

fn topic_links(layout: &Layout<'_>, ids: &[String], page: &SitePath) -> Vec<TopicLink> {
    ids.iter()
        .filter_map(|id| {
            Some(TopicLink {
                name: layout.topic_name(id)?.to_owned(),
                url: page.link_to(&route::topic(id, 1)),
            })
        })
        .collect()
}

/// The n-th page of all articles.
pub(super) fn list_content(layout: &Layout<'_>, number: usize) -> PageContent {
    let path = route::articles(number);
    let title = match number {
        1 => "健康科普".to_owned(),
        number => format!("健康科普（第{number}页）"),
    };
    let articles = layout.articles[layout.part(layout.articles.len(), number)].iter();
    let cards: Vec<_> = articles.map(|article| card(layout, article, &path)).collect();
    let total = layout.pages_for(layout.articles.len());
    let view = ListPage {
        heading: "健康科普".to_owned(),
        intro: Some("每篇文章都写明来源、审核单位和适用人群。".to_owned()),
        articles: cards,
        pager: Layout::pager(number, total, route::articles),
        topic: None,
    };
    let way = if number == 1 { Vec::new() } else { vec![("健康科普", route::articles(1))] };
    let heading = Heading {
        path,
        title: &title,
        description: Some(ARTICLES.1),
        way,
        kind: PageKind::Column { name: ARTICLES.0, keywords: topic_names(layout) },
        origin: Place::Site,
    };
    layout.around(&heading, View::List(Box::new(view)))
}

fn topic_names<'a>(layout: &Layout<'a>) -> Vec<&'a str> {
    layout.config.topics.iter().map(|topic| topic.name.as_str()).collect()
}

fn topics_page(layout: &Layout<'_>) -> Page {
    let path = route::topics();
    let view = json!({ "topics": topic_cards(layout, &path) });
    let heading = Heading {
        path,
        title: "专题",
        description: Some("按专题查找健康科普文章。"),
        way: Vec::new(),
        kind: PageKind::Column { name: "专题", keywords: topic_names(layout) },
        origin: Place::Site,
    };
    layout.page(heading, "topics.html", view)
}

/// The n-th page of a topic.
pub(super) fn topic_content(layout: &Layout<'_>, topic: usize, number: usize) -> PageContent {
    let numbers = layout.index.of_topic(topic);
    let topic = &layout.config.topics[topic];
    let path = route::topic(&topic.id, number);
    let title = match number {
        1 => topic.name.clone(),
        number => format!("{}（第{number}页）", topic.name),
    };
    let about = format!("“{}”专题的健康科普文章。", topic.name);
    let shown = numbers[layout.part(numbers.len(), number)].iter();
    let cards: Vec<_> = shown.map(|it| card(layout, layout.articles[*it], &path)).collect();
    let total = layout.pages_for(numbers.len());
    let (name, summary) = (topic.name.clone(), topic.summary.clone());
    let view = ListPage {
        heading: name.clone(),
        intro: summary.clone(),
        articles: cards,
        pager: Layout::pager(number, total, |number| route::topic(&topic.id, number)),
        topic: Some(TopicHead { name, summary }),
    };
    let heading = Heading {
        path,
        title: &title,
        description: Some(topic.summary.as_deref().unwrap_or(&about)),
        way: vec![("专题", route::topics())],
        kind: PageKind::Column { name: &topic.name, keywords: vec![&topic.name] },
        origin: Place::Site,
    };
    layout.around(&heading, View::List(Box::new(view)))
}

/// When the page of an article says that its review is due, and that it has expired.
fn notices(layout: &Layout<'_>, article: &Article) -> (Option<Shown>, Option<Shown>) {
    let today = layout.moment.today;
    let review_due = article.review_by.and_then(|day| {
        // What has expired needs no review any more.
        let window = Window { from: Some(shifted(day, 1)), until: article.expires };
        let is_open = article.expires.is_none_or(|last| last > day);
        Shown::on(&[window], today).filter(|_| is_open)
    });
    let withdrawn = article.expires.and_then(|day| Shown::from(shifted(day, 1), today));
    (review_due, withdrawn)
}

/// Campaigns that name the article.
fn naming(layout: &Layout<'_>, article: &Article, page: &SitePath) -> Vec<CampaignCard> {
    let naming = layout.index.naming(article.id.as_str()).iter().take(NAMING);
    naming.map(|campaign| campaigns::card(layout, campaign, page)).collect()
}

/// The page of the n-th article.
pub(super) fn article_content(layout: &Layout<'_>, number: usize) -> PageContent {
    let (article, path) = (layout.articles[number], layout.paths[number].clone());
    let characters = article.body.characters;
    let (review_due, withdrawn) = notices(layout, article);
    let view = ArticleView {
        title: article.title.clone(),
        summary: article.summary.clone(),
        date: DateView::new(article.published.value.day),
        time: article.published.value.time.map(time_text),
        updated: layout.updated(article).map(DateView::new),
        source: article.source.clone(),
        author: article.author.clone(),
        reviewer: article.reviewer.clone(),
        review_by: article.review_by.map(DateView::new),
        audience: article.audience.clone(),
        topics: topic_links(layout, &article.topics, &path),
        key_points: article.key_points.clone(),
        image: layout.illustration(article.image.as_ref(), &path),
        body: layout.body(&article.body, &path),
        toc: Layout::toc(&article.body),
        characters,
        minutes: characters.div_ceil(READING_PACE).max(1),
        sheets: print::article_files(article, &path),
        review_due,
        withdrawn,
    };
    let related = layout.index.related(number).map(|other| layout.articles[other]);
    let related: Vec<_> = related.map(|other| card(layout, other, &path)).collect();
    let naming = naming(layout, article, &path);
    let view = ArticlePage { article: view, related, campaigns: naming };
    let description = article.summary.clone().or_else(|| Layout::opening(&article.body));
    let heading = Heading {
        path,
        title: &article.title,
        description: description.as_deref(),
        way: vec![("健康科普", route::articles(1))],
        kind: PageKind::Article(article),
        origin: Place::File(article.file.clone()),
    };
    layout.around(&heading, View::Article(Box::new(view)))
}
