//! Somebody who has `banbao watch` running in a window: works in the town's folders, listens to what it says and
//! looks at the pages.

use std::cell::RefCell;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use crate::town::{BINARY, TODAY, Town};

/// Long enough for a loaded machine; a test waits this long only when it fails.
const PATIENCE: Duration = Duration::from_secs(60);
/// A watch that is told nothing looks after ten seconds; what it takes up sooner, it was told.
const TOLD: Duration = Duration::from_secs(6);
/// Long enough for a rebuild to be noticed where none should be: a watch looks again after a second.
const SILENCE: Duration = Duration::from_millis(1500);

pub struct Watching<'a> {
    pub town: &'a Town,
    pub child: Child,
    root: PathBuf,
    lines: Receiver<String>,
    /// What was heard so far.
    heard: RefCell<Vec<String>>,
}

impl<'a> Watching<'a> {
    /// Starts the watch in the town's folder and waits until it has built once.
    pub fn start(town: &'a Town) -> Self {
        Self::start_with(town, ".", &[])
    }

    /// … of a site in a folder of the town, with more arguments.
    pub fn start_with(town: &'a Town, root: &str, more: &[&str]) -> Self {
        let mut command = Command::new(BINARY);
        command.args(["watch", "--lang", "zh", "--today", TODAY, "--root", root]).args(more);
        Self::run(town, root, command)
    }

    /// … by a command of one's own.
    pub fn run(town: &'a Town, root: &str, mut command: Command) -> Self {
        command.current_dir(town.root()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (sender, lines) = channel();
        pass_on(child.stdout.take().unwrap(), sender.clone());
        pass_on(child.stderr.take().unwrap(), sender);
        let root = town.path(root);
        let watching = Watching { town, child, root, lines, heard: RefCell::default() };
        watching.hears("正在看着");
        watching
    }

    /// Waits for a line with `words`.
    pub fn hears(&self, words: &str) -> String {
        self.hears_any(&[words])
    }

    fn hears_any(&self, wanted: &[&str]) -> String {
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
                panic!("never said {wanted:?}, but:\n{}", self.all());
            };
            self.heard.borrow_mut().push(line.clone());
            if wanted.iter().any(|words| line.contains(words)) {
                return line;
            }
        }
    }

    /// Waits for two lines that come on different streams, in whatever order.
    pub fn hears_both(&self, one: &str, other: &str) {
        let first = self.hears_any(&[one, other]);
        self.hears(if first.contains(one) { other } else { one });
    }

    /// Changes something while the watch is idle, and insists that the watch is told of it, not that it looks
    /// by itself sooner or later.
    pub fn is_told_when(&self, change: impl FnOnce()) -> String {
        self.hears_nothing_more();
        let start = Instant::now();
        change();
        let line = self.hears("用时");
        let (_, time) = line.split_once("用时 ").unwrap();
        let building = Duration::from_secs_f64(time.trim_end_matches(" 秒").parse().unwrap());
        let waiting = start.elapsed().saturating_sub(building);
        assert!(waiting < TOLD, "after {waiting:?} only:\n{}", self.all());
        line
    }

    pub fn hears_nothing(&self) {
        if let Ok(line) = self.lines.recv_timeout(SILENCE) {
            panic!("said {line:?}, after:\n{}", self.all());
        }
    }

    /// Whatever else it says, not these words.
    pub fn says_no_more(&self, words: &str) {
        let before = self.count(words);
        self.hears_nothing_more();
        assert_eq!(self.count(words), before, "{}", self.all());
    }

    /// Hears to the end whatever it still has to say.
    pub fn hears_nothing_more(&self) {
        while let Ok(line) = self.lines.recv_timeout(SILENCE) {
            self.heard.borrow_mut().push(line);
        }
    }

    /// Waits until a page of the site holds `words`.
    pub fn shows(&self, page: &str, words: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.page(page).contains(words) {
            assert!(Instant::now() < end, "{page} never held {words}, but said:\n{}", self.all());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn page(&self, path: &str) -> String {
        fs::read_to_string(self.root.join("out/site").join(path)).unwrap_or_default()
    }

    /// How many lines with `words` have come so far, those included that nobody waited for.
    pub fn count(&self, words: &str) -> usize {
        self.heard.borrow_mut().extend(self.lines.try_iter());
        self.heard.borrow().iter().filter(|line| line.contains(words)).count()
    }

    pub fn all(&self) -> String {
        self.heard.borrow_mut().extend(self.lines.try_iter());
        self.heard.borrow().join("\n")
    }
}

fn pass_on(stream: impl Read + Send + 'static, lines: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = lines.send(line);
        }
    });
}

impl Drop for Watching<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
