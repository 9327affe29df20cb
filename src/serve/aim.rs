//! Where to listen: a site's folders, and what links inside them lead to.
//!
//! The system tells of a file under the name of the folder it really lies in, so a linked folder or file has
//! to be watched where it is. Links that leave the root are not followed, as `source` refuses them too.
//!
//! May use: source

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::source::is_junk_name;

/// What is watched at one time. Another [`Aim`] later means that folders or links were replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aim {
    /// The root without links, as the system names it.
    root: PathBuf,
    /// The site's folders, whether they are there or not.
    folders: Vec<PathBuf>,
    /// Real folders whose files count, all below them too.
    deep: BTreeSet<PathBuf>,
    /// Real files that links lead to.
    files: BTreeSet<PathBuf>,
}

impl Aim {
    /// Looks where `folders` of a site lie now.
    ///
    /// # Errors
    /// When there is no such root.
    pub fn take(root: &Path, folders: &[&str]) -> io::Result<Self> {
        let root = root.canonicalize()?;
        std::fs::metadata(&root)?.is_dir().then_some(()).ok_or(io::ErrorKind::NotADirectory)?;
        let folders = folders.iter().map(|folder| root.join(folder)).collect::<Vec<_>>();
        let mut aim = Aim { root, folders, ..Aim::default() };
        let mut doors = aim.folders.clone();
        while let Some(door) = doors.pop() {
            aim.enter(&door, &mut doors);
        }
        Ok(aim)
    }

    /// Takes in what one of the folders, or a link, really is; the links below it become doors.
    fn enter(&mut self, door: &Path, doors: &mut Vec<PathBuf>) {
        let Ok(real) = door.canonicalize() else { return };
        // A link to a folder above itself leads round in a circle.
        if !real.starts_with(&self.root) || door.starts_with(&real) && door != real {
            return;
        }
        if !real.is_dir() {
            self.files.insert(real);
        } else if !self.deep.iter().any(|folder| holds_unhidden(folder, &real)) {
            links_below(&real, doors);
            self.deep.insert(real);
        }
    }

    /// The folders to watch, each with whether all below it is watched too.
    pub fn places(&self) -> Vec<(&Path, bool)> {
        // The root tells of the coming and going of its folders.
        let shallow = self.files.iter().filter_map(|file| file.parent()).chain([&*self.root]);
        let shallow: BTreeSet<&Path> = shallow.filter(|folder| !self.covers(folder)).collect();
        let deep = self
            .deep
            .iter()
            .filter(|folder| !folder.ancestors().skip(1).any(|above| self.deep.contains(above)));
        let deep = deep.map(|folder| (folder.as_path(), true));
        shallow.into_iter().map(|folder| (folder, false)).chain(deep).collect()
    }

    /// Whether a file or folder of this name is part of the site, or holds it.
    pub fn matters(&self, path: &Path) -> bool {
        self.covers(path) || self.files.contains(path) || self.holds(path)
    }

    /// Whether what is watched lies in `path` or is `path`: when that moves, the watch is void.
    pub fn holds(&self, path: &Path) -> bool {
        let parents = self.files.iter().filter_map(|file| file.parent());
        let folders = self.folders.iter().chain(&self.deep).map(PathBuf::as_path);
        self.root.starts_with(path) || folders.chain(parents).any(|folder| folder.starts_with(path))
    }

    fn covers(&self, path: &Path) -> bool {
        self.folders.iter().chain(&self.deep).any(|folder| holds_unhidden(folder, path))
    }
}

/// Whether `path` lies in `folder` and nothing on the way is passed over by whoever reads it.
fn holds_unhidden(folder: &Path, path: &Path) -> bool {
    let is_read = |inner: &Path| {
        inner.components().all(|part| !is_junk_name(&part.as_os_str().to_string_lossy()))
    };
    path.strip_prefix(folder).is_ok_and(is_read)
}

/// Adds the links below a real folder.
#[expect(clippy::disallowed_methods, reason = "looks for links; the files are left to `source`")]
fn links_below(folder: &Path, links: &mut Vec<PathBuf>) {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for entry in entries.flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            if is_junk_name(&entry.file_name().to_string_lossy()) {
                continue;
            }
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_symlink() {
                links.push(entry.path());
            }
        }
    }
}
