//! Staying with the author: what changed on the disk, told as values.
//!
//! May use: nothing of this crate

mod aim;
#[cfg(test)]
mod tests;
pub mod watch;
