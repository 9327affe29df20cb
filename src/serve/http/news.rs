//! What changed, and who hears of it. A page says up to which state it knows, and is told the rest: after a
//! lost connection, a nap of the machine or a restart of the server, too.
//!
//! May use: nothing of this crate

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use hyper::body::Bytes;
use serde_json::json;
use tokio::sync::watch;

/// A silent connection says a word this often, or it is cut by what stands between.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// What a rebuild brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// Addresses of the website whose bytes are others now, or are gone: style sheets, pictures, scripts and
    /// so on. Pages may be left out, since every open one asks for itself.
    pub changed: Vec<String>,
    /// The findings as the terminal shows them, while there are errors.
    pub faults: Option<String>,
}

/// Tells every open page. Clones tell the same pages.
#[derive(Clone)]
pub struct Announcer(Arc<watch::Sender<State>>);

struct State {
    /// One run of the server: states of another run cannot be compared.
    run: u64,
    number: u64,
    /// The state that last changed each address.
    changed: BTreeMap<String, u64>,
    faults: Option<String>,
}

impl Announcer {
    pub(super) fn new() -> Self {
        let run = RandomState::new().hash_one(0);
        let state = State { run, number: 0, changed: BTreeMap::new(), faults: None };
        Announcer(Arc::new(watch::Sender::new(state)))
    }

    /// To be called once the new state answers, or a page would look too early.
    pub fn tell(&self, news: News) {
        self.0.send_modify(|state| {
            state.number += 1;
            let number = state.number;
            let files = news.changed.into_iter().filter(|address| !address.ends_with(".html"));
            state.changed.extend(files.map(|address| (address, number)));
            state.faults = news.faults;
        });
    }

    /// The state as it is, to be written into a page.
    pub(super) fn now(&self) -> String {
        self.0.borrow().name()
    }

    /// What a page that knows `seen` does not know.
    pub(super) fn since(&self, seen: &str) -> String {
        self.0.borrow().since(seen)
    }

    /// A stream of events for one page.
    pub(super) fn events(&self, seen: String) -> Channel<Bytes> {
        let (sender, body) = Channel::new(1);
        tokio::spawn(report(self.0.subscribe(), sender, seen));
        body
    }
}

impl State {
    fn name(&self) -> String {
        format!("{:x}.{}", self.run, self.number)
    }

    fn since(&self, seen: &str) -> String {
        let seen = seen
            .split_once('.')
            .filter(|(run, _)| *run == format!("{:x}", self.run))
            .and_then(|(_, number)| number.parse::<u64>().ok());
        let changed = seen.map(|seen| {
            let newer = self.changed.iter().filter(|(_, number)| **number > seen);
            newer.map(|(address, _)| address).collect::<Vec<_>>()
        });
        json!({ "seen": self.name(), "changed": changed, "faults": self.faults }).to_string()
    }
}

/// Sends what is new until the page is closed.
async fn report(mut states: watch::Receiver<State>, mut page: Sender<Bytes>, mut seen: String) {
    loop {
        let (name, news) = {
            let state = states.borrow_and_update();
            (state.name(), state.since(&seen))
        };
        let event = format!("retry: 500\nid: {name}\ndata: {news}\n\n");
        seen = name;
        if page.send_data(event.into()).await.is_err() {
            return;
        }
        loop {
            match tokio::time::timeout(SIGN_OF_LIFE, states.changed()).await {
                Ok(Ok(())) => break,
                Ok(Err(_)) => return,
                Err(_) => {
                    if page.send_data(Bytes::from_static(b":\n\n")).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}
