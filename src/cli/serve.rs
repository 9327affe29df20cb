//! `banbao serve`: the site in a browser, made page by page as somebody looks at it.
//!
//! May use: diagnostics, pipeline, serve, site, source

use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use jiff::civil::Date;

use super::args::Options;
use super::clock;
use super::console::{Console, seconds};
use super::watch::{Outcome, go_on, names, start};
use super::{Exit, browser};
use crate::diagnostics::{Findings, SourcePath};
use crate::pipeline::{Edition, Failure, Goal, Memo};
use crate::serve::http::{Announcer, Found, News, Pages, Server};
use crate::site::Moment;
use crate::source::{self, Tree};

/// Days looked at besides the real one whose site is kept.
const DAYS: usize = 4;

/// How the site is shown.
#[derive(Debug, Clone, Copy)]
pub struct Showing {
    pub address: SocketAddr,
    /// In the operator's browser, too.
    pub open: bool,
    /// Only looks for changes, every second.
    pub poll: bool,
}

pub fn serve(options: &Options, showing: Showing, console: &Console) -> Exit {
    let options = &options.absolute();
    let server = match Server::bind(showing.address, console.language()) {
        Ok(server) => server,
        Err(cause) => {
            let address = showing.address.to_string();
            let cause = cause.to_string();
            console
                .complain("failure-serve", &[("address", address.into()), ("cause", cause.into())]);
            return Exit::Environment;
        }
    };
    let Some(watch) = start(options.root(), showing.poll, console) else {
        return Exit::Environment;
    };
    let (url, announcer) = (server.url(), server.announcer());
    let window = Arc::new(Window::default());
    let pages = Arc::new(Desk {
        window: Arc::clone(&window),
        console: console.plain(),
        options: options.absolute(),
    });
    std::thread::spawn(move || server.run(pages));
    let mut rounds = Rounds {
        options,
        console,
        announcer,
        window,
        memo: Memo::default(),
        tree: None,
        day: None,
        failure: None,
    };
    rounds.round();
    console.tell("serve-ready", &[("url", url.as_str().into())]);
    if showing.open && browser::open(&url).is_err() {
        console.remark("serve-no-browser", &[("url", url.into())]);
    }
    go_on(watch, console, || rounds.round())
}

/// What is shown at present.
#[derive(Default)]
struct Window {
    shown: Mutex<Shown>,
    /// Told when there is something to show for the first time.
    opened: Condvar,
}

#[derive(Default)]
struct Shown {
    today: Option<Arc<Edition>>,
    days: Vec<(Date, Arc<Edition>)>,
    /// Why there is nothing to show.
    faults: Option<String>,
}

impl Window {
    /// The site of today; waits for the first one.
    fn today(&self) -> Result<Arc<Edition>, String> {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match (&shown.today, &shown.faults) {
                (Some(edition), _) => return Ok(Arc::clone(edition)),
                (None, Some(faults)) => return Err(faults.clone()),
                (None, None) => {
                    shown = self.opened.wait(shown).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    fn on(
        &self,
        day: Date,
        make: impl FnOnce(&Edition) -> Edition,
    ) -> Result<Arc<Edition>, String> {
        let today = self.today()?;
        let known = |shown: &Shown| {
            shown.days.iter().find(|(other, _)| *other == day).map(|(_, it)| Arc::clone(it))
        };
        if let Some(edition) = known(&self.shown.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(edition);
        }
        let edition = Arc::new(make(&today));
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        // Unless the sources have changed meanwhile.
        if shown.today.as_ref().is_some_and(|now| Arc::ptr_eq(now, &today)) {
            shown.days.truncate(DAYS - 1);
            shown.days.insert(0, (day, Arc::clone(&edition)));
        }
        Ok(edition)
    }

    fn show(&self, edition: Arc<Edition>) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        *shown = Shown { today: Some(edition), ..Shown::default() };
        self.opened.notify_all();
    }

    /// There is nothing to show yet, for this reason.
    fn explain(&self, faults: &str) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.faults = Some(faults.to_owned());
        self.opened.notify_all();
    }
}

/// Answers from what is shown.
struct Desk {
    window: Arc<Window>,
    console: Console,
    options: Options,
}

impl Pages for Desk {
    fn file(&self, path: &str, today: Option<Date>) -> Found {
        let edition = match today {
            None => self.window.today(),
            Some(today) => {
                let moment = self.options.request(Goal::Check).moment;
                self.window.on(today, |now| now.on(Moment { today, ..moment }))
            }
        };
        match edition {
            Err(faults) => Found::Faulty(faults),
            Ok(edition) => match edition.file(path) {
                None => Found::Missing,
                Some(Ok(bytes)) => Found::File(bytes),
                Some(Err(faults)) => {
                    Found::Faulty(self.console.text(&faults, |path| edition.text(path)))
                }
            },
        }
    }
}

struct Rounds<'a> {
    options: &'a Options,
    console: &'a Console,
    announcer: Announcer,
    window: Arc<Window>,
    memo: Memo,
    /// The tree of the last round; None when it could not be read.
    tree: Option<Tree>,
    day: Option<Date>,
    /// What failed last, so that it is said once.
    failure: Option<String>,
}

impl Rounds<'_> {
    /// Shows what there is anew if anything changed, and says so in one line.
    fn round(&mut self) -> Outcome {
        let request = self.options.request(Goal::Check);
        let day = request.moment.today;
        let nothing = Tree::default();
        let before = self.tree.as_ref().unwrap_or(&nothing);
        let read = match source::read_since(before, &request.root) {
            Ok(read) => read,
            Err(fault) => return self.failed(&Failure::Read(fault)),
        };
        self.failure = None;
        let changed = self.tree.as_ref().map(|before| read.0.changes_since(before));
        if changed.as_ref().is_some_and(Vec::is_empty) && self.day == Some(day) {
            self.tree = Some(read.0);
            return Outcome::Same;
        }
        let tree = read.0.clone();
        let (edition, time) = clock::timed(|| Edition::new(read, &request, &mut self.memo));
        let faults = match &edition {
            Ok(edition) => self.faults(&edition.findings, |path| edition.text(path)),
            Err(unusable) => self.faults(&unusable.findings, |path| unusable.text(path)),
        };
        let is_first = self.tree.is_none();
        let files = edition.as_ref().map_or(0, |edition| edition.len());
        let changed_assets = match edition {
            // With errors the last good state goes on; at first there is none.
            Ok(edition) if faults.is_none() || !self.has_shown() => self.put_up(edition),
            Ok(_) => Vec::new(),
            Err(_) => {
                self.window.explain(faults.as_deref().unwrap_or_default());
                Vec::new()
            }
        };
        let line = if faults.is_some() { "serve-stays" } else { "serve-shown" };
        self.announcer.tell(News { changed: changed_assets, faults });
        let changed = changed.unwrap_or_default();
        self.console.tell(
            line,
            &[
                ("time", clock::time_of_day().into()),
                ("changed", changed.len().into()),
                ("names", names(&changed).into()),
                ("files", files.into()),
                ("seconds", seconds(time).into()),
            ],
        );
        self.tree = Some(tree);
        self.day = Some(day);
        if is_first { Outcome::Built } else { Outcome::Changed }
    }

    fn failed(&mut self, failure: &Failure) -> Outcome {
        self.tree = None;
        let said = format!("{failure:?}");
        if self.failure.as_ref() != Some(&said) {
            self.console.complain_of(failure);
            self.failure = Some(said);
        }
        Outcome::Failed
    }

    /// Shows findings on the terminal; as a text for the browser where there are errors.
    fn faults<'t>(
        &self,
        findings: &Findings,
        text_of: impl Fn(&SourcePath) -> Option<&'t str> + Copy,
    ) -> Option<String> {
        self.console.show(findings, text_of);
        findings.has_errors().then(|| self.console.text(findings, text_of))
    }

    fn has_shown(&self) -> bool {
        let shown = self.window.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.today.is_some()
    }

    /// Shows an edition; the pictures, style sheets and scripts that are others than before, or gone.
    fn put_up(&self, edition: Edition) -> Vec<String> {
        let edition = Arc::new(edition);
        let before = {
            let shown = self.window.shown.lock().unwrap_or_else(PoisonError::into_inner);
            shown.today.clone()
        };
        let changed = before.map_or_else(Vec::new, |before| {
            edition.inherit(&before);
            let (old, new) = (before.assets(), edition.assets());
            let paths = old.keys().chain(new.keys()).copied();
            let mut changed: Vec<_> = paths.filter(|path| old.get(path) != new.get(path)).collect();
            changed.dedup();
            changed.into_iter().map(ToOwned::to_owned).collect()
        });
        self.window.show(edition);
        changed
    }
}
