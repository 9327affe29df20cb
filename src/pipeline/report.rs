//! What came of a request.
//!
//! May use: config, content, diagnostics, messages, output, site, source

use serde::{Deserialize, Serialize};

use super::{Made, Request};
use crate::config::Theme;
use crate::content::Library;
use crate::diagnostics::{Code, Finding, Findings, Place, SourcePath};
use crate::messages::Argument;
use crate::output::Published;
use crate::site::Site;
use crate::source::Tree;

/// What came of a request.
#[derive(Debug)]
pub struct Report {
    pub findings: Findings,
    /// None when nothing was published.
    pub published: Option<Published>,
    pub counts: Counts,
    pub(super) texts: Texts,
}

/// How much the site holds.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Counts {
    pub articles: usize,
    pub campaigns: usize,
    pub pages: usize,
    /// Posters, handouts, boards … and calendars.
    pub sheets: usize,
}

impl Counts {
    pub(super) fn of(library: &Library, site: &Site) -> Self {
        Counts {
            articles: library.articles.len(),
            campaigns: library.campaigns.len(),
            pages: site.pages.len(),
            sheets: if cfg!(feature = "print") { site.sheets.len() } else { 0 },
        }
    }
}

/// The texts a finding can point into.
#[derive(Debug)]
pub(super) struct Texts {
    pub tree: Tree,
    pub theme: Option<Theme>,
}

impl Report {
    pub(super) fn on(tree: Tree) -> Self {
        Report {
            findings: Findings::new(),
            published: None,
            counts: Counts::default(),
            texts: Texts { tree, theme: None },
        }
    }

    /// With what there is to say, each finding at its place.
    pub(super) fn with(mut self, mut findings: Findings, request: &Request) -> Self {
        if request.deny_warnings {
            findings.deny_warnings();
        }
        self.findings = narrowed(findings, &self.texts).sorted();
        self
    }

    /// With what came of making it, and the theme it was made with.
    pub(super) fn with_made(mut self, made: Made, theme: Theme, request: &Request) -> Self {
        self.published = made.published;
        self.texts.theme = Some(theme);
        self.with(made.findings, request)
    }

    /// The text of a file as it was when the build began.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.texts.text(path)
    }
}

impl Texts {
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        let embedded = || self.theme.as_ref().and_then(|theme| theme.text(path));
        self.tree.text(path).or_else(embedded)
    }
}

/// Findings about one character of a text, pointing at this character.
pub(super) fn narrowed(findings: Findings, texts: &Texts) -> Findings {
    let narrow = |finding: &Finding| {
        let mut finding = finding.clone();
        let character = finding.arguments.iter().find_map(|(name, value)| match value {
            Argument::Text(text) if name == "character" => Some(text.clone()),
            _ => None,
        });
        if let (Code::GlyphMissing, Place::Text(span), Some(character)) =
            (finding.code, &mut finding.place, character)
            && let Some(at) =
                texts.tree.text(&span.path).and_then(|it| it.get(span.range())?.find(&character))
        {
            span.start += at;
            span.end = span.start + character.len();
        }
        finding
    };
    findings.iter().map(narrow).collect()
}
