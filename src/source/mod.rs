//! Reading: the site's folder becomes a [`Tree`] of bytes in memory, once per build.
//!
//! Afterwards nobody reads the user's files again, so a build sees one moment of them. The only module
//! that opens the user's files and the only room that knows `walkdir`.
//!
//! Limits: a text file of [`TEXT_LIMIT`] bytes, a picture or font of [`BINARY_LIMIT`] bytes,
//! [`FILE_LIMIT`] files. Symbolic links that leave the root are refused.
//!
//! May use: diagnostics

#![expect(clippy::disallowed_methods, reason = "`source` is the module that reads the disk")]

mod glance;
mod stamp;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostics::{Code, Finding, Findings, SourcePath, Span};
pub use glance::read_some;
use stamp::Stamp;

/// The largest text file read, in bytes.
pub const TEXT_LIMIT: u64 = 2 * 1024 * 1024;
/// The largest picture or font read, in bytes.
pub const BINARY_LIMIT: u64 = 64 * 1024 * 1024;
/// The most files read.
pub const FILE_LIMIT: usize = 200_000;

/// The folders of a site that a build reads.
pub const FOLDERS: [&str; 2] = ["content", "themes"];

const TEXT: [&str; 8] = ["md", "yaml", "html", "css", "typ", "svg", "txt", "js"];
const BINARY: [&str; 9] = ["jpg", "jpeg", "png", "webp", "gif", "bmp", "ttf", "otf", "ico"];

/// One file as it was when the build began.
#[derive(Debug, Clone)]
pub struct SourceFile {
    pub bytes: Arc<[u8]>,
    pub hash: blake3::Hash,
    /// What it looked like from outside; none where that tells too little.
    stamp: Option<Stamp>,
}

impl SourceFile {
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        SourceFile { hash: blake3::hash(&bytes), bytes, stamp: None }
    }

    /// The file as text, without a byte-order mark. None when it is not UTF-8.
    pub fn text(&self) -> Option<&str> {
        let text = simdutf8::basic::from_utf8(&self.bytes).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}

/// All files of a site that a build may look at, in order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    files: Arc<BTreeMap<SourcePath, SourceFile>>,
    /// Whether links lead to some of them: a file may stand in it twice.
    has_links: bool,
}

impl Tree {
    pub fn get(&self, path: &SourcePath) -> Option<&SourceFile> {
        self.files.get(path)
    }

    pub fn insert(&mut self, path: SourcePath, file: SourceFile) {
        Arc::make_mut(&mut self.files).insert(path, file);
    }

    /// The text of a file, for the printer of findings.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.get(path).and_then(SourceFile::text)
    }

    /// The text of a file, or a finding when it is not UTF-8.
    pub fn checked_text(&self, path: &SourcePath, findings: &mut Findings) -> Option<&str> {
        let text = self.get(path)?.text();
        if text.is_none() {
            findings.push(Finding::in_file(Code::NotUtf8, path));
        }
        let text = text?;
        // Bytes such characters begin with.
        let is_suspect =
            |byte: u8| byte < b' ' && !b"\n\r\t".contains(&byte) || [0x7f, 0xc2].contains(&byte);
        // Without a way out in between, many are looked at in one step.
        let has_suspect =
            |bytes: &[u8]| bytes.iter().fold(false, |has, byte| has | is_suspect(*byte));
        let is_stray = |(_, c): &(usize, char)| c.is_control() && !"\n\r\t".contains(*c);
        let suspicious = text.as_bytes().chunks(256).any(has_suspect).then_some(text);
        let stray = suspicious.and_then(|text| text.char_indices().find(is_stray));
        if let Some((at, c)) = stray {
            let span = Span::new(path, at..at + c.len_utf8());
            let name = format!("U+{:04X}", u32::from(c));
            findings.push(Finding::at(Code::ControlCharacter, &span).with("character", name));
        }
        Some(text)
    }

    /// All files, in order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&SourcePath, &SourceFile)> {
        self.files.iter()
    }

    /// Files below `folder` (given without a closing slash), in order of their paths.
    pub fn below<'t>(
        &'t self,
        folder: &str,
    ) -> impl Iterator<Item = (&'t SourcePath, &'t SourceFile)> + use<'t> {
        let prefix = format!("{folder}/");
        let start = SourcePath::new(prefix.as_str());
        self.files.range(start..).take_while(move |(path, _)| path.as_str().starts_with(&prefix))
    }

    /// Files that are new, different or gone since `earlier`, in order of their paths.
    pub fn changes_since(&self, earlier: &Tree) -> Vec<SourcePath> {
        let (mut now, mut then) = (self.files.iter().peekable(), earlier.files.iter().peekable());
        let mut paths = Vec::new();
        loop {
            let order = match (now.peek(), then.peek()) {
                (None, None) => return paths,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((now, _)), Some((then, _))) => now.cmp(then),
            };
            let new = if order.is_le() { now.next() } else { None };
            let old = if order.is_ge() { then.next() } else { None };
            if new.map(|(_, file)| file.hash) != old.map(|(_, file)| file.hash) {
                paths.extend(new.or(old).map(|(path, _)| path.clone()));
            }
        }
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// The root itself could not be read.
#[derive(Debug)]
pub struct ReadError {
    pub path: PathBuf,
    pub cause: io::Error,
}

/// Reads `content/` and `themes/` below `root`.
///
/// # Errors
/// When the root is no readable folder. Faults of single files are findings.
pub fn read(root: &Path) -> Result<(Tree, Findings), ReadError> {
    read_since(&Tree::default(), root)
}

/// Reads likewise; files that look as they did when `earlier` was read are taken from there.
///
/// # Errors
/// Those of [`read`].
pub fn read_since(earlier: &Tree, root: &Path) -> Result<(Tree, Findings), ReadError> {
    let fail = |cause| ReadError { path: root.to_path_buf(), cause };
    let real_root = root.canonicalize().map_err(fail)?;
    std::fs::read_dir(&real_root).map_err(fail)?;
    let mut reader = Reader {
        root: real_root,
        found: Vec::new(),
        tree: Tree::default(),
        findings: Findings::new(),
    };
    for folder in FOLDERS {
        reader.folder(folder);
    }
    reader.read_found(earlier);
    reader.names_that_differ_in_case_only();
    Ok((reader.tree, reader.findings))
}

/// A file that is there to be read.
struct FoundFile {
    path: SourcePath,
    at: PathBuf,
    /// The most bytes it may have.
    limit: u64,
}

/// Why a file was not read.
enum Unread {
    /// In bytes.
    TooLarge(u64),
    Refused(io::Error),
}

impl FoundFile {
    /// The file as it is now; as it was, if it looks as it did then.
    fn read(&self, earlier: &Tree) -> Result<SourceFile, Unread> {
        let metadata = std::fs::metadata(&self.at).map_err(Unread::Refused)?;
        if metadata.len() > self.limit {
            return Err(Unread::TooLarge(metadata.len()));
        }
        let stamp = Stamp::of(&metadata);
        let before = earlier.get(&self.path);
        if let Some(same) = before.filter(|file| stamp.is_some() && file.stamp == stamp) {
            return Ok(same.clone());
        }
        let bytes = std::fs::read(&self.at).map_err(Unread::Refused)?;
        Ok(SourceFile { stamp, ..SourceFile::new(bytes) })
    }
}

struct Reader {
    root: PathBuf,
    /// Files to read.
    found: Vec<FoundFile>,
    tree: Tree,
    findings: Findings,
}

impl Reader {
    fn folder(&mut self, folder: &str) {
        let start = self.root.join(folder);
        if !start.exists() {
            return;
        }
        self.tree.has_links |= start.is_symlink();
        let walk = WalkDir::new(&start).follow_links(true).sort_by_file_name();
        let mut walk = walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_junk(entry));
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if entry.file_type().is_file() => self.file(&entry),
                Ok(entry) => {
                    if !self.refuse_link_out(&entry) {
                        walk.skip_current_dir();
                    }
                }
                Err(fault) => {
                    let path = fault.path().unwrap_or(&start).to_path_buf();
                    self.unreadable(&path, &fault.to_string());
                }
            }
            if self.found.len() > FILE_LIMIT {
                self.findings.push(Finding::of_site(Code::TooManyFiles).with("limit", FILE_LIMIT));
                return;
            }
        }
    }

    fn file(&mut self, entry: &DirEntry) {
        let Some(path) = self.source_path(entry.path()) else {
            let shown = entry.path().to_string_lossy().into_owned();
            self.findings.push(Finding::of_site(Code::NameNotUtf8).with("path", shown));
            return;
        };
        if !self.refuse_link_out(entry) {
            return;
        }
        let extension = path.extension();
        let Some(limit) = limit(&extension) else {
            if path.as_str().starts_with("content/") {
                self.findings.push(Finding::in_file(Code::FileNotUsed, &path));
            }
            return;
        };
        self.found.push(FoundFile { path, at: entry.path().to_path_buf(), limit });
    }

    /// Reads the files that were found, side by side.
    fn read_found(&mut self, earlier: &Tree) {
        let found = std::mem::take(&mut self.found);
        let files: Vec<_> = found.par_iter().map(|found| found.read(earlier)).collect();
        for (FoundFile { path, at, limit }, file) in found.into_iter().zip(files) {
            match file {
                Ok(file) => self.tree.insert(path, file),
                Err(Unread::TooLarge(size)) => {
                    let finding = Finding::in_file(Code::FileTooLarge, &path)
                        .with("size", mebibytes(size))
                        .with("limit", mebibytes(limit));
                    self.findings.push(finding);
                }
                Err(Unread::Refused(cause)) => self.unreadable(&at, &cause.to_string()),
            }
        }
    }

    /// Whether the entry really lies below the root; a finding when a link leads out of it.
    fn refuse_link_out(&mut self, entry: &DirEntry) -> bool {
        if !entry.path_is_symlink() {
            // Every folder above it was judged already.
            return true;
        }
        self.tree.has_links = true;
        let inside = self.tree_owns(entry.path());
        if !inside && let Some(path) = self.source_path(entry.path()) {
            self.findings.push(Finding::in_file(Code::LinkLeavesRoot, &path));
        }
        inside
    }

    fn tree_owns(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|real| real.starts_with(&self.root))
    }

    fn source_path(&self, path: &Path) -> Option<SourcePath> {
        source_path(&self.root, path)
    }

    fn unreadable(&mut self, path: &Path, cause: &str) {
        let path = self
            .source_path(path)
            .unwrap_or_else(|| SourcePath::new(path.to_string_lossy().into_owned()));
        self.findings.push(Finding::in_file(Code::FileUnreadable, &path).with("cause", cause));
    }

    /// Two such files are one file on a Windows disk or a USB stick.
    fn names_that_differ_in_case_only(&mut self) {
        let mut seen: BTreeMap<String, &SourcePath> = BTreeMap::new();
        for path in self.tree.files.keys() {
            if let Some(other) = seen.insert(path.as_str().to_lowercase(), path) {
                self.findings.push(
                    Finding::in_file(Code::NamesDifferInCase, path).with("other", other.as_str()),
                );
            }
        }
    }
}

fn source_path(root: &Path, path: &Path) -> Option<SourcePath> {
    let parts = path.strip_prefix(root).ok()?.components();
    let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(SourcePath::new(parts?.join("/")))
}

/// Hidden files, editors' temporary files and what Windows leaves in folders.
fn is_junk(entry: &DirEntry) -> bool {
    is_junk_name(&entry.file_name().to_string_lossy())
}

/// Whether a file of this name is never read: hidden, temporary, or left by the system.
pub fn is_junk_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with(['.', '~'])
        || name.ends_with('~')
        || ["thumbs.db", "desktop.ini"].contains(&lower.as_str())
        || [".swp", ".swx", ".tmp", ".bak"].iter().any(|ending| lower.ends_with(ending))
}

/// The most bytes a file with this extension may have; None for one that is not read.
fn limit(extension: &str) -> Option<u64> {
    let is_text = TEXT.contains(&extension).then_some(TEXT_LIMIT);
    is_text.or_else(|| BINARY.contains(&extension).then_some(BINARY_LIMIT))
}

fn mebibytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1024 * 1024))
}
