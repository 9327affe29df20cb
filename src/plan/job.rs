//! One piece of work, and the files that come of it.
//!
//! May use: content, diagnostics, site

use std::sync::Arc;

use super::OutPath;
use crate::content::{Picture, PictureKind};
use crate::diagnostics::{Findings, Place, SourcePath};
use crate::site::agenda::Agenda;
use crate::site::feed::Feed;
use crate::site::picture::Rendition;
use crate::site::print::{Facts, Sheet};
use crate::site::search::Search;
use crate::site::sitemap::SiteMap;
use crate::site::{Layout, Page};

/// Stands for the program's own sources, so that a changed program never takes what another one made for
/// its own; from `build.rs`.
pub const PROGRAM: &str = env!("BANBAO_SOURCES");

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
    Sheet(Box<SheetJob>),
    Agenda(Box<Agenda>),
    Feed(Box<Feed>),
    SiteMap(Box<SiteMap>),
    /// The index of all texts: what it consists of, then its shards.
    Index(Arc<Search>),
    /// The texts of the n-th pack, to be shown as results.
    Texts(Arc<Search>, usize),
    Picture(PictureJob),
    /// Bytes as they are.
    Copy(Arc<[u8]>),
}

#[derive(Debug, Clone)]
pub struct SheetJob {
    pub sheet: Sheet,
    /// One for each of the sheet's pictures, where there is such a file.
    pub pictures: Vec<Option<Picture>>,
}

#[derive(Debug, Clone)]
pub struct PictureJob {
    pub source: SourcePath,
    pub picture: Picture,
    /// One for each file.
    pub renditions: Vec<Rendition>,
}

impl Job {
    /// Every place of every file.
    pub fn paths(&self) -> impl Iterator<Item = &OutPath> {
        self.files.iter().flatten()
    }

    /// What is to be said of files that came out like this.
    pub fn judge(&self, facts: &Facts) -> Findings {
        match &self.work {
            Work::Sheet(job) => job.sheet.judge(facts),
            _ => Findings::new(),
        }
    }

    /// Whether it is something pages use: a picture, a style sheet, a script.
    pub fn is_asset(&self) -> bool {
        matches!(self.work, Work::Picture(_) | Work::Copy(_))
    }

    /// Whether it is part of what a search looks in.
    pub fn is_for_search(&self) -> bool {
        matches!(self.work, Work::Index(_) | Work::Texts(..))
    }

    /// Whether one thread has so much to do with it that it had better begin early.
    pub fn is_long(&self) -> bool {
        self.is_costly() || matches!(self.work, Work::Index(_))
    }

    /// Whether making it takes long enough to look first for what an earlier build made.
    pub fn is_costly(&self) -> bool {
        match &self.work {
            Work::Sheet(_) => true,
            Work::Picture(job) => job.picture.kind != PictureKind::Vector,
            Work::Page(_)
            | Work::Agenda(_)
            | Work::Feed(_)
            | Work::SiteMap(_)
            | Work::Index(_)
            | Work::Texts(..)
            | Work::Copy(_) => false,
        }
    }

    /// Stands for everything the bytes of this job depend on, given what stands for the `template` it is made with, and
    /// the layout its site is of.
    pub fn fingerprint(
        &self,
        template: Option<&blake3::Hash>,
        layout: &Layout<'_>,
    ) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(PROGRAM.as_bytes()).update(&[u8::from(cfg!(feature = "print"))]);
        if let Some(template) = template {
            hasher.update(template.as_bytes());
        }
        match &self.work {
            Work::Page(page) => {
                hasher.update(page.template.as_bytes()).update(page.path.as_str().as_bytes());
                hasher.update(layout.fingerprint(page).as_bytes());
            }
            Work::Sheet(job) => {
                let SheetJob { sheet, pictures } = job.as_ref();
                hasher.update(sheet.template.as_bytes());
                feed_json(
                    &mut hasher,
                    &(&sheet.words, &sheet.link, &sheet.product, sheet.is_public),
                );
                for (printed, picture) in sheet.pictures.iter().zip(pictures) {
                    let hash = picture.as_ref().map(|picture| picture.hash.to_hex().to_string());
                    let used = (&printed.pointer, &printed.used.alt, &printed.used.caption);
                    feed_json(&mut hasher, &(used, hash));
                }
            }
            Work::Agenda(agenda) => feed_json(&mut hasher, agenda),
            Work::Feed(feed) => feed_json(&mut hasher, feed),
            Work::SiteMap(map) => feed_json(&mut hasher, map),
            Work::Index(search) => {
                hasher.update(b"index").update(search.version(layout).as_bytes());
            }
            Work::Texts(search, number) => {
                hasher.update(b"texts");
                // Each text goes by its number among all.
                feed_json(&mut hasher, &search.packs.get(*number).map(|pack| pack.start));
                for entry in search.pack(*number) {
                    hasher.update(layout.fingerprint_of_text(entry).as_bytes());
                }
            }
            Work::Picture(job) => {
                hasher.update(job.picture.hash.as_bytes());
                feed_json(&mut hasher, &job.renditions);
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
