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
use super::season::DateView;
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
    let next_year = today.saturating_add(Span::new().years(1)).last_of_year();
    let days = health_days(layout, today.first_of_year(), next_year);
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
    agendas
}

/// Where pages offer them.
pub(super) fn links(layout: &Layout<'_>, page: &SitePath) -> Vec<AgendaLink> {
    let link = |name: String, path: SitePath| AgendaLink {
        name,
        url: page.link_to(&path),
        address: layout.config.base_url.as_ref().map(|base| base.join(&path.encoded())),
    };
    let by_audience = audiences(layout).into_iter().map(|audience| {
        let path = route::audience_agenda(&audience);
        link(audience, path)
    });
    let all = link("全部健康日".to_owned(), route::agenda());
    std::iter::once(all).chain(by_audience).collect()
}

/// The audiences of this year's and the next year's campaigns.
fn audiences(layout: &Layout<'_>) -> BTreeSet<String> {
    let this_year = layout.moment.today.year();
    let recent = layout.campaigns.iter().filter(|campaign| campaign.id.year >= this_year);
    let named = recent.flat_map(|campaign| campaign.audience.iter());
    named.filter(|audience| !EVERYBODY.contains(&audience.as_str())).cloned().collect()
}

/// Whether a day is an audience's concern: its campaign names that audience, or everybody; without a
/// campaign, the almanac files the day under that word.
fn concerns(day: &HealthDay<'_>, audience: &str) -> bool {
    match day.campaign {
        Some(Campaign { audience: named, .. }) => {
            named.iter().any(|it| it == audience || EVERYBODY.contains(&it.as_str()))
        }
        None => day.observance.tags.iter().any(|tag| tag == audience),
    }
}

fn event(layout: &Layout<'_>, day: &HealthDay<'_>) -> AgendaEvent {
    let url = day.campaign.and_then(|campaign| {
        let base = layout.config.base_url.as_ref()?;
        Some(base.join(&route::campaign(&campaign.id).encoded()))
    });
    let theme = match (day.theme(), day.campaign) {
        (Some(theme), _) => Some(format!("主题：{theme}")),
        (None, Some(_)) if day.days.end >= layout.moment.today => Some("主题待通知".to_owned()),
        (None, _) => None,
    };
    let planned = day.campaign.into_iter().flat_map(|campaign| &campaign.schedule).map(|it| {
        let time = it.time.map(|time| format!(" {:02}:{:02}", time.hour(), time.minute()));
        let place = it.place.as_ref().map(|place| format!(" {place}"));
        let (time, place) = (time.unwrap_or_default(), place.unwrap_or_default());
        format!("安排：{}{time}{place} {}", DateView::new(it.date).short, it.what)
    });
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
        Some(base) => base.host().to_owned(),
        None => {
            let hash = blake3::hash(layout.config.name.value.as_bytes()).to_hex();
            format!("{}.banbao.invalid", &hash[..12])
        }
    }
}
