//! Markdown to HTML: CommonMark with tables, footnotes, task lists, struck text, figures and the
//! containers of health writing. The only room that knows `pulldown-cmark`.
//!
//! Links to other files of the site and pictures stay open in the HTML, as `banbao-link:N` and
//! `banbao-picture:N`; `site` closes them with [`Document::resolve`] once every page has its address.
//!
//! May use: diagnostics

mod blocks;
mod container;
mod element;
mod foreign;
mod heading;
mod plain;
mod reference;
mod sanitise;
mod table;
mod verdict;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset};
use unicode_width::UnicodeWidthChar;

pub use blocks::{Block, TextSpan};
pub use heading::TocEntry;
pub use reference::{Link, PictureUse};

use crate::diagnostics::{Code, Finding, Findings, SourcePath, Span};

/// A text ready to be placed on a page.
#[derive(Debug, Clone, Default)]
pub struct Document {
    html: String,
    /// Links to other files of the site, in the order of their numbers in the HTML.
    pub links: Vec<Link>,
    /// Pictures in the text, likewise.
    pub pictures: Vec<PictureUse>,
    /// Headings of the second and third level.
    pub contents: Vec<TocEntry>,
    /// Every id a link's fragment can name.
    pub anchors: BTreeSet<String>,
    /// Characters a reader reads, spaces not counted.
    pub characters: usize,
    /// See [`Document::words`].
    words: OnceLock<Arc<str>>,
}

impl Document {
    /// The HTML with its open references closed: `link` gives the address of the n-th link, or None
    /// when its target is not published; `picture` the mark-up of the n-th picture, given the attributes
    /// that hold its words.
    pub fn resolve(
        &self,
        link: impl Fn(&Link) -> Option<String>,
        picture: impl Fn(&PictureUse, &str) -> Option<String>,
    ) -> String {
        reference::resolve(&self.html, |open| match open {
            reference::Open::Link(number) => {
                let href = self.links.get(number).and_then(&link)?;
                Some(format!("href=\"{href}\""))
            }
            reference::Open::Picture(number, words) => picture(self.pictures.get(number)?, words),
        })
    }

    /// The words alone: a line for each paragraph, heading, list item and cell.
    pub fn words(&self) -> &Arc<str> {
        // Only a search asks for them, and who has no summary.
        self.words.get_or_init(|| plain::words(&self.html).into())
    }

    /// The text as blocks, for paper: `link` as for [`Document::resolve`], with whole addresses.
    pub fn blocks(&self, link: impl Fn(&Link) -> Option<String>) -> Vec<Block> {
        let html = reference::resolve(&self.html, |open| match open {
            reference::Open::Link(number) => {
                let href = self.links.get(number).and_then(&link)?;
                Some(format!("href=\"{}\"", escape(&href)))
            }
            reference::Open::Picture(number, words) => {
                let is_there = self.pictures.get(number)?.file.is_some();
                is_there.then(|| format!("<img src=\"{}{number}\"{words}>", blocks::PICTURE))
            }
        });
        blocks::blocks(&html)
    }
}

/// Finds the file a picture's name means, seen from the place it is written at.
pub type FindPicture<'a> = &'a dyn Fn(&str, &Span) -> Result<SourcePath, Finding>;

/// Reads the Markdown in `text[range]` of the file `path`.
pub fn parse(
    path: &SourcePath,
    text: &str,
    range: Range<usize>,
    find_picture: FindPicture<'_>,
    findings: &mut Findings,
) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let body = &text[range.clone()];
    let parser = Parser::new_ext(body, options).into_offset_iter();
    let events: Vec<_> = TextMergeWithOffset::new(parser).collect();
    if let Some(deep) = too_deep(&events) {
        let place = deep.start + range.start..deep.end + range.start;
        let finding = Finding::at(Code::NestingTooDeep, &Span::new(path, place));
        findings.push(finding.with("limit", DEEPEST));
        return Document::default();
    }
    let mut writer = Writer {
        path,
        body,
        offset: range.start,
        find_picture,
        findings,
        out: Vec::with_capacity(events.len() + 16),
        document: Document::default(),
        raw_html: false,
        tables: table::Tables::default(),
        in_code: false,
    };
    writer.blocks(&events);
    let Writer { out, mut document, raw_html, .. } = writer;
    let mut html = String::with_capacity(body.len() * 2);
    pulldown_cmark::html::push_html(&mut html, out.into_iter());
    document.html = if raw_html { sanitise::clean(&html) } else { html };
    document
}

/// The deepest nesting of Markdown.
const DEEPEST: usize = 32;

type Located<'a> = (Event<'a>, Range<usize>);

/// Where quotations, lists and emphasis stand deeper inside each other than anybody writes; walking them
/// would use up the stack.
fn too_deep(events: &[Located<'_>]) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    for (event, range) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(range.clone());
        }
    }
    None
}

/// Walks the parser's events and writes the events of the page.
struct Writer<'a, 'f> {
    path: &'a SourcePath,
    body: &'a str,
    /// Where the Markdown begins in its file.
    offset: usize,
    find_picture: FindPicture<'f>,
    findings: &'f mut Findings,
    out: Vec<Event<'a>>,
    document: Document,
    raw_html: bool,
    tables: table::Tables,
    /// Inside a block of code, where nothing is a mistake.
    in_code: bool,
}

impl<'a> Writer<'a, '_> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.path, range.start + self.offset..range.end + self.offset)
    }

    fn find(&mut self, code: Code, range: &Range<usize>) -> Finding {
        Finding::at(code, &self.span(range))
    }

    fn html(&mut self, html: impl Into<CowStr<'a>>) {
        self.out.push(Event::Html(html.into()));
    }

    fn blocks(&mut self, events: &[Located<'a>]) {
        let mut at = 0;
        while at < events.len() {
            at += self.block(&events[at..]);
        }
    }

    /// Writes what begins at the first of `events`; how many events that took.
    fn block(&mut self, events: &[Located<'a>]) -> usize {
        let (event, range) = &events[0];
        match event {
            Event::Start(Tag::Heading { level, .. }) => return self.heading(*level, events),
            Event::Start(Tag::BlockQuote(_)) => return self.quote(events),
            Event::Start(Tag::Paragraph) if is_figure(events) => return self.figure(events),
            Event::Start(Tag::Image { .. }) => return self.picture(events),
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                self.html(format!("<a href=\"mailto:{}\">", escape(dest_url)));
            }
            Event::Start(Tag::Link { dest_url, .. }) => self.link(dest_url, range),
            Event::End(TagEnd::Link) => self.html("</a>"),
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough)
                if !self.body[range.clone()].starts_with("~~") =>
            {
                // A single tilde is a range of figures: 每天3~5次.
                self.out.push(Event::Text("~".into()));
            }
            Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                self.in_code = matches!(event, Event::Start(_));
                self.out.push(event.clone());
            }
            Event::Start(
                tag @ (Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell),
            ) => self.table(tag),
            Event::End(TagEnd::Table) => {
                self.out.push(event.clone());
                self.html("</section>\n");
            }
            Event::FootnoteReference(label) => {
                self.out.push(Event::FootnoteReference(footnote_id(label)));
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.out.push(Event::Start(Tag::FootnoteDefinition(footnote_id(label))));
            }
            Event::TaskListMarker(done) => self.html(if *done {
                r#"<input type="checkbox" disabled checked aria-label="已完成"> "#
            } else {
                r#"<input type="checkbox" disabled aria-label="待完成"> "#
            }),
            Event::Html(html) | Event::InlineHtml(html) => {
                self.raw_html = true;
                for (tag, place) in sanitise::refused_tags(html) {
                    let place = range.start + place.start..range.start + place.end;
                    let finding = self.find(Code::HtmlRemoved, &place).with("tag", tag);
                    self.findings.push(finding);
                }
                self.out.push(event.clone());
            }
            Event::SoftBreak if self.between_wide(range) => {}
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => {
                self.count(code);
                self.out.push(event.clone());
            }
            _ => self.out.push(event.clone()),
        }
        1
    }

    fn text(&mut self, text: &CowStr<'a>, range: &Range<usize>) {
        self.count(text);
        if self.in_code {
            self.out.push(Event::Text(text.clone()));
            return;
        }
        // Looking for one character first is faster, and mostly enough.
        if text.contains('*')
            && let Some(at) = text.find("**")
        {
            let place = self.literal(range, "**", at);
            let finding = self.find(Code::EmphasisOpen, &place);
            self.findings.push(finding);
        }
        if let Some((at, label)) = footnote_label(text) {
            let place = self.literal(range, &label, at);
            let finding = self.find(Code::FootnoteUndefined, &place).with("label", label);
            self.findings.push(finding);
        }
        self.words(text);
    }

    fn words(&mut self, text: &CowStr<'a>) {
        let mut written = 0;
        for run in foreign::english(text) {
            self.out.push(Event::Text(text[written..run.start].to_owned().into()));
            self.out.push(Event::InlineHtml("<span lang=\"en\">".into()));
            self.out.push(Event::Text(text[run.clone()].to_owned().into()));
            self.out.push(Event::InlineHtml("</span>".into()));
            written = run.end;
        }
        self.out.push(match written {
            0 => Event::Text(text.clone()),
            _ => Event::Text(text[written..].to_owned().into()),
        });
    }

    /// Whether a line break stands between two Chinese characters, where a space would be a gap.
    fn between_wide(&self, range: &Range<usize>) -> bool {
        let wide = |c: char| c.width() == Some(2);
        let before = self.body[..range.start].trim_end().chars().next_back();
        let after = self.body[range.end..].trim_start_matches([' ', '>', '\t']).chars().next();
        before.is_some_and(wide) && after.is_some_and(wide)
    }

    /// Where `needle` of a text event stands in the body; entities make the two differ.
    fn literal(&self, range: &Range<usize>, needle: &str, at: usize) -> Range<usize> {
        let start = self.body[range.clone()].find(needle).unwrap_or(at.min(range.len()));
        range.start + start..(range.start + start + needle.len()).min(range.end)
    }

    fn count(&mut self, text: &str) {
        self.document.characters += text.chars().filter(|c| !c.is_whitespace()).count();
    }
}

/// A `[^label]` left in a text, and where; a face such as `[^_^]` is none.
fn footnote_label(text: &str) -> Option<(usize, String)> {
    let at = text.contains('[').then(|| text.find("[^"))??;
    let label = text[at + 2..].split(']').next()?;
    let is_label = !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    is_label.then(|| (at, format!("[^{label}]")))
}

/// The id of a footnote: a letter first, and apart from the ids of headings.
fn footnote_id<'a>(label: &str) -> CowStr<'a> {
    format!("footnote-{}", label.replace(char::is_whitespace, "-")).into()
}

/// Whether a paragraph is a picture and nothing else.
fn is_figure(events: &[Located<'_>]) -> bool {
    if !matches!(events.get(1), Some((Event::Start(Tag::Image { .. }), _))) {
        return false;
    }
    let end = events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Image)));
    end.is_some_and(|end| matches!(events.get(end + 1), Some((Event::End(TagEnd::Paragraph), _))))
}

/// `text` with the characters escaped that end an attribute or begin a tag.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
