//! Links and pictures: what they name, and how they stay open until pages have addresses.
//!
//! May use: diagnostics

use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{Located, Writer, escape};
use crate::diagnostics::{Code, SourcePath, Span};

const LINK_OPEN: &str = "href=\"banbao-link:";
/// The whole beginning of the tag: such a text is a tag, since attributes and texts cannot hold it as it is.
const PICTURE_OPEN: &str = "<img src=\"banbao-picture:";
/// What an author typed into raw HTML.
const PICTURE_FORGED: &str = "src=\"banbao-picture:";
/// Words that say a picture needs none: `![""](line.svg)`.
const DECORATION: [&str; 3] = ["\"\"", "“”", "''"];

/// Schemes a link out of the site may have.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// A link to another place of the site.
#[derive(Debug, Clone)]
pub struct Link {
    pub target: SourcePath,
    pub fragment: Option<String>,
    pub span: Span,
}

/// A picture in a text. Its file is None when it was not found, which a finding says.
#[derive(Debug, Clone)]
pub struct PictureUse {
    pub file: Option<SourcePath>,
    pub span: Span,
}

/// An open reference of the HTML, by its number in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open<'h> {
    /// An attribute.
    Link(usize),
    /// A whole tag, with what it says after its address: ` alt="…"`.
    Picture(usize, &'h str),
}

impl<'a> Writer<'a, '_> {
    pub(super) fn link(&mut self, written: &CowStr<'a>, range: &Range<usize>) {
        let place = self.literal(range, written, 0);
        let scheme = written.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let href = match scheme {
            Some(scheme) if SCHEMES.contains(&scheme.as_str()) => {
                // A bare address says where it leads; other words are printed with theirs behind them.
                let class =
                    match (scheme.starts_with("http"), self.body[range.start..].chars().next()) {
                        (true, Some('<')) => "class=\"external bare\" ",
                        (true, _) => "class=\"external\" ",
                        _ => "",
                    };
                format!("{class}href=\"{}\"", escape(written))
            }
            Some(scheme)
                if scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) =>
            {
                let finding = self.find(Code::LinkSchemeRefused, &place).with("scheme", scheme);
                self.findings.push(finding);
                "class=\"unpublished\"".to_owned()
            }
            _ => self.inner_link(written, &place),
        };
        self.html(format!("<a {href}>"));
    }

    fn inner_link(&mut self, written: &str, place: &Range<usize>) -> String {
        let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let (file, fragment) = match written.split_once('#') {
            Some((file, fragment)) => (decode(file), Some(decode(fragment))),
            None => (decode(written), None),
        };
        let target = if file.is_empty() { Some(self.path.clone()) } else { self.path.join(&file) };
        let span = self.span(place);
        let Some(target) = target else {
            let finding = self
                .find(Code::LinkTargetMissing, place)
                .with("target", written)
                .suggesting(written, []);
            self.findings.push(finding);
            return "class=\"unpublished\"".to_owned();
        };
        self.document.links.push(Link { target, fragment, span });
        format!("{LINK_OPEN}{}\"", self.document.links.len() - 1)
    }

    /// A picture inside a sentence; how many events it took.
    pub(super) fn picture(&mut self, events: &[Located<'a>]) -> usize {
        let (tag, _, length) = self.picture_parts(events);
        self.html(tag);
        length
    }

    /// A picture alone in its paragraph, its title as the caption; how many events it took.
    pub(super) fn figure(&mut self, events: &[Located<'a>]) -> usize {
        let (tag, caption, length) = self.picture_parts(&events[1..]);
        let caption = match caption.as_str() {
            "" => String::new(),
            caption => {
                self.count(caption);
                format!("<figcaption>{}</figcaption>", escape(caption))
            }
        };
        self.html(format!("<figure>{tag}{caption}</figure>\n"));
        length + 2
    }

    fn picture_parts(&mut self, events: &[Located<'a>]) -> (String, String, usize) {
        let (Event::Start(Tag::Image { dest_url, title, .. }), range) = &events[0] else {
            return (String::new(), String::new(), 1);
        };
        let end = events
            .iter()
            .position(|(event, _)| matches!(event, Event::End(TagEnd::Image)))
            .unwrap_or(events.len() - 1);
        let alt: String = events[..end]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        let place = self.literal(range, dest_url, 0);
        let alt = alt.trim();
        if alt.is_empty() {
            let finding = self.find(Code::PictureNoAlt, range).with("form", "markdown");
            let finding = finding.with("picture", dest_url.as_ref());
            self.findings.push(finding);
        }
        let alt = if DECORATION.contains(&alt) { "" } else { alt };
        let written = percent_decode_str(dest_url).decode_utf8_lossy().into_owned();
        let span = self.span(&place);
        let file = match (self.find_picture)(&written, &span) {
            Ok(file) => Some(file),
            Err(finding) => {
                self.findings.push(finding);
                None
            }
        };
        self.document.pictures.push(PictureUse { file, span });
        let number = self.document.pictures.len() - 1;
        let tag = format!("{PICTURE_OPEN}{number}\" alt=\"{}\">", escape(alt));
        (tag, title.to_string(), end + 1)
    }
}

/// `html` with every open reference replaced by what `close` gives for it.
pub(super) fn resolve(html: &str, close: impl Fn(Open<'_>) -> Option<String>) -> String {
    let mut closed = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((at, opening)) = next_open(rest) {
        closed.push_str(&rest[..at]);
        let after = &rest[at + opening.len()..];
        let end = after.find('"').unwrap_or(0);
        let number = after[..end].parse().ok();
        rest = after.get(end + 1..).unwrap_or_default();
        let replacement = match (opening, number) {
            (LINK_OPEN, Some(number)) => close(Open::Link(number)),
            (PICTURE_OPEN, number) => {
                let (words, behind) = split_tag(rest);
                rest = behind;
                number
                    .and_then(|number| close(Open::Picture(number, words)))
                    .or_else(|| Some(format!("<img{words}>")))
            }
            _ => None,
        };
        // A number of our own always closes; anything else an author typed into raw HTML loses its target.
        closed.push_str(replacement.as_deref().unwrap_or("class=\"unpublished\""));
    }
    closed.push_str(rest);
    closed
}

fn next_open(html: &str) -> Option<(usize, &'static str)> {
    let openings = [LINK_OPEN, PICTURE_OPEN, PICTURE_FORGED];
    openings.into_iter().filter_map(|it| Some((html.find(it)?, it))).min_by_key(|(at, _)| *at)
}

/// The rest of a tag, and what stands behind it. A `>` inside quotes does not end a tag.
fn split_tag(html: &str) -> (&str, &str) {
    let mut quoted = false;
    let end = html.find(|c: char| {
        quoted ^= c == '"';
        c == '>' && !quoted
    });
    let end = end.unwrap_or(html.len());
    (&html[..end], html.get(end + 1..).unwrap_or_default())
}
