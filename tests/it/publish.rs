//! Publishing, by somebody who pulls the plug, fills the disk, and builds twice at once.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::dice::Dice;
use crate::town::{BINARY, SITE, TODAY, Town, copy, said};

type Files = BTreeMap<String, Vec<u8>>;

const ARTICLES: usize = 240;
/// Builds that are killed.
const KILLS: u64 = 24;

/// Two versions of one town: most pages differ, and each has pages that the other has not.
struct Versions {
    town: Town,
    /// What a clean build of each makes.
    made: [Files; 2],
    /// How long a build takes.
    time: Duration,
}

impl Versions {
    fn new() -> Self {
        let town = Town::new();
        let mut made = [Files::new(), Files::new()];
        let mut time = Duration::ZERO;
        for (version, files) in made.iter_mut().enumerate() {
            write_version(&town, version);
            let start = Instant::now();
            town.build_with(&["--out", "clean"]);
            time = start.elapsed();
            *files = town.published("clean");
            fs::remove_dir_all(town.path("clean")).unwrap();
        }
        assert!(made[0] != made[1] && made[1].len() > ARTICLES);
        Versions { town, made, time }
    }

    /// Whether each file is whole, as the one version has it or as the other; and what both have is there.
    fn are_whole(&self, files: &Files) {
        for (path, bytes) in files {
            let is_whole = self.made.iter().any(|made| made.get(path) == Some(bytes));
            assert!(is_whole, "{path} is neither the old file nor the new one");
        }
        for path in self.made[0].keys().filter(|path| self.made[1].contains_key(*path)) {
            assert!(files.contains_key(path), "{path} is gone");
        }
    }

    /// Builds once more, and insists that nothing of the killed builds is left.
    fn repaired(&self, version: usize, options: &[&str]) {
        write_version(&self.town, version);
        self.town.build_with(options);
        let files = self.town.published("out");
        let differs = |path: &&String| files.get(*path) != self.made[version].get(*path);
        let all = files.keys().chain(self.made[version].keys());
        assert_eq!(all.filter(differs).collect::<Vec<_>>(), Vec::<&String>::new());
        nothing_is_left(&self.town);
    }
}

fn write_version(town: &Town, version: usize) {
    let name = ["旧栏目", "新栏目"][version];
    town.write("content/site.yaml", SITE.replace("示例镇健康教育宣传栏", name).as_bytes());
    let _ = fs::remove_dir_all(town.path("content/articles"));
    for number in 0..ARTICLES {
        // Each twentieth has another address in the other version.
        let slug =
            if number % 20 == 0 { format!("v{version}-{number}") } else { format!("a{number}") };
        let text = format!(
            "---\ntitle: 文章 {number}\ndate: 2026-05-01\nsource: 本院\nauthor: 公共卫生科\n\
             audience: [全体居民]\ntopics: [慢性病防治]\n---\n\n第 {version} 版的第 {number} 篇。\n"
        );
        town.write(&format!("content/articles/{slug}.md"), text.as_bytes());
    }
}

/// The notes and nothing else, and nothing beside the output folder.
fn nothing_is_left(town: &Town) {
    let names = |folder: &str| {
        let mut names: Vec<String> = fs::read_dir(town.path(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let notes = ["built-from.json", "files.json", "files.stamps.json", "lock", "published.json"];
    assert_eq!(names("out/.banbao"), notes);
    let beside = names(".");
    assert!(!beside.iter().any(|name| name.contains("banbao")), "{beside:?}");
}

fn start(town: &Town, options: &[&str]) -> Child {
    Command::new(BINARY)
        .current_dir(town.root())
        .args(["build", "--lang", "zh", "--today", TODAY])
        .args(options)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until the build has put a file in place.
fn wait_for_the_first_file(town: &Town, child: &mut Child) {
    let changed = |path: &Path| fs::metadata(path).and_then(|it| it.modified()).ok();
    // Every page names the site, and this one is the first.
    let page = town.path("out/site/404.html");
    let before = changed(&page);
    while changed(&page) == before && child.try_wait().unwrap().is_none() {
        std::hint::spin_loop();
    }
}

#[test]
fn a_build_killed_at_any_instant_leaves_whole_files_and_the_next_one_repairs_the_rest() {
    let versions = Versions::new();
    let town = &versions.town;
    versions.repaired(0, &[]);
    let (mut dice, mut killed, mut mixed) = (Dice(1), 0, 0);
    // Files are put in place within a few milliseconds, which a busy machine may miss.
    for round in 0..5 * KILLS {
        if round >= KILLS && mixed > 0 {
            break;
        }
        let is_old = town.published("out") == versions.made[0];
        write_version(town, usize::from(is_old));
        let mut child = start(town, &[]);
        // Half of them in the short while in which files are put in place.
        if round % 2 == 0 {
            std::thread::sleep(dice.below(versions.time));
        } else {
            wait_for_the_first_file(town, &mut child);
            std::thread::sleep(
                dice.below(Duration::from_millis(2)).saturating_sub(Duration::from_millis(1)),
            );
        }
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        let files = town.published("out");
        versions.are_whole(&files);
        mixed += usize::from(versions.made.iter().all(|made| *made != files));
    }
    assert!(killed > 10 && mixed > 0, "{killed} killed, {mixed} of them half-way");
    versions.repaired(1, &[]);
}

#[test]
fn a_build_killed_after_what_went_ahead_is_repaired_by_the_next_one() {
    let mut versions = Versions::new();
    write_version(&versions.town, 0);
    let one = "content/articles/a1.md";
    let text = fs::read_to_string(versions.town.path(one)).unwrap();
    let write = |town: &Town, version: usize| {
        let text = text.replace("title: 文章", ["title: 文章", "title: 新的文章"][version]);
        town.write(one, text.as_bytes());
    };
    for version in 0..2 {
        write(&versions.town, version);
        versions.town.build_with(&["--out", "clean"]);
        versions.made[version] = versions.town.published("clean");
    }
    let town = &versions.town;
    town.build();
    write(town, 1);
    let begin = Instant::now();
    town.build();
    let time = begin.elapsed();
    let (mut dice, mut killed) = (Dice(3), 0);
    // One that is done before it is killed counts for nothing.
    for round in 0..5 * KILLS as usize {
        write(town, round % 2);
        let mut child = start(town, &[]);
        std::thread::sleep(dice.below(time));
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        versions.are_whole(&town.published("out"));
        if killed > 12 {
            break;
        }
    }
    assert!(killed > 12, "only {killed} were killed");
    for version in 0..2 {
        write(town, version);
        town.build();
        assert!(town.published("out") == versions.made[version]);
        nothing_is_left(town);
    }
}

#[test]
fn a_folder_that_is_swapped_is_all_old_or_all_new_at_every_instant() {
    let versions = Versions::new();
    let town = &versions.town;
    versions.repaired(0, &["--atomic"]);
    town.write("out/site/mine.txt", b"not Banbao's");
    let (mut dice, mut killed, done) = (Dice(2), 0, AtomicBool::new(false));
    let home = town.path("out/site/index.html");
    std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            // Where two folders cannot be swapped in one step, there is an instant without.
            while cfg!(any(target_os = "linux", target_os = "macos"))
                && !done.load(Ordering::Relaxed)
            {
                let page = fs::read(&home).expect("the home page is there");
                assert!(versions.made.iter().any(|made| made["site/index.html"] == page));
            }
        });
        for round in 0..KILLS {
            write_version(town, (round as usize + 1) % 2);
            let mut child = start(town, &["--atomic"]);
            std::thread::sleep(dice.below(versions.time.mul_f64(1.2)));
            child.kill().unwrap();
            killed += usize::from(!child.wait().unwrap().success());
            let mut files = town.published("out");
            assert_eq!(files.remove("site/mine.txt").unwrap(), b"not Banbao's");
            assert!(versions.made.contains(&files), "round {round} left a mixture");
        }
        done.store(true, Ordering::Relaxed);
        watcher.join().unwrap();
    });
    assert!(killed > 10, "only {killed} were killed");
    assert!(town.path("out/site/mine.txt").exists());
    fs::remove_file(town.path("out/site/mine.txt")).unwrap();
    versions.repaired(1, &["--atomic"]);
}

#[test]
fn an_old_folder_left_aside_between_two_renames_is_put_back() {
    let town = Town::new().article("heat", "多喝水。");
    town.build();
    town.write("out/site/mine.txt", b"mine");
    for options in [&["--atomic"][..], &[]] {
        fs::rename(town.path("out"), town.path("out.banbao-old")).unwrap();
        fs::create_dir_all(town.path("out.banbao-next/site")).unwrap();
        let said = town.build_with(options).said;
        assert!(said.contains("写入 0 个"), "{said}");
        assert_eq!(fs::read(town.path("out/site/mine.txt")).unwrap(), b"mine");
        nothing_is_left(&town);
    }
}

#[test]
fn what_somebody_puts_into_the_folder_while_it_is_swapped_comes_along() {
    let town = Town::new().article("heat", "多喝水。");
    town.build();
    // As a build leaves it that is killed after the swap, before it has looked around.
    copy(&town.path("out"), &town.path("out.banbao-next"));
    town.write("out.banbao-next/site/new.txt", b"mine");
    town.write("out.banbao-next/site/heat.html", b"mine, too");
    town.build();
    assert_eq!(fs::read(town.path("out/site/new.txt")).unwrap(), b"mine");
    assert_eq!(fs::read(town.path("out/site/heat.html")).unwrap(), b"mine, too");
    nothing_is_left(&town);
}

#[test]
fn the_permissions_of_folders_and_files_of_others_survive_a_swap() {
    let town = Town::new().article("heat", "多喝水。");
    town.build();
    town.write("out/notes/mine.txt", b"mine");
    town.write("out/site/articles/mine.html", b"mine");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &str| fs::metadata(town.path(path)).unwrap().permissions().mode();
        for (folder, bits) in [("out", 0o775), ("out/site", 0o750), ("out/notes", 0o700)] {
            fs::set_permissions(town.path(folder), fs::Permissions::from_mode(bits)).unwrap();
        }
        std::os::unix::fs::symlink("nowhere", town.path("out/site/link")).unwrap();
        town.build_with(&["--atomic"]);
        let modes = ["out", "out/site", "out/notes"].map(|it| mode(it) & 0o777);
        assert_eq!(modes, [0o775, 0o750, 0o700]);
        assert_eq!(fs::read_link(town.path("out/site/link")).unwrap(), Path::new("nowhere"));
    }
    let town = town.article("heat", "少喝酒。");
    let built = town.build_with(&["--atomic"]);
    assert!(built.page("articles/heat.html").contains("少喝酒"));
    assert_eq!(built.bytes("notes/mine.txt"), b"mine");
    assert_eq!(built.bytes("site/articles/mine.html"), b"mine");
    nothing_is_left(&town);
}

#[test]
fn folders_that_are_gone_are_made_again_whatever_else_changed() {
    let town = Town::new().settings("print: []\npage_size: 1");
    let mut town = (0..12).fold(town, |town, number| town.article(&format!("a{number}"), "正文。"));
    for gone in ["site", "site/articles", "site/topics", "site/topics/chronic"] {
        town.build();
        fs::remove_dir_all(town.path(&format!("out/{gone}"))).unwrap();
        // Its page and lists go ahead of what else was in the folder.
        town = town.article("a1", gone);
        town.build();
        town.build_with(&["--out", "clean"]);
        let [built, clean] = ["out", "clean"].map(|out| town.published(out));
        assert!(built == clean, "after {gone} was removed");
        nothing_is_left(&town);
    }
}

#[test]
fn a_second_build_says_that_it_waits_and_a_killed_one_keeps_nobody_waiting() {
    let town = Town::new().article("heat", "多喝水。");
    town.build();
    let lock = fs::File::options().write(true).open(town.path("out/.banbao/lock")).unwrap();
    for options in [&[][..], &["--atomic"]] {
        lock.lock().unwrap();
        let mut child = start(&town, options);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("等它做完")), "it did not wait");
        lock.unlock().unwrap();
        let rest: Vec<String> = lines.map(Result::unwrap).collect();
        assert!(child.wait().unwrap().success(), "{rest:?}");
        if options.is_empty() {
            let mut child = start(&town, &[]);
            child.kill().unwrap();
            child.wait().unwrap();
            assert!(!town.build().said.contains("等它做完"));
        }
    }
}

#[test]
fn two_builds_at_once_make_the_site_of_one_of_them() {
    let versions = Versions::new();
    let town = &versions.town;
    for options in [&[][..], &["--atomic"]] {
        write_version(town, 0);
        let first = start(town, options);
        std::thread::sleep(versions.time / 4);
        let second = start(town, options);
        for child in [first, second] {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", said(&output));
        }
        assert!(town.published("out") == versions.made[0]);
        nothing_is_left(town);
        fs::remove_dir_all(town.path("out")).unwrap();
    }
}
