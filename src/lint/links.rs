//! Links between files of the site lead somewhere, down to the heading they name.
//!
//! May use: content, diagnostics

use std::collections::{BTreeMap, BTreeSet};

use crate::content::Library;
use crate::content::markdown::{Document, Link};
use crate::diagnostics::{Code, Finding, Findings, SourcePath};

pub fn check(library: &Library, findings: &mut Findings) {
    let articles = library.articles.values().filter(|it| it.draft).map(|it| &it.file);
    let campaigns = library.campaigns.values().filter(|it| it.draft).map(|it| &it.file);
    let targets = Targets {
        documents: library.documents().collect(),
        drafts: articles.chain(campaigns).collect(),
    };
    for document in targets.documents.values() {
        for finding in document.links.iter().filter_map(|link| targets.fault(link)) {
            findings.push(finding);
        }
    }
}

struct Targets<'a> {
    documents: BTreeMap<&'a SourcePath, &'a Document>,
    drafts: BTreeSet<&'a SourcePath>,
}

impl Targets<'_> {
    fn fault(&self, link: &Link) -> Option<Finding> {
        let Some(target) = self.documents.get(&link.target) else {
            let known = self.documents.keys().map(|path| path.as_str());
            return Some(
                Finding::at(Code::LinkTargetMissing, &link.span)
                    .with("target", link.target.as_str())
                    .suggesting(link.target.as_str(), known),
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
