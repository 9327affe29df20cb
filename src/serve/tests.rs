//! Trust in a silent system, and where links lead.
//!
//! May use: nothing of this crate

#![expect(clippy::disallowed_methods, reason = "tests put files where a user would")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::aim::Aim;
use super::watch::{Event, Watch, Why};

const FOLDERS: [&str; 2] = ["content", "themes"];

fn site(folders: &[&str]) -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    for folder in folders {
        fs::create_dir_all(site.path().join(folder)).unwrap();
    }
    site
}

#[test]
fn a_system_that_was_silent_twice_about_a_change_is_not_waited_for_any_longer() {
    let site = site(&["content"]);
    let mut watch = Watch::new(site.path(), &FOLDERS, false).unwrap();
    // The second look after a change may find what was told too early.
    assert_eq!(watch.on_silence(), Event::Look);
    watch.missed();
    assert_eq!(watch.on_silence(), Event::Look);
    watch.missed();
    assert_eq!(watch.on_silence(), Event::Look, "the watch is begun anew");
    assert_eq!(watch.on_silence(), Event::Look);
    watch.missed();
    assert_eq!(watch.on_silence(), Event::Polling(Why::Silent));
}

#[test]
fn a_watch_needs_a_root_to_begin_with() {
    assert!(Watch::new(Path::new("nowhere"), &FOLDERS, false).is_err());
    let site = site(&[]);
    fs::write(site.path().join("file"), "").unwrap();
    assert!(Watch::new(&site.path().join("file"), &FOLDERS, false).is_err());
    assert!(Watch::new(site.path(), &FOLDERS, false).is_ok(), "folders may come later");
}

#[test]
fn files_that_trickle_in_are_waited_for() {
    let site = site(&["content"]);
    let mut watch = Watch::new(site.path(), &FOLDERS, false).unwrap();
    let file = |number: usize| site.path().join(format!("content/{number}.md"));
    let wait = |watch: &mut Watch| watch.wait(Duration::ZERO);
    fs::write(file(0), "").unwrap();
    assert!(matches!(wait(&mut watch), Event::Changed(_)));
    let mut changes = 0;
    std::thread::scope(|threads| {
        threads.spawn(|| {
            for number in 1..=40 {
                fs::write(file(number), "").unwrap();
                std::thread::sleep(Duration::from_millis(30));
            }
        });
        while !file(40).exists() {
            changes += usize::from(matches!(wait(&mut watch), Event::Changed(_)));
        }
    });
    // The first few look like a save each; a machine that pauses ends a burst early.
    assert!((1..=14).contains(&changes), "{changes}");
}

#[cfg(unix)]
#[test]
fn links_inside_the_site_are_watched_where_they_lead_and_others_are_not() {
    use std::os::unix::fs::symlink;

    let outside = site(&["deep"]);
    let site = site(&["content/articles", "content/.kept", "photos/2025", "shared", "out"]);
    let root = site.path().canonicalize().unwrap();
    fs::write(root.join("shared/note.md"), "").unwrap();
    symlink("../photos", root.join("content/pictures")).unwrap();
    symlink("../../content/articles", root.join("photos/2025/again")).unwrap();
    symlink("../shared/note.md", root.join("content/note.md")).unwrap();
    symlink("..", root.join("content/circle")).unwrap();
    symlink(outside.path(), root.join("content/outside")).unwrap();
    symlink("../.kept", root.join("content/articles/kept")).unwrap();
    symlink("gone", root.join("content/broken")).unwrap();
    let aim = Aim::take(&root, &FOLDERS).unwrap();
    let mut places = aim.places();
    places.sort();
    let (content, photos, shared) =
        (root.join("content"), root.join("photos"), root.join("shared"));
    let expected: [(&Path, bool); 4] =
        [(&root, false), (&content, true), (&photos, true), (&shared, false)];
    assert_eq!(places, expected);
    for inside in [
        "content/a.md",
        "content/.kept/a.md",
        "photos/2025/b.jpg",
        "shared/note.md",
        "themes",
        "content",
    ] {
        assert!(aim.matters(&root.join(inside)), "{inside}");
    }
    for beside in [
        "out/site/x.html",
        "content/.a.md.swp",
        "content/.git/x.md",
        "shared/other.md",
        "README.md",
    ] {
        assert!(!aim.matters(&root.join(beside)), "{beside}");
    }
    assert!(!aim.matters(&outside.path().join("deep/x.md")));
    fs::create_dir(root.join("themes")).unwrap();
    assert_ne!(Aim::take(&root, &FOLDERS).unwrap(), aim);
}
