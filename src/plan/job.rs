//! One piece of work, and the files that come of it.
//!
//! May use: content, diagnostics, site

use std::sync::Arc;

use super::OutPath;
use crate::content::Picture;
use crate::diagnostics::{Place, SourcePath};
use crate::site::agenda::Agenda;
use crate::site::feed::Feed;
use crate::site::search::Search;
use crate::site::sheet::Sheet;
use crate::site::{Page, poster::Poster};

/// Where one file is put: the same bytes at every place, at least one.
pub type Places = Vec<OutPath>;

/// Something to make once, and where the files that come of it are put.
#[derive(Debug, Clone)]
pub struct Job {
    /// One entry for each file, in the order in which they are made; at least one.
    pub files: Vec<Places>,
    pub work: Work,
    /// What it is made of, for findings.
    pub origin: Place,
}

/// What there is to make.
#[derive(Debug, Clone)]
pub enum Work {
    Page(Box<Page>),
    Poster(Box<PosterJob>),
    Sheet(Box<Sheet>),
    Agenda(Box<Agenda>),
    Feed(Box<Feed>),
    /// The index of all texts: what it consists of, then its shards.
    Index(Arc<Search>),
    /// The texts of the n-th pack, to be shown as results.
    Texts(Arc<Search>, usize),
    Picture(PictureJob),
    /// Bytes as they are.
    Copy(Arc<[u8]>),
}

#[derive(Debug, Clone)]
pub struct PosterJob {
    pub poster: Poster,
    pub picture: Option<Picture>,
}

#[derive(Debug, Clone)]
pub struct PictureJob {
    pub source: SourcePath,
    pub picture: Picture,
    /// In pixels; none for a drawing of shapes.
    pub width: Option<u32>,
}

impl Job {
    /// Every place of every file.
    pub fn paths(&self) -> impl Iterator<Item = &OutPath> {
        self.files.iter().flatten()
    }

    /// Stands for everything the bytes of this job depend on, given the theme's hash: two jobs with the
    /// same fingerprint make the same bytes.
    pub fn fingerprint(&self, theme: &blake3::Hash) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        match &self.work {
            Work::Page(page) => {
                hasher.update(theme.as_bytes()).update(page.template.as_bytes());
                feed_json(&mut hasher, &page.content);
            }
            Work::Poster(job) => {
                hasher.update(theme.as_bytes()).update(b"poster");
                feed_json(&mut hasher, &job.poster.words);
                feed_json(&mut hasher, &job.poster.link);
                if let (Some(picture), Some(used)) = (&job.picture, &job.poster.picture) {
                    hasher.update(picture.hash.as_bytes()).update(used.alt.as_bytes());
                }
            }
            Work::Sheet(sheet) => {
                hasher.update(theme.as_bytes()).update(sheet.template.as_bytes());
                feed_json(&mut hasher, &sheet.words);
                feed_json(&mut hasher, &sheet.link);
            }
            Work::Agenda(agenda) => feed_json(&mut hasher, agenda),
            Work::Feed(feed) => feed_json(&mut hasher, feed),
            Work::Index(search) => {
                hasher.update(b"index").update(search.version().as_bytes());
            }
            Work::Texts(search, number) => {
                hasher.update(b"texts");
                feed_json(&mut hasher, number);
                feed_json(&mut hasher, &search.pack(*number));
            }
            Work::Picture(job) => {
                hasher.update(job.picture.hash.as_bytes());
                feed_json(&mut hasher, &job.width);
            }
            Work::Copy(bytes) => {
                hasher.update(bytes);
            }
        }
        hasher.finalize()
    }
}

fn feed_json(hasher: &mut blake3::Hasher, value: &impl serde::Serialize) {
    // Views are plain strings, numbers and lists: they always serialise.
    let json = serde_json::to_vec(value).unwrap_or_default();
    hasher.update(&json);
}
