//! Making jobs, looking at what earlier builds made before making it again.
//!
//! May use: diagnostics, output, plan, render, site

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use serde_json::Value;

use super::kept::Kept;
use super::{Memo, Request};
use crate::diagnostics::Findings;
use crate::output::{Made, Make, Progress, Shelf};
use crate::plan::{Job, Plan};
use crate::render::{Output, Workshop};
use crate::site::Layout;
use crate::site::print::Facts;

/// The most bytes a build remembers of what it made.
const REMEMBERED: usize = 256 * 1024 * 1024;

pub(super) struct Bench<'a> {
    workshop: &'a Workshop,
    layout: &'a Layout<'a>,
    memo: &'a Memo,
    /// Where to look for the shelf, and the shelf once somebody looked.
    out: &'a Path,
    shelf: OnceLock<Shelf>,
    fresh: Kept,
    deny_warnings: bool,
    /// What is to be said of what was made.
    remarks: Mutex<Findings>,
    /// Jobs that were made without a fault.
    fine: Mutex<HashSet<blake3::Hash>>,
}

impl<'a> Bench<'a> {
    pub fn new(
        (workshop, layout): (&'a Workshop, &'a Layout<'a>),
        memo: &'a Memo,
        request: &'a Request,
    ) -> Self {
        Bench {
            workshop,
            layout,
            memo,
            out: &request.out,
            shelf: OnceLock::new(),
            fresh: Kept::up_to(REMEMBERED),
            deny_warnings: request.deny_warnings,
            remarks: Mutex::default(),
            fine: Mutex::default(),
        }
    }

    /// Remembers nothing of what it makes: for what is made once and put away at once.
    pub fn forgetful(self) -> Self {
        Bench { fresh: Kept::up_to(0), ..self }
    }

    /// What is to be said of files is collected; where warnings are denied, it refuses them.
    fn judge(&self, job: &Job, facts: &Facts) -> Result<(), Findings> {
        let mut remarks = job.judge(facts);
        if self.deny_warnings && !remarks.is_empty() {
            remarks.deny_warnings();
            return Err(remarks);
        }
        self.remarks.lock().unwrap_or_else(PoisonError::into_inner).extend(remarks);
        Ok(())
    }

    /// What came of a job that takes long: of one like it in this build, in an earlier one, or made now.
    fn costly(&self, job: &Job, fingerprint: blake3::Hash) -> Result<Output, Findings> {
        self.fresh.get_or_make(fingerprint, || {
            let remembered = self.memo.last.get(&fingerprint).cloned();
            let on_shelf = || {
                let shelf = self.shelf.get_or_init(|| Shelf::of(self.out));
                let (files, notes) = shelf.take(&fingerprint, job.files.len())?;
                Some(Output { files, facts: serde_json::from_value::<Facts>(notes).ok()? })
            };
            match remembered.or_else(on_shelf) {
                Some(output) => Ok(output),
                None => self.workshop.make(job, self.layout),
            }
        })
    }

    /// Makes every job for its findings alone.
    pub fn try_all(&self, plan: &Plan, progress: &dyn Progress) -> Findings {
        progress.begin(plan.jobs.len());
        let try_one = |job: &Job| {
            let faults = self.try_one(job).err();
            job.paths().take(1).for_each(|place| progress.step(place));
            faults
        };
        let faults = plan.each(try_one);
        progress.end();
        let mut findings = Findings::new();
        faults.into_iter().flatten().for_each(|more| findings.extend(more));
        findings
    }

    fn try_one(&self, job: &Job) -> Result<(), Findings> {
        let fingerprint = self.fingerprint(job);
        if !job.is_costly() && self.memo.fine.contains(&fingerprint) {
            self.note_fine(fingerprint);
            return Ok(());
        }
        self.make(job, fingerprint).map(drop)
    }

    fn note_fine(&self, fingerprint: blake3::Hash) {
        self.fine.lock().unwrap_or_else(PoisonError::into_inner).insert(fingerprint);
    }

    pub fn take_remarks(&self) -> Findings {
        std::mem::take(&mut self.remarks.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the next build in this process shall remember: once files are published, they are found in the output
    /// folder.
    pub fn into_memory(
        self,
        published: bool,
    ) -> (HashMap<blake3::Hash, Output>, HashSet<blake3::Hash>) {
        let outputs = if published { HashMap::new() } else { self.fresh.into_outputs() };
        (outputs, self.fine.into_inner().unwrap_or_default())
    }
}

impl Make for Bench<'_> {
    fn fingerprint(&self, job: &Job) -> blake3::Hash {
        self.workshop.fingerprint(job, self.layout)
    }

    fn make(&self, job: &Job, fingerprint: blake3::Hash) -> Result<Made, Findings> {
        let Output { files, facts } = if job.is_costly() {
            self.costly(job, fingerprint)?
        } else {
            self.workshop.make(job, self.layout)?
        };
        self.judge(job, &facts)?;
        self.note_fine(fingerprint);
        Ok(Made { files, notes: serde_json::to_value(&facts).unwrap_or_default() })
    }

    fn keep(&self, job: &Job, fingerprint: blake3::Hash, notes: &Value) -> Result<(), Findings> {
        // Only what is costly has notes, and something to be said of it.
        let facts = serde_json::from_value(notes.clone()).unwrap_or_default();
        self.note_fine(fingerprint);
        self.judge(job, &facts)
    }

    fn denies_remarks(&self) -> bool {
        self.deny_warnings
    }
}
