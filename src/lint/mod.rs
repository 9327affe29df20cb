//! Checking what is true of the whole library: links, references, and what prose says about the health
//! calendar.
//!
//! May use: config, content, diagnostics, source

mod boards;
mod calendar;
mod links;
mod prose;
mod references;
mod upkeep;

use jiff::civil::Date;

pub use prose::Memo;

use crate::config::Config;
use crate::content::Library;
use crate::diagnostics::Findings;
use crate::source::Tree;

/// Every check of the library, on the day of the build.
///
/// What `memo` knows of prose that has not changed is not read again.
pub fn check(
    library: &Library,
    (tree, config): (&Tree, &Config),
    today: Date,
    memo: &mut Memo,
    findings: &mut Findings,
) {
    links::check(library, findings);
    references::check(library, findings);
    boards::check(library, findings);
    prose::check(library, (tree, config), memo, findings);
    upkeep::check(library, config, today, findings);
}
