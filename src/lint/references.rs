//! Campaigns name articles that exist.
//!
//! May use: content, diagnostics

use crate::content::Library;
use crate::diagnostics::{Code, Finding, Findings};

pub fn check(library: &Library, findings: &mut Findings) {
    for campaign in library.campaigns.values() {
        for slug in &campaign.articles {
            let mut known = library.articles.keys().map(|id| id.as_str());
            let is_faulty = library.faulty.keys().any(|file| file.stem() == slug.value);
            if !is_faulty && !known.any(|id| id == slug.value) {
                let all = library.articles.keys().map(|id| id.as_str());
                findings.push(
                    Finding::at(Code::ArticleUnknown, &slug.span)
                        .with("article", slug.value.as_str())
                        .suggesting(&slug.value, all),
                );
            }
        }
    }
}
