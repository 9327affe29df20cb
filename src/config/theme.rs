//! A theme: page templates, print sheets, static files and fonts, and the options a site may set.
//!
//! The themes in `themes/` of this repository are embedded in the binary. A site names one of them, or one of
//! its own, and a theme is what `extends:` leads to: layers, each of which need only contain what it
//! changes. A site's `themes/<name>/` lies over the built-in theme of the same name, file by file.
//!
//! May use: diagnostics, source, yaml

mod layers;
mod options;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Code, Finding, Findings, Placed, SourcePath};
use crate::source::{SourceFile, Tree};
use crate::yaml::Node;

pub use layers::Layer;

/// What a theme's options are set to, by name.
pub type Options = serde_json::Map<String, serde_json::Value>;

/// Templates and sheets that `site` and `plan` call by name.
const REQUIRED: [&str; 28] = [
    "pages/home.html",
    "pages/article.html",
    "pages/articles.html",
    "pages/topics.html",
    "pages/campaigns.html",
    "pages/observance.html",
    "pages/campaign.html",
    "pages/calendar.html",
    "pages/calendar-year.html",
    "pages/calendar-month.html",
    "pages/page.html",
    "pages/not-found.html",
    "pages/materials.html",
    "pages/sitemap.html",
    "pages/redirect.html",
    "pages/search.html",
    "sheets/poster.typ",
    "sheets/wall-calendar.typ",
    "sheets/month.typ",
    "sheets/handout.typ",
    "sheets/prescription.typ",
    "sheets/board.typ",
    "sheets/banner.typ",
    "sheets/slides.typ",
    "sheets/tiles.typ",
    "static/search.js",
    "static/today.js",
    "static/style.css",
];

/// One file of the theme, at the place its faults are reported.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// `themes/<name>/…`, of an embedded file `built-in/<name>/…`.
    pub path: SourcePath,
    pub file: SourceFile,
}

/// The theme in use.
#[derive(Debug, Clone)]
pub struct Theme {
    /// What it is made of, each layer lying over the ones behind it.
    pub layers: Vec<Layer>,
    /// As the site sets them, the others as the theme does.
    pub options: Arc<Options>,
    /// The uppermost of each file.
    files: BTreeMap<String, ThemeFile>,
    /// Of every file and option.
    pub hash: blake3::Hash,
}

impl Theme {
    /// Files below a folder of the theme, with their path inside that folder; the uppermost of each.
    pub fn below<'t>(&'t self, folder: &'t str) -> impl Iterator<Item = (&'t str, &'t ThemeFile)> {
        below(&self.files, folder)
    }

    /// Stands for all files embedded in the program.
    pub fn built_in_hash() -> blake3::Hash {
        layers::built_in_hash()
    }

    /// Whether a file of this path is embedded in the program.
    pub fn is_built_in(path: &SourcePath) -> bool {
        path.as_str().split('/').next() == Some(layers::PROGRAM)
    }

    /// The text of an embedded file, for findings that point into it.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        let mut files = self.layers.iter().flat_map(|layer| layer.files.values());
        files.find(|file| file.path == *path).and_then(|file| file.file.text())
    }
}

fn below<'t>(
    files: &'t BTreeMap<String, ThemeFile>,
    folder: &'t str,
) -> impl Iterator<Item = (&'t str, &'t ThemeFile)> {
    files.iter().filter_map(move |(name, file)| {
        let inner = name.strip_prefix(folder)?.strip_prefix('/')?;
        Some((inner, file))
    })
}

/// The theme `name`, with the options the site sets in `theme_options`.
pub(super) fn settle(
    tree: &Tree,
    name: Option<&Placed<String>>,
    theme_options: (Option<Node>, &SourcePath),
    findings: &mut Findings,
) -> Theme {
    let (layers, is_whole) = layers::chain(tree, name, findings);
    let declared = options::declared(&layers, findings);
    let (set, site_file) = theme_options;
    // A theme that was not found has options nobody knows.
    let set = set.filter(|_| is_whole).map(|node| (node, site_file, tree.text(site_file)));
    let options = options::settled(declared, set, findings);

    let mut files = BTreeMap::new();
    for (name, file) in layers.iter().flat_map(|layer| &layer.files) {
        files.entry(name.clone()).or_insert_with(|| file.clone());
    }
    let hash = hash(&layers, &options);
    for required in REQUIRED {
        if !files.contains_key(required) {
            findings.push(Finding::of_site(Code::ThemeFileMissing).with("file", required));
        }
    }
    Theme { layers, options: Arc::new(options), files, hash }
}

fn hash(layers: &[Layer], options: &Options) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for layer in layers {
        // Templates name the theme of a layer behind them.
        hasher.update(layer.theme.as_bytes()).update(&[u8::from(layer.is_built_in)]);
        for (name, file) in &layer.files {
            hasher.update(name.as_bytes()).update(file.file.hash.as_bytes());
        }
    }
    for (name, value) in options {
        hasher.update(name.as_bytes()).update(value.to_string().as_bytes());
    }
    hasher.finalize()
}
