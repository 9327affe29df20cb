//! Checking what is true of the whole library: links, references, and what prose says about the health
//! calendar.
//!
//! May use: almanac, content, diagnostics, source

mod calendar;
mod links;
mod prose;
mod references;

use crate::almanac::Almanac;
use crate::content::Library;
use crate::diagnostics::Findings;
use crate::source::Tree;

/// Every check of the library.
pub fn check(library: &Library, tree: &Tree, almanac: &Almanac, findings: &mut Findings) {
    links::check(library, findings);
    references::check(library, findings);
    prose::check(library, tree, almanac, findings);
}
