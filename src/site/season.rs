//! Where a campaign stands on a given day, and how days are written.
//!
//! May use: almanac, content

use jiff::civil::{Date, Weekday};
use serde::Serialize;

use crate::almanac::DateRange;
use crate::content::Campaign;

/// Where a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Active,
    /// It begins within the lead days.
    Upcoming,
    Planned,
    Past,
}

impl State {
    pub fn of(campaign: &Campaign, today: Date, lead_days: u32) -> State {
        let Some(days) = campaign.days else {
            return if campaign.id.year >= today.year() { State::Planned } else { State::Past };
        };
        if days.contains(today) {
            State::Active
        } else if days.end < today {
            State::Past
        } else if days_until(today, days.start) <= i64::from(lead_days) {
            State::Upcoming
        } else {
            State::Planned
        }
    }

    pub fn text(self) -> &'static str {
        match self {
            State::Active => "正在开展",
            State::Upcoming => "即将开展",
            State::Planned => "计划开展",
            State::Past => "已经结束",
        }
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
            weekday: match date.weekday() {
                Weekday::Monday => "星期一",
                Weekday::Tuesday => "星期二",
                Weekday::Wednesday => "星期三",
                Weekday::Thursday => "星期四",
                Weekday::Friday => "星期五",
                Weekday::Saturday => "星期六",
                Weekday::Sunday => "星期日",
            },
        }
    }
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
