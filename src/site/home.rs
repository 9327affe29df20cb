//! The home page: a bulletin board with today's campaign on top.
//!
//! May use: content, diagnostics

use serde_json::json;

use super::layout::{Heading, Layout};
use super::season::{State, days_until};
use super::{Page, articles, campaigns, route};
use crate::content::Campaign;
use crate::diagnostics::Place;

const ARTICLES: usize = 8;
const CAMPAIGNS: usize = 6;
const POSTERS: usize = 6;
const COMING: usize = 8;
/// How far ahead coming days are announced.
const COMING_WITHIN_DAYS: i32 = 90;

pub(super) fn page(layout: &Layout<'_>) -> Page {
    let path = route::home();
    let current = current(layout);
    let shown = layout.articles.iter().take(ARTICLES);
    let article_cards: Vec<_> =
        shown.map(|article| articles::card(layout, article, &path)).collect();
    let others = layout
        .campaigns
        .iter()
        .filter(|campaign| current.is_none_or(|current| campaign.id != current.id));
    let campaign_cards: Vec<_> =
        others.take(CAMPAIGNS).map(|campaign| campaigns::card(layout, campaign, &path)).collect();
    let posters: Vec<_> = current
        .into_iter()
        .chain(
            layout
                .campaigns
                .iter()
                .copied()
                .filter(|campaign| current.is_none_or(|current| campaign.id != current.id)),
        )
        .filter_map(|campaign| campaigns::poster_link(campaign, &path))
        .take(POSTERS)
        .collect();
    let mut coming = campaigns::coming_days(layout, COMING_WITHIN_DAYS, &path);
    coming.truncate(COMING);
    let view = json!({
        "campaign": current.map(|campaign| campaigns::full(layout, campaign, &path)),
        "articles": article_cards,
        "coming": coming,
        "campaigns": campaign_cards,
        "posters": posters,
        "topics": articles::topic_cards(layout, &path),
        "articles_url": path.link_to(&route::articles(1)),
        "campaigns_url": path.link_to(&route::campaigns()),
    });
    let heading = Heading {
        path,
        title: &layout.config.name.value,
        description: layout.config.description.as_deref(),
        way: Vec::new(),
        origin: Place::Site,
    };
    layout.page(heading, "home.html", view)
}

/// The campaign on top: one that is running, else the next to come, else the last that was.
fn current<'a>(layout: &Layout<'a>) -> Option<&'a Campaign> {
    let today = layout.moment.today;
    let state = |campaign: &Campaign| State::of(campaign, today, layout.config.lead_days);
    let of_state = |wanted: State| {
        layout.campaigns.iter().copied().filter(move |campaign| state(campaign) == wanted)
    };
    let until_start =
        |campaign: &&Campaign| campaign.days.map_or(i64::MAX, |days| days_until(today, days.start));
    // Of several that run at once the shortest is today's news: a day inside a month.
    let length = |campaign: &&Campaign| {
        campaign.days.map_or(i64::MAX, |days| days_until(days.start, days.end))
    };
    of_state(State::Active)
        .min_by_key(|campaign| (length(campaign), until_start(campaign)))
        .or_else(|| of_state(State::Upcoming).min_by_key(until_start))
        .or_else(|| of_state(State::Past).max_by_key(|campaign| campaign.days.map(|days| days.end)))
        .or_else(|| of_state(State::Planned).min_by_key(until_start))
}
