//! Publishing: the plan's files appear under the output folder, each whole, or none at all. The only module
//! that writes the user's disk.
//!
//! Everything is made and written beside its place first; only when every job succeeded are the files
//! renamed into place. A build with faults leaves what was published before, and so does one that the disk
//! refuses (`moves.rs`). One that is killed leaves whole files, old or new, and the next one does the rest.
//! Who needs all or nothing, whatever happens, has the whole folder swapped (`swap.rs`).
//!
//! May use: diagnostics, plan

mod ledger;
mod lock;
mod moves;
mod register;
mod scaffold;
mod stamp;
mod swap;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use tempfile::TempDir;

pub use ledger::Shelf;
pub use register::first_published;
pub use scaffold::{ScaffoldError, write_new};
pub use swap::{NotSwappable, put_back};

use crate::diagnostics::Findings;
use crate::plan::{Job, OutPath, Plan};
use ledger::{Ledger, MadeFile, MadeJob, Placed};
use moves::Moves;
use stamp::Stamp;
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

/// Makes jobs.
pub trait Make: Sync {
    /// Stands for everything the files of a job are made of.
    fn fingerprint(&self, job: &Job) -> blake3::Hash;

    /// # Errors
    /// Faults found while making it.
    fn make(&self, job: &Job, fingerprint: blake3::Hash) -> Result<Made, Findings>;

    /// The job was made by an earlier build, which left these notes, and all its files are in their places.
    ///
    /// # Errors
    /// What is to be said of them, where it stops a build.
    fn keep(&self, job: &Job, fingerprint: blake3::Hash, notes: &Value) -> Result<(), Findings>;
}

/// What a job turned into.
#[derive(Debug)]
pub struct Made {
    /// The bytes of each of the job's files, in their order.
    pub files: Vec<Arc<[u8]>>,
    /// What is known of the files, kept with them.
    pub notes: Value,
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
    make: &impl Make,
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
    make: &impl Make,
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
    make: &impl Make,
    progress: &dyn Progress,
) -> Result<Published, PublishError> {
    let own = root.join(OWN_FOLDER);
    let noted = own.join(ledger::BUILT);
    let before = Ledger::read(&own, ledger::BUILT);
    let (stage, staged, now) = staged(root, plan, &before, make, progress)?;
    // What was printed on demand stays, even where a build once made it, too.
    let gone = before.without(&now.with(&Ledger::read(&own, ledger::ADDED)));
    let mut moves = Moves::new(root, stage.path());
    if !staged.is_empty() || !gone.is_empty() {
        // Written first, so that a build killed half-way knows of every file it may have left.
        before.with(&now).write(&own, ledger::BUILT).map_err(disk(&noted))?;
    }
    let mut published = put_in_place(&staged, plan, &mut moves)?;
    for gone in gone {
        published.removed += usize::from(moves.sweep(&gone)?);
    }
    register::add(root, &own, plan).map_err(disk(&own))?;
    // Last of all: until then it knows of what is put back.
    if now != before {
        now.write(&own, ledger::BUILT).map_err(disk(&noted))?;
    }
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
    make: &impl Make,
    progress: &dyn Progress,
) -> Result<Published, PublishError> {
    let _held = lock::hold(root, progress)?;
    let own = root.join(OWN_FOLDER);
    let before = Ledger::read(&own, ledger::ADDED);
    let (stage, staged, now) = staged(root, plan, &before, make, progress)?;
    let mut moves = Moves::new(root, stage.path());
    let published = put_in_place(&staged, plan, &mut moves)?;
    let noted = own.join(ledger::ADDED);
    before.superseded_by(&now).with(&now).write(&own, ledger::ADDED).map_err(disk(&noted))?;
    moves.keep();
    Ok(published)
}

fn put_in_place(
    staged: &[Staged],
    plan: &Plan,
    moves: &mut Moves<'_>,
) -> Result<Published, PublishError> {
    for Staged { place, from } in staged {
        moves.put(from, place)?;
    }
    Ok(Published { planned: plan.paths().count(), written: staged.len(), removed: 0 })
}

/// Makes what is not in its place yet and writes it beside it; nothing is seen of it so far.
fn staged(
    root: &Path,
    plan: &Plan,
    before: &Ledger,
    make: &impl Make,
    progress: &dyn Progress,
) -> Result<(TempDir, Vec<Staged>, Ledger), PublishError> {
    let own = root.join(OWN_FOLDER);
    let stage = tempfile::Builder::new().prefix(STAGE).tempdir_in(&own).map_err(disk(&own))?;
    let press = Press { root, stage: &stage, next: AtomicUsize::new(0), before };
    progress.begin(plan.jobs.len());
    let done = plan.each(|job| {
        let done = press.job(job, make);
        if let Some(place) = job.paths().next() {
            progress.step(place);
        }
        done
    });
    progress.end();
    let mut now = Ledger::default();
    let mut staged = Vec::new();
    for Done { staged: more, placed, made } in all(done)? {
        staged.extend(more);
        placed.into_iter().for_each(|(path, file)| now.place(path, file));
        if let Some((fingerprint, made)) = made {
            now.note(&fingerprint, made);
        }
    }
    Ok((stage, staged, now))
}

/// What came of a job.
#[derive(Default)]
struct Done {
    staged: Vec<Staged>,
    placed: Vec<(OutPath, Placed)>,
    /// What the next build shall find of a costly one.
    made: Option<(blake3::Hash, MadeJob)>,
}

/// A file ready to be put in its place.
struct Staged {
    place: OutPath,
    from: PathBuf,
}

struct Press<'a> {
    root: &'a Path,
    stage: &'a TempDir,
    next: AtomicUsize,
    before: &'a Ledger,
}

impl Press<'_> {
    fn job(&self, job: &Job, make: &impl Make) -> Result<Done, PublishError> {
        let fingerprint = make.fingerprint(job);
        if let Some(kept) = self.kept(job, &fingerprint) {
            let notes = kept.made.as_ref().map_or(&Value::Null, |(_, made)| &made.notes);
            return match make.keep(job, fingerprint, notes) {
                Ok(()) => Ok(kept),
                Err(findings) => Err(PublishError::Findings(findings)),
            };
        }
        let made = make.make(job, fingerprint).map_err(PublishError::Findings)?;
        let mut done = Done::default();
        for (number, (places, bytes)) in job.files.iter().zip(&made.files).enumerate() {
            for place in places {
                let (stamp, staged) = self.stage(place, bytes)?;
                done.staged.extend(staged);
                done.placed.push((place.clone(), Placed::new(&fingerprint, number, stamp)));
            }
        }
        if job.is_costly() {
            let places = job.files.iter().filter_map(|places| places.first());
            let files = places.zip(&made.files).map(|(at, bytes)| MadeFile::of(at, bytes));
            done.made = Some((fingerprint, MadeJob { files: files.collect(), notes: made.notes }));
        }
        Ok(done)
    }

    /// What an earlier build made of the same things, if all of it is in its place as it was put there.
    fn kept(&self, job: &Job, fingerprint: &blake3::Hash) -> Option<Done> {
        let mut done = Done::default();
        if job.is_costly() {
            done.made = Some((*fingerprint, self.before.made(fingerprint)?.clone()));
        }
        for (number, places) in job.files.iter().enumerate() {
            for place in places {
                let stamp = Stamp::of(&place_on_disk(self.root, place))?;
                let file = Placed::new(fingerprint, number, stamp);
                if self.before.placed(place) != Some(&file) {
                    return None;
                }
                done.placed.push((place.clone(), file));
            }
        }
        Some(done)
    }

    /// Writes a file beside its place, unless the same is there already.
    fn stage(
        &self,
        place: &OutPath,
        bytes: &[u8],
    ) -> Result<(Stamp, Option<Staged>), PublishError> {
        let target = place_on_disk(self.root, place);
        if let Some(stamp) = Stamp::of(&target).filter(|it| it.is_of(&target, bytes)) {
            return Ok((stamp, None));
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.stage.path().join(number.to_string());
        let mut file = std::fs::File::create_new(&path).map_err(disk(&target))?;
        file.write_all(bytes).map_err(disk(&target))?;
        let stamp = file.metadata().map(|it| Stamp::from(&it)).map_err(disk(&target))?;
        Ok((stamp, Some(Staged { place: place.clone(), from: path })))
    }
}

/// What came of all jobs, or all findings, or the disk's first refusal.
fn all(done: Vec<Result<Done, PublishError>>) -> Result<Vec<Done>, PublishError> {
    let mut all = Vec::with_capacity(done.len());
    let mut findings = Findings::new();
    for result in done {
        match result {
            Ok(done) => all.push(done),
            Err(PublishError::Findings(more)) => findings.extend(more),
            Err(refusal) => return Err(refusal),
        }
    }
    if findings.is_empty() { Ok(all) } else { Err(PublishError::Findings(findings)) }
}

fn place_on_disk(root: &Path, place: &OutPath) -> PathBuf {
    place.as_str().split('/').fold(root.to_path_buf(), |path, part| path.join(part))
}
