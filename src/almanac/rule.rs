//! Date rules: how the days of an observance follow from the year.
//!
//! May use: nothing of this crate

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::lunar;

/// The days of an observance in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    On(DateRange),
    /// It begins on this day; its end is not on record.
    StartsOn(Date),
    /// One day in each month.
    Monthly(Vec<Date>),
    /// That year's notice decides. `typical` is the usual season, such as “5月第三周”.
    AwaitsNotice {
        typical: Option<String>,
    },
    /// Nothing is on record: the year lies before the first one that is counted (which does not prove
    /// that nothing was held), or it was not held, or the calendar does not reach that far.
    NotOnRecord,
}

/// Consecutive days, both ends inclusive. A single day begins and ends on the same date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    pub start: Date,
    pub end: Date,
}

/// How the days follow from the year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    Fixed {
        month: i8,
        day: i8,
    },
    /// May cross months; a range whose end is earlier than its start ends in the next year.
    Range {
        start: MonthDay,
        end: MonthDay,
    },
    /// The whole month.
    Month {
        month: i8,
    },
    /// `nth` counts from 1, or is -1 for the last; `weekday` is 1 for Monday to 7 for Sunday.
    NthWeekday {
        month: i8,
        nth: i8,
        weekday: i8,
    },
    /// The last day of the month.
    LastDay {
        month: i8,
    },
    /// A day of the Chinese calendar, never of a leap month.
    Lunar {
        month: u8,
        day: u8,
    },
    /// The day on which a solar term (节气) begins.
    SolarTerm {
        term: String,
    },
    /// The dog days (三伏).
    Sanfu,
    /// That day of every month which has it.
    Monthly {
        day: i8,
    },
    /// Each year's notice says; `typical` is the usual season.
    AnnualNotice {
        typical: Option<String>,
    },
}

/// A day of any year, written `04-25`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct MonthDay {
    pub month: i8,
    pub day: i8,
}

impl Days {
    /// The first day, where one is known.
    pub fn start(&self) -> Option<Date> {
        match self {
            Self::On(range) => Some(range.start),
            Self::StartsOn(start) => Some(*start),
            Self::Monthly(days) => days.first().copied(),
            Self::AwaitsNotice { .. } | Self::NotOnRecord => None,
        }
    }

    /// First and last day, where both are known and all days between belong to it.
    pub fn range(&self) -> Option<DateRange> {
        match self {
            Self::On(range) => Some(*range),
            _ => None,
        }
    }
}

impl DateRange {
    pub fn contains(&self, date: Date) -> bool {
        (self.start..=self.end).contains(&date)
    }

    pub fn is_one_day(&self) -> bool {
        self.start == self.end
    }
}

impl From<Date> for DateRange {
    fn from(day: Date) -> Self {
        Self { start: day, end: day }
    }
}

impl Rule {
    /// The days this rule gives in `year`; where the calendar gives none, [`Days::NotOnRecord`].
    pub fn days(&self, year: i16) -> Days {
        match self {
            Self::Monthly { day } => {
                Days::Monthly((1..=12).filter_map(|m| Date::new(year, m, *day).ok()).collect())
            }
            Self::AnnualNotice { typical } => Days::AwaitsNotice { typical: typical.clone() },
            _ => self.range(year).map_or(Days::NotOnRecord, Days::On),
        }
    }

    fn range(&self, year: i16) -> Option<DateRange> {
        let day = |month, day| Date::new(year, month, day).ok();
        match *self {
            Self::Fixed { month, day: d } => day(month, d).map(DateRange::from),
            Self::Range { start: first, end: last } => {
                let start = day(first.month, first.day)?;
                let crosses = (last.month, last.day) < (first.month, first.day);
                let end = Date::new(year + i16::from(crosses), last.month, last.day).ok()?;
                Some(DateRange { start, end })
            }
            Self::Month { month } => {
                let start = day(month, 1)?;
                Some(DateRange { start, end: start.last_of_month() })
            }
            Self::NthWeekday { month, nth, weekday } => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                let date = day(month, 1)?.nth_weekday_of_month(nth, weekday).ok()?;
                Some(date.into())
            }
            Self::LastDay { month } => Some(day(month, 1)?.last_of_month().into()),
            Self::Lunar { month, day } => lunar::lunar_day(year, month, day).map(DateRange::from),
            Self::SolarTerm { ref term } => lunar::solar_term(year, term).map(DateRange::from),
            Self::Sanfu => lunar::dog_days(year),
            Self::Monthly { .. } | Self::AnnualNotice { .. } => None,
        }
    }

    /// The rule in Chinese, such as “每年5月31日” or “3月第2个星期四”.
    pub fn text(&self) -> String {
        match self {
            Self::Fixed { month, day } => format!("每年{month}月{day}日"),
            Self::Range { start, end } if start.month == end.month => {
                format!("每年{}月{}日—{}日", start.month, start.day, end.day)
            }
            Self::Range { start, end } => {
                format!("每年{}月{}日—{}月{}日", start.month, start.day, end.month, end.day)
            }
            Self::Month { month } => format!("{month}月（全月）"),
            Self::NthWeekday { month, nth: -1, weekday } => {
                format!("{month}月最后一个{}", weekday_name(*weekday))
            }
            Self::NthWeekday { month, nth, weekday } => {
                format!("{month}月第{nth}个{}", weekday_name(*weekday))
            }
            Self::LastDay { month } => format!("{month}月最后一天"),
            Self::Lunar { month, day } => match lunar::lunar_day_name(*month, *day) {
                Some(name) => format!("农历{name}"),
                None => format!("农历{month}月{day}日"),
            },
            Self::SolarTerm { term } => format!("每年{term}"),
            Self::Sanfu => "每年三伏（初伏第一天至末伏最后一天）".to_owned(),
            Self::Monthly { day } => format!("每月{day}日"),
            Self::AnnualNotice { typical: Some(typical) } => {
                format!("由每年通知确定（通常{typical}）")
            }
            Self::AnnualNotice { typical: None } => "由每年通知确定".to_owned(),
        }
    }
}

/// `星期一` for 1 to `星期日` for 7.
pub fn weekday_name(weekday: i8) -> &'static str {
    match weekday {
        1 => "星期一",
        2 => "星期二",
        3 => "星期三",
        4 => "星期四",
        5 => "星期五",
        6 => "星期六",
        _ => "星期日",
    }
}

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts = text.split_once('-').and_then(|(month, day)| {
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            // A leap year, so that 29 February is a day of the calendar.
            Date::new(2000, month, day).ok().map(|_| Self { month, day })
        });
        parts.ok_or_else(|| format!("`{text}` is not a day of the year; write it like `04-25`"))
    }
}
