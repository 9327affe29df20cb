//! What was understood of files that have not changed since.
//!
//! May use: config, diagnostics, source

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::manuscript::Manuscript;
use super::picture::Album;
use super::{Entry, Library};
use crate::config::{Config, Topic};
use crate::diagnostics::{Findings, SourcePath};
use crate::source::{SourceFile, Tree};

/// What the last round understood. A text means the same as long as it is the same, and so are the pictures and those
/// settings that say what there is to name, topics and observances, and whose site it is.
#[derive(Default)]
pub struct Memo {
    last: Option<Round>,
    album: Option<(blake3::Hash, Arc<Album>, Findings)>,
}

/// What a round understood.
struct Round {
    tree: Tree,
    /// Stands for the settings it was understood with.
    settings: blake3::Hash,
    library: Library,
    findings: Findings,
}

/// So many edited texts are understood one by one; with more it is quicker to look at all.
const FEW: usize = 16;

/// What each file means.
pub(super) type Texts = Arc<FxHashMap<SourcePath, Arc<Text>>>;

/// What one file means.
#[derive(Debug)]
pub struct Text {
    /// Of the file.
    pub hash: blake3::Hash,
    pub(super) entry: Option<Entry>,
    pub manuscript: Manuscript,
    pub findings: Findings,
}

impl Memo {
    /// What is known of each file.
    pub(super) fn texts(&self) -> Texts {
        self.last.as_ref().map_or_else(Texts::default, |last| Arc::clone(&last.library.texts))
    }

    /// What was understood, for the next round.
    pub(super) fn keep(
        &mut self,
        tree: &Tree,
        config: &Config,
        library: &Library,
        findings: Findings,
    ) {
        let (tree, library) = (tree.clone(), library.clone());
        self.last = Some(Round { tree, settings: settings(config), library, findings });
    }

    /// The library where nothing has changed since the last round but what a few articles say. None where more has,
    /// or something is wrong: then all has to be looked at.
    pub(super) fn after_edits(
        &mut self,
        tree: &Tree,
        config: &Config,
        findings: &mut Findings,
    ) -> Option<Library> {
        let (last, (_, album, _)) = (self.last.as_mut()?, self.album.as_ref()?);
        let changes = tree.changes_since(&last.tree);
        if last.settings != settings(config) || last.findings.has_errors() || changes.len() > FEW {
            return None;
        }
        let mut edited = Vec::with_capacity(changes.len());
        for path in changes {
            let (before, file) = (last.library.texts.get(&path)?, tree.get(&path)?);
            let text = super::understand_one((tree, &path), file.hash, album, config);
            let (Some(Entry::Article(was)), Some(Entry::Article(is))) =
                (&before.entry, &text.entry)
            else {
                return None;
            };
            if was.id != is.id || !(before.findings.is_empty() && text.findings.is_empty()) {
                return None;
            }
            edited.push((path, Arc::clone(is), Arc::new(text)));
        }
        for (path, article, text) in edited {
            last.library.articles.insert(article.id.clone(), article);
            Arc::make_mut(&mut last.library.texts).insert(path, text);
        }
        last.tree = tree.clone();
        findings.extend(last.findings.clone());
        Some(last.library.clone())
    }

    /// The pictures of the tree; what was understood with other ones is forgotten.
    pub(super) fn album(
        &mut self,
        tree: &Tree,
        config: &Config,
        findings: &mut Findings,
    ) -> Arc<Album> {
        let context = context(tree, config);
        if let Some((_, album, remarks)) = self.album.as_ref().filter(|known| known.0 == context) {
            findings.extend(remarks.clone());
            return Arc::clone(album);
        }
        self.last = None;
        let fonts: Vec<_> = config.theme.below("fonts").map(|(_, font)| &font.file).collect();
        let mut remarks = Findings::new();
        let album = Arc::new(Album::read(tree, &fonts, &mut remarks));
        findings.extend(remarks.clone());
        self.album = Some((context, Arc::clone(&album), remarks));
        album
    }
}

/// Stands for everything a text is understood with.
fn context(tree: &Tree, config: &Config) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(settings(config).as_bytes());
    let mut file = |path: &SourcePath, file: &SourceFile| {
        hasher.update(path.as_str().as_bytes()).update(file.hash.as_bytes());
    };
    // A drawing with words is set in the theme's letters.
    config.theme.below("fonts").for_each(|(_, font)| file(&font.path, &font.file));
    let pictures = tree.below("content").filter(|(path, _)| Album::is_picture(path));
    pictures.for_each(|(path, picture)| file(path, picture));
    hasher.finalize()
}

/// Stands for what of the settings texts are understood with.
fn settings(config: &Config) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(config.almanac_hash.as_bytes()).update(config.kind.as_str().as_bytes());
    for Topic { id, name, .. } in &config.topics {
        for part in [id, name] {
            hasher.update(&part.len().to_le_bytes()).update(part.as_bytes());
        }
    }
    hasher.finalize()
}
