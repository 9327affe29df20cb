//! Health articles.
//!
//! May use: config, diagnostics, yaml

use std::ops::Range;

use jiff::civil::Date;

use super::Author;
use super::alias::aliases;
use super::ids::ArticleId;
use super::markdown::Document;
use super::picture::{Illustration, illustration};
use crate::config::print::Format;
use crate::config::{Kind, is_slug};
use crate::diagnostics::{Code, Finding, Placed, SourcePath, Span};
use crate::yaml::{DayTime, Fields, Node};

const TITLE: usize = 60;
const SHORT: usize = 60;
const SUMMARY: usize = 200;

/// An article as its author meant it, every field checked.
#[derive(Debug, Clone)]
pub struct Article {
    pub id: ArticleId,
    pub file: SourcePath,
    /// Of everything in its file.
    pub hash: blake3::Hash,
    /// Where the slug is written, when it is not the file's name.
    pub address: Option<Span>,
    /// Paths of the website it had before.
    pub aliases: Vec<Placed<String>>,
    pub title: String,
    /// When it comes out: `publish`, or else `date`, and where that is written.
    pub published: Placed<DayTime>,
    pub date: Date,
    pub updated: Option<Date>,
    pub source: String,
    pub author: Option<String>,
    pub reviewer: Option<String>,
    pub audience: Vec<String>,
    /// Ids of the site's topics.
    pub topics: Vec<String>,
    pub summary: Option<String>,
    pub key_points: Vec<String>,
    pub image: Option<Illustration>,
    pub publish: Option<Date>,
    pub expires: Option<Date>,
    pub review_by: Option<Date>,
    /// What a build prints of it.
    pub print: Vec<Format>,
    pub draft: bool,
    pub body: Document,
}

pub(super) fn settle(author: &mut Author<'_>, head: Node, body: Range<usize>) -> Option<Article> {
    let (path, album, topics) = (author.path, author.album, &author.config.topics);
    let mut fields = Fields::of(head, path, author.text, author.findings)?;
    let title = fields.required_text("title", TITLE);
    let date = fields.required_day_time("date");
    let updated = fields.date("updated");
    let source = fields.required_text("source", SUMMARY);
    let writer = fields.text_up_to("author", SHORT);
    let reviewer = fields.text_up_to("reviewer", SHORT);
    let audience = fields.required_texts("audience", SHORT, (1, 10));
    let topics = super::topic_ids(&mut fields, topics, 1);
    let summary = fields.text_up_to("summary", SUMMARY);
    let key_points = fields.texts("key_points", 100);
    let image = illustration(&mut fields, album);
    let publish = fields.day_time("publish");
    let expires = fields.date("expires");
    let review_by = fields.date("review_by");
    let print = print(&mut fields);
    let draft = fields.flag("draft");
    let address = fields.place_of("slug");
    let slug = slug(&mut fields, path);
    let aliases = aliases(&mut fields, "articles/");
    if writer.is_none() && reviewer.is_none() {
        let finding = Finding::at(Code::AuthorOrReviewerMissing, &fields.span());
        fields.findings().push(finding);
    }
    let published = published(&mut fields, date.as_ref(), publish.as_ref(), author.config.kind);
    let (date, publish) = (date.map(day), publish.map(day));
    fields.in_order(("publish", publish.as_ref()), ("expires", expires.as_ref()));
    fields.in_order(("date", date.as_ref()), ("updated", updated.as_ref()));
    fields.finish();
    let body = author.document(body);
    let value = |date: Option<Placed<Date>>| date.map(|date| date.value);
    let text = |text: Option<Placed<String>>| text.map(|text| text.value);
    Some(Article {
        id: ArticleId::new(&slug?),
        file: path.clone(),
        hash: blake3::hash(author.text.as_bytes()),
        address,
        aliases,
        title: title?.value,
        published: published?,
        date: date?.value,
        updated: value(updated),
        source: source?.value,
        author: text(writer),
        reviewer: text(reviewer),
        audience: audience.into_iter().map(|text| text.value).collect(),
        topics,
        summary: text(summary),
        key_points: key_points.into_iter().map(|text| text.value).collect(),
        image,
        publish: value(publish),
        expires: value(expires),
        review_by: value(review_by),
        print,
        draft,
        body,
    })
}

/// `print: [handout, prescription]`, or as they are called in Chinese.
fn print(fields: &mut Fields<'_>) -> Vec<Format> {
    const FORMATS: [Format; 3] = [Format::Handout, Format::Prescription, Format::Slides];
    let words = Format::words(&FORMATS);
    let mut formats = Vec::new();
    for text in fields.texts("print", SHORT) {
        let found = fields.one_of("print", &text, &words).and_then(Format::parse);
        formats.extend(found.filter(|format| !formats.contains(format)));
    }
    formats
}

fn day(written: Placed<DayTime>) -> Placed<Date> {
    Placed::new(written.value.day, written.span)
}

/// `publish`, or else `date`. A government site states the minute.
fn published(
    fields: &mut Fields<'_>,
    date: Option<&Placed<DayTime>>,
    publish: Option<&Placed<DayTime>>,
    kind: Kind,
) -> Option<Placed<DayTime>> {
    let date = date?;
    let later = publish.filter(|it| it.value.day != date.value.day || it.value.time.is_some());
    let published = later.unwrap_or(date);
    if kind == Kind::Government && published.value.time.is_none() {
        let finding = Finding::at(Code::PublicationTimeMissing, &published.span)
            .with("written", published.value.to_string());
        fields.findings().push(finding);
    }
    Some(published.clone())
}

/// `slug`, or the file's own name.
fn slug(fields: &mut Fields<'_>, path: &SourcePath) -> Option<String> {
    let written = fields.text_up_to("slug", 80);
    let (slug, span) = match written {
        Some(written) => (written.value, Some(written.span)),
        None => (path.stem().to_owned(), None),
    };
    let code = match slug.as_str() {
        slug if !is_slug(slug) => Code::SlugInvalid,
        "index" => Code::SlugReserved,
        slug if slug.starts_with("page-") => Code::SlugReserved,
        _ => return Some(slug),
    };
    let finding = match span {
        Some(span) => Finding::at(code, &span),
        None => Finding::in_file(code, path),
    };
    fields.findings().push(finding.with("slug", slug));
    None
}
