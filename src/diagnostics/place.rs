//! Places in the author's files.
//!
//! May use: nothing of this crate

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A file of the site, relative to its root, with forward slashes: `content/articles/heat.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        SourcePath(path.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As somebody names it who prints it: `articles/heat` of `content/articles/heat.md`.
    pub fn name(&self) -> &str {
        let inner = self.0.strip_prefix("content/").unwrap_or(&self.0);
        inner.strip_suffix(".md").or_else(|| inner.strip_suffix(".yaml")).unwrap_or(inner)
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The file name without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The extension in lower case, without the dot; empty when there is none.
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or(String::new(), |(_, ext)| ext.to_lowercase())
    }

    /// Whether it has this extension, given in lower case without the dot.
    pub fn has_extension(&self, extension: &str) -> bool {
        let own = self.file_name().rsplit_once('.').map(|(_, own)| own);
        own.is_some_and(|own| own.eq_ignore_ascii_case(extension))
    }

    /// The folder that holds this file; empty for a file in the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// This file as it is written in a link from `other`: `heat.md`, `../campaigns/a/2026.md`.
    pub fn seen_from(&self, other: &SourcePath) -> String {
        let from: Vec<&str> = other.as_str().split('/').collect();
        let to: Vec<&str> = self.as_str().split('/').collect();
        let folders = from.len().min(to.len()) - 1;
        let shared = (0..folders).take_while(|&at| from[at] == to[at]).count();
        format!("{}{}", "../".repeat(from.len() - 1 - shared), to[shared..].join("/"))
    }

    /// The file that `relative` names from the folder of this one: `../a.md`, `b/c.svg`.
    /// None when it leaves the root or is no relative path at all.
    pub fn join(&self, relative: &str) -> Option<SourcePath> {
        let mut parts: Vec<&str> =
            self.folder().split('/').filter(|part| !part.is_empty()).collect();
        if relative.starts_with('/') || relative.contains('\\') {
            return None;
        }
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(SourcePath::new(parts.join("/")))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A stretch of a text file, in bytes of its text (after a byte-order mark, if there was one).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub path: SourcePath,
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(path: &SourcePath, range: Range<usize>) -> Self {
        Span { path: path.clone(), start: range.start, end: range.end }
    }

    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value together with the place it was written at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Placed<T> {
    pub fn new(value: T, span: Span) -> Self {
        Placed { value, span }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Placed<U> {
        Placed { value: change(self.value), span: self.span }
    }

    pub fn as_ref(&self) -> Placed<&T> {
        Placed { value: &self.value, span: self.span.clone() }
    }
}
