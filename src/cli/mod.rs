//! The command line: the only module that sees arguments, clock, environment and terminal.
//!
//! Exit codes: 0 done; 1 faults in the content, nothing published; 2 wrong usage; 3 the environment failed.
//!
//! May use: almanac, diagnostics, messages, output, pipeline, serve, site, source

mod args;
mod browser;
mod build;
mod calendar;
mod clock;
mod console;
mod new;
mod print;
mod refusal;
mod serve;
mod sources;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Action, Asked};
use console::Console;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    Done = 0,
    Faults = 1,
    Usage = 2,
    Environment = 3,
}

/// Runs one command.
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let language = args::language(&arguments);
    let mut console = Console::new(language);
    let exit = match args::parse(arguments, &console) {
        Ok(Asked { options, action }) => {
            console.json = options.json;
            match action {
                Action::Build => build::build(&options, &console),
                Action::Check => build::check(&options, &console),
                Action::Watch { poll } => watch::watch(&options, poll, &console),
                Action::Serve(showing) => serve::serve(&options, showing, &console),
                Action::Calendar(question) => calendar::calendar(question, &options, &console),
                Action::PrintList => print::list(&options, &console),
                Action::Print(question) => print::print(&question, &options, &console),
                Action::New(folder) => new::new(&folder, &options, &console),
                Action::Licences => {
                    console.print(include_str!("licences.txt"));
                    Exit::Done
                }
            }
        }
        Err(args::Stop::Shown) => Exit::Done,
        Err(args::Stop::Wrong) => Exit::Usage,
    };
    ExitCode::from(exit as u8)
}
