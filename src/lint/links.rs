//! Links between files of the site lead somewhere, down to the heading they name.
//!
//! May use: content, diagnostics

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::content::Library;
use crate::content::markdown::{Document, Link};
use crate::diagnostics::{Code, Finding, Findings, SourcePath};

pub fn check(library: &Library, findings: &mut Findings) {
    let articles = library.articles.values().filter(|it| it.draft).map(|it| &it.file);
    let campaigns = library.campaigns.values().filter(|it| it.draft).map(|it| &it.file);
    let targets = Targets {
        documents: library.documents().collect(),
        drafts: articles.chain(campaigns).collect(),
        faulty: &library.faulty,
    };
    let documents = library.documents().map(|(_, document)| document);
    for document in documents.chain(library.faulty.values()) {
        for finding in document.links.iter().filter_map(|link| targets.fault(link)) {
            findings.push(finding);
        }
    }
}

struct Targets<'a> {
    documents: FxHashMap<&'a SourcePath, &'a Document>,
    drafts: FxHashSet<&'a SourcePath>,
    faulty: &'a BTreeMap<SourcePath, Document>,
}

impl Targets<'_> {
    fn fault(&self, link: &Link) -> Option<Finding> {
        let Some(target) = self.documents.get(&link.target) else {
            if self.faulty.contains_key(&link.target) {
                return None;
            }
            let from = &link.span.path;
            let known: Vec<String> =
                self.documents.keys().map(|path| path.seen_from(from)).collect();
            let written = link.target.seen_from(from);
            return Some(
                Finding::at(Code::LinkTargetMissing, &link.span)
                    .with("target", link.target.as_str())
                    .suggesting(&written, known.iter().map(String::as_str)),
            );
        };
        if let Some(fragment) = &link.fragment
            && !target.anchors.contains(fragment)
        {
            return Some(
                Finding::at(Code::LinkFragmentMissing, &link.span)
                    .with("fragment", fragment.as_str())
                    .with("target", link.target.as_str())
                    .suggesting(fragment, target.anchors.iter().map(String::as_str)),
            );
        }
        self.drafts.contains(&link.target).then(|| {
            Finding::at(Code::LinkUnpublished, &link.span).with("target", link.target.as_str())
        })
    }
}
