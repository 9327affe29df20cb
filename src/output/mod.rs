//! Publishing: the plan's files appear under the output folder, each whole, or none at all. The only module
//! that writes the user's disk.
//!
//! Everything is made and written beside its place first; only when every job succeeded are the files
//! renamed into place. A build with faults, or one that is killed, leaves what was published before.
//!
//! May use: diagnostics, plan

#![expect(
    clippy::disallowed_methods,
    reason = "`output` is the module that writes the disk; it reads only what it once wrote"
)]

mod ledger;
mod register;
mod scaffold;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

pub use ledger::Shelf;
pub use register::first_published;
pub use scaffold::{ScaffoldError, write_new};

use crate::diagnostics::Findings;
use crate::plan::{Job, OutPath, Plan};
use ledger::{Ledger, MadeFile, MadeJob};

/// Banbao's own notes inside the output folder.
const OWN_FOLDER: &str = ".banbao";
const STAGE: &str = "stage-";

/// Told how far the work has come; calls may come from several threads.
pub trait Progress: Sync {
    fn begin(&self, total: usize);
    fn step(&self, finished: &OutPath);
    fn end(&self);
}

/// What publishing did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Published {
    /// Files of the plan.
    pub planned: usize,
    /// Files that were new or different.
    pub written: usize,
    /// Files of an earlier build that the plan no longer names.
    pub removed: usize,
}

/// What a job turned into.
#[derive(Debug)]
pub struct Made {
    /// The bytes of each of the job's files, in their order.
    pub files: Vec<Arc<[u8]>>,
    /// Stands for the job, where the next build shall find its files on the [`Shelf`].
    pub keep_as: Option<blake3::Hash>,
    /// What is known of the files, kept with them.
    pub notes: serde_json::Value,
}

/// Nothing was published.
#[derive(Debug)]
pub enum PublishError {
    /// A job failed.
    Findings(Findings),
    /// The disk refused.
    Disk { path: PathBuf, cause: io::Error },
}

fn disk(path: &Path) -> impl FnOnce(io::Error) -> PublishError + '_ {
    |cause| PublishError::Disk { path: path.to_path_buf(), cause }
}

/// Makes every job of the plan and publishes the files under `root`.
///
/// # Errors
/// All faults of all jobs, or the first refusal of the disk.
pub fn publish(
    root: &Path,
    plan: &Plan,
    make: impl Fn(&Job) -> Result<Made, Findings> + Sync,
    progress: &dyn Progress,
) -> Result<Published, PublishError> {
    let (own, _stage, staged, now) = staged(root, plan, make, progress)?;
    let before = Ledger::read(&own, ledger::BUILT);
    // Written first, so that a build killed half-way knows of every file it may have left.
    before.with(&now).write(&own, ledger::BUILT).map_err(disk(&own))?;
    let mut published = Published { planned: staged.len(), ..Published::default() };
    for file in &staged {
        published.written += usize::from(file.put_in_place(root)?);
    }
    // What was printed on demand stays, even where a build once made it, too.
    let kept = now.with(&Ledger::read(&own, ledger::ADDED));
    for gone in before.without(&kept) {
        published.removed += usize::from(sweep(root, &gone)?);
    }
    now.write(&own, ledger::BUILT).map_err(disk(&own))?;
    register::add(root, &own, plan).map_err(disk(&own))?;
    Ok(published)
}

/// Makes every job of the plan and puts its files under `root`, beside what builds put there: they neither
/// remove nor change it.
///
/// # Errors
/// All faults of all jobs, or the first refusal of the disk.
pub fn add(
    root: &Path,
    plan: &Plan,
    make: impl Fn(&Job) -> Result<Made, Findings> + Sync,
    progress: &dyn Progress,
) -> Result<Published, PublishError> {
    let (own, _stage, staged, now) = staged(root, plan, make, progress)?;
    let mut published = Published { planned: staged.len(), ..Published::default() };
    for file in &staged {
        published.written += usize::from(file.put_in_place(root)?);
    }
    let before = Ledger::read(&own, ledger::ADDED).superseded_by(&now);
    before.with(&now).write(&own, ledger::ADDED).map_err(disk(&own))?;
    Ok(published)
}

type MadePlan = (PathBuf, TempDir, Vec<Staged>, Ledger);

/// Makes every job and writes its files beside their places; nothing is seen of them yet.
fn staged(
    root: &Path,
    plan: &Plan,
    make: impl Fn(&Job) -> Result<Made, Findings> + Sync,
    progress: &dyn Progress,
) -> Result<MadePlan, PublishError> {
    let own = root.join(OWN_FOLDER);
    std::fs::create_dir_all(&own).map_err(disk(&own))?;
    remove_stale_stages(&own);
    let stage = tempfile::Builder::new().prefix(STAGE).tempdir_in(&own).map_err(disk(&own))?;
    let press = Press { root, stage: &stage, next: AtomicUsize::new(0) };
    let noted = Mutex::new(Ledger::of(plan.paths().cloned()));

    progress.begin(plan.jobs.len());
    let staged: Vec<Result<Vec<Staged>, PublishError>> = plan.each(|job| {
        let staged = match make(job) {
            Ok(made) => {
                note(&noted, job, &made);
                press.stage(job, &made.files)
            }
            Err(findings) => Err(PublishError::Findings(findings)),
        };
        if let Some(place) = job.paths().next() {
            progress.step(place);
        }
        staged
    });
    progress.end();

    let noted = noted.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok((own, stage, all(staged)?, noted))
}

/// Notes what the next build shall find.
fn note(noted: &Mutex<Ledger>, job: &Job, made: &Made) {
    let Some(fingerprint) = &made.keep_as else { return };
    let places = job.files.iter().filter_map(|places| places.first());
    let files = places.zip(&made.files).map(|(at, bytes)| MadeFile::of(at, bytes)).collect();
    // A poisoned lock means another job panicked, and then this build ends anyway.
    if let Ok(mut noted) = noted.lock() {
        noted.note(fingerprint, MadeJob { files, notes: made.notes.clone() });
    }
}

/// What a killed build left. One build at a time uses an output folder.
fn remove_stale_stages(own: &Path) {
    let Ok(entries) = std::fs::read_dir(own) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(STAGE) {
            // A stage that cannot be removed costs space, nothing else.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// A file ready to be put in its place; nothing to do when it is there already.
struct Staged {
    place: OutPath,
    from: Option<PathBuf>,
}

impl Staged {
    /// Whether there was anything to do.
    fn put_in_place(&self, root: &Path) -> Result<bool, PublishError> {
        let Some(from) = &self.from else { return Ok(false) };
        let to = place_on_disk(root, &self.place);
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).map_err(disk(folder))?;
        }
        std::fs::rename(from, &to).map_err(disk(&to))?;
        Ok(true)
    }
}

struct Press<'a> {
    root: &'a Path,
    stage: &'a TempDir,
    next: AtomicUsize,
}

impl Press<'_> {
    fn stage(&self, job: &Job, files: &[Arc<[u8]>]) -> Result<Vec<Staged>, PublishError> {
        let files = job.files.iter().zip(files);
        let copies = files.flat_map(|(places, bytes)| places.iter().map(move |it| (it, bytes)));
        copies.map(|(place, bytes)| self.stage_one(place, bytes)).collect()
    }

    fn stage_one(&self, place: &OutPath, bytes: &[u8]) -> Result<Staged, PublishError> {
        let target = place_on_disk(self.root, place);
        if is_already(&target, bytes) {
            return Ok(Staged { place: place.clone(), from: None });
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.stage.path().join(number.to_string());
        let mut file = std::fs::File::create_new(&path).map_err(disk(&path))?;
        file.write_all(bytes).map_err(disk(&path))?;
        Ok(Staged { place: place.clone(), from: Some(path) })
    }
}

/// All staged files, or all findings, or the disk's first refusal.
fn all(staged: Vec<Result<Vec<Staged>, PublishError>>) -> Result<Vec<Staged>, PublishError> {
    let mut files = Vec::new();
    let mut findings = Findings::new();
    for result in staged {
        match result {
            Ok(more) => files.extend(more),
            Err(PublishError::Findings(more)) => findings.extend(more),
            Err(refusal) => return Err(refusal),
        }
    }
    if findings.is_empty() { Ok(files) } else { Err(PublishError::Findings(findings)) }
}

fn place_on_disk(root: &Path, place: &OutPath) -> PathBuf {
    place.as_str().split('/').fold(root.to_path_buf(), |path, part| path.join(part))
}

fn is_already(path: &Path, bytes: &[u8]) -> bool {
    let same_length = std::fs::metadata(path)
        .is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    same_length && std::fs::read(path).is_ok_and(|there| there == bytes)
}

/// Removes a file an earlier build wrote, and the folders it leaves empty. Whether there was one.
fn sweep(root: &Path, gone: &OutPath) -> Result<bool, PublishError> {
    let path = place_on_disk(root, gone);
    match std::fs::remove_file(&path) {
        Ok(()) => {}
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(cause) => return Err(disk(&path)(cause)),
    }
    let mut folder = path.parent();
    while let Some(empty) = folder.filter(|folder| *folder != root) {
        // Refused when somebody's file is still in it, which is as it should be.
        if std::fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
    Ok(true)
}
