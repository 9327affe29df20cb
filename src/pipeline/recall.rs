//! A build of the same things as the last one ends before it begins.
//!
//! May use: config, diagnostics, output, plan, source

use serde::{Deserialize, Serialize};

use super::{Counts, Goal, Report, Request};
use crate::config::Theme;
use crate::diagnostics::{Code, Finding, Findings};
use crate::output::{self, Progress, Published};
use crate::plan;
use crate::source::Tree;

/// What a build had to say, as it is noted for the next one.
#[derive(Serialize, Deserialize)]
struct Said {
    findings: Findings,
    counts: Counts,
}

/// What the last build came to, which this one would come to again.
pub(super) struct Recalled {
    pub findings: Findings,
    pub counts: Counts,
    pub published: Published,
}

/// What is known of a build of these `inputs`, if it was the last one and nothing happened to its files.
pub(super) fn recall(
    inputs: &blake3::Hash,
    request: &Request,
    progress: &dyn Progress,
) -> Option<Recalled> {
    let (published, said) = output::recall(&request.out, inputs, progress)?;
    let Said { findings, counts } = serde_json::from_value(said).ok()?;
    Some(Recalled { findings, counts, published })
}

/// Stands for everything a build is made of; None for one that publishes nothing.
pub(super) fn inputs(
    (tree, unread): (&Tree, &Findings),
    request: &Request,
) -> Option<blake3::Hash> {
    let Request { moment, goal: Goal::Publish, deny_warnings, atomic, .. } = request else {
        return None;
    };
    let mut hasher = blake3::Hasher::new();
    hasher.update(plan::PROGRAM.as_bytes()).update(&[u8::from(cfg!(feature = "print"))]);
    hasher.update(Theme::built_in_hash().as_bytes());
    // What is said of files that are not in the tree.
    hasher.update(&serde_json::to_vec(unread).unwrap_or_default());
    let flags = [moment.drafts, moment.future, *deny_warnings, *atomic].map(u8::from);
    hasher.update(moment.today.to_string().as_bytes()).update(&flags);
    for (path, file) in tree.files() {
        hasher.update(&path.as_str().len().to_le_bytes()).update(path.as_str().as_bytes());
        hasher.update(file.hash.as_bytes());
    }
    Some(hasher.finalize())
}

/// Notes what came of a build, unless the next one of the same things would say something else.
pub(super) fn remember(report: &Report, inputs: &blake3::Hash, request: &Request) {
    let Some(notes) = report.published.as_ref().and_then(|it| it.notes.as_ref()) else { return };
    // A changed time of publication is told once; and the texts of built-in themes would not be there to be shown.
    let is_lasting = |finding: &Finding| {
        finding.code != Code::PublicationTimeRewritten
            && !finding.place.path().is_some_and(Theme::is_built_in)
    };
    let Report { findings, counts, .. } = report;
    if findings.iter().all(is_lasting) {
        let said = Said { findings: findings.clone(), counts: *counts };
        // Without the note the next build takes longer, which is no reason to fail.
        let said = serde_json::to_value(said).unwrap_or_default();
        let _ = output::remember(&request.out, inputs, notes, said);
    }
}
