//! Names of content, each its own type.
//!
//! May use: almanac

use std::fmt;
use std::sync::Arc;

use crate::almanac::ObservanceId;

/// Names an article and its page: lower-case ASCII letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(Arc<str>);

impl ArticleId {
    /// The caller has checked the slug.
    pub(super) fn new(slug: &str) -> Self {
        ArticleId(slug.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names a campaign: one observance in one year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CampaignId {
    pub observance: ObservanceId,
    pub year: i16,
}

impl CampaignId {
    /// In one word, for the name of a file: `no-tobacco-day-2026`.
    pub fn in_one_word(&self) -> String {
        format!("{}-{}", self.observance, self.year)
    }
}

/// As its file is named: `no-tobacco-day/2026`.
impl fmt::Display for CampaignId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.observance, self.year)
    }
}
