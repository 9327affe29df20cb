//! The plan: every file a build will make, known before the first byte is rendered.
//!
//! May use: config, content, diagnostics, site

mod job;
mod publication;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

pub use job::{Job, PROGRAM, PictureJob, Places, SheetJob, Work};
pub use publication::{FirstPublished, Publication};

use crate::config::{Config, Kind};
use crate::content::Library;
use crate::diagnostics::{Code, Finding, Findings, Place};
use crate::site::picture::{Format, PictureFiles, THUMBNAIL_FORMATS};
use crate::site::print::{PrintedPicture, Product, Scroll, Sheet};
use crate::site::search::Search;
use crate::site::{Page, Site, SitePath, route};

/// A file below the output folder: `site/index.html`, `print/…`, `channels/…`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// The folders a plan writes into.
    pub const FOLDERS: [&str; 3] = ["site", "print", "channels"];

    const WEBSITE: &str = "site/";

    pub fn new(path: impl Into<String>) -> Self {
        OutPath(path.into())
    }

    /// A file of the website.
    fn site(path: &SitePath) -> Self {
        Self::of_website(path.as_str())
    }

    /// A file of the website, by its path in it.
    pub fn of_website(path: &str) -> Self {
        OutPath([Self::WEBSITE, path].concat())
    }

    /// Its path in the website; None for a file that is no part of it.
    pub fn in_website(&self) -> Option<&str> {
        self.0.strip_prefix(Self::WEBSITE)
    }

    pub fn is_of_website(&self) -> bool {
        self.in_website().is_some()
    }

    /// A file for printing.
    fn print(path: &SitePath) -> Self {
        OutPath(format!("print/{path}"))
    }

    /// A file for screens.
    fn channel(path: &SitePath) -> Self {
        OutPath(format!("channels/{path}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// All jobs of a build, in order of their first path. No two jobs share a path.
#[derive(Debug)]
pub struct Plan {
    pub jobs: Vec<Job>,
    pub publications: Vec<Publication>,
    kind: Kind,
}

/// The stack a thread needs that makes jobs, in bytes: layout recurses as deep as a sheet nests.
pub const STACK: usize = 16 * 1024 * 1024;

impl Plan {
    /// Does `work` for every job, on all cores; the results in the order of the jobs.
    pub fn each<R: Send>(&self, work: impl Fn(&Job) -> R + Sync) -> Vec<R> {
        each(&self.jobs, Job::is_long, work)
    }

    /// What this plan says of times of publication, held against what was told `first`.
    pub fn rewritten(&self, first: &FirstPublished) -> Findings {
        publication::rewritten(&self.publications, first, self.kind)
    }

    /// Every file of the plan.
    pub fn paths(&self) -> impl Iterator<Item = &OutPath> {
        self.jobs.iter().flat_map(Job::paths)
    }
}

/// Does `work` for every item, on all cores; the results in the order of the items, the long ones done first.
///
/// On threads of its own: what makes a sheet waits for helpers in the shared pool, and a thread of that
/// pool would take up the next sheet while it waits, on top of the first one, until its stack is full.
pub fn each<T: Sync, R: Send>(
    items: &[T],
    is_long: impl Fn(&T) -> bool,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (long, short): (Vec<_>, Vec<_>) = items.iter().enumerate().partition(|(_, it)| is_long(it));
    let order = [long, short].concat();
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        while let Some((at, item)) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((*at, work(item)));
        }
        done
    };
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let thread = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, take);
        // Where the system grants no thread, this one does the rest.
        let threads: Vec<_> = (0..threads).filter_map(|it| thread(it).ok()).collect();
        let own = if threads.is_empty() { take() } else { Vec::new() };
        let theirs = threads.into_iter().flat_map(|thread| match thread.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        theirs.chain(own).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Names every job of the site. A path that two jobs claim is a finding.
pub fn plan(site: Site, library: &Library, config: &Config, findings: &mut Findings) -> Plan {
    let Site { pages, sheets, scrolls, agendas, feed, maps, search, pictures, publications } = site;
    let page = |page: Page| {
        let (files, origin) = (vec![vec![OutPath::site(&page.path)]], page.origin.clone());
        Job { files, origin, work: Work::Page(Box::new(page)) }
    };
    let mut jobs: Vec<Job> = pages.into_par_iter().map(page).collect();
    jobs.extend(sheet_jobs(sheets, scrolls, library, findings));
    for agenda in agendas {
        let files = vec![vec![OutPath::site(&agenda.path)]];
        jobs.push(Job { files, origin: Place::Site, work: Work::Agenda(Box::new(agenda)) });
    }
    if let Some(feed) = feed {
        let files = vec![vec![OutPath::site(&feed.path)], vec![OutPath::site(&feed.json_path)]];
        jobs.push(Job { files, origin: Place::Site, work: Work::Feed(Box::new(feed)) });
    }
    for map in maps {
        let files = vec![vec![OutPath::site(&map.path)]];
        jobs.push(Job { files, origin: Place::Site, work: Work::SiteMap(Box::new(map)) });
    }
    jobs.extend(search_jobs(search));
    for PictureFiles { source, files } in pictures {
        let Some(picture) = library.pictures.get(&source).cloned() else { continue };
        let origin = Place::File(source.clone());
        let (files, renditions) =
            files.iter().map(|(path, rendition)| (vec![OutPath::site(path)], rendition)).unzip();
        let work = Work::Picture(PictureJob { source, picture, renditions });
        jobs.push(Job { files, origin, work });
    }
    for (name, file) in config.theme.below("static") {
        jobs.push(Job {
            files: vec![vec![OutPath::site(&route::static_file(name))]],
            origin: Place::File(file.path.clone()),
            work: Work::Copy(Arc::clone(&file.file.bytes)),
        });
    }
    jobs.par_sort_by(|a, b| a.files.cmp(&b.files));
    let publications = publications.into_iter().map(Publication::new).collect();
    Plan { jobs: without_collisions(jobs, findings), publications, kind: config.kind }
}

/// Names the jobs of sheets alone, for printing on demand.
pub fn plan_sheets(
    (sheets, scrolls): (Vec<Sheet>, Vec<Scroll>),
    library: &Library,
    config: &Config,
    findings: &mut Findings,
) -> Plan {
    let mut jobs = sheet_jobs(sheets, scrolls, library, findings);
    jobs.sort_by(|a, b| a.files.cmp(&b.files));
    // The same thing asked for twice is printed once.
    jobs.dedup_by(|a, b| a.files == b.files);
    Plan { jobs: without_collisions(jobs, findings), publications: Vec::new(), kind: config.kind }
}

/// The jobs of sheets; a build without print has none.
fn sheet_jobs(
    sheets: Vec<Sheet>,
    scrolls: Vec<Scroll>,
    library: &Library,
    findings: &mut Findings,
) -> Vec<Job> {
    if !cfg!(feature = "print") {
        return Vec::new();
    }
    sheets.iter().for_each(|sheet| findings.extend(sheet.faults()));
    let scrolls = scrolls.into_iter().map(|Scroll { path, text }| Job {
        files: vec![vec![OutPath::channel(&path)]],
        origin: Place::Site,
        work: Work::Copy(plain_text(&text)),
    });
    sheets.into_iter().map(|sheet| sheet_job(sheet, library)).chain(scrolls).collect()
}

fn sheet_job(sheet: Sheet, library: &Library) -> Job {
    let (files, origin) = (sheet_files(&sheet), sheet.origin.clone());
    let picture = |printed: &PrintedPicture| library.pictures.get(&printed.used.file).cloned();
    let pictures = sheet.pictures.iter().map(picture).collect();
    Job { files, origin, work: Work::Sheet(Box::new(SheetJob { sheet, pictures })) }
}

/// The files of a sheet: the PDF, pictures of the first page of what the website offers, and the pack of
/// pages; or the slides.
fn sheet_files(sheet: &Sheet) -> Vec<Places> {
    let path = &sheet.path;
    let tile = match &sheet.product {
        Product::Slides { count, .. } => {
            let slides = (1..=*count).map(|number| route::slide(path, number));
            return slides.map(|slide| vec![OutPath::channel(&slide)]).collect();
        }
        Product::Document { tile, .. } => tile,
    };
    let mut pdf = vec![OutPath::print(path)];
    let mut thumbnails = Vec::new();
    if sheet.is_public {
        pdf.insert(0, OutPath::site(path));
        let thumbnail =
            |format: Format| vec![OutPath::site(&route::thumbnail(path, format.extension()))];
        thumbnails.extend(THUMBNAIL_FORMATS.map(thumbnail));
    }
    let tiles = tile.map(|paper| {
        vec![OutPath::print(&route::variant(path, &format!("tiles-{}", paper.file_part())))]
    });
    std::iter::once(pdf).chain(thumbnails).chain(tiles).collect()
}

/// As every Windows program reads it: with a mark that it is UTF-8, and its ends of lines.
fn plain_text(text: &str) -> Arc<[u8]> {
    format!("\u{feff}{text}\r\n").into_bytes().into()
}

fn search_jobs(search: Search) -> Vec<Job> {
    let search = Arc::new(search);
    let places = |name: &str| vec![OutPath::site(&route::search_file(name))];
    let shards = (0..search.shards).map(|number| places(&format!("grams-{number}")));
    let files = std::iter::once(places("index")).chain(shards).collect();
    let job = |files, work| Job { files, origin: Place::Site, work };
    let texts = (0..search.packs.len()).map(|number| {
        let work = Work::Texts(Arc::clone(&search), number);
        job(vec![places(&format!("texts-{number}"))], work)
    });
    let index = job(files, Work::Index(Arc::clone(&search)));
    texts.chain([index]).collect()
}

fn without_collisions(jobs: Vec<Job>, findings: &mut Findings) -> Vec<Job> {
    // Two names that differ in case only are one file on a Windows disk.
    let places =
        || jobs.iter().enumerate().flat_map(|(at, job)| job.paths().map(move |it| (at, it)));
    let lower: Vec<Cow<'_, str>> = places().map(|(_, place)| lower(place.as_str())).collect();
    // A folder cannot bear the name of a file.
    let mut folders: FxHashMap<&str, usize> = FxHashMap::default();
    let mut last = "";
    for ((number, _), path) in places().zip(&lower) {
        // Most are beside the one before.
        if path.rsplit_once('/').is_some_and(|(folder, _)| folder == last) {
            continue;
        }
        last = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (slash, _) in path.rmatch_indices('/') {
            if folders.insert(&path[..slash], number).is_some() {
                // What is above it is known already.
                break;
            }
        }
    }
    let mut taken: FxHashMap<&str, usize> = FxHashMap::default();
    taken.reserve(lower.len());
    let mut is_free = vec![true; jobs.len()];
    for ((number, place), path) in places().zip(&lower) {
        if !is_free[number] {
            continue;
        }
        let other = taken.insert(path, number).or_else(|| folders.get(&**path).copied());
        if let Some(other) = other {
            findings.push(taken_path(place, &jobs[other].origin, &jobs[number].origin));
            is_free[number] = false;
        }
    }
    let kept = jobs.into_iter().zip(is_free).filter(|(_, is_free)| *is_free);
    kept.map(|(job, _)| job).collect()
}

fn lower(path: &str) -> Cow<'_, str> {
    let is_lower = path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { path.into() } else { path.to_lowercase().into() }
}

fn taken_path(path: &OutPath, first: &Place, second: &Place) -> Finding {
    let name = |place: &Place| match place {
        Place::Text(span) => span.path.to_string(),
        Place::File(path) => path.to_string(),
        Place::Site => "site".to_owned(),
    };
    let mut finding = Finding::of_site(Code::PathTaken);
    finding.place = second.clone();
    finding.with("path", path.as_str()).with("other", name(first))
}
