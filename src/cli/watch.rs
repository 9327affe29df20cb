//! `banbao watch`: builds again whenever the tree is another one than before, or the day is.
//!
//! May use: diagnostics, pipeline, serve, source

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Exit;
use super::args::Options;
use super::clock::{self, Since};
use super::console::{Console, seconds};
use super::sources::Sources;
use crate::diagnostics::SourcePath;
use crate::pipeline::{self, Failure, Goal, Memo};
use crate::serve::watch::{Event, Watch, Why};
use crate::source::{self, ReadError};

/// However busy somebody is, so often everything is looked at: an event may have been lost.
const GLANCES: Duration = Duration::from_secs(10);
/// Changed files named in the line of a rebuild.
const NAMED: usize = 3;

pub fn watch(options: &Options, poll: bool, console: &Console) -> Exit {
    // The folder of that name, also when the one we stand in is moved away.
    let options = &options.absolute();
    let root = options.root();
    let Some(watch) = start(root, poll, console) else { return Exit::Environment };
    let mut rounds = Rounds {
        options,
        console,
        memo: Memo::default(),
        sources: Sources::default(),
        failure: None,
    };
    rounds.round(None);
    let how = if poll { "polling" } else { "events" };
    console
        .tell("watch-waiting", &[("path", root.display().to_string().into()), ("how", how.into())]);
    go_on(watch, console, |paths| rounds.round(paths))
}

/// A watch over the folders of a site; None where they cannot be read, which is said.
pub(super) fn start(root: &Path, poll: bool, console: &Console) -> Option<Watch> {
    match Watch::new(root, &source::FOLDERS, poll) {
        Ok(watch) => Some(watch),
        Err(cause) => {
            let path = root.to_path_buf();
            console.complain_of(&Failure::Read(ReadError { path, cause }));
            None
        }
    }
}

/// Goes another round whenever something may have changed, until the process ends; the round is given the only paths
/// that may have, where they are known.
pub(super) fn go_on(
    mut watch: Watch,
    console: &Console,
    mut round: impl FnMut(Option<&[PathBuf]>) -> Outcome,
) -> ! {
    let (mut effort, mut seen) = (Duration::ZERO, Since::now());
    loop {
        let event = watch.wait(effort);
        if let Event::Polling(why) = &event {
            tell_of_polling(why, console);
        }
        // Day after day, too: a look is due every few seconds.
        let paths = match &event {
            Event::Changed(paths) => paths.as_deref().filter(|_| !seen.is_over(GLANCES)),
            Event::Look | Event::Polling(_) => None,
        };
        if paths.is_none() {
            seen = Since::now();
        }
        let (outcome, time) = clock::timed(|| round(paths));
        effort = match outcome {
            Outcome::Same | Outcome::Failed => time,
            Outcome::Changed | Outcome::Built => Duration::ZERO,
        };
        if outcome == Outcome::Changed && event == Event::Look {
            watch.missed();
        }
    }
}

fn tell_of_polling(why: &Why, console: &Console) {
    let (why, cause) = match why {
        Why::Limit => ("limit", ""),
        Why::Silent => ("silent", ""),
        Why::Refused(cause) => ("refused", cause.as_str()),
    };
    console.remark("watch-polling", &[("why", why.into()), ("cause", cause.into())]);
}

/// What a round came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// There was nothing to build.
    Same,
    /// Files had changed.
    Changed,
    /// It built for another reason: the first time, on another day, after a failure.
    Built,
    Failed,
}

/// Some of the files that changed, for a line on the terminal.
pub(super) fn names(changed: &[SourcePath]) -> String {
    let mut names: Vec<&str> = changed.iter().take(NAMED).map(SourcePath::as_str).collect();
    if changed.len() > NAMED {
        names.push("…");
    }
    names.join(", ")
}

struct Rounds<'a> {
    options: &'a Options,
    console: &'a Console,
    memo: Memo,
    sources: Sources,
    /// What failed last, so that it is said once.
    failure: Option<String>,
}

impl Rounds<'_> {
    /// Builds if there is anything new to build, and says so in one line.
    fn round(&mut self, paths: Option<&[PathBuf]>) -> Outcome {
        let request = self.options.request(Goal::Publish);
        let (result, time) = clock::timed(|| {
            let Some(look) = self.sources.look(&request, paths).map_err(Failure::Read)? else {
                return Ok(None);
            };
            let progress = self.console.progress(true);
            let report = pipeline::run_on(look.read, &request, &mut self.memo, &progress)?;
            Ok(Some((report, look.changed)))
        });
        let failure = result.as_ref().err().map(|failure| format!("{failure:?}"));
        let is_new = failure != self.failure;
        self.failure = failure;
        match result {
            Ok(None) => Outcome::Same,
            Ok(Some((report, changed))) => {
                self.console.findings(&report);
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
                        ("names", names(&changed).into()),
                        ("written", published.written.into()),
                        ("removed", published.removed.into()),
                        ("seconds", seconds(time).into()),
                    ],
                );
                if changed.is_empty() { Outcome::Built } else { Outcome::Changed }
            }
            Err(failure) => {
                self.sources.forget();
                if is_new {
                    self.console.complain_of(&failure);
                    self.console.tell("watch-failed", &[("time", clock::time_of_day().into())]);
                }
                Outcome::Failed
            }
        }
    }
}
