//! `banbao calendar`: what is coming, what is prepared for it, what is missing, and when the site changes next.
//!
//! May use: almanac, messages, pipeline, site

use jiff::Span;
use jiff::civil::Date;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::Exit;
use super::args::{CalendarQuestion, Options};
use super::console::Console;
use crate::almanac::{DateRange, Priority};
use crate::messages::Argument;
use crate::pipeline::{self, Goal, Survey};
use crate::site::outlook::{ArticleDue, Awaited, Coming, Missing, Outlook};

/// Columns of the days in front of a title.
const DAYS_WIDTH: usize = 24;
/// Days a change of the boards is announced ahead.
const SOON: i32 = 14;

pub fn calendar(question: CalendarQuestion, options: &Options, console: &Console) -> Exit {
    match question {
        CalendarQuestion::Next => next(options, console),
        CalendarQuestion::Year(year) => match (Date::new(year, 1, 1), Date::new(year, 12, 31)) {
            (Ok(start), Ok(end)) => ahead(DateRange { start, end }, options, console),
            _ => Exit::Usage,
        },
        CalendarQuestion::Months(months) => {
            let start = options.today();
            let end = start.saturating_add(Span::new().months(months));
            ahead(DateRange { start, end }, options, console)
        }
    }
}

/// Prints the beginning of the next day on which the site changes, as `2026-12-01 00:00` in local time.
fn next(options: &Options, console: &Console) -> Exit {
    let request = options.request(Goal::Check);
    let Some(survey) = answer(pipeline::next_change(&request), console) else {
        return Exit::Environment;
    };
    let Some(day) = survey.answer else { return Exit::Faults };
    let instant = day.map(|day| format!("{day} 00:00"));
    match instant {
        _ if console.json => console.print(&json!({ "next": instant }).to_string()),
        Some(instant) => console.print(&instant),
        None => console.tell("calendar-never", &[]),
    }
    Exit::Done
}

/// The survey, its findings shown; None when the environment failed, and that was said.
fn answer<T>(survey: Result<Survey<T>, pipeline::Failure>, console: &Console) -> Option<Survey<T>> {
    match survey {
        Ok(survey) => {
            if !console.json || survey.answer.is_none() {
                console.show(&survey.findings, |path| survey.text(path));
            }
            Some(survey)
        }
        Err(failure) => {
            console.complain_of(&failure);
            None
        }
    }
}

fn ahead(span: DateRange, options: &Options, console: &Console) -> Exit {
    let request = options.request(Goal::Check);
    let Some(survey) = answer(pipeline::outlook(&request, span), console) else {
        return Exit::Environment;
    };
    let Some(outlook) = &survey.answer else { return Exit::Faults };
    if console.json {
        let mut value = as_json(outlook);
        value["findings"] = console.as_json(&survey.findings, |path| survey.text(path)).into();
        console.print(&value.to_string());
    } else {
        Printer { console, today: options.today() }.outlook(outlook);
    }
    Exit::Done
}

fn as_json(outlook: &Outlook) -> Value {
    let day = |day: &Coming| {
        json!({
            "id": day.id,
            "title": day.title,
            "start": day.days.start,
            "end": day.days.end,
            "days_until": day.days_until,
            "priority": match day.priority {
                Priority::A => "A",
                Priority::B => "B",
                Priority::C => "C",
            },
            "theme": day.theme,
            "record": day.record.as_ref().map(|record| record.file.as_str()),
            "poster": day.record.as_ref().and_then(|record| {
                record.poster.as_ref().map(|poster| format!("print/{poster}"))
            }),
            "missing": day.missing.iter().map(|missing| word(*missing)).collect::<Vec<_>>(),
        })
    };
    let awaited = |it: &Awaited| {
        json!({
            "id": it.id,
            "name": it.name,
            "year": it.year,
            "typical": it.typical,
            "record": it.record.as_ref().map(|file| file.as_str()),
            "missing": ["date"],
        })
    };
    let article = |it: &ArticleDue| {
        let what = if it.expires { "expires" } else { "review" };
        json!({ "file": it.file.as_str(), "title": it.title, "day": it.day, "due": what })
    };
    json!({
        "from": outlook.span.start,
        "to": outlook.span.end,
        "days": outlook.days.iter().map(day).collect::<Vec<_>>(),
        "awaited": outlook.awaited.iter().map(awaited).collect::<Vec<_>>(),
        "board": { "last_change": outlook.board.last, "due": outlook.board.due },
        "articles": outlook.articles.iter().map(article).collect::<Vec<_>>(),
    })
}

fn word(missing: Missing) -> &'static str {
    match missing {
        Missing::Record => "record",
        Missing::Poster => "poster",
        Missing::Theme => "theme",
        Missing::Release => "release",
    }
}

struct Printer<'a> {
    console: &'a Console,
    today: Date,
}

impl Printer<'_> {
    fn outlook(&self, outlook: &Outlook) {
        let Outlook { span, days, awaited, board, articles } = outlook;
        let records = days.iter().filter(|day| day.record.is_some()).count();
        let totals = [
            ("from", self.date(span.start).into()),
            ("to", self.date(span.end).into()),
            ("days", days.len().into()),
            ("records", records.into()),
        ];
        self.console.tell("calendar-span", &totals);
        self.console.tell("calendar-legend", &[]);
        let mut month = None;
        for day in days {
            let start = day.days.start;
            if month.replace((start.year(), start.month())) != Some((start.year(), start.month())) {
                self.console.print("");
                self.console.tell("calendar-month", &self.date_parts(start));
            }
            self.day(day);
        }
        self.section("calendar-awaited", awaited, |it| {
            let typical = it.typical.clone().map(|typical| {
                self.console.say("calendar-typical", &[("typical", typical.into())])
            });
            let record = it.record.as_ref().map(|file| {
                let said = self.console.say("calendar-record", &[("file", file.as_str().into())]);
                format!("  {said}")
            });
            let (typical, record) = (typical.unwrap_or_default(), record.unwrap_or_default());
            format!("{} {}{typical}{record}", it.year, it.name)
        });
        self.section("calendar-articles", articles, |it| {
            let name = if it.expires { "calendar-expires" } else { "calendar-review" };
            let (title, file) = (it.title.as_str(), it.file.as_str());
            let day = self.date(it.day);
            let it = [("day", day.into()), ("title", title.into()), ("file", file.into())];
            self.console.say(name, &it)
        });
        let due = board.due;
        let late = due <= self.today;
        let soon = self.today.saturating_add(Span::new().days(SOON)) >= due;
        let name = match board.last {
            None => "calendar-board-unknown",
            Some(_) if late => "calendar-board-late",
            Some(_) if soon => "calendar-board-soon",
            Some(_) => "calendar-board",
        };
        let last = board.last.map(|last| self.date(last)).unwrap_or_default();
        self.console.print("");
        self.console.tell(name, &[("last", last.into()), ("due", self.date(due).into())]);
    }

    fn section<T>(&self, heading: &str, items: &[T], line: impl Fn(&T) -> String) {
        if !items.is_empty() {
            self.console.print("");
            self.console.tell(heading, &[]);
            items.iter().for_each(|item| self.console.print(&format!("  {}", line(item))));
        }
    }

    fn day(&self, day: &Coming) {
        let mark = if day.priority == Priority::A { "★ " } else { "  " };
        let days = self.days(day.days);
        let gap = " ".repeat(DAYS_WIDTH.saturating_sub(days.width()).max(1));
        let left = match day.days_until {
            until if until < 0 => "calendar-begun",
            0 => "calendar-today",
            _ => "calendar-left",
        };
        let until = usize::try_from(day.days_until).unwrap_or_default();
        let left = self.console.say(left, &[("days", until.into())]);
        let left = if day.days.end < self.today { String::new() } else { format!("  {left}") };
        self.console.print(&format!("{mark}{days}{gap}{}{left}", day.title));
        let indent = " ".repeat(DAYS_WIDTH + 2);
        let note = |name: &str, arguments: &[(&'static str, Argument)]| {
            self.console.print(&format!("{indent}{}", self.console.say(name, arguments)));
        };
        if let Some(record) = &day.record {
            note("calendar-record", &[("file", record.file.as_str().into())]);
            if let Some(theme) = &day.theme {
                note("calendar-theme", &[("theme", theme.as_str().into())]);
            }
        }
        // Without a record everything else is missing, too; that a day was is no task any more.
        let over = day.days.end < self.today;
        let missing = day.missing.iter().filter(|missing| match missing {
            Missing::Record => day.priority == Priority::A,
            Missing::Poster => false,
            Missing::Theme | Missing::Release => day.record.is_some(),
        });
        let missing: Vec<String> =
            missing.map(|it| self.console.say(&format!("missing-{}", word(*it)), &[])).collect();
        if !missing.is_empty() && !over {
            note("calendar-missing", &[("missing", Argument::List(missing))]);
        }
    }

    fn days(&self, days: DateRange) -> String {
        if days.is_one_day() {
            self.console.say("calendar-day", &self.date_parts(days.start))
        } else {
            let end = self.console.say("calendar-end", &self.date_parts(days.end));
            let mut parts = self.date_parts(days.start).to_vec();
            parts.push(("end", end.into()));
            self.console.say("calendar-days", &parts)
        }
    }

    fn date(&self, date: Date) -> String {
        self.console.say("calendar-date", &self.date_parts(date))
    }

    fn date_parts(&self, date: Date) -> [(&'static str, Argument); 4] {
        let number = |number: i8| usize::try_from(number).unwrap_or_default().into();
        [
            ("year", date.year().to_string().into()),
            ("month", number(date.month())),
            ("day", number(date.day())),
            ("weekday", number(date.weekday().to_monday_one_offset())),
        ]
    }
}
