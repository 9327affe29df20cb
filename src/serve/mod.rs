//! Staying with the author: what changed on the disk, told as values.
//!
//! May use: nothing of this crate

pub mod watch;
