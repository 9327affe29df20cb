//! What lies ahead, for those who prepare it: which health days come, what is ready, and what is missing.
//!
//! May use: almanac, config, content, diagnostics

use jiff::Span;
use jiff::civil::Date;

use super::Moment;
use super::health_days::{self, AwaitedDay, HealthDay};
use super::layout::Layout;
use super::print;
use super::route::SitePath;
use super::season::days_until;
use crate::almanac::{DateRange, Priority};
use crate::config::Config;
use crate::content::activity::ActivityTime;
use crate::content::{Article, Library};
use crate::diagnostics::SourcePath;

/// Forms of activity that change what hangs on a board.
const BOARDS: [&str; 6] = ["宣传栏", "专栏", "橱窗", "墙报", "展板", "板报"];

/// The days from one date to another, and how well they are prepared.
#[derive(Debug)]
pub struct Outlook {
    pub span: DateRange,
    pub days: Vec<Coming>,
    /// Observances whose days a notice will tell, of the years the span touches.
    pub awaited: Vec<Awaited>,
    pub board: BoardChange,
    /// Articles that expire or whose review falls due, by day.
    pub articles: Vec<ArticleDue>,
}

/// A health day ahead.
#[derive(Debug)]
pub struct Coming {
    pub id: String,
    pub title: String,
    pub days: DateRange,
    /// Negative once it has begun.
    pub days_until: i64,
    pub priority: Priority,
    pub theme: Option<String>,
    pub record: Option<Prepared>,
    pub missing: Vec<Missing>,
}

/// The campaign record of a health day.
#[derive(Debug)]
pub struct Prepared {
    pub file: SourcePath,
    /// None in a build without print.
    pub poster: Option<SitePath>,
}

/// What is still to be done for a health day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Record,
    Poster,
    /// The theme is not announced, or nobody has written it down.
    Theme,
    /// The record is a draft.
    Release,
}

/// An observance without a date.
#[derive(Debug)]
pub struct Awaited {
    pub id: String,
    pub name: String,
    pub year: i16,
    pub typical: Option<String>,
    pub record: Option<SourcePath>,
}

/// When boards were last changed, as far as records tell, and when they are to be changed again.
#[derive(Debug, Clone, Copy)]
pub struct BoardChange {
    pub last: Option<Date>,
    pub due: Date,
}

#[derive(Debug)]
pub struct ArticleDue {
    pub file: SourcePath,
    pub title: String,
    pub day: Date,
    /// Else its review is due.
    pub expires: bool,
}

/// Looks over the days of `span`.
pub fn outlook(library: &Library, config: &Config, moment: Moment, span: DateRange) -> Outlook {
    // Drafts are on the way: whoever prepares a campaign wants to see them.
    let layout = Layout::new(library, config, Moment { drafts: true, future: true, ..moment });
    let days = health_days::reckon(config, &layout.campaigns, (span.start, span.end));
    let years = span.start.year()..=span.end.year();
    let awaited = years.flat_map(|year| health_days::awaited(&layout, year)).map(awaited);
    Outlook {
        span,
        days: days.iter().map(|day| coming(day, config, moment.today)).collect(),
        awaited: awaited.collect(),
        board: board_change(library, config, moment.today),
        articles: articles_due(library, span),
    }
}

fn awaited(day: AwaitedDay<'_>) -> Awaited {
    Awaited {
        id: format!("{}-{}", day.observance.id, day.year),
        name: day.observance.name.clone(),
        year: day.year,
        typical: day.typical,
        record: day.campaign.map(|campaign| campaign.file.clone()),
    }
}

fn coming(day: &HealthDay<'_>, config: &Config, today: Date) -> Coming {
    let mut missing = Vec::new();
    match day.campaign {
        None => missing.extend([Missing::Record, Missing::Poster]),
        Some(campaign) if campaign.draft => missing.push(Missing::Release),
        Some(_) => {}
    }
    if day.theme().is_none() {
        missing.push(Missing::Theme);
    }
    Coming {
        id: day.id(),
        title: day.title(),
        days: day.days,
        days_until: days_until(today, day.days.start),
        priority: day.observance.priority,
        theme: day.theme().map(ToOwned::to_owned),
        record: day.campaign.map(|campaign| Prepared {
            file: campaign.file.clone(),
            poster: print::poster_file(config, &campaign.id).map(|(file, _)| file),
        }),
        missing,
    }
}

fn board_change(library: &Library, config: &Config, today: Date) -> BoardChange {
    let activities = library.campaigns.values().flat_map(|campaign| &campaign.activities);
    let issues = library.boards.values().flat_map(|board| &board.issues);
    let changes = activities.filter(|activity| {
        activity.form.iter().any(|form| BOARDS.iter().any(|board| form.contains(board)))
    });
    let last = changes
        .filter_map(|activity| match activity.time {
            ActivityTime::Day(day) => Some(day),
            ActivityTime::Month { year, month } => Date::new(year, month, 1).ok(),
            ActivityTime::Described(_) => None,
        })
        .chain(issues.map(|issue| issue.from))
        .filter(|day| *day <= today)
        .max();
    let months = Span::new().months(config.board_months);
    BoardChange { last, due: last.map_or(today, |last| last.saturating_add(months)) }
}

/// What falls due up to the end of `span`, overdue reviews included.
fn articles_due(library: &Library, span: DateRange) -> Vec<ArticleDue> {
    let due = |article: &Article, day: Date, expires| ArticleDue {
        file: article.file.clone(),
        title: article.title.clone(),
        day,
        expires,
    };
    let mut found: Vec<_> = library
        .articles
        .values()
        .filter(|article| !article.draft)
        .flat_map(|article| {
            let review = article.review_by.filter(|day| *day <= span.end);
            let expiry = article.expires.filter(|day| span.contains(*day));
            let is_gone = article.expires.is_some_and(|day| day < span.start);
            let review = review.filter(|_| !is_gone).map(|day| due(article, day, false));
            [review, expiry.map(|day| due(article, day, true))]
        })
        .flatten()
        .collect();
    found.sort_by(|a, b| (a.day, &a.file).cmp(&(b.day, &b.file)));
    found
}
