//! One build at a time uses an output folder; the next one waits. The system lets go of the lock of a process
//! that is killed.
//!
//! May use: nothing of this crate

#![expect(clippy::disallowed_methods, reason = "part of `output`, the module that writes the disk")]

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use super::moves::make_folder;
use super::stage::STAGE;
use super::{OWN_FOLDER, Progress, PublishError, disk, swap};

pub(super) const FILE: &str = "lock";
/// How `tempfile` names what it is about to put in place.
const UNFINISHED: &str = ".tmp";
/// Between two looks at a lock that somebody holds.
const PAUSE: Duration = Duration::from_millis(100);

/// An output folder that nobody else writes to; what killed builds left in it is gone.
pub(super) struct Held {
    /// Empty where the disk knows no locks.
    files: Vec<File>,
}

/// Waits for the folder, and makes it when it is not there.
pub(super) fn hold(root: &Path, progress: &dyn Progress) -> Result<Held, PublishError> {
    let own = root.join(OWN_FOLDER);
    let path = own.join(FILE);
    let mut is_told = false;
    loop {
        swap::put_back(root)?;
        make_folder(&own)?;
        // Opened anew each time: with its folder, the lock may be another one by now.
        let file = open(&path).map_err(disk(&path))?;
        let files = match file.try_lock() {
            Ok(()) if is_at(&file, &path) => vec![file],
            Err(TryLockError::Error(_)) => Vec::new(),
            Ok(()) => {
                std::thread::sleep(PAUSE);
                continue;
            }
            Err(TryLockError::WouldBlock) => {
                if !is_told {
                    progress.wait(root);
                    is_told = true;
                }
                // Closed while it waits: Windows moves no folder in which a file is open.
                drop(file);
                std::thread::sleep(PAUSE);
                continue;
            }
        };
        remove_leftovers(&own);
        swap::remove_leftovers(root);
        return Ok(Held { files });
    }
}

impl Held {
    /// Holds the folder, too, that is about to take this one's place.
    pub fn hold_also(&mut self, root: &Path) -> io::Result<()> {
        if cfg!(windows) {
            // Windows moves no folder in which a file is open.
            self.files.clear();
            return Ok(());
        }
        let file = open(&root.join(OWN_FOLDER).join(FILE))?;
        if file.try_lock().is_ok() {
            self.files.push(file);
        }
        Ok(())
    }
}

fn open(path: &Path) -> io::Result<File> {
    let open = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    // A lock that somebody else made can be held all the same.
    open.or_else(|cause| File::open(path).map_err(|_| cause))
}

/// Whether the file still is the one found under its name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let name = |it: std::fs::Metadata| (it.dev(), it.ino());
    file.metadata().is_ok_and(|file| path.metadata().is_ok_and(|path| name(file) == name(path)))
}

/// A folder with an open file cannot have been moved.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// Removes what a killed build left among Banbao's notes.
fn remove_leftovers(own: &Path) {
    let Ok(entries) = std::fs::read_dir(own) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // What cannot be removed costs space, nothing else.
        let _ = if name.starts_with(STAGE) {
            std::fs::remove_dir_all(entry.path())
        } else if name.starts_with(UNFINISHED) {
            std::fs::remove_file(entry.path())
        } else {
            Ok(())
        };
    }
}
