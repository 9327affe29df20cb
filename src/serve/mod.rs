//! Staying with the author: what changed on the disk, told as values, and the site in a browser.
//!
//! May use: nothing of this crate

mod aim;
pub mod http;
#[cfg(test)]
mod tests;
pub mod watch;
