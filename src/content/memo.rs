//! What was understood of files that have not changed since.
//!
//! May use: config, diagnostics, source

use std::collections::HashMap;
use std::sync::Arc;

use super::Entry;
use super::manuscript::Manuscript;
use super::picture::Album;
use crate::config::{Config, Topic};
use crate::diagnostics::{Findings, SourcePath};
use crate::source::{SourceFile, Tree};

/// What the last round understood. A text means the same as long as it is the same, and so are the pictures and those
/// settings that say what there is to name: topics and observances.
#[derive(Default)]
pub struct Memo {
    pub(super) texts: Texts,
    album: Option<(blake3::Hash, Arc<Album>, Findings)>,
}

/// What each file means.
pub(super) type Texts = Arc<HashMap<SourcePath, Arc<Text>>>;

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
        self.texts = Texts::default();
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
    hasher.update(config.almanac_hash.as_bytes()).update(config.kind.as_str().as_bytes());
    let mut part = |text: &str| {
        hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
    };
    for Topic { id, name, .. } in &config.topics {
        part(id);
        part(name);
    }
    let mut file = |path: &SourcePath, file: &SourceFile| {
        hasher.update(path.as_str().as_bytes()).update(file.hash.as_bytes());
    };
    // A drawing with words is set in the theme's letters.
    config.theme.below("fonts").for_each(|(_, font)| file(&font.path, &font.file));
    let pictures = tree.below("content").filter(|(path, _)| Album::is_picture(path));
    pictures.for_each(|(path, picture)| file(path, picture));
    hasher.finalize()
}
