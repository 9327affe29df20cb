//! One observance: what it is called, when it falls, which edition it is, what is known of its themes,
//! and where that knowledge comes from.
//!
//! May use: nothing of this crate

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::edition::{Edition, EditionRule};
use super::rule::{DateRange, Days, Rule};

/// The identifier of an observance, such as `no-tobacco-day`: lower-case ASCII letters, digits and
/// hyphens, so that it can be a folder name and a part of a URL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct ObservanceId(String);

/// A health day, week or month.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observance {
    pub id: ObservanceId,
    /// The Chinese name to print.
    pub name: String,
    pub english: String,
    /// Other Chinese names in use.
    #[serde(default)]
    pub aliases: Vec<String>,
    pub scope: Scope,
    /// The rule of today.
    pub rule: Rule,
    /// Dates of single years; they override every rule.
    #[serde(default)]
    pub known: BTreeMap<i16, Announced>,
    /// Rules of earlier years, oldest first.
    #[serde(default)]
    pub history: Vec<FormerRule>,
    /// Years in which it was not held.
    #[serde(default)]
    pub not_held: Vec<i16>,
    pub edition: Option<EditionRule>,
    /// Who holds or leads it, as far as recorded.
    pub sponsor: Option<String>,
    pub tags: Vec<String>,
    pub priority: Priority,
    /// How sure the date rule and the first year are.
    pub confidence: Confidence,
    /// Where this entry's facts come from, each as `kind` or `kind: detail`. Kinds: `published`,
    /// `recalled`, `computed`, `practice` (health centres' own records).
    pub basis: Vec<String>,
    pub notes: Option<String>,
    #[serde(default)]
    pub(super) themes_cn: BTreeMap<i16, String>,
    #[serde(default)]
    pub(super) themes_intl: BTreeMap<i16, String>,
    #[serde(default)]
    pub(super) themes_verified_years: Vec<i16>,
}

/// The days of one year, as announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announced {
    pub start: Date,
    /// The last day, inclusive. `None`: only the opening day is on record.
    pub end: Option<Date>,
}

/// A rule that no longer holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerRule {
    /// The last year in which it held.
    pub until: i16,
    pub rule: Rule,
}

/// Who observes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Scope {
    #[serde(rename = "cn")]
    China,
    #[serde(rename = "intl")]
    International,
    #[serde(rename = "both")]
    Both,
}

/// How much it matters to a township health centre; `A` sorts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Priority {
    /// Every township, every year.
    A,
    /// As local conditions ask.
    B,
    /// Optional.
    C,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    High,
    Medium,
    Low,
}

impl Observance {
    /// An entry of a site's own, held every year by this rule, as long as nothing more is said of it.
    pub fn local(id: ObservanceId, name: String, rule: Rule) -> Self {
        Observance {
            id,
            name,
            rule,
            english: String::new(),
            aliases: Vec::new(),
            scope: Scope::China,
            known: BTreeMap::new(),
            history: Vec::new(),
            not_held: Vec::new(),
            edition: None,
            sponsor: None,
            tags: Vec::new(),
            priority: Priority::A,
            confidence: Confidence::High,
            basis: Vec::new(),
            notes: None,
            themes_cn: BTreeMap::new(),
            themes_intl: BTreeMap::new(),
            themes_verified_years: Vec::new(),
        }
    }

    /// When it falls in `year`. A range that crosses the new year belongs to the year it begins in.
    ///
    /// Announced dates come first, then the rule that held in that year. An observance whose
    /// beginning is not recorded answers for any year, however early.
    pub fn days(&self, year: i16) -> Days {
        if let Some(announced) = self.known.get(&year) {
            return announced.days();
        }
        let too_early = self.first_year().is_some_and(|first| year < first);
        if too_early || self.not_held.contains(&year) {
            return Days::NotOnRecord;
        }
        self.rule_of(year).days(year)
    }

    /// Its edition in `year`. `None` before the first edition and wherever the number is disputed or
    /// unknown: such a number must not be printed.
    pub fn edition(&self, year: i16) -> Option<Edition> {
        self.edition?.edition(year)
    }

    /// Its theme in `year`, in Chinese where there is one; `None` unless a published source confirms it.
    pub fn theme(&self, year: i16) -> Option<&str> {
        if !self.themes_verified_years.contains(&year) {
            return None;
        }
        self.themes_cn.get(&year).or_else(|| self.themes_intl.get(&year)).map(String::as_str)
    }

    /// Puts a theme on record that a notice of that year confirms.
    pub(super) fn confirm_theme(&mut self, year: i16, theme: String) {
        self.themes_cn.insert(year, theme);
        if !self.themes_verified_years.contains(&year) {
            self.themes_verified_years.push(year);
        }
    }

    /// Today's date rule in Chinese, such as “每年5月31日”.
    pub fn rule_text(&self) -> String {
        self.rule.text()
    }

    fn rule_of(&self, year: i16) -> &Rule {
        let former = self.history.iter().find(|former| year <= former.until);
        former.map_or(&self.rule, |former| &former.rule)
    }

    /// The first year on record. A rule that ended before the count began shows that the observance
    /// is older than its count; its beginning is then unknown.
    fn first_year(&self) -> Option<i16> {
        let counted_from = self.edition?.first_year?;
        let older = self.history.iter().any(|former| former.until < counted_from);
        (!older).then_some(counted_from)
    }
}

impl Announced {
    fn days(self) -> Days {
        match self.end {
            Some(end) => Days::On(DateRange { start: self.start, end }),
            None => Days::StartsOn(self.start),
        }
    }
}

impl ObservanceId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ObservanceId {
    type Error = String;

    fn try_from(id: String) -> Result<Self, String> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.is_empty() && id.chars().all(plain) {
            Ok(Self(id))
        } else {
            Err(format!("`{id}` is no observance id: use lower-case letters, digits and hyphens"))
        }
    }
}

impl Borrow<str> for ObservanceId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ObservanceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
