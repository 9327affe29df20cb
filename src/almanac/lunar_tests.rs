//! Two libraries that know nothing of each other give the same Chinese calendar, day for day: `tyme4rs`
//! reckons with its own astronomy, ICU4X has the tables of the national standard. Solar terms, which ICU4X does
//! not offer, are held against the sun's longitude after Meeus.
//!
//! May use: nothing of this crate

use icu_calendar::Date as IcuDate;
use icu_calendar::cal::ChineseTraditional;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use tyme4rs::tyme::lunar::{LUNAR_DAY_NAMES, LUNAR_MONTH_NAMES};
use tyme4rs::tyme::solar::{SOLAR_TERM_NAMES, SolarDay};

use super::{is_solar_term, lunar_labels};
use crate::almanac::lunar::solar_term;

const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// The ninth lunar month of 2057: its new moon falls within seconds of midnight, and the two put it on
/// different days. Nearer to that year the official calendar will decide.
fn is_disputed(day: Date) -> bool {
    (date(2057, 9, 28)..=date(2057, 10, 27)).contains(&day)
}

fn days() -> impl Iterator<Item = Date> {
    let first = date(*YEARS.start(), 1, 1);
    first.series(1.day()).take_while(|day| day.year() <= *YEARS.end())
}

/// Number, leapness and day of the lunar month, as ICU4X has it.
fn icu_lunar_day(day: Date) -> (u8, bool, u8) {
    let iso = IcuDate::try_new_iso(day.year().into(), day.month() as u8, day.day() as u8);
    let lunar = iso.expect("a date").to_calendar(ChineseTraditional::new());
    let month = lunar.month().to_input();
    (month.number(), month.is_leap(), lunar.day_of_month().0)
}

#[test]
fn both_libraries_give_every_day_the_same_lunar_date_but_for_one_disputed_month() {
    for day in days() {
        let solar = SolarDay::from_ymd(day.year().into(), day.month() as usize, day.day() as usize);
        let lunar = solar.get_lunar_day();
        let month = lunar.get_lunar_month();
        let ours = (month.get_month() as u8, month.is_leap(), lunar.get_day() as u8);
        assert_eq!(ours == icu_lunar_day(day), !is_disputed(day), "{day}");
    }
}

#[test]
fn what_is_printed_beneath_a_date_is_its_lunar_day_month_or_solar_term() {
    for first in date(1990, 1, 1).series(1.month()).take_while(|day| day.year() <= 2100) {
        let labels = lunar_labels(first.year(), first.month());
        assert_eq!(labels.len(), first.days_in_month() as usize);
        assert_eq!(labels.iter().filter(|label| label.is_term).count(), 2, "{first}");
        for (day, label) in first.series(1.day()).zip(labels) {
            let (month, is_leap, number) = icu_lunar_day(day);
            if is_disputed(day) {
                continue;
            }
            if label.is_term {
                assert_eq!(solar_term(day.year(), &label.text), Some(day));
            } else if number == 1 {
                let name = LUNAR_MONTH_NAMES[month as usize - 1];
                let name = if is_leap { format!("闰{name}") } else { name.to_owned() };
                assert_eq!(label.text, name, "{day}");
            } else {
                assert_eq!(label.text, LUNAR_DAY_NAMES[number as usize - 1], "{day}");
            }
        }
    }
    assert!(lunar_labels(3000, 1).is_empty() && lunar_labels(2026, 13).is_empty());
}

#[test]
fn a_solar_term_begins_on_the_day_the_sun_reaches_it() {
    // The sun moves one degree a day; an hour more or less is what the two reckonings may differ by.
    let hour = 1.0 / 24.0;
    for year in YEARS {
        for (index, name) in SOLAR_TERM_NAMES.iter().enumerate() {
            assert!(is_solar_term(name));
            let day = solar_term(year, name).expect("every term, every year");
            // The first name is the winter solstice, at 270 degrees.
            let angle = (270.0 + 15.0 * index as f64) % 360.0;
            let beyond = |days: f64| {
                let difference = sun_at_midnight(day, days) - angle;
                (difference + 180.0).rem_euclid(360.0) - 180.0
            };
            assert!(beyond(-hour) < 0.0, "{name} {year}: the sun is there before {day}");
            assert!(beyond(1.0 + hour) > 0.0, "{name} {year}: the sun is not there on {day}");
        }
    }
}

/// The sun's apparent longitude in degrees, so many days after Beijing's midnight before `day`; good to a
/// hundredth of a degree (Meeus, Astronomical Algorithms, chapter 25).
fn sun_at_midnight(day: Date, days: f64) -> f64 {
    let since_2000 = (day - date(2000, 1, 1)).get_days();
    // Centuries from noon of that day in Greenwich.
    let t = (f64::from(since_2000) + days - 0.5 - 8.0 / 24.0) / 36525.0;
    let mean_longitude = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
    let anomaly = (357.52911 + 35999.05029 * t - 0.0001537 * t * t).to_radians();
    let centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * anomaly.sin()
        + (0.019993 - 0.000101 * t) * (2.0 * anomaly).sin()
        + 0.000289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1934.136 * t).to_radians();
    mean_longitude + centre - 0.00569 - 0.00478 * node.sin()
}
