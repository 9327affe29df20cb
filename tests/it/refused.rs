//! A disk that refuses: one clear error with the path, and nothing lost.

use std::fs;
use std::process::Command;

use crate::town::{BINARY, TODAY, Town, said};

/// A town that was published, and whose texts have changed since.
fn town() -> Town {
    let town = Town::new().article("heat", "多喝水。").article("salt", "少吃盐。");
    town.build();
    town.article("heat", "多喝水，少喝酒。").article("water", "喝开水。")
}

/// Builds and insists on exit 3, these words, and that nothing has changed.
fn refuses(town: &Town, options: &[&str], words: &[&str]) {
    let before = town.files("out");
    let output = town.run(&[&["build"], options].concat());
    let said = said(&output);
    assert_eq!(output.status.code(), Some(3), "{said}");
    for words in words {
        assert!(said.contains(words), "{words} is not in: {said}");
    }
    assert_eq!(said.matches("错误: ").count(), 1, "{said}");
    is_as_before(town, &before);
}

fn is_as_before(town: &Town, before: &std::collections::BTreeMap<String, Vec<u8>>) {
    let mut after = town.files("out");
    let mut before = before.clone();
    // The list of files may know of some that were taken back.
    after.retain(|path, _| !path.starts_with(".banbao/files."));
    before.retain(|path, _| !path.starts_with(".banbao/files."));
    let differs = |path: &&String| after.get(*path) != before.get(*path);
    let changed: Vec<&String> = after.keys().chain(before.keys()).filter(differs).collect();
    assert!(changed.is_empty(), "changed: {changed:?}");
    assert!(!town.path("out.banbao-next").exists());
}

/// … and that the next build, with nothing in its way, does the whole work.
fn then_builds(town: &Town) {
    let built = town.build();
    assert!(
        built.page("articles/heat.html").contains("少喝酒")
            && built.has("site/articles/water.html")
    );
}

#[test]
fn a_file_where_a_folder_belongs_is_named() {
    for options in [&[][..], &["--atomic"]] {
        let town = town();
        fs::rename(town.path("out/site"), town.path("elsewhere")).unwrap();
        town.write("out/site", b"a file");
        refuses(&town, options, &["写不了", "out/site：", "挡着", "移走或改名"]);
        fs::remove_file(town.path("out/site")).unwrap();
        fs::rename(town.path("elsewhere"), town.path("out/site")).unwrap();
        then_builds(&town);
    }
}

#[test]
fn a_folder_where_a_file_belongs_is_named_and_what_was_put_in_place_is_put_back() {
    for options in [&[][..], &["--atomic"]] {
        let town = town();
        // Late in the order, so that others are in their places by then.
        town.write("out/site/articles/water.html/mine.txt", b"mine");
        refuses(&town, options, &["articles/water.html：", "挡着", "移走或改名"]);
        fs::remove_dir_all(town.path("out/site/articles/water.html")).unwrap();
        then_builds(&town);
    }
}

#[test]
fn what_went_ahead_of_the_search_index_is_taken_back_with_all_its_folders() {
    let town = (0..12).fold(Town::new().settings("print: []"), |town, number| {
        town.article(&format!("a{number}"), "正文。")
    });
    town.build();
    // The article's page and its topic's go ahead; the folder of topics is a new one, and goes into place as a whole.
    let text = fs::read_to_string(town.path("content/articles/a1.md")).unwrap();
    let town = town.file("content/articles/a1.md", &text.replace("title: 文章", "title: 新的文章"));
    fs::remove_dir_all(town.path("out/site/topics")).unwrap();
    fs::remove_file(town.path("out/site/search/index.js")).unwrap();
    town.write("out/site/search/index.js/mine.txt", b"mine");
    refuses(&town, &[], &["search/index.js：", "挡着", "移走或改名"]);
    assert!(!town.path("out/site/topics").exists());
    fs::remove_dir_all(town.path("out/site/search/index.js")).unwrap();
    let built = town.build();
    assert!(built.page("topics/chronic.html").contains("新的文章"));
    town.build_with(&["--out", "clean"]);
    assert!(town.published("out") == town.published("clean"));
}

#[test]
fn a_full_disk_is_told_from_other_trouble_and_leaves_what_was_there() {
    if cfg!(windows) {
        return;
    }
    for options in ["", "--atomic"] {
        let town = town();
        let before = town.files("out");
        // Stands for a full disk: no file may grow beyond 4 KB (8 in some shells), and whoever tries is told so.
        let build = format!(
            "trap '' XFSZ; ulimit -f 8; exec \"$0\" build --lang zh --today {TODAY} {options}"
        );
        let output = Command::new("sh")
            .current_dir(town.root())
            .args(["-c", &build, BINARY])
            .output()
            .unwrap();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("out/site/") && said.contains("磁盘满了"), "{said}");
        assert!(said.contains("腾出空间") && said.contains("保持原样"), "{said}");
        is_as_before(&town, &before);
        then_builds(&town);
    }
}

/// Runs as somebody whom permissions bind: as root they would not.
#[cfg(unix)]
mod denied {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::{Command, Output};

    use super::{is_as_before, then_builds, town};
    use crate::town::{BINARY, TODAY, Town, said};

    /// A user of every system who owns nothing.
    const DAEMON: u32 = 1;

    fn run(town: &Town, options: &[&str]) -> Output {
        let mut command = Command::new(BINARY);
        if fs::metadata(town.root()).unwrap().uid() == 0 {
            // The test's own program may lie where others cannot reach it.
            let program = town.path("banbao");
            fs::copy(BINARY, &program).unwrap();
            command = Command::new(program);
            command.uid(DAEMON).gid(DAEMON);
            give(town.root());
        }
        command.current_dir(town.root()).args(["build", "--lang", "zh", "--today", TODAY]);
        command.args(options).output().unwrap()
    }

    fn give(path: &Path) {
        chown(path, Some(DAEMON), Some(DAEMON)).unwrap();
        if path.is_dir() {
            fs::read_dir(path).unwrap().for_each(|entry| give(&entry.unwrap().path()));
        }
    }

    fn is_denied(folder: &str, options: &[&str]) {
        let town = town();
        let before = town.files("out");
        let mode = |bits| fs::set_permissions(town.path(folder), Permissions::from_mode(bits));
        mode(0o555).unwrap();
        let output = run(&town, options);
        mode(0o755).unwrap();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("没有写入权限") && said.contains("给您写入权限"), "{said}");
        let named = if folder == "." { town.root().to_str().unwrap() } else { folder };
        assert!(said.contains("写不了") && said.contains(&fs_name(named)), "{said}");
        is_as_before(&town, &before);
        then_builds(&town);
    }

    /// Folders of the system may have other names than one has asked for, as on macOS.
    fn fs_name(named: &str) -> String {
        let path = Path::new(named);
        if path.is_absolute() {
            return path.canonicalize().unwrap().to_string_lossy().into_owned();
        }
        named.to_owned()
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_named() {
        for folder in ["out/.banbao", "out/site/articles"] {
            is_denied(folder, &[]);
            is_denied(folder, &["--atomic"]);
        }
        // A swap needs the folder above as well.
        is_denied(".", &["--atomic"]);
    }
}

#[test]
fn a_folder_that_cannot_be_swapped_as_a_whole_is_refused_and_says_why() {
    let town = town();
    refuses(&town, &["--atomic", "--root", ".", "--out", "."], &["正在这个文件夹里", "--out"]);
    assert!(town.path("content/articles/heat.md").exists());
    let before = town.files("out");
    let texts = town.path(".").to_str().unwrap().to_owned();
    let inside = Command::new(BINARY)
        .current_dir(town.path("out/site"))
        .args(["build", "--atomic", "--lang", "zh", "--today", TODAY, "--root", &texts])
        .output()
        .unwrap();
    assert_eq!(inside.status.code(), Some(3), "{}", said(&inside));
    assert!(said(&inside).contains("正在这个文件夹里"), "{}", said(&inside));
    is_as_before(&town, &before);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("out", town.path("link")).unwrap();
        refuses(&town, &["--atomic", "--out", "link"], &["link", "链接", "真正的文件夹"]);
        fs::rename(town.path("out/site"), town.path("elsewhere")).unwrap();
        std::os::unix::fs::symlink("../elsewhere", town.path("out/site")).unwrap();
        refuses(&town, &["--atomic"], &["out/site", "链接", "真正的文件夹"]);
    }
}
