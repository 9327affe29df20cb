//! The command line as typed, and as meant.
//!
//! May use: config, messages, pipeline, site, source

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::clock;
use super::console::Console;
use super::serve::Showing;
use crate::config::print::{Format, Wishes};
use crate::messages::{Language, NOTHING};
use crate::pipeline::{Goal, PrintQuestion, Request};
use crate::site::Moment;
use crate::site::print::Wanted;
use crate::source;

/// The port of `banbao serve` when nobody names one.
const PORT: u16 = 4321;
/// How far `banbao calendar` looks ahead when nobody says.
const MONTHS: u32 = 3;
/// Years whose lunar dates are known.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2100;

/// What the operator asked for.
pub struct Asked {
    pub options: Options,
    pub action: Action,
}

pub enum Action {
    Build,
    Check,
    Watch {
        /// Only looks, every second: some disks tell of no changes.
        poll: bool,
    },
    Serve(Showing),
    Calendar(CalendarQuestion),
    /// What can be printed.
    PrintList,
    Print(Box<PrintQuestion>),
    New(PathBuf),
    Licences,
}

/// What `banbao calendar` is asked.
#[derive(Debug, Clone, Copy)]
pub enum CalendarQuestion {
    /// From today on, so many months.
    Months(u32),
    Year(i16),
    /// When the site changes next.
    Next,
}

/// Options every command has.
pub struct Options {
    root: PathBuf,
    out: PathBuf,
    atomic: bool,
    today: Option<Date>,
    drafts: bool,
    future: bool,
    deny_warnings: bool,
    pub json: bool,
}

/// There is nothing left to do.
pub enum Stop {
    /// Help or version was shown.
    Shown,
    /// The command line was wrong, and the operator was told.
    Wrong,
}

impl Options {
    /// The request for `goal`; today is asked anew each time, so that a watch follows the calendar.
    pub fn request(&self, goal: Goal) -> Request {
        Request {
            root: self.root.clone(),
            out: self.out.clone(),
            atomic: self.atomic,
            moment: Moment { today: self.today(), drafts: self.drafts, future: self.future },
            goal,
            deny_warnings: self.deny_warnings,
        }
    }

    pub fn today(&self) -> Date {
        self.today.unwrap_or_else(clock::today)
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The same with whole paths, for a command that goes on while folders move.
    pub fn absolute(&self) -> Options {
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        Options { root: whole(&self.root), out: whole(&self.out), ..*self }
    }
}

/// The language to speak: `--lang`, else the system's.
pub fn language(arguments: &[OsString]) -> Language {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let asked = texts.iter().enumerate().find_map(|(at, text)| match text.strip_prefix("--lang") {
        Some("") => texts.get(at + 1).copied(),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    let system = || sys_locale::get_locale().unwrap_or_default();
    asked.map_or_else(|| Language::of_locale(&system()), Language::of_locale)
}

pub fn parse(arguments: Vec<OsString>, console: &Console) -> Result<Asked, Stop> {
    let mut command = command(console);
    let matches =
        command.try_get_matches_from_mut(arguments).map_err(|fault| refuse(&fault, console))?;
    if matches.get_flag("licences") {
        return Ok(Asked { options: options(&matches, console)?, action: Action::Licences });
    }
    let Some((name, inner)) = matches.subcommand() else {
        console.print(&command.render_help().to_string());
        return Err(Stop::Wrong);
    };
    let action = match name {
        "build" => Action::Build,
        "check" => Action::Check,
        "watch" => Action::Watch { poll: inner.get_flag("poll") },
        "serve" => Action::Serve(showing(inner)),
        "calendar" => Action::Calendar(question(inner)),
        "print" => printing(inner, console)?,
        _ => Action::New(inner.get_one::<PathBuf>("dir").cloned().unwrap_or_default()),
    };
    Ok(Asked { options: options(inner, console)?, action })
}

fn question(matches: &ArgMatches) -> CalendarQuestion {
    match matches.get_one::<i16>("year") {
        _ if matches.get_flag("next") => CalendarQuestion::Next,
        Some(year) => CalendarQuestion::Year(*year),
        None => CalendarQuestion::Months(matches.get_one("months").copied().unwrap_or(MONTHS)),
    }
}

/// What to print. Formats are checked here, sizes and layouts once the subject is known.
fn printing(matches: &ArgMatches, console: &Console) -> Result<Action, Stop> {
    let subjects: Vec<String> =
        matches.get_many::<String>("what").into_iter().flatten().cloned().collect();
    if matches.get_flag("list") {
        return Ok(Action::PrintList);
    }
    if subjects.is_empty() {
        console.complain("usage-print-what", &[]);
        return Err(Stop::Wrong);
    }
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let wishes = Wishes {
        size: text("size"),
        orientation: text("orientation"),
        layout: text("layout"),
        profile: text("profile"),
        tile: text("tile"),
        full_text: matches.get_flag("full-text"),
        text: text("text"),
    };
    let format = text("format").and_then(|word| Format::parse(&word));
    let wanted = Wanted { format, wishes };
    Ok(Action::Print(Box::new(PrintQuestion { subjects, wanted })))
}

fn options(matches: &ArgMatches, console: &Console) -> Result<Options, Stop> {
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_else(|| PathBuf::from("."));
    let out = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| root.join("out"));
    for folder in source::FOLDERS {
        if real(&out).starts_with(real(&root.join(folder))) {
            let shown = out.display().to_string();
            console.complain("usage-out-in-source", &[("path", shown.into())]);
            return Err(Stop::Wrong);
        }
    }
    let written = matches.get_one::<String>("today");
    let today = written.map(|text| text.parse::<Date>()).transpose().map_err(|_| {
        let written = written.cloned().unwrap_or_default();
        console.complain("usage-today", &[("written", written.into())]);
        Stop::Wrong
    })?;
    Ok(Options {
        root,
        out,
        // Not every command has it.
        atomic: matches.try_get_one("atomic").is_ok_and(|it| it == Some(&true)),
        today,
        drafts: matches.get_flag("drafts"),
        future: matches.get_flag("future"),
        deny_warnings: matches.get_one::<String>("deny").is_some(),
        json: matches.get_flag("json"),
    })
}

/// The place a path really means, also when its last parts are not there yet.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut real = PathBuf::new();
    for part in whole.components() {
        if part == Component::ParentDir {
            real.pop();
            continue;
        }
        real.push(part);
        real = real.canonicalize().unwrap_or(real);
    }
    real
}

/// Says what is wrong with a command line, in the operator's language.
fn refuse(fault: &clap::Error, console: &Console) -> Stop {
    if matches!(fault.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        console.print(&fault.to_string());
        return Stop::Shown;
    }
    let context = |kind| fault.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let prior = context(ContextKind::PriorArg);
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .find_map(|kind| fault.get(kind))
        .map_or(NOTHING.to_owned(), ToString::to_string);
    let name = match fault.kind() {
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::ArgumentConflict if prior.is_empty() || prior == argument => "usage-twice",
        ErrorKind::ArgumentConflict => "usage-conflict",
        ErrorKind::InvalidValue if value.is_empty() => "usage-needs-value",
        ErrorKind::MissingRequiredArgument => "usage-missing-argument",
        _ => "usage-invalid-value",
    };
    let argument =
        if argument.is_empty() { context(ContextKind::InvalidSubcommand) } else { argument };
    console.complain(
        name,
        &[
            ("argument", argument.into()),
            ("value", value.into()),
            ("prior", prior.into()),
            ("suggestion", suggestion.into()),
        ],
    );
    Stop::Wrong
}

fn command(console: &Console) -> Command {
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

fn showing(matches: &ArgMatches) -> Showing {
    let ip = matches.get_one("address").copied().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let port = matches.get_one("port").copied().unwrap_or(PORT);
    Showing {
        address: SocketAddr::new(ip, port),
        open: matches.get_flag("open"),
        poll: matches.get_flag("poll"),
    }
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
