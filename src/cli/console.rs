//! The terminal: everything printed is printed here.
//!
//! May use: diagnostics, messages, output, pipeline, plan

use std::io::{IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::refusal;
use crate::diagnostics::show::{self, Style};
use crate::diagnostics::{Findings, SourcePath};
use crate::messages::{Argument, Catalogue, Language};
use crate::output::{NotSwappable, Progress};
use crate::pipeline::{Failure, Report};
use crate::plan::OutPath;

pub struct Console {
    catalogue: Catalogue,
    pub json: bool,
}

impl Console {
    pub fn new(language: Language) -> Self {
        Console { catalogue: Catalogue::new(language), json: false }
    }

    pub fn say(&self, name: &str, arguments: &[(&'static str, Argument)]) -> String {
        self.catalogue.say(name, arguments)
    }

    /// One line or text on standard output.
    pub fn print(&self, text: &str) {
        // A closed pipe (`banbao build | head`) is no reason to fail.
        let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
    }

    /// A sentence of the catalogue on standard output; nothing in `--json` mode, which prints values.
    pub fn tell(&self, name: &str, arguments: &[(&'static str, Argument)]) {
        if !self.json {
            self.print(&self.say(name, arguments));
        }
    }

    /// A sentence on standard error, with what to do about it.
    pub fn complain(&self, name: &str, arguments: &[(&'static str, Argument)]) {
        self.complain_at("level-error", name, arguments);
    }

    /// The same, of what works in another way than it should.
    pub fn remark(&self, name: &str, arguments: &[(&'static str, Argument)]) {
        self.complain_at("level-warning", name, arguments);
    }

    fn complain_at(&self, level: &str, name: &str, arguments: &[(&'static str, Argument)]) {
        let mut text = format!("{}: {}", self.say(level, &[]), self.say(name, arguments));
        if let Some(help) = self.catalogue.say_part(name, "help", arguments) {
            text.push_str(&format!("\n{}: {help}", self.say("level-help", &[])));
        }
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    /// What the environment refused.
    pub fn complain_of(&self, failure: &Failure) {
        match failure {
            Failure::Read(fault) => self.complain(
                "failure-read",
                &[
                    ("path", fault.path.display().to_string().into()),
                    ("cause", fault.cause.to_string().into()),
                ],
            ),
            Failure::Write { path, cause } => self.complain_of_disk(path, cause),
            Failure::NotSwappable { path, why } => {
                let why = match why {
                    NotSwappable::InUse => "in-use",
                    NotSwappable::Link => "link",
                    NotSwappable::MountPoint => "mount-point",
                };
                let path = path.display().to_string();
                self.complain("failure-swap", &[("path", path.into()), ("why", why.into())]);
            }
        }
    }

    /// What could not be written, why, and what to do.
    pub fn complain_of_disk(&self, path: &Path, cause: &std::io::Error) {
        self.complain(
            "failure-write",
            &[
                ("path", path.display().to_string().into()),
                ("why", refusal::why(cause, cfg!(windows)).into()),
                ("cause", cause.to_string().into()),
            ],
        );
    }

    /// Findings as values, for `--json`.
    pub fn as_json<'t>(
        &self,
        findings: &Findings,
        text_of: impl Fn(&SourcePath) -> Option<&'t str> + Copy,
    ) -> Vec<serde_json::Value> {
        findings.iter().map(|it| show::as_json(it, text_of, &self.catalogue)).collect()
    }

    pub fn language(&self) -> Language {
        self.catalogue.language
    }

    /// The same terminal in the same language, for another thread.
    pub fn plain(&self) -> Self {
        Console { catalogue: Catalogue::new(self.catalogue.language), json: self.json }
    }

    /// Findings as a text without colours.
    pub fn text<'t>(
        &self,
        findings: &Findings,
        text_of: impl Fn(&SourcePath) -> Option<&'t str> + Copy,
    ) -> String {
        show::show(findings, text_of, &self.catalogue, &Style { colour: false })
    }

    /// Findings on standard error.
    pub fn show<'t>(
        &self,
        findings: &Findings,
        text_of: impl Fn(&SourcePath) -> Option<&'t str> + Copy,
    ) {
        if !findings.is_empty() {
            let style = Style { colour: std::io::stderr().is_terminal() };
            let text = show::show(findings, text_of, &self.catalogue, &style);
            let _ = write!(std::io::stderr(), "{text}");
        }
    }

    /// All findings of a report on standard error; in `--json` mode the report as one value.
    pub fn findings(&self, report: &Report) {
        let text_of = |path: &_| report.text(path);
        if self.json {
            let findings = self.as_json(&report.findings, text_of);
            let published = report.published.map(|published| {
                serde_json::json!({
                    "planned": published.planned,
                    "written": published.written,
                    "removed": published.removed,
                })
            });
            let value = serde_json::json!({ "findings": findings, "published": published });
            self.print(&value.to_string());
        } else {
            self.show(&report.findings, text_of);
        }
    }

    /// A progress bar on a terminal, plain lines elsewhere; `quiet` shows the bar alone.
    pub fn progress(&self, quiet: bool) -> Bar<'_> {
        let bar = ProgressBar::hidden();
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}");
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(self.say("progress-making", &[]));
        let plain = !quiet && !self.json && !std::io::stderr().is_terminal();
        Bar { console: self, bar, plain }
    }
}

/// Steps between two plain lines.
const PLAIN_EVERY: u64 = 500;

pub struct Bar<'a> {
    console: &'a Console,
    bar: ProgressBar,
    plain: bool,
}

impl Bar<'_> {
    fn plain_line(&self, name: &str, done: u64) {
        let total = self.bar.length().unwrap_or_default() as usize;
        let text =
            self.console.say(name, &[("done", (done as usize).into()), ("total", total.into())]);
        self.console.print(&text);
    }
}

impl Progress for Bar<'_> {
    fn wait(&self, folder: &Path) {
        self.console.tell("progress-wait", &[("out", folder.display().to_string().into())]);
    }

    fn begin(&self, total: usize) {
        self.bar.set_length(total as u64);
        if self.plain {
            self.plain_line("progress-begin", 0);
        } else if !self.console.json {
            // Hidden by itself when standard error is no terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    fn step(&self, _finished: &OutPath) {
        self.bar.inc(1);
        let done = self.bar.position();
        if self.plain && done.is_multiple_of(PLAIN_EVERY) {
            self.plain_line("progress-step", done);
        }
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// Seconds for an operator: `0.8`.
pub fn seconds(time: std::time::Duration) -> String {
    format!("{:.2}", time.as_secs_f64())
}
