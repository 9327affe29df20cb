//! The Chinese calendar behind some rules: lunar days, solar terms and the dog days (三伏).
//! The only room that knows `tyme4rs`.
//!
//! May use: nothing of this crate

use std::ops::RangeInclusive;

use jiff::ToSpan;
use jiff::civil::Date;
use tyme4rs::tyme::lunar::{LUNAR_DAY_NAMES, LUNAR_MONTH_NAMES, LunarDay};
use tyme4rs::tyme::solar::{SOLAR_TERM_NAMES, SolarDay, SolarTerm};
use tyme4rs::tyme::{Culture, Tyme};

use super::rule::DateRange;

/// Years for which dates are given. `tyme4rs` panics far outside of them.
const YEARS: RangeInclusive<i16> = 1900..=2199;

/// The first day in the Gregorian `year` that is that day of that (never leap) lunar month.
///
/// Days near the end of a lunar year fall in the next Gregorian year, so a Gregorian year may have
/// none (`None`) or two (the first counts). Also `None` outside 1900–2199.
pub fn lunar_day(year: i16, month: u8, day: u8) -> Option<Date> {
    if !YEARS.contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    [year - 1, year].into_iter().find_map(|lunar_year| {
        let day = LunarDay::new(lunar_year.into(), month.into(), day.into()).ok()?;
        gregorian(day.get_solar_day()).filter(|date| date.year() == year)
    })
}

/// The day of `year` on which the solar term of that name begins, in Beijing time.
/// `None` for a name that is no solar term and outside 1900–2199.
pub fn solar_term(year: i16, name: &str) -> Option<Date> {
    let index = SOLAR_TERM_NAMES.iter().position(|&term| term == name)?;
    if !YEARS.contains(&year) {
        return None;
    }
    // tyme4rs begins its years with the winter solstice of the December before.
    let index = if index == 0 { SOLAR_TERM_NAMES.len() } else { index };
    gregorian(SolarTerm::from_index(year.into(), index as isize).get_solar_day())
}

/// Whether `name` is one of the 24 solar terms.
pub fn is_solar_term(name: &str) -> bool {
    SOLAR_TERM_NAMES.contains(&name)
}

/// What a Chinese calendar prints beneath a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LunarLabel {
    /// The solar term that begins, else the lunar day; on the first of a lunar month that month.
    pub text: String,
    pub is_term: bool,
}

/// The labels of every day of a month, in order; none outside 1900–2199.
pub fn lunar_labels(year: i16, month: i8) -> Vec<LunarLabel> {
    labels(year, month).filter(|_| YEARS.contains(&year)).unwrap_or_default()
}

fn labels(year: i16, month: i8) -> Option<Vec<LunarLabel>> {
    let first = Date::new(year, month, 1).ok()?;
    let lunar = SolarDay::new(year.into(), month as usize, 1).ok()?.get_lunar_day();
    let (mut lunar_month, mut day) = (lunar.get_lunar_month(), lunar.get_day());
    // The year of tyme4rs begins with the winter solstice; then two terms begin in each month.
    let terms = [month * 2 - 1, month * 2].map(|index| {
        let term = SolarTerm::from_index(year.into(), index.into());
        (term.get_solar_day().get_day(), term.get_name())
    });
    // Reckoned from the moon's course, which takes its time.
    let mut length = lunar_month.get_day_count();
    let mut labels = Vec::with_capacity(31);
    for number in 1..=first.days_in_month() {
        let term = terms.iter().find(|(day, _)| *day == number as usize);
        let text = match (term, day) {
            (Some((_, name)), _) => name.clone(),
            (None, 1) => lunar_month.get_name(),
            (None, day) => (*LUNAR_DAY_NAMES.get(day - 1)?).to_owned(),
        };
        labels.push(LunarLabel { text, is_term: term.is_some() });
        day += 1;
        if day > length {
            (lunar_month, day) = (lunar_month.next(1), 1);
            length = lunar_month.get_day_count();
        }
    }
    Some(labels)
}

/// The dog days of `year`: from the third geng day (庚日) on or after the summer solstice to the tenth
/// day counted from the first geng day on or after the beginning of autumn.
/// `None` outside 1900–2199.
pub fn dog_days(year: i16) -> Option<DateRange> {
    let start = geng_day_from(solar_term(year, "夏至")?)? + 20.days();
    let end = geng_day_from(solar_term(year, "立秋")?)? + 9.days();
    Some(DateRange { start, end })
}

/// “九月初九”; `None` for a day no lunar month has.
pub fn lunar_day_name(month: u8, day: u8) -> Option<String> {
    let month = LUNAR_MONTH_NAMES.get(usize::from(month).checked_sub(1)?)?;
    let day = LUNAR_DAY_NAMES.get(usize::from(day).checked_sub(1)?)?;
    Some(format!("{month}{day}"))
}

/// The first day on or after `date` whose heavenly stem is geng; every tenth day is one.
fn geng_day_from(date: Date) -> Option<Date> {
    const GENG: usize = 6;
    let (year, month, day) = (date.year().into(), date.month() as usize, date.day() as usize);
    let sixty_cycle = SolarDay::new(year, month, day).ok()?.get_sixty_cycle_day().get_sixty_cycle();
    let stem = sixty_cycle.get_heaven_stem().get_index();
    let wait = (GENG + 10 - stem) % 10;
    Some(date + (wait as i64).days())
}

fn gregorian(day: SolarDay) -> Option<Date> {
    let year = i16::try_from(day.get_year()).ok()?;
    Date::new(year, day.get_month() as i8, day.get_day() as i8).ok()
}
