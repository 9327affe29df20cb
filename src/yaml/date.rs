//! Dates and times as staff write them.
//!
//! May use: diagnostics

use std::fmt;

use jiff::civil::{Date, Time};
use serde::Serialize;

use super::Fields;
use crate::diagnostics::{Code, Finding, Placed};

/// A date and the key it was written under.
pub type Keyed<'a> = (&'static str, Option<&'a Placed<Date>>);

/// The longest text a date is looked for in, in characters.
const LONGEST: usize = 60;

/// A day, and the time of day where its author gives one; in the site's own time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DayTime {
    pub day: Date,
    /// To the minute.
    pub time: Option<Time>,
}

/// `2026-05-12` or `2026-05-12 08:30`.
impl fmt::Display for DayTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{} {:02}:{:02}", self.day, time.hour(), time.minute()),
            None => self.day.fmt(f),
        }
    }
}

/// A date as staff write it: `2026-04-01`, `2026/4/1`, `2026.4.1`, `2026年4月1日`.
pub fn parse_date(text: &str) -> Option<Date> {
    let plain = text.trim().trim_end_matches('日').replace(['年', '月', '/', '.'], "-");
    let parts: Vec<&str> = plain.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A time as staff write it: `9:00`, `09:00`, `14：30`.
pub fn parse_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once([':', '：'])?;
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

/// A date, with a time behind it or without: `2026-04-01 9:00`, `2026-04-01T09:00`, `2026年4月1日9:00`.
pub fn parse_day_time(text: &str) -> Option<DayTime> {
    if let Some(day) = parse_date(text) {
        return Some(DayTime { day, time: None });
    }
    let text = text.trim();
    let at = text.find([' ', 'T', '日'])?;
    let (day, time) = text.split_at(at);
    let time = parse_time(time.trim_start_matches([' ', 'T', '日']))?;
    Some(DayTime { day: parse_date(day)?, time: Some(time) })
}

impl Fields<'_> {
    pub fn date(&mut self, key: &'static str) -> Option<Placed<Date>> {
        let text = self.text(key)?;
        self.dated(&text, parse_date)
    }

    pub fn required_date(&mut self, key: &'static str) -> Option<Placed<Date>> {
        let text = self.required_text(key, LONGEST)?;
        self.dated(&text, parse_date)
    }

    /// A date that may carry a time.
    pub fn day_time(&mut self, key: &'static str) -> Option<Placed<DayTime>> {
        let text = self.text(key)?;
        self.dated(&text, parse_day_time)
    }

    pub fn required_day_time(&mut self, key: &'static str) -> Option<Placed<DayTime>> {
        let text = self.required_text(key, LONGEST)?;
        self.dated(&text, parse_day_time)
    }

    fn dated<T>(
        &mut self,
        text: &Placed<String>,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<Placed<T>> {
        match read(&text.value) {
            Some(date) => Some(Placed::new(date, text.span.clone())),
            None => {
                let finding =
                    Finding::at(Code::DateInvalid, &text.span).with("written", text.value.as_str());
                self.findings().push(finding);
                None
            }
        }
    }

    /// A finding when the second of two dates lies before the first.
    pub fn in_order(&mut self, first: Keyed<'_>, second: Keyed<'_>) -> Option<()> {
        if let ((first_key, Some(first)), (second_key, Some(second))) = (first, second)
            && second.value < first.value
        {
            let finding = Finding::at(Code::DateRangeInverted, &second.span)
                .with("first", first_key)
                .with("first_date", first.value.to_string())
                .with("second", second_key)
                .with("second_date", second.value.to_string());
            self.findings().push(finding);
            return None;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::parse_day_time;

    #[test]
    fn a_date_may_carry_a_time_to_the_minute() {
        let read = |text| parse_day_time(text).map(|it| it.to_string());
        assert_eq!(read("2026-05-12"), Some("2026-05-12".into()));
        for written in
            ["2026-05-12 8:30", "2026-05-12T08:30", "2026年5月12日 8：30", "2026年5月12日8:30"]
        {
            assert_eq!(read(written), Some("2026-05-12 08:30".into()), "{written}");
        }
        for wrong in ["2026-05-12 25:00", "2026-05-12 8", "8:30", "2026-05-32 08:30", "昨天 8:30"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
