//! The containers of health writing: hints and warnings, when to see a doctor, rumour and fact, doses.
//!
//! A container is a block quote whose first line is `[!提示]`, with a title of its own behind it if
//! the author wants one. Any other Markdown reader shows it as a quotation, which loses nothing.
//!
//! May use: diagnostics

use pulldown_cmark::{Event, Tag, TagEnd};

use super::verdict;
use super::{Located, Writer, escape};
use crate::diagnostics::Code;

#[derive(Debug, Clone, Copy)]
enum Form {
    /// A title and what stands below it.
    Note,
    /// How soon to see a doctor: the title begins with the degree in words.
    Care,
    /// Rumours, each with the facts.
    Verdicts,
    /// A table whose caption is the title.
    Dose,
}

/// What the author writes, the class of the box, and its form.
const CONTAINERS: [(&str, &str, Form); 8] = [
    ("提示", "callout-tip", Form::Note),
    ("警告", "callout-warning", Form::Note),
    ("何时就医", "callout-care", Form::Note),
    ("不急就医", "care care-routine", Form::Care),
    ("尽快就医", "care care-soon", Form::Care),
    ("立即就医", "care care-now", Form::Care),
    ("谣言与事实", "callout-myth", Form::Verdicts),
    ("用法用量", "callout-dose", Form::Dose),
];

/// What the author called the box with these classes.
pub(super) fn name_of(classes: &str) -> &'static str {
    let own = classes.trim_start_matches("callout").trim();
    CONTAINERS.iter().find(|(_, class, _)| *class == own).map_or("提示", |(name, ..)| name)
}

struct Container<'a> {
    name: &'static str,
    class: &'static str,
    form: Form,
    /// Empty where the author wrote none.
    title: String,
    content: Vec<Located<'a>>,
}

impl<'a> Writer<'a, '_> {
    /// A block quote or a container; how many events it took.
    pub(super) fn quote(&mut self, events: &[Located<'a>]) -> usize {
        let length = block_length(events);
        let inner = &events[1..length - 1];
        match self.container(inner) {
            Some(container) => self.container_box(container),
            None => {
                self.out.push(events[0].0.clone());
                self.blocks(inner);
                self.out.push(events[length - 1].0.clone());
            }
        }
        length
    }

    fn container_box(&mut self, container: Container<'a>) {
        let Container { name, class, form, title, content } = container;
        self.html(format!("<div class=\"callout {class}\" role=\"note\">\n"));
        let shown = if title.is_empty() { name } else { &title };
        let has_table = content.iter().any(|(it, _)| matches!(it, Event::Start(Tag::Table(_))));
        match form {
            Form::Dose if has_table => self.tables.caption = Some(shown.to_owned()),
            Form::Care => {
                self.html(format!(
                    "<p class=\"callout-title\"><strong class=\"care-degree\">{name}</strong> {}</p>\n",
                    escape(&title)
                ));
            }
            _ => self.html(format!("<p class=\"callout-title\">{}</p>\n", escape(shown))),
        }
        match form {
            Form::Verdicts => self.verdicts(&verdict::split(&content)),
            _ => self.blocks(&content),
        }
        let texts = content.iter().filter_map(|(event, _)| match event {
            Event::Text(text) => Some(text.as_ref()),
            _ => None,
        });
        if name == "立即就医" && texts.chain([title.as_str()]).any(says_to_call_120) {
            self.html("<p class=\"care-call\"><a href=\"tel:120\">拨打120</a></p>\n");
        }
        self.html("</div>\n");
    }

    /// The container a quotation is; None for a plain quotation.
    fn container(&mut self, inner: &[Located<'a>]) -> Option<Container<'a>> {
        let [opening @ (Event::Start(Tag::Paragraph), _), (Event::Text(first), range), ..] = inner
        else {
            return None;
        };
        // The Chinese exclamation mark is as near on the keyboard.
        let (kind, title) =
            first.strip_prefix("[!").or_else(|| first.strip_prefix("[！"))?.split_once(']')?;
        let Some((name, class, form)) = CONTAINERS.iter().find(|(name, ..)| *name == kind) else {
            let place = range.start..range.start + "[!]".len() + kind.len();
            let known = CONTAINERS.map(|(name, ..)| name);
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
        let first_line_only = matches!(inner.get(at), Some((Event::End(TagEnd::Paragraph), _)));
        let mut content = Vec::with_capacity(inner.len());
        if !first_line_only {
            content.push(opening.clone());
        }
        content.extend_from_slice(&inner[at + 1..]);
        Some(Container { name, class, form: *form, title, content })
    }
}

/// How many events the first block of `events` takes.
pub(super) fn block_length(events: &[Located<'_>]) -> usize {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    events.len()
}

/// `120/80` is a blood pressure; `打120` is a call.
fn says_to_call_120(text: &str) -> bool {
    let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    words.split("打120").skip(1).any(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}
