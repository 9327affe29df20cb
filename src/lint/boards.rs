//! Boards hang where they can be read, and show what is finished.
//!
//! May use: content, diagnostics

use crate::content::{Board, Item, Library};
use crate::diagnostics::{Code, Finding, Findings, Placed};

/// The norm for the height of a board's centre above the ground, in mm.
const CENTRE: std::ops::RangeInclusive<u32> = 1_500..=1_600;

pub fn check(library: &Library, findings: &mut Findings) {
    for board in library.boards.values() {
        centre(board, findings);
        for item in board.issues.iter().flat_map(|issue| &issue.items) {
            findings.extend(draft(library, item).into_iter().collect());
        }
    }
}

fn centre(board: &Board, findings: &mut Findings) {
    let Placed { value, span } = &board.centre;
    if !CENTRE.contains(value) {
        let finding = Finding::at(Code::BoardCentre, span)
            .with("centre", *value as usize)
            .with("least", *CENTRE.start() as usize)
            .with("most", *CENTRE.end() as usize);
        findings.push(finding);
    }
}

/// A finding when an item is a draft, which hangs on the wall before it is done.
fn draft(library: &Library, item: &Item) -> Option<Finding> {
    let (written, is_draft) = match item {
        Item::Article(slug) => (slug, library.article(&slug.value)?.draft),
        Item::Campaign(id) => (id, library.campaign(id)?.draft),
        Item::Doctor(_) | Item::Notice(_) | Item::Hotlines => return None,
    };
    let finding =
        || Finding::at(Code::BoardDraft, &written.span).with("name", written.value.as_str());
    is_draft.then(finding)
}
