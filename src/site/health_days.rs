//! Which health days the site follows, when they fall, and what it has prepared for them.
//!
//! May use: almanac, config, content

use jiff::Span;
use jiff::civil::Date;

use super::layout::Layout;
use super::season::shifted;
use crate::almanac::{DateRange, Days, Observance, Rule};
use crate::config::Config;
use crate::content::Campaign;

/// What lasts longer than these days is no event of single days.
const LONG: i32 = 14;

/// An observance the site follows, as it falls in one year.
#[derive(Debug, Clone)]
pub(super) struct HealthDay<'a> {
    pub observance: &'a Observance,
    /// The year it is counted in.
    pub year: i16,
    pub days: DateRange,
    /// What the site has prepared for it.
    pub campaign: Option<&'a Campaign>,
}

impl<'a> HealthDay<'a> {
    /// An observance in a year; none while its days are not known.
    pub fn of(layout: &Layout<'a>, observance: &'a Observance, year: i16) -> Option<Self> {
        let named = |it: &&Campaign| it.id.year == year && it.id.observance == observance.id;
        let campaign = layout.campaigns.iter().copied().find(named);
        let days = match observance.days(year) {
            Days::On(days) => Some(days),
            Days::StartsOn(start) => Some(start.into()),
            _ => None,
        };
        let days = campaign.map_or(days, |campaign| campaign.days)?;
        Some(HealthDay { observance, year, days, campaign })
    }

    pub fn edition(&self) -> Option<String> {
        self.observance.edition(self.year).map(|edition| edition.to_string())
    }

    /// “第39个世界无烟日”, or the name alone.
    pub fn title(&self) -> String {
        format!("{}{}", self.edition().unwrap_or_default(), self.observance.name)
    }

    pub fn theme(&self) -> Option<&str> {
        match self.campaign {
            Some(campaign) => campaign.theme(),
            None => self.observance.theme(self.year),
        }
    }

    /// Whether single days are marked for it.
    pub fn is_short(&self) -> bool {
        (self.days.end - self.days.start).get_days() < LONG
    }

    /// Names it for good: `no-tobacco-day-2026`, of a monthly day `clean-day-2026-03`.
    pub fn id(&self) -> String {
        match self.observance.rule {
            Rule::Monthly { .. } if self.campaign.is_none() => {
                format!("{}-{}-{:02}", self.observance.id, self.year, self.days.start.month())
            }
            _ => format!("{}-{}", self.observance.id, self.year),
        }
    }
}

/// What touches the days `from..=to`: every observance the site follows, and every campaign of its own.
/// By start, then priority, then identifier.
pub(super) fn reckon<'a>(
    config: &'a Config,
    campaigns: &[&'a Campaign],
    (from, to): (Date, Date),
) -> Vec<HealthDay<'a>> {
    let almanac = &config.almanac;
    let has_record = |observance: &Observance, year: i16| {
        campaigns.iter().any(|it| it.id.year == year && it.id.observance == observance.id)
    };
    let of_the_almanac = almanac.occurrences(from, to).into_iter().filter_map(|occurrence| {
        let (observance, year) = (occurrence.observance, occurrence.start.year());
        let end = occurrence.end.unwrap_or(occurrence.start);
        let days = DateRange { start: occurrence.start, end };
        let listed = almanac.follows(observance) && !has_record(observance, year);
        listed.then_some(HealthDay { observance, year, days, campaign: None })
    });
    let of_the_site = campaigns.iter().filter_map(|campaign| {
        let days = campaign.days.filter(|days| days.start <= to && days.end >= from)?;
        let observance = &*campaign.observance;
        Some(HealthDay { observance, year: campaign.id.year, days, campaign: Some(campaign) })
    });
    let every_month = almanac.iter().filter(|it| almanac.follows(it)).flat_map(|observance| {
        let years = (from.year()..=to.year()).map(|year| (year, observance.days(year)));
        years.flat_map(move |(year, days)| {
            let Days::Monthly(days) = days else { return Vec::new() };
            let is_own = |day: &Date| {
                let own = |it: &&&Campaign| it.id.observance == observance.id;
                campaigns.iter().filter(own).any(|it| it.days.is_some_and(|it| it.contains(*day)))
            };
            let in_span = days.into_iter().filter(|day| (from..=to).contains(day));
            let touching = in_span.filter(|day| !is_own(day));
            let day = |day: Date| HealthDay { observance, year, days: day.into(), campaign: None };
            touching.map(day).collect()
        })
    });
    let mut found: Vec<_> = of_the_almanac.chain(every_month).chain(of_the_site).collect();
    found.sort_by_key(|day| (day.days.start, day.observance.priority, &day.observance.id));
    found
}

/// The days pages speak of: from last year on, until the year after the coming one has begun.
pub(super) fn span(today: Date) -> (Date, Date) {
    let next_year = today.saturating_add(Span::new().years(1)).last_of_year();
    (shifted(today.first_of_year(), -1).first_of_year(), shifted(next_year, 181))
}

/// What touches the days `from..=to`, as far as [`span`] reaches.
pub(super) fn health_days<'l, 'a>(
    layout: &'l Layout<'a>,
    from: Date,
    to: Date,
) -> Vec<&'l HealthDay<'a>> {
    let days = layout.health_days.iter();
    days.filter(|day| day.days.start <= to && day.days.end >= from).collect()
}

/// An observance whose days a notice will tell.
#[derive(Debug, Clone)]
pub(super) struct AwaitedDay<'a> {
    pub observance: &'a Observance,
    pub year: i16,
    /// The usual season.
    pub typical: Option<String>,
    pub campaign: Option<&'a Campaign>,
}

/// Observances of a year whose days a notice will tell.
pub(super) fn awaited<'a>(layout: &Layout<'a>, year: i16) -> Vec<AwaitedDay<'a>> {
    let almanac = &layout.config.almanac;
    let awaited = almanac.iter().filter_map(|observance| {
        let named = |it: &&Campaign| it.id.year == year && it.id.observance == observance.id;
        let campaign = layout.campaigns.iter().copied().find(named);
        let is_listed = almanac.follows(observance) || campaign.is_some();
        let is_open = campaign.is_none_or(|campaign| campaign.days.is_none());
        match observance.days(year) {
            Days::AwaitsNotice { typical } if is_listed && is_open => {
                Some(AwaitedDay { observance, year, typical, campaign })
            }
            _ => None,
        }
    });
    awaited.collect()
}

/// The last day pages speak of: whole months, at least the coming twelve.
pub(super) fn horizon(today: Date) -> Date {
    today.saturating_add(Span::new().months(12)).last_of_month()
}

/// The first days of the months a sheet is printed for, from this month on.
pub(super) fn printed_months(layout: &Layout<'_>) -> Vec<Date> {
    let count = if cfg!(feature = "print") { layout.config.printed_months } else { 0 };
    coming_months(layout.moment.today, count).collect()
}

/// The first days of so many months, from this one on; the calendar ends with the year 9999.
pub(super) fn coming_months(today: Date, count: usize) -> impl Iterator<Item = Date> {
    let first = today.first_of_month();
    (0..count as i64).map_while(move |ahead| first.checked_add(Span::new().months(ahead)).ok())
}

/// The years a wall calendar is printed for: this one and the next.
pub(super) fn printed_years(layout: &Layout<'_>) -> Vec<i16> {
    let this_year = layout.moment.today.year();
    let years = this_year..=this_year + 1;
    years.filter(|_| cfg!(feature = "print") && layout.config.printed_months > 0).collect()
}
