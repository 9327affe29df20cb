//! What was made of costly jobs, by fingerprint: each is made once, however many ask for it at the same time.
//!
//! May use: diagnostics, render

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::diagnostics::Findings;
use crate::render::Output;

/// Up to so many bytes of it; what is more takes the place of something else.
pub(super) struct Kept {
    most: usize,
    slots: Mutex<Slots>,
}

#[derive(Default)]
struct Slots {
    by_fingerprint: HashMap<blake3::Hash, Slot>,
    /// Bytes in all of them.
    bytes: usize,
}

/// The files of one fingerprint. Who needs them while they are being made waits for them.
type Slot = Arc<Mutex<Option<Output>>>;

impl Slots {
    /// Forgets some of what is not being made or handed out at this moment.
    fn shrink_to(&mut self, most: usize) {
        let Slots { by_fingerprint, bytes } = self;
        if *bytes <= most {
            return;
        }
        by_fingerprint.retain(|_, slot| {
            let kept = slot.try_lock().ok().and_then(|output| output.as_ref().map(size));
            let goes = kept.filter(|_| *bytes > most);
            *bytes -= goes.unwrap_or_default();
            goes.is_none()
        });
    }
}

/// A poisoned lock means that another job panicked; whoever waited for it makes the files anew.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn size(output: &Output) -> usize {
    output.files.iter().map(|file| file.len()).sum()
}

impl Kept {
    pub fn up_to(most: usize) -> Self {
        Kept { most, slots: Mutex::default() }
    }

    /// What was made for this fingerprint before, or what `make` makes now.
    pub fn get_or_make(
        &self,
        fingerprint: blake3::Hash,
        make: impl FnOnce() -> Result<Output, Findings>,
    ) -> Result<Output, Findings> {
        let slot = Arc::clone(locked(&self.slots).by_fingerprint.entry(fingerprint).or_default());
        let mut place = locked(&slot);
        if let Some(output) = place.as_ref() {
            return Ok(output.clone());
        }
        let output = make()?;
        let bytes = size(&output);
        if bytes <= self.most {
            *place = Some(output.clone());
            let mut slots = locked(&self.slots);
            slots.bytes += bytes;
            slots.shrink_to(self.most);
        }
        Ok(output)
    }

    /// Takes over what `earlier` keeps, but for what is being made at this moment.
    pub fn inherit(&self, earlier: &Kept) {
        let theirs = locked(&earlier.slots).by_fingerprint.clone();
        let mut own = locked(&self.slots);
        for (fingerprint, slot) in theirs {
            let bytes = slot.try_lock().ok().and_then(|output| output.as_ref().map(size));
            if let Some(bytes) = bytes {
                let is_news = own.by_fingerprint.insert(fingerprint, slot).is_none();
                own.bytes += if is_news { bytes } else { 0 };
            }
        }
    }

    /// What is kept in the end.
    pub fn into_outputs(self) -> HashMap<blake3::Hash, Output> {
        let slots = self.slots.into_inner().unwrap_or_else(PoisonError::into_inner);
        let outputs = slots.by_fingerprint.into_iter();
        outputs
            .filter_map(|(fingerprint, slot)| Some((fingerprint, locked(&slot).take()?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn output(bytes: usize) -> Result<Output, Findings> {
        Ok(Output::from(vec![Arc::from(vec![0; bytes])]))
    }

    #[test]
    fn who_asks_while_it_is_made_waits_for_it() {
        let (kept, made) = (Kept::up_to(100), AtomicUsize::new(0));
        let ask = || {
            kept.get_or_make(blake3::hash(b"poster"), || {
                made.fetch_add(1, Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(50));
                output(10)
            })
        };
        std::thread::scope(|scope| {
            let askers: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
            askers.into_iter().for_each(|it| assert_eq!(size(&it.join().unwrap().unwrap()), 10));
        });
        assert_eq!(made.into_inner(), 1);
    }

    #[test]
    fn what_is_too_much_is_forgotten_and_faults_are_not_kept() {
        let kept = Kept::up_to(100);
        let (one, two) = (blake3::hash(b"1"), blake3::hash(b"2"));
        assert!(kept.get_or_make(one, || Err(Findings::new())).is_err());
        kept.get_or_make(one, || output(60)).unwrap();
        kept.get_or_make(one, || unreachable!("it is kept")).unwrap();
        kept.get_or_make(two, || output(60)).unwrap();
        kept.get_or_make(blake3::hash(b"3"), || output(101)).unwrap();
        assert_eq!(kept.into_outputs().into_keys().collect::<Vec<_>>(), [two]);
    }
}
