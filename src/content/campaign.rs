//! Campaign records: one observance in one year.
//!
//! What a record leaves out, the almanac fills in where its sources allow: the days, the edition, the
//! theme. What no source states stays open and is printed as 待通知.
//!
//! May use: almanac, config, diagnostics, yaml

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::{Date, Time};

use super::Author;
use super::activity::{self, Activity};
use super::ids::CampaignId;
use super::markdown::Document;
use super::picture::{Illustration, illustration};
use crate::almanac::{DateRange, Days, Edition, Observance};
use crate::config;
use crate::diagnostics::{Code, Finding, Placed, SourcePath};
use crate::yaml::{Fields, Node, parse_time};

const TITLE: usize = 60;
const SLOGAN: usize = 40;
const MESSAGE: usize = 90;
const HALF_A_YEAR: i32 = 183;

/// A campaign record, every field checked.
#[derive(Debug, Clone)]
pub struct Campaign {
    pub id: CampaignId,
    pub file: SourcePath,
    pub observance: Arc<Observance>,
    /// The title of its own, where the record gives one.
    pub title: Option<Placed<String>>,
    /// Printed only when it is safe to print.
    pub edition: Option<Edition>,
    pub theme: Option<Placed<String>>,
    /// The theme the almanac's sources confirm, when the record names none.
    pub confirmed_theme: Option<String>,
    /// None while that year's notice is awaited.
    pub days: Option<DateRange>,
    pub summary: Option<String>,
    pub source: Placed<String>,
    pub audience: Vec<String>,
    pub topics: Vec<String>,
    pub image: Option<Illustration>,
    pub slogans: Vec<Placed<String>>,
    pub key_messages: Vec<KeyMessage>,
    pub schedule: Vec<Appointment>,
    /// Slugs of articles to read, checked by `lint`.
    pub articles: Vec<Placed<String>>,
    pub activities: Vec<Activity>,
    /// In place of the site's `lead_days` and `tail_days`.
    pub lead_days: Option<u32>,
    pub tail_days: Option<u32>,
    /// Not shown before this day.
    pub publish: Option<Date>,
    pub draft: bool,
    pub body: Document,
}

/// A card of the poster.
#[derive(Debug, Clone)]
pub struct KeyMessage {
    pub title: Placed<String>,
    pub text: Placed<String>,
}

/// Something planned.
#[derive(Debug, Clone)]
pub struct Appointment {
    pub date: Date,
    pub time: Option<Time>,
    pub place: Option<String>,
    pub what: String,
}

impl Appointment {
    /// On one line: `9月19日 09:00 镇集市 护牙咨询`.
    pub fn line(&self) -> String {
        let Appointment { date, time, place, what } = self;
        let time = time.map(|time| format!(" {:02}:{:02}", time.hour(), time.minute()));
        let place = place.as_ref().map(|place| format!(" {place}"));
        let (time, place) = (time.unwrap_or_default(), place.unwrap_or_default());
        format!("{}月{}日{time}{place} {what}", date.month(), date.day())
    }
}

impl Campaign {
    /// "第38个爱国卫生月", or "2026年爱国卫生月" where no edition may be printed.
    pub fn title(&self) -> String {
        match (&self.title, &self.edition) {
            (Some(title), _) => title.value.clone(),
            (None, Some(edition)) => format!("{edition}{}", self.observance.name),
            (None, None) => format!("{}年{}", self.id.year, self.observance.name),
        }
    }

    pub fn theme(&self) -> Option<&str> {
        self.theme.as_ref().map(|theme| theme.value.as_str()).or(self.confirmed_theme.as_deref())
    }
}

/// The observance and year that `content/campaigns/<observance>/<year>.md` names.
pub(super) fn id_of(author: &mut Author<'_>) -> Option<(CampaignId, Arc<Observance>)> {
    let parts: Vec<&str> = author.path.as_str().split('/').collect();
    let stem = author.path.stem();
    let year: Option<i16> = stem.parse().ok().filter(|year| (1900..=2100).contains(year));
    // 02026.md would be a second record of the same year.
    let year = year.filter(|year| year.to_string() == stem);
    let ([_, _, observance, _], Some(year)) = (parts.as_slice(), year) else {
        author.findings.push(Finding::in_file(Code::CampaignPathInvalid, author.path));
        return None;
    };
    let almanac = &author.config.almanac;
    let Some(known) = almanac.get(observance) else {
        author.findings.push(
            Finding::in_file(Code::ObservanceUnknown, author.path)
                .with("observance", *observance)
                .suggesting(observance, almanac.ids().map(|id| id.as_str())),
        );
        return None;
    };
    Some((CampaignId { observance: known.id.clone(), year }, Arc::clone(known)))
}

pub(super) fn settle(author: &mut Author<'_>, head: Node, body: Range<usize>) -> Option<Campaign> {
    let (id, observance) = id_of(author)?;
    let (path, album, site_topics) = (author.path, author.album, &author.config.topics);
    let mut fields = Fields::of(head, path, author.text, author.findings)?;
    let title = fields.text_up_to("title", TITLE);
    let theme = fields.text_up_to("theme", TITLE);
    let days = days(&mut fields, &observance, id.year);
    let summary = fields.text_up_to("summary", 200);
    let source = fields.required_text("source", 200);
    let audience = fields.texts("audience", TITLE);
    let topics = super::topic_ids(&mut fields, site_topics, 0);
    let image = illustration(&mut fields, album);
    let slogans = fields.required_texts("slogans", SLOGAN, (1, 6));
    let key_messages = key_messages(&mut fields);
    let schedule = fields.each("schedule", |fields| appointment(fields, days.flatten(), id.year));
    let articles = fields.texts("articles", 80);
    let activities = fields.each("activities", activity::settle);
    let lead_days = fields.number("lead_days", config::LEAD_DAYS);
    let tail_days = fields.number("tail_days", config::TAIL_DAYS);
    let publish = fields.date("publish");
    let draft = fields.flag("draft");
    fields.finish();
    let body = author.document(body);
    Some(Campaign {
        edition: observance.edition(id.year),
        confirmed_theme: observance.theme(id.year).map(ToOwned::to_owned),
        id,
        file: path.clone(),
        observance,
        title,
        theme,
        days: days?,
        summary: summary.map(|summary| summary.value),
        source: source?,
        audience: audience.into_iter().map(|text| text.value).collect(),
        topics,
        image,
        slogans,
        key_messages,
        schedule,
        articles,
        activities,
        lead_days,
        tail_days,
        publish: publish.map(|publish| publish.value),
        draft,
        body,
    })
}

/// The days of the campaign: as written, else as the almanac has them. The outer None is a fault.
fn days(fields: &mut Fields<'_>, observance: &Observance, year: i16) -> Option<Option<DateRange>> {
    let start = fields.date("start");
    let end = fields.date("end");
    if let Some(start) = &start {
        in_year(fields, start, year);
    }
    fields.in_order(("start", start.as_ref()), ("end", end.as_ref()))?;
    if let Some(start) = start {
        let end = end.map_or(start.value, |end| end.value);
        return Some(Some(DateRange { start: start.value, end }));
    }
    if end.is_some() {
        fields.missing("start");
        return None;
    }
    match observance.days(year) {
        Days::On(range) => Some(Some(range)),
        Days::StartsOn(start) => Some(Some(DateRange { start, end: start })),
        Days::Monthly(_) | Days::AwaitsNotice { .. } => Some(None),
        Days::NotOnRecord => {
            let finding = Finding::in_file(Code::CampaignNotOnRecord, fields.path())
                .with("name", observance.name.as_str())
                .with("year", usize::try_from(year).unwrap_or_default());
            fields.findings().push(finding);
            None
        }
    }
}

/// A finding for a date of another year: the date of last year's record, copied.
fn in_year(fields: &mut Fields<'_>, date: &Placed<Date>, year: i16) {
    if date.value.year() != year {
        let finding = Finding::at(Code::DateOutsideYear, &date.span)
            .with("written", date.value.to_string())
            .with("year", usize::try_from(year).unwrap_or_default());
        fields.findings().push(finding);
    }
}

fn key_messages(fields: &mut Fields<'_>) -> Vec<KeyMessage> {
    let (place, count) = (fields.place_of("key_messages"), fields.length_of("key_messages"));
    let messages = fields.each("key_messages", |mut fields| {
        let title = fields.required_text("title", 20);
        let text = fields.required_text("text", MESSAGE);
        fields.finish();
        Some(KeyMessage { title: title?, text: text? })
    });
    if let Some(count) = count {
        fields.count_within("key_messages", place, count, (1, 9));
    }
    messages
}

fn appointment(mut fields: Fields<'_>, days: Option<DateRange>, year: i16) -> Option<Appointment> {
    let date = fields.required_date("date");
    // Half a year from the campaign is last year's date; around New Year the year alone would not tell.
    let near = days.is_some_and(|days| {
        let distance =
            |day: Date| date.as_ref().map_or(0, |date| (date.value - day).get_days().abs());
        distance(days.start) <= HALF_A_YEAR || distance(days.end) <= HALF_A_YEAR
    });
    if let (Some(date), false) = (&date, near) {
        in_year(&mut fields, date, year);
    }
    let time = fields.text_up_to("time", 10);
    let place = fields.text_up_to("place", 60);
    let what = fields.required_text("what", 120);
    let time = match time {
        None => Some(None),
        Some(time) => match parse_time(&time.value) {
            Some(parsed) => Some(Some(parsed)),
            None => {
                let finding =
                    Finding::at(Code::TimeInvalid, &time.span).with("written", time.value);
                fields.findings().push(finding);
                None
            }
        },
    };
    fields.finish();
    Some(Appointment {
        date: date?.value,
        time: time?,
        place: place.map(|place| place.value),
        what: what?.value,
    })
}
