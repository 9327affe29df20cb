//! In every year the days lie where their rule puts them, reckoned here from the calendar alone.
//!
//! May use: nothing of this crate

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{Almanac, DateRange, Days, Observance, Rule};

const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// The rule of that year, unless a date of its own was announced.
fn rule_of(observance: &Observance, year: i16) -> Option<&Rule> {
    if observance.known.contains_key(&year) {
        return None;
    }
    let former = observance.history.iter().find(|former| year <= former.until);
    Some(former.map_or(&observance.rule, |former| &former.rule))
}

fn obeys(rule: &Rule, DateRange { start, end }: DateRange) -> bool {
    let is = |day: Date, month: i8, number: i8| (day.month(), day.day()) == (month, number);
    let within = |day: Date, first: (i8, i8), last: (i8, i8)| {
        (first..=last).contains(&(day.month(), day.day()))
    };
    let is_one_day = start == end;
    match *rule {
        Rule::Fixed { month, day } => is_one_day && is(start, month, day),
        Rule::Range { start: first, end: last } => {
            is(start, first.month, first.day) && is(end, last.month, last.day) && start <= end
        }
        Rule::Month { month } => is(start, month, 1) && is(end + 1.day(), month % 12 + 1, 1),
        Rule::NthWeekday { month, nth, weekday } => {
            let is_nth = match nth {
                -1 => (start + 7.days()).month() != month,
                nth => (start.day() - 1) / 7 + 1 == nth,
            };
            let on_weekday = start.weekday().to_monday_one_offset() == weekday;
            is_one_day && is_nth && on_weekday && start.month() == month
        }
        Rule::LastDay { month } => is_one_day && is(start + 1.day(), month % 12 + 1, 1),
        // A lunar month begins at the earliest three, at the latest seven weeks after the Gregorian one.
        Rule::Lunar { month, day } => {
            let reckoned = date(start.year(), month as i8, day as i8);
            let behind = (start - reckoned).get_days();
            is_one_day && (18..=54).contains(&behind)
        }
        // The sun reaches each term within a day of the same date.
        Rule::SolarTerm { ref term } if term == "秋分" => {
            is_one_day && within(start, (9, 22), (9, 24))
        }
        Rule::SolarTerm { .. } => is_one_day,
        // 20 to 29 days from the solstice of 20 to 22 June; 9 to 18 days from autumn's start of 6 to 8 August.
        Rule::Sanfu => {
            let length = (end - start).get_days() + 1;
            within(start, (7, 10), (7, 21))
                && within(end, (8, 15), (8, 26))
                && [30, 40].contains(&length)
        }
        Rule::Monthly { .. } | Rule::AnnualNotice { .. } => false,
    }
}

#[test]
fn every_observance_lies_inside_its_rule_in_every_year() {
    let mut checked = 0;
    for observance in Almanac::builtin().iter() {
        for year in YEARS {
            let Some(rule) = rule_of(observance, year) else { continue };
            let (id, days) = (&observance.id, observance.days(year));
            match (&days, rule) {
                (Days::On(range), rule) => {
                    assert!(obeys(rule, *range), "{id} {year}: {range:?} for {rule:?}");
                    assert_eq!(range.start.year(), year, "{id}");
                    checked += 1;
                }
                (Days::Monthly(days), Rule::Monthly { day }) => {
                    assert!(days.iter().all(|it| it.day() == *day), "{id} {year}");
                }
                (Days::AwaitsNotice { .. }, Rule::AnnualNotice { .. }) | (Days::NotOnRecord, _) => {
                }
                (days, rule) => panic!("{id} {year}: {days:?} for {rule:?}"),
            }
        }
    }
    assert!(checked > 9_000, "only {checked} years of observances have days");
}
