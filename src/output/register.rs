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
use crate::plan::{FirstPublished, OutPath, Plan};

const FILE: &str = "published.json";

/// What builds into this output folder have published so far; empty when there is nothing that can be read.
pub fn first_published(root: &Path) -> FirstPublished {
    let listed: BTreeMap<String, String> = std::fs::read(root.join(OWN_FOLDER).join(FILE))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default();
    listed.into_iter().map(|(path, at)| (OutPath::new(path), at)).collect()
}

/// Adds what the plan publishes.
pub(super) fn add(root: &Path, own: &Path, plan: &Plan) -> io::Result<()> {
    let before = first_published(root);
    let mut now = before.clone();
    for publication in plan.publications.iter().filter(|it| it.is_public) {
        now.insert(publication.page.clone(), publication.at.to_string());
    }
    if now == before {
        return Ok(());
    }
    let listed: BTreeMap<&str, &str> =
        now.iter().map(|(path, at)| (path.as_str(), at.as_str())).collect();
    let mut file = NamedTempFile::new_in(own)?;
    file.write_all(&serde_json::to_vec_pretty(&listed)?)?;
    file.persist(own.join(FILE))?;
    Ok(())
}
