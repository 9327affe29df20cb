//! The pages of the health calendar, and the list of days to come.
//!
//! May use: almanac, diagnostics

use jiff::Span;
use jiff::civil::Date;
use serde_json::json;

use super::health_days::{self, AwaitedDay, HealthDay, coming_months, health_days, horizon};
use super::layout::{Heading, Layout};
use super::meta::PageKind;
use super::route::{self, SitePath};
use super::season::{DateView, Shown, State, Window, days_text, shifted};
use super::view::{
    AwaitedView, CalendarDay, CalendarEntry, ComingDay, MonthView, PeriodLink, SheetFile,
};
use super::{Page, PageContent, PageSubject, agenda, campaigns};
use crate::almanac;
use crate::diagnostics::Place;

/// How far ahead coming days are announced, in days.
const ANNOUNCED: i64 = 90;
/// How many of them at once.
const COMING: usize = 8;

/// Health days to come, each shown from the day on which it is near and has a place in the list, until the
/// day itself.
pub(super) fn coming(layout: &Layout<'_>, page: &SitePath) -> Vec<ComingDay> {
    let today = layout.moment.today;
    // A page that is a year old still has days ahead.
    let mut days = health_days(layout, today, shifted(horizon(today), ANNOUNCED));
    days.retain(|day| day.days.start >= today);
    let starts: Vec<Date> = days.iter().map(|day| day.days.start).collect();
    let windows = starts.iter().enumerate().map(|(at, start)| {
        let near = shifted(*start, -ANNOUNCED);
        let place_free = at.checked_sub(COMING).map(|before| shifted(starts[before], 1));
        Window { from: Some(place_free.map_or(near, |free| free.max(near))), until: Some(*start) }
    });
    days.iter()
        .zip(windows)
        .filter_map(|(day, window)| Some(coming_day(day, page, Shown::on(&[window], today)?)))
        .collect()
}

pub(super) fn coming_day(day: &HealthDay<'_>, page: &SitePath, shown: Shown) -> ComingDay {
    ComingDay {
        name: day.observance.name.clone(),
        date: DateView::new(day.days.start),
        dates_text: days_text(day.days),
        edition: day.edition(),
        url: day.campaign.map(|campaign| page.link_to(&route::campaign(&campaign.id))),
        shown,
    }
}

pub(super) fn pages(layout: &Layout<'_>) -> Vec<Page> {
    let this_year = layout.moment.today.year();
    let mut pages = vec![Page::later(route::calendar(), "calendar.html", PageSubject::Calendar)];
    pages.extend((this_year - 1..=this_year + 1).map(|year| {
        Page::later(route::calendar_year(year), "calendar-year.html", PageSubject::Year(year))
    }));
    pages.extend((this_year..=this_year + 1).flat_map(months).map(|first| {
        Page::later(route::calendar_month(first), "calendar-month.html", PageSubject::Month(first))
    }));
    pages
}

/// The first day of each month of a year.
fn months(year: i16) -> impl Iterator<Item = Date> {
    (1..=12).filter_map(move |month| Date::new(year, month, 1).ok())
}

/// The coming twelve months, and the files to take along.
pub(super) fn index_content(layout: &Layout<'_>) -> PageContent {
    let path = route::calendar();
    let today = layout.moment.today;
    let months: Vec<_> =
        coming_months(today, 13).map(|first| month_view(layout, first, &path)).collect();
    // Late in the year the next one's notices are the news.
    let awaited_year = today.saturating_add(Span::new().months(3)).year();
    let view = json!({
        "months": months,
        "years": years(layout, None, &path),
        "awaited": awaited_days(layout, awaited_year, &path),
        "awaited_year": awaited_year,
        "calendars": agenda::links(layout, &path),
        "sheets": sheets(layout, &path).into_iter().map(|(_, file)| file).collect::<Vec<_>>(),
    });
    let heading = Heading {
        path,
        title: "健康日历",
        description: Some("卫生健康宣传日、宣传周和宣传月的日期、主题与本院安排，可以订阅和打印。"),
        way: Vec::new(),
        kind: column(),
        origin: Place::Site,
    };
    layout.around(&heading, view)
}

fn column() -> PageKind<'static> {
    PageKind::Column {
        name: "健康日历", keywords: vec!["健康日历", "卫生健康主题宣传日"]
    }
}

/// The months of a year.
pub(super) fn year_content(layout: &Layout<'_>, year: i16) -> PageContent {
    let path = route::calendar_year(year);
    let months: Vec<_> = months(year).map(|first| month_view(layout, first, &path)).collect();
    let title = format!("{year}年健康日历");
    let view = json!({
        "year": year,
        "months": months,
        "years": years(layout, Some(year), &path),
        "awaited": awaited_days(layout, year, &path),
        "sheet": health_days::printed_years(layout)
            .contains(&year)
            .then(|| wall_calendar_file(layout, year, &path)),
    });
    let description = format!("{year}年各月的卫生健康宣传日、宣传周和宣传月。");
    let heading = Heading {
        path,
        title: &title,
        description: Some(&description),
        way: vec![("健康日历", route::calendar())],
        kind: column(),
        origin: Place::Site,
    };
    layout.around(&heading, view)
}

/// The month that begins on `first`, day by day.
pub(super) fn month_content(layout: &Layout<'_>, first: Date) -> PageContent {
    let (year, month) = (first.year(), first.month());
    let path = route::calendar_month(first);
    let view = month_view(layout, first, &path);
    let title = format!("{year}年{month}月健康日历");
    let neighbour = |first: Date| {
        route::has_month(layout.moment.today, first).then(|| PeriodLink {
            name: format!("{}年{}月", first.year(), first.month()),
            url: path.link_to(&route::calendar_month(first)),
            current: false,
        })
    };
    let sheet = health_days::printed_months(layout)
        .contains(&first)
        .then(|| month_sheet_file(layout, first, &path));
    let view = json!({
        "month": view,
        "weeks": weeks(layout, first, &path),
        "previous": neighbour(shifted(first, -1).first_of_month()),
        "next": neighbour(shifted(first.last_of_month(), 1)),
        "sheet": sheet,
    });
    let year_name = format!("{year}年");
    let description = format!("{title}：卫生健康宣传日的日期、主题和本院安排。");
    let heading = Heading {
        path,
        title: &title,
        description: Some(&description),
        way: vec![("健康日历", route::calendar()), (&year_name, route::calendar_year(year))],
        kind: column(),
        origin: Place::Site,
    };
    layout.around(&heading, view)
}

fn month_view(layout: &Layout<'_>, first: Date, page: &SitePath) -> MonthView {
    let today = layout.moment.today;
    let target = route::calendar_month(first);
    let linked = target != *page && route::has_month(today, first);
    let days = health_days(layout, first, first.last_of_month());
    MonthView {
        year: first.year(),
        number: first.month(),
        name: format!("{}年{}月", first.year(), first.month()),
        url: linked.then(|| page.link_to(&target)),
        entries: days.iter().map(|day| entry(layout, day, page)).collect(),
        shown: Shown::until(first.last_of_month(), today),
    }
}

fn entry(layout: &Layout<'_>, day: &HealthDay<'_>, page: &SitePath) -> CalendarEntry {
    let today = layout.moment.today;
    let theme = day.theme().map(ToOwned::to_owned);
    let over = match day.campaign {
        Some(campaign) => State::of(campaign, today, layout.config) == State::Past,
        None => day.days.end < today,
    };
    let pending = theme.is_none() && !over && day.campaign.is_some();
    CalendarEntry {
        title: day.title(),
        name: day.observance.name.clone(),
        edition: day.edition(),
        dates: days_text(day.days),
        start: DateView::new(day.days.start),
        end: DateView::new(day.days.end),
        one_day: day.days.is_one_day(),
        theme_pending: pending.then(|| Shown::until(day.days.end, today)).flatten(),
        theme,
        url: day.campaign.map(|campaign| page.link_to(&route::campaign(&campaign.id))),
        poster: day.campaign.and_then(|campaign| campaigns::poster_link(layout, campaign, page)),
        schedule: day.campaign.map_or(Vec::new(), campaigns::appointments),
    }
}

/// The days of a month in weeks from Monday to Sunday; places before the first and after the last are null.
fn weeks(layout: &Layout<'_>, first: Date, page: &SitePath) -> Vec<Vec<Option<CalendarDay>>> {
    let days = health_days(layout, first, first.last_of_month());
    let short: Vec<_> = days.iter().filter(|day| day.is_short()).collect();
    let labels = almanac::lunar_labels(first.year(), first.month());
    let cell = |date: Date| {
        let entries =
            short.iter().filter(|day| day.days.contains(date)).map(|day| entry(layout, day, page));
        let label = labels.get(date.day() as usize - 1);
        CalendarDay {
            date: DateView::new(date),
            number: date.day(),
            lunar: label.map_or(String::new(), |label| label.text.clone()),
            is_term: label.is_some_and(|label| label.is_term),
            entries: entries.collect(),
        }
    };
    let blank = first.weekday().to_monday_zero_offset() as usize;
    let dates = (0..i64::from(first.days_in_month())).map(|day| Some(cell(shifted(first, day))));
    let mut cells: Vec<_> = (0..blank).map(|_| None).chain(dates).collect();
    cells.resize_with(cells.len().next_multiple_of(7), || None);
    cells.chunks(7).map(<[_]>::to_vec).collect()
}

fn awaited_days(layout: &Layout<'_>, year: i16, page: &SitePath) -> Vec<AwaitedView> {
    let view = |day: AwaitedDay<'_>| AwaitedView {
        name: day.observance.name.clone(),
        typical: day.typical,
        url: day.campaign.map(|campaign| page.link_to(&route::campaign(&campaign.id))),
    };
    health_days::awaited(layout, year).into_iter().map(view).collect()
}

pub(super) fn years(layout: &Layout<'_>, current: Option<i16>, page: &SitePath) -> Vec<PeriodLink> {
    let this_year = layout.moment.today.year();
    (this_year - 1..=this_year + 1)
        .map(|year| PeriodLink {
            name: format!("{year}年"),
            url: page.link_to(&route::calendar_year(year)),
            current: current == Some(year),
        })
        .collect()
}

/// Sheets to print, each with its address.
pub(super) fn sheets(layout: &Layout<'_>, page: &SitePath) -> Vec<(SitePath, SheetFile)> {
    let years = health_days::printed_years(layout).into_iter();
    let months = health_days::printed_months(layout).into_iter();
    let walls =
        years.map(|year| (route::wall_calendar(year), wall_calendar_file(layout, year, page)));
    let months =
        months.map(|first| (route::month_sheet(first), month_sheet_file(layout, first, page)));
    walls.chain(months).collect()
}

fn wall_calendar_file(layout: &Layout<'_>, year: i16, page: &SitePath) -> SheetFile {
    SheetFile {
        name: format!("{year}年健康日历（挂历）"),
        url: page.link_to(&route::wall_calendar(year)),
        size: "A3".to_owned(),
        shown: Date::new(year, 12, 31)
            .ok()
            .and_then(|last| Shown::until(last, layout.moment.today)),
    }
}

fn month_sheet_file(layout: &Layout<'_>, first: Date, page: &SitePath) -> SheetFile {
    SheetFile {
        name: format!("{}年{}月健康日历", first.year(), first.month()),
        url: page.link_to(&route::month_sheet(first)),
        size: "A4".to_owned(),
        shown: Shown::until(first.last_of_month(), layout.moment.today),
    }
}
