//! When articles come out, held against when they first did.
//!
//! May use: config, diagnostics, site, yaml

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::OutPath;
use crate::config::Kind;
use crate::diagnostics::{Code, Finding, Findings, Severity, Span};
use crate::site;
use crate::yaml::DayTime;

/// The pages published so far, with the time each was first published at, as it was written then.
pub type FirstPublished = BTreeMap<OutPath, String>;

/// An article of the plan, and when it says it comes out.
#[derive(Debug, Clone)]
pub struct Publication {
    pub page: OutPath,
    /// Its former addresses.
    pub aliases: Vec<OutPath>,
    pub at: DayTime,
    pub span: Span,
    /// Whether it is really out: no draft, and its day has come.
    pub is_public: bool,
}

impl Publication {
    pub(super) fn new(publication: site::Publication) -> Self {
        let site::Publication { page, aliases, at, span, is_public } = publication;
        Publication {
            page: OutPath::site(&page),
            aliases: aliases.iter().map(OutPath::site).collect(),
            at,
            span,
            is_public,
        }
    }

    /// A finding when another time was told before. Official sites must not rewrite it; elsewhere a mistake
    /// may be mended, and is mentioned once.
    fn rewritten(&self, first: &FirstPublished, kind: Kind) -> Option<Finding> {
        let addresses = [&self.page].into_iter().chain(&self.aliases);
        let told = addresses.filter_map(|path| first.get(path)).min()?;
        let now = self.at.to_string();
        // A day that becomes a minute of that day says more, not otherwise.
        if now == *told || now.starts_with(&format!("{told} ")) {
            return None;
        }
        let mut finding = Finding::at(Code::PublicationTimeRewritten, &self.span)
            .with("first", told.as_str())
            .with("now", now);
        if kind != Kind::Government {
            finding.severity = Severity::Warning;
        }
        Some(finding)
    }
}

/// Findings for all articles that are published at another time than before.
pub(super) fn rewritten(
    publications: &[Publication],
    first: &FirstPublished,
    kind: Kind,
) -> Findings {
    let rewritten = publications.par_iter().filter_map(|it| it.rewritten(first, kind));
    rewritten.collect::<Vec<_>>().into_iter().collect()
}
