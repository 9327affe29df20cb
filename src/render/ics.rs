//! Calendar files (RFC 5545). The only room that knows `icalendar`.
//!
//! The library asks the clock for stamps nobody gave; here every event and alarm is given its own.
//!
//! May use: site

use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property, Trigger};
use jiff::ToSpan;
use jiff::civil::Date;

use super::Bytes;
use crate::site::agenda::{Agenda, AgendaEvent};

/// How often a subscriber should look again.
const REFRESH: &str = "P1D";

pub fn calendar(agenda: &Agenda) -> Bytes {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Banbao//Health calendar//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(&agenda.name).description(&agenda.description);
    calendar.append_property(
        Property::new("REFRESH-INTERVAL", REFRESH).add_parameter("VALUE", "DURATION").done(),
    );
    calendar.append_property(Property::new("X-PUBLISHED-TTL", REFRESH));
    for day in &agenda.events {
        calendar.push(event(day, agenda));
    }
    calendar.to_string().into_bytes().into()
}

fn event(day: &AgendaEvent, agenda: &Agenda) -> Event {
    let stamp = format!("{}T000000Z", compact(agenda.stamp));
    let on = |key: &str, date: Date| {
        Property::new(key, compact(date)).add_parameter("VALUE", "DATE").done()
    };
    let mut event = Event::with_uid(&day.uid);
    event
        .add_property("DTSTAMP", stamp.as_str())
        .append_property(on("DTSTART", day.start))
        // The end of whole days is the first day after them.
        .append_property(on("DTEND", day.end.saturating_add(1.day())))
        .summary(&day.summary)
        // A health day keeps nobody busy.
        .add_property("TRANSP", "TRANSPARENT");
    if !day.description.is_empty() {
        event.description(&day.description);
    }
    if let Some(url) = &day.url {
        event.url(url);
    }
    if !day.categories.is_empty() {
        event.categories(&day.categories);
    }
    // The library writes and reads a trigger of its own kind only; the one that counts replaces it.
    if let Ok(on_the_day) = Trigger::try_from(&Property::new("TRIGGER", "PT9H")) {
        let mut alarm = Alarm::display(&day.summary, on_the_day);
        alarm
            .append_property(Property::new("TRIGGER", trigger(day.lead_days)))
            .add_property("DTSTAMP", stamp.as_str())
            .add_property("UID", format!("alarm-{}", day.uid));
        event.alarm(alarm);
    }
    event.done()
}

/// Nine in the morning, so many days before: an alarm at midnight wakes people.
fn trigger(lead_days: u32) -> String {
    match lead_days.checked_sub(1) {
        None => "PT9H".to_owned(),
        Some(0) => "-PT15H".to_owned(),
        Some(whole) => format!("-P{whole}DT15H"),
    }
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}
