//! `banbao new <dir>`.
//!
//! May use: output

use std::path::Path;

use super::Exit;
use super::args::Options;
use super::console::Console;
use crate::output::{ScaffoldError, write_new};

pub fn new(folder: &Path, options: &Options, console: &Console) -> Exit {
    let shown = || folder.display().to_string();
    match write_new(folder, &options.today().to_string()) {
        Ok(files) => {
            console.tell("new-done", &[("path", shown().into()), ("files", files.into())]);
            Exit::Done
        }
        Err(ScaffoldError::NotEmpty(_)) => {
            console.complain("new-not-empty", &[("path", shown().into())]);
            Exit::Usage
        }
        Err(ScaffoldError::Disk { path, cause }) => {
            console.complain_of_disk(&path, &cause);
            Exit::Environment
        }
    }
}
