//! Numbers that look random and are the same in every run: a plain generator after Knuth.

use std::time::Duration;

pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// Less than `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.next() as usize % sides
    }

    pub fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }

    pub fn below(&mut self, limit: Duration) -> Duration {
        limit.mul_f64(self.next() as f64 / (1_u64 << 31) as f64)
    }
}
