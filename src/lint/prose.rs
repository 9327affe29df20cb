//! What the prose of every file says about the health calendar.
//!
//! May use: config, content, diagnostics, source

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::calendar::{self, About, Names, Part, Passage, Prose};
use crate::config::Config;
use crate::content::{Library, Manuscript};
use crate::diagnostics::{Findings, SourcePath};
use crate::source::Tree;

/// What was found in prose that has not changed since: its words, what they are about, and the almanac are in the
/// files whose hashes it holds.
#[derive(Default)]
pub struct Memo {
    /// Of what the site changes in it.
    almanac: Option<blake3::Hash>,
    found: FxHashMap<SourcePath, Known>,
}

struct Known {
    file: blake3::Hash,
    is_faulty: bool,
    findings: Findings,
}

pub fn check(
    library: &Library,
    (tree, config): (&Tree, &Config),
    memo: &mut Memo,
    findings: &mut Findings,
) {
    if memo.almanac.replace(config.almanac_hash) != Some(config.almanac_hash) {
        memo.found.clear();
    }
    let names = Names::of(&config.almanac);
    let articles = library.articles.values().map(|article| {
        let (date, updated, publish) = (article.date, article.updated, article.publish);
        (&article.file, About::Article { date, updated, publish })
    });
    let campaigns = library.campaigns.values().map(|campaign| {
        let (observance, days) = (&*campaign.observance, campaign.days);
        (&campaign.file, About::Record { observance, year: campaign.id.year, days })
    });
    let pages = library.pages.iter().map(|page| (&page.file, About::Page));
    // What a faulty file is about is not known; its body is read for what is wrong in any year.
    let faulty = library.faulty.keys().map(|file| (file, About::Page));
    let files: Vec<_> = articles.chain(campaigns).chain(pages).chain(faulty).collect();
    let known = &memo.found;
    let read = |(path, about): &(&SourcePath, About<'_>)| {
        let (file, is_faulty) = (library.hash(path)?, library.faulty.contains_key(*path));
        let is_known = |it: &Known| it.file == file && it.is_faulty == is_faulty;
        if known.get(*path).is_some_and(is_known) {
            return None;
        }
        let passages = passages(library.manuscript(path)?, is_faulty);
        let prose = Prose { path, text: tree.text(path)?, passages, about: *about };
        let findings = calendar::check(&prose, &names);
        Some(((*path).clone(), Known { file, is_faulty, findings }))
    };
    let news: Vec<_> = files.par_iter().filter_map(read).collect();
    memo.found.extend(news);
    if memo.found.len() > files.len() {
        let there: FxHashSet<&SourcePath> = files.iter().map(|(path, _)| *path).collect();
        memo.found.retain(|path, _| there.contains(path));
    }
    for (path, _) in &files {
        let known = memo.found.get(*path).filter(|it| library.hash(path) == Some(it.file));
        if let Some(known) = known.filter(|known| !known.findings.is_empty()) {
            findings.extend(known.findings.clone());
        }
    }
}

fn passages(manuscript: &Manuscript, body_only: bool) -> Vec<Passage> {
    let values = manuscript.values.iter().filter(|_| !body_only).map(|words| Passage {
        range: words.range.clone(),
        part: Part::Value { top: words.top.clone(), key: words.key.clone() },
    });
    let body = Passage { range: manuscript.body.clone(), part: Part::Body };
    values.chain([body]).collect()
}
