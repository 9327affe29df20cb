//! Article pages, their list, and topics.
//!
//! May use: config, content, diagnostics

use serde_json::json;

use super::layout::{Heading, Layout, article_link};
use super::meta::{ARTICLES, PageKind};
use super::route::{self, SitePath};
use super::season::{DateView, Shown, Window, shifted, time_text};
use super::view::{ArticleCard, ArticleView, HighlightView, TopicCard, TopicLink};
use super::{Page, Publication, campaigns, print};
use crate::config::Topic;
use crate::content::Article;
use crate::diagnostics::Place;

/// Characters a slow reader reads in a minute.
const READING_PACE: usize = 300;
const RELATED: usize = 4;

pub(super) fn pages(layout: &Layout<'_>) -> Vec<Page> {
    let mut pages = Vec::new();
    let lists = layout.paged(&layout.articles);
    for (at, articles) in lists.iter().enumerate() {
        pages.push(list_page(layout, at + 1, lists.len(), articles));
    }
    pages.extend(layout.articles.iter().map(|article| article_page(layout, article)));
    pages.push(topics_page(layout));
    for topic in &layout.config.topics {
        pages.extend(topic_pages(layout, topic));
    }
    pages
}

/// None for an article without key points.
pub(super) fn highlight(
    layout: &Layout<'_>,
    article: &Article,
    page: &SitePath,
) -> Option<HighlightView> {
    let ArticleCard { title, url, date, updated, audience, image, .. } =
        card(layout, article, page);
    // Nobody stands beside the board to say that its advice is due for review.
    let last = article.expires.into_iter().chain(article.review_by).min();
    let shown = last.map(|last| Shown::until(last, layout.moment.today));
    if shown == Some(None) {
        return None;
    }
    let shown = shown.flatten();
    (!article.key_points.is_empty()).then(|| HighlightView {
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
    let publication = |article: &&Article| Publication {
        page: route::article(&article.id),
        aliases: article.aliases.iter().map(|alias| route::alias(&alias.value)).collect(),
        at: article.published.value,
        span: article.published.span.clone(),
        is_public: !article.draft && article.published.value.day <= layout.moment.today,
    };
    layout.articles.iter().map(publication).collect()
}

/// Every topic of the site, with the number of its articles.
pub(super) fn topic_cards(layout: &Layout<'_>, page: &SitePath) -> Vec<TopicCard> {
    layout
        .config
        .topics
        .iter()
        .map(|topic| TopicCard {
            name: topic.name.clone(),
            url: page.link_to(&route::topic(&topic.id, 1)),
            summary: topic.summary.clone(),
            count: of_topic(layout, topic).len(),
        })
        .collect()
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

fn of_topic<'a>(layout: &Layout<'a>, topic: &Topic) -> Vec<&'a Article> {
    layout.articles.iter().filter(|article| article.topics.contains(&topic.id)).copied().collect()
}

fn list_page(layout: &Layout<'_>, number: usize, total: usize, articles: &[&Article]) -> Page {
    let path = route::articles(number);
    let title = match number {
        1 => "健康科普".to_owned(),
        number => format!("健康科普（第{number}页）"),
    };
    let cards: Vec<_> = articles.iter().map(|article| card(layout, article, &path)).collect();
    let view = json!({
        "heading": "健康科普",
        "intro": "每篇文章都写明来源、审核单位和适用人群。",
        "articles": cards,
        "pager": Layout::pager(number, total, route::articles),
        "topic": null,
    });
    let way = if number == 1 { Vec::new() } else { vec![("健康科普", route::articles(1))] };
    let heading = Heading {
        path,
        title: &title,
        description: Some(ARTICLES.1),
        way,
        kind: PageKind::Column { name: ARTICLES.0, keywords: topic_names(layout) },
        origin: Place::Site,
    };
    layout.page(heading, "articles.html", view)
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

fn topic_pages(layout: &Layout<'_>, topic: &Topic) -> Vec<Page> {
    let lists = layout.paged(&of_topic(layout, topic));
    let total = lists.len();
    let page = |(at, articles): (usize, &Vec<&Article>)| {
        let number = at + 1;
        let path = route::topic(&topic.id, number);
        let title = match number {
            1 => topic.name.clone(),
            number => format!("{}（第{number}页）", topic.name),
        };
        let about = format!("“{}”专题的健康科普文章。", topic.name);
        let cards: Vec<_> = articles.iter().map(|article| card(layout, article, &path)).collect();
        let view = json!({
            "heading": topic.name,
            "intro": topic.summary,
            "articles": cards,
            "pager": Layout::pager(number, total, |number| route::topic(&topic.id, number)),
            "topic": { "name": topic.name, "summary": topic.summary },
        });
        let heading = Heading {
            path,
            title: &title,
            description: Some(topic.summary.as_deref().unwrap_or(&about)),
            way: vec![("专题", route::topics())],
            kind: PageKind::Column { name: &topic.name, keywords: vec![&topic.name] },
            origin: Place::Site,
        };
        layout.page(heading, "articles.html", view)
    };
    lists.iter().enumerate().map(page).collect()
}

fn article_page(layout: &Layout<'_>, article: &Article) -> Page {
    let path = route::article(&article.id);
    let (characters, today) = (article.body.characters, layout.moment.today);
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
        review_due: article.review_by.and_then(|day| {
            // What has expired needs no review any more.
            let window = Window { from: Some(shifted(day, 1)), until: article.expires };
            let is_open = article.expires.is_none_or(|last| last > day);
            Shown::on(&[window], today).filter(|_| is_open)
        }),
        withdrawn: article.expires.and_then(|day| Shown::from(shifted(day, 1), today)),
    };
    let related: Vec<_> =
        related(layout, article).into_iter().map(|other| card(layout, other, &path)).collect();
    let naming: Vec<_> = layout
        .campaigns
        .iter()
        .filter(|campaign| campaign.articles.iter().any(|slug| slug.value == article.id.as_str()))
        .take(RELATED)
        .map(|campaign| campaigns::card(layout, campaign, &path))
        .collect();
    let view = json!({ "article": view, "related": related, "campaigns": naming });
    let description = article.summary.clone().or_else(|| Layout::opening(&article.body));
    let heading = Heading {
        path,
        title: &article.title,
        description: description.as_deref(),
        way: vec![("健康科普", route::articles(1))],
        kind: PageKind::Article(article),
        origin: Place::File(article.file.clone()),
    };
    layout.page(heading, "article.html", view)
}

/// Articles that share most topics, newest first.
fn related<'a>(layout: &Layout<'a>, article: &Article) -> Vec<&'a Article> {
    let shared = |other: &Article| {
        other.topics.iter().filter(|topic| article.topics.contains(topic)).count()
    };
    let mut others: Vec<_> = layout
        .articles
        .iter()
        .filter(|other| other.id != article.id && shared(other) > 0)
        .copied()
        .collect();
    others.sort_by_key(|other| std::cmp::Reverse(shared(other)));
    others.truncate(RELATED);
    others
}
