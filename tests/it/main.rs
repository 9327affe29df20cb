//! What a user would notice, in one test binary.

#![expect(clippy::disallowed_methods, reason = "tests put files where a user would")]

mod build;
mod calendar;
mod cases;
mod command_line;
mod dice;
mod incremental;
mod made_of;
mod markdown;
mod pictures;
mod preview;
#[cfg(feature = "print")]
mod print;
mod publish;
mod reach;
mod readme;
mod recall;
mod refused;
mod schedule;
mod search;
mod security;
mod serve;
mod themes;
mod tidy;
mod town;
mod township;
mod watch;
mod watch_places;
mod watching;
