//! “Yes, I mean it”: comments that allow a finding where a mistake is quoted.
//!
//! `<!-- banbao:allow edition-wrong -->` in Markdown and `# banbao:allow edition-wrong` in YAML, on the same
//! line or alone on the line before.
//!
//! May use: diagnostics, messages

use std::ops::Range;

use super::fence::Fence;
use super::{Part, Prose};
use crate::diagnostics::{Code, Finding, Findings, Span};
use crate::messages::NOTHING;

const MARK: &str = "banbao:allow";
const MARKDOWN: &str = "<!--";
const YAML: &str = "#";

/// What a comment may allow.
const FAMILY: [Code; 7] = [
    Code::EditionWrong,
    Code::EditionUnit,
    Code::EditionUncounted,
    Code::WeekdayWrong,
    Code::DateNotReal,
    Code::ObservanceDateWrong,
    Code::YearStale,
];

/// One code of one comment.
struct Allowance {
    /// Lines it covers, by their first bytes.
    lines: [usize; 2],
    code: Option<Code>,
    place: Range<usize>,
    used: bool,
}

/// A finding, and the line on which the value it is in begins.
pub struct Found {
    pub finding: Finding,
    pub home: Option<usize>,
}

/// The findings that no comment allows, and one for each comment that allows nothing.
pub fn sift(prose: &Prose<'_>, found: Vec<Found>) -> Findings {
    let mut allowances = if prose.text.contains(MARK) { allowances(prose) } else { Vec::new() };
    let mut kept = Findings::new();
    for Found { finding, home } in found {
        let line = place(&finding).map(|at| line_start(prose.text, at));
        let home = home.map(|at| line_start(prose.text, at));
        let mut is_allowed = false;
        for allowance in &mut allowances {
            let covers = allowance.lines.iter().any(|&it| Some(it) == line || Some(it) == home);
            if covers && allowance.code == Some(finding.code) {
                allowance.used = true;
                is_allowed = true;
            }
        }
        if !is_allowed {
            kept.push(finding);
        }
    }
    for allowance in allowances.into_iter().filter(|allowance| !allowance.used) {
        kept.push(unused(prose, allowance));
    }
    kept
}

fn place(finding: &Finding) -> Option<usize> {
    match &finding.place {
        crate::diagnostics::Place::Text(span) => Some(span.start),
        _ => None,
    }
}

fn unused(prose: &Prose<'_>, allowance: Allowance) -> Finding {
    let written = &prose.text[allowance.place.clone()];
    let known: Vec<&str> = FAMILY.iter().map(|code| code.id()).collect();
    let finding = Finding::at(Code::AllowUnused, &Span::new(prose.path, allowance.place))
        .with("written", written)
        .with("why", if allowance.code.is_some() { "idle" } else { "unknown" })
        .with("known", known.join(", "));
    match allowance.code {
        Some(_) => finding.with("suggestion", NOTHING),
        None => finding.suggesting(written, known),
    }
}

fn allowances(prose: &Prose<'_>) -> Vec<Allowance> {
    let text = prose.text;
    let mut found = Vec::new();
    for (mark, _) in text.match_indices(MARK) {
        let start = line_start(text, mark);
        let end = line_end(text, mark);
        let Some((codes, sign)) = comment(prose, start..end, mark) else { continue };
        let is_alone = is_alone(&text[start..end], sign);
        let covered = if is_alone { next_line(text, end, sign) } else { start };
        let lines = [start, covered];
        let mut any = false;
        for place in words(text, codes) {
            let code = FAMILY.into_iter().find(|code| code.id() == &text[place.clone()]);
            found.push(Allowance { lines, code, place, used: false });
            any = true;
        }
        if !any {
            let place = mark..mark + MARK.len();
            found.push(Allowance { lines, code: None, place, used: false });
        }
    }
    found
}

/// Where the codes of the comment with the mark at `mark` are, and the sign that opens the comment; None
/// when it is no comment at all.
fn comment(
    prose: &Prose<'_>,
    line: Range<usize>,
    mark: usize,
) -> Option<(Range<usize>, &'static str)> {
    let text = prose.text;
    let before = text[line.start..mark].trim_end();
    let codes = mark + MARK.len();
    let body = prose.passages.iter().find(|it| it.part == Part::Body && it.range.contains(&mark));
    if let Some(body) = body {
        let before = before.strip_suffix(MARKDOWN)?;
        let length = text[codes..line.end].find("-->")?;
        let is_shown = before.ends_with('`') || is_code(&text[body.range.start..line.start]);
        return (!is_shown).then_some((codes..codes + length, MARKDOWN));
    }
    let before = before.strip_suffix(YAML)?;
    (before.is_empty() || before.ends_with([' ', '\t'])).then_some((codes..line.end, YAML))
}

/// Whether what follows `before` is inside a block of code.
fn is_code(before: &str) -> bool {
    let mut fence = Fence::default();
    for line in before.lines() {
        fence.is_code(line);
    }
    fence.is_open()
}

/// Whether a line holds nothing but a comment that opens with `sign`.
fn is_alone(line: &str, sign: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
    let closes = || line.find("-->").is_some_and(|at| at + 3 == line.len());
    line.starts_with(sign) && (sign == YAML || closes())
}

/// The next line that is no allowance by itself.
fn next_line(text: &str, mut end: usize, sign: &str) -> usize {
    loop {
        let start = (end + 1).min(text.len());
        end = line_end(text, start);
        let line = &text[start..end];
        if !(line.contains(MARK) && is_alone(line, sign)) {
            return start;
        }
    }
}

/// The words of `range`, parted by spaces and commas.
fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let parts = |c: char| c.is_whitespace() || ",，、".contains(c);
    let mut at = range.start;
    let mut words = Vec::new();
    for part in text[range].split_inclusive(parts) {
        let word = part.trim_end_matches(parts);
        if !word.is_empty() {
            words.push(at..at + word.len());
        }
        at += part.len();
    }
    words
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline)
}
