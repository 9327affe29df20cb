//! The ledger: which files Banbao itself wrote into the output folder, so that a withdrawn page is really
//! gone and nobody else's file is ever touched.
//!
//! May use: plan

#![expect(clippy::disallowed_methods, reason = "part of `output`, the module that writes the disk")]

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::plan::OutPath;

const FILE: &str = "files.json";

#[derive(Debug, Default)]
pub struct Ledger(BTreeSet<OutPath>);

impl FromIterator<OutPath> for Ledger {
    fn from_iter<I: IntoIterator<Item = OutPath>>(paths: I) -> Self {
        Ledger(paths.into_iter().collect())
    }
}

impl Ledger {
    /// The ledger of the last build; empty when there is none that can be read.
    pub fn read(folder: &Path) -> Self {
        let listed: Vec<String> = std::fs::read(folder.join(FILE))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        listed.into_iter().filter(|path| is_plain(path)).map(OutPath::new).collect()
    }

    /// Replaces the ledger of the last build.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let listed: Vec<&str> = self.0.iter().map(OutPath::as_str).collect();
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(&serde_json::to_vec_pretty(&listed)?)?;
        file.persist(folder.join(FILE))?;
        Ok(())
    }

    /// Files of both ledgers.
    pub fn with(&self, other: &Ledger) -> Ledger {
        self.0.union(&other.0).cloned().collect()
    }

    /// Files of this ledger that `other` does not list. Two names that differ in case only are one file
    /// on a Windows disk.
    pub fn without(&self, other: &Ledger) -> Vec<OutPath> {
        let kept: BTreeSet<String> =
            other.0.iter().map(|path| path.as_str().to_lowercase()).collect();
        self.0
            .iter()
            .filter(|path| !kept.contains(&path.as_str().to_lowercase()))
            .cloned()
            .collect()
    }
}

/// A path a build could have written: it stays below the output folder.
fn is_plain(path: &str) -> bool {
    !path.is_empty()
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && !path.contains(['\\', ':'])
}
