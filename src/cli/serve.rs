//! `banbao serve`: the site in a browser, made page by page as somebody looks at it.
//!
//! May use: diagnostics, pipeline, plan, serve, site, source

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

use jiff::civil::Date;

use super::args::Options;
use super::clock;
use super::console::{Console, seconds};
use super::sources::{Look, Sources};
use super::watch::{Outcome, go_on, names, start};
use super::{Exit, browser};
use crate::diagnostics::{Findings, SourcePath};
use crate::pipeline::{Edition, Failure, Goal, Memo, Request, Unusable};
use crate::plan;
use crate::serve::http::{Announcer, Found, News, Pages, Server};
use crate::site::Moment;
use crate::source::{ReadError, Tree};

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
        Err(cause) => return refused(showing.address, &cause, console),
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
    let (ended, is_over) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        // The receiver lives as long as the process.
        let _ = ended.send(server.run(pages, plan::STACK));
    });
    let mut rounds = Rounds {
        options,
        console,
        announcer,
        window,
        memo: Memo::default(),
        sources: Sources::default(),
        failure: None,
    };
    rounds.round(None);
    if let Ok(Err(cause)) = is_over.try_recv() {
        return refused(showing.address, &cause, console);
    }
    console.tell("serve-ready", &[("url", url.as_str().into())]);
    if showing.open && browser::open(&url).is_err() {
        console.remark("serve-no-browser", &[("url", url.into())]);
    }
    go_on(watch, console, |paths| rounds.round(paths))
}

fn refused(address: SocketAddr, cause: &std::io::Error, console: &Console) -> Exit {
    let (address, cause) = (address.to_string(), cause.to_string());
    console.complain("failure-serve", &[("address", address.into()), ("cause", cause.into())]);
    Exit::Environment
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
    /// Whether its sources have no errors.
    is_good: bool,
    /// Of other days, each made when somebody first asks for it.
    days: Vec<(Date, Arc<OnceLock<Arc<Edition>>>)>,
    /// Why there is nothing to show.
    faults: Option<String>,
}

impl Window {
    /// The site of today and what else is shown; waits for the first one.
    fn wait(&self) -> Result<(Arc<Edition>, MutexGuard<'_, Shown>), String> {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match (&shown.today, &shown.faults) {
                (Some(edition), _) => return Ok((Arc::clone(edition), shown)),
                (None, Some(faults)) => return Err(faults.clone()),
                (None, None) => {
                    shown = self.opened.wait(shown).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    fn today(&self) -> Result<Arc<Edition>, String> {
        self.wait().map(|(today, _)| today)
    }

    fn on(
        &self,
        day: Date,
        make: impl FnOnce(&Edition) -> Edition,
    ) -> Result<Arc<Edition>, String> {
        let (today, mut shown) = self.wait()?;
        let known = shown.days.iter().position(|(other, _)| *other == day);
        let edition = known.map(|at| shown.days.remove(at).1).unwrap_or_default();
        // The day looked at last stays longest.
        shown.days.truncate(DAYS - 1);
        shown.days.insert(0, (day, Arc::clone(&edition)));
        drop(shown);
        Ok(Arc::clone(edition.get_or_init(|| Arc::new(make(&today)))))
    }

    fn show(&self, edition: Arc<Edition>, is_good: bool) {
        let now = Shown { today: Some(edition), is_good, ..Shown::default() };
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *shown, now);
        drop(shown);
        self.opened.notify_all();
        // Clearing away a large site takes longer than anybody should wait for the next page.
        let _ = std::thread::Builder::new().spawn(|| drop(before));
    }

    /// Whether there is something to show.
    fn is_open(&self) -> bool {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).today.is_some()
    }

    /// Whether the sources of what is shown have no errors.
    fn shows_good(&self) -> bool {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).is_good
    }

    /// What is shown was checked.
    fn judge(&self, is_good: bool) {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).is_good = is_good;
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
                self.window.on(today, |now| {
                    let edition = now.on(Moment { today, ..moment });
                    edition.inherit(now);
                    edition
                })
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
    sources: Sources,
    /// What failed last, so that it is said once.
    failure: Option<String>,
}

impl Rounds<'_> {
    /// Shows what there is anew if anything changed, and says so in one line.
    fn round(&mut self, paths: Option<&[PathBuf]>) -> Outcome {
        let request = self.options.request(Goal::Check);
        let look = match self.sources.look(&request, paths) {
            Ok(look) => look,
            Err(fault) => return self.failed(fault),
        };
        self.failure = None;
        let Some(Look { read, changed }) = look else { return Outcome::Same };
        let (site, time) = clock::timed(|| self.site(read, &request));
        let (faults, files, changed_assets) = match site {
            Ok((edition, findings, assets)) => {
                (self.faults(&findings, |path| edition.text(path)), edition.len(), assets)
            }
            Err(unusable) => {
                let faults = self.faults(&unusable.findings, |path| unusable.text(path));
                self.window.explain(faults.as_deref().unwrap_or_default());
                (faults, 0, Vec::new())
            }
        };
        let line = if faults.is_some() { "serve-stays" } else { "serve-shown" };
        self.announcer.tell(News { changed: changed_assets, faults });
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
        if changed.is_empty() { Outcome::Built } else { Outcome::Changed }
    }

    /// The site as it is now, shown already if it is to be shown; all there is to say of it; and the pictures, style
    /// sheets and scripts that are others than before.
    fn site(
        &mut self,
        read: (Tree, Findings),
        request: &Request,
    ) -> Result<(Arc<Edition>, Findings, Vec<String>), Box<Unusable>> {
        if !self.window.is_open() {
            // Somebody is waiting for the first page: what is wrong is told when it is there.
            let edition = Arc::new(Edition::unchecked(read, request, &mut self.memo)?);
            self.put_up(&edition, true);
            let findings = edition.check(request, &mut self.memo);
            self.window.judge(!findings.has_errors());
            return Ok((edition, findings, Vec::new()));
        }
        let edition = Arc::new(Edition::new(read, request, &mut self.memo)?);
        let findings = edition.findings.clone();
        let is_good = !findings.has_errors();
        // With errors the last good state goes on; at first there is none.
        let is_shown = is_good || !self.window.shows_good();
        let assets = if is_shown { self.put_up(&edition, is_good) } else { Vec::new() };
        Ok((edition, findings, assets))
    }

    /// The folder cannot be read: what was shown stays, and who waits for the first site is told.
    fn failed(&mut self, fault: ReadError) -> Outcome {
        let (path, cause) = (fault.path.display().to_string(), fault.cause.to_string());
        let said = [("path", path.into()), ("cause", cause.into())];
        let said = self.console.say("failure-read", &said);
        if self.failure.as_ref() != Some(&said) {
            self.console.complain_of(&Failure::Read(fault));
            self.window.explain(&said);
            self.announcer.tell(News { faults: Some(said.clone()), ..News::default() });
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

    /// Shows an edition; the pictures, style sheets and scripts that are others than before, or gone.
    fn put_up(&self, edition: &Arc<Edition>, is_good: bool) -> Vec<String> {
        let before = {
            let shown = self.window.shown.lock().unwrap_or_else(PoisonError::into_inner);
            shown.today.clone()
        };
        let changed = before.map_or_else(Vec::new, |before| {
            edition.inherit(&before);
            let (old, new) = (before.assets(), edition.assets());
            let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            let changed = paths.into_iter().filter(|path| old.get(*path) != new.get(*path));
            changed.cloned().collect()
        });
        self.window.show(Arc::clone(edition), is_good);
        changed
    }
}
