//! Making jobs, looking at what earlier builds made before making it again.
//!
//! May use: config, diagnostics, output, plan, render, site

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use super::{Memo, Request};
use crate::config::Theme;
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
    theme: &'a Theme,
    memo: &'a Memo,
    shelf: Shelf,
    fresh: Mutex<HashMap<blake3::Hash, Slot>>,
    /// Bytes in `fresh`.
    remembered: AtomicUsize,
    /// The most of them.
    most: usize,
    deny_warnings: bool,
    /// What is to be said of what was made.
    remarks: Mutex<Findings>,
}

/// The files of one fingerprint. Who needs them while they are being made waits for them.
#[derive(Default)]
struct Slot(Arc<Mutex<Option<Remembered>>>);

struct Remembered {
    output: Output,
    /// Once they are published, they are found in the output folder.
    costly: bool,
}

impl<'a> Bench<'a> {
    pub fn new(
        (workshop, layout, theme): (&'a Workshop, &'a Layout<'a>, &'a Theme),
        memo: &'a Memo,
        request: &Request,
    ) -> Self {
        Bench {
            workshop,
            layout,
            theme,
            memo,
            shelf: Shelf::of(&request.out),
            fresh: Mutex::default(),
            remembered: AtomicUsize::new(0),
            most: REMEMBERED,
            deny_warnings: request.deny_warnings,
            remarks: Mutex::default(),
        }
    }

    /// Remembers nothing of what it makes: for what is made once and put away at once.
    pub fn forgetful(self) -> Self {
        Bench { most: 0, ..self }
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

    fn output(
        &self,
        job: &Job,
        fingerprint: blake3::Hash,
        costly: bool,
    ) -> Result<Output, Findings> {
        // A poisoned lock means another job panicked, and then this build ends anyway.
        let fresh = self.fresh.lock();
        let slot =
            fresh.unwrap_or_else(PoisonError::into_inner).entry(fingerprint).or_default().0.clone();
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(remembered) = slot.as_ref() {
            return Ok(remembered.output.clone());
        }
        let remembered = self.memo.last.get(&fingerprint).cloned();
        let on_shelf = || {
            let (files, notes) = self.shelf.take(&fingerprint, job.files.len())?;
            Some(Output { files, facts: serde_json::from_value::<Facts>(notes).ok()? })
        };
        let output = match remembered.or_else(|| costly.then(on_shelf).flatten()) {
            Some(output) => output,
            None => self.workshop.make(job, self.layout)?,
        };
        let bytes: usize = output.files.iter().map(|file| file.len()).sum();
        let there = self.remembered.load(Ordering::Relaxed);
        if there + bytes <= self.most {
            self.remembered.fetch_add(bytes, Ordering::Relaxed);
            *slot = Some(Remembered { output: output.clone(), costly });
        }
        Ok(output)
    }

    /// Makes every job for its findings alone.
    pub fn try_all(&self, plan: &Plan, progress: &dyn Progress) -> Findings {
        progress.begin(plan.jobs.len());
        let try_one = |job: &Job| {
            let faults = self.make(job, self.fingerprint(job)).err();
            job.paths().take(1).for_each(|place| progress.step(place));
            faults
        };
        let faults = plan.each(try_one);
        progress.end();
        let mut findings = Findings::new();
        faults.into_iter().flatten().for_each(|more| findings.extend(more));
        findings
    }

    pub fn take_remarks(&self) -> Findings {
        std::mem::take(&mut self.remarks.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the next build in this process shall remember.
    pub fn into_fresh(self, published: bool) -> HashMap<blake3::Hash, Output> {
        let fresh = self.fresh.into_inner().unwrap_or_default();
        let files = |(fingerprint, Slot(slot)): (blake3::Hash, Slot)| {
            let Remembered { output, costly } = slot.lock().ok()?.take()?;
            (!(published && costly)).then_some((fingerprint, output))
        };
        fresh.into_iter().filter_map(files).collect()
    }
}

impl Make for Bench<'_> {
    fn fingerprint(&self, job: &Job) -> blake3::Hash {
        job.fingerprint(self.theme)
    }

    fn make(&self, job: &Job, fingerprint: blake3::Hash) -> Result<Made, Findings> {
        let Output { files, facts } = self.output(job, fingerprint, job.is_costly())?;
        self.judge(job, &facts)?;
        Ok(Made { files, notes: serde_json::to_value(&facts).unwrap_or_default() })
    }

    fn keep(&self, job: &Job, notes: &Value) -> Result<(), Findings> {
        // Only what is costly has notes, and something to be said of it.
        let facts = serde_json::from_value(notes.clone()).unwrap_or_default();
        self.judge(job, &facts)
    }
}
