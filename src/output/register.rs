//! The register: when each article was first published, so that a later build cannot say otherwise.
//!
//! It stays when an article is withdrawn. Without it, as in a new output folder, the dates of the articles
//! themselves are the first.
//!
//! May use: plan

#![expect(clippy::disallowed_methods, reason = "part of `output`, the module that writes the disk")]

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::OWN_FOLDER;
use super::moves::is_absent;
use crate::plan::{FirstPublished, OutPath, Plan};

pub(super) const FILE: &str = "published.json";

/// What builds into this output folder have published so far; empty when there was none.
///
/// # Errors
/// When there is a register that cannot be read: it must not be replaced by one that forgets.
pub fn first_published(root: &Path) -> io::Result<FirstPublished> {
    let bytes = match std::fs::read(root.join(OWN_FOLDER).join(FILE)) {
        Ok(bytes) => bytes,
        Err(cause) if is_absent(&cause) => return Ok(FirstPublished::new()),
        Err(cause) => return Err(cause),
    };
    let listed: BTreeMap<String, String> = serde_json::from_slice(&bytes)?;
    Ok(listed.into_iter().map(|(path, at)| (OutPath::new(path), at)).collect())
}

/// The register with what the plan publishes, written beside its place; None where it says nothing new.
pub(super) fn prepare(root: &Path, own: &Path, plan: &Plan) -> io::Result<Option<NamedTempFile>> {
    let before = first_published(root)?;
    let mut now = before.clone();
    for publication in plan.publications.iter().filter(|it| it.is_public) {
        now.insert(publication.page.clone(), publication.at.to_string());
    }
    if now == before {
        return Ok(None);
    }
    let listed: BTreeMap<&str, &str> =
        now.iter().map(|(path, at)| (path.as_str(), at.as_str())).collect();
    let mut file = NamedTempFile::new_in(own)?;
    file.write_all(&serde_json::to_vec_pretty(&listed)?)?;
    Ok(Some(file))
}

/// Puts a prepared register in its place.
pub(super) fn put(prepared: Option<NamedTempFile>, own: &Path) -> io::Result<()> {
    prepared.map_or(Ok(()), |file| file.persist(own.join(FILE)).map(drop).map_err(Into::into))
}
