//! “5月31日是世界无烟日”: an observance named together with its date.
//!
//! Only a few words between the two count, and only where nothing follows that would make the date that of
//! something else: “5月28日世界无烟日宣传活动” is not about the day itself.
//!
//! May use: almanac, diagnostics

use jiff::civil::Date;

use super::About;
use super::days::{is_real, letters};
use super::editions::is_beside;
use super::line::{Dates, Line};
use super::names::Form;
use super::token::{Day, Kind, Year};
use super::years::calendar_day;
use crate::almanac::{DateRange, Days, Observance, Rule};
use crate::diagnostics::{Code, Finding, Findings};

/// Between a date and the name behind it.
const DATE_IS_NAME: &[&str] = &[
    "",
    "是",
    ",是",
    "为",
    "即",
    "就是",
    "即为",
    "系",
    "定为",
    "被定为",
    "确定为",
    "被确定为",
    "被世界卫生组织定为",
    "被设立为",
    "设立为",
    "设为",
    "作为",
    "是我国",
    "是我国的",
    "是全国",
    "是国际",
    "是一年一度的",
    "是今年的",
    "也是",
    "正是",
    "正值",
    "恰逢",
    "适逢",
    "正逢",
    "迎来",
    "迎来了",
    "将迎来",
    ":",
    "(",
    "的",
];
/// Behind the name, where more follows: “5月31日是世界无烟日，” “… 世界无烟日当天”.
const GOES_ON: &[&str] =
    &["是", "为", "也", "又", "到来", "来临", "来到", "这", "当天", "当日", "宣传日", "主题日"];
/// Between a name and the date behind it.
const NAME_IS_DATE: &[&str] = &[
    "是",
    "为",
    "在",
    "是在",
    "即",
    ",即",
    "定在",
    "定于",
    "定为",
    "固定在",
    "固定为",
    "落在",
    "日期是",
    "日期为",
    "的日期是",
    "的日期为",
    "时间是",
    "时间为",
    "的时间是",
    "的时间为",
    "就是",
];
const NAME_THEN_DATE: &[&str] = &["", ":", "时间:", "日期:"];
/// In front of a name whose date was another one once: “最早的世界无烟日是4月7日”.
const ONCE: &[&str] = &["最早", "最初", "起初", "首次", "首个", "原来", "原先", "过去", "曾"];
/// So many letters in front of a name are looked at.
const BEFORE: usize = 5;

pub fn check(line: &Line<'_, '_>, findings: &mut Findings) {
    for dates in line.all_dates() {
        let is_one = dates.days.len() == 1 || dates.is_range;
        if !is_one || dates.days.iter().any(|&day| !is_real(line, day)) {
            continue;
        }
        let form = name_behind(line, &dates).or_else(|| name_before(line, &dates));
        if let Some(finding) = form.and_then(|form| fault(line, &dates, form)) {
            findings.push(finding);
        }
    }
}

/// The observance that the dates are said to be.
fn name_behind<'l, 'n>(line: &'l Line<'_, 'n>, dates: &Dates) -> Option<&'l Form<'n>> {
    let first = line.behind(dates.next)?;
    let name = match first.kind {
        Kind::Edition { .. } => {
            line.behind(dates.next + 1).filter(|name| is_beside(line, first, name))?
        }
        _ => first,
    };
    let Kind::Name(form) = name.kind else { return None };
    let gap = line.script.gap(dates.end..first.start)?;
    let rest = &line.script.letters[name.end..];
    let goes_on =
        GOES_ON.iter().any(|word| rest.iter().copied().take(word.chars().count()).eq(word.chars()));
    let ends = line.pauses(name.end) || goes_on || rest.first().is_some_and(char::is_ascii_digit);
    let counts = DATE_IS_NAME.contains(&gap.trim_start_matches(')')) && ends;
    (counts && !line.script.in_work(name.end - 1)).then_some(form)
}

/// The observance that is said to be on the dates.
fn name_before<'l, 'n>(line: &'l Line<'_, 'n>, dates: &Dates) -> Option<&'l Form<'n>> {
    let first = dates.days[0];
    line.behind(first)?;
    let name = &line.tokens[first.checked_sub(1)?];
    let Kind::Name(form) = name.kind else { return None };
    let before = &line.script.letters[name.start.saturating_sub(BEFORE)..name.start];
    let before: String = before.iter().collect();
    if ONCE.iter().any(|word| before.contains(word)) {
        return None;
    }
    let gap = line.script.gap(name.end..line.tokens[first].start)?;
    let counts = if gap == "(" {
        matches!(line.script.next(dates.end), None | Some(')' | ',' | '、'))
    } else if NAME_THEN_DATE.contains(&gap.as_str()) {
        line.stops(dates.end)
    } else {
        NAME_IS_DATE.contains(&gap.as_str()) && line.pauses(dates.end)
    };
    (counts && !line.script.in_work(name.end - 1)).then_some(form)
}

fn fault(line: &Line<'_, '_>, dates: &Dates, form: &Form<'_>) -> Option<Finding> {
    let observance = form.observance;
    let (first, last) = (dates.days[0], *dates.days.last()?);
    let (first_day, last_day) = (line.day(first)?, line.day(last)?);
    let years = line.years(first, first_day.year, line.about.years_of(observance));
    let mut right = None;
    for &year in &years {
        let (year, days) = first_held(observance, year);
        let Some(written) = stretch(year, first_day, last_day) else { continue };
        let fits = match &days {
            Days::On(range) => lies_in(written, *range) || lies_in_last_years(observance, written),
            Days::StartsOn(start) if dates.is_range => written.start == *start,
            Days::StartsOn(start) => written.start >= *start,
            // That year's notice may say just this.
            Days::Monthly(_) | Days::AwaitsNotice { .. } => true,
            Days::NotOnRecord => continue,
        };
        if fits || is_own(line.about, observance, written) || is_lunar(observance, first_day) {
            return None;
        }
        right = right.or(Some((year, days)));
    }
    let (year, days) = right?;
    let range = letters(line, first).start..line.tokens[last].end;
    Some(
        line.finding(Code::ObservanceDateWrong, range)
            .with("name", observance.name.as_str())
            .with("year", year.to_string())
            .with("days", text(&days)),
    )
}

/// The days of that year. What was resolved in 1987 was first held in 1988.
fn first_held(observance: &Observance, year: i16) -> (i16, Days) {
    let years = [year, year + 1, year + 2].into_iter();
    let mut held = years.map(|year| (year, observance.days(year)));
    held.find(|(_, days)| *days != Days::NotOnRecord).unwrap_or((year, Days::NotOnRecord))
}

/// The days as written, in a year.
fn stretch(year: i16, first: Day, last: Day) -> Option<DateRange> {
    let start = calendar_day(year, first.month, first.day)?;
    let told = match last.year {
        Some(Year::Written(year)) if !last.goes_on => Some(year),
        _ => None,
    };
    let over_new_year = (last.month, last.day) < (first.month, first.day);
    let end_year = told.unwrap_or(year + i16::from(over_new_year));
    Some(DateRange { start, end: calendar_day(end_year, last.month, last.day)? })
}

fn lies_in(written: DateRange, right: DateRange) -> bool {
    right.contains(written.start) && right.contains(written.end)
}

/// A week over New Year belongs to the year it begins in.
fn lies_in_last_years(observance: &Observance, written: DateRange) -> bool {
    let last_year = observance.days(written.start.year() - 1).range();
    last_year.is_some_and(|range| lies_in(written, range))
}

/// Whether they are the record's own days.
fn is_own(about: &About<'_>, observance: &Observance, written: DateRange) -> bool {
    match about {
        About::Record { observance: own, days: Some(days), .. } => {
            own.id == observance.id && lies_in(written, *days)
        }
        _ => false,
    }
}

/// “九月九日重阳节” counts in the Chinese calendar.
fn is_lunar(observance: &Observance, written: Day) -> bool {
    match observance.rule {
        Rule::Lunar { month, day } => {
            written.month == u16::from(month) && written.day == u16::from(day)
        }
        _ => false,
    }
}

/// The days as one would write them.
fn text(days: &Days) -> String {
    let day = |date: Date| format!("{}月{}日", date.month(), date.day());
    match *days {
        Days::On(range) if range.is_one_day() => day(range.start),
        Days::On(range) if range.start.month() == range.end.month() => {
            format!("{}—{}日", day(range.start), range.end.day())
        }
        Days::On(range) => format!("{}—{}", day(range.start), day(range.end)),
        Days::StartsOn(start) => format!("{}起", day(start)),
        _ => String::new(),
    }
}
