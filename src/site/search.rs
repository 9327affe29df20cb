//! What can be searched for: the texts published on this day, and how they are cut into files.
//!
//! May use: content, diagnostics

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
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

/// Bytes of a Chinese character.
const CHARACTER: usize = 3;

/// Everything that can be found.
#[derive(Debug, Default)]
pub struct Search {
    /// Oldest first, so that a new text leaves the numbers of the others as they are.
    pub entries: Vec<Entry>,
    /// Texts that share a file; one after the other, without a gap.
    pub packs: Vec<Range<usize>>,
    /// Files the index is spread over; at least one.
    pub shards: usize,
}

/// A text that can be found; there may be thousands, so that [`Layout::document`] lays it out only when files are made
/// of it.
#[derive(Debug)]
pub struct Entry {
    subject: Subject,
    /// The last day on which it can be found; none for always.
    pub until: Option<Date>,
    /// About as many bytes as its document has.
    size: usize,
}

/// Numbers are those of the [`Layout`] and its library.
#[derive(Debug, Clone, Copy)]
enum Subject {
    Article(usize),
    Campaign(usize),
    Page(usize),
}

/// What can be found of a text.
#[derive(Debug, Serialize)]
pub struct Document {
    pub title: String,
    /// Below the top folder of the site, where the search page is.
    pub url: String,
    pub kind: &'static str,
    pub when: Option<String>,
    /// Summary and key points, which weigh as much as headings.
    lead: String,
    headings: Vec<String>,
    body: Arc<str>,
    /// What the page says around its text.
    more: String,
}

impl Search {
    /// The texts of the n-th pack.
    pub fn pack(&self, number: usize) -> &[Entry] {
        self.packs.get(number).map_or(&[], |pack| &self.entries[pack.clone()])
    }

    /// Stands for everything the index is made of.
    pub fn version(&self, layout: &Layout<'_>) -> blake3::Hash {
        // Another program may write and read the files in another way.
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("BANBAO_SOURCES").as_bytes());
        for entry in &self.entries {
            hasher.update(layout.fingerprint_of_text(entry).as_bytes());
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
}

impl Layout<'_> {
    /// What can be found of one of this site's texts.
    pub fn document(&self, entry: &Entry) -> Document {
        match entry.subject {
            Subject::Article(number) => article(self, self.articles[number]),
            Subject::Campaign(number) => campaign(self.campaigns[number]),
            Subject::Page(number) => info_page(&self.library.pages[number]),
        }
    }
}

/// Articles, campaigns and the pages about the site itself.
pub(super) fn search(layout: &Layout<'_>) -> Search {
    let pages = layout.library.pages.iter().enumerate();
    let pages = pages.map(|(number, page)| (None, entry(Subject::Page(number), &info_page(page))));
    // Oldest first but for what comes between them.
    let articles = layout.articles.iter().enumerate().rev();
    let articles = articles.map(|(number, it)| (Some(day(layout, it)), article_entry(it, number)));
    let campaigns = layout.campaigns.iter().enumerate();
    let campaigns = campaigns
        .map(|(number, it)| (first_day(it), entry(Subject::Campaign(number), &campaign(it))));
    let mut dated: Vec<(Option<Date>, Entry)> = pages.chain(articles).chain(campaigns).collect();
    dated.sort_by_key(|(day, _)| *day);
    let entries: Vec<Entry> = dated.into_iter().map(|(_, entry)| entry).collect();
    let total: usize = entries.iter().map(|entry| entry.size).sum();
    Search { packs: packs(&entries), shards: total.div_ceil(SHARD).max(1), entries }
}

fn packs(entries: &[Entry]) -> Vec<Range<usize>> {
    let mut packs: Vec<Range<usize>> = Vec::new();
    let mut filled = 0;
    for (at, entry) in entries.iter().enumerate() {
        filled += entry.size;
        match packs.last_mut() {
            Some(pack) if filled <= PACK => pack.end = at + 1,
            _ => {
                packs.push(at..at + 1);
                filled = entry.size;
            }
        }
    }
    packs
}

fn entry(subject: Subject, document: &Document) -> Entry {
    Entry { subject, until: None, size: document.title.len() + document.text().len() }
}

/// Likewise, without its document: there may be thousands.
fn article_entry(article: &Article, number: usize) -> Entry {
    let lead: usize = article.summary.iter().chain(&article.key_points).map(String::len).sum();
    let size = article.title.len() + lead + article.body.characters * CHARACTER;
    Entry { subject: Subject::Article(number), until: article.expires, size }
}

/// Stands for all of an entry's document.
pub(super) fn fingerprint(layout: &Layout<'_>, entry: &Entry) -> blake3::Hash {
    let mut made_of = Ingredients::new();
    let Subject::Article(number) = entry.subject else {
        made_of.value(&layout.document(entry));
        return made_of.finish();
    };
    // Asked for twice: for the texts and for the index.
    *layout.text_fingerprints[number].get_or_init(|| {
        let article = layout.articles[number];
        made_of.hash(&article.hash);
        made_of.text(article.id.as_str());
        made_of.value(&day(layout, article));
        layout.topic_names(article).for_each(|name| made_of.text(name));
        made_of.finish()
    })
}

fn day(layout: &Layout<'_>, article: &Article) -> Date {
    layout.updated(article).unwrap_or(article.published.value.day)
}

fn article(layout: &Layout<'_>, article: &Article) -> Document {
    let audience = article.audience.join("、");
    let around = [article.source.as_str(), &audience];
    Document {
        title: article.title.clone(),
        url: route::article(&article.id).encoded(),
        kind: "健康科普",
        when: Some(DateView::new(day(layout, article)).text),
        lead: lines(article.summary.iter().chain(&article.key_points)),
        headings: headings(&article.body),
        body: Arc::clone(article.body.words()),
        more: lines(around.into_iter().chain(layout.topic_names(article))),
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
        lead: lines(lead.chain(slogans).chain(messages)),
        headings: headings(&campaign.body),
        body: Arc::clone(campaign.body.words()),
        more: lines(more),
    }
}

fn info_page(page: &InfoPage) -> Document {
    Document {
        title: page.title.clone(),
        url: route::info_page(&page.slug).encoded(),
        kind: "本站",
        when: None,
        // Its page shows no summary.
        lead: String::new(),
        headings: headings(&page.body),
        body: Arc::clone(page.body.words()),
        more: String::new(),
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
