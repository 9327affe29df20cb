//! `banbao build` and `banbao check`.
//!
//! May use: pipeline

use super::Exit;
use super::args::Options;
use super::clock;
use super::console::{Console, seconds};
use crate::pipeline::{self, Goal, Memo};

pub fn build(options: &Options, console: &Console) -> Exit {
    run(options, console, Goal::Publish)
}

pub fn check(options: &Options, console: &Console) -> Exit {
    run(options, console, Goal::Check)
}

fn run(options: &Options, console: &Console, goal: Goal) -> Exit {
    let request = options.request(goal);
    let progress = console.progress(false);
    let (result, time) = clock::timed(|| pipeline::run(&request, &mut Memo::default(), &progress));
    let report = match result {
        Ok(report) => report,
        Err(failure) => {
            console.complain_of(&failure);
            return Exit::Environment;
        }
    };
    console.findings(&report);
    if report.findings.has_errors() {
        console.tell(if goal == Goal::Check { "check-faults" } else { "build-faults" }, &[]);
        return Exit::Faults;
    }
    let counts = report.counts;
    let totals = [
        ("articles", counts.articles.into()),
        ("campaigns", counts.campaigns.into()),
        ("pages", counts.pages.into()),
        ("sheets", counts.sheets.into()),
        ("seconds", seconds(time).into()),
    ];
    match report.published {
        Some(published) => {
            console.tell("build-done", &totals);
            let folder = request.out.display().to_string();
            console.tell(
                "build-published",
                &[
                    ("out", folder.into()),
                    ("files", published.planned.into()),
                    ("written", published.written.into()),
                    ("removed", published.removed.into()),
                ],
            );
        }
        None => console.tell("check-done", &totals),
    }
    Exit::Done
}
