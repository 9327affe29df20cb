//! The health calendar on paper: a year on one sheet for the wall, and single months.
//!
//! May use: almanac, config, content, diagnostics

use jiff::civil::Date;
use serde::Serialize;

use super::health_days::{self, AwaitedDay, health_days};
use super::layout::Layout;
use super::poster::PosterHotline;
use super::route::{self, SitePath};
use super::season::{DateView, days_text, shifted};
use crate::almanac::{DateRange, Priority, lunar_labels};
use crate::content::Appointment;

/// A sheet to print, with the data of its template.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Where the website offers it; the print folder holds it under the same name.
    pub path: SitePath,
    /// The theme's template, below `sheets/`.
    pub template: &'static str,
    pub words: SheetWords,
    /// The whole address its QR code leads to.
    pub link: Option<String>,
}

/// What every calendar sheet says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetWords {
    pub title: String,
    pub year: i16,
    pub organisation: String,
    pub department: Option<String>,
    pub hotlines: Vec<PosterHotline>,
    #[serde(flatten)]
    pub period: Period,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Period {
    Year { months: Vec<WallMonth>, awaiting: Vec<AwaitedWords> },
    Month(MonthWords),
}

/// An observance whose days a notice will tell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AwaitedWords {
    pub name: String,
    pub typical: Option<String>,
}

/// A month on the wall calendar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WallMonth {
    pub number: i8,
    /// `5月`
    pub name: String,
    /// Of its first day; 1 is Monday.
    pub first_weekday: i8,
    pub length: i8,
    /// Days on which something is marked.
    pub marked: Vec<i8>,
    pub events: Vec<WallEvent>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WallEvent {
    pub dates: String,
    pub edition: Option<String>,
    pub name: String,
    pub priority: &'static str,
    /// The site has a campaign for it.
    pub planned: bool,
}

/// A month on a sheet of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MonthWords {
    pub month: i8,
    pub first_weekday: i8,
    pub length: i8,
    pub days: Vec<MonthDayWords>,
    pub events: Vec<MonthEvent>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MonthDayWords {
    pub number: i8,
    /// The lunar day, or the solar term that begins.
    pub lunar: String,
    pub is_term: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MonthEvent {
    pub dates: String,
    /// Of a single day.
    pub weekday: Option<&'static str>,
    /// Its first and last day in this month.
    pub first: i8,
    pub last: i8,
    pub edition: Option<String>,
    pub name: String,
    pub priority: &'static str,
    pub theme: Option<String>,
    pub theme_pending: bool,
    pub planned: Vec<String>,
}

/// The wall calendars of this year and the next, and the sheets of the coming months.
pub(super) fn sheets(layout: &Layout<'_>) -> Vec<Sheet> {
    let years = health_days::printed_years(layout).into_iter();
    let months = health_days::printed_months(layout).into_iter();
    let walls = years.map(|year| wall_calendar(layout, year));
    walls.chain(months.map(|first| month_sheet(layout, first))).collect()
}

fn wall_calendar(layout: &Layout<'_>, year: i16) -> Sheet {
    let first_days = (1..=12).filter_map(|month| Date::new(year, month, 1).ok());
    let months = first_days.map(|first| wall_month(layout, first)).collect();
    sheet(
        layout,
        (route::wall_calendar(year), "wall-calendar.typ"),
        SheetWords {
            title: format!("{year}年健康日历"),
            year,
            period: Period::Year { months, awaiting: awaiting(layout, year) },
            ..letterhead(layout)
        },
    )
}

fn month_sheet(layout: &Layout<'_>, first: Date) -> Sheet {
    let month = MonthWords {
        month: first.month(),
        first_weekday: first.weekday().to_monday_one_offset(),
        length: first.days_in_month(),
        days: lunar_days(first),
        events: month_events(layout, first),
    };
    sheet(
        layout,
        (route::month_sheet(first), "month.typ"),
        SheetWords {
            title: format!("{}年{}月健康日历", first.year(), first.month()),
            year: first.year(),
            period: Period::Month(month),
            ..letterhead(layout)
        },
    )
}

fn sheet(
    layout: &Layout<'_>,
    (path, template): (SitePath, &'static str),
    words: SheetWords,
) -> Sheet {
    let calendar = route::calendar().encoded();
    let link = layout.config.base_url.as_ref().map(|base| base.join(&calendar));
    Sheet { path, template, words, link }
}

/// What a notice will tell, with its usual season in a few words: the sheet puts them in brackets.
fn awaiting(layout: &Layout<'_>, year: i16) -> Vec<AwaitedWords> {
    let words = |day: AwaitedDay<'_>| {
        let season = day.typical.as_deref().and_then(|text| text.split(['(', '（']).next());
        AwaitedWords { name: day.observance.name.clone(), typical: season.map(ToOwned::to_owned) }
    };
    health_days::awaited(layout, year).into_iter().map(words).collect()
}

/// The words around a calendar, for any period.
fn letterhead(layout: &Layout<'_>) -> SheetWords {
    let config = layout.config;
    SheetWords {
        title: String::new(),
        year: layout.moment.today.year(),
        organisation: config.organisation.value.clone(),
        department: config.department.as_ref().map(|text| text.value.clone()),
        hotlines: PosterHotline::all(config),
        period: Period::Year { months: Vec::new(), awaiting: Vec::new() },
    }
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
