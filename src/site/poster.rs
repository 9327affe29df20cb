//! What a campaign's poster says.
//!
//! May use: config, content, diagnostics

use serde::Serialize;

use super::layout::Layout;
use super::route::{self, SitePath};
use super::season::{State, days_text_with_year};
use super::view::MessageView;
use crate::config::{Config, Hotline};
use crate::content::{Campaign, Illustration};
use crate::diagnostics::{Code, Finding, Place, Placed, Span};

/// A poster laid out: its words, its picture and the address its code leads to.
#[derive(Debug, Clone)]
pub struct Poster {
    /// Where the website offers it; the print folder holds it under the same name.
    pub path: SitePath,
    pub words: PosterWords,
    pub picture: Option<Illustration>,
    /// The whole address of the campaign's page, for the QR code.
    pub link: Option<String>,
    /// Every text of the poster with the place it was written at.
    pub written: Vec<Written>,
    pub origin: Place,
}

/// A text as its author wrote it, and the part of the poster it stands in.
#[derive(Debug, Clone)]
pub struct Written {
    /// As the sheet names it when it has no room: `title`, `theme`, `slogans`, `messages`, `hotlines`.
    pub part: &'static str,
    pub text: Placed<String>,
}

/// The data of `sheets/poster.typ`, without its pictures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PosterWords {
    pub title: String,
    pub name: String,
    pub year: i16,
    pub edition: Option<String>,
    pub dates: String,
    pub theme: Option<String>,
    pub theme_label: &'static str,
    /// Said in place of a theme that is still to be announced.
    pub theme_pending: Option<&'static str>,
    pub slogans: Vec<String>,
    pub messages: Vec<MessageView>,
    pub organisation: String,
    pub department: Option<String>,
    pub hotlines: Vec<PosterHotline>,
    pub source: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PosterHotline {
    pub name: String,
    pub number: String,
}

impl PosterHotline {
    pub(super) fn all(config: &Config) -> Vec<Self> {
        let printed = |hotline: &Hotline| PosterHotline {
            name: hotline.name.value.clone(),
            number: hotline.number.value.clone(),
        };
        config.hotlines.iter().map(printed).collect()
    }
}

impl Poster {
    /// `part` does not fit: points at the longest text of that part.
    pub fn overflow(&self, part: &str, millimetres: &str) -> Finding {
        let longest = self
            .written
            .iter()
            .max_by_key(|it| (it.part == part, it.text.value.chars().count()))
            .map(|it| &it.text.span);
        let finding = match longest {
            Some(span) => Finding::at(Code::SheetOverflow, span),
            None => Finding::of_site(Code::SheetOverflow),
        };
        finding.with("what", part).with("by", millimetres)
    }
}

pub(super) fn of(campaign: &Campaign, layout: &Layout<'_>) -> Poster {
    let config = layout.config;
    let state = State::of(campaign, layout.moment.today, config);
    let theme = campaign.theme().map(ToOwned::to_owned);
    let messages = campaign.key_messages.iter().map(|message| MessageView {
        title: message.title.value.clone(),
        text: message.text.value.clone(),
    });
    let page = route::campaign(&campaign.id).encoded();
    Poster {
        path: route::poster(&campaign.id),
        words: PosterWords {
            title: campaign.title(),
            name: campaign.observance.name.clone(),
            year: campaign.id.year,
            edition: campaign.edition.map(|edition| edition.to_string()),
            dates: campaign
                .days
                .map_or_else(|| format!("{}年 日期待通知", campaign.id.year), days_text_with_year),
            theme_pending: (theme.is_none() && state != State::Past).then_some("主题待通知"),
            theme,
            theme_label: "宣传主题",
            slogans: campaign.slogans.iter().map(|slogan| slogan.value.clone()).collect(),
            messages: messages.collect(),
            organisation: config.organisation.value.clone(),
            department: config.department.as_ref().map(|text| text.value.clone()),
            hotlines: PosterHotline::all(config),
            source: campaign.source.value.clone(),
        },
        picture: campaign.image.clone(),
        link: config.base_url.as_ref().map(|base| base.join(&page)),
        written: written(campaign, layout),
        origin: Place::Text(Span::new(&campaign.file, 0..0)),
    }
}

fn written(campaign: &Campaign, layout: &Layout<'_>) -> Vec<Written> {
    let config = layout.config;
    let messages = campaign.key_messages.iter().flat_map(|message| [&message.title, &message.text]);
    let hotlines = config.hotlines.iter().flat_map(|hotline| [&hotline.name, &hotline.number]);
    let mut written = Vec::new();
    let mut add = |part: &'static str, texts: Vec<&Placed<String>>| {
        written.extend(texts.into_iter().map(|text| Written { part, text: text.clone() }));
    };
    add("title", campaign.title.iter().collect());
    add("theme", campaign.theme.iter().collect());
    add("slogans", campaign.slogans.iter().collect());
    add("messages", messages.collect());
    add("hotlines", hotlines.collect());
    add(
        "footer",
        [&campaign.source, &config.organisation].into_iter().chain(&config.department).collect(),
    );
    written
}
