//! The operator's browser.
//!
//! May use: nothing of this crate

use std::io;

/// Opens `url`. Some machines have no browser, and this is no reason to end.
pub fn open(url: &str) -> io::Result<()> {
    open::that_detached(url)
}
