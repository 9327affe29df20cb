//! The ledger: which files Banbao itself wrote into the output folder, so that a withdrawn page is really
//! gone and nobody else's file is ever touched; and which of them came of costly jobs, so that a later build
//! takes them from there instead of making them again.
//!
//! A ledger is only data, and so are the files it names: paths that leave the output folder are not read
//! from it, and a file is taken only if it still has the size and the hash that were noted.
//!
//! May use: plan

#![expect(clippy::disallowed_methods, reason = "part of `output`, the module that writes the disk")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tempfile::NamedTempFile;

use super::place_on_disk;
use super::recall::Notes;
use super::stamp::Stamp;
use crate::plan::OutPath;

/// The ledger of builds, and that of what was printed on demand.
pub const BUILT: &str = "files.json";
pub const ADDED: &str = "printed.json";
/// The largest ledger read, in bytes: of some hundred thousand files.
const LEDGER_LIMIT: u64 = 64 * 1024 * 1024;
/// The largest file taken from an earlier build, in bytes.
const TAKEN_LIMIT: u64 = 64 * 1024 * 1024;

#[derive(Debug, Default, PartialEq)]
pub struct Ledger {
    /// What is noted of a file may be ahead of it where a build was killed: its stamp tells. None for a file that an
    /// older program noted.
    files: BTreeMap<OutPath, Option<Placed>>,
    /// By the job's fingerprint.
    made: BTreeMap<String, MadeJob>,
}

/// A file in its place: what it was made of, and what it looked like when it was put there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Of the job, in hexadecimal digits.
    fingerprint: String,
    /// Which of the job's files it is.
    number: usize,
    stamp: Stamp,
}

impl Placed {
    pub fn new(fingerprint: &blake3::Hash, number: usize, stamp: Stamp) -> Self {
        // Half of it tells as many jobs apart as there will ever be.
        Placed { fingerprint: fingerprint.to_hex()[..32].to_owned(), number, stamp }
    }

    /// Whether it was made by a job with this fingerprint.
    pub fn is_of(&self, fingerprint: &blake3::Hash) -> bool {
        fingerprint.to_hex().starts_with(&self.fingerprint)
    }
}

/// A ledger as it is written: the same on every machine. What its files looked like stands in a file beside it.
#[derive(Default, Serialize, Deserialize)]
struct Written {
    files: Vec<String>,
    #[serde(default)]
    made: BTreeMap<String, MadeJob>,
}

/// The file beside the ledger `name` that holds its stamps.
pub(super) fn stamps_of(name: &str) -> String {
    name.replace(".json", ".stamps.json")
}

/// What came of a costly job.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct MadeJob {
    pub files: Vec<MadeFile>,
    /// What is known of them, for whoever takes them.
    pub notes: Value,
}

/// A file of a costly job, and one place it is put at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFile {
    at: String,
    /// In bytes.
    size: u64,
    /// BLAKE3 of the bytes, in hexadecimal digits.
    hash: String,
}

impl MadeFile {
    pub fn of(at: &OutPath, bytes: &[u8]) -> Self {
        MadeFile {
            at: at.as_str().to_owned(),
            size: bytes.len() as u64,
            hash: blake3::hash(bytes).to_hex().to_string(),
        }
    }
}

impl Ledger {
    /// Files of which no more is known than their names.
    pub fn of(paths: impl Iterator<Item = OutPath>) -> Self {
        Ledger { files: paths.map(|path| (path, None)).collect(), made: BTreeMap::new() }
    }

    /// Notes a file that is put in its place.
    pub fn place(&mut self, path: OutPath, file: Placed) {
        self.files.insert(path, Some(file));
    }

    /// Whether it names all these files, and knows what came of the costly jobs of `newer`.
    pub fn foresees(&self, files: &[OutPath], newer: &Ledger) -> bool {
        files.iter().all(|path| self.files.contains_key(path))
            && newer.made.keys().all(|fingerprint| self.made.contains_key(fingerprint))
    }

    /// The file an earlier build put there.
    pub fn placed(&self, path: &OutPath) -> Option<&Placed> {
        self.files.get(path)?.as_ref()
    }

    /// Every file, with what it looked like when it was put there.
    pub fn stamps(&self) -> impl Iterator<Item = (&OutPath, Option<Stamp>)> {
        self.files.iter().map(|(path, file)| (path, file.as_ref().map(|file| file.stamp)))
    }

    /// What came of the costly job with this fingerprint.
    pub fn made(&self, fingerprint: &blake3::Hash) -> Option<&MadeJob> {
        self.made.get(fingerprint.to_hex().as_str())
    }

    /// Notes what a costly job made.
    pub fn note(&mut self, fingerprint: &blake3::Hash, made: MadeJob) {
        let place = |made: &MadeJob| made.files.first().map(|file| file.at.clone());
        let noted = self.made.entry(fingerprint.to_hex().to_string()).or_default();
        // The same job twice makes the same bytes: one place is enough, the same in every build.
        if noted.files.is_empty() || place(&made) < place(noted) {
            *noted = made;
        }
    }

    /// The ledger `name`; what of it cannot be read counts as not written.
    pub fn read(folder: &Path, name: &str) -> Self {
        let [text, stamps] = [name, &stamps_of(name)].map(|name| read(&folder.join(name)));
        // As it was before costly jobs were noted: the files alone.
        let older =
            || Some(Written { files: serde_json::from_slice(&text).ok()?, ..Written::default() });
        let written = serde_json::from_slice(&text).ok().or_else(older);
        let Written { files, made } = written.unwrap_or_default();
        let mut stamps: HashMap<String, Placed> =
            serde_json::from_slice(&stamps).unwrap_or_default();
        let files = files.into_iter().filter(|path| is_plain(path));
        let is_usable = |made: &MadeJob| made.files.iter().all(|file| is_plain(&file.at));
        Ledger {
            files: files
                .map(|path| {
                    let placed = stamps.remove(&path);
                    (OutPath::new(path), placed)
                })
                .collect(),
            made: made.into_iter().filter(|(_, made)| is_usable(made)).collect(),
        }
    }

    /// Replaces the ledger `name`.
    pub fn write(&self, folder: &Path, name: &str) -> io::Result<()> {
        let files = self.files.keys().map(|path| path.as_str().to_owned()).collect();
        let written = Written { files, made: self.made.clone() };
        let stamps = self.files.iter().filter_map(|(path, it)| Some((path.as_str(), it.as_ref()?)));
        let stamps: BTreeMap<&str, &Placed> = stamps.collect();
        replace(folder, &stamps_of(name), &serde_json::to_vec(&stamps)?)?;
        // Last, since nothing may be forgotten where the disk refuses half-way.
        replace(folder, name, &serde_json::to_vec_pretty(&written)?)
    }

    /// What is left of this ledger after the files of `newer` were written: its notes on the same files hold no more.
    #[must_use]
    pub fn superseded_by(mut self, newer: &Ledger) -> Ledger {
        let place = |made: &MadeJob| made.files.first().map(|file| file.at.clone());
        let taken: BTreeSet<_> = newer.made.values().filter_map(place).collect();
        self.made.retain(|_, made| place(made).is_none_or(|at| !taken.contains(&at)));
        self
    }

    /// Files of both ledgers; where both know one, as `other` does.
    #[must_use]
    pub fn with(&self, other: &Ledger) -> Ledger {
        let (mut files, mut made) = (self.files.clone(), self.made.clone());
        files.extend(other.files.clone());
        made.extend(other.made.clone());
        Ledger { files, made }
    }

    /// Files of this ledger that `other` does not list. Two names that differ in case only are one file
    /// on a Windows disk.
    pub fn without(&self, other: &Ledger) -> Vec<OutPath> {
        let kept: BTreeSet<String> =
            other.files.keys().map(|path| path.as_str().to_lowercase()).collect();
        self.files
            .keys()
            .filter(|path| !kept.contains(&path.as_str().to_lowercase()))
            .cloned()
            .collect()
    }
}

/// The ledger of builds as it was left in an output folder: as long as the notes there are the same, it is not parsed
/// again.
#[derive(Debug, Default)]
pub struct Memo(Option<(Notes, Ledger)>);

impl Memo {
    /// The ledger in this folder of notes.
    pub(super) fn take(&mut self, folder: &Path) -> Ledger {
        let known = self.0.take().filter(|(notes, _)| Notes::of(folder) == Some(*notes));
        known.map_or_else(|| Ledger::read(folder, BUILT), |(_, ledger)| ledger)
    }

    /// What was just left there, and what stands for the notes among which it is.
    pub(super) fn keep(&mut self, notes: Option<Notes>, ledger: Ledger) {
        self.0 = notes.map(|notes| (notes, ledger));
    }
}

/// What a file holds; nothing where it cannot be read.
fn read(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read =
        std::fs::File::open(path).and_then(|file| file.take(LEDGER_LIMIT).read_to_end(&mut bytes));
    read.map(|_| bytes).unwrap_or_default()
}

/// Replaces a file of notes: it is whole at every instant.
pub(super) fn replace(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(folder.join(name))?;
    Ok(())
}

/// A path a build could have written: it stays below a folder that builds write into.
fn is_plain(path: &str) -> bool {
    OutPath::FOLDERS.contains(&path.split('/').next().unwrap_or_default())
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && !path.contains(['\\', ':'])
}

/// What was published or printed before, to take the files of costly jobs from.
#[derive(Debug)]
pub struct Shelf {
    root: PathBuf,
    made: BTreeMap<String, MadeJob>,
}

impl Shelf {
    /// The shelf of the output folder `root`; an empty one where nothing was published yet.
    pub fn of(root: &Path) -> Self {
        let own = root.join(super::OWN_FOLDER);
        let made = Ledger::read(&own, ADDED).with(&Ledger::read(&own, BUILT)).made;
        Shelf { root: root.to_path_buf(), made }
    }

    /// The files that the job with this fingerprint made, wherever it put them, and what was noted of them.
    /// None when one is gone, was changed by somebody, or there are not `count` of them.
    pub fn take(
        &self,
        fingerprint: &blake3::Hash,
        count: usize,
    ) -> Option<(Vec<Arc<[u8]>>, Value)> {
        let MadeJob { files, notes } = self.made.get(fingerprint.to_hex().as_str())?;
        let files = (files.len() == count).then_some(files)?;
        let files: Option<Vec<_>> = files.iter().map(|file| self.take_file(file)).collect();
        Some((files?, notes.clone()))
    }

    fn take_file(&self, file: &MadeFile) -> Option<Arc<[u8]>> {
        let path = place_on_disk(&self.root, &OutPath::new(file.at.as_str()));
        let there = std::fs::metadata(&path).ok()?;
        if !there.is_file() || there.len() != file.size || file.size > TAKEN_LIMIT {
            return None;
        }
        let bytes = std::fs::read(&path).ok()?;
        (blake3::hash(&bytes).to_hex().as_str() == file.hash).then(|| bytes.into())
    }
}
