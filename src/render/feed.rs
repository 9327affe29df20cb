//! The Atom feed (RFC 4287). The only room that knows `atom_syndication`.
//!
//! May use: site

use atom_syndication::{Category, Entry, FixedDateTime, Generator, Link, Person, Text};
use jiff::civil::Date;

use super::Bytes;
use crate::site::feed::{Feed, FeedEntry};

pub fn feed(feed: &Feed) -> Bytes {
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
        updated: newest.map(morning).unwrap_or_default(),
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
        updated: morning(entry.updated),
        published: Some(morning(entry.published)),
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

/// Authors give days, feeds want instants: the day's beginning in China.
fn morning(date: Date) -> FixedDateTime {
    format!("{date}T00:00:00+08:00").parse().unwrap_or_default()
}
