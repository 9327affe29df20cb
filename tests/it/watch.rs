//! `banbao watch`, driven by a person who saves, renames, deletes and makes mistakes.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::town::{BINARY, TODAY, Town};

/// Long enough for a loaded machine; a test waits this long only when it fails.
const PATIENCE: Duration = Duration::from_secs(20);
/// Long enough for a rebuild to be noticed where none should be.
const SILENCE: Duration = Duration::from_millis(700);

struct Watching<'a> {
    town: &'a Town,
    child: Child,
    lines: Receiver<String>,
}

impl<'a> Watching<'a> {
    /// Starts the watch and waits until it has built once.
    fn start(town: &'a Town) -> Self {
        let mut child = Command::new(BINARY)
            .current_dir(town.root())
            .args(["watch", "--lang", "zh", "--today", TODAY])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let errors = sender.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        std::thread::spawn(move || {
            for line in BufReader::new(err).lines().map_while(Result::ok) {
                let _ = errors.send(line);
            }
        });
        let watching = Watching { town, child, lines };
        watching.hears("正在看着");
        watching
    }

    /// Waits for a line with `words`.
    fn hears(&self, words: &str) -> String {
        self.hears_any(&[words])
    }

    fn hears_any(&self, wanted: &[&str]) -> String {
        let mut heard = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if wanted.iter().any(|words| line.contains(words)) => return line,
                Ok(line) => heard.push(line),
                Err(_) => panic!("never said {wanted:?}, but:\n{}", heard.join("\n")),
            }
        }
    }

    /// Waits for two lines that come on different streams, in whatever order.
    fn hears_both(&self, one: &str, other: &str) {
        let first = self.hears_any(&[one, other]);
        self.hears(if first.contains(one) { other } else { one });
    }

    fn hears_nothing(&self) {
        if let Ok(line) = self.lines.recv_timeout(SILENCE) {
            panic!("said {line:?}");
        }
    }

    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.town.path("out/site").join(path)).unwrap_or_default()
    }
}

impl Drop for Watching<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_save_is_one_rebuild_and_one_line_that_names_the_file() {
    let town = Town::new().article("heat", "旧的。").article("salt", "盐。");
    let watching = Watching::start(&town);
    let text = fs::read_to_string(town.path("content/articles/heat.md")).unwrap();
    fs::write(town.path("content/articles/heat.md"), text.replace("旧的", "新的")).unwrap();
    let line = watching.hears("改动 1 个文件");
    assert!(line.contains("content/articles/heat.md") && !line.contains("写入 0 个"), "{line}");
    assert!(watching.page("articles/heat.html").contains("新的"));
    watching.hears_nothing();
}

#[test]
fn an_editor_that_writes_beside_and_renames_is_followed() {
    let town = Town::new().article("heat", "旧的。");
    let watching = Watching::start(&town);
    for round in ["第一遍", "第二遍"] {
        let path = town.path("content/articles/heat.md");
        let text =
            fs::read_to_string(&path).unwrap().replace("旧的", round).replace("第一遍", round);
        fs::rename(&path, town.path("content/articles/heat.md~")).unwrap();
        fs::write(town.path("content/articles/.heat.md.swp"), "swap").unwrap();
        fs::write(town.path("content/articles/4913.tmp"), &text).unwrap();
        fs::rename(town.path("content/articles/4913.tmp"), &path).unwrap();
        let _ = fs::remove_file(town.path("content/articles/heat.md~"));
        while !watching.page("articles/heat.html").contains(round) {
            watching.hears("写入");
        }
    }
}

#[test]
fn new_renamed_and_deleted_files_appear_move_and_go() {
    let town = Town::new().article("heat", "甲。");
    let watching = Watching::start(&town);
    let town = watching.town;
    let text = fs::read_to_string(town.path("content/articles/heat.md")).unwrap();
    fs::write(town.path("content/articles/salt.md"), &text).unwrap();
    watching.hears("content/articles/salt.md");
    assert!(town.path("out/site/articles/salt.html").exists());
    fs::rename(town.path("content/articles/salt.md"), town.path("content/articles/oil.md"))
        .unwrap();
    watching.hears("content/articles/oil.md");
    assert!(town.path("out/site/articles/oil.html").exists());
    assert!(!town.path("out/site/articles/salt.html").exists());
    fs::remove_file(town.path("content/articles/oil.md")).unwrap();
    watching.hears("清理 1 个");
    assert!(!town.path("out/site/articles/oil.html").exists());
}

#[test]
fn a_mistake_is_told_the_site_stays_and_mending_it_goes_on() {
    let town = Town::new().article("heat", "好的。");
    let watching = Watching::start(&town);
    let path = town.path("content/articles/heat.md");
    let good = fs::read_to_string(&path).unwrap();
    fs::write(&path, good.replace("title:", "titel:").replace("好的", "坏的")).unwrap();
    watching.hears_both("unknown-key", "有错误，没有发布");
    assert!(watching.page("articles/heat.html").contains("好的"));
    fs::write(&path, good.replace("好的", "更好的")).unwrap();
    watching.hears("改动 1 个文件");
    assert!(watching.page("articles/heat.html").contains("更好的"));
}

#[test]
fn a_folder_that_vanishes_and_comes_back_is_watched_again() {
    let town = Town::new().article("heat", "甲。");
    let watching = Watching::start(&town);
    fs::rename(town.path("content"), town.path("elsewhere")).unwrap();
    watching.hears("有错误，没有发布");
    fs::rename(town.path("elsewhere"), town.path("content")).unwrap();
    watching.hears("写入");
    let path = town.path("content/articles/heat.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("甲。", "乙。")).unwrap();
    while !watching.page("articles/heat.html").contains("乙。") {
        watching.hears("写入");
    }
}

#[test]
fn a_theme_file_is_followed_too() {
    let town = Town::new()
        .settings("theme: ours")
        .file("themes/ours/theme.yaml", "name: 我们的")
        .file("themes/ours/pages/not-found.html", "旧");
    let watching = Watching::start(&town);
    fs::write(town.path("themes/ours/pages/not-found.html"), "新").unwrap();
    watching.hears("themes/ours/pages/not-found.html");
    assert_eq!(watching.page("404.html"), "新");
}
