//! The command line as typed, and as meant.
//!
//! May use: config, messages, pipeline, site, source

mod grammar;

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};

use clap::ArgMatches;
use clap::error::{ContextKind, ErrorKind};
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
    let mut command = grammar::command(console);
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

fn showing(matches: &ArgMatches) -> Showing {
    let ip = matches.get_one("address").copied().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let port = matches.get_one("port").copied().unwrap_or(PORT);
    Showing {
        address: SocketAddr::new(ip, port),
        open: matches.get_flag("open"),
        poll: matches.get_flag("poll"),
    }
}
