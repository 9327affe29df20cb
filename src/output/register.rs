//! The register: when each article was first published, so that a later build cannot say otherwise.
//!
//! It stays when an article is withdrawn. Without it, as in a new output folder, the dates of the articles
//! themselves are the first.
//!
//! May use: plan

#![expect(clippy::disallowed_methods, reason = "part of `output`, the module that writes the disk")]

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::OWN_FOLDER;
use super::ledger::replace;
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

/// What the register said before something was added.
pub(super) struct Before(Option<FirstPublished>);

impl Before {
    /// Lets it say so again; where the disk refuses even that, it tells of pages that were nearly published.
    pub fn put_back(self, own: &Path) {
        let _ = self.0.map_or(Ok(()), |before| write(&before, own));
    }
}

/// Adds what the plan publishes.
pub(super) fn add(root: &Path, own: &Path, plan: &Plan) -> io::Result<Before> {
    let before = first_published(root)?;
    let mut now = before.clone();
    for publication in plan.publications.iter().filter(|it| it.is_public) {
        now.insert(publication.page.clone(), publication.at.to_string());
    }
    if now == before {
        return Ok(Before(None));
    }
    write(&now, own).map(|()| Before(Some(before)))
}

fn write(register: &FirstPublished, own: &Path) -> io::Result<()> {
    let listed: BTreeMap<&str, &str> =
        register.iter().map(|(path, at)| (path.as_str(), at.as_str())).collect();
    replace(own, FILE, &serde_json::to_vec_pretty(&listed)?)
}
