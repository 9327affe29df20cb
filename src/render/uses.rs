//! What a template really uses: its own file and those it calls, directly or not.
//!
//! May use: nothing of this crate

use std::collections::BTreeSet;

/// `start` and all that `calls` leads to from there.
pub(super) fn reached<T: Copy + Ord>(
    start: impl IntoIterator<Item = T>,
    calls: impl Fn(T) -> Vec<T>,
) -> BTreeSet<T> {
    let mut waiting: Vec<T> = start.into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(next) = waiting.pop() {
        if reached.insert(next) {
            waiting.extend(calls(next));
        }
    }
    reached
}
