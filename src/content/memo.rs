//! What was understood of files that have not changed since.
//!
//! May use: config, diagnostics, source

use std::collections::HashMap;
use std::sync::Arc;

use super::Entry;
use super::manuscript::Manuscript;
use super::picture::Album;
use crate::config::Config;
use crate::diagnostics::{Findings, SourcePath};
use crate::source::Tree;

/// What the last round understood. A text means the same as long as it, the settings, the theme and the pictures are
/// the same.
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
    hasher.update(config.hash.as_bytes()).update(config.theme.hash.as_bytes());
    for (path, file) in tree.below("content").filter(|(path, _)| Album::is_picture(path)) {
        hasher.update(path.as_str().as_bytes()).update(file.hash.as_bytes());
    }
    hasher.finalize()
}
