//! Publishing: the plan's files appear under the output folder, each whole, or none at all. The only module
//! that writes the user's disk.
//!
//! Everything is made and written beside its place first, and renamed into place when every job succeeded. Where most
//! stays as it is, what changed goes ahead of what is only looked up again, and is taken back should that not succeed.
//! A build with faults leaves what was published before, and so does one that the disk refuses (`moves.rs`). One that
//! is killed leaves whole files, old or new, and the next one does the rest. Who needs all or nothing, whatever
//! happens, has the whole folder swapped (`swap.rs`).
//!
//! May use: diagnostics, plan

mod ledger;
mod lock;
mod moves;
mod recall;
mod register;
mod scaffold;
mod stage;
mod stamp;
mod swap;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::iter::Either;
use rayon::prelude::*;
use serde_json::Value;

pub use ledger::{Memo, Shelf};
pub use recall::{Notes, recall, remember};
pub use register::first_published;
pub use scaffold::{ScaffoldError, write_new};
pub use swap::{NotSwappable, put_back};

use crate::diagnostics::Findings;
use crate::plan::{self, Job, OutPath, Plan};
use ledger::{Ledger, MadeFile, MadeJob, Placed};
use moves::Moves;
use stage::Stage;
use stamp::Stamp;
use swap::Swap;

/// Banbao's own notes inside the output folder.
const OWN_FOLDER: &str = ".banbao";

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
    /// The notes it left, for [`remember`].
    pub notes: Option<Notes>,
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

    /// Whether anything that is said of a file stops a build.
    fn denies_remarks(&self) -> bool;
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

/// Makes every job of the plan and publishes the files under `root`, of which `memo` knows what was left there last.
///
/// # Errors
/// All faults of all jobs, or the first refusal of the disk.
pub fn publish(
    root: &Path,
    plan: &Plan,
    make: &impl Make,
    memo: &mut Memo,
    progress: &dyn Progress,
) -> Result<Published, PublishError> {
    let _held = lock::hold(root, progress)?;
    publish_held(root, plan, make, memo, progress)
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
    let published = publish_held(&swap.next, plan, make, &mut Memo::default(), progress);
    let published = published.map_err(|refusal| swap.by_present_name(refusal))?;
    swap.take_place(&mut held)?;
    Ok(published)
}

fn publish_held(
    root: &Path,
    plan: &Plan,
    make: &impl Make,
    memo: &mut Memo,
    progress: &dyn Progress,
) -> Result<Published, PublishError> {
    let own = root.join(OWN_FOLDER);
    let noted = own.join(ledger::BUILT);
    let before = memo.take(&own);
    let stage = Stage::new(&own).map_err(disk(&own))?;
    let press = Press { root, stage: &stage, before: &before };
    let mut moves = Moves::new(root, &stage);
    let mut now = Ledger::default();
    progress.begin(plan.jobs.len());
    let written = batch_by_batch((plan, make, progress), &press, &mut moves, &mut now);
    progress.end();
    let mut published =
        Published { planned: plan.paths().count(), written: written?, ..Published::default() };
    // What was printed on demand stays, even where a build once made it, too.
    for gone in before.without(&now.with(&Ledger::read(&own, ledger::ADDED))) {
        published.removed += usize::from(moves.sweep(&gone)?);
    }
    let register = register::add(root, &own, plan).map_err(disk(&own))?;
    // Last of all: until then it knows of what is put back.
    if now != before {
        now.write(&own, ledger::BUILT).map_err(|cause| {
            register.put_back(&own);
            disk(&noted)(cause)
        })?;
    }
    moves.keep();
    published.notes = Notes::of(&own);
    memo.keep(published.notes, now);
    Ok(published)
}

/// Makes the jobs and puts their files in place; how many there were to put.
fn batch_by_batch(
    (plan, make, progress): (&Plan, &impl Make, &dyn Progress),
    press: &Press<'_>,
    moves: &mut Moves<'_>,
    now: &mut Ledger,
) -> Result<usize, PublishError> {
    let (own, before) = (press.root.join(OWN_FOLDER), press.before);
    let noted = own.join(ledger::BUILT);
    let (mut written, mut faults) = (0, Findings::new());
    for batch in batches(plan, before, make) {
        let staged = match press.all(&batch, make, progress, now) {
            Ok(staged) => staged,
            // The faults of the other batches are told in the same run.
            Err(PublishError::Findings(more)) => {
                faults.extend(more);
                continue;
            }
            Err(refusal) => return Err(refusal),
        };
        if !faults.is_empty() {
            continue;
        }
        // Written first, so that a build killed half-way knows of every file it may have left, and has not made
        // in vain what takes long.
        if !before.foresees(&staged, now) {
            before.with(now).write(&own, ledger::BUILT).map_err(disk(&noted))?;
        }
        moves.put_all(&staged)?;
        written += staged.len();
    }
    if faults.is_empty() { Ok(written) } else { Err(PublishError::Findings(faults)) }
}

/// A job and its fingerprint, where that was asked for already.
type Task<'p> = (&'p Job, Option<blake3::Hash>);

/// The jobs in the order in which they are published: where most stays as it is, what somebody waits for who saved a
/// text comes first, then what is looked up in between: whether the rest is still there, and the search index.
fn batches<'p>(plan: &'p Plan, before: &Ledger, make: &impl Make) -> Vec<Vec<Task<'p>>> {
    let task = |job: &'p Job| {
        if job.is_for_search() {
            return Either::Right((job, None));
        }
        let fingerprint = make.fingerprint(job);
        let place = job.paths().next().and_then(|place| before.placed(place));
        let task = (job, Some(fingerprint));
        if place.is_some_and(|place| place.is_of(&fingerprint)) {
            Either::Right(task)
        } else {
            Either::Left(task)
        }
    };
    let (awaited, rest): (Vec<_>, Vec<_>) = plan.jobs.par_iter().partition_map(task);
    // Where a remark is a fault, what is already there may have one.
    if awaited.len() < rest.len() && !make.denies_remarks() {
        return vec![awaited, rest];
    }
    vec![[awaited, rest].concat()]
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
    let stage = Stage::new(&own).map_err(disk(&own))?;
    let press = Press { root, stage: &stage, before: &before };
    let mut now = Ledger::default();
    let tasks: Vec<Task<'_>> = plan.jobs.iter().map(|job| (job, None)).collect();
    progress.begin(tasks.len());
    let staged = press.all(&tasks, make, progress, &mut now);
    progress.end();
    let staged = staged?;
    let mut moves = Moves::new(root, &stage);
    moves.put_all(&staged)?;
    let noted = own.join(ledger::ADDED);
    before.superseded_by(&now).with(&now).write(&own, ledger::ADDED).map_err(disk(&noted))?;
    moves.keep();
    let (planned, written) = (plan.paths().count(), staged.len());
    Ok(Published { planned, written, ..Published::default() })
}

/// What came of a job.
#[derive(Default)]
struct Done {
    /// Files that wait to be put in their places.
    staged: Vec<OutPath>,
    placed: Vec<(OutPath, Placed)>,
    /// What the next build shall find of a costly one.
    made: Option<(blake3::Hash, MadeJob)>,
}

struct Press<'a> {
    root: &'a Path,
    stage: &'a Stage,
    before: &'a Ledger,
}

impl<'a> Press<'a> {
    /// Makes what is not in its place yet and writes it beside it; nothing is seen of it so far. Adds all files to
    /// `now` and tells which wait to be put in their places.
    fn all(
        &self,
        tasks: &[Task<'_>],
        make: &impl Make,
        progress: &dyn Progress,
        now: &mut Ledger,
    ) -> Result<Vec<OutPath>, PublishError> {
        let done = plan::each(
            tasks,
            |(job, _)| job.is_long(),
            |task| {
                let done = self.job(*task, make);
                task.0.paths().take(1).for_each(|place| progress.step(place));
                done
            },
        );
        let mut staged = Vec::new();
        for Done { staged: more, placed, made } in all(done)? {
            staged.extend(more);
            placed.into_iter().for_each(|(path, file)| now.place(path, file));
            if let Some((fingerprint, made)) = made {
                now.note(&fingerprint, made);
            }
        }
        Ok(staged)
    }

    fn job(&self, (job, fingerprint): Task<'_>, make: &impl Make) -> Result<Done, PublishError> {
        let fingerprint = fingerprint.unwrap_or_else(|| make.fingerprint(job));
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
                let (stamp, is_staged) = self.stage(place, bytes)?;
                done.staged.extend(is_staged.then(|| place.clone()));
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

    /// Writes a file beside its place, unless the same is there already; whether it did.
    fn stage(&self, place: &OutPath, bytes: &[u8]) -> Result<(Stamp, bool), PublishError> {
        let target = place_on_disk(self.root, place);
        if let Some(stamp) = Stamp::of(&target).filter(|it| it.is_of(&target, bytes)) {
            return Ok((stamp, false));
        }
        let stamp = self.stage.write(place, bytes).map_err(disk(&target))?;
        Ok((stamp, true))
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
