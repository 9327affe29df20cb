//! A theme: page templates, print sheets, static files and fonts.
//!
//! The default theme is embedded in the binary. A site's `themes/<name>/` lies over it file by file, so
//! that a theme need only contain what it changes.
//!
//! May use: diagnostics, source, yaml

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::diagnostics::{Code, Finding, Findings, Placed, SourcePath};
use crate::source::{SourceFile, Tree};
use crate::yaml::{self, Fields};

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/township");
const DEFAULT_NAME: &str = "township";

/// Templates and sheets that `site` and `plan` call by name.
const REQUIRED: [&str; 21] = [
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
    "static/search.js",
    "static/today.js",
    "static/style.css",
];

/// One file of the theme, at the place its faults are reported.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// `themes/<name>/…`, also for an embedded file.
    pub path: SourcePath,
    pub file: SourceFile,
}

/// All files of the theme in use, by their path inside it: `pages/home.html`.
#[derive(Debug, Clone)]
pub struct Theme {
    pub name: String,
    files: BTreeMap<String, ThemeFile>,
    /// Of every file: part of the fingerprint of whatever the theme makes.
    pub hash: blake3::Hash,
    /// Of sheets and fonts alone: a change of the website's style does not make posters anew.
    pub print_hash: blake3::Hash,
}

impl Theme {
    /// Files below a folder of the theme, with their path inside that folder.
    pub fn below<'t>(&'t self, folder: &'t str) -> impl Iterator<Item = (&'t str, &'t ThemeFile)> {
        self.files.iter().filter_map(move |(name, file)| {
            let inner = name.strip_prefix(folder)?.strip_prefix('/')?;
            Some((inner, file))
        })
    }

    /// The text of an embedded file of the default theme, for findings that point into it.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.files.values().find(|file| file.path == *path).and_then(|file| file.file.text())
    }
}

pub(super) fn settle(tree: &Tree, name: Option<Placed<String>>, findings: &mut Findings) -> Theme {
    let mut files = BTreeMap::new();
    embed(&DEFAULT, &mut files);
    let mut chosen = name.as_ref().map_or(DEFAULT_NAME, |name| name.value.as_str());
    let folder = format!("themes/{chosen}");
    let own: Vec<_> = tree.below(&folder).collect();
    if own.is_empty() && chosen != DEFAULT_NAME {
        let mut known: Vec<&str> = tree
            .below("themes")
            .filter_map(|(path, _)| path.as_str().split('/').nth(1))
            .chain([DEFAULT_NAME])
            .collect();
        known.dedup();
        findings.extend(
            name.iter()
                .map(|name| {
                    Finding::at(Code::ThemeUnknown, &name.span)
                        .with("theme", chosen)
                        .suggesting(chosen, known.iter().copied())
                })
                .collect(),
        );
        chosen = DEFAULT_NAME;
    }
    for (path, file) in own {
        let inner = path.as_str()[folder.len() + 1..].to_owned();
        files.insert(inner, ThemeFile { path: path.clone(), file: file.clone() });
    }
    describe(&files, findings);
    for required in REQUIRED {
        if !files.contains_key(required) {
            findings.push(Finding::of_site(Code::ThemeFileMissing).with("file", required));
        }
    }
    let hash_of = |is_part: fn(&str) -> bool| {
        let mut hasher = blake3::Hasher::new();
        for (name, file) in files.iter().filter(|(name, _)| is_part(name)) {
            hasher.update(name.as_bytes()).update(file.file.hash.as_bytes());
        }
        hasher.finalize()
    };
    let hash = hash_of(|_| true);
    let print_hash = hash_of(|name| name.starts_with("sheets/") || name.starts_with("fonts/"));
    Theme { name: chosen.to_owned(), files, hash, print_hash }
}

fn embed(folder: &Dir<'static>, files: &mut BTreeMap<String, ThemeFile>) {
    for file in folder.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        let path = SourcePath::new(format!("themes/{DEFAULT_NAME}/{name}"));
        files.insert(name, ThemeFile { path, file: SourceFile::new(file.contents()) });
    }
    for inner in folder.dirs() {
        embed(inner, files);
    }
}

/// `theme.yaml` says what the theme is; a wrong key there is a fault of the theme's author.
fn describe(files: &BTreeMap<String, ThemeFile>, findings: &mut Findings) {
    let Some(ThemeFile { path, file }) = files.get("theme.yaml") else { return };
    let Some(text) = file.text() else { return };
    match yaml::parse(path, text, 0..text.len()) {
        Ok(node) => {
            if let Some(mut fields) = Fields::of(node, path, text, findings) {
                fields.required_text("name", 60);
                fields.text_up_to("description", 300);
                fields.finish();
            }
        }
        Err(finding) => findings.push(finding),
    }
}
