//! What was published, newest first, for feed readers.
//!
//! May use: config, content, yaml

use serde::Serialize;

use super::campaigns;
use super::layout::Layout;
use super::route::{self, SitePath};
use super::season::shifted;
use crate::content::Article;
use crate::yaml::DayTime;

const ENTRIES: usize = 30;

/// The feed of a site that has an address of its own: a feed reader needs whole addresses.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Feed {
    pub path: SitePath,
    pub title: String,
    pub subtitle: Option<String>,
    pub author: String,
    /// The site's own address.
    pub home: String,
    /// Of the same entries as a JSON Feed.
    pub json_path: SitePath,
    /// The feed's own address, and that of the JSON Feed.
    pub address: String,
    pub json_address: String,
    pub entries: Vec<FeedEntry>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FeedEntry {
    pub title: String,
    pub url: String,
    pub published: DayTime,
    pub updated: DayTime,
    pub summary: Option<String>,
    pub author: Option<String>,
    pub topics: Vec<String>,
}

/// None for a site without an address.
pub(super) fn feed(layout: &Layout<'_>) -> Option<Feed> {
    let base = layout.config.base_url.as_ref()?;
    let mut entries: Vec<_> = articles(layout).into_iter().chain(announcements(layout)).collect();
    for entry in &mut entries {
        entry.url = base.join(&entry.url);
    }
    // What changed last is told, in the order in which it was published.
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.url.cmp(&b.url)));
    entries.truncate(ENTRIES);
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.published));
    Some(Feed {
        path: route::feed(),
        title: layout.config.name.value.clone(),
        subtitle: layout.config.description.clone(),
        author: layout.config.organisation.value.clone(),
        home: base.join(""),
        json_path: route::feed_json(),
        json_address: base.join(&route::feed_json().encoded()),
        address: base.join(&route::feed().encoded()),
        entries,
    })
}

/// The articles changed last, as many as a feed holds.
fn articles(layout: &Layout<'_>) -> Vec<FeedEntry> {
    // They stand in order of their days: whatever comes after the last day that counts does not.
    let last = layout.articles.get(ENTRIES - 1).map(|it| changed(layout, it).day);
    let latest = layout.articles.iter().map(|it| (changed(layout, it), *it));
    let mut latest: Vec<_> =
        latest.take_while(|(changed, _)| last.is_none_or(|last| changed.day >= last)).collect();
    // Of those that changed on one day, the first by their names.
    latest.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id.cmp(&other.id)));
    latest.truncate(ENTRIES);
    let entry = |(updated, article): (DayTime, &Article)| FeedEntry {
        title: article.title.clone(),
        url: route::article(&article.id).encoded(),
        published: article.published.value,
        updated,
        summary: article.summary.clone(),
        author: article.author.clone(),
        topics: layout.topic_names(article).map(ToOwned::to_owned).collect(),
    };
    latest.into_iter().map(entry).collect()
}

fn changed(layout: &Layout<'_>, article: &Article) -> DayTime {
    let published = article.published.value;
    let updated = layout.updated(article).filter(|day| *day > published.day);
    updated.map_or(published, |day| DayTime { day, time: None })
}

/// A campaign is news from the day on which it counts as coming.
fn announcements<'a>(layout: &'a Layout<'_>) -> impl Iterator<Item = FeedEntry> + 'a {
    layout.campaigns.iter().filter_map(|campaign| {
        let days = campaign.days?;
        let lead = campaign.lead_days.unwrap_or(layout.config.lead_days);
        let announced = shifted(days.start, -i64::from(lead));
        let announced = campaign.publish.map_or(announced, |publish| publish.max(announced));
        (announced <= layout.moment.today).then(|| FeedEntry {
            title: campaign.title(),
            url: route::campaign(&campaign.id).encoded(),
            published: DayTime { day: announced, time: None },
            updated: DayTime { day: announced, time: None },
            summary: campaigns::in_words(campaign),
            author: None,
            topics: campaign.observance.tags.clone(),
        })
    })
}
