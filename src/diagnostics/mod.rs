//! Findings: what a build has to say about its inputs.
//!
//! A finding is a value without a language: a [`Code`], a place, and named arguments. Stages collect
//! findings instead of failing at the first one, so that an author sees every fault of a build at once;
//! [`show`] puts them into words, lines and carets.
//!
//! May use: messages

mod code;
mod place;
pub mod show;

pub use code::Code;
pub use place::{Placed, SourcePath, Span};

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::messages::{Argument, NOTHING};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published all the same, unless warnings are denied.
    Warning,
}

/// Where a finding points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A stretch of a text file.
    Text(Span),
    /// A whole file, such as a picture.
    File(SourcePath),
    /// The site as a whole.
    Site,
}

impl Place {
    /// The file, where it is one.
    pub fn path(&self) -> Option<&SourcePath> {
        match self {
            Place::Text(span) => Some(&span.path),
            Place::File(path) => Some(path),
            Place::Site => None,
        }
    }

    fn sort_key(&self) -> (&str, usize) {
        match self {
            Place::Text(span) => (span.path.as_str(), span.start),
            Place::File(path) => (path.as_str(), 0),
            Place::Site => ("", 0),
        }
    }
}

/// One thing an author or operator should know, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub code: Code,
    pub severity: Severity,
    pub place: Place,
    /// Values named in the message of this code.
    pub arguments: Vec<(Cow<'static, str>, Argument)>,
}

impl Finding {
    /// A fault in a text file.
    pub fn at(code: Code, span: &Span) -> Self {
        Self::new(code, Place::Text(span.clone()))
    }

    /// A fault of a whole file.
    pub fn in_file(code: Code, path: &SourcePath) -> Self {
        Self::new(code, Place::File(path.clone()))
    }

    /// A fault of the site as a whole.
    pub fn of_site(code: Code) -> Self {
        Self::new(code, Place::Site)
    }

    fn new(code: Code, place: Place) -> Self {
        Finding { code, severity: code.severity(), place, arguments: Vec::new() }
    }

    /// Adds a value that the message of this code names.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name.into(), value.into()));
        self
    }

    /// The values with their names, for the catalogue.
    pub fn named(&self) -> Vec<(&str, Argument)> {
        self.arguments.iter().map(|(name, value)| (&**name, value.clone())).collect()
    }

    /// Adds the nearest of `known` to `written` as the argument `suggestion`, when one is near.
    #[must_use]
    pub fn suggesting<'a>(self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(written, known) {
            Some(name) => self.with("suggestion", name),
            None => self.with("suggestion", NOTHING),
        }
    }
}

/// The one of `known` that somebody may have meant who wrote `written`.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let best = known
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(written, name), name))
        .filter(|(nearness, _)| *nearness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    best.map(|(_, name)| name)
}

/// All findings of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings(Vec<Finding>);

impl Findings {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    pub fn extend(&mut self, other: Findings) {
        self.0.extend(other.0);
    }

    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Sorted by file, then place, each finding once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| {
            (a.place.sort_key(), a.code.id()).cmp(&(b.place.sort_key(), b.code.id()))
        });
        self.0.dedup();
        self
    }

    /// Turns every warning into an error, for `--deny warnings`.
    pub fn deny_warnings(&mut self) {
        for finding in &mut self.0 {
            finding.severity = Severity::Error;
        }
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        Findings(vec![finding])
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(findings: I) -> Self {
        Findings(findings.into_iter().collect())
    }
}
