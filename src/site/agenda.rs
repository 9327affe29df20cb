//! Calendars for phones and offices: the site's health days as events, all of them and by audience.
//!
//! May use: config, content, diagnostics

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;
use serde::Serialize;

use super::health_days::{HealthDay, health_days};
use super::layout::Layout;
use super::route::{self, SitePath};
use super::season::shifted;
use super::view::AgendaLink;
use crate::content::Campaign;

/// Audiences that stand for everybody: their campaigns are in every audience's calendar.
const EVERYBODY: [&str; 4] = ["全体居民", "全人群", "公众", "群众"];

/// A calendar file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agenda {
    pub path: SitePath,
    pub name: String,
    pub description: String,
    pub language: &'static str,
    /// The day its events were last looked over.
    pub stamp: Date,
    pub events: Vec<AgendaEvent>,
}

/// A health day as an event that lasts whole days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgendaEvent {
    /// The same in every build, whatever else is edited.
    pub uid: String,
    pub start: Date,
    /// The last day, inclusive.
    pub end: Date,
    pub summary: String,
    pub description: String,
    pub url: Option<String>,
    pub categories: Vec<String>,
    /// How many days before its start a reminder rings.
    pub lead_days: u32,
}

/// The calendar of all health days the site follows, and one for each audience its campaigns name.
pub(super) fn agendas(layout: &Layout<'_>) -> Vec<Agenda> {
    let today = layout.moment.today;
    // Last year's days keep a calendar alive that somebody subscribed to.
    let last_year = shifted(today.first_of_year(), -1).first_of_year();
    let next_year = today.saturating_add(Span::new().years(1)).last_of_year();
    let days = health_days(layout, last_year, next_year);
    let whole = &layout.config.name.value;
    let agenda = |path: SitePath, name: String, days: Vec<&HealthDay<'_>>| Agenda {
        path,
        description: format!(
            "{}：卫生健康宣传日的日期、主题和安排。",
            layout.config.organisation.value
        ),
        name,
        language: "zh-CN",
        stamp: today,
        events: days.into_iter().map(|day| event(layout, day)).collect(),
    };
    let mut agendas = vec![agenda(route::agenda(), whole.clone(), days.clone())];
    for audience in audiences(layout) {
        let concerned = days.iter().copied().filter(|day| concerns(day, &audience)).collect();
        let name = format!("{whole}（{audience}）");
        agendas.push(agenda(route::audience_agenda(&audience), name, concerned));
    }
    // The standard knows no calendar without an event.
    agendas.retain(|agenda| !agenda.events.is_empty());
    agendas
}

/// Where pages offer them.
pub(super) fn links(layout: &Layout<'_>, page: &SitePath) -> Vec<AgendaLink> {
    let published: Vec<SitePath> = agendas(layout).into_iter().map(|agenda| agenda.path).collect();
    let link = |(name, path): (String, SitePath)| {
        published.contains(&path).then(|| AgendaLink {
            name,
            url: page.link_to(&path),
            address: layout.config.base_url.as_ref().map(|base| base.join(&path.encoded())),
        })
    };
    let by_audience = audiences(layout).into_iter().map(|audience| {
        let path = route::audience_agenda(&audience);
        (audience, path)
    });
    let all = ("全部健康日".to_owned(), route::agenda());
    std::iter::once(all).chain(by_audience).filter_map(link).collect()
}

/// The audiences of last year's, this year's and the next year's campaigns: an address somebody subscribed to
/// lives on over New Year. Of two spellings that would be one file the first counts.
fn audiences(layout: &Layout<'_>) -> Vec<String> {
    let last_year = layout.moment.today.year() - 1;
    let recent = layout.campaigns.iter().filter(|campaign| campaign.id.year >= last_year);
    let named: BTreeSet<&String> = recent.flat_map(|campaign| &campaign.audience).collect();
    let mut files = BTreeSet::new();
    named
        .into_iter()
        .filter(|audience| !EVERYBODY.contains(&audience.as_str()))
        .filter(|audience| files.insert(file_of(audience)))
        .cloned()
        .collect()
}

/// What Windows takes for the name of the file.
fn file_of(audience: &str) -> String {
    route::audience_agenda(audience).as_str().to_lowercase()
}

/// Whether a day is an audience's concern: its campaign names that audience, or everybody; without a
/// campaign, the almanac files the day under that word.
fn concerns(day: &HealthDay<'_>, audience: &str) -> bool {
    match day.campaign {
        Some(Campaign { audience: named, .. }) => named
            .iter()
            .any(|it| file_of(it) == file_of(audience) || EVERYBODY.contains(&it.as_str())),
        None => day.observance.tags.iter().any(|tag| tag == audience),
    }
}

fn event(layout: &Layout<'_>, day: &HealthDay<'_>) -> AgendaEvent {
    let page = match day.campaign {
        Some(campaign) => route::campaign(&campaign.id),
        None => route::calendar_month(day.days.start.first_of_month()),
    };
    let has_page = day.campaign.is_some() || route::has_month(layout.moment.today, day.days.start);
    let base = layout.config.base_url.as_ref().filter(|_| has_page);
    let url = base.map(|base| base.join(&page.encoded()));
    let theme = match day.theme() {
        Some(theme) => Some(format!("主题：{theme}")),
        None if day.days.end >= layout.moment.today => Some("主题待通知".to_owned()),
        None => None,
    };
    let schedule = day.campaign.into_iter().flat_map(|campaign| &campaign.schedule);
    let planned = schedule.map(|it| format!("安排：{}", it.line()));
    let mut lines: Vec<String> = theme.into_iter().chain(planned).collect();
    lines.extend(url.iter().map(|url| format!("详情：{url}")));
    AgendaEvent {
        uid: format!("{}@{}", day.id(), uid_domain(layout)),
        start: day.days.start,
        end: day.days.end,
        summary: day.title(),
        description: lines.join("\n"),
        url,
        categories: day.observance.tags.clone(),
        lead_days: day
            .campaign
            .and_then(|campaign| campaign.lead_days)
            .unwrap_or(layout.config.lead_days),
    }
}

/// What tells this site's events from those of another: its address, or else its name.
fn uid_domain(layout: &Layout<'_>) -> String {
    match &layout.config.base_url {
        Some(base) => format!("{}{}", base.host(), base.path().trim_end_matches('/')),
        None => {
            let hash = blake3::hash(layout.config.name.value.as_bytes()).to_hex();
            format!("{}.banbao.invalid", &hash[..12])
        }
    }
}
