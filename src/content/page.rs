//! Pages about the site itself: about, contact, accessibility.
//!
//! May use: config, diagnostics, yaml

use std::ops::Range;

use super::Author;
use super::alias::aliases;
use super::markdown::Document;
use crate::config::is_slug;
use crate::diagnostics::{Code, Finding, Placed, SourcePath};
use crate::yaml::{Fields, Node};

/// Names in the site's top folder that the site itself uses.
const RESERVED: [&str; 12] = [
    "index",
    "404",
    "articles",
    "topics",
    "campaigns",
    "images",
    "static",
    "calendar",
    "materials",
    "posters",
    "search",
    "sitemap",
];

#[derive(Debug, Clone)]
pub struct InfoPage {
    pub slug: String,
    pub file: SourcePath,
    /// Paths of the website it had before.
    pub aliases: Vec<Placed<String>>,
    pub title: String,
    pub summary: Option<String>,
    /// Whether the menu names it.
    pub in_menu: bool,
    pub body: Document,
}

pub(super) fn settle(author: &mut Author<'_>, head: Node, body: Range<usize>) -> Option<InfoPage> {
    let path = author.path;
    let mut fields = Fields::of(head, path, author.text, author.findings)?;
    let title = fields.required_text("title", 60);
    let summary = fields.text_up_to("summary", 200);
    let in_menu = fields.flag("nav");
    let aliases = aliases(&mut fields, "");
    fields.finish();
    let slug = path.stem().to_owned();
    let code = match slug.as_str() {
        slug if !is_slug(slug) => Some(Code::SlugInvalid),
        slug if RESERVED.contains(&slug) => Some(Code::SlugReserved),
        _ => None,
    };
    if let Some(code) = code {
        author.findings.push(Finding::in_file(code, path).with("slug", slug.as_str()));
        return None;
    }
    let body = author.document(body);
    let summary = summary.map(|summary| summary.value);
    let file = path.clone();
    Some(InfoPage { slug, file, aliases, title: title?.value, summary, in_menu, body })
}
