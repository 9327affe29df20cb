//! A site ready to be made file by file, as somebody asks for them.
//!
//! May use: config, content, diagnostics, lint, plan, render, site, source

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use self_cell::self_cell;

use super::kept::Kept;
use super::{Memo, Request, Texts, checked, narrowed, understood};
use crate::config::Config;
use crate::content::Library;
use crate::diagnostics::{Findings, SourcePath};
use crate::lint;
use crate::plan::{self, Job, OutPath, Plan};
use crate::render::{Bytes, Output, Workshop};
use crate::site::{self, Layout, Moment, Site};
use crate::source::Tree;

/// The most bytes of costly files kept for the next who asks.
const KEPT: usize = 64 * 1024 * 1024;

type Understood = (Config, Library);

self_cell!(
    struct LaidOut {
        owner: Arc<Understood>,
        #[covariant]
        dependent: Layout,
    }
);

/// The site of one moment of its sources, on one day.
pub struct Edition {
    laid_out: LaidOut,
    plan: Plan,
    /// Files of the website that are not the first of their job: the job, and which of its files it is.
    more_files: FxHashMap<OutPath, (usize, usize)>,
    /// Files the website has.
    len: usize,
    /// See [`Edition::assets`].
    assets: OnceLock<BTreeMap<String, blake3::Hash>>,
    workshop: Arc<Workshop>,
    made: Kept,
    /// What there is to say of its sources; of an unchecked one, without what [`Edition::check`] adds.
    pub findings: Findings,
    texts: Arc<Texts>,
}

/// Why there is no edition: the settings or the theme cannot be used.
pub struct Unusable {
    pub findings: Findings,
    texts: Texts,
}

impl Unusable {
    /// The text of a file as it was read.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.texts.text(path)
    }
}

impl Edition {
    /// Lays out the site of a tree that was read.
    ///
    /// # Errors
    /// Findings, when the settings or the theme cannot be used.
    pub fn new(
        read: (Tree, Findings),
        request: &Request,
        memo: &mut Memo,
    ) -> Result<Self, Box<Unusable>> {
        Self::of_read(read, request, memo, checked)
    }

    /// Likewise, but does not say what is true of the whole library: that takes a while where there is much to read,
    /// and [`Edition::check`] says it.
    ///
    /// # Errors
    /// Those of [`Edition::new`].
    pub fn unchecked(
        read: (Tree, Findings),
        request: &Request,
        memo: &mut Memo,
    ) -> Result<Self, Box<Unusable>> {
        Self::of_read(read, request, memo, |_, _, _, _| Findings::new())
    }

    /// Everything there is to say of the sources of an edition that was not checked.
    pub fn check(&self, request: &Request, memo: &mut Memo) -> Findings {
        let (config, library) = &**self.laid_out.borrow_owner();
        let sources = (&self.texts.tree, config);
        let mut findings = checked(library, sources, request.moment, &mut memo.prose);
        findings.extend(self.findings.clone());
        narrowed(findings, &self.texts).sorted()
    }

    fn of_read(
        (tree, mut findings): (Tree, Findings),
        request: &Request,
        memo: &mut Memo,
        check: fn(&Library, (&Tree, &Config), Moment, &mut lint::Memo) -> Findings,
    ) -> Result<Self, Box<Unusable>> {
        let mut texts = Texts { tree, theme: None };
        let unusable = |texts: Texts, findings: Findings| {
            let findings = narrowed(findings, &texts).sorted();
            Err(Box::new(Unusable { findings, texts }))
        };
        let Some((config, library)) = understood(&texts.tree, memo, &mut findings) else {
            return unusable(texts, findings);
        };
        let workshop = memo.workshop(&config.theme);
        texts.theme = Some(config.theme.clone());
        let workshop = match workshop {
            Ok(workshop) => workshop,
            Err(faults) => {
                findings.extend(faults);
                return unusable(texts, findings);
            }
        };
        let understood = Arc::new((config, library));
        let (texts, moment) = (Arc::new(texts), request.moment);
        let (remarks, (laid_out, site)) = rayon::join(
            || {
                let (config, library) = &*understood;
                check(library, (&texts.tree, config), moment, &mut memo.prose)
            },
            || laid_out(Arc::clone(&understood), moment, &mut memo.site),
        );
        findings.extend(remarks);
        Ok(Edition::of((laid_out, site), (texts, workshop), findings))
    }

    /// The same sources on another day.
    #[must_use]
    pub fn on(&self, moment: Moment) -> Self {
        let tools = (Arc::clone(&self.texts), Arc::clone(&self.workshop));
        let understood = Arc::clone(self.laid_out.borrow_owner());
        let laid_out = laid_out(understood, moment, &mut site::Memo::default());
        Edition::of(laid_out, tools, Findings::new())
    }

    fn of(
        (laid_out, site): (LaidOut, Site),
        (texts, workshop): (Arc<Texts>, Arc<Workshop>),
        mut findings: Findings,
    ) -> Self {
        let (config, library) = &**laid_out.borrow_owner();
        let plan = plan::plan(site, library, config, &mut findings);
        let more_files = more_files(&plan);
        let len = plan.paths().filter(|place| place.is_of_website()).count();
        let findings = narrowed(findings, &texts).sorted();
        let (made, assets) = (Kept::up_to(KEPT), OnceLock::new());
        Edition { laid_out, plan, more_files, len, assets, workshop, made, findings, texts }
    }

    /// A file of the website; None where there is none.
    ///
    /// # Errors
    /// Faults found while making it.
    pub fn file(&self, path: &str) -> Option<Result<Bytes, Findings>> {
        let path = OutPath::of_website(path);
        let first = |job: &Job| job.paths().next().cmp(&Some(&path));
        let (job, number) = match self.plan.jobs.binary_search_by(first) {
            Ok(job) => (job, 0),
            Err(_) => *self.more_files.get(&path)?,
        };
        let job = self.plan.jobs.get(job)?;
        let made = if job.is_costly() {
            self.made.get_or_make(self.fingerprint(job), || self.make(job))
        } else {
            self.make(job)
        };
        made.map(|output| output.files.get(number).cloned()).transpose()
    }

    fn make(&self, job: &Job) -> Result<Output, Findings> {
        let made = self.workshop.make(job, self.laid_out.borrow_dependent());
        made.map_err(|faults| narrowed(faults, &self.texts).sorted())
    }

    fn fingerprint(&self, job: &Job) -> blake3::Hash {
        self.workshop.fingerprint(job, self.laid_out.borrow_dependent())
    }

    /// Takes over what `earlier` made: what is still the same is not made again.
    pub fn inherit(&self, earlier: &Edition) {
        self.made.inherit(&earlier.made);
    }

    /// Stands for each file of the website that pages use: pictures, style sheets, scripts.
    pub fn assets(&self) -> &BTreeMap<String, blake3::Hash> {
        self.assets.get_or_init(|| {
            let jobs = self.plan.jobs.iter().filter(|job| job.is_asset());
            let files = jobs.flat_map(|job| {
                let fingerprint = self.fingerprint(job);
                job.paths().map(move |path| (path, fingerprint))
            });
            let of_website = |(path, it): (&OutPath, _)| Some((path.in_website()?.to_owned(), it));
            files.filter_map(of_website).collect()
        })
    }

    /// How many files the website has.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The text of a file as it was read.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.texts.text(path)
    }
}

fn laid_out(understood: Arc<Understood>, moment: Moment, memo: &mut site::Memo) -> (LaidOut, Site) {
    let laid_out = LaidOut::new(understood, |understood| {
        let (config, library) = &**understood;
        Layout::remembering(library, config, moment, memo)
    });
    let site = site::lay_out(laid_out.borrow_dependent());
    (laid_out, site)
}

fn more_files(plan: &Plan) -> FxHashMap<OutPath, (usize, usize)> {
    let jobs = plan.jobs.iter().enumerate();
    let files = jobs.flat_map(|(job, it)| {
        let files = it.files.iter().enumerate();
        let places = files.flat_map(|(number, places)| places.iter().map(move |at| (at, number)));
        places.skip(1).map(move |(at, number)| (at.clone(), (job, number)))
    });
    files.filter(|(place, _)| place.is_of_website()).collect()
}
