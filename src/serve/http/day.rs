//! The day a browser looks at: `?today=2026-05-31` begins, a cookie keeps it from page to page, and
//! `?today=` ends it.
//!
//! May use: nothing of this crate

use hyper::header::{COOKIE, HeaderMap};
use jiff::civil::Date;
use percent_encoding::percent_decode_str;

const WORD: &str = "today";

/// What a request says about the day.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing: the real day.
    Nothing,
    /// This day; `begins` where the address says so and the cookie is to be set.
    Day { day: Date, begins: bool },
    /// Back to the real day.
    Ends,
    /// A day that does not exist, as written.
    Wrong(String),
}

/// The address outweighs the cookie. Cookies do not know ports, so that each port has a name of its own.
pub fn asked(query: Option<&str>, headers: &HeaderMap, port: u16) -> Asked {
    if let Some(written) = in_query(query) {
        return match written.trim() {
            "" => Asked::Ends,
            text => match parse(text) {
                Some(day) => Asked::Day { day, begins: true },
                None => Asked::Wrong(written),
            },
        };
    }
    in_cookies(headers, &cookie_name(port))
        .map_or(Asked::Nothing, |day| Asked::Day { day, begins: false })
}

fn in_query(query: Option<&str>) -> Option<String> {
    let written = query?.split('&').find_map(|pair| match pair.split_once('=') {
        Some((WORD, value)) => Some(value),
        None if pair == WORD => Some(""),
        _ => None,
    })?;
    Some(percent_decode_str(written).decode_utf8_lossy().into_owned())
}

fn in_cookies(headers: &HeaderMap, name: &str) -> Option<Date> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| match pair.trim().split_once('=') {
            Some((word, value)) if word == name => parse(value),
            _ => None,
        })
}

/// Digits and hyphens only: the calendar library reads more, which a reader would not.
fn parse(text: &str) -> Option<Date> {
    (text.len() == "2026-05-31".len()).then(|| text.parse().ok())?
}

fn cookie_name(port: u16) -> String {
    format!("banbao-{WORD}-{port}")
}

/// The cookie that keeps `day` until the browser closes, or drops it.
pub fn cookie(day: Option<Date>, port: u16) -> String {
    let name = cookie_name(port);
    let (value, age) = match day {
        Some(day) => (day.to_string(), ""),
        None => (String::new(), "; Max-Age=0"),
    };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{age}")
}

/// A query without the day, and the mark before it.
pub fn rest(query: Option<&str>) -> String {
    let kept: Vec<&str> = query
        .into_iter()
        .flat_map(|query| query.split('&'))
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(WORD))
        .collect();
    if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) }
}
