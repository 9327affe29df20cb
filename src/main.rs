//! Arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    banbao::cli::main(std::env::args_os().collect())
}
