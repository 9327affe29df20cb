//! `banbao serve` as an author uses it: the site in a browser while its files change.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::town::{BINARY, TODAY, Town};

/// Long enough for a loaded machine; a test waits this long only when it fails.
const PATIENCE: Duration = Duration::from_secs(60);

struct Preview {
    child: Child,
    address: String,
}

impl Preview {
    /// Starts the command and waits for the address it names.
    fn start(town: &Town, more: &[&str]) -> Self {
        Self::run(town, more, &mut Command::new(BINARY))
    }

    /// … by a command of one's own.
    fn run(town: &Town, more: &[&str], command: &mut Command) -> Self {
        let mut child = command
            .current_dir(town.root())
            .args(["serve", "--lang", "zh", "--today", TODAY, "--port", "0"])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let named = |line: String| {
            let address = line.split_once("http://")?.1.split('/').next()?;
            Some(address.to_owned())
        };
        let address = lines.find_map(|line| named(line.unwrap())).expect("it names its address");
        // What it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Preview { child, address }
    }

    fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let host = &self.address;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        (text.split(' ').nth(1).unwrap().parse().unwrap(), text)
    }

    /// Waits until the page says it; every answer until then is a page.
    fn shows(&self, path: &str, words: &str) -> String {
        let start = Instant::now();
        loop {
            let (status, page) = self.get(path);
            assert!(status == 200 || !page.contains(words), "{status}: {page}");
            if page.contains(words) {
                return page;
            }
            assert!(start.elapsed() < PATIENCE, "{path} never said {words}: {page}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What open pages are told.
    fn state(&self) -> String {
        self.get("/-banbao/news?since=").1
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_saved_text_is_on_its_page_and_in_the_lists_and_nothing_is_published() {
    let town = Town::new().article("fever", "多喝水。");
    let preview = Preview::start(&town, &[]);
    assert!(preview.get("/").1.contains("文章 fever"));
    assert!(preview.get("/articles/fever.html").1.contains("多喝水。"));
    assert_eq!(preview.get("/articles/nothing.html").0, 404);
    let town = town.article("fever", "量体温。").article("heat", "少外出。");
    preview.shows("/articles/fever.html", "量体温。");
    preview.shows("/articles/index.html", "文章 heat");
    assert!(!town.path("out").exists(), "a preview publishes nothing");
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_else_can_look_unless_that_was_asked_for() {
    let town = Town::new().article("fever", "多喝水。");
    let other_address = |preview: &Preview| {
        let (_, port) = preview.address.rsplit_once(':').unwrap();
        TcpStream::connect(format!("127.0.0.2:{port}"))
    };
    let preview = Preview::start(&town, &[]);
    assert!(preview.address.starts_with("127.0.0.1:"), "{}", preview.address);
    assert!(other_address(&preview).is_err(), "only this address of the machine is served");
    let preview = Preview::start(&town, &["--address", "0.0.0.0"]);
    assert!(other_address(&preview).is_ok());
}

#[cfg(target_os = "linux")]
#[test]
fn the_operators_browser_is_opened_when_that_was_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let town = Town::new().article("fever", "多喝水。");
    let town = town.file("bin/xdg-open", "#!/bin/sh\necho \"$1\" >\"$0.asked\"\n");
    let browser = town.path("bin/xdg-open");
    std::fs::set_permissions(&browser, PermissionsExt::from_mode(0o755)).unwrap();
    let start = |more: &[&str]| {
        let path = format!("{}:/usr/bin:/bin", town.path("bin").display());
        Preview::run(&town, more, Command::new(BINARY).env("PATH", path))
    };
    let asked = town.path("bin/xdg-open.asked");
    let preview = start(&[]);
    assert_eq!(preview.get("/").0, 200);
    std::thread::sleep(Duration::from_millis(300));
    drop(preview);
    assert!(!asked.exists());
    let preview = start(&["--open"]);
    let begin = Instant::now();
    let is_written = || std::fs::read_to_string(&asked).is_ok_and(|it| it.ends_with('\n'));
    while !is_written() {
        assert!(begin.elapsed() < PATIENCE, "no browser was opened");
        std::thread::sleep(Duration::from_millis(20));
    }
    let url = std::fs::read_to_string(&asked).unwrap();
    assert_eq!(url.trim(), format!("http://{}/", preview.address));
}

#[test]
fn while_there_are_errors_the_last_good_state_is_shown_and_mended_texts_follow() {
    let town = Town::new().article("fever", "多喝水。");
    let preview = Preview::start(&town, &[]);
    let town = town.file("content/articles/bad.md", "没有头\n").article("fever", "量体温。");
    let start = Instant::now();
    while !preview.state().contains("front-matter-missing") {
        assert!(start.elapsed() < PATIENCE, "{}", preview.state());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(preview.get("/articles/fever.html").1.contains("多喝水。"));
    std::fs::remove_file(town.path("content/articles/bad.md")).unwrap();
    preview.shows("/articles/fever.html", "量体温。");
    assert!(!preview.state().contains("front-matter-missing"));
}

#[test]
fn a_site_that_begins_with_errors_is_shown_as_far_as_it_goes() {
    let town = Town::new().file("content/articles/bad.md", "没有头\n").article("fever", "多喝水。");
    let preview = Preview::start(&town, &[]);
    assert!(preview.get("/articles/fever.html").1.contains("多喝水。"));
    let _town = town.article("fever", "量体温。");
    preview.shows("/articles/fever.html", "量体温。");
}

#[test]
fn what_is_wrong_with_the_whole_site_is_told_behind_the_first_page_and_mended_too() {
    let town = Town::new().article("fever", "多喝水。").article("heat", "见[这里](nothing.md)。");
    let preview = Preview::start(&town, &[]);
    assert!(preview.get("/articles/fever.html").1.contains("多喝水。"));
    let waits_until = |is_told: bool| {
        let start = Instant::now();
        while preview.state().contains("link-target-missing") != is_told {
            assert!(start.elapsed() < PATIENCE, "{}", preview.state());
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    waits_until(true);
    let _town = town.article("heat", "见[这里](fever.md)。");
    waits_until(false);
    preview.shows("/articles/heat.html", "fever.html");
}

#[test]
fn settings_nobody_can_use_are_explained_until_they_are_mended() {
    let town = Town::new().file("content/site.yaml", "name: [\n").article("fever", "多喝水。");
    let preview = Preview::start(&town, &[]);
    let (status, page) = preview.get("/");
    assert!(status == 500 && page.contains("content/site.yaml"), "{status}: {page}");
    let _town = town.settings("");
    preview.shows("/articles/fever.html", "多喝水。");
}

#[test]
fn any_day_can_be_looked_at_and_what_is_not_published_yet_on_request() {
    let town = Town::new().article_with("later", "publish: 2026-06-15", "六月见。").article_with(
        "draft",
        "draft: true",
        "还在写。",
    );
    let preview = Preview::start(&town, &[]);
    assert_eq!(preview.get("/articles/later.html").0, 404);
    assert!(preview.get("/articles/later.html?today=2026-06-15").1.contains("六月见。"));
    assert_eq!(preview.get("/articles/later.html?today=2026-06-14").0, 404);
    assert_eq!(preview.get("/articles/draft.html").0, 404);
    let preview = Preview::start(&town, &["--drafts", "--future"]);
    assert!(preview.get("/articles/draft.html").1.contains("还在写。"));
    assert!(preview.get("/articles/later.html").1.contains("六月见。"));
}
