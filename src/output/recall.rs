//! What the last build was made of and what it had to say, so that another build of the same things ends before it
//! begins.
//!
//! The note holds only as long as Banbao's other notes are the ones it was written with and every file is in its place
//! as it was put there: whatever a killed build or somebody else did meanwhile voids it.
//!
//! May use: nothing of this crate

#![expect(clippy::disallowed_methods, reason = "part of `output`, the module that writes the disk")]

use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ledger::{BUILT, Ledger, replace, stamps_of};
use super::stamp::Stamp;
use super::{OWN_FOLDER, Progress, Published, lock, place_on_disk, register};

const FILE: &str = "built-from.json";

#[derive(Serialize, Deserialize)]
struct Note {
    /// Stands for everything the build was made of.
    inputs: String,
    /// Stands for Banbao's other notes at its end.
    notes: String,
    /// What it had to say.
    said: Value,
}

/// Stands for what a build left among Banbao's notes in the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notes(blake3::Hash);

impl Notes {
    /// Those that are there now; None where one cannot be read.
    pub(super) fn of(own: &Path) -> Option<Self> {
        let mut hasher = blake3::Hasher::new();
        for name in [BUILT, &stamps_of(BUILT), register::FILE] {
            let bytes = match std::fs::read(own.join(name)) {
                Ok(bytes) => bytes,
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => Vec::new(),
                Err(_) => return None,
            };
            hasher.update(&bytes.len().to_le_bytes()).update(&bytes);
        }
        Some(Notes(hasher.finalize()))
    }
}

/// What the build of the same `inputs` said, if it was the last one and all it published under `root` is still there.
/// Where another build is using the folder, it waits for its end.
pub fn recall(
    root: &Path,
    inputs: &blake3::Hash,
    progress: &dyn Progress,
) -> Option<(Published, Value)> {
    let own = root.join(OWN_FOLDER);
    if !own.join(FILE).exists() {
        return None;
    }
    let _held = lock::hold(root, progress).ok()?;
    let note: Note = serde_json::from_slice(&std::fs::read(own.join(FILE)).ok()?).ok()?;
    let notes = Notes::of(&own)?;
    if note.inputs != inputs.to_hex().as_str() || note.notes != notes.0.to_hex().as_str() {
        return None;
    }
    let ledger = Ledger::read(&own, BUILT);
    let is_there = |(place, stamp): (_, Option<Stamp>)| {
        stamp.is_some() && Stamp::of(&place_on_disk(root, place)) == stamp
    };
    let files: Vec<_> = ledger.stamps().collect();
    let planned = files.len();
    let all_there = files.into_par_iter().all(is_there);
    all_there.then(|| (Published { planned, ..Published::default() }, note.said))
}

/// Notes what a build was made of and what it said, given the `notes` it left.
///
/// # Errors
/// When the note cannot be written; the next build then takes longer.
pub fn remember(root: &Path, inputs: &blake3::Hash, notes: &Notes, said: Value) -> io::Result<()> {
    let (inputs, notes) = (inputs.to_hex().to_string(), notes.0.to_hex().to_string());
    let note = serde_json::to_vec(&Note { inputs, notes, said })?;
    replace(&root.join(OWN_FOLDER), FILE, &note)
}
