//! What the calendar knows: the health observances of China, when each falls in a given year,
//! which edition that is and what its confirmed theme says.
//!
//! Pure knowledge. The data file is embedded in the program; dates are computed for any year; nothing
//! is read, and no clock is asked. What the data does not know is said to be unknown
//! ([`Days::AwaitsNotice`], [`Days::NotOnRecord`], `None`) and is never guessed.
//!
//! - `observance`: one observance and the questions it answers
//! - `rule`: date rules, and the days they give
//! - `edition`: “第38个”
//! - `lunar`: the Chinese calendar, solar terms and dog days (the only room that knows `tyme4rs`)
//!
//! May use: nothing of this crate

mod edition;
mod lunar;
#[cfg(test)]
mod lunar_tests;
mod observance;
mod rule;
#[cfg(test)]
mod rule_tests;
#[cfg(test)]
mod tests;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use serde::Deserialize;

pub use edition::{Edition, EditionRule, Unit};
pub use lunar::{LunarLabel, is_solar_term, lunar_labels};
pub use observance::{
    Announced, Confidence, FormerRule, Observance, ObservanceId, Priority, Scope,
};
pub use rule::{DateRange, Days, MonthDay, Rule, weekday_name};

/// All known observances, by identifier, and which of them a site follows.
///
/// The program's own almanac follows what a township may consider ([`Priority::A`] and [`Priority::B`]).
/// A site changes its copy: it adds entries, announces a year's days or theme, follows more or silences some.
#[derive(Debug, Clone)]
pub struct Almanac {
    observances: BTreeMap<ObservanceId, Arc<Observance>>,
    followed: BTreeSet<ObservanceId>,
}

/// An observance as it falls in one year, the year of `start`.
#[derive(Debug, Clone, Copy)]
pub struct Occurrence<'a> {
    pub observance: &'a Observance,
    pub start: Date,
    /// The last day, inclusive. `None`: only the opening day is on record.
    pub end: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DataFile {
    observances: Vec<Observance>,
}

impl Almanac {
    /// The almanac that ships with the program, parsed on first use.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Almanac> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            Self::parse(include_str!("data/observances.yaml"))
                .unwrap_or_else(|fault| panic!("the embedded observances.yaml is broken: {fault}"))
        })
    }

    fn parse(yaml: &str) -> Result<Self, String> {
        let file: DataFile = serde_yaml::from_str(yaml).map_err(|fault| fault.to_string())?;
        let mut observances = BTreeMap::new();
        for observance in file.observances {
            match observances.entry(observance.id.clone()) {
                Entry::Vacant(place) => place.insert(Arc::new(observance)),
                Entry::Occupied(taken) => return Err(format!("two entries named {}", taken.key())),
            };
        }
        // Which day of the month it is, each township decides for itself.
        let is_monthly = |observance: &Observance| matches!(observance.rule, Rule::Monthly { .. });
        let considered =
            observances.values().filter(|it| it.priority <= Priority::B && !is_monthly(it));
        let followed = considered.map(|observance| observance.id.clone()).collect();
        Ok(Self { observances, followed })
    }

    /// Adds an entry of the site's own and follows it. False, and nothing is changed, when its identifier
    /// is taken.
    pub fn add(&mut self, observance: Observance) -> bool {
        let Entry::Vacant(place) = self.observances.entry(observance.id.clone()) else {
            return false;
        };
        self.followed.insert(observance.id.clone());
        place.insert(Arc::new(observance));
        true
    }

    /// What a notice of that year says: its days, its theme, or both. False when there is no such entry.
    pub fn announce(
        &mut self,
        id: &str,
        year: i16,
        (days, theme): (Option<Announced>, Option<String>),
    ) -> bool {
        let Some(entry) = self.observances.get_mut(id) else { return false };
        let observance = Arc::make_mut(entry);
        observance.known.extend(days.map(|days| (year, days)));
        if let Some(theme) = theme {
            observance.confirm_theme(year, theme);
        }
        true
    }

    /// Lists an entry in calendars whatever its priority. False when there is no such entry.
    pub fn follow(&mut self, id: &str) -> bool {
        let Some(entry) = self.observances.get(id) else { return false };
        self.followed.insert(entry.id.clone());
        true
    }

    /// Leaves an entry out of calendars; what is known of it stays known. False when there is none.
    pub fn silence(&mut self, id: &str) -> bool {
        self.followed.remove(id);
        self.observances.contains_key(id)
    }

    /// Whether calendars list it.
    pub fn follows(&self, observance: &Observance) -> bool {
        self.followed.contains(&observance.id)
    }

    pub fn get(&self, id: &str) -> Option<&Arc<Observance>> {
        self.observances.get(id)
    }

    /// Every observance, in the order of identifiers.
    pub fn iter(&self) -> impl Iterator<Item = &Observance> {
        self.observances.values().map(Arc::as_ref)
    }

    /// Every identifier, in order.
    pub fn ids(&self) -> impl Iterator<Item = &ObservanceId> {
        self.observances.keys()
    }

    /// What touches the days `from..=to`, by start, then priority, then identifier.
    ///
    /// An occurrence that began earlier and still lasts is listed; one whose end is not on record
    /// counts as its opening day. Nothing when `to` is before `from`. Left out are observances that still await a notice, and
    /// [monthly](Rule::Monthly) ones: which day it is, each township decides for itself.
    pub fn occurrences(&self, from: Date, to: Date) -> Vec<Occurrence<'_>> {
        if from > to {
            return Vec::new();
        }
        // What touches `from` may have begun late in the year before.
        let years = from.year() - 1..=to.year();
        let mut found: Vec<_> = years
            .flat_map(|year| self.iter().filter_map(move |o| Occurrence::of(o, year)))
            .filter(|o| o.start <= to && o.end.unwrap_or(o.start) >= from)
            .collect();
        found.sort_by_key(|o| (o.start, o.observance.priority, &o.observance.id));
        found
    }
}

impl<'a> Occurrence<'a> {
    fn of(observance: &'a Observance, year: i16) -> Option<Self> {
        match observance.days(year) {
            Days::On(DateRange { start, end }) => Some(Self { observance, start, end: Some(end) }),
            Days::StartsOn(start) => Some(Self { observance, start, end: None }),
            Days::Monthly(_) | Days::AwaitsNotice { .. } | Days::NotOnRecord => None,
        }
    }
}
