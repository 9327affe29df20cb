//! Where a campaign stands on a given day, and how days are written.
//!
//! May use: almanac, config, content

use jiff::Span;
use jiff::civil::{Date, Time};
use serde::Serialize;

use crate::almanac::{DateRange, weekday_name};
use crate::config::Config;
use crate::content::Campaign;

/// Where a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It lasts, or ended within the tail days.
    Active,
    /// It begins within the lead days.
    Upcoming,
    Planned,
    Past,
}

/// A stretch of time in which a campaign stands in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phase {
    pub state: State,
    pub text: &'static str,
    pub window: Window,
}

/// Consecutive days, both ends inclusive; an open end reaches as far as there are days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

impl Window {
    pub fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// The whole life of a campaign, from its plan to its end: phases without a gap, in order.
pub fn phases(campaign: &Campaign, config: &Config) -> Vec<Phase> {
    let phase = |state, text, from, until| Phase { state, text, window: Window { from, until } };
    let Some(days) = campaign.days else {
        let last = Date::new(campaign.id.year, 12, 31).ok();
        let after = last.map(|last| shifted(last, 1));
        return vec![
            phase(State::Planned, "计划开展", None, last),
            phase(State::Past, "已经结束", after, None),
        ];
    };
    let lead = i64::from(campaign.lead_days.unwrap_or(config.lead_days));
    let tail = i64::from(campaign.tail_days.unwrap_or(config.tail_days));
    let announced = shifted(days.start, -lead);
    let eve = shifted(days.start, -1);
    let left = shifted(days.end, tail);
    let mut phases = vec![phase(State::Planned, "计划开展", None, Some(shifted(announced, -1)))];
    if lead > 0 {
        phases.push(phase(State::Upcoming, "即将开展", Some(announced), Some(eve)));
    }
    phases.push(phase(State::Active, "正在开展", Some(days.start), Some(days.end)));
    if tail > 0 {
        let after = Some(shifted(days.end, 1));
        phases.push(phase(State::Active, "刚刚结束", after, Some(left)));
    }
    phases.push(phase(State::Past, "已经结束", Some(shifted(left, 1)), None));
    phases
}

impl State {
    pub fn of(campaign: &Campaign, today: Date, config: &Config) -> State {
        let phases = phases(campaign, config);
        let now = phases.iter().find(|phase| phase.window.contains(today));
        now.map_or(State::Past, |phase| phase.state)
    }
}

/// `day`, so many days later; the end of the calendar is far away.
pub fn shifted(day: Date, days: i64) -> Date {
    day.saturating_add(Span::new().days(days))
}

/// The days on which a part of a page shows: for a script that turns the page with the calendar, and for
/// the day of the build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Windows of days, as in `2026-12-01/2026-12-07 2026-12-09/`.
    pub days: String,
    /// Whether one of them holds the day of the build.
    pub now: bool,
}

impl Shown {
    /// As seen from today: what is over is left out. None when nothing remains to be shown.
    pub fn on(windows: &[Window], today: Date) -> Option<Self> {
        let ahead: Vec<Window> = windows
            .iter()
            .filter(|window| window.until.is_none_or(|until| until >= today))
            .map(|window| Window { from: window.from.filter(|from| *from > today), ..*window })
            .collect();
        let end = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        let text = |window: &Window| format!("{}/{}", end(window.from), end(window.until));
        let days: Vec<String> = ahead.iter().map(text).collect();
        let now = ahead.first().is_some_and(|window| window.from.is_none());
        (!days.is_empty()).then(|| Shown { days: days.join(" "), now })
    }

    /// From a day on.
    pub fn from(day: Date, today: Date) -> Option<Self> {
        Self::on(&[Window { from: Some(day), until: None }], today)
    }

    /// Up to and including a day.
    pub fn until(day: Date, today: Date) -> Option<Self> {
        Self::on(&[Window { from: None, until: Some(day) }], today)
    }
}

/// Days from `today` to `day`; negative for a past day.
pub fn days_until(today: Date, day: Date) -> i64 {
    today.until(day).map_or(0, |span| i64::from(span.get_days()))
}

/// A date as templates print it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// `2026-04-01`
    pub iso: String,
    /// `2026年4月1日`
    pub text: String,
    /// `4月1日`
    pub short: String,
    /// `星期三`
    pub weekday: &'static str,
}

impl DateView {
    pub fn new(date: Date) -> Self {
        let short = format!("{}月{}日", date.month(), date.day());
        DateView {
            iso: date.to_string(),
            text: format!("{}年{short}", date.year()),
            short,
            weekday: weekday_name(date.weekday().to_monday_one_offset()),
        }
    }
}

/// `08:30`
pub fn time_text(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `4月1日—30日`, `5月31日`, `7月25日—8月3日`.
pub fn days_text(days: DateRange) -> String {
    let DateRange { start, end } = days;
    let first = format!("{}月{}日", start.month(), start.day());
    if start == end {
        first
    } else if start.year() != end.year() {
        format!("{first}—{}", DateView::new(end).text)
    } else if start.month() == end.month() {
        format!("{first}—{}日", end.day())
    } else {
        format!("{first}—{}月{}日", end.month(), end.day())
    }
}

/// [`days_text`] with its year.
pub fn days_text_with_year(days: DateRange) -> String {
    format!("{}年{}", days.start.year(), days_text(days))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{days_text, days_text_with_year};
    use crate::almanac::DateRange;

    #[test]
    fn days_are_written_as_a_notice_writes_them() {
        let range = |start, end| DateRange { start, end };
        assert_eq!(days_text(range(date(2026, 4, 1), date(2026, 4, 30))), "4月1日—30日");
        assert_eq!(days_text(range(date(2026, 5, 31), date(2026, 5, 31))), "5月31日");
        assert_eq!(days_text(range(date(2026, 7, 25), date(2026, 8, 3))), "7月25日—8月3日");
        let over_new_year = range(date(2026, 12, 25), date(2027, 1, 5));
        assert_eq!(days_text_with_year(over_new_year), "2026年12月25日—2027年1月5日");
    }
}
