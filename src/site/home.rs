//! The home page: a bulletin board with today's campaign on top.
//!
//! May use: content, diagnostics

use jiff::civil::Date;
use serde_json::json;

use super::layout::{Heading, Layout};
use super::meta::PageKind;
use super::season::{Shown, State, Window, days_until, shifted};
use super::view::{CampaignCard, TopView};
use super::{PageContent, articles, calendar, campaigns, health_days, route};
use crate::content::Campaign;
use crate::diagnostics::Place;

const ARTICLES: usize = 8;
const HIGHLIGHTS: usize = 8;
const CAMPAIGNS: usize = 6;
const POSTERS: usize = 6;

pub(super) fn content(layout: &Layout<'_>) -> PageContent {
    let path = route::home();
    let tops = tops(layout);
    let shown = layout.articles.iter().take(ARTICLES);
    let article_cards: Vec<_> =
        shown.map(|article| articles::card(layout, article, &path)).collect();
    let highlights: Vec<_> = layout
        .articles
        .iter()
        .filter_map(|article| articles::highlight(layout, article, &path))
        .take(HIGHLIGHTS)
        .collect();
    let top_views: Vec<_> = tops
        .iter()
        .filter_map(|top| {
            let shown = Shown::on(&top.windows, layout.moment.today)?;
            Some(TopView { campaign: campaigns::full(layout, top.campaign, &path), shown })
        })
        .collect();
    let now = tops.first().map(|top| top.campaign);
    let others: Vec<_> =
        nearest(layout).into_iter().filter(|it| now.is_none_or(|now| it.id != now.id)).collect();
    let posters: Vec<_> = now
        .into_iter()
        .chain(others.iter().copied())
        .filter_map(|campaign| campaigns::poster_link(layout, campaign, &path))
        .take(POSTERS)
        .collect();
    let view = json!({
        "tops": top_views,
        "articles": article_cards,
        "highlights": highlights,
        "coming": calendar::coming(layout, &path),
        "campaigns": further(layout, others.iter().take(CAMPAIGNS).copied().chain(now), &tops),
        "posters": posters,
        "topics": articles::topic_cards(layout, &path),
        "articles_url": path.link_to(&route::articles(1)),
        "campaigns_url": path.link_to(&route::campaigns()),
        "calendar_url": path.link_to(&route::calendar()),
    });
    let heading = Heading {
        path,
        title: &layout.config.name.value,
        description: layout.config.description.as_deref(),
        way: Vec::new(),
        kind: PageKind::Home,
        origin: Place::Site,
    };
    layout.around(&heading, view)
}

/// A campaign and the days on which it is on top.
struct Top<'a> {
    campaign: &'a Campaign,
    windows: Vec<Window>,
}

/// Who is on top today and on each day the pages speak of, today's first. The last one stays.
fn tops<'a>(layout: &Layout<'a>) -> Vec<Top<'a>> {
    let mut tops: Vec<Top<'a>> = Vec::new();
    let mut last: Option<&Campaign> = None;
    let today = layout.moment.today;
    for ahead in 0..=days_until(today, health_days::horizon(today)) {
        let day = shifted(today, ahead);
        let top = top_on(layout, day);
        if top.map(|top| &top.id) == last.map(|last| &last.id) {
            continue;
        }
        if let Some(window) = last.and_then(|last| last_window(&mut tops, last)) {
            window.until = Some(shifted(day, -1));
        }
        if let Some(campaign) = top {
            let window = Window { from: Some(day), until: None };
            match tops.iter_mut().find(|top| top.campaign.id == campaign.id) {
                Some(top) => top.windows.push(window),
                None => tops.push(Top { campaign, windows: vec![window] }),
            }
        }
        last = top;
    }
    tops
}

fn last_window<'t>(tops: &'t mut [Top<'_>], campaign: &Campaign) -> Option<&'t mut Window> {
    tops.iter_mut().find(|top| top.campaign.id == campaign.id)?.windows.last_mut()
}

/// The campaign on top: one that is running, else one that just ended, else the next to come, else the
/// last that was.
fn top_on<'a>(layout: &Layout<'a>, day: Date) -> Option<&'a Campaign> {
    let of_state = |wanted: State| {
        let stands = move |it: &&Campaign| State::of(it, day, layout.config) == wanted;
        layout.campaigns.iter().copied().filter(stands)
    };
    let until_start =
        |campaign: &&Campaign| campaign.days.map_or(i64::MAX, |days| days_until(day, days.start));
    // Of several that run at once the shortest is today's news: a day inside a month.
    let length = |campaign: &&Campaign| {
        campaign.days.map_or(i64::MAX, |days| days_until(days.start, days.end))
    };
    let is_over = |campaign: &&Campaign| campaign.days.is_some_and(|days| days.end < day);
    of_state(State::Active)
        .min_by_key(|campaign| (is_over(campaign), length(campaign), until_start(campaign)))
        .or_else(|| of_state(State::Upcoming).min_by_key(until_start))
        .or_else(|| of_state(State::Past).max_by_key(|campaign| campaign.days.map(|days| days.end)))
        .or_else(|| of_state(State::Planned).min_by_key(until_start))
}

/// What is to come, the nearest first; then what was, the latest first.
fn nearest<'a>(layout: &Layout<'a>) -> Vec<&'a Campaign> {
    let today = layout.moment.today;
    let mut campaigns = layout.campaigns.clone();
    campaigns.sort_by_key(|campaign| {
        let is_past = State::of(campaign, today, layout.config) == State::Past;
        let ahead = |day: Date| days_until(today, day);
        let distance = match campaign.days {
            Some(days) if is_past => -ahead(days.end),
            Some(days) => ahead(days.start),
            None => i64::MAX,
        };
        (is_past, distance)
    });
    campaigns
}

/// Cards of campaigns, each shown whenever it is not on top.
fn further<'a>(
    layout: &Layout<'a>,
    listed: impl Iterator<Item = &'a Campaign>,
    tops: &[Top<'_>],
) -> Vec<CampaignCard> {
    let path = route::home();
    let always = [Window { from: None, until: None }];
    listed
        .filter_map(|campaign| {
            let top = tops.iter().find(|top| top.campaign.id == campaign.id);
            let away = top.map(|top| without(&top.windows));
            let shown = Shown::on(away.as_deref().unwrap_or(&always), layout.moment.today)?;
            Some(CampaignCard { shown: Some(shown), ..campaigns::card(layout, campaign, &path) })
        })
        .collect()
}

/// The days outside of `windows`, which are in order and part from each other.
fn without(windows: &[Window]) -> Vec<Window> {
    let mut gaps = Vec::new();
    let mut from = None;
    for window in windows {
        if let Some(start) = window.from {
            gaps.push(Window { from, until: Some(shifted(start, -1)) });
        }
        match window.until {
            Some(until) => from = Some(shifted(until, 1)),
            None => return gaps,
        }
    }
    gaps.push(Window { from, until: None });
    gaps
}
