//! The clock, read here and nowhere else.
//!
//! May use: nothing of this crate

#![expect(clippy::disallowed_methods, reason = "`cli` is the module that sees the clock")]

use std::time::{Duration, Instant};

use jiff::Zoned;
use jiff::civil::Date;

/// The date where the machine stands.
pub fn today() -> Date {
    Zoned::now().date()
}

/// The time of day, `14:03:05`.
pub fn time_of_day() -> String {
    Zoned::now().strftime("%H:%M:%S").to_string()
}

/// Since when something is so.
#[derive(Debug, Clone, Copy)]
pub struct Since(Instant);

impl Since {
    pub fn now() -> Self {
        Since(Instant::now())
    }

    /// Whether that is longer ago than `time`.
    pub fn is_over(self, time: Duration) -> bool {
        self.0.elapsed() > time
    }
}

/// Runs `work` and says how long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}
