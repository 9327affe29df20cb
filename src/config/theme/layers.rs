//! What a theme is made of: its own layer, the built-in theme of the same name, and what it extends.
//!
//! May use: diagnostics, source, yaml

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use super::{ThemeFile, below};
use crate::diagnostics::{Code, Finding, Findings, Placed, SourcePath};
use crate::source::{SourceFile, Tree};
use crate::yaml::{self, Fields, Node};

/// The themes in the program. The first one is behind every other.
static BUILT_IN: [(&str, Dir<'_>); 2] = [
    ("township", include_dir!("$CARGO_MANIFEST_DIR/themes/township")),
    ("wall", include_dir!("$CARGO_MANIFEST_DIR/themes/wall")),
];

/// The files of each, hashed once.
static BUILT_IN_FILES: LazyLock<BTreeMap<&str, BTreeMap<String, ThemeFile>>> =
    LazyLock::new(|| {
        let files = |(theme, folder): &(&'static str, Dir<'static>)| {
            let mut files = BTreeMap::new();
            embed(theme, folder, &mut files);
            (*theme, files)
        };
        BUILT_IN.iter().map(files).collect()
    });

/// The folder that files in the program seem to lie in.
pub(super) const PROGRAM: &str = "built-in";

/// The most themes that extend each other.
pub const LONGEST_CHAIN: usize = 6;

/// What a theme says of itself.
pub(super) const DESCRIPTION: &str = "theme.yaml";

/// The files one folder brings to the theme in use.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The theme's name.
    pub theme: String,
    /// Embedded in the program, not in the site's folder.
    pub is_built_in: bool,
    pub(super) files: BTreeMap<String, ThemeFile>,
    /// `options` of its description, as written.
    pub(super) options: Option<Node>,
    extends: Option<Placed<String>>,
}

impl Layer {
    /// Files below a folder of the layer, with their path inside that folder.
    pub fn below<'t>(&'t self, folder: &'t str) -> impl Iterator<Item = (&'t str, &'t ThemeFile)> {
        below(&self.files, folder)
    }

    /// The site's folder of this name; none when it has no such folder.
    fn of_site(tree: &Tree, theme: &str, findings: &mut Findings) -> Option<Self> {
        let folder = format!("themes/{theme}");
        let inner = |path: &SourcePath| path.as_str()[folder.len() + 1..].to_owned();
        let files: BTreeMap<_, _> = tree
            .below(&folder)
            .map(|(path, file)| (inner(path), ThemeFile { path: path.clone(), file: file.clone() }))
            .collect();
        (!files.is_empty()).then(|| Self::described(theme, false, files, findings))
    }

    fn built_in(theme: &str, findings: &mut Findings) -> Option<Self> {
        let files = BUILT_IN_FILES.get(theme)?.clone();
        Some(Self::described(theme, true, files, findings))
    }

    /// A wrong key in `theme.yaml` is a fault of the theme's author.
    fn described(
        theme: &str,
        is_built_in: bool,
        files: BTreeMap<String, ThemeFile>,
        findings: &mut Findings,
    ) -> Self {
        let mut layer =
            Layer { theme: theme.to_owned(), is_built_in, files, options: None, extends: None };
        let Some(ThemeFile { path, file }) = layer.files.get(DESCRIPTION) else { return layer };
        let Some(text) = file.text() else {
            findings.push(Finding::in_file(Code::NotUtf8, path));
            return layer;
        };
        match yaml::parse(path, text, 0..text.len()) {
            Ok(node) => {
                if let Some(mut fields) = Fields::of(node, path, text, findings) {
                    fields.required_text("name", 60);
                    fields.text_up_to("description", 300);
                    layer.extends = fields.text_up_to("extends", 60);
                    layer.options = fields.node("options");
                    fields.finish();
                }
            }
            Err(finding) => findings.push(finding),
        }
        layer
    }
}

pub(super) fn built_in_hash() -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for ThemeFile { path, file } in BUILT_IN_FILES.values().flat_map(BTreeMap::values) {
        hasher.update(&path.as_str().len().to_le_bytes()).update(path.as_str().as_bytes());
        hasher.update(file.hash.as_bytes());
    }
    hasher.finalize()
}

fn embed(theme: &str, folder: &Dir<'static>, files: &mut BTreeMap<String, ThemeFile>) {
    for file in folder.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        // Not `themes/…`: there the site's own file of the same name may be.
        let path = SourcePath::new(format!("{PROGRAM}/{theme}/{name}"));
        files.insert(name, ThemeFile { path, file: SourceFile::new(file.contents()) });
    }
    for inner in folder.dirs() {
        embed(theme, inner, files);
    }
}

/// The layers of the theme `name`, the uppermost first, and whether every theme they name was found. The
/// default theme is behind them in any case, so that other faults can be looked for.
pub(super) fn chain(
    tree: &Tree,
    name: Option<&Placed<String>>,
    findings: &mut Findings,
) -> (Vec<Layer>, bool) {
    let (base, _) = BUILT_IN[0];
    let (mut layers, mut way) = (Vec::new(), Vec::new());
    let (mut named, mut is_whole) = (name.cloned(), true);
    loop {
        let wrong = named.as_ref().and_then(|name| wrong_turn(tree, &way, name));
        if let Some(finding) = wrong {
            findings.push(finding);
            (named, is_whole) = (None, false);
        }
        let theme = match named.take() {
            Some(name) => name.value,
            None if way.iter().any(|theme| theme == base) => return (layers, is_whole),
            None => base.to_owned(),
        };
        let own = Layer::of_site(tree, &theme, findings);
        let found = own.into_iter().chain(Layer::built_in(&theme, findings));
        for layer in found {
            // The site's own word counts, where it lies over a built-in theme.
            named = named.or_else(|| layer.extends.clone());
            layers.push(layer);
        }
        way.push(theme);
    }
}

/// What is wrong with going on from the themes of `way` to `name`.
fn wrong_turn(tree: &Tree, way: &[String], name: &Placed<String>) -> Option<Finding> {
    let theme = name.value.as_str();
    let folders = tree.below("themes").filter_map(|(path, _)| {
        let (theme, _) = path.as_str().strip_prefix("themes/")?.split_once('/')?;
        Some(theme)
    });
    let known: Vec<&str> = folders.chain(BUILT_IN.iter().map(|(theme, _)| *theme)).collect();
    if !known.contains(&theme) {
        let finding = Finding::at(Code::ThemeUnknown, &name.span).with("theme", theme);
        return Some(finding.suggesting(theme, known));
    }
    if let Some(at) = way.iter().position(|before| before == theme) {
        let round = [&way[at..], std::slice::from_ref(&name.value)].concat();
        let finding = Finding::at(Code::ThemeExtendsItself, &name.span);
        return Some(finding.with("way", round.join(" → ")));
    }
    (way.len() >= LONGEST_CHAIN).then(|| {
        let finding = Finding::at(Code::ThemeChainTooLong, &name.span);
        finding.with("limit", LONGEST_CHAIN)
    })
}
