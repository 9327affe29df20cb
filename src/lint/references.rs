//! Campaigns and boards name articles and campaigns that exist.
//!
//! May use: content, diagnostics

use crate::content::{Item, Library};
use crate::diagnostics::{Code, Finding, Findings, Placed};

pub fn check(library: &Library, findings: &mut Findings) {
    for slug in library.campaigns.values().flat_map(|campaign| &campaign.articles) {
        article(library, slug, findings);
    }
    let issues = library.boards.values().flat_map(|board| &board.issues);
    for item in issues.flat_map(|issue| &issue.items) {
        match item {
            Item::Article(slug) => article(library, slug, findings),
            Item::Campaign(id) => campaign(library, id, findings),
            Item::Doctor(_) | Item::Notice(_) | Item::Hotlines => {}
        }
    }
}

/// A finding when no article has this slug. One with faults is there, though nothing can be made of it.
fn article(library: &Library, slug: &Placed<String>, findings: &mut Findings) {
    let known = || library.articles.keys().map(|id| id.as_str());
    if library.article(&slug.value).is_none() && library.faulty_article(&slug.value).is_none() {
        findings.push(
            Finding::at(Code::ArticleUnknown, &slug.span)
                .with("article", slug.value.as_str())
                .suggesting(&slug.value, known()),
        );
    }
}

fn campaign(library: &Library, written: &Placed<String>, findings: &mut Findings) {
    let known: Vec<String> = library.campaigns.keys().map(ToString::to_string).collect();
    if library.campaign(written).is_none() && library.faulty_campaign(&written.value).is_none() {
        findings.push(
            Finding::at(Code::CampaignUnknown, &written.span)
                .with("campaign", written.value.as_str())
                .suggesting(&written.value, known.iter().map(String::as_str)),
        );
    }
}
