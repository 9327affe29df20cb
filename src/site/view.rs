//! What templates see: plain values, every address relative and every word ready to print.
//!
//! A field that may be null in a template is an `Option` here; nothing else is ever absent.
//!
//! May use: nothing of this crate

use serde::Serialize;

use super::season::{DateView, State};

/// What every page of a site shares.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    pub name: String,
    pub organisation: String,
    pub department: Option<String>,
    pub address: Option<String>,
    pub description: Option<String>,
    pub kind: &'static str,
    pub hotlines: Vec<HotlineView>,
    /// The day the site was built for.
    pub build_date: DateView,
    pub year: i16,
}

#[derive(Debug, Clone, Serialize)]
pub struct HotlineView {
    pub name: String,
    pub number: String,
    /// The number as a telephone dials it.
    pub tel: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct NavEntry {
    pub name: String,
    pub url: String,
    pub current: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    pub title: String,
    pub description: Option<String>,
    pub url: String,
    /// The whole address, when the site has one.
    pub canonical: Option<String>,
    /// Prefix of static files.
    pub root: String,
    pub crumbs: Vec<Crumb>,
}

/// A step of the way to a page; the last one has no address.
#[derive(Debug, Clone, Serialize)]
pub struct Crumb {
    pub name: String,
    pub url: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PictureView {
    pub src: String,
    pub srcset: Option<String>,
    pub width: u32,
    pub height: u32,
    pub alt: String,
    pub caption: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct TopicLink {
    pub name: String,
    pub url: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct TopicCard {
    pub name: String,
    pub url: String,
    pub summary: Option<String>,
    pub count: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct ArticleCard {
    pub title: String,
    pub url: String,
    pub summary: Option<String>,
    pub date: DateView,
    pub updated: Option<DateView>,
    pub topics: Vec<TopicLink>,
    pub audience: Vec<String>,
    pub image: Option<PictureView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PosterLink {
    pub title: String,
    pub name: String,
    pub url: String,
    pub size: &'static str,
    pub year: i16,
}

#[derive(Debug, Clone, Serialize)]
pub struct CampaignCard {
    pub title: String,
    pub name: String,
    pub year: i16,
    pub edition: Option<String>,
    pub url: String,
    pub theme: Option<String>,
    /// The theme is still to be announced. Of a past year an unknown theme is simply unknown.
    pub theme_pending: bool,
    pub dates: String,
    pub start: Option<DateView>,
    pub end: Option<DateView>,
    pub state: State,
    pub state_text: &'static str,
    /// Days until it begins, when that is ahead.
    pub days_until: Option<i64>,
    pub summary: Option<String>,
    pub image: Option<PictureView>,
    pub poster: Option<PosterLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MessageView {
    pub title: String,
    pub text: String,
}

/// A campaign in full.
#[derive(Debug, Clone, Serialize)]
pub struct CampaignView {
    #[serde(flatten)]
    pub card: CampaignCard,
    pub slogans: Vec<String>,
    pub key_messages: Vec<MessageView>,
    pub source: String,
    pub audience: Vec<String>,
    pub schedule: Vec<AppointmentView>,
    pub body: String,
    pub toc: Vec<TocView>,
    pub activities: Vec<ActivityView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AppointmentView {
    pub date: DateView,
    pub time: Option<String>,
    pub place: Option<String>,
    pub what: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct TocView {
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// The filled fields of an activity form, in the order of the form.
#[derive(Debug, Clone, Serialize)]
pub struct ActivityView {
    pub title: String,
    pub fields: Vec<FieldView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    pub label: &'static str,
    pub value: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ComingDay {
    pub name: String,
    pub date: Option<DateView>,
    pub dates_text: String,
    pub days_until: i64,
    pub edition: Option<String>,
    pub url: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    pub current: usize,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub pages: Vec<PagerEntry>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PagerEntry {
    pub number: usize,
    pub url: String,
    pub current: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct YearLink {
    pub year: i16,
    pub url: String,
    pub edition: Option<String>,
    pub theme: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ObservanceCard {
    pub name: String,
    pub url: String,
    pub summary: Option<String>,
    pub years: Vec<YearLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ObservanceView {
    pub name: String,
    pub english: String,
    pub sponsor: Option<String>,
    pub date_rule_text: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    pub title: String,
    pub summary: Option<String>,
    pub date: DateView,
    pub updated: Option<DateView>,
    pub source: String,
    pub author: Option<String>,
    pub reviewer: Option<String>,
    pub review_by: Option<DateView>,
    pub audience: Vec<String>,
    pub topics: Vec<TopicLink>,
    pub key_points: Vec<String>,
    pub image: Option<PictureView>,
    pub body: String,
    pub toc: Vec<TocView>,
    pub characters: usize,
    /// Reading time, at the pace of someone who reads slowly.
    pub minutes: usize,
    pub expired: bool,
}
