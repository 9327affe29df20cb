//! The health calendar on paper: a year on one sheet for the wall, and single months.
//!
//! May use: almanac, config, content, diagnostics

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Product, Sheet, letterhead, with};
use crate::almanac::{DateRange, Priority, lunar_labels};
use crate::config::print::{A3, A4, Format, Paper, Profile};
use crate::content::Appointment;
use crate::diagnostics::Place;
use crate::site::health_days::{self, AwaitedDay, health_days};
use crate::site::layout::Layout;
use crate::site::route::{self, SitePath};
use crate::site::season::{DateView, days_text, shifted};

/// An observance whose days a notice will tell.
#[derive(Debug, Serialize)]
struct AwaitedWords {
    name: String,
    typical: Option<String>,
}

/// A month on the wall calendar.
#[derive(Debug, Serialize)]
struct WallMonth {
    number: i8,
    /// `5月`
    name: String,
    /// Of its first day; 1 is Monday.
    first_weekday: i8,
    length: i8,
    /// Days on which something is marked.
    marked: Vec<i8>,
    events: Vec<WallEvent>,
}

#[derive(Debug, Serialize)]
struct WallEvent {
    dates: String,
    edition: Option<String>,
    name: String,
    priority: &'static str,
    /// The site has a campaign for it.
    planned: bool,
}

#[derive(Debug, Serialize)]
struct MonthDayWords {
    number: i8,
    /// The lunar day, or the solar term that begins.
    lunar: String,
    is_term: bool,
}

#[derive(Debug, Serialize)]
struct MonthEvent {
    dates: String,
    /// Of a single day.
    weekday: Option<&'static str>,
    /// Its first and last day in this month.
    first: i8,
    last: i8,
    edition: Option<String>,
    name: String,
    priority: &'static str,
    theme: Option<String>,
    theme_pending: bool,
    planned: Vec<String>,
}

/// The wall calendars of this year and the next, and the sheets of the coming months.
pub(super) fn sheets(layout: &Layout<'_>) -> Vec<Sheet> {
    let years = health_days::printed_years(layout).into_iter();
    let months = health_days::printed_months(layout).into_iter();
    let walls = years.map(|year| wall_calendar(layout, year, Profile::Office));
    walls.chain(months.map(|first| month_sheet(layout, first, Profile::Office))).collect()
}

pub(super) fn wall_calendar(layout: &Layout<'_>, year: i16, profile: Profile) -> Sheet {
    let first_days = (1..=12).filter_map(|month| Date::new(year, month, 1).ok());
    let months: Vec<_> = first_days.map(|first| wall_month(layout, first)).collect();
    let period = json!({ "year": year, "months": months, "awaiting": awaiting(layout, year) });
    let title = format!("{year}年健康日历");
    sheet(layout, title, (A3, profile), ("wall-calendar.typ", route::wall_calendar(year)), period)
}

pub(super) fn month_sheet(layout: &Layout<'_>, first: Date, profile: Profile) -> Sheet {
    let period = json!({
        "year": first.year(),
        "month": first.month(),
        "first_weekday": first.weekday().to_monday_one_offset(),
        "length": first.days_in_month(),
        "days": lunar_days(first),
        "events": month_events(layout, first),
    });
    let title = format!("{}年{}月健康日历", first.year(), first.month());
    sheet(layout, title, (A4, profile), ("month.typ", route::month_sheet(first)), period)
}

fn sheet(
    layout: &Layout<'_>,
    title: String,
    (paper, profile): (Paper, Profile),
    (template, path): (&'static str, SitePath),
    period: Value,
) -> Sheet {
    Sheet {
        format: Format::Calendar,
        path: match profile {
            Profile::Office => path,
            profile => route::variant(&path, profile.word()),
        },
        is_public: true,
        template,
        words: with(letterhead(layout, &title, (paper, profile)), period),
        title,
        pictures: Vec::new(),
        link: layout.address(&route::calendar()),
        written: Vec::new(),
        product: Product::Document { paper, profile, is_filed: false, tile: None },
        legible: None,
        silent: Vec::new(),
        occasion: None,
        origin: Place::Site,
    }
}

/// What a notice will tell, with its usual season in a few words: the sheet puts them in brackets.
fn awaiting(layout: &Layout<'_>, year: i16) -> Vec<AwaitedWords> {
    let words = |day: AwaitedDay<'_>| {
        let season = day.typical.as_deref().and_then(|text| text.split(['(', '（']).next());
        AwaitedWords { name: day.observance.name.clone(), typical: season.map(ToOwned::to_owned) }
    };
    health_days::awaited(layout, year).into_iter().map(words).collect()
}

fn wall_month(layout: &Layout<'_>, first: Date) -> WallMonth {
    let month = DateRange { start: first, end: first.last_of_month() };
    let mut days = health_days(layout, month.start, month.end);
    let short: Vec<_> = days.iter().copied().filter(|day| day.is_short()).collect();
    // What began in the month before is told there; what began last year is on no sheet but here.
    days.retain(|day| month.contains(day.days.start) || first.month() == 1);
    days.sort_by_key(|day| day.days != month);
    let is_marked = |date: &Date| short.iter().any(|day| day.days.contains(*date));
    WallMonth {
        number: first.month(),
        name: format!("{}月", first.month()),
        first_weekday: first.weekday().to_monday_one_offset(),
        length: first.days_in_month(),
        marked: month_days(first).filter(is_marked).map(Date::day).collect(),
        events: days
            .iter()
            .map(|day| WallEvent {
                dates: dates_within(day.days, month),
                edition: day.edition(),
                name: day.observance.name.clone(),
                priority: letter(day.observance.priority),
                planned: day.campaign.is_some(),
            })
            .collect(),
    }
}

fn month_events(layout: &Layout<'_>, first: Date) -> Vec<MonthEvent> {
    let month = DateRange { start: first, end: first.last_of_month() };
    let mut days = health_days(layout, month.start, month.end);
    days.sort_by_key(|day| day.days != month);
    days.iter()
        .map(|day| {
            let theme = day.theme().map(ToOwned::to_owned);
            let schedule = day.campaign.into_iter().flat_map(|campaign| &campaign.schedule);
            let planned = schedule.map(Appointment::line);
            MonthEvent {
                dates: dates_within(day.days, month),
                weekday: day.days.is_one_day().then(|| DateView::new(day.days.start).weekday),
                first: day.days.start.max(month.start).day(),
                last: day.days.end.min(month.end).day(),
                edition: day.edition(),
                name: day.observance.name.clone(),
                priority: letter(day.observance.priority),
                theme_pending: theme.is_none() && day.campaign.is_some(),
                theme,
                planned: planned.collect(),
            }
        })
        .collect()
}

/// `25日`, `1日—7日`, `全月`; with months where it leaves this one.
fn dates_within(days: DateRange, month: DateRange) -> String {
    if days == month {
        "全月".to_owned()
    } else if !month.contains(days.start) || !month.contains(days.end) {
        days_text(days)
    } else if days.is_one_day() {
        format!("{}日", days.start.day())
    } else {
        format!("{}日—{}日", days.start.day(), days.end.day())
    }
}

fn month_days(first: Date) -> impl Iterator<Item = Date> {
    (0..i64::from(first.days_in_month())).map(move |day| shifted(first, day))
}

fn lunar_days(first: Date) -> Vec<MonthDayWords> {
    let mut labels = lunar_labels(first.year(), first.month()).into_iter();
    let day = |number: i8| {
        let label = labels.next();
        let is_term = label.as_ref().is_some_and(|label| label.is_term);
        MonthDayWords { number, lunar: label.map(|label| label.text).unwrap_or_default(), is_term }
    };
    (1..=first.days_in_month()).map(day).collect()
}

fn letter(priority: Priority) -> &'static str {
    match priority {
        Priority::A => "A",
        Priority::B => "B",
        Priority::C => "C",
    }
}
