//! Printing what somebody asks for, and nothing else.
//!
//! May use: diagnostics, output, plan, site, source

use super::{Failure, Memo, Put, Report, Request, Survey, checked, make, survey, understood};
use crate::diagnostics::{Code, Finding, Findings, Place, SourcePath};
use crate::output::Progress;
use crate::plan::{self, OutPath};
use crate::site::print::{NotPrintable, Printable, Wanted};
use crate::site::{self, Layout};
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
    let report = Report::on(tree);
    let done = |report, files| Ok(Printing::Done { report: Box::new(report), files });
    let mut memo = Memo::default();
    let tree = &report.texts.tree;
    let Some((config, library)) = understood(tree, &mut memo, &mut findings) else {
        return done(report.with(findings, request), Vec::new());
    };
    findings.extend(checked(&library, (tree, &config), request.moment, &mut memo.prose));
    let wanted = (question.subjects.as_slice(), &question.wanted);
    let ordered = match site::print::order(&library, &config, request.moment, wanted) {
        Ok(ordered) => ordered,
        Err((subject, reason)) => return Ok(Printing::Refused { subject, reason }),
    };
    let mut findings = concerning(findings, &ordered.sources);
    let sheets = (ordered.sheets, ordered.scrolls);
    let plan = plan::plan_sheets(sheets, &library, &config, &mut findings);
    let files = plan.paths().cloned().collect();
    let layout = Layout::new(&library, &config, request.moment);
    let tools = (request, &mut memo, progress);
    let made = make((&plan, &layout), &config.theme, Put::Add, tools, findings)?;
    done(report.with_made(made, config.theme, request), files)
}

/// What is wrong with the texts that are printed, and with what belongs to no single text.
fn concerning(findings: Findings, sources: &[SourcePath]) -> Findings {
    let is_text = |path: &SourcePath| {
        path.has_extension("md") || path.as_str().starts_with("content/boards/")
    };
    let concerns = |finding: &&Finding| match &finding.place {
        Place::Text(span) => !is_text(&span.path) || sources.contains(&span.path),
        Place::File(path) => !is_text(path) || sources.contains(path),
        Place::Site => finding.code != Code::SiteNotUpdated,
    };
    findings.iter().filter(concerns).cloned().collect()
}
