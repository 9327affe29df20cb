//! What prose says about the health calendar: the number of an observance, its date, the weekday of a
//! date, dates that do not exist, and last year's year in this year's record.
//!
//! The scanner reads words, not sentences. It says nothing where a reader would have to think: only a
//! closed set of short words ties a date to a name, and a statement is wrong only when it is right in no
//! year it may be about.
//!
//! - `script`: a line without decoration, each letter with its place; `fence`: code is not read
//! - `numeral`, `names`, `token`: numbers, observances, and all that is told about the calendar
//! - `line`, `years`: what belongs together, and the years it may be about
//! - `editions`, `days`, `observed`, `stale`: the rules
//! - `allow`: comments that allow a quoted mistake
//!
//! May use: almanac, diagnostics

mod allow;
mod days;
mod editions;
mod fence;
mod line;
mod names;
mod numeral;
mod observed;
mod script;
mod stale;
#[cfg(test)]
mod tests;
mod token;
mod years;

use std::ops::Range;

use jiff::civil::Date;

pub use names::Names;

use self::allow::Found;
use self::fence::Fence;
use self::line::Line;
use self::script::Script;
use crate::almanac::{DateRange, Observance};
use crate::diagnostics::{Findings, SourcePath};

/// One file's words.
#[derive(Debug)]
pub struct Prose<'a> {
    pub path: &'a SourcePath,
    /// The whole file.
    pub text: &'a str,
    pub passages: Vec<Passage>,
    pub about: About<'a>,
}

/// A stretch of the file to read.
#[derive(Debug, Clone)]
pub struct Passage {
    pub range: Range<usize>,
    pub part: Part,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Body,
    /// A text of the front matter: its key at the top and its own, such as `schedule` and `what`.
    Value {
        top: String,
        key: String,
    },
}

/// What a file is about, which tells the years its dates lie in.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    Record {
        observance: &'a Observance,
        year: i16,
        days: Option<DateRange>,
    },
    Article {
        date: Date,
        updated: Option<Date>,
        publish: Option<Date>,
    },
    /// It has no year of its own: only written years and impossible dates can be wrong.
    Page,
}

/// Everything a file gets wrong about the calendar.
pub fn check(prose: &Prose<'_>, names: &Names<'_>) -> Findings {
    let mut found = Vec::new();
    let mut script = Script::new(prose.text);
    for passage in &prose.passages {
        let is_body = passage.part == Part::Body;
        let home = (!is_body).then_some(passage.range.start);
        let mut fence = Fence::default();
        script.start_passage();
        for range in lines(prose.text, passage.range.clone()) {
            if is_body && fence.is_code(&prose.text[range.clone()]) {
                continue;
            }
            script.read(range, is_body);
            let findings = line(prose, passage, &script, names);
            let findings = findings.iter().cloned();
            found.extend(findings.map(|finding| Found { finding, home }));
        }
    }
    allow::sift(prose, found)
}

fn line(prose: &Prose<'_>, passage: &Passage, script: &Script<'_>, names: &Names<'_>) -> Findings {
    let mut findings = Findings::new();
    let tokens = token::tokens(script, names);
    if tokens.is_empty() {
        return findings;
    }
    let (about, part, path) = (&prose.about, &passage.part, prose.path);
    let line = Line { script, tokens, about, part, path };
    editions::check(&line, &mut findings);
    days::check(&line, &mut findings);
    observed::check(&line, &mut findings);
    stale::check(&line, &mut findings);
    findings
}

/// The lines of a stretch, without their ends.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = range.start;
    text[range].split_inclusive('\n').map(move |line| {
        let from = start;
        start += line.len();
        from..from + line.trim_end_matches(['\n', '\r']).len()
    })
}
