//! The command line as it may be typed: commands, options and their help.
//!
//! May use: config

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use crate::cli::console::Console;
use crate::config::print::Format;

/// Years whose lunar dates are known.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2100;

pub fn command(console: &Console) -> Command {
    let say = |name: &str| console.say(name, &[]);
    let template =
        format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", say("help-usage"));
    let command = |name: &'static str, about: &str| {
        Command::new(name)
            .about(say(about))
            .help_template(template.clone())
            .disable_help_flag(true)
            .arg(help_flag(console))
            .next_help_heading(say("help-options"))
    };
    let atomic = Arg::new("atomic").long("atomic").action(ArgAction::SetTrue);
    let atomic = atomic.help(say("help-atomic"));
    let folder = Arg::new("dir").required(true).value_parser(value_parser!(PathBuf));
    let poll = Arg::new("poll").long("poll").action(ArgAction::SetTrue);
    let poll = poll.help(say("help-poll"));
    command("banbao", "help-about")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(say("help-commands"))
        .subcommand_value_name("COMMAND")
        .after_help(say("help-exit-codes"))
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(say("help-version")),
        )
        .arg(
            Arg::new("licences")
                .long("licenses")
                .action(ArgAction::SetTrue)
                .help(say("help-licences")),
        )
        .args(shared(console))
        .subcommand(command("build", "help-build").arg(atomic.clone()))
        .subcommand(command("watch", "help-watch").args([atomic, poll.clone()]))
        .subcommand(serve(command("serve", "help-serve"), console).arg(poll))
        .subcommand(command("check", "help-check"))
        .subcommand(calendar(command("calendar", "help-calendar"), console))
        .subcommand(print(command("print", "help-print"), console))
        .subcommand(
            command("new", "help-new")
                .arg(folder.help(say("help-dir")).help_heading(say("help-arguments"))),
        )
}

fn serve(command: Command, console: &Console) -> Command {
    let option = |name: &'static str, value: &'static str, help: &str| {
        Arg::new(name).long(name).value_name(value).help(console.say(help, &[]))
    };
    let open = Arg::new("open").long("open").action(ArgAction::SetTrue);
    command
        .arg(option("address", "IP", "help-address").value_parser(value_parser!(IpAddr)))
        .arg(option("port", "N", "help-port").value_parser(value_parser!(u16)))
        .arg(open.help(console.say("help-open", &[])))
}

fn calendar(command: Command, console: &Console) -> Command {
    let option = |name: &'static str, value: &'static str, help: &str| {
        Arg::new(name).long(name).value_name(value).help(console.say(help, &[]))
    };
    let next = Arg::new("next").long("next").action(ArgAction::SetTrue);
    command
        .arg(
            option("year", "YYYY", "help-year")
                .value_parser(value_parser!(i16).range(YEARS))
                .conflicts_with_all(["months", "next"]),
        )
        .arg(
            option("months", "N", "help-months")
                .value_parser(value_parser!(u32).range(1..=24))
                .conflicts_with("next"),
        )
        .arg(next.help(console.say("help-next", &[])))
}

fn print(command: Command, console: &Console) -> Command {
    let option = |name: &'static str, value: &'static str, help: &str| {
        Arg::new(name).long(name).value_name(value).help(console.say(help, &[]))
    };
    let flag = |name: &'static str, help: &str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(console.say(help, &[]))
    };
    let what = Arg::new("what").value_name("WHAT").num_args(0..);
    let formats = Format::words(&Format::ALL.map(|(format, ..)| format));
    command
        .arg(
            what.help(console.say("help-print-what", &[]))
                .help_heading(console.say("help-arguments", &[])),
        )
        .arg(flag("list", "help-print-list"))
        .arg(
            option("format", "FORMAT", "help-format")
                .value_parser(formats)
                .hide_possible_values(true),
        )
        .arg(option("size", "SIZE", "help-size"))
        .arg(option("orientation", "portrait|landscape", "help-orientation"))
        .arg(option("layout", "headline|cards|picture", "help-layout"))
        .arg(option("profile", "office|mono|shop", "help-profile"))
        .arg(option("tile", "A4|A3", "help-tile"))
        .arg(flag("full-text", "help-full-text"))
        .arg(option("text", "TEXT", "help-text"))
}

fn help_flag(console: &Console) -> Arg {
    Arg::new("help")
        .long("help")
        .short('h')
        .action(ArgAction::Help)
        .help(console.say("help-help", &[]))
        .help_heading(console.say("help-options", &[]))
}

/// Options that may stand before or behind the command.
fn shared(console: &Console) -> Vec<Arg> {
    let option = |name: &'static str, value: &'static str, help: &str| {
        Arg::new(name).long(name).value_name(value).help(console.say(help, &[])).global(true)
    };
    let flag = |name: &'static str, help: &str| {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(console.say(help, &[]))
            .global(true)
    };
    vec![
        option("root", "DIR", "help-root").value_parser(value_parser!(PathBuf)),
        option("out", "DIR", "help-out").value_parser(value_parser!(PathBuf)),
        option("today", "YYYY-MM-DD", "help-today"),
        flag("drafts", "help-drafts"),
        flag("future", "help-future"),
        option("deny", "warnings", "help-deny").value_parser(["warnings"]),
        option("lang", "zh|en", "help-lang").value_parser(["zh", "en"]),
        flag("json", "help-json"),
    ]
}
