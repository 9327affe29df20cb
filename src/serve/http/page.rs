//! Pages as the browser gets them: with the script that keeps them fresh, and the server's own ones.
//!
//! May use: messages

use jiff::civil::Date;

use crate::messages::{Argument, Catalogue, Language};

/// Addresses under this one are the server's own.
pub const OWN: &str = "-banbao/";
pub const SCRIPT: &str = include_str!("live.js");
pub const STYLE: &str = include_str!("live.css");

/// What a page must know to stay fresh.
pub struct Knows {
    /// The state of the site it belongs to.
    pub seen: String,
    /// The mark of its own bytes.
    pub mark: String,
    /// The day it shows, and the address that ends that.
    pub day: Option<(Date, String)>,
    /// It shows findings itself.
    pub faulty: bool,
}

/// What goes to the end of a page.
pub fn addition(knows: &Knows, catalogue: &Catalogue) -> String {
    let say = |name: &str| escape(&catalogue.say(name, &[]));
    let mut text = format!("<link rel=\"stylesheet\" href=\"/{OWN}live.css\">\n");
    if let Some((day, back)) = &knows.day {
        let words = catalogue.say(
            "serve-day",
            &[
                ("year", Argument::Number(day.year().into())),
                ("month", Argument::Number(day.month().into())),
                ("day", Argument::Number(day.day().into())),
            ],
        );
        text += &format!(
            "<p id=\"banbao-day\">{} <a href=\"{}\">{}</a></p>\n",
            escape(&words),
            escape(back),
            say("serve-day-back"),
        );
    }
    text += &format!(
        "<script id=\"banbao-live\" src=\"/{OWN}live.js\" data-seen=\"{}\" data-mark=\"{}\" data-faulty=\"{}\" \
         data-title=\"{}\" data-close=\"{}\"></script>\n",
        knows.seen,
        escape(&knows.mark),
        knows.faulty,
        say("serve-faults"),
        say("serve-close"),
    );
    text
}

/// `html` with `addition` at the end of its body.
pub fn with(html: &[u8], addition: &str) -> Vec<u8> {
    const END: &[u8] = b"</body";
    let end = html.windows(END.len()).rposition(|it| it.eq_ignore_ascii_case(END));
    let (before, after) = html.split_at(end.unwrap_or(html.len()));
    [before, addition.as_bytes(), after].concat()
}

/// A page of the server's own: a title, and what a terminal would show.
pub fn notice(title: &str, text: Option<&str>, catalogue: &Catalogue) -> String {
    let language = match catalogue.language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    let title = escape(title);
    let text = text.map(|it| format!("<pre>{}</pre>\n", escape(it))).unwrap_or_default();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n</head>\n<body class=\"banbao-notice\">\n<h1>{title}</h1>\n{text}</body>\n</html>\n"
    )
}

/// Text inside HTML, and inside attributes.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
