//! `banbao print`: what is asked for by name, on the paper that is asked for.
//!
//! May use: config, messages, pipeline, site

use serde_json::json;

use super::Exit;
use super::args::Options;
use super::clock;
use super::console::{Console, seconds};
use crate::config::print::Refusal;
use crate::messages::NOTHING;
use crate::pipeline::{self, Goal, PrintQuestion, Printing};
use crate::site::print::NotPrintable;

/// Lists everything that can be printed.
pub fn list(options: &Options, console: &Console) -> Exit {
    let survey = match pipeline::list(&options.request(Goal::Check)) {
        Ok(survey) => survey,
        Err(failure) => {
            console.complain_of(&failure);
            return Exit::Environment;
        }
    };
    let Some(printables) = survey.answer else {
        console.show(&survey.findings, |path| survey.text(path));
        return Exit::Faults;
    };
    if console.json {
        let entries = printables.iter().map(|it| {
            let formats: Vec<_> = it.formats.iter().map(|format| format.word()).collect();
            json!({ "name": it.name, "title": it.title, "formats": formats })
        });
        console.print(&json!({ "printables": entries.collect::<Vec<_>>() }).to_string());
        return Exit::Done;
    }
    for it in &printables {
        let formats: Vec<_> = it.formats.iter().map(|format| format.word()).collect();
        let formats = formats.join(", ");
        console.print(&format!("{}  {}  [{formats}]\n", it.name, it.title));
    }
    Exit::Done
}

/// Prints.
pub fn print(question: &PrintQuestion, options: &Options, console: &Console) -> Exit {
    let request = options.request(Goal::Publish);
    let progress = console.progress(false);
    let (result, time) = clock::timed(|| pipeline::print(&request, question, &progress));
    let (report, files) = match result {
        Ok(Printing::Done { report, files }) => (report, files),
        Ok(Printing::Refused { subject, reason }) => {
            refuse(&subject, reason, console);
            return Exit::Usage;
        }
        Err(failure) => {
            console.complain_of(&failure);
            return Exit::Environment;
        }
    };
    console.findings(&report);
    if report.findings.has_errors() {
        console.tell("print-faults", &[]);
        return Exit::Faults;
    }
    for file in &files {
        let path = request.out.join(file.as_str());
        console.tell("print-file", &[("path", path.display().to_string().into())]);
    }
    let written = report.published.map_or(0, |published| published.written);
    console.tell(
        "print-done",
        &[
            ("files", files.len().into()),
            ("written", written.into()),
            ("seconds", seconds(time).into()),
        ],
    );
    Exit::Done
}

fn refuse(subject: &str, reason: NotPrintable, console: &Console) {
    match reason {
        NotPrintable::Unknown { nearest } => console.complain(
            "usage-print-unknown",
            &[
                ("subject", subject.into()),
                ("suggestion", nearest.unwrap_or_else(|| NOTHING.to_owned()).into()),
            ],
        ),
        NotPrintable::Format { allowed } => console.complain(
            "usage-print-format",
            &[("subject", subject.into()), ("allowed", allowed.join(", ").into())],
        ),
        NotPrintable::Wish(Refusal { key, written, allowed }) => {
            let argument = format!("--{key}");
            let name =
                if allowed.is_empty() { "usage-print-no-choice" } else { "usage-print-choice" };
            console.complain(
                name,
                &[
                    ("key", key.into()),
                    ("argument", argument.into()),
                    ("value", written.into()),
                    ("allowed", allowed.join(", ").into()),
                ],
            );
        }
    }
}
