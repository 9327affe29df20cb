//! Dates as staff write them.
//!
//! May use: nothing of this crate

use jiff::civil::Date;

/// A date as staff write it: `2026-04-01`, `2026/4/1`, `2026.4.1`, `2026年4月1日`.
pub fn parse_date(text: &str) -> Option<Date> {
    let plain = text.trim().trim_end_matches('日').replace(['年', '月', '/', '.'], "-");
    let parts: Vec<&str> = plain.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
