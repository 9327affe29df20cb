//! One activity of a campaign, with the fields of the official 《健康教育活动记录表》 in their order.
//!
//! May use: diagnostics, yaml

use jiff::civil::Date;

use super::quantity::{self, Quantity};
use crate::diagnostics::{Code, Finding, Placed};
use crate::yaml::{Fields, parse_date};

/// What can be kept with the form.
pub const ARCHIVE: [&str; 6] =
    ["书面材料", "图片材料", "印刷材料", "影音材料", "签到表", "其他材料"];

// Limits of a provincial system that takes these forms, in characters.
const PLACE: usize = 100;
const THEME: usize = 50;
const ORGANISER: usize = 40;
const CONTENT: usize = 600;

#[derive(Debug, Clone)]
pub struct Activity {
    pub time: ActivityTime,
    pub place: String,
    pub form: Vec<String>,
    pub theme: Option<String>,
    pub organiser: String,
    pub speaker: Option<String>,
    pub audience: Vec<String>,
    pub reached: Option<Quantity>,
    pub materials: Vec<Material>,
    pub content: String,
    pub evaluation: Option<String>,
    pub archive: Vec<&'static str>,
    pub filled_by: Option<String>,
    pub responsible: Option<String>,
    pub filled_at: Option<Date>,
}

/// When an activity was held, as exactly as its record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActivityTime {
    Day(Date),
    Month { year: i16, month: i8 },
    Described(String),
}

/// Something handed out.
#[derive(Debug, Clone)]
pub struct Material {
    pub kind: String,
    pub titles: Vec<String>,
    pub copies: Option<Quantity>,
}

pub(super) fn settle(mut fields: Fields<'_>) -> Option<Activity> {
    let time = time(&mut fields);
    let place = fields.required_text("place", PLACE);
    let form = fields.required_texts("form", THEME, (1, 12));
    let theme = fields.text_up_to("theme", THEME);
    let organiser = fields.required_text("organiser", ORGANISER);
    let speaker = fields.text_up_to("speaker", ORGANISER);
    let audience = fields.texts("audience", THEME);
    let reached = quantity::settle(&mut fields, "reached");
    let materials = fields.each("materials", material);
    let content = fields.required_text("content", CONTENT);
    let evaluation = fields.text_up_to("evaluation", CONTENT);
    let archive = archive(&mut fields);
    let filled_by = fields.text_up_to("filled_by", ORGANISER);
    let responsible = fields.text_up_to("responsible", ORGANISER);
    let filled_at = fields.date("filled_at");
    fields.finish();
    let plain = |text: Option<Placed<String>>| text.map(|text| text.value);
    let plains = |texts: Vec<Placed<String>>| texts.into_iter().map(|text| text.value).collect();
    Some(Activity {
        time: time?,
        place: place?.value,
        form: plains(form),
        theme: plain(theme),
        organiser: organiser?.value,
        speaker: plain(speaker),
        audience: plains(audience),
        reached,
        materials,
        content: content?.value,
        evaluation: plain(evaluation),
        archive,
        filled_by: plain(filled_by),
        responsible: plain(responsible),
        filled_at: filled_at.map(|date| date.value),
    })
}

fn time(fields: &mut Fields<'_>) -> Option<ActivityTime> {
    let written = fields.required_text("time", 30)?;
    let text = written.value.as_str();
    if let Some(date) = parse_date(text) {
        return Some(ActivityTime::Day(date));
    }
    let plain = text.trim_end_matches('月').replace(['年', '/', '.'], "-");
    let mut parts = plain.splitn(2, '-');
    let year = parts.next().filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
    let month = parts.next().and_then(|month| month.parse().ok());
    if let (Some(year), Some(month @ 1..=12)) = (year, month) {
        return Some(ActivityTime::Month { year, month });
    }
    // What begins like a date but is none, such as 2026-02-30, must not pass as a description.
    if year.is_some() {
        let finding = Finding::at(Code::DateInvalid, &written.span).with("written", text);
        fields.findings().push(finding);
        return None;
    }
    Some(ActivityTime::Described(text.to_owned()))
}

fn material(mut fields: Fields<'_>) -> Option<Material> {
    let kind = fields.required_text("kind", THEME);
    let titles = fields.texts("titles", PLACE);
    let copies = quantity::settle(&mut fields, "copies");
    let about = fields.flag("approx");
    fields.finish();
    let copies = copies.map(|copies| match copies.approximation {
        quantity::Approximation::Exact if about => {
            Quantity { approximation: quantity::Approximation::About, ..copies }
        }
        _ => copies,
    });
    Some(Material {
        kind: kind?.value,
        titles: titles.into_iter().map(|title| title.value).collect(),
        copies,
    })
}

fn archive(fields: &mut Fields<'_>) -> Vec<&'static str> {
    let written = fields.texts("archive", 20);
    written.iter().filter_map(|text| fields.one_of("archive", text, &ARCHIVE)).collect()
}
