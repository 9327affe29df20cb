//! Watching folders. The only room that knows `notify`.
//!
//! It says *that* something changed, never what to rebuild: whoever listens reads the tree again and
//! compares, so that an editor's detour over a temporary file, a lost event or an overflowing queue cannot
//! leave a stale page behind.
//!
//! May use: nothing of this crate

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

/// A burst of saves within this time is one change.
pub const DEBOUNCE: Duration = Duration::from_millis(50);

/// What a wait brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Something may have changed.
    Changed,
    /// Nothing did, for the time waited.
    Quiet,
    /// The watch is over; nothing more will come.
    Ended,
}

/// A watch over some folders below a root; folders may vanish and come back.
pub struct Watch {
    folders: Vec<PathBuf>,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    events: Receiver<DebounceEventResult>,
    watched: BTreeSet<PathBuf>,
}

impl Watch {
    /// Watches `folders` below `root`, and the root itself for their coming and going.
    ///
    /// # Errors
    /// When the system gives no watch, for instance because its number of watches is used up.
    pub fn new(root: &Path, folders: &[&str]) -> Result<Self, notify::Error> {
        let (sender, events) = channel();
        let debouncer = new_debouncer(DEBOUNCE, None, move |result| {
            // The receiver is gone only when the watch is over.
            let _ = sender.send(result);
        })?;
        // Events come with whole paths.
        let root = root.canonicalize().map_err(notify::Error::io)?;
        let mut watch = Watch {
            folders: folders.iter().map(|folder| root.join(folder)).collect(),
            debouncer,
            events,
            watched: BTreeSet::new(),
        };
        watch.debouncer.watch(&root, RecursiveMode::NonRecursive)?;
        watch.renew()?;
        Ok(watch)
    }

    /// Waits until something changes, for at most `patience`.
    pub fn wait(&mut self, patience: Duration) -> Event {
        match self.events.recv_timeout(patience) {
            Ok(first) => {
                let mut changed = self.matters(&first);
                while let Ok(more) = self.events.try_recv() {
                    changed |= self.matters(&more);
                }
                // A folder that came back is watched from here on; if that fails now, the next event
                // of the root tries again.
                let renewed = self.renew().unwrap_or(false);
                if changed || renewed { Event::Changed } else { Event::Quiet }
            }
            Err(RecvTimeoutError::Timeout) => Event::Quiet,
            Err(RecvTimeoutError::Disconnected) => Event::Ended,
        }
    }

    /// Reading is no change; an error may hide one. Of the root only the watched folders matter.
    fn matters(&self, result: &DebounceEventResult) -> bool {
        match result {
            Err(_) => true,
            Ok(events) => events.iter().any(|event| {
                event.need_rescan()
                    || !event.kind.is_access()
                        && event
                            .paths
                            .iter()
                            .any(|path| self.folders.iter().any(|folder| path.starts_with(folder)))
            }),
        }
    }

    /// Watches folders that have appeared and forgets those that are gone; whether any appeared.
    fn renew(&mut self) -> Result<bool, notify::Error> {
        let mut appeared = false;
        for folder in self.folders.clone() {
            let there = folder.is_dir();
            if !there && self.watched.remove(&folder) {
                // Already gone with its folder.
                let _ = self.debouncer.unwatch(&folder);
            }
            if there && !self.watched.contains(&folder) {
                self.debouncer.watch(&folder, RecursiveMode::Recursive)?;
                self.watched.insert(folder);
                appeared = true;
            }
        }
        Ok(appeared)
    }
}
