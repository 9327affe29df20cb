//! What the scanner must say, and what it must leave alone, sentence by sentence.
//!
//! May use: almanac, diagnostics, messages

mod allowances;
mod dates;
mod editions;
mod observances;
mod years;

use jiff::civil::Date;

use super::{About, Names, Part, Passage, Prose, check};
use crate::almanac::{Almanac, DateRange, Observance};
use crate::diagnostics::{Findings, Place, SourcePath};
use crate::messages::{Catalogue, Language};

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn observance(id: &str) -> &'static Observance {
    Almanac::builtin().get(id).unwrap_or_else(|| panic!("{id} is in the almanac"))
}

/// The record of an observance, with the almanac's days.
fn record(id: &str, year: i16) -> About<'static> {
    let observance = observance(id);
    About::Record { observance, year, days: observance.days(year).range() }
}

fn no_tobacco() -> About<'static> {
    record("no-tobacco-day", 2026)
}

fn article(date: &str) -> About<'static> {
    About::Article { date: day(date), updated: None, publish: None }
}

fn value(top: &str, key: &str) -> Part {
    Part::Value { top: top.to_owned(), key: key.to_owned() }
}

fn findings(about: About<'static>, part: Part, text: &str) -> Findings {
    let path = SourcePath::new("a.md");
    let passages = vec![Passage { range: 0..text.len(), part }];
    let names = Names::of(Almanac::builtin());
    check(&Prose { path: &path, text, passages, about }, &names)
}

/// Each finding as its code and the words it points at.
fn shown(findings: &Findings, text: &str) -> Vec<String> {
    let one = |finding: &crate::diagnostics::Finding| match &finding.place {
        Place::Text(span) => format!("{} {}", finding.code.id(), &text[span.range()]),
        place => panic!("not in the text: {place:?}"),
    };
    findings.clone().sorted().iter().map(one).collect()
}

/// What is said about a text of the body.
fn said(about: About<'static>, text: &str) -> Vec<String> {
    shown(&findings(about, Part::Body, text), text)
}

/// Nothing is said about any of these.
fn silent(about: &About<'static>, texts: &[&str]) {
    for text in texts {
        assert_eq!(said(*about, text), [""; 0], "{text}");
    }
}

/// About each text exactly one thing is said.
fn told(about: &About<'static>, facts: &[(&str, &str)]) {
    for (text, finding) in facts {
        assert_eq!(said(*about, text), [*finding], "{text}");
    }
}

/// The sentence, the label and the help of the only finding, in Chinese.
fn words(about: About<'static>, text: &str) -> String {
    let findings = findings(about, Part::Body, text);
    let finding = findings.iter().next().unwrap_or_else(|| panic!("silent: {text}"));
    let catalogue = Catalogue::new(Language::Chinese);
    let part = |part| catalogue.say_part(finding.code.id(), part, &finding.named());
    let sentence = catalogue.say(finding.code.id(), &finding.named());
    [Some(sentence), part("label"), part("help")]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("|")
}
