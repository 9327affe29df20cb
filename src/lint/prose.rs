//! What the prose of every file says about the health calendar.
//!
//! May use: almanac, content, diagnostics, source

use rayon::prelude::*;

use super::calendar::{self, About, Names, Part, Passage, Prose};
use crate::almanac::Almanac;
use crate::content::{Library, Manuscript};
use crate::diagnostics::{Findings, SourcePath};
use crate::source::Tree;

pub fn check(library: &Library, tree: &Tree, almanac: &Almanac, findings: &mut Findings) {
    let names = Names::of(almanac);
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
    let read = |(path, about): (&SourcePath, About<'_>)| {
        let manuscript = library.manuscripts.get(path)?;
        let passages = passages(manuscript, library.faulty.contains_key(path));
        let prose = Prose { path, text: tree.text(path)?, passages, about };
        Some(calendar::check(&prose, &names))
    };
    let found: Vec<Findings> = files.into_par_iter().filter_map(read).collect();
    found.into_iter().for_each(|more| findings.extend(more));
}

fn passages(manuscript: &Manuscript, body_only: bool) -> Vec<Passage> {
    let values = manuscript.values.iter().filter(|_| !body_only).map(|words| Passage {
        range: words.range.clone(),
        part: Part::Value { top: words.top.clone(), key: words.key.clone() },
    });
    let body = Passage { range: manuscript.body.clone(), part: Part::Body };
    values.chain([body]).collect()
}
