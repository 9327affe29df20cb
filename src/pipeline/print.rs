//! Printing what somebody asks for, and nothing else.
//!
//! May use: config, content, diagnostics, lint, output, plan, render, site, source

use super::{Bench, Failure, Memo, Report, Request, Survey, survey};
use crate::config;
use crate::content;
use crate::diagnostics::{Code, Finding, Findings, Place, SourcePath};
use crate::lint;
use crate::output::{self, Progress, PublishError};
use crate::plan::{self, OutPath};
use crate::render::Workshop;
use crate::site;
use crate::site::print::{NotPrintable, Printable, Wanted};
use crate::source;

/// What is to be printed, as it is typed.
#[derive(Debug, Clone)]
pub struct PrintQuestion {
    /// `campaigns/no-tobacco-day/2026`, `articles/heat`, `boards/gate/6`, `calendar/2026-05`; at least one.
    pub subjects: Vec<String>,
    pub wanted: Wanted,
}

/// What came of it.
#[derive(Debug)]
pub enum Printing {
    /// Nothing can be printed like this.
    Refused {
        subject: String,
        reason: NotPrintable,
    },
    Done {
        report: Box<Report>,
        files: Vec<OutPath>,
    },
}

/// Everything that can be printed.
///
/// # Errors
/// When the root cannot be read.
pub fn list(request: &Request) -> Result<Survey<Vec<Printable>>, Failure> {
    survey(request, |library, config| site::print::printables(library, config, request.moment))
}

/// Prints what is asked for, beside what earlier builds made. Faults of other texts do not hinder it.
///
/// # Errors
/// When the root cannot be read or the output cannot be written.
pub fn print(
    request: &Request,
    question: &PrintQuestion,
    progress: &dyn Progress,
) -> Result<Printing, Failure> {
    let (tree, mut findings) = source::read(&request.root).map_err(Failure::Read)?;
    let mut report = Report::on(tree);
    let done = |mut report: Report, findings: Findings, files| {
        report.findings = super::narrowed(findings, &report.texts).sorted();
        Ok(Printing::Done { report: Box::new(report), files })
    };
    let Some(config) = config::settle(&report.texts.tree, &mut findings) else {
        return done(report, findings, Vec::new());
    };
    let library = content::understand(&report.texts.tree, &config, &mut findings);
    lint::check(&library, &report.texts.tree, &config, request.moment.today, &mut findings);
    let wanted = (question.subjects.as_slice(), &question.wanted);
    let ordered = match site::print::order(&library, &config, request.moment, wanted) {
        Ok(ordered) => ordered,
        Err((subject, reason)) => return Ok(Printing::Refused { subject, reason }),
    };
    let mut findings = concerning(findings, &ordered.sources);
    let plan =
        plan::plan_sheets((ordered.sheets, ordered.scrolls), &library, &config, &mut findings);
    let workshop = match Workshop::new(&config) {
        Ok(workshop) => workshop,
        Err(faults) => {
            findings.extend(faults);
            report.texts.theme = Some(config.theme);
            return done(report, findings, Vec::new());
        }
    };
    if request.deny_warnings {
        findings.deny_warnings();
    }
    let memo = Memo::default();
    let bench = Bench::new((&workshop, &config.theme), &memo, request).forgetful();
    let mut files = Vec::new();
    if findings.has_errors() {
        findings.extend(bench.try_all(&plan, progress));
    } else {
        match output::add(&request.out, &plan, |job| bench.make(job), progress) {
            Ok(published) => {
                report.published = Some(published);
                files.extend(plan.paths().cloned());
            }
            Err(PublishError::Findings(faults)) => findings.extend(faults),
            Err(PublishError::Disk { path, cause }) => return Err(Failure::Write { path, cause }),
        }
    }
    findings.extend(bench.take_remarks());
    report.texts.theme = Some(config.theme);
    done(report, findings, files)
}

/// What is wrong with the texts that are printed, and with what belongs to no single text.
fn concerning(findings: Findings, sources: &[SourcePath]) -> Findings {
    let is_text = |path: &SourcePath| {
        path.extension() == "md" || path.as_str().starts_with("content/boards/")
    };
    let concerns = |finding: &&Finding| match &finding.place {
        Place::Text(span) => !is_text(&span.path) || sources.contains(&span.path),
        Place::File(path) => !is_text(path) || sources.contains(path),
        Place::Site => finding.code != Code::SiteNotUpdated,
    };
    findings.iter().filter(concerns).cloned().collect()
}
