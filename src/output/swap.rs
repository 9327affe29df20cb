//! Everything or nothing: the whole output folder is prepared beside the present one, and the two are swapped.
//!
//! What stays the same is a hard link, so that this costs little. Linux and macOS swap two folders in one step.
//! Elsewhere it takes two renames; a build that is killed between them is repaired by the next one.
//!
//! May use: plan

#![expect(clippy::disallowed_methods, reason = "part of `output`, the module that writes the disk")]

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::ledger::{ADDED, BUILT, Ledger};
use super::lock::{self, Held};
use super::moves::{is_absent, keep_as};
use super::stage::STAGE;
use super::{OWN_FOLDER, PublishError, disk};
use crate::plan::{OutPath, Plan};

/// Beside `out`: what is being prepared, and what is about to be removed.
const NEXT: &str = ".banbao-next";
/// Beside `out`: what is set aside between two renames.
const OLD: &str = ".banbao-old";

/// Why a folder cannot be swapped as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSwappable {
    /// The folder one is in, or the texts of the site, are inside.
    InUse,
    Link,
    /// Another disk is mounted at it or in it.
    MountPoint,
}

/// A folder that takes the place of the output folder, or is removed.
pub(super) struct Swap<'a> {
    /// As it was asked for.
    out: &'a Path,
    real: PathBuf,
    pub next: PathBuf,
}

/// Refuses what cannot be swapped, before anything is written; `texts` is the folder of the sources.
pub(super) fn check(out: &Path, texts: &Path) -> Result<(), PublishError> {
    let refuse = |why| Err(PublishError::NotSwappable { path: out.to_path_buf(), why });
    if out.is_symlink() {
        return refuse(NotSwappable::Link);
    }
    let real = out.canonicalize();
    let is_inside = |path: &Path| {
        real.as_ref().is_ok_and(|out| path.canonicalize().is_ok_and(|it| it.starts_with(out)))
    };
    // Whoever stands in a folder that is swapped stands in the old one, which is then removed.
    if is_inside(Path::new(".")) || is_inside(texts) {
        return refuse(NotSwappable::InUse);
    }
    Ok(())
}

impl<'a> Swap<'a> {
    /// Prepares the folder that will take the place of `out`: so far the same as it is.
    pub fn prepare(out: &'a Path, plan: &Plan) -> Result<Self, PublishError> {
        let refuse = |why| PublishError::NotSwappable { path: out.to_path_buf(), why };
        let real = out.canonicalize().map_err(disk(out))?;
        let parent = real.parent().filter(|parent| is_on_one_disk(&real, parent));
        let (Some(parent), Some(next)) = (parent, beside(&real, NEXT)) else {
            return Err(refuse(NotSwappable::MountPoint));
        };
        std::fs::create_dir(&next).map_err(disk(parent))?;
        let swap = Swap { out, real, next };
        swap.mirror(plan)?;
        Ok(swap)
    }

    /// Every file of the present folder, under a second name.
    fn mirror(&self, plan: &Plan) -> Result<(), PublishError> {
        take_after(self.out, &self.next).map_err(disk(self.out))?;
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            let here = self.out.join(&folder);
            for entry in std::fs::read_dir(&here).map_err(disk(&here))? {
                let entry = entry.map_err(disk(&here))?;
                let inner = folder.join(entry.file_name());
                if is_transient(&inner) {
                    continue;
                }
                let (from, to) = (self.out.join(&inner), self.next.join(&inner));
                let kind = entry.file_type().map_err(disk(&from))?;
                if kind.is_dir() {
                    self.mirror_folder(&from, &to)?;
                    folders.push(inner);
                } else if kind.is_symlink() && is_a_way(&from, &inner, plan) {
                    let why = NotSwappable::Link;
                    return Err(PublishError::NotSwappable { path: from, why });
                } else {
                    keep_as(&from, &to).map_err(|cause| refuse(&from, cause))?;
                }
            }
        }
        Ok(())
    }

    fn mirror_folder(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        if !is_on_one_disk(from, self.out) {
            return Err(refuse(from, ErrorKind::CrossesDevices.into()));
        }
        std::fs::create_dir(to).and_then(|()| take_after(from, to)).map_err(disk(from))
    }

    /// What refused to be written in the prepared folder, by its name in the output folder.
    pub fn by_present_name(&self, refusal: PublishError) -> PublishError {
        match refusal {
            PublishError::Disk { path, cause } => match path.strip_prefix(&self.next) {
                Ok(inner) => PublishError::Disk { path: self.out.join(inner), cause },
                Err(_) => PublishError::Disk { path, cause },
            },
            other => other,
        }
    }

    /// Puts the prepared folder in place. What somebody else put into the present one meanwhile comes along.
    pub fn take_place(self, held: &mut Held) -> Result<(), PublishError> {
        held.hold_also(&self.next).map_err(disk(self.out))?;
        let swapped = match exchange(&self.next, &self.real) {
            Err(cause) if is_unknown(&cause) => two_renames(&self.next, &self.real),
            done => done,
        };
        swapped.map_err(|cause| refuse(self.out, cause))
    }
}

impl Drop for Swap<'_> {
    /// Afterwards this is what was there before; without success, what was prepared.
    fn drop(&mut self) {
        discard(&self.next, &self.real);
    }
}

fn refuse(path: &Path, cause: io::Error) -> PublishError {
    let path = path.to_path_buf();
    match cause.kind() {
        ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => {
            PublishError::NotSwappable { path, why: NotSwappable::MountPoint }
        }
        _ => PublishError::Disk { path, cause },
    }
}

/// Whether files of the plan would go through a link to a folder that is not swapped.
fn is_a_way(path: &Path, inner: &Path, plan: &Plan) -> bool {
    path.is_dir() && plan.paths().any(|it| Path::new(it.as_str()).starts_with(inner))
}

/// What a killed build left beside the output folder.
pub(super) fn remove_leftovers(out: &Path) {
    for name in [OLD, NEXT] {
        if let Some(aside) = beside(out, name).filter(|it| it.is_dir()) {
            discard(&aside, out);
        }
    }
}

/// Puts back an output folder that a killed build left set aside.
///
/// # Errors
/// When the disk refuses.
pub fn put_back(out: &Path) -> Result<(), PublishError> {
    let is_gone = out.symlink_metadata().is_err_and(|cause| is_absent(&cause));
    match beside(out, OLD).filter(|old| is_gone && old.is_dir()) {
        Some(old) => std::fs::rename(old, out).map_err(disk(out)),
        None => Ok(()),
    }
}

/// A folder beside the output folder, named after it; none where there is no beside.
fn beside(out: &Path, ending: &str) -> Option<PathBuf> {
    let out = match out.file_name() {
        Some(_) => out.to_path_buf(),
        // `.` and what ends in `..`
        None => out.canonicalize().ok()?,
    };
    let mut name = out.file_name()?.to_os_string();
    name.push(ending);
    Some(out.with_file_name(name))
}

/// Files that belong to one build.
fn is_transient(inner: &Path) -> bool {
    inner.strip_prefix(OWN_FOLDER).is_ok_and(|name| {
        name == Path::new(lock::FILE) || name.to_string_lossy().starts_with(STAGE)
    })
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Whether the disk or the system cannot swap at all.
fn is_unknown(cause: &io::Error) -> bool {
    matches!(cause.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}

/// Afterwards `next` is what `out` was before.
fn two_renames(next: &Path, out: &Path) -> io::Result<()> {
    let old = beside(out, OLD).ok_or(ErrorKind::InvalidInput)?;
    std::fs::rename(out, &old)?;
    if let Err(cause) = std::fs::rename(next, out) {
        std::fs::rename(&old, out)?;
        return Err(cause);
    }
    // Under this name, a folder that is half removed is never put back.
    let _ = std::fs::rename(&old, next);
    Ok(())
}

/// Removes a folder beside the output folder, once what is somebody else's is there, too.
fn discard(aside: &Path, out: &Path) {
    // What was never in place holds nothing of its own.
    if aside.join(OWN_FOLDER).join(lock::FILE).exists() {
        rescue(aside, out);
    }
    // What cannot be removed costs space, nothing else.
    let _ = std::fs::remove_dir_all(aside);
}

/// Moves what somebody put into the folder while its successor was prepared.
fn rescue(aside: &Path, out: &Path) {
    let (mut files, mut folders) = (BTreeMap::new(), vec![PathBuf::new()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(aside.join(&folder)).into_iter().flatten().flatten() {
            let inner = folder.join(entry.file_name());
            if inner == Path::new(OWN_FOLDER) {
                continue;
            }
            if entry.file_type().is_ok_and(|it| it.is_dir()) {
                folders.push(inner);
            } else {
                let name = inner.to_string_lossy().replace('\\', "/");
                files.insert(OutPath::new(name), inner);
            }
        }
    }
    let ledgers = [aside, out].map(|root| root.join(OWN_FOLDER));
    let ledgers = ledgers.iter().flat_map(|own| [BUILT, ADDED].map(|name| Ledger::read(own, name)));
    let known = ledgers.fold(Ledger::default(), |known, ledger| known.with(&ledger));
    for somebodys in Ledger::of(files.keys().cloned()).without(&known) {
        let Some(inner) = files.get(&somebodys) else { continue };
        let (from, to) = (aside.join(inner), out.join(inner));
        if is_newer(&from, &to) {
            let folder = to.parent().map_or(Ok(()), std::fs::create_dir_all);
            let _ = folder.and_then(|()| std::fs::rename(&from, &to));
        }
    }
}

/// Whether there is nothing at the other place, or something older.
fn is_newer(path: &Path, other: &Path) -> bool {
    let time = |path: &Path| path.symlink_metadata().and_then(|it| it.modified());
    match (time(path), time(other)) {
        (Ok(time), Ok(other)) => time > other,
        (_, Err(cause)) => is_absent(&cause),
        _ => false,
    }
}

#[cfg(unix)]
fn is_on_one_disk(folder: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let disk = |path: &Path| path.metadata().map(|it| it.dev());
    matches!((disk(folder), disk(other)), (Ok(disk), Ok(other)) if disk == other)
}

#[cfg(not(unix))]
fn is_on_one_disk(_: &Path, _: &Path) -> bool {
    true
}

/// Gives a new folder the owner and the permissions of another one. One that must not be written to is refused
/// here as it would be in its own place.
#[cfg(unix)]
fn take_after(folder: &Path, new: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    use std::os::unix::fs::{MetadataExt, chown};
    access(folder, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK)?;
    let there = folder.metadata()?;
    // Refused to whoever is not the owner; a build in place would not ask either.
    let _ = chown(new, Some(there.uid()), Some(there.gid()));
    std::fs::set_permissions(new, there.permissions())
}

#[cfg(not(unix))]
fn take_after(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_renames_swap_two_folders_and_leave_nothing_aside() {
        let folder = tempfile::tempdir().unwrap();
        let [out, next] = ["out", "next"].map(|name| folder.path().join(name));
        for path in [&out, &next] {
            std::fs::create_dir(path).unwrap();
            std::fs::write(path.join("was"), path.file_name().unwrap().as_encoded_bytes()).unwrap();
        }
        two_renames(&next, &out).unwrap();
        assert_eq!(std::fs::read(out.join("was")).unwrap(), b"next");
        assert_eq!(std::fs::read(next.join("was")).unwrap(), b"out");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn when_the_second_rename_fails_the_old_folder_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        std::fs::create_dir(&out).unwrap();
        std::fs::write(out.join("was"), "out").unwrap();
        assert!(two_renames(&folder.path().join("missing"), &out).is_err());
        assert_eq!(std::fs::read(out.join("was")).unwrap(), b"out");
    }
}
