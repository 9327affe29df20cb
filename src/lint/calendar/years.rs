//! Which years a date or an edition may belong to. It is wrong only when it is right in none of them.
//!
//! May use: almanac

use jiff::civil::Date;

use super::About;
use super::line::Line;
use super::token::{Kind, Year};
use crate::almanac::Observance;

/// Around New Year a record speaks of days of the year before or after, this far from its own.
const NEAR: i32 = 92;

impl About<'_> {
    /// The text's own years, the one to speak of first.
    pub(super) fn own_years(&self) -> Vec<i16> {
        match *self {
            About::Record { year, .. } => vec![year],
            About::Article { date, updated, publish } => {
                let dates = [updated.unwrap_or(date), date, publish.unwrap_or(date)];
                distinct(dates.iter().map(|date| date.year()))
            }
            About::Page => Vec::new(),
        }
    }

    /// The years in which a date without a year may lie.
    pub(super) fn years_of_day(&self, month: u16, day: u16) -> Vec<i16> {
        let mut years = self.own_years();
        match *self {
            About::Record { year, days: Some(days), .. } => {
                let near = [year - 1, year + 1].into_iter().filter(|&year| {
                    calendar_day(year, month, day)
                        .is_some_and(|date| (date - days.start).get_days().abs() <= NEAR)
                });
                years.extend(near);
            }
            About::Article { date: written, .. } => {
                let next = [written.year(), written.year() + 1].into_iter().find(|&year| {
                    calendar_day(year, month, day).is_some_and(|date| date >= written)
                });
                years.extend(next);
            }
            _ => {}
        }
        distinct(years)
    }

    /// The years whose observance a text means that names none.
    pub(super) fn years_of(&self, observance: &Observance) -> Vec<i16> {
        let mut years = self.own_years();
        if let About::Article { date, .. } = *self {
            let this_year = observance.days(date.year()).start();
            years.push(date.year() + i16::from(this_year.is_some_and(|start| start < date)));
        }
        distinct(years)
    }
}

impl Line<'_, '_> {
    /// The years that the token `at` may lie in, when it tells its year as `told`; `usual` are those of
    /// a text that says nothing. Empty: nobody can tell.
    pub fn years(&self, at: usize, told: Option<Year>, usual: Vec<i16>) -> Vec<i16> {
        match told {
            Some(Year::Written(year)) => vec![year],
            Some(Year::Relative(years)) => self.relative(years),
            Some(Year::Every) => {
                let mentioned = self.mentioned(at, true);
                distinct(usual.into_iter().chain(mentioned))
            }
            Some(Year::Unclear) => Vec::new(),
            None => self.inherited(at, usual),
        }
    }

    /// A whole date earlier in the sentence hands its year on. A year that is only mentioned, or stands in
    /// an earlier sentence, is one more possibility.
    fn inherited(&self, at: usize, usual: Vec<i16>) -> Vec<i16> {
        let sentence = self.tokens[at].sentence;
        let earlier = self.tokens[..at].iter().rev().filter(|token| token.sentence == sentence);
        let told = earlier.into_iter().find_map(|token| match token.kind {
            Kind::Date(date) => date.year.map(|year| (year, true)),
            Kind::Year(year) => Some((year, false)),
            _ => None,
        });
        match told {
            Some((Year::Written(year), true)) => vec![year],
            Some((Year::Relative(years), true)) => self.relative(years),
            Some((Year::Unclear, _)) => Vec::new(),
            _ => distinct(usual.into_iter().chain(self.mentioned(at, false))),
        }
    }

    /// Like [`Line::years`] for what stands beside no year: every year the line mentions is possible.
    pub fn possible_years(&self, at: usize, usual: Vec<i16>) -> Vec<i16> {
        distinct(usual.into_iter().chain(self.mentioned(at, false)))
    }

    /// The years written on the line before `at`, and behind it in the same sentence when `all`.
    fn mentioned(&self, at: usize, all: bool) -> Vec<i16> {
        let here = &self.tokens[at];
        let mut years: Vec<i16> = self.script.linked_year(here.start).into_iter().collect();
        for (nth, token) in self.tokens.iter().enumerate() {
            let counts = nth < at || (all && token.sentence == here.sentence);
            let told = match token.kind {
                Kind::Date(date) => date.year,
                Kind::Year(year) => Some(year),
                _ => None,
            };
            match told.filter(|_| counts) {
                Some(Year::Written(year)) => years.push(year),
                Some(Year::Relative(count)) => years.extend(self.relative(count)),
                _ => {}
            }
        }
        years
    }

    /// 去年 of a text of several years may be before any of them.
    fn relative(&self, count: i16) -> Vec<i16> {
        self.about.own_years().into_iter().map(|year| year + count).collect()
    }
}

/// The day, when the calendar has it.
pub fn calendar_day(year: i16, month: u16, day: u16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn distinct(years: impl IntoIterator<Item = i16>) -> Vec<i16> {
    let mut kept = Vec::new();
    for year in years {
        if !kept.contains(&year) {
            kept.push(year);
        }
    }
    kept
}
