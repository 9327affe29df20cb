//! What each stage of the road takes, the first time and when one article was edited since.
//!
//! `cargo bench --bench stages` measures the sample site; `BANBAO_BENCH_SITE=FOLDER` another one.

#![expect(clippy::disallowed_methods, reason = "the environment says what to measure")]

use std::path::{Path, PathBuf};

use banbao::config::{self, Config};
use banbao::content::{self, Library};
use banbao::diagnostics::Findings;
use banbao::lint;
use banbao::pipeline::{Edition, Goal, Memo, Request};
use banbao::plan::{self, Plan, Work};
use banbao::render::Workshop;
use banbao::site::{self, Layout, Moment};
use banbao::source::{self, SourceFile, Tree};
use divan::Bencher;
use jiff::civil::{Date, date};

// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TODAY: Date = date(2026, 5, 20);
const MOMENT: Moment = Moment { today: TODAY, drafts: false, future: false };
/// Jobs of one kind that are made in one go.
const SOME: usize = 100;

fn main() {
    divan::main();
}

fn root() -> PathBuf {
    let sample = || Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf();
    std::env::var_os("BANBAO_BENCH_SITE").map_or_else(sample, PathBuf::from)
}

fn tree() -> Tree {
    source::read(&root()).expect("the site can be read").0
}

fn settings(tree: &Tree) -> Config {
    config::settle(tree, &mut Findings::new()).expect("the site has settings")
}

fn texts(tree: &Tree, config: &Config, memo: &mut content::Memo) -> Library {
    content::understand(tree, config, memo, &mut Findings::new())
}

/// The same tree after somebody has added a sentence to an article.
fn edited(tree: &Tree, time: usize) -> Tree {
    let articles = tree.below("content/articles").filter(|(path, _)| path.has_extension("md"));
    let (path, file) = articles.last().expect("the site has articles");
    let text = format!("{}\n\n第{time}次修改。\n", file.text().expect("it is a text"));
    let mut tree = tree.clone();
    tree.insert(path.clone(), SourceFile::new(text.into_bytes()));
    tree
}

#[divan::bench]
fn a1_read(bencher: Bencher) {
    let root = root();
    bencher.bench_local(|| source::read(&root).expect("the site can be read"));
}

#[divan::bench]
fn a2_read_again(bencher: Bencher) {
    let (root, tree) = (root(), tree());
    bencher.bench_local(|| source::read_since(&tree, &root).expect("the site can be read"));
}

#[divan::bench]
fn b1_settle(bencher: Bencher) {
    let tree = tree();
    bencher.bench_local(|| settings(&tree));
}

#[divan::bench]
fn b2_understand(bencher: Bencher) {
    let tree = tree();
    let config = settings(&tree);
    bencher.bench_local(|| texts(&tree, &config, &mut content::Memo::default()));
}

#[divan::bench]
fn b3_understand_again(bencher: Bencher) {
    let tree = tree();
    let config = settings(&tree);
    let mut memo = content::Memo::default();
    texts(&tree, &config, &mut memo);
    bencher.bench_local(|| texts(&tree, &config, &mut memo));
}

/// Every check, with what the last one remembers or without it.
fn check(bencher: Bencher, remembers: bool) {
    let tree = tree();
    let config = settings(&tree);
    let library = texts(&tree, &config, &mut content::Memo::default());
    let mut memo = lint::Memo::default();
    bencher.bench_local(|| {
        if !remembers {
            memo = lint::Memo::default();
        }
        let mut findings = Findings::new();
        lint::check(&library, (&tree, &config), TODAY, &mut memo, &mut findings);
        findings
    });
}

#[divan::bench]
fn c1_check(bencher: Bencher) {
    check(bencher, false);
}

#[divan::bench]
fn c2_check_again(bencher: Bencher) {
    check(bencher, true);
}

#[divan::bench]
fn d1_index(bencher: Bencher) {
    let tree = tree();
    let config = settings(&tree);
    let library = texts(&tree, &config, &mut content::Memo::default());
    bencher.bench_local(|| Layout::new(&library, &config, MOMENT));
}

#[divan::bench]
fn d2_lay_out(bencher: Bencher) {
    let tree = tree();
    let config = settings(&tree);
    let library = texts(&tree, &config, &mut content::Memo::default());
    let layout = Layout::new(&library, &config, MOMENT);
    bencher.bench_local(|| site::lay_out(&layout));
}

#[divan::bench]
fn e1_plan(bencher: Bencher) {
    let tree = tree();
    let config = settings(&tree);
    let library = texts(&tree, &config, &mut content::Memo::default());
    let layout = Layout::new(&library, &config, MOMENT);
    let bencher = bencher.with_inputs(|| site::lay_out(&layout));
    bencher.bench_local_values(|site| plan::plan(site, &library, &config, &mut Findings::new()));
}

#[divan::bench]
fn e2_fingerprints(bencher: Bencher) {
    let tree = tree();
    let config = settings(&tree);
    let library = texts(&tree, &config, &mut content::Memo::default());
    let workshop = Workshop::new(&config.theme).unwrap_or_else(|it| panic!("{it:?}"));
    let layout = || Layout::new(&library, &config, MOMENT);
    let plan = plan::plan(site::lay_out(&layout()), &library, &config, &mut Findings::new());
    // Each time another layout: it remembers what stands for its articles.
    let bencher = bencher.with_inputs(layout);
    bencher.bench_local_refs(|layout| plan.each(|job| workshop.fingerprint(job, layout)));
}

#[divan::bench]
fn f1_set_up(bencher: Bencher) {
    let config = settings(&tree());
    bencher.bench_local(|| Workshop::new(&config.theme).is_ok());
}

#[divan::bench]
fn f2_pages_of_articles(bencher: Bencher) {
    some_jobs(bencher, |work| matches!(work, Work::Page(page) if page.template == "article.html"));
}

#[divan::bench]
fn f2_pages_of_lists(bencher: Bencher) {
    some_jobs(bencher, |work| matches!(work, Work::Page(page) if page.template == "articles.html"));
}

#[divan::bench]
fn f3_found_texts(bencher: Bencher) {
    some_jobs(bencher, |work| matches!(work, Work::Texts(..)));
}

#[divan::bench]
fn f4_index_of_texts(bencher: Bencher) {
    some_jobs(bencher, |work| matches!(work, Work::Index(_)));
}

#[cfg(feature = "print")]
#[divan::bench]
fn f5_sheets(bencher: Bencher) {
    some_jobs(bencher, |work| matches!(work, Work::Sheet(_)));
}

/// What an author waits for before the first page: one article is another one.
#[divan::bench]
fn g1_round_of_serve(bencher: Bencher) {
    let tree = tree();
    let (root, out) = (root(), PathBuf::new());
    let goal = Goal::Check;
    let request = Request { root, out, atomic: false, moment: MOMENT, goal, deny_warnings: false };
    let (mut memo, mut time) = (Memo::default(), 0);
    let mut round = || {
        time += 1;
        Edition::new((edited(&tree, time), Findings::new()), &request, &mut memo).ok()
    };
    drop(round());
    bencher.bench_local(round);
}

fn with_plan(use_it: impl FnOnce(&Plan, &Config, &Layout<'_>)) {
    let tree = tree();
    let config = settings(&tree);
    let library = texts(&tree, &config, &mut content::Memo::default());
    let layout = Layout::new(&library, &config, MOMENT);
    let site = site::lay_out(&layout);
    let plan = plan::plan(site, &library, &config, &mut Findings::new());
    use_it(&plan, &config, &layout);
}

/// Makes jobs of one kind on one thread.
fn some_jobs(bencher: Bencher, is_wanted: impl Fn(&Work) -> bool) {
    with_plan(|plan, config, layout| {
        let workshop = Workshop::new(&config.theme).unwrap_or_else(|it| panic!("{it:?}"));
        let jobs: Vec<_> = plan.jobs.iter().filter(|it| is_wanted(&it.work)).take(SOME).collect();
        bencher
            .counter(divan::counter::ItemsCount::new(jobs.len()))
            .bench_local(|| jobs.iter().filter(|job| workshop.make(job, layout).is_ok()).count());
    });
}
