//! Checking what is true of the whole library: links and references.
//!
//! May use: content, diagnostics

mod links;
mod references;

use crate::content::Library;
use crate::diagnostics::Findings;

/// Every check of the library.
pub fn check(library: &Library, findings: &mut Findings) {
    links::check(library, findings);
    references::check(library, findings);
}
