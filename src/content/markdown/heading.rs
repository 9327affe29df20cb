//! Headings: their ids, and the table of contents.
//!
//! May use: diagnostics

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::{Located, Writer};
use crate::diagnostics::Code;

/// A heading in the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TocEntry {
    /// 2 or 3.
    pub level: u8,
    pub id: String,
    pub text: String,
}

impl<'a> Writer<'a, '_> {
    /// A heading with an id made of its text; how many events it took.
    pub(super) fn heading(&mut self, level: HeadingLevel, events: &[Located<'a>]) -> usize {
        let end = events
            .iter()
            .position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))))
            .unwrap_or(events.len() - 1);
        let text: String = events[..end]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        if level == HeadingLevel::H1 {
            let finding =
                self.find(Code::HeadingLevelOne, &events[0].1).with("text", text.as_str());
            self.findings.push(finding);
        }
        let id = self.free_id(&anchor(&text));
        if matches!(level, HeadingLevel::H2 | HeadingLevel::H3) {
            let entry = TocEntry { level: level as u8, id: id.clone(), text };
            self.document.contents.push(entry);
        }
        self.out.push(Event::Start(Tag::Heading {
            level,
            id: Some(id.into()),
            classes: Vec::new(),
            attrs: Vec::new(),
        }));
        self.blocks(&events[1..=end]);
        end + 1
    }

    fn free_id(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut copy = 2;
        while !self.document.anchors.insert(id.clone()) {
            id = format!("{wanted}-{copy}");
            copy += 1;
        }
        id
    }
}

/// The id of a heading: its letters, hanzi and digits in lower case, everything else a hyphen, so that
/// `#怎么量血压` can be written by hand.
fn anchor(text: &str) -> String {
    let mut anchor = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_alphanumeric() {
            anchor.extend(c.to_lowercase());
        } else if c.is_whitespace() && !anchor.ends_with('-') {
            anchor.push('-');
        }
    }
    let anchor = anchor.trim_matches('-');
    if anchor.is_empty() { "section".to_owned() } else { anchor.to_owned() }
}
