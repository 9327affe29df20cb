//! Looking at the sources again and again.
//!
//! May use: diagnostics, pipeline, source

use std::path::PathBuf;

use jiff::civil::Date;

use crate::diagnostics::{Findings, SourcePath};
use crate::pipeline::Request;
use crate::source::{self, ReadError, Tree};

/// The sources as they were last time.
#[derive(Default)]
pub struct Sources {
    tree: Tree,
    /// What there was to say of files that are not in the tree.
    said: Findings,
    /// The day of the last look; None where nothing came of it.
    day: Option<Date>,
}

/// Sources that are not what they were.
pub struct Look {
    pub read: (Tree, Findings),
    /// Files that are new, different or gone; none the first time, and where another thing is new.
    pub changed: Vec<SourcePath>,
}

impl Sources {
    /// Looks again, at these paths alone where nothing else can have changed; None where all is as it was.
    pub fn look(
        &mut self,
        request: &Request,
        paths: Option<&[PathBuf]>,
    ) -> Result<Option<Look>, ReadError> {
        // What was said may be of files that are not in the tree.
        let paths = paths.filter(|_| self.day.is_some() && self.said.is_empty());
        let glance = paths.and_then(|paths| source::read_some(&self.tree, &request.root, paths));
        let read = match glance {
            Some(tree) => Ok((tree, Findings::new())),
            None => source::read_since(&self.tree, &request.root),
        };
        let (tree, said) = match read {
            Ok(read) => read,
            Err(fault) => {
                self.forget();
                return Err(fault);
            }
        };
        let before = std::mem::replace(&mut self.tree, tree.clone());
        let day = self.day.replace(request.moment.today);
        let changed = day.map_or_else(Vec::new, |_| tree.changes_since(&before));
        let is_same = changed.is_empty() && said == self.said && day == self.day;
        self.said.clone_from(&said);
        Ok((!is_same).then_some(Look { read: (tree, said), changed }))
    }

    /// Nothing came of the last look: the next one is news.
    pub fn forget(&mut self) {
        self.day = None;
    }
}
