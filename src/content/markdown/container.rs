//! The containers of health writing: 提示, 警告, 何时就医, 谣言与事实.
//!
//! A container is a block quote whose first line is `[!提示]`, with a title of its own behind it if
//! the author wants one. Any other Markdown reader shows it as a quotation, which loses nothing.
//!
//! May use: diagnostics

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Located, Writer, escape};
use crate::diagnostics::Code;

/// What the author writes, and the class of the box.
const CONTAINERS: [(&str, &str); 4] = [
    ("提示", "callout-tip"),
    ("警告", "callout-warning"),
    ("何时就医", "callout-care"),
    ("谣言与事实", "callout-myth"),
];

impl<'a> Writer<'a, '_> {
    /// A block quote or a container; how many events it took.
    pub(super) fn quote(&mut self, events: &[Located<'a>]) -> usize {
        let length = quote_length(events);
        let inner = &events[1..length - 1];
        match self.container(inner) {
            Some((class, title, rest)) => {
                self.html(format!(
                    "<div class=\"callout {class}\" role=\"note\">\n<p class=\"callout-title\">{}</p>\n",
                    escape(&title)
                ));
                self.blocks(&rest);
                self.html("</div>\n");
            }
            None => {
                self.out.push(events[0].0.clone());
                self.blocks(inner);
                self.out.push(events[length - 1].0.clone());
            }
        }
        length
    }

    /// Class, title and content of a container; None for a plain quotation.
    fn container(
        &mut self,
        inner: &[Located<'a>],
    ) -> Option<(&'static str, String, Vec<Located<'a>>)> {
        let [opening @ (Event::Start(Tag::Paragraph), _), (Event::Text(first), range), ..] = inner
        else {
            return None;
        };
        // The Chinese exclamation mark is as near on the keyboard.
        let (kind, title) =
            first.strip_prefix("[!").or_else(|| first.strip_prefix("[！"))?.split_once(']')?;
        let Some((name, class)) = CONTAINERS.iter().find(|(name, _)| *name == kind) else {
            let place = range.start..range.start + "[!]".len() + kind.len();
            let known = CONTAINERS.map(|(name, _)| name);
            let finding = self
                .find(Code::ContainerUnknown, &place)
                .with("kind", kind)
                .with("known", known.as_slice())
                .suggesting(kind, known);
            self.findings.push(finding);
            return None;
        };
        let mut title = title.trim().to_owned();
        let mut at = 2;
        while let Some((event, _)) = inner.get(at) {
            match event {
                Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => break,
                Event::Text(text) | Event::Code(text) => title.push_str(text),
                _ => {}
            }
            at += 1;
        }
        self.count(&title);
        let title = if title.is_empty() { (*name).to_owned() } else { title };
        let first_line_only = matches!(inner.get(at), Some((Event::End(TagEnd::Paragraph), _)));
        let mut rest = Vec::with_capacity(inner.len());
        if !first_line_only {
            rest.push(opening.clone());
        }
        rest.extend_from_slice(&inner[at + 1..]);
        Some((class, title, rest))
    }
}

fn quote_length(events: &[Located<'_>]) -> usize {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::BlockQuote(_)) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    events.len()
}
