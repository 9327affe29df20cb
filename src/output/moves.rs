//! Files that go into their places, and all back again when one of them cannot.
//!
//! They were written below a folder of the same shape as the output folder: what is new as a whole goes there by one
//! rename, other files one by one. A file in its place is replaced by a rename and never written to: whoever reads
//! it, at whatever instant, and whatever hard link points at it, sees it whole.
//!
//! May use: plan

#![expect(clippy::disallowed_methods, reason = "part of `output`, the module that writes the disk")]

use std::collections::HashSet;
use std::fs::Metadata;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::stage::Stage;
use super::{PublishError, disk, place_on_disk};
use crate::plan::OutPath;

/// What has been done so far. Unless it is kept, it is undone when this is dropped.
pub(super) struct Moves<'a> {
    root: &'a Path,
    stage: &'a Stage,
    done: Vec<Done>,
}

enum Done {
    /// A folder that was not there, with all that is in it, and room to take it away to.
    Whole(PathBuf, PathBuf),
    /// A folder that was not there.
    Folder(PathBuf),
    /// A file that was not there.
    Added(PathBuf),
    /// A file with what was there before it.
    Replaced(PathBuf, PathBuf),
}

impl<'a> Moves<'a> {
    pub fn new(root: &'a Path, stage: &'a Stage) -> Self {
        Moves { root, stage, done: Vec::new() }
    }

    /// Puts the files in their places that wait for them.
    pub fn put_all(&mut self, places: &[OutPath]) -> Result<(), PublishError> {
        // Folders that went into place with all that waited in them.
        let mut whole = HashSet::new();
        for place in places {
            let to = place_on_disk(self.root, place);
            if to.ancestors().any(|folder| whole.contains(folder)) {
                continue;
            }
            if let Some(folder) = to.parent().filter(|folder| !folder.is_dir()) {
                if let Some(folder) = self.put_whole(folder) {
                    whole.insert(folder);
                    continue;
                }
                for folder in missing(folder) {
                    std::fs::create_dir(&folder).map_err(disk(&folder))?;
                    self.done.push(Done::Folder(folder));
                }
            }
            self.put(&place_on_disk(&self.stage.waiting(), place), to)?;
        }
        Ok(())
    }

    fn put(&mut self, from: &Path, to: PathBuf) -> Result<(), PublishError> {
        let aside = self.next_aside();
        let before = keep_as(&to, &aside).map_err(disk(&to))?;
        std::fs::rename(from, &to).map_err(disk(&to))?;
        self.done.push(if before { Done::Replaced(to, aside) } else { Done::Added(to) });
        Ok(())
    }

    /// Puts the outermost of the folders above a place that is not there yet, with all that waits in it; which one,
    /// if that could be done.
    fn put_whole(&mut self, folder: &Path) -> Option<PathBuf> {
        let is_free = |folder: &Path| {
            folder.symlink_metadata().is_err_and(|cause| cause.kind() == ErrorKind::NotFound)
        };
        let to = folder.ancestors().take_while(|folder| is_free(folder)).last()?.to_path_buf();
        let from = self.stage.waiting().join(to.strip_prefix(self.root).ok()?);
        // Windows moves no folder with a file that a virus scanner has open: file by file it may go.
        std::fs::rename(&from, &to).ok()?;
        self.stage.forget(&from);
        self.done.push(Done::Whole(to.clone(), self.next_aside()));
        Some(to)
    }

    /// Removes a file an earlier build wrote, and the folders it leaves empty. Whether there was one.
    pub fn sweep(&mut self, gone: &OutPath) -> Result<bool, PublishError> {
        let path = place_on_disk(self.root, gone);
        match path.symlink_metadata() {
            // What is a folder now is somebody else's.
            Ok(there) if there.is_dir() => return Ok(false),
            Ok(_) => {}
            Err(cause) if is_absent(&cause) => return Ok(false),
            Err(cause) => return Err(disk(&path)(cause)),
        }
        let aside = self.next_aside();
        std::fs::rename(&path, &aside).map_err(disk(&path))?;
        let mut folder = path.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.root) {
            // Refused when somebody's file is still in it, which is as it should be.
            if std::fs::remove_dir(empty).is_err() {
                break;
            }
            folder = empty.parent();
        }
        self.done.push(Done::Replaced(path, aside));
        Ok(true)
    }

    /// Everything is where it shall be.
    pub fn keep(mut self) {
        self.done.clear();
    }

    fn next_aside(&self) -> PathBuf {
        self.stage.aside(self.done.len())
    }
}

impl Drop for Moves<'_> {
    fn drop(&mut self) {
        for done in self.done.drain(..).rev() {
            // Whatever refuses here was told of already: it is why nothing is kept.
            let _ = match done {
                Done::Whole(folder, aside) => std::fs::rename(folder, aside),
                Done::Folder(folder) => std::fs::remove_dir(folder),
                Done::Added(path) => std::fs::remove_file(path),
                Done::Replaced(path, before) => {
                    let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
                    folder.and_then(|()| std::fs::rename(before, path))
                }
            };
        }
    }
}

/// Makes a folder and what it lies in. What is in the way is named.
pub(super) fn make_folder(folder: &Path) -> Result<(), PublishError> {
    missing(folder).iter().try_for_each(|folder| match std::fs::create_dir(folder) {
        // Another build made it meanwhile.
        Err(_) if folder.is_dir() => Ok(()),
        made => made.map_err(disk(folder)),
    })
}

/// The folder and what it lies in, as far as they are not there; outermost first.
fn missing(folder: &Path) -> Vec<PathBuf> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
    let mut missing: Vec<PathBuf> =
        folder.ancestors().take_while(is_missing).map(Path::to_path_buf).collect();
    missing.reverse();
    missing
}

/// Makes `copy` another name of a file, or a copy of it. Whether there is such a file.
pub(super) fn keep_as(path: &Path, copy: &Path) -> io::Result<bool> {
    match path.symlink_metadata() {
        Ok(there) if there.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(there) => link_or_copy((path, &there), copy).map(|()| true),
        Err(cause) if is_absent(&cause) => Ok(false),
        Err(cause) => Err(cause),
    }
}

fn link_or_copy((path, there): (&Path, &Metadata), copy: &Path) -> io::Result<()> {
    match std::fs::hard_link(path, copy) {
        // Another disk is mounted here: a copy of it would take its place unnoticed.
        Err(cause) if cause.kind() == ErrorKind::CrossesDevices => Err(cause),
        // A USB stick knows no links, and some servers no links to files of others.
        Err(_) => {
            std::fs::copy(path, copy)?;
            // A later time would make it look changed; where it cannot be set, the copy is as good.
            let file = std::fs::OpenOptions::new().write(true).open(copy);
            let _ = file.and_then(|file| file.set_modified(there.modified()?));
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Also where one of the folders above is a file.
pub(super) fn is_absent(cause: &io::Error) -> bool {
    matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_several_make_at_once_is_made_for_all_of_them() {
        let place = tempfile::tempdir().unwrap();
        for round in 0..500 {
            let folder = place.path().join(round.to_string()).join("out").join(".banbao");
            let start = std::sync::Barrier::new(4);
            let make = || {
                start.wait();
                make_folder(&folder).unwrap();
            };
            std::thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(make))));
            assert!(folder.is_dir());
        }
    }
}
