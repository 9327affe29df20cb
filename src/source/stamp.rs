//! What tells a file that was not written to since from one that may have been, without reading it.
//!
//! May use: nothing of this crate

#![expect(
    clippy::disallowed_methods,
    reason = "part of `source`: whether a stamp can be trusted depends on its age"
)]

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The coarsest clock of a disk, that of USB sticks: two writes within this time may look alike.
const COARSEST: Duration = Duration::from_secs(2);

/// Size and time of the last change of a file; on Unix its number and the time its place was changed, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    changed: SystemTime,
    placed: (u64, i64, i64),
}

impl Stamp {
    /// None for a file that changed just now, and may change again without looking any different.
    pub fn of(metadata: &Metadata) -> Option<Self> {
        let changed = metadata.modified().ok()?;
        let placed = placed(metadata);
        let moved = UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(placed.1).ok()?))?;
        let age = SystemTime::now().duration_since(changed.max(moved)).ok()?;
        let stamp = Stamp { size: metadata.len(), changed, placed };
        (age > COARSEST).then_some(stamp)
    }
}

#[cfg(unix)]
fn placed(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn placed(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
