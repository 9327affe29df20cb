//! Where files wait until all that go with them are made: a folder of the same shape as the output folder, on the same
//! disk.
//!
//! May use: plan

#![expect(clippy::disallowed_methods, reason = "part of `output`, the module that writes the disk")]

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use super::place_on_disk;
use super::stamp::Stamp;
use crate::plan::OutPath;

/// What the names of such folders begin with.
pub(super) const STAGE: &str = "stage-";

/// Removed with all that is still in it when it is dropped.
pub(super) struct Stage {
    folder: TempDir,
    /// Folders that were made in it.
    made: Mutex<HashSet<PathBuf>>,
}

impl Stage {
    /// An empty one among Banbao's notes.
    pub fn new(own: &Path) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(STAGE).tempdir_in(own)?;
        Ok(Stage { folder, made: Mutex::default() })
    }

    /// Below this folder files wait, each at its place.
    pub fn waiting(&self) -> PathBuf {
        self.folder.path().join("new")
    }

    /// Room for what was there before, the n-th of it.
    pub fn aside(&self, number: usize) -> PathBuf {
        self.folder.path().join(format!("before-{number}"))
    }

    /// Writes a file that waits for its place.
    pub fn write(&self, place: &OutPath, bytes: &[u8]) -> io::Result<Stamp> {
        let path = place_on_disk(&self.waiting(), place);
        self.make_folder_of(&path)?;
        let mut file = std::fs::File::create_new(&path)?;
        file.write_all(bytes)?;
        file.metadata().map(|it| Stamp::from(&it))
    }

    /// A folder is no longer here, with all that was in it.
    pub fn forget(&self, folder: &Path) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.retain(|other| !other.starts_with(folder));
    }

    fn make_folder_of(&self, path: &Path) -> io::Result<()> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(folder) = path.parent().filter(|folder| !made.contains(*folder)) else {
            return Ok(());
        };
        std::fs::create_dir_all(folder)?;
        made.insert(folder.to_path_buf());
        Ok(())
    }
}
