//! `banbao watch`: builds again whenever the tree is another one than before, or the day is.
//!
//! May use: pipeline, serve, source

use std::time::Duration;

use super::Exit;
use super::args::Options;
use super::clock;
use super::console::{Console, seconds};
use crate::pipeline::{self, Failure, Goal, Memo};
use crate::serve::watch::{Event, Watch};
use crate::source::{self, Tree};

/// How often the calendar is looked at while nothing changes.
const PATIENCE: Duration = Duration::from_secs(30);
/// Changed files named in the line of a rebuild.
const NAMED: usize = 3;

pub fn watch(options: &Options, console: &Console) -> Exit {
    let root = options.root().display().to_string();
    let mut watch = match Watch::new(options.root(), &source::FOLDERS) {
        Ok(watch) => watch,
        Err(fault) => {
            let cause = fault.to_string();
            console.complain("failure-watch", &[("path", root.into()), ("cause", cause.into())]);
            return Exit::Environment;
        }
    };
    let mut rounds = Rounds { options, console, memo: Memo::default(), tree: None, day: None };
    rounds.round();
    console.tell("watch-waiting", &[("path", root.into())]);
    loop {
        match watch.wait(PATIENCE) {
            Event::Changed => rounds.round(),
            Event::Quiet if rounds.day.is_some_and(|day| day != options.today()) => rounds.round(),
            Event::Quiet => {}
            Event::Ended => return Exit::Environment,
        }
    }
}

struct Rounds<'a> {
    options: &'a Options,
    console: &'a Console,
    memo: Memo,
    /// The tree of the last round; None when it could not be read.
    tree: Option<Tree>,
    day: Option<jiff::civil::Date>,
}

impl Rounds<'_> {
    /// Builds if there is anything new to build, and says so in one line.
    fn round(&mut self) {
        let request = self.options.request(Goal::Publish);
        let day = request.moment.today;
        let (result, time) = clock::timed(|| {
            let (tree, findings) = source::read(&request.root).map_err(Failure::Read)?;
            let changed = self.tree.as_ref().map(|before| tree.changes_since(before));
            if changed.as_ref().is_some_and(Vec::is_empty) && self.day == Some(day) {
                return Ok(None);
            }
            let progress = self.console.progress(true);
            let report = pipeline::run_on((tree, findings), &request, &mut self.memo, &progress)?;
            Ok(Some((report, changed.unwrap_or_default())))
        });
        match result {
            Ok(None) => {}
            Ok(Some((report, changed))) => {
                self.console.findings(&report);
                let mut names: Vec<&str> =
                    changed.iter().take(NAMED).map(|path| path.as_str()).collect();
                if changed.len() > NAMED {
                    names.push("…");
                }
                let published = report.published.unwrap_or_default();
                let line = match (report.published, changed.len()) {
                    (None, _) => "watch-faults",
                    (Some(_), 0) => "watch-built",
                    (Some(_), _) => "watch-rebuilt",
                };
                self.console.tell(
                    line,
                    &[
                        ("time", clock::time_of_day().into()),
                        ("changed", changed.len().into()),
                        ("names", names.join(", ").into()),
                        ("written", published.written.into()),
                        ("removed", published.removed.into()),
                        ("seconds", seconds(time).into()),
                    ],
                );
                self.tree = Some(report.into_tree());
                self.day = Some(day);
            }
            Err(failure) => {
                self.tree = None;
                self.console.complain_of(&failure);
            }
        }
    }
}
