//! What can be searched for: the texts published on this day, and how they are cut into files.
//!
//! May use: config, content, diagnostics

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::layout::{Heading, Layout};
use super::meta::PageKind;
use super::recipe::Ingredients;
use super::route;
use super::season::{DateView, days_text_with_year};
use super::{Page, articles, campaigns};
use crate::content::{Article, Campaign, InfoPage, markdown};
use crate::diagnostics::Place;

/// Bytes of text in one file: a result's excerpt should not cost a phone more.
const PACK: usize = 16 * 1024;
/// Bytes of text for each shard of the index.
const SHARD: usize = 24 * 1024;

/// Everything that can be found.
#[derive(Debug, Default)]
pub struct Search {
    /// Oldest first, so that a new text leaves the numbers of the others as they are.
    pub documents: Vec<Document>,
    /// Documents whose text shares a file; one after the other, without a gap.
    pub packs: Vec<Range<usize>>,
    /// Files the index is spread over; at least one.
    pub shards: usize,
}

/// A text that can be found.
#[derive(Debug, Serialize)]
pub struct Document {
    pub title: String,
    /// Below the top folder of the site, where the search page is.
    pub url: String,
    pub kind: &'static str,
    pub when: Option<String>,
    /// The last day on which it can be found; none for always.
    pub until: Option<Date>,
    /// Summary and key points, which weigh as much as headings.
    lead: String,
    headings: Vec<String>,
    body: Arc<str>,
    /// What the page says around its text.
    more: String,
    /// Stands for all of it.
    #[serde(skip)]
    fingerprint: Option<blake3::Hash>,
}

impl Search {
    /// The documents of the n-th pack.
    pub fn pack(&self, number: usize) -> &[Document] {
        self.packs.get(number).map_or(&[], |pack| &self.documents[pack.clone()])
    }

    /// Stands for everything the index is made of.
    pub fn version(&self) -> blake3::Hash {
        // Another program may write and read the files in another way.
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("BANBAO_SOURCES").as_bytes());
        for document in &self.documents {
            hasher.update(document.fingerprint().as_bytes());
        }
        hasher.finalize()
    }
}

impl Document {
    /// What weighs more than the rest of the text, and is part of it.
    pub fn emphasised(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.lead.as_str()).chain(self.headings.iter().map(String::as_str))
    }

    /// The whole text without its title, each paragraph on its line.
    pub fn text(&self) -> String {
        let parts = [self.lead.as_str(), &self.body, &self.more];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n")
    }

    /// Stands for all of it.
    pub fn fingerprint(&self) -> blake3::Hash {
        // Plain strings always serialise.
        let of_words = || blake3::hash(&serde_json::to_vec(self).unwrap_or_default());
        self.fingerprint.unwrap_or_else(of_words)
    }

    fn size(&self) -> usize {
        self.title.len() + self.lead.len() + self.body.len() + self.more.len()
    }
}

/// Articles, campaigns and the pages about the site itself.
pub(super) fn search(layout: &Layout<'_>) -> Search {
    let pages = layout.library.pages.iter().map(|page| (None, info_page(page)));
    let articles = layout.articles.par_iter();
    let articles = articles.map(|it| (Some(day(layout, it)), article(layout, it)));
    let articles: Vec<_> = articles.collect();
    let campaigns = layout.campaigns.iter().map(|it| (first_day(it), campaign(it)));
    let mut dated: Vec<(Option<Date>, Document)> = pages.chain(articles).chain(campaigns).collect();
    dated.sort_by(|(day, a), (other, b)| day.cmp(other).then_with(|| a.url.cmp(&b.url)));
    let documents: Vec<Document> = dated.into_iter().map(|(_, document)| document).collect();
    let total: usize = documents.iter().map(Document::size).sum();
    Search { packs: packs(&documents), shards: total.div_ceil(SHARD).max(1), documents }
}

fn packs(documents: &[Document]) -> Vec<Range<usize>> {
    let mut packs: Vec<Range<usize>> = Vec::new();
    let mut filled = 0;
    for (at, document) in documents.iter().enumerate() {
        filled += document.size();
        match packs.last_mut() {
            Some(pack) if filled <= PACK => pack.end = at + 1,
            _ => {
                packs.push(at..at + 1);
                filled = document.size();
            }
        }
    }
    packs
}

fn day(layout: &Layout<'_>, article: &Article) -> Date {
    layout.updated(article).unwrap_or(article.published.value.day)
}

fn article(layout: &Layout<'_>, article: &Article) -> Document {
    let topics = article.topics.iter().filter_map(|id| layout.topic_name(id));
    let around = [article.source.clone(), article.audience.join("、")];
    let mut made_of = Ingredients::new(&layout.config.hash);
    made_of.hash(&article.hash);
    made_of.value(&(article.id.as_str(), day(layout, article)));
    Document {
        title: article.title.clone(),
        url: route::article(&article.id).encoded(),
        kind: "健康科普",
        when: Some(DateView::new(day(layout, article)).text),
        until: article.expires,
        lead: lines(article.summary.iter().chain(&article.key_points)),
        headings: headings(&article.body),
        body: Arc::clone(&article.body.words),
        more: lines(around.iter().map(String::as_str).chain(topics)),
        fingerprint: Some(made_of.finish()),
    }
}

fn first_day(campaign: &Campaign) -> Option<Date> {
    let start = campaign.days.map(|days| days.start);
    start.or_else(|| Date::new(campaign.id.year, 1, 1).ok())
}

fn campaign(campaign: &Campaign) -> Document {
    let year = || format!("{}年", campaign.id.year);
    let messages = campaign.key_messages.iter();
    let messages = messages.flat_map(|it| [it.title.value.as_str(), it.text.value.as_str()]);
    let slogans = campaign.slogans.iter().map(|slogan| slogan.value.as_str());
    let lead = campaign.theme().into_iter().chain(campaign.summary.as_deref());
    let mut more: Vec<String> = Vec::new();
    for row in campaigns::appointments(campaign) {
        more.extend([row.date.short].into_iter().chain(row.place).chain([row.what]));
    }
    for activity in &campaign.activities {
        let fields = campaigns::activity(activity).fields;
        more.extend(fields.into_iter().map(|field| field.value));
    }
    more.extend([campaign.source.value.clone(), campaign.audience.join("、")]);
    Document {
        title: campaigns::page_title(campaign),
        url: route::campaign(&campaign.id).encoded(),
        kind: "主题宣传",
        when: Some(campaign.days.map_or_else(year, days_text_with_year)),
        until: None,
        lead: lines(lead.chain(slogans).chain(messages)),
        headings: headings(&campaign.body),
        body: Arc::clone(&campaign.body.words),
        more: lines(more),
        fingerprint: None,
    }
}

fn info_page(page: &InfoPage) -> Document {
    Document {
        title: page.title.clone(),
        url: route::info_page(&page.slug).encoded(),
        kind: "本站",
        when: None,
        until: None,
        // Its page shows no summary.
        lead: String::new(),
        headings: headings(&page.body),
        body: Arc::clone(&page.body.words),
        more: String::new(),
        fingerprint: None,
    }
}

fn headings(body: &markdown::Document) -> Vec<String> {
    body.contents.iter().map(|entry| entry.text.clone()).collect()
}

fn lines<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let mut lines = String::new();
    for text in texts {
        if !lines.is_empty() && !text.as_ref().is_empty() {
            lines.push('\n');
        }
        lines.push_str(text.as_ref());
    }
    lines
}

/// The page where one searches; without a script, the ways to find something without.
pub(super) fn page(layout: &Layout<'_>) -> Page {
    let path = route::search();
    let view =
        json!({ "index": route::SEARCH_FOLDER, "topics": articles::topic_cards(layout, &path) });
    let heading = Heading {
        path,
        title: "站内搜索",
        description: Some("查找健康科普文章、主题宣传活动和本站信息。"),
        way: Vec::new(),
        kind: PageKind::Service,
        origin: Place::Site,
    };
    layout.page(heading, "search.html", view)
}
