//! The feeds: Atom (RFC 4287) and JSON Feed (<https://www.jsonfeed.org/version/1.1/>). The only room that knows
//! `atom_syndication`.
//!
//! May use: site, yaml

use atom_syndication::{Category, Entry, FixedDateTime, Generator, Link, Person, Text};
use serde_json::{Value, json};

use super::Bytes;
use crate::site::feed::{Feed, FeedEntry};
use crate::yaml::DayTime;

pub fn atom(feed: &Feed) -> Bytes {
    let link = |href: &str, rel: &str, kind: &str| Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(kind.to_owned()),
        ..Link::default()
    };
    let newest = feed.entries.iter().map(|entry| entry.updated).max();
    let whole = atom_syndication::Feed {
        title: Text::plain(feed.title.clone()),
        subtitle: feed.subtitle.clone().map(Text::plain),
        id: feed.home.clone(),
        updated: newest.map(atom_instant).unwrap_or_default(),
        authors: vec![person(&feed.author)],
        generator: Some(Generator { value: "Banbao".to_owned(), ..Generator::default() }),
        links: vec![
            link(&feed.home, "alternate", "text/html"),
            link(&feed.address, "self", "application/atom+xml"),
        ],
        lang: Some("zh-CN".to_owned()),
        entries: feed.entries.iter().map(entry).collect(),
        ..atom_syndication::Feed::default()
    };
    whole.to_string().into_bytes().into()
}

fn entry(entry: &FeedEntry) -> Entry {
    Entry {
        title: Text::plain(entry.title.clone()),
        id: entry.url.clone(),
        updated: atom_instant(entry.updated),
        published: Some(atom_instant(entry.published)),
        authors: entry.author.as_deref().map(person).into_iter().collect(),
        summary: entry.summary.clone().map(Text::plain),
        categories: entry
            .topics
            .iter()
            .map(|topic| Category { term: topic.clone(), ..Category::default() })
            .collect(),
        links: vec![Link {
            href: entry.url.clone(),
            rel: "alternate".to_owned(),
            mime_type: Some("text/html".to_owned()),
            ..Link::default()
        }],
        ..Entry::default()
    }
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), ..Person::default() }
}

/// Feeds want instants: where only the day is known, its beginning in China.
fn instant(at: DayTime) -> String {
    let (hour, minute) = at.time.map_or((0, 0), |time| (time.hour(), time.minute()));
    format!("{}T{hour:02}:{minute:02}:00+08:00", at.day)
}

fn atom_instant(at: DayTime) -> FixedDateTime {
    instant(at).parse().unwrap_or_default()
}

pub fn json(feed: &Feed) -> Bytes {
    let mut whole = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.json_address,
        "authors": [{ "name": feed.author }],
        "language": "zh-CN",
        "items": feed.entries.iter().map(json_entry).collect::<Vec<_>>(),
    });
    if let Some(subtitle) = &feed.subtitle {
        whole["description"] = json!(subtitle);
    }
    whole.to_string().into_bytes().into()
}

fn json_entry(entry: &FeedEntry) -> Value {
    let mut item = json!({
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        // Every item needs a text: the title is one.
        "content_text": entry.summary.as_ref().unwrap_or(&entry.title),
        "date_published": instant(entry.published),
        "date_modified": instant(entry.updated),
    });
    if !entry.topics.is_empty() {
        item["tags"] = json!(entry.topics);
    }
    if let Some(author) = &entry.author {
        item["authors"] = json!([{ "name": author }]);
    }
    item
}
