//! Campaign pages, the years of an observance, and their index.
//!
//! May use: almanac, config, content, diagnostics

use serde_json::json;

use super::health_days::HealthDay;
use super::layout::{Heading, Layout};
use super::meta::PageKind;
use super::route::{self, SitePath};
use super::season::{
    self, DateView, Shown, State, Window, days_text, days_text_with_year, shifted, time_text,
};
use super::view::{
    ActivityView, AppointmentView, CampaignCard, CampaignView, ComingDay, FieldView, MessageView,
    ObservanceCard, ObservanceView, PhaseView, PosterLink, YearLink,
};
use super::{Page, articles, calendar, print};
use crate::almanac::Observance;
use crate::content::activity::{Activity, ActivityTime, Material};
use crate::content::{Appointment, Campaign};
use crate::diagnostics::Place;

pub(super) fn pages(layout: &Layout<'_>) -> Vec<Page> {
    let mut pages = vec![index(layout)];
    for observance in observances(layout) {
        pages.push(years(layout, observance));
    }
    pages.extend(layout.campaigns.iter().map(|campaign| campaign_page(layout, campaign)));
    pages
}

pub(super) fn card(layout: &Layout<'_>, campaign: &Campaign, page: &SitePath) -> CampaignCard {
    let today = layout.moment.today;
    let phases = season::phases(campaign, layout.config);
    let countdown = phases.iter().find(|phase| phase.state == State::Upcoming);
    let theme = campaign.theme().map(ToOwned::to_owned);
    CampaignCard {
        title: campaign.title(),
        name: campaign.observance.name.clone(),
        year: campaign.id.year,
        edition: campaign.edition.map(|edition| edition.to_string()),
        url: page.link_to(&route::campaign(&campaign.id)),
        theme_pending: until_past(layout, campaign).filter(|_| theme.is_none()),
        theme,
        dates: campaign.days.map_or("日期待通知".to_owned(), days_text),
        start: campaign.days.map(|days| DateView::new(days.start)),
        end: campaign.days.map(|days| DateView::new(days.end)),
        state: State::of(campaign, today, layout.config),
        phases: phases
            .iter()
            .filter_map(|phase| {
                let shown = Shown::on(&[phase.window], today)?;
                Some(PhaseView { state: phase.state, text: phase.text, shown })
            })
            .collect(),
        countdown: countdown.and_then(|phase| Shown::on(&[phase.window], today)),
        shown: None,
        summary: campaign.summary.clone(),
        image: layout.illustration(campaign.image.as_ref(), page),
        poster: poster_link(layout, campaign, page),
    }
}

/// Whether and how long a campaign is not yet past.
fn until_past(layout: &Layout<'_>, campaign: &Campaign) -> Option<Shown> {
    let phases = season::phases(campaign, layout.config);
    let past = phases.iter().find(|phase| phase.state == State::Past)?;
    Shown::until(shifted(past.window.from?, -1), layout.moment.today)
}

/// The poster of a campaign; a build without print has none to offer.
pub(super) fn poster_link(
    layout: &Layout<'_>,
    campaign: &Campaign,
    page: &SitePath,
) -> Option<PosterLink> {
    let (file, paper) = print::poster_file(layout.config, &campaign.id)?;
    Some(PosterLink {
        title: campaign.title(),
        name: "海报".to_owned(),
        url: page.link_to(&file),
        size: paper.to_string(),
        year: campaign.id.year,
    })
}

pub(super) fn full(layout: &Layout<'_>, campaign: &Campaign, page: &SitePath) -> CampaignView {
    CampaignView {
        card: card(layout, campaign, page),
        slogans: campaign.slogans.iter().map(|slogan| slogan.value.clone()).collect(),
        key_messages: campaign
            .key_messages
            .iter()
            .map(|message| MessageView {
                title: message.title.value.clone(),
                text: message.text.value.clone(),
            })
            .collect(),
        source: campaign.source.value.clone(),
        audience: campaign.audience.clone(),
        schedule: appointments(campaign),
        body: layout.body(&campaign.body, page),
        toc: Layout::toc(&campaign.body),
        activities: campaign.activities.iter().map(activity).collect(),
    }
}

/// Observances with a published campaign, those with the latest campaign first.
pub(super) fn observances<'a>(layout: &Layout<'a>) -> Vec<&'a Observance> {
    let mut observances: Vec<&Observance> = Vec::new();
    for campaign in &layout.campaigns {
        if !observances.iter().any(|observance| observance.id == campaign.id.observance) {
            observances.push(&campaign.observance);
        }
    }
    observances
}

fn of_observance<'a>(layout: &Layout<'a>, observance: &Observance) -> Vec<&'a Campaign> {
    let same = |campaign: &&&Campaign| campaign.id.observance == observance.id;
    layout.campaigns.iter().filter(same).copied().collect()
}

fn year_link(campaign: &Campaign, page: &SitePath) -> YearLink {
    YearLink {
        year: campaign.id.year,
        url: page.link_to(&route::campaign(&campaign.id)),
        edition: campaign.edition.map(|edition| edition.to_string()),
        theme: campaign.theme().map(ToOwned::to_owned),
    }
}

fn index(layout: &Layout<'_>) -> Page {
    let path = route::campaigns();
    let not_past = |campaign: &&Campaign| {
        let shown = Some(until_past(layout, campaign)?);
        Some(CampaignCard { shown, ..card(layout, campaign, &path) })
    };
    let mut current: Vec<_> = layout.campaigns.iter().filter_map(not_past).collect();
    current.sort_by_key(|card| (card.state, card.start.as_ref().map(|start| start.iso.clone())));
    let all: Vec<_> = observances(layout)
        .into_iter()
        .map(|observance| {
            let campaigns = of_observance(layout, observance);
            ObservanceCard {
                name: observance.name.clone(),
                url: path.link_to(&route::observance(observance.id.as_str())),
                summary: Some(observance.rule_text()),
                years: campaigns.iter().map(|campaign| year_link(campaign, &path)).collect(),
            }
        })
        .collect();
    let view = json!({ "current": current, "observances": all });
    let heading = Heading {
        path,
        title: "主题宣传",
        description: Some("卫生健康主题宣传日、宣传周和宣传月：今年的安排、海报和历年记录。"),
        way: Vec::new(),
        kind: PageKind::Column {
            name: "主题宣传",
            keywords: observances(layout).iter().map(|it| it.name.as_str()).collect(),
        },
        origin: Place::Site,
    };
    layout.page(heading, "campaigns.html", view)
}

fn years(layout: &Layout<'_>, observance: &Observance) -> Page {
    let path = route::observance(observance.id.as_str());
    let campaigns: Vec<_> = of_observance(layout, observance)
        .into_iter()
        .map(|campaign| card(layout, campaign, &path))
        .collect();
    let coming = next_times(layout, observance, &path);
    let view = json!({
        "observance": ObservanceView {
            name: observance.name.clone(),
            english: observance.english.clone(),
            sponsor: observance.sponsor.clone(),
            date_rule_text: observance.rule_text(),
        },
        "campaigns": campaigns,
        "coming": coming,
    });
    let description =
        format!("{}：{}。历年主题、海报和活动记录。", observance.name, observance.rule_text());
    let heading = Heading {
        path,
        title: &observance.name,
        description: Some(&description),
        way: vec![("主题宣传", route::campaigns())],
        kind: PageKind::Column { name: &observance.name, keywords: vec![&observance.name] },
        origin: Place::Site,
    };
    layout.page(heading, "observance.html", view)
}

/// This year's time and the next year's, each until it has come.
fn next_times(layout: &Layout<'_>, observance: &Observance, page: &SitePath) -> Vec<ComingDay> {
    let today = layout.moment.today;
    let mut since = None;
    (today.year()..=today.year() + 1)
        .filter_map(|year| HealthDay::of(layout, observance, year))
        .filter_map(|day| {
            let window = Window { from: since, until: Some(day.days.start) };
            since = Some(shifted(day.days.start, 1));
            Some(calendar::coming_day(&day, page, Shown::on(&[window], today)?))
        })
        .collect()
}

fn campaign_page(layout: &Layout<'_>, campaign: &Campaign) -> Page {
    let path = route::campaign(&campaign.id);
    let cards: Vec<_> = campaign
        .articles
        .iter()
        .filter_map(|slug| layout.article(&slug.value))
        .map(|article| articles::card(layout, article, &path))
        .collect();
    let other_years: Vec<_> = of_observance(layout, &campaign.observance)
        .into_iter()
        .filter(|other| other.id != campaign.id)
        .map(|other| year_link(other, &path))
        .collect();
    let view = full(layout, campaign, &path);
    let view = json!({
        "campaign": view,
        "articles": cards,
        "other_years": other_years,
    });
    let title = page_title(campaign);
    let observance = route::observance(campaign.id.observance.as_str());
    let in_words = in_words(campaign);
    let heading = Heading {
        path,
        title: &title,
        description: campaign.summary.as_deref().or(in_words.as_deref()),
        way: vec![("主题宣传", route::campaigns()), (&campaign.observance.name, observance)],
        kind: PageKind::Column {
            name: &campaign.observance.name,
            keywords: vec![&campaign.observance.name],
        },
        origin: Place::File(campaign.file.clone()),
    };
    layout.page(heading, "campaign.html", view)
}

/// Days, theme and summary of a campaign in one line; none while its days are not known.
pub(super) fn in_words(campaign: &Campaign) -> Option<String> {
    let mut words = days_text_with_year(campaign.days?);
    if let Some(theme) = campaign.theme() {
        words.push_str(&format!("，主题：{theme}"));
    }
    if let Some(summary) = &campaign.summary {
        words.push_str(&format!("。{summary}"));
    }
    Some(words)
}

/// The campaign's title, told apart from those of other years.
pub(super) fn page_title(campaign: &Campaign) -> String {
    let (title, year) = (campaign.title(), campaign.id.year.to_string());
    if title.contains(&year) { title } else { format!("{title}（{year}年）") }
}

/// What is planned for a campaign.
pub(super) fn appointments(campaign: &Campaign) -> Vec<AppointmentView> {
    campaign.schedule.iter().map(appointment).collect()
}

fn appointment(appointment: &Appointment) -> AppointmentView {
    let Appointment { date, time, place, what } = appointment;
    AppointmentView {
        date: DateView::new(*date),
        time: time.map(time_text),
        place: place.clone(),
        what: what.clone(),
    }
}

/// The filled fields of the form, labelled and ordered as the official form has them.
pub(super) fn activity(activity: &Activity) -> ActivityView {
    let time = match &activity.time {
        ActivityTime::Day(date) => DateView::new(*date).text,
        ActivityTime::Month { year, month } => format!("{year}年{month}月"),
        ActivityTime::Described(text) => text.clone(),
    };
    let listed = |items: &[String]| (!items.is_empty()).then(|| items.join("、"));
    let materials: Vec<String> = activity.materials.iter().map(material).collect();
    let archive = (!activity.archive.is_empty()).then(|| activity.archive.join("、"));
    let reached = activity.reached.as_ref().map(|reached| reached.with_unit("人"));
    let materials = (!materials.is_empty()).then(|| materials.join("；"));
    let filled_at = activity.filled_at.map(|date| season::DateView::new(date).text);
    let fields = [
        ("活动时间", Some(time)),
        ("活动地点", Some(activity.place.clone())),
        ("活动形式", listed(&activity.form)),
        ("活动主题", activity.theme.clone()),
        ("组织者", Some(activity.organiser.clone())),
        ("主讲人", activity.speaker.clone()),
        ("接受健康教育人员类别", listed(&activity.audience)),
        ("接受健康教育人数", reached),
        ("健康教育资料发放种类及数量", materials),
        ("活动内容", Some(activity.content.clone())),
        ("活动总结评价", activity.evaluation.clone()),
        ("存档材料请附后", archive),
        ("填表人（签字）", activity.filled_by.clone()),
        ("负责人（签字）", activity.responsible.clone()),
        ("填表时间", filled_at),
    ];
    let fields = fields
        .into_iter()
        .filter_map(|(label, value)| Some(FieldView { label, value: value? }))
        .collect();
    let title = activity.theme.clone().unwrap_or_else(|| activity.form.join("、"));
    ActivityView { title, fields }
}

fn material(material: &Material) -> String {
    let Material { kind, titles, copies } = material;
    let titles: String = titles.iter().map(|title| format!("《{title}》")).collect();
    let copies = copies.as_ref().map_or(String::new(), |copies| copies.with_unit("份"));
    format!("{kind}{titles}{copies}")
}
