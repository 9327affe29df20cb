//! The road, end to end: the one place that knows the order of the stages.
//!
//! Watching is building again: a [`Memo`] makes the same road faster, it never makes it another.
//!
//! May use: almanac, config, content, diagnostics, lint, output, plan, render, site, source

mod bench;
mod edition;
mod kept;
mod print;
mod recall;
mod report;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::almanac::DateRange;
use crate::config::{self, Config, Theme};
use crate::content::{self, Library};
use crate::diagnostics::{Code, Finding, Findings, SourcePath};
use crate::lint;
use crate::output::{self, NotSwappable, Progress, PublishError, Published};
use crate::plan::{self, Plan};
use crate::render::{Output, Workshop};
use crate::site::outlook::Outlook;
use crate::site::{self, Layout, Moment};
use crate::source::{self, ReadError, Tree};
use bench::Bench;
use recall::Recalled;
use report::{Texts, narrowed};

pub use edition::{Edition, Unusable};
pub use print::{PrintQuestion, Printing, list, print};
pub use report::{Counts, Report};

/// What somebody wants built.
#[derive(Debug, Clone)]
pub struct Request {
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// The folder to publish into.
    pub out: PathBuf,
    /// The whole folder in one step.
    pub atomic: bool,
    pub moment: Moment,
    pub goal: Goal,
    /// Warnings stop a build, too.
    pub deny_warnings: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    Publish,
    /// Make everything, publish nothing.
    Check,
}

/// The environment failed: this is nobody's content.
#[derive(Debug)]
pub enum Failure {
    Read(ReadError),
    Write { path: PathBuf, cause: std::io::Error },
    NotSwappable { path: PathBuf, why: NotSwappable },
}

/// What earlier builds in the same process made, by fingerprint. Holds no more than the last build used, and
/// nothing that is found in the output folder.
#[derive(Default)]
pub struct Memo {
    last: HashMap<blake3::Hash, Output>,
    /// Jobs of the last build that were made without a fault.
    fine: HashSet<blake3::Hash>,
    texts: content::Memo,
    prose: lint::Memo,
    site: site::Memo,
    output: output::Memo,
    /// Set up from the theme of this hash.
    workshop: Option<(blake3::Hash, Arc<Workshop>)>,
}

impl Memo {
    fn workshop(&mut self, theme: &Theme) -> Result<Arc<Workshop>, Findings> {
        if let Some((_, workshop)) = self.workshop.as_ref().filter(|it| it.0 == theme.hash) {
            return Ok(Arc::clone(workshop));
        }
        let workshop = Arc::new(Workshop::new(theme)?);
        self.workshop = Some((theme.hash, Arc::clone(&workshop)));
        Ok(workshop)
    }
}

/// Walks the road once; where the last build was one of the same things, no farther than to its notes.
///
/// # Errors
/// When the root cannot be read or the output cannot be written. Faults of the content are findings.
pub fn run(request: &Request, memo: &mut Memo, progress: &dyn Progress) -> Result<Report, Failure> {
    let (tree, findings) = source::read(&request.root).map_err(Failure::Read)?;
    let inputs = recall::inputs((&tree, &findings), request);
    if let Some(inputs) = &inputs
        && let Some(Recalled { findings, counts, published }) =
            recall::recall(inputs, request, progress)
    {
        return Ok(Report { findings, published: Some(published), counts, ..Report::on(tree) });
    }
    walk((tree, findings), inputs, request, (memo, progress))
}

/// Walks the rest of the road with a tree that was read already. Whoever goes on afterwards begins with this: it fills
/// `memo` in any case.
///
/// # Errors
/// When the output cannot be written.
pub fn run_on(
    read: (Tree, Findings),
    request: &Request,
    memo: &mut Memo,
    progress: &dyn Progress,
) -> Result<Report, Failure> {
    let inputs = recall::inputs((&read.0, &read.1), request);
    walk(read, inputs, request, (memo, progress))
}

fn walk(
    (tree, mut findings): (Tree, Findings),
    inputs: Option<blake3::Hash>,
    request: &Request,
    (memo, progress): (&mut Memo, &dyn Progress),
) -> Result<Report, Failure> {
    let mut report = Report::on(tree);
    if request.goal == Goal::Publish
        && let Err(refusal) = output::put_back(&request.out)
    {
        refused(refusal, &mut findings)?;
    }
    let Some((config, library)) = understood(&report.texts.tree, memo, &mut findings) else {
        return Ok(report.with(findings, request));
    };
    let (moment, tree) = (request.moment, &report.texts.tree);
    let mut of_plan = Findings::new();
    let ((remarks, first), (layout, counts, plan)) = rayon::join(
        || {
            let remarks = checked(&library, (tree, &config), moment, &mut memo.prose);
            (remarks, output::first_published(&request.out))
        },
        || {
            let layout = Layout::remembering(&library, &config, moment, &mut memo.site);
            let site = site::lay_out(&layout);
            let counts = Counts::of(&library, &site);
            (layout, counts, plan::plan(site, &library, &config, &mut of_plan))
        },
    );
    findings.extend(remarks);
    findings.extend(of_plan);
    report.counts = counts;
    match first {
        Ok(first) => findings.extend(plan.rewritten(&first)),
        Err(cause) => findings
            .push(Finding::of_site(Code::RegisterUnreadable).with("cause", cause.to_string())),
    }
    let made =
        make((&plan, &layout), &config.theme, Put::Publish, (request, memo, progress), findings)?;
    let report = report.with_made(made, config.theme, request);
    if let Some(inputs) = inputs {
        recall::remember(&report, &inputs, request);
    }
    Ok(report)
}

/// How files are put into the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Put {
    /// In place of what the last build put there.
    Publish,
    /// Beside it.
    Add,
}

/// What came of making a plan.
struct Made {
    findings: Findings,
    published: Option<Published>,
}

/// Makes the plan and puts its files in place. What can be made is made even after a fault, so that its own faults
/// are shown in the same run.
fn make(
    (plan, layout): (&Plan, &Layout<'_>),
    theme: &Theme,
    put: Put,
    (request, memo, progress): (&Request, &mut Memo, &dyn Progress),
    mut findings: Findings,
) -> Result<Made, Failure> {
    let workshop = match memo.workshop(theme) {
        Ok(workshop) => workshop,
        Err(faults) => {
            findings.extend(faults);
            return Ok(Made { findings, published: None });
        }
    };
    if request.deny_warnings {
        findings.deny_warnings();
    }
    let mut ledger = std::mem::take(&mut memo.output);
    let bench = Bench::new((&workshop, layout), memo, request);
    let bench = if put == Put::Add { bench.forgetful() } else { bench };
    let (mut published, mut refusal) = (None, Ok(()));
    if findings.has_errors() || request.goal == Goal::Check {
        findings.extend(bench.try_all(plan, progress));
    } else {
        let Request { out, root, .. } = request;
        let made = match put {
            Put::Publish if request.atomic => {
                output::publish_whole(out, root, plan, &bench, progress)
            }
            Put::Publish => output::publish(out, plan, &bench, &mut ledger, progress),
            Put::Add => output::add(out, plan, &bench, progress),
        };
        match made {
            Ok(done) => published = Some(done),
            Err(cause) => refusal = refused(cause, &mut findings),
        }
    }
    findings.extend(bench.take_remarks());
    (memo.last, memo.fine) = bench.into_memory(published.is_some());
    memo.output = ledger;
    refusal?;
    Ok(Made { findings, published })
}

/// Faults are findings; what the disk refuses is a failure.
fn refused(refusal: PublishError, findings: &mut Findings) -> Result<(), Failure> {
    match refusal {
        PublishError::Findings(faults) => findings.extend(faults),
        PublishError::Disk { path, cause } => return Err(Failure::Write { path, cause }),
        PublishError::NotSwappable { path, why } => {
            return Err(Failure::NotSwappable { path, why });
        }
    }
    Ok(())
}

/// An answer about the content, without anything made of it.
#[derive(Debug)]
pub struct Survey<T> {
    /// None when the settings cannot be used. What has faults is left out.
    pub answer: Option<T>,
    pub findings: Findings,
    texts: Texts,
}

impl<T> Survey<T> {
    /// The text of a file as it was read.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.texts.text(path)
    }
}

/// What the days of `span` bring, and how well they are prepared.
///
/// # Errors
/// When the root cannot be read.
pub fn outlook(request: &Request, span: DateRange) -> Result<Survey<Outlook>, Failure> {
    survey(request, |library, config| site::outlook::outlook(library, config, request.moment, span))
}

/// The next day on which the site would say something else than today.
///
/// # Errors
/// When the root cannot be read.
pub fn next_change(request: &Request) -> Result<Survey<Option<Date>>, Failure> {
    survey(request, |library, config| site::next_change(library, config, request.moment))
}

fn survey<T>(
    request: &Request,
    ask: impl FnOnce(&Library, &Config) -> T,
) -> Result<Survey<T>, Failure> {
    let (tree, mut findings) = source::read(&request.root).map_err(Failure::Read)?;
    let config = config::settle(&tree, &mut findings);
    let answer = config.map(|config| {
        let mut memo = content::Memo::default();
        let library = content::understand(&tree, &config, &mut memo, &mut findings);
        ask(&library, &config)
    });
    let texts = Texts { tree, theme: None };
    Ok(Survey { answer, findings: findings.sorted(), texts })
}

/// The settings and the texts.
fn understood(tree: &Tree, memo: &mut Memo, findings: &mut Findings) -> Option<(Config, Library)> {
    let config = config::settle(tree, findings)?;
    let library = content::understand(tree, &config, &mut memo.texts, findings);
    Some((config, library))
}

/// What the checks of the whole library find.
fn checked(
    library: &Library,
    sources: (&Tree, &Config),
    moment: Moment,
    memo: &mut lint::Memo,
) -> Findings {
    let mut findings = Findings::new();
    lint::check(library, sources, moment.today, memo, &mut findings);
    findings
}
