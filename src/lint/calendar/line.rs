//! A line with its tokens, and the dates that are written together: “5月30日（星期六）至31日（星期日）”.
//!
//! May use: diagnostics

use std::ops::Range;

use super::script::{Script, ends_sentence};
use super::token::{Day, Kind, Token};
use super::{About, Part};
use crate::diagnostics::{Code, Finding, SourcePath, Span};

/// What the rules look at.
pub struct Line<'s, 'n> {
    pub script: &'s Script<'s>,
    pub tokens: Vec<Token<'n>>,
    pub about: &'s About<'s>,
    pub part: &'s Part,
    pub path: &'s SourcePath,
}

/// Dates joined by 至 or 、, with their weekdays. Numbers are places in the list of tokens.
#[derive(Debug)]
pub struct Dates {
    pub days: Vec<usize>,
    /// For each day the weekdays behind it.
    pub weekdays: Vec<Vec<usize>>,
    /// First and last day of a stretch, rather than several days.
    pub is_range: bool,
    /// The letter behind the last of it.
    pub end: usize,
    /// The token behind the last of it.
    pub next: usize,
}

/// Signs between the first and the last day of a stretch.
const UNTIL: &[&str] = &["至", "到", "-", "~", "直至", "起至"];
/// Signs between days of a list.
const AND: &[&str] = &["、", "和", "与", "及", "或", "以及"];
/// What may stand between a date and its weekday, brackets aside.
const BEFORE_WEEKDAY: &[&str] =
    &["", ",", "是", "为", "正是", "正好是", "恰好是", "刚好是", "恰逢", "适逢", "正逢", "当天是"];

impl<'n> Line<'_, 'n> {
    pub fn day(&self, at: usize) -> Option<Day> {
        match self.tokens.get(at)?.kind {
            Kind::Date(day) => Some(day),
            _ => None,
        }
    }

    /// The token `at`, when it is in the same sentence as the one before it.
    pub fn behind(&self, at: usize) -> Option<&Token<'n>> {
        let token = self.tokens.get(at)?;
        let before = self.tokens.get(at.checked_sub(1)?)?;
        (token.sentence == before.sentence).then_some(token)
    }

    /// The letters before the token `at`, back to the token before it, without brackets.
    fn gap(&self, at: usize) -> Option<String> {
        let token = self.behind(at)?;
        let gap = self.script.gap(self.tokens[at - 1].end..token.start)?;
        Some(gap.replace(['(', ')'], ""))
    }

    /// Every group of dates, in order.
    pub fn all_dates(&self) -> impl Iterator<Item = Dates> + '_ {
        let mut at = 0;
        std::iter::from_fn(move || {
            let dates = (at..self.tokens.len()).find_map(|first| self.dates(first))?;
            at = dates.next;
            Some(dates)
        })
    }

    /// The dates that begin with the token `first`.
    fn dates(&self, first: usize) -> Option<Dates> {
        self.day(first)?;
        let mut dates = Dates {
            days: vec![first],
            weekdays: vec![Vec::new()],
            is_range: false,
            end: 0,
            next: first + 1,
        };
        while let Some(gap) = self.gap(dates.next) {
            let gap = gap.as_str();
            let known = dates.weekdays.last().is_some_and(|days| !days.is_empty());
            let joins = UNTIL.contains(&gap) || AND.contains(&gap);
            match self.tokens[dates.next].kind {
                Kind::Weekday(_) if if known { joins } else { BEFORE_WEEKDAY.contains(&gap) } => {
                    dates.weekdays.last_mut()?.push(dates.next);
                }
                Kind::Date(_) if joins => {
                    dates.is_range = dates.days.len() == 1 && UNTIL.contains(&gap);
                    dates.days.push(dates.next);
                    dates.weekdays.push(Vec::new());
                }
                _ => break,
            }
            dates.next += 1;
        }
        dates.end = self.tokens[dates.next - 1].end;
        Some(dates)
    }

    /// The bytes of the letters at `range`.
    pub fn place(&self, range: Range<usize>) -> Range<usize> {
        self.script.place(range)
    }

    /// What is written there, without spaces and signs.
    pub fn written(&self, range: Range<usize>) -> String {
        self.script.letters[range].iter().collect()
    }

    pub fn finding(&self, code: Code, range: Range<usize>) -> Finding {
        Finding::at(code, &Span::new(self.path, self.place(range)))
    }

    /// The comment that would allow a finding here.
    pub fn allowance(&self, code: Code) -> String {
        match self.part {
            Part::Body => format!("<!-- banbao:allow {} -->", code.id()),
            Part::Value { .. } => format!("# banbao:allow {}", code.id()),
        }
    }

    /// Whether nothing more is said behind `at`: the sentence or its part ends, or a bracket does.
    pub fn pauses(&self, at: usize) -> bool {
        self.script.next(at).is_none_or(|c| !c.is_alphanumeric())
    }

    /// Whether the sentence ends at `at`.
    pub fn stops(&self, at: usize) -> bool {
        self.script.next(at).is_none_or(|c| ends_sentence(c) || c == '、' || c == ')')
    }
}
