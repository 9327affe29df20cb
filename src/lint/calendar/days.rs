//! Dates that do not exist, and weekdays that do not match their dates.
//!
//! May use: diagnostics, messages

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::line::{Dates, Line};
use super::token::{Day, Kind, Year};
use super::years::calendar_day;
use crate::diagnostics::{Code, Finding, Findings};
use crate::messages::NOTHING;

/// A leap year: a date without a year may be 29 February.
const LEAP: i16 = 2000;

pub fn check(line: &Line<'_, '_>, findings: &mut Findings) {
    for dates in line.all_dates() {
        for &day in &dates.days {
            if let Some(finding) = not_real(line, day) {
                findings.push(finding);
            }
        }
        for (day, weekday) in weekdays(line, &dates) {
            if let Some(finding) = other_weekday(line, day, weekday) {
                findings.push(finding);
            }
        }
    }
}

/// The letters of a date as it is to be pointed at: with its year in numbers, without 每年 or 今年.
pub fn letters(line: &Line<'_, '_>, at: usize) -> Range<usize> {
    let token = &line.tokens[at];
    let start = match line.day(at) {
        Some(Day { year: None | Some(Year::Written(_)), .. }) | None => token.start,
        Some(day) => {
            let rest = &line.script.letters[day.year_end..token.end];
            day.year_end + rest.iter().take_while(|c| "的度 ".contains(**c)).count()
        }
    };
    start..token.end
}

/// Whether some year that the date may lie in has it.
pub fn is_real(line: &Line<'_, '_>, at: usize) -> bool {
    not_real(line, at).is_none()
}

fn not_real(line: &Line<'_, '_>, at: usize) -> Option<Finding> {
    let day = line.day(at)?;
    let is_told = matches!(day.year, Some(Year::Written(_)));
    // 二月三十日 is a day of the lunar calendar.
    if day.dotted || (day.chinese && !is_told) {
        return None;
    }
    let told = day.year.filter(|year| matches!(year, Year::Written(_) | Year::Relative(_)));
    let mut years = told.map_or(Vec::new(), |told| line.years(at, Some(told), Vec::new()));
    if years.is_empty() {
        years.push(LEAP);
    }
    if years.iter().any(|&year| calendar_day(year, day.month, day.day).is_some()) {
        return None;
    }
    let last = last_of_month(years[0], day.month, told.is_some());
    let range = letters(line, at);
    let written = line.written(range.clone());
    Some(
        line.finding(Code::DateNotReal, range)
            .with("written", written)
            .with("last", last.unwrap_or_else(|| NOTHING.to_owned())),
    )
}

fn last_of_month(year: i16, month: u16, is_told: bool) -> Option<String> {
    let last = calendar_day(year, month, 1)?.last_of_month();
    Some(match (is_told, month) {
        (true, 2) => format!("{year}年2月{}日", last.day()),
        (false, 2) => "2月28日（闰年2月29日）".to_owned(),
        _ => format!("{month}月{}日", last.day()),
    })
}

/// Each date with the weekday that belongs to it. Nothing where it is not clear which belongs to which,
/// as in “5月30日、31日（周六、日）” or “6月1日周一至周五”.
fn weekdays(line: &Line<'_, '_>, dates: &Dates) -> Vec<(usize, usize)> {
    let mut rest = line.script.letters[dates.end..].iter();
    let goes_on = rest.next().is_some_and(|c| "、至到-~和及".contains(*c))
        && rest.next().is_some_and(|c| "一二三四五六日天".contains(*c));
    let Some((last, others)) = dates.weekdays.split_last() else { return Vec::new() };
    let others_silent = others.iter().all(Vec::is_empty);
    if goes_on {
        return Vec::new();
    }
    if last.len() == dates.days.len() && others_silent {
        return dates.days.iter().copied().zip(last.iter().copied()).collect();
    }
    if dates.weekdays.iter().any(|weekdays| weekdays.len() > 1) {
        return Vec::new();
    }
    let pairs = dates.days.iter().zip(&dates.weekdays);
    pairs.filter_map(|(&day, weekdays)| Some((day, *weekdays.first()?))).collect()
}

fn other_weekday(line: &Line<'_, '_>, at: usize, weekday: usize) -> Option<Finding> {
    let (day, Kind::Weekday(written)) = (line.day(at)?, &line.tokens[weekday].kind) else {
        return None;
    };
    let usual = line.about.years_of_day(day.month, day.day);
    let years = line.years(at, day.year, usual);
    let possible: Vec<Date> =
        years.iter().filter_map(|&year| calendar_day(year, day.month, day.day)).collect();
    let date = possible.first()?;
    if possible.iter().any(|date| date.weekday() == *written) {
        return None;
    }
    let token = &line.tokens[weekday];
    Some(
        line.finding(Code::WeekdayWrong, token.start..token.end)
            .with("date", format!("{}年{}月{}日", date.year(), date.month(), date.day()))
            .with("written", line.written(token.start..token.end))
            .with("right", name(date.weekday())),
    )
}

/// The name by which sentences choose their words.
fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}
