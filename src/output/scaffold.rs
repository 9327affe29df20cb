//! `banbao new`: writes a small site that builds.
//!
//! May use: nothing of this crate

#![expect(clippy::disallowed_methods, reason = "part of `output`, the module that writes the disk")]

use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, DirEntry, include_dir};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/output/starter");

#[derive(Debug)]
pub enum ScaffoldError {
    /// The folder holds a site already, or anything else.
    NotEmpty(PathBuf),
    Disk {
        path: PathBuf,
        cause: io::Error,
    },
}

/// Writes the starter site into `folder`, its article dated `today` (`2026-05-31`); how many files.
///
/// # Errors
/// When the folder is there and not empty, or the disk refuses. Nothing that exists is overwritten.
pub fn write_new(folder: &Path, today: &str) -> Result<usize, ScaffoldError> {
    let refuse = |path: &Path| {
        let path = path.to_path_buf();
        move |cause| ScaffoldError::Disk { path, cause }
    };
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(ScaffoldError::NotEmpty(folder.to_path_buf()));
    }
    let year = today.split('-').next().unwrap_or(today);
    let mut entries: Vec<&DirEntry<'_>> = STARTER.entries().iter().collect();
    let mut written = 0;
    while let Some(entry) = entries.pop() {
        let DirEntry::File(file) = entry else {
            entries.extend(entry.children());
            continue;
        };
        let name = file.path().to_string_lossy().replace("{year}", year);
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(refuse(parent))?;
        }
        let text = file.contents_utf8().map(|text| text.replace("{today}", today));
        let bytes = text.as_ref().map_or(file.contents(), |text| text.as_bytes());
        std::fs::write(&path, bytes).map_err(refuse(&path))?;
        written += 1;
    }
    Ok(written)
}
