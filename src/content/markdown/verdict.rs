//! Rumour and fact: paragraphs that begin with `谣言：` or `**事实**` become the parts of a box.
//!
//! May use: nothing of this crate

use pulldown_cmark::{Event, Tag, TagEnd};

use super::container::block_length;
use super::{Located, Writer};

/// What a part begins with, and its class.
const PARTS: [(&str, &str); 2] = [("谣言", "rumour"), ("事实", "fact")];

/// A part's name and class, how many events name it, and what the last of them says besides.
struct Marker<'a> {
    part: (&'static str, &'static str),
    events: usize,
    rest: Option<Located<'a>>,
}

impl<'a> Writer<'a, '_> {
    /// The content of a box, with every part in a frame of its own; what names no part stays as it is.
    pub(super) fn verdicts(&mut self, content: &[Located<'a>]) {
        // What the open list names: HTML allows a name once in a list, so the next rumour begins a new one.
        let mut named: Vec<&str> = Vec::new();
        let mut at = 0;
        while at < content.len() {
            let length = block_length(&content[at..]);
            let block = &content[at..at + length];
            match marker(block.get(1..).unwrap_or_default()) {
                Some(Marker { part: (name, class), events, rest }) if is_paragraph(block) => {
                    self.html(match named.is_empty() {
                        true => "<dl>\n",
                        false if named.contains(&name) => "</dd>\n</div>\n</dl>\n<dl>\n",
                        false => "</dd>\n</div>\n",
                    });
                    if named.contains(&name) {
                        named.clear();
                    }
                    named.push(name);
                    self.html(format!("<div class=\"{class}\">\n<dt>{name}</dt>\n<dd>\n"));
                    self.count(name);
                    let mut inner: Vec<_> = rest.into_iter().collect();
                    inner.extend_from_slice(&block[1 + events..length - 1]);
                    if !inner.is_empty() {
                        inner.insert(0, block[0].clone());
                        inner.push(block[length - 1].clone());
                        self.blocks(&inner);
                    }
                }
                _ => self.blocks(block),
            }
            at += length;
        }
        if !named.is_empty() {
            self.html("</dd>\n</div>\n</dl>\n");
        }
    }
}

/// `content` with a paragraph begun where a new line names a part: an empty line between is easily forgotten.
pub(super) fn split<'a>(content: &[Located<'a>]) -> Vec<Located<'a>> {
    let mut out = Vec::with_capacity(content.len());
    let mut depth = 0_usize;
    for (at, located) in content.iter().enumerate() {
        let (event, range) = located;
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak
                if depth == 1 && marker(&content[at + 1..]).is_some() =>
            {
                out.push((Event::End(TagEnd::Paragraph), range.clone()));
                out.push((Event::Start(Tag::Paragraph), range.clone()));
                continue;
            }
            _ => {}
        }
        out.push(located.clone());
    }
    out
}

fn is_paragraph(block: &[Located<'_>]) -> bool {
    matches!(block.first(), Some((Event::Start(Tag::Paragraph), _)))
}

fn marker<'a>(events: &[Located<'a>]) -> Option<Marker<'a>> {
    PARTS.into_iter().find_map(|part| marker_of(part, events))
}

fn marker_of<'a>(part: (&'static str, &'static str), events: &[Located<'a>]) -> Option<Marker<'a>> {
    let colons = ['：', ':'];
    match events {
        [(Event::Text(text), range), ..] => {
            let rest = text.strip_prefix(part.0)?.strip_prefix(colons)?.trim_start();
            let rest = located_end(rest, range);
            Some(Marker { part, events: 1, rest })
        }
        [
            (Event::Start(Tag::Strong), _),
            (Event::Text(name), _),
            (Event::End(TagEnd::Strong), _),
            after @ ..,
        ] => {
            let rest = name.strip_prefix(part.0)?;
            let has_colon = colons.iter().any(|colon| rest == colon.to_string());
            if !has_colon && !rest.is_empty() {
                return None;
            }
            match after {
                [(Event::Text(text), range), ..] => {
                    let behind = text.trim_start_matches(|c| colons.contains(&c) || c == ' ');
                    let is_parted = has_colon || behind.len() < text.len();
                    is_parted.then(|| Marker { part, events: 4, rest: located_end(behind, range) })
                }
                _ => Some(Marker { part, events: 3, rest: None }),
            }
        }
        _ => None,
    }
}

/// The end of a text event, at its place; None if nothing is left of it.
fn located_end<'a>(rest: &str, range: &std::ops::Range<usize>) -> Option<Located<'a>> {
    let start = range.end.saturating_sub(rest.len()).max(range.start);
    (!rest.is_empty()).then(|| (Event::Text(rest.to_owned().into()), start..range.end))
}
