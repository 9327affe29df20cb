//! Watching folders. The only room that knows `notify`.
//!
//! It says *that* something may have changed, never what to rebuild: whoever listens reads the tree again and
//! compares, so that an editor's detour over a temporary file, a lost event or an overflowing queue cannot
//! leave a stale page behind. Of a save it also says where, for a quick look; a look at everything is due soon
//! after. As systems do lose events, it also says from time to time that a look is due; where a look keeps finding
//! what no event told, it goes over to looking every second.
//!
//! May use: nothing of this crate

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::sleep;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::aim::Aim;

/// The beat in which a burst is listened to.
const BEAT: Duration = Duration::from_millis(5);
/// So many paths are one save, whatever its detours; more are a checkout or a copy.
const FEW: usize = 6;
/// How a save ends: so many beats of silence, at the latest after so many beats.
const SAVE: (u32, u32) = (4, 100);
/// The same for a checkout or a copy, whose state half-way is of no use to anybody.
const COPY: (u32, u32) = (40, 600);

/// A second look after a change, for what was told too early, and the looks where nothing tells of changes.
const SOON: Duration = Duration::from_secs(1);
/// Looks while nothing is told.
const LATER: Duration = Duration::from_secs(10);
/// Looking takes no more than this part of the time, unless a look takes seconds.
const SHARE: u32 = 10;
/// The longest pause between two looks.
const SELDOM: Duration = Duration::from_secs(30);
/// How often a root that is gone is looked for.
const RETURN: Duration = Duration::from_millis(200);

/// What a wait brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Something may have changed: nothing but these files or folders, where that is known.
    Changed(Option<Vec<PathBuf>>),
    /// Nothing was told; a look is due anyway.
    Look,
    /// Nothing will be told any more: from here on every wait ends in a look.
    Polling(Why),
}

/// Why a watch only looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The system has no watches left.
    Limit,
    /// The disk changes and tells nothing: a network drive, for instance.
    Silent,
    /// The system refuses to watch.
    Refused(String),
}

/// A watch over some folders below a root; they and the root may vanish and come back.
pub struct Watch {
    root: PathBuf,
    folders: &'static [&'static str],
    state: State,
    trust: Trust,
    /// Whether the watch was begun anew because it had missed a change.
    renewed: bool,
}

enum State {
    Listening(Listening),
    /// The root is gone.
    Lost,
    /// Refused, and not yet told.
    Refused(Why),
    Polling,
}

struct Listening {
    aim: Aim,
    events: Receiver<notify::Result<notify::Event>>,
    burst: Burst,
    /// Ends its thread when dropped.
    _watcher: RecommendedWatcher,
}

/// How far the silence of the system is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// It told of a change just now; what was told too early is found by a second look.
    Told,
    /// That look is done.
    Checked,
    /// It has been silent for long.
    Silent,
    /// A look found what it did not tell; perhaps it is about to.
    Missed,
}

impl Watch {
    /// Watches `folders` below `root`, and the root itself for their coming and going. With `poll` it only
    /// looks, for disks that tell nothing.
    ///
    /// # Errors
    /// When there is no such root now; later it may come and go.
    pub fn new(root: &Path, folders: &'static [&'static str], poll: bool) -> io::Result<Self> {
        Aim::take(root, folders)?;
        let (root, trust) = (root.to_path_buf(), Trust::Told);
        let mut watch = Watch { root, folders, state: State::Polling, trust, renewed: false };
        if !poll {
            watch.begin();
        }
        Ok(watch)
    }

    /// Waits until there is a reason to read the tree again. `effort` is the time such a look takes.
    pub fn wait(&mut self, effort: Duration) -> Event {
        let pause = effort.saturating_mul(SHARE).min(SELDOM);
        match &mut self.state {
            State::Listening(listening) => {
                let patience = match self.trust {
                    Trust::Told | Trust::Missed => SOON.max(pause),
                    Trust::Checked | Trust::Silent => LATER.max(pause),
                };
                match listening.hear(patience) {
                    Ok(Heard::Nothing) => self.on_silence(),
                    Ok(Heard::Changed(paths)) => self.told(paths),
                    Ok(Heard::Rebuilt) => {
                        self.begin();
                        self.told(None)
                    }
                    Err(why) => self.poll(why),
                }
            }
            State::Lost => {
                while !self.root.is_dir() {
                    sleep(RETURN);
                }
                self.begin();
                self.told(None)
            }
            State::Refused(why) => {
                let why = why.clone();
                self.poll(why)
            }
            State::Polling => {
                sleep(SOON.max(pause));
                Event::Look
            }
        }
    }

    /// A look found changes that nothing had told of.
    pub fn missed(&mut self) {
        if self.trust == Trust::Silent {
            self.trust = Trust::Missed;
        }
    }

    fn told(&mut self, paths: Option<Vec<PathBuf>>) -> Event {
        self.trust = Trust::Told;
        self.renewed = false;
        Event::Changed(paths)
    }

    fn poll(&mut self, why: Why) -> Event {
        self.state = State::Polling;
        Event::Polling(why)
    }

    /// What follows when the time of a wait is over.
    pub(super) fn on_silence(&mut self) -> Event {
        match self.trust {
            Trust::Missed if self.renewed => return self.poll(Why::Silent),
            Trust::Missed => {
                self.renewed = true;
                self.begin();
                self.trust = Trust::Checked;
            }
            Trust::Told => self.trust = Trust::Checked,
            Trust::Checked | Trust::Silent => {
                self.trust = Trust::Silent;
                // A folder further up may have been renamed, or a link replaced, behind our back.
                let aim = Aim::take(&self.root, self.folders).ok();
                if let State::Listening(listening) = &self.state
                    && aim.as_ref() != Some(&listening.aim)
                {
                    self.begin();
                    return self.told(None);
                }
            }
        }
        Event::Look
    }

    /// Begins the watch anew, with the folders and links that are there now.
    fn begin(&mut self) {
        self.state = match Listening::begin(&self.root, self.folders) {
            Ok(listening) => State::Listening(listening),
            Err(_) if !self.root.is_dir() => State::Lost,
            Err(fault) => State::Refused(why(&fault)),
        };
    }
}

enum Heard {
    Nothing,
    /// As in [`Event::Changed`].
    Changed(Option<Vec<PathBuf>>),
    /// Folders or links came or went: the watch has to begin anew.
    Rebuilt,
}

impl Listening {
    fn begin(root: &Path, folders: &[&str]) -> notify::Result<Self> {
        let aim = Aim::take(root, folders).map_err(notify::Error::io)?;
        let (sender, events) = channel();
        // Links are in the aim; a link that leaves the root may lead to a whole disk.
        let config = notify::Config::default().with_follow_symlinks(false);
        let within = aim.clone();
        let tell = move |event: notify::Result<notify::Event>| {
            if event.as_ref().map_or(true, |event| is_change(event, &within)) {
                // The receiver is gone only when the watch is over.
                let _ = sender.send(event);
            }
        };
        let mut watcher = RecommendedWatcher::new(tell, config)?;
        for (folder, deep) in aim.places() {
            let mode = if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match watcher.watch(folder, mode) {
                // Gone in this moment: whoever holds it tells so.
                Err(fault) if matches!(fault.kind, ErrorKind::PathNotFound) => {}
                result => result?,
            }
        }
        Ok(Listening { aim, events, burst: Burst::default(), _watcher: watcher })
    }

    /// Waits for the first event and for the end of its burst.
    fn hear(&mut self, patience: Duration) -> Result<Heard, Why> {
        (self.burst.rebuilds, self.burst.is_vague) = (false, false);
        // What follows so soon belongs to the burst before, also when a build lay between.
        let soon = (BEAT * COPY.0).min(patience);
        if !self.hear_one(soon)? {
            self.burst.paths.clear();
            if !self.hear_one(patience - soon)? {
                return Ok(Heard::Nothing);
            }
        }
        let (mut silent, mut beats) = (0, 0);
        loop {
            let (silence, longest) = if self.burst.paths.len() > FEW { COPY } else { SAVE };
            if silent >= silence || beats >= longest {
                break;
            }
            sleep(BEAT);
            beats += 1;
            silent += 1;
            for event in self.events.try_iter() {
                self.burst.take(event, &self.aim)?;
                silent = 0;
            }
        }
        Ok(if self.burst.rebuilds { Heard::Rebuilt } else { Heard::Changed(self.burst.paths()) })
    }

    /// Whether an event came in this time.
    fn hear_one(&mut self, patience: Duration) -> Result<bool, Why> {
        match self.events.recv_timeout(patience) {
            Ok(event) => self.burst.take(event, &self.aim).map(|()| true),
            Err(RecvTimeoutError::Timeout) => Ok(false),
            Err(RecvTimeoutError::Disconnected) => Err(Why::Refused("the watch ended".to_owned())),
        }
    }
}

/// Events that belong together.
#[derive(Default)]
struct Burst {
    /// No more than needed to tell a copy from a save.
    paths: HashSet<PathBuf>,
    /// Folders or links came or went.
    rebuilds: bool,
    /// Something was told without a path.
    is_vague: bool,
}

impl Burst {
    /// All of them, if they are few.
    fn paths(&self) -> Option<Vec<PathBuf>> {
        let is_whole = !self.is_vague && self.paths.len() <= FEW;
        is_whole.then(|| self.paths.iter().cloned().collect())
    }

    fn take(&mut self, event: notify::Result<notify::Event>, aim: &Aim) -> Result<(), Why> {
        let event = match event {
            Ok(event) => event,
            // A new folder could not be watched.
            Err(fault) if why(&fault) == Why::Limit => return Err(Why::Limit),
            Err(_) => {
                self.is_vague = true;
                return Ok(());
            }
        };
        // New folders may be among what was lost.
        self.rebuilds |= event.need_rescan();
        let moves = !matches!(
            event.kind,
            EventKind::Access(_)
                | EventKind::Modify(
                    ModifyKind::Any | ModifyKind::Data(_) | ModifyKind::Metadata(_)
                )
        );
        for path in event.paths.into_iter().filter(|path| aim.matters(path)) {
            self.rebuilds |= moves && (aim.holds(&path) || is_folder_or_link(&path));
            if self.paths.len() <= FEW {
                self.paths.insert(path);
            }
        }
        Ok(())
    }
}

/// Reading is no change; the end of writing is, also where the writing itself was not told.
fn is_change(event: &notify::Event, aim: &Aim) -> bool {
    let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
    event.need_rescan()
        || (!event.kind.is_access() || event.kind == written)
            && event.paths.iter().any(|path| aim.matters(path))
}

/// What has more below it than its own event tells.
fn is_folder_or_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|it| it.is_dir() || it.is_symlink())
}

fn why(fault: &notify::Error) -> Why {
    match &fault.kind {
        ErrorKind::MaxFilesWatch => Why::Limit,
        // ENFILE and EMFILE: every watch is an open file, too.
        ErrorKind::Io(cause) if matches!(cause.raw_os_error(), Some(23 | 24)) && cfg!(unix) => {
            Why::Limit
        }
        _ => Why::Refused(fault.to_string()),
    }
}
