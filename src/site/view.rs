//! What templates see: plain values, every address relative and every word ready to print.
//!
//! A field that may be null in a template is an `Option` here; nothing else is ever absent.
//!
//! May use: nothing of this crate

use serde::Serialize;

use super::season::{DateView, Shown, State};

#[derive(Debug, Clone, Serialize)]
pub struct PictureView {
    pub src: String,
    pub srcset: Option<String>,
    /// The same as WebP, for browsers that know it; none for a drawing of shapes.
    pub webp: Option<String>,
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
    /// Until it expires.
    pub shown: Option<Shown>,
}

/// A page of a list of articles.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub heading: String,
    pub intro: Option<String>,
    pub articles: Vec<ArticleCard>,
    pub pager: Pager,
    /// None for the list of all articles.
    pub topic: Option<TopicHead>,
}

#[derive(Debug, Clone, Serialize)]
pub struct TopicHead {
    pub name: String,
    pub summary: Option<String>,
}

/// The page of an article, with what belongs to it.
#[derive(Debug, Clone, Serialize)]
pub struct ArticlePage {
    pub article: ArticleView,
    pub related: Vec<ArticleCard>,
    pub campaigns: Vec<CampaignCard>,
}

/// The key points of an article, to be read on their own.
#[derive(Debug, Clone, Serialize)]
pub struct HighlightView {
    pub title: String,
    pub url: String,
    pub points: Vec<String>,
    pub source: String,
    pub audience: Vec<String>,
    /// When it was published or last changed.
    pub date: DateView,
    pub image: Option<PictureView>,
    /// Until the article expires.
    pub shown: Option<Shown>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PosterLink {
    pub title: String,
    pub name: String,
    pub url: String,
    pub size: String,
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
    /// The theme is still to be announced, as long as it is not past: then it is simply unknown.
    pub theme_pending: Option<Shown>,
    pub dates: String,
    pub start: Option<DateView>,
    pub end: Option<DateView>,
    /// On the day of the build.
    pub state: State,
    /// How it stands, now and later.
    pub phases: Vec<PhaseView>,
    /// While days are counted until it begins.
    pub countdown: Option<Shown>,
    /// Until it is past.
    pub shown: Option<Shown>,
    pub summary: Option<String>,
    pub image: Option<PictureView>,
    pub poster: Option<PosterLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PhaseView {
    pub state: State,
    pub text: &'static str,
    pub shown: Shown,
}

/// A campaign on top of the board, on some days.
#[derive(Debug, Clone, Serialize)]
pub struct TopView {
    pub campaign: CampaignView,
    pub shown: Shown,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
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
    pub date: DateView,
    pub dates_text: String,
    pub edition: Option<String>,
    pub url: Option<String>,
    pub shown: Shown,
}

/// A month of the health calendar.
#[derive(Debug, Clone, Serialize)]
pub struct MonthView {
    pub year: i16,
    pub number: i8,
    /// `2026年5月`
    pub name: String,
    pub url: Option<String>,
    pub entries: Vec<CalendarEntry>,
    /// Until its last day.
    pub shown: Option<Shown>,
}

/// A health day with what is planned for it.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarEntry {
    /// `第39个世界无烟日`
    pub title: String,
    pub name: String,
    pub edition: Option<String>,
    pub dates: String,
    pub start: DateView,
    pub end: DateView,
    pub one_day: bool,
    pub theme: Option<String>,
    pub theme_pending: Option<Shown>,
    pub url: Option<String>,
    pub poster: Option<PosterLink>,
    pub schedule: Vec<AppointmentView>,
}

/// A day in the grid of a month.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarDay {
    pub date: DateView,
    pub number: i8,
    /// The lunar day, or the solar term that begins.
    pub lunar: String,
    pub is_term: bool,
    pub entries: Vec<CalendarEntry>,
}

/// A year or month to go to.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodLink {
    pub name: String,
    pub url: String,
    pub current: bool,
}

/// An observance whose days a notice will tell.
#[derive(Debug, Clone, Serialize)]
pub struct AwaitedView {
    pub name: String,
    /// `5月第三周`
    pub typical: Option<String>,
    pub url: Option<String>,
}

/// A sheet to download and print.
#[derive(Debug, Clone, Serialize)]
pub struct SheetFile {
    pub name: String,
    pub url: String,
    pub size: String,
    pub shown: Option<Shown>,
}

/// Files to download and print, of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct MaterialGroup {
    pub name: &'static str,
    pub items: Vec<Material>,
}

/// A file to download and print.
#[derive(Debug, Clone, Serialize)]
pub struct Material {
    pub title: String,
    /// The title, cut where a line may end.
    pub parts: Vec<String>,
    pub url: String,
    pub kind: &'static str,
    pub size: String,
    /// Of a poster; a calendar's name says it.
    pub year: Option<i16>,
    /// Its first page.
    pub thumbnail: Option<PictureView>,
    pub shown: Option<Shown>,
}

/// A part of the site and what is below it, for the map of the site.
#[derive(Debug, Clone, Serialize)]
pub struct MapSection {
    pub name: String,
    pub url: String,
    pub items: Vec<MapEntry>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MapEntry {
    pub name: String,
    pub url: String,
}

/// A calendar to subscribe to or import.
#[derive(Debug, Clone, Serialize)]
pub struct AgendaLink {
    pub name: String,
    pub url: String,
    /// The whole address, when the site has one: to subscribe.
    pub address: Option<String>,
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
    /// Whether numbers before it are left out.
    pub after_gap: bool,
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
    /// When it came out.
    pub date: DateView,
    /// `08:30`, where it is known.
    pub time: Option<String>,
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
    /// To download and print.
    pub sheets: Vec<SheetFile>,
    /// From the day after its review is due.
    pub review_due: Option<Shown>,
    /// From the day after it expires, until the next build takes it away.
    pub withdrawn: Option<Shown>,
}
