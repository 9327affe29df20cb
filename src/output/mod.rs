//! Publishing: the plan's files appear under the output folder, each whole, or none at all. The only module
//! that writes the user's disk.
//!
//! Everything is made and written beside its place first; only when every job succeeded are the files
//! renamed into place. A build with faults leaves what was published before, and so does one that the disk
//! refuses ([`moves`]). One that is killed leaves whole files, old or new, and the next one does the rest.
//! Who needs all or nothing, whatever happens, has the whole folder swapped ([`swap`]).
//!
//! May use: diagnostics, plan

#![expect(
    clippy::disallowed_methods,
    reason = "`output` is the module that writes the disk; it reads only what it once wrote"
)]

mod ledger;
mod lock;
mod moves;
mod register;
mod scaffold;
mod swap;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

pub use ledger::Shelf;
pub use register::first_published;
pub use scaffold::{ScaffoldError, write_new};
pub use swap::{NotSwappable, put_back};

use crate::diagnostics::Findings;
use crate::plan::{Job, OutPath, Plan};
use ledger::{Ledger, MadeFile, MadeJob};
use moves::Moves;
use swap::Swap;

/// Banbao's own notes inside the output folder.
const OWN_FOLDER: &str = ".banbao";
const STAGE: &str = "stage-";

/// Told how far the work has come; calls may come from several threads.
pub trait Progress: Sync {
    /// Another build is using the folder.
    fn wait(&self, folder: &Path);
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
    /// The output folder cannot be published as a whole.
    NotSwappable { path: PathBuf, why: NotSwappable },
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
    let _held = lock::hold(root, progress)?;
    publish_held(root, plan, make, progress)
}

/// Publishes likewise, the whole folder in one step; `texts` is the folder of the sources.
///
/// # Errors
/// Those of [`publish`], and where the folder cannot be swapped.
pub fn publish_whole(
    root: &Path,
    texts: &Path,
    plan: &Plan,
    make: impl Fn(&Job) -> Result<Made, Findings> + Sync,
    progress: &dyn Progress,
) -> Result<Published, PublishError> {
    swap::check(root, texts)?;
    let mut held = lock::hold(root, progress)?;
    let swap = Swap::prepare(root, plan)?;
    let published = publish_held(&swap.next, plan, make, progress);
    let published = published.map_err(|refusal| swap.by_present_name(refusal))?;
    swap.take_place(&mut held)?;
    Ok(published)
}

fn publish_held(
    root: &Path,
    plan: &Plan,
    make: impl Fn(&Job) -> Result<Made, Findings> + Sync,
    progress: &dyn Progress,
) -> Result<Published, PublishError> {
    let (own, stage, staged, now) = staged(root, plan, make, progress)?;
    let noted = own.join(ledger::BUILT);
    let before = Ledger::read(&own, ledger::BUILT);
    // Written first, so that a build killed half-way knows of every file it may have left.
    before.with(&now).write(&own, ledger::BUILT).map_err(disk(&noted))?;
    let mut moves = Moves::new(root, stage.path());
    let mut published = put_in_place(&staged, &mut moves)?;
    // What was printed on demand stays, even where a build once made it, too.
    let kept = now.with(&Ledger::read(&own, ledger::ADDED));
    for gone in before.without(&kept) {
        published.removed += usize::from(moves.sweep(&gone)?);
    }
    register::add(root, &own, plan).map_err(disk(&own))?;
    // Last of all: until then it knows of what is put back.
    now.write(&own, ledger::BUILT).map_err(disk(&noted))?;
    moves.keep();
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
    let _held = lock::hold(root, progress)?;
    let (own, stage, staged, now) = staged(root, plan, make, progress)?;
    let mut moves = Moves::new(root, stage.path());
    let published = put_in_place(&staged, &mut moves)?;
    let before = Ledger::read(&own, ledger::ADDED).superseded_by(&now);
    let noted = own.join(ledger::ADDED);
    before.with(&now).write(&own, ledger::ADDED).map_err(disk(&noted))?;
    moves.keep();
    Ok(published)
}

fn put_in_place(staged: &[Staged], moves: &mut Moves<'_>) -> Result<Published, PublishError> {
    let mut published = Published { planned: staged.len(), ..Published::default() };
    for Staged { place, from } in staged {
        if let Some(from) = from {
            moves.put(from, place)?;
            published.written += 1;
        }
    }
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

/// A file ready to be put in its place; nothing to do when it is there already.
struct Staged {
    place: OutPath,
    from: Option<PathBuf>,
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
        let mut file = std::fs::File::create_new(&path).map_err(disk(&target))?;
        file.write_all(bytes).map_err(disk(&target))?;
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
