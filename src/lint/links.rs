//! Links between files of the site lead somewhere, down to the heading they name.
//!
//! May use: content, diagnostics

use crate::content::Library;
use crate::content::markdown::Link;
use crate::diagnostics::{Code, Finding, Findings};

pub fn check(library: &Library, findings: &mut Findings) {
    let documents = library.documents().map(|(_, document)| document);
    for document in documents.chain(library.faulty.values()) {
        for finding in document.links.iter().filter_map(|link| fault(link, library)) {
            findings.push(finding);
        }
    }
}

fn fault(link: &Link, library: &Library) -> Option<Finding> {
    let Some(target) = library.document(&link.target) else {
        if library.faulty.contains_key(&link.target) {
            return None;
        }
        let from = &link.span.path;
        let known: Vec<String> =
            library.documents().map(|(path, _)| path.seen_from(from)).collect();
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
    library.is_draft(&link.target).then(|| {
        Finding::at(Code::LinkUnpublished, &link.span).with("target", link.target.as_str())
    })
}
