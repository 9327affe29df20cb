//! The site's own almanac: `content/observances.yaml` adds observances, announces a year's days or theme,
//! follows more of the built-in ones, or silences some.
//!
//! May use: almanac, diagnostics, source, yaml

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use super::is_slug;
use crate::almanac::{
    Almanac, Announced, EditionRule, MonthDay, Observance, ObservanceId, Rule, Unit, is_solar_term,
};
use crate::diagnostics::{Code, Finding, Findings, Placed, SourcePath};
use crate::source::Tree;
use crate::yaml::Fields;

/// Where a site's own observances are written.
pub const OBSERVANCES_FILE: &str = "content/observances.yaml";

const SHORT: usize = 60;
const LONG: usize = 200;
/// Years of records and announcements.
const YEARS: (u32, u32) = (1900, 2100);
const RULES: [&str; 10] = [
    "fixed",
    "range",
    "month",
    "nth_weekday",
    "last_day",
    "lunar",
    "solar_term",
    "sanfu",
    "monthly",
    "annual_notice",
];

/// The almanac of the site: the program's own where the site changes nothing.
pub(super) fn settle(tree: &Tree, findings: &mut Findings) -> Almanac {
    let mut almanac = Almanac::builtin().clone();
    let path = SourcePath::new(OBSERVANCES_FILE);
    let Some((text, node)) = super::read(tree, &path, findings) else { return almanac };
    let Some(mut fields) = Fields::of(node, &path, text, findings) else { return almanac };
    fields.each("add", |fields| add(fields, &mut almanac));
    let mut announced = BTreeSet::new();
    fields.each("years", |fields| announce(fields, &mut almanac, &mut announced));
    for id in fields.texts("follow", SHORT) {
        if !almanac.follow(&id.value) {
            unknown(&mut fields, &id, &almanac);
        }
    }
    for id in fields.texts("silence", SHORT) {
        if !almanac.silence(&id.value) {
            unknown(&mut fields, &id, &almanac);
        }
    }
    fields.finish();
    almanac
}

fn unknown(fields: &mut Fields<'_>, id: &Placed<String>, almanac: &Almanac) {
    let finding = Finding::at(Code::ObservanceUnknown, &id.span)
        .with("observance", id.value.as_str())
        .suggesting(&id.value, almanac.ids().map(ObservanceId::as_str));
    fields.findings().push(finding);
}

/// An observance of the site's own.
fn add(mut fields: Fields<'_>, almanac: &mut Almanac) -> Option<()> {
    let id = fields.required_text("id", SHORT);
    let name = fields.required_text("name", SHORT);
    let has_rule = fields.place_of("rule").is_some();
    let rule = fields.map("rule", rule);
    if !has_rule {
        fields.missing("rule");
    }
    let english = fields.text_up_to("english", SHORT);
    let aliases = fields.texts("aliases", SHORT);
    let sponsor = fields.text_up_to("sponsor", LONG);
    let tags = fields.texts("tags", SHORT);
    let edition = fields.map("edition", edition);
    let source = fields.required_text("source", LONG);
    fields.finish();
    let id = id?;
    if !is_slug(&id.value) {
        let finding = Finding::at(Code::SlugInvalid, &id.span).with("slug", id.value.as_str());
        fields.findings().push(finding);
        return None;
    }
    let text = |text: Placed<String>| text.value;
    let parsed = ObservanceId::try_from(id.value.clone()).ok()?;
    let mut observance = Observance::local(parsed, name?.value, rule?);
    observance.english = english.map(text).unwrap_or_default();
    observance.aliases = aliases.into_iter().map(text).collect();
    observance.sponsor = sponsor.map(text);
    observance.tags = tags.into_iter().map(text).collect();
    observance.edition = edition;
    observance.basis = vec![format!("published: {}", source?.value)];
    let same = almanac.iter().find(|it| it.id == observance.id || it.name == observance.name);
    let taken = same.map(|it| format!("{} {}", it.id, it.name));
    match taken {
        Some(taken) => {
            let finding = Finding::at(Code::ObservanceTaken, &id.span).with("observance", taken);
            fields.findings().push(finding);
        }
        None => {
            almanac.add(observance);
        }
    }
    Some(())
}

/// What a notice of one year says of an observance.
fn announce(
    mut fields: Fields<'_>,
    almanac: &mut Almanac,
    announced: &mut BTreeSet<(String, i16)>,
) -> Option<()> {
    let id = fields.required_text("observance", SHORT);
    let year = fields.required_number("year", YEARS);
    let start = fields.date("start");
    let end = fields.date("end");
    let theme = fields.text_up_to("theme", SHORT);
    let source = fields.required_text("source", LONG);
    if end.is_some() && start.is_none() {
        fields.missing("start");
    } else if start.is_none() && theme.is_none() {
        fields.missing("theme");
    }
    let ordered = fields.in_order(("start", start.as_ref()), ("end", end.as_ref()));
    fields.finish();
    let year = year.and_then(|year| i16::try_from(year).ok())?;
    if let Some(start) = start.as_ref().filter(|start| start.value.year() != year) {
        let finding = Finding::at(Code::AnnouncedOutsideYear, &start.span)
            .with("written", start.value.to_string())
            .with("year", usize::try_from(year).unwrap_or_default());
        fields.findings().push(finding);
        return None;
    }
    let (id, ..) = (id?, ordered?, source?);
    if !announced.insert((id.value.clone(), year)) {
        let finding = Finding::at(Code::AnnouncedTwice, &id.span)
            .with("observance", id.value.as_str())
            .with("year", usize::try_from(year).unwrap_or_default());
        fields.findings().push(finding);
        return None;
    }
    let days = start.map(|start| Announced {
        start: start.value,
        end: Some(end.map_or(start.value, |end| end.value)),
    });
    if !almanac.announce(&id.value, year, (days, theme.map(|theme| theme.value))) {
        unknown(&mut fields, &id, almanac);
    }
    Some(())
}

fn edition(mut fields: Fields<'_>) -> Option<EditionRule> {
    let first_year = fields.required_number("first_year", YEARS);
    let unit = fields.word("unit", &["个", "届", "次"]);
    fields.finish();
    Some(EditionRule {
        first_year: Some(i16::try_from(first_year?).ok()?),
        unit: match unit {
            Some("届") => Unit::Jie,
            Some("次") => Unit::Ci,
            _ => Unit::Ge,
        },
        safe_to_print: true,
        verified: true,
    })
}

/// A date rule, written as the program's own almanac writes its rules.
fn rule(mut fields: Fields<'_>) -> Option<Rule> {
    let kind = fields.required_text("type", SHORT);
    let kind = kind.and_then(|kind| fields.one_of("type", &kind, &RULES));
    let rule = match kind? {
        "fixed" => {
            month_and_day(&mut fields).map(|it| Rule::Fixed { month: it.month, day: it.day })
        }
        "range" => {
            let (start, end) = (day_of_year(&mut fields, "start"), day_of_year(&mut fields, "end"));
            start.zip(end).map(|(start, end)| Rule::Range { start, end })
        }
        "month" => month(&mut fields).map(|month| Rule::Month { month }),
        "nth_weekday" => nth_weekday(&mut fields),
        "last_day" => month(&mut fields).map(|month| Rule::LastDay { month }),
        "lunar" => {
            let (month, day) =
                (fields.required_number("month", (1, 12)), fields.required_number("day", (1, 30)));
            month.zip(day).map(|(month, day)| Rule::Lunar { month: month as u8, day: day as u8 })
        }
        "solar_term" => solar_term(&mut fields),
        "sanfu" => Some(Rule::Sanfu),
        "monthly" => {
            fields.required_number("day", (1, 31)).map(|day| Rule::Monthly { day: day as i8 })
        }
        _ => {
            let typical = fields.text_up_to("typical", SHORT).map(|text| text.value);
            Some(Rule::AnnualNotice { typical })
        }
    };
    fields.finish();
    rule
}

fn month(fields: &mut Fields<'_>) -> Option<i8> {
    fields.required_number("month", (1, 12)).map(|month| month as i8)
}

fn month_and_day(fields: &mut Fields<'_>) -> Option<MonthDay> {
    let month = month(fields);
    // Of a leap year, so that 29 February is a day of the calendar.
    let longest = month.and_then(|month| Date::new(2000, month, 1).ok());
    let longest = longest.map_or(31, |first| first.days_in_month() as u32);
    let day = fields.required_number("day", (1, longest))?;
    Some(MonthDay { month: month?, day: day as i8 })
}

/// A day of any year, written `04-25`.
fn day_of_year(fields: &mut Fields<'_>, key: &'static str) -> Option<MonthDay> {
    let text = fields.required_text(key, SHORT)?;
    let day = MonthDay::try_from(text.value.clone());
    if day.is_err() {
        let finding = Finding::at(Code::UnknownValue, &text.span)
            .with("key", key)
            .with("allowed", "04-25")
            .suggesting("", []);
        fields.findings().push(finding);
    }
    day.ok()
}

fn nth_weekday(fields: &mut Fields<'_>) -> Option<Rule> {
    let month = month(fields);
    let nth = fields.required_text("nth", SHORT);
    let nth = nth.and_then(|nth| fields.one_of("nth", &nth, &["1", "2", "3", "4", "-1"]));
    let weekday = fields.required_number("weekday", (1, 7)).map(|day| day as i8);
    let weekday = weekday.filter(|day| Weekday::from_monday_one_offset(*day).is_ok());
    Some(Rule::NthWeekday { month: month?, nth: nth?.parse().ok()?, weekday: weekday? })
}

fn solar_term(fields: &mut Fields<'_>) -> Option<Rule> {
    let term = fields.required_text("term", SHORT)?;
    if !is_solar_term(&term.value) {
        let finding = Finding::at(Code::UnknownValue, &term.span)
            .with("key", "term")
            .with("allowed", "立春、清明、秋分、冬至……")
            .suggesting("", []);
        fields.findings().push(finding);
        return None;
    }
    Some(Rule::SolarTerm { term: term.value })
}
