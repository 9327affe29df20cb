//! Last year's year in this year's record: the trace of a copy.
//!
//! May use: diagnostics

use super::line::Line;
use super::token::{Kind, Token, Year};
use super::{About, Part};
use crate::diagnostics::{Code, Findings};

/// Keys whose texts speak of the record's own year.
const OF_THIS_YEAR: &[&str] = &["title", "theme", "summary", "slogans", "key_messages", "schedule"];
/// Before a year that is compared with: “与2025年相比”, “自2025年起”, “2019—2025年”.
const LOOKS_BACK: &str = "与比较同自从至到以-~/";

pub fn check(line: &Line<'_, '_>, findings: &mut Findings) {
    let About::Record { year, .. } = *line.about else { return };
    for (at, token) in line.tokens.iter().enumerate() {
        let (told, end) = match token.kind {
            Kind::Year(told) => (Some(told), year_end(line, token)),
            Kind::Date(day) if !day.goes_on => (day.year, Some(day.year_end)),
            _ => continue,
        };
        let Some(end) = end else { continue };
        if told != Some(Year::Written(year - 1)) || looks_back(line, token, end) {
            continue;
        }
        let counts = match line.part {
            Part::Value { top, .. } => OF_THIS_YEAR.contains(&top.as_str()),
            Part::Body => is_about_itself(line, at),
        };
        if counts {
            findings.push(
                line.finding(Code::YearStale, token.start..end)
                    .with("written", (year - 1).to_string())
                    .with("year", year.to_string())
                    .with("comment", line.allowance(Code::YearStale)),
            );
        }
    }
}

/// Behind the 年 of the year; its month may follow in the same token. None: a number in brackets.
fn year_end(line: &Line<'_, '_>, token: &Token<'_>) -> Option<usize> {
    let letters = &line.script.letters[token.start..token.end];
    letters.iter().position(|&c| c == '年').map(|at| token.start + at + 1)
}

fn looks_back(line: &Line<'_, '_>, token: &Token<'_>, end: usize) -> bool {
    let letters = &line.script.letters;
    let before = token.start.checked_sub(1).is_some_and(|at| LOOKS_BACK.contains(letters[at]));
    let behind = match letters.get(end..end + 2) {
        Some(['以', '来' | '前'] | ['至' | '到' | '-' | '~', '0'..='9']) => true,
        _ => letters.get(end).is_some_and(|&c| c == '起'),
    };
    let is_date = matches!(token.kind, Kind::Date(_));
    line.script.in_work(token.start) || (!is_date && (before || behind))
}

/// In the body, last year may be told about; not as a full date or beside the observance's own name. A
/// link may lead to last year's record.
fn is_about_itself(line: &Line<'_, '_>, at: usize) -> bool {
    let About::Record { observance, .. } = *line.about else { return false };
    if line.script.in_link(line.tokens[at].start) {
        return false;
    }
    if matches!(line.tokens[at].kind, Kind::Date(_)) {
        return true;
    }
    let beside = |at: usize| {
        let token = line.behind(at)?;
        let gap = line.script.gap(line.tokens[at - 1].end..token.start)?;
        matches!(gap.as_str(), "" | "的" | "全国").then_some(token)
    };
    let own = |token: &Token<'_>| match token.kind {
        Kind::Name(form) => form.observance.id == observance.id,
        _ => false,
    };
    match beside(at + 1) {
        Some(token) if matches!(token.kind, Kind::Edition { .. }) => {
            beside(at + 2).is_some_and(own)
        }
        Some(token) => own(token),
        None => false,
    }
}
