//! What inspectors of government sites count: news that stay away, and columns without anything in them
//! (国办秘函〔2019〕19号).
//!
//! May use: config, content, diagnostics

use std::sync::Arc;

use jiff::civil::Date;

use crate::config::{Config, Kind, SITE_FILE};
use crate::content::{Article, Library};
use crate::diagnostics::{Code, Finding, Findings, SourcePath};

const ARTICLES: &str = "content/articles/";
/// The most days a home page may stay without anything new.
const PATIENCE: i32 = 14;

pub fn check(library: &Library, config: &Config, today: Date, findings: &mut Findings) {
    if config.kind != Kind::Government {
        return;
    }
    let is_out = |article: &&Article| {
        let expired = article.expires.is_some_and(|day| day < today);
        !article.draft && !expired && article.published.value.day <= today
    };
    let out: Vec<&Article> = library.articles.values().map(Arc::as_ref).filter(is_out).collect();
    // An article with faults may be the one that is looked for.
    let all_read = library.faulty.keys().all(|file| !file.as_str().starts_with(ARTICLES));
    for topic in config.topics.iter().filter(|_| all_read) {
        if !out.iter().any(|article| article.topics.contains(&topic.id)) {
            let finding = Finding::at(Code::ColumnEmpty, &topic.place);
            findings.push(finding.with("column", topic.name.as_str()));
        }
    }
    let news = |article: &&Article| {
        article.updated.filter(|day| *day <= today).unwrap_or(article.published.value.day)
    };
    if let Some(last) = out.iter().map(news).max()
        && (today - last).get_days() > PATIENCE
    {
        let finding = Finding::in_file(Code::SiteNotUpdated, &SourcePath::new(SITE_FILE))
            .with("days", (today - last).get_days().unsigned_abs() as usize)
            .with("last", last.to_string())
            .with("limit", PATIENCE.unsigned_abs() as usize);
        findings.push(finding);
    }
}
