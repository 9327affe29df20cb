//! A quick look: nothing but a few paths may have changed.
//!
//! May use: diagnostics

use std::io;
use std::path::{Path, PathBuf};

use super::{FOLDERS, FoundFile, Tree, is_junk_name, limit, source_path};

/// Reads `paths` again, given that nothing else below `root` has changed since `earlier` was read without a finding.
/// None where that is not enough to know the whole tree, so that it has to be read.
pub fn read_some(earlier: &Tree, root: &Path, paths: &[PathBuf]) -> Option<Tree> {
    let root = root.canonicalize().ok().filter(|_| !earlier.has_links)?;
    let mut tree = earlier.clone();
    for at in paths {
        let path = source_path(&root, at)?;
        let mut parts = path.as_str().split('/');
        if !FOLDERS.contains(&parts.next()?) {
            return None;
        }
        let is_never_read = parts.any(is_junk_name);
        let was_there = tree.files.contains_key(&path);
        match at.symlink_metadata() {
            _ if is_never_read => {}
            Ok(metadata) if metadata.is_file() && was_there => {
                let limit = limit(&path.extension())?;
                let found = FoundFile { path: path.clone(), at: at.clone(), limit };
                // Told to have changed, it is read whatever it looks like.
                tree.insert(path, found.read(&Tree::default()).ok()?);
            }
            // What came and went again meanwhile.
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                if was_there || tree.below(path.as_str()).next().is_some() {
                    return None;
                }
            }
            _ => return None,
        }
    }
    Some(tree)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests put files where a user would")]

    use std::fs;

    use super::super::read;
    use super::*;
    use crate::diagnostics::SourcePath;

    const HEAT: &str = "content/articles/heat.md";

    /// A site of two files, and its tree.
    fn site() -> (tempfile::TempDir, Tree) {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir_all(site.path().join("content/articles")).unwrap();
        for path in [HEAT, "content/site.yaml"] {
            fs::write(site.path().join(path), "before").unwrap();
        }
        let (tree, findings) = read(site.path()).unwrap();
        assert!(findings.is_empty());
        (site, tree)
    }

    /// What a quick look at these files sees of the article; None where it does not do.
    fn glance(site: &tempfile::TempDir, tree: &Tree, paths: &[&str]) -> Option<String> {
        let root = site.path().canonicalize().unwrap();
        let paths: Vec<PathBuf> = paths.iter().map(|path| root.join(path)).collect();
        let seen = read_some(tree, site.path(), &paths)?;
        assert_eq!(seen.len(), tree.len());
        seen.text(&SourcePath::new(HEAT)).map(ToOwned::to_owned)
    }

    #[test]
    fn a_saved_file_is_seen_as_it_is_now_whatever_detours_its_editor_took() {
        let (site, tree) = site();
        fs::write(site.path().join(HEAT), "after").unwrap();
        let detours = ["content/articles/.heat.md.swp", "content/articles/4913", HEAT];
        assert_eq!(glance(&site, &tree, &detours).as_deref(), Some("after"));
        assert_eq!(glance(&site, &tree, &detours[..2]).as_deref(), Some("before"));
    }

    #[test]
    fn what_comes_goes_or_turns_into_something_else_needs_a_whole_look() {
        let (site, tree) = site();
        let at = |path: &str| site.path().join(path);
        fs::write(at("content/articles/new.md"), "new").unwrap();
        fs::write(at("themes"), "no folder").unwrap();
        for path in ["content/articles/new.md", "content/articles", "README.md", "themes", "/tmp"] {
            assert_eq!(glance(&site, &tree, &[path]), None, "{path}");
        }
        fs::remove_file(at(HEAT)).unwrap();
        assert_eq!(glance(&site, &tree, &[HEAT]), None);
        fs::create_dir(at(HEAT)).unwrap();
        assert_eq!(glance(&site, &tree, &[HEAT]), None);
        fs::remove_dir_all(at("content/articles")).unwrap();
        assert_eq!(glance(&site, &tree, &["content/articles"]), None, "what was in it is gone");
    }

    #[cfg(unix)]
    #[test]
    fn where_links_are_about_a_file_may_stand_in_the_tree_twice() {
        let (site, _) = site();
        let at = |path: &str| site.path().join(path);
        std::os::unix::fs::symlink(at("content/articles"), at("content/pages")).unwrap();
        let (tree, _) = read(site.path()).unwrap();
        assert!(tree.get(&SourcePath::new("content/pages/heat.md")).is_some());
        fs::write(at(HEAT), "after").unwrap();
        assert_eq!(glance(&site, &tree, &[HEAT]), None);
    }
}
