//! Editions: which time an observance is held, as a poster prints it (“第38个”).
//!
//! May use: nothing of this crate

use std::fmt;

use serde::Deserialize;

/// How an observance counts its editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionRule {
    /// The year of number 1. `None`: no count is agreed upon.
    pub first_year: Option<i16>,
    pub unit: Unit,
    /// False: the count is disputed, or not used officially.
    pub safe_to_print: bool,
    /// At least one published year confirms the count.
    pub verified: bool,
}

/// The measure word of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Unit {
    #[serde(rename = "个")]
    Ge,
    #[serde(rename = "届")]
    Jie,
    #[serde(rename = "次")]
    Ci,
}

/// One numbered edition. Displays as “第38个”.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    pub number: u16,
    pub unit: Unit,
    /// False: no published year confirms the count, so a person should before it goes to print.
    pub verified: bool,
}

impl EditionRule {
    /// The edition of `year`: its first year is number 1, and no number is skipped.
    /// `None` before the first year, and wherever the number is not safe to print.
    pub fn edition(&self, year: i16) -> Option<Edition> {
        let first_year = self.first_year.filter(|_| self.safe_to_print)?;
        let number = i32::from(year) - i32::from(first_year) + 1;
        let number = u16::try_from(number).ok().filter(|&number| number > 0)?;
        Some(Edition { number, unit: self.unit, verified: self.verified })
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}{}", self.number, self.unit)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ge => "个",
            Self::Jie => "届",
            Self::Ci => "次",
        })
    }
}
