//! Boards hang where they can be read.
//!
//! May use: content, diagnostics

use crate::content::Library;
use crate::diagnostics::{Code, Finding, Findings};

/// The norm for the height of a board's centre above the ground, in mm.
const CENTRE: std::ops::RangeInclusive<u32> = 1_500..=1_600;

pub fn check(library: &Library, findings: &mut Findings) {
    let hung = library.boards.values().map(|board| &board.centre);
    for centre in hung.filter(|centre| !CENTRE.contains(&centre.value)) {
        let finding = Finding::at(Code::BoardCentre, &centre.span)
            .with("centre", centre.value as usize)
            .with("least", *CENTRE.start() as usize)
            .with("most", *CENTRE.end() as usize);
        findings.push(finding);
    }
}
