//! What tells a file that nobody touched from one that somebody did, without reading it.
//!
//! May use: nothing of this crate

#![expect(clippy::disallowed_methods, reason = "part of `output`, the module that writes the disk")]

use std::fs::Metadata;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

/// Size and time of the last change of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp(u64, u64);

impl Stamp {
    /// Of a file that is there.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = std::fs::symlink_metadata(path).ok()?;
        metadata.is_file().then(|| Stamp::from(&metadata))
    }

    /// Whether the file of this stamp holds these bytes.
    pub fn is_of(self, path: &Path, bytes: &[u8]) -> bool {
        self.0 == bytes.len() as u64 && std::fs::read(path).is_ok_and(|there| there == bytes)
    }
}

impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        let changed = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        // Nanoseconds until the year 2554.
        let changed = changed.and_then(|since| u64::try_from(since.as_nanos()).ok());
        Stamp(metadata.len(), changed.unwrap_or_default())
    }
}
