//! Understanding: the files of `content/` become a [`Library`] of checked articles, campaigns and pages.
//!
//! Every type here is settled: a date is a date, a topic exists, a picture was found. One bad file never
//! hides another's fault.
//!
//! May use: almanac, config, diagnostics, source, yaml

pub mod activity;
mod alias;
mod article;
mod board;
mod campaign;
mod front_matter;
mod ids;
mod manuscript;
pub mod markdown;
mod memo;
mod page;
mod picture;
mod quantity;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

pub use article::Article;
pub use board::{Board, Doctor, Issue, Item, Notice};
pub use campaign::{Appointment, Campaign, KeyMessage};
pub use ids::{ArticleId, CampaignId};
pub use manuscript::{Manuscript, Words};
pub use memo::Memo;
pub use page::InfoPage;
pub use picture::open as open_picture;
pub use picture::{Album, Illustration, Picture, PictureKind};
pub use quantity::Quantity;

use crate::config::{Config, OBSERVANCES_FILE, SITE_FILE, Topic};
use crate::diagnostics::{Code, Finding, Findings, Placed, SourcePath, Span};
use crate::source::Tree;
use crate::yaml::{self, Fields};
use markdown::Document;
use memo::{Text, Texts};

/// Everything the authors wrote, understood.
#[derive(Debug, Clone, Default)]
pub struct Library {
    pub articles: BTreeMap<ArticleId, Arc<Article>>,
    pub campaigns: BTreeMap<CampaignId, Arc<Campaign>>,
    pub pages: Vec<Arc<InfoPage>>,
    /// By their id.
    pub boards: BTreeMap<String, Arc<Board>>,
    pub pictures: BTreeMap<SourcePath, Picture>,
    /// What each file means, whatever became of it.
    texts: Texts,
    /// Files with faults of their own: they are there, though nothing can be made of them.
    /// Their text is kept for the checks, so that all their faults are told in one run.
    pub faulty: BTreeMap<SourcePath, Document>,
}

impl Library {
    /// Where the words of a file stand.
    pub fn manuscript(&self, file: &SourcePath) -> Option<&Manuscript> {
        self.texts.get(file).map(|text| &text.manuscript)
    }

    /// What a file turned out to be, unless it has faults.
    fn entry(&self, file: &SourcePath) -> Option<&Entry> {
        let text = self.texts.get(file).filter(|text| !text.findings.has_errors())?;
        let is_taken_in = |entry: &&Entry| match entry {
            // Of two articles with one slug there is one.
            Entry::Article(article) => {
                self.articles.get(&article.id).is_some_and(|it| it.file == *file)
            }
            _ => true,
        };
        text.entry.as_ref().filter(is_taken_in)
    }

    /// Of the bytes of a text.
    pub fn hash(&self, file: &SourcePath) -> Option<blake3::Hash> {
        self.texts.get(file).map(|text| text.hash)
    }

    /// The article written in a file.
    pub fn article_in(&self, file: &SourcePath) -> Option<&Article> {
        match self.entry(file)? {
            Entry::Article(article) => Some(article),
            _ => None,
        }
    }

    /// The text of an article, a campaign or a page.
    pub fn document(&self, file: &SourcePath) -> Option<&Document> {
        self.entry(file)?.document()
    }

    /// Whether the article or campaign in a file is a draft.
    pub fn is_draft(&self, file: &SourcePath) -> bool {
        match self.entry(file) {
            Some(Entry::Article(article)) => article.draft,
            Some(Entry::Campaign(campaign)) => campaign.draft,
            _ => false,
        }
    }

    /// The article with this slug.
    pub fn article(&self, slug: &str) -> Option<&Article> {
        self.articles.get(&ArticleId::new(slug)).map(Arc::as_ref)
    }

    /// The file of an article with this slug that has faults: it is there, though nothing can be made of it.
    pub fn faulty_article(&self, slug: &str) -> Option<&SourcePath> {
        self.faulty.keys().find(|file| file.name().starts_with("articles/") && file.stem() == slug)
    }

    /// The file of a campaign record, named as `<observance>/<year>`, that has faults.
    pub fn faulty_campaign(&self, id: &str) -> Option<&SourcePath> {
        self.faulty.keys().find(|file| file.name().strip_prefix("campaigns/") == Some(id))
    }

    /// The campaign somebody named as `<observance>/<year>`.
    pub fn campaign(&self, named: &Placed<String>) -> Option<&Campaign> {
        self.campaigns.values().find(|it| it.id.to_string() == named.value).map(Arc::as_ref)
    }

    /// All texts, in order of their kind and name.
    pub fn documents(&self) -> impl Iterator<Item = (&SourcePath, &Document)> {
        let articles = self.articles.values().map(|article| (&article.file, &article.body));
        let campaigns = self.campaigns.values().map(|campaign| (&campaign.file, &campaign.body));
        let pages = self.pages.iter().map(|page| (&page.file, &page.body));
        articles.chain(campaigns).chain(pages)
    }
}

/// One file on its way to being understood.
struct Author<'a> {
    path: &'a SourcePath,
    text: &'a str,
    album: &'a Album,
    config: &'a Config,
    findings: &'a mut Findings,
}

impl Author<'_> {
    /// The Markdown of the file.
    fn document(&mut self, body: Range<usize>) -> Document {
        let album = self.album;
        let find = |written: &str, span: &Span| album.find(written, span);
        markdown::parse(self.path, self.text, body, &find, self.findings)
    }
}

/// What one file turned out to be.
#[derive(Debug, Clone)]
enum Entry {
    Article(Arc<Article>),
    Campaign(Arc<Campaign>),
    Page(Arc<InfoPage>),
    Board(Arc<Board>),
}

impl Entry {
    fn document(&self) -> Option<&Document> {
        match self {
            Entry::Article(article) => Some(&article.body),
            Entry::Campaign(campaign) => Some(&campaign.body),
            Entry::Page(page) => Some(&page.body),
            Entry::Board(_) => None,
        }
    }
}

/// Understands every text of the tree, those that have not changed since `memo` was filled without reading them
/// again.
pub fn understand(
    tree: &Tree,
    config: &Config,
    memo: &mut Memo,
    findings: &mut Findings,
) -> Library {
    if let Some(library) = memo.after_edits(tree, config, findings) {
        return library;
    }
    let mut found = Findings::new();
    let library = understand_all(tree, config, memo, &mut found);
    findings.extend(found.clone());
    memo.keep(tree, config, &library, found);
    library
}

fn understand_all(
    tree: &Tree,
    config: &Config,
    memo: &mut Memo,
    findings: &mut Findings,
) -> Library {
    let album = memo.album(tree, config, findings);
    let files: Vec<_> = tree
        .below("content")
        .filter(|(path, _)| path.has_extension("md") || is_board(path))
        .collect();
    let is_unknown = |path: &&SourcePath| {
        path.has_extension("yaml")
            && ![SITE_FILE, OBSERVANCES_FILE].contains(&path.as_str())
            && !is_board(path)
    };
    for path in tree.below("content").map(|(path, _)| path).filter(is_unknown) {
        findings.push(Finding::in_file(Code::FileNotUsed, path));
    }
    let known = memo.texts();
    let understood: Vec<_> = files
        .into_par_iter()
        .map(|(path, file)| {
            let before = known.get(path).filter(|text| text.hash == file.hash);
            let text = before.cloned().unwrap_or_else(|| {
                Arc::new(understand_one((tree, path), file.hash, &album, config))
            });
            (path, text)
        })
        .collect();
    let by_path = || understood.iter().map(|(path, text)| ((*path).clone(), Arc::clone(text)));
    let (texts, mut library) =
        rayon::join(|| Arc::new(by_path().collect()), || collected(&understood, findings));
    library.pictures = album.pictures();
    library.texts = texts;
    library
}

/// What was understood, by its kind.
fn collected(understood: &[(&SourcePath, Arc<Text>)], findings: &mut Findings) -> Library {
    let mut library = Library::default();
    for (path, text) in understood {
        findings.extend(text.findings.clone());
        if text.findings.has_errors() {
            let body = text.entry.as_ref().and_then(Entry::document);
            library.faulty.insert((*path).clone(), body.cloned().unwrap_or_default());
            continue;
        }
        match text.entry.clone() {
            Some(Entry::Article(article)) => insert_article(&mut library, article, findings),
            Some(Entry::Campaign(campaign)) => {
                library.campaigns.insert(campaign.id.clone(), campaign);
            }
            Some(Entry::Page(page)) => library.pages.push(page),
            Some(Entry::Board(board)) => {
                library.boards.insert(board.id.clone(), board);
            }
            None => {}
        }
    }
    library
}

fn understand_one(
    (tree, path): (&Tree, &SourcePath),
    hash: blake3::Hash,
    album: &Album,
    config: &Config,
) -> Text {
    let mut findings = Findings::new();
    let mut manuscript = Manuscript::default();
    let entry = file((tree, path), &mut manuscript, album, config, &mut findings);
    Text { hash, entry, manuscript, findings }
}

/// `content/boards/<id>.yaml`
fn is_board(path: &SourcePath) -> bool {
    path.has_extension("yaml") && path.folder() == "content/boards"
}

fn file(
    (tree, path): (&Tree, &SourcePath),
    manuscript: &mut Manuscript,
    album: &Album,
    config: &Config,
    findings: &mut Findings,
) -> Option<Entry> {
    let folder = path.as_str().split('/').nth(1)?;
    if !is_board(path) && !["articles", "campaigns", "pages"].contains(&folder) {
        findings.push(Finding::in_file(Code::FileNotUsed, path));
        return None;
    }
    let text = tree.checked_text(path, findings)?;
    if is_board(path) {
        let head = yaml::parse(path, text, 0..text.len()).map_err(|it| findings.push(it)).ok()?;
        *manuscript = Manuscript::of(&head, 0..0);
        let mut author = Author { path, text, album, config, findings };
        return board::settle(&mut author, head).map(|it| Entry::Board(Arc::new(it)));
    }
    let (head, body) = front_matter::split(path, text, findings)?;
    *manuscript = Manuscript::of(&head, body.clone());
    let mut author = Author { path, text, album, config, findings };
    match folder {
        "articles" => {
            article::settle(&mut author, head, body).map(|it| Entry::Article(Arc::new(it)))
        }
        "campaigns" => {
            campaign::settle(&mut author, head, body).map(|it| Entry::Campaign(Arc::new(it)))
        }
        _ => page::settle(&mut author, head, body).map(|it| Entry::Page(Arc::new(it))),
    }
}

fn insert_article(library: &mut Library, article: Arc<Article>, findings: &mut Findings) {
    if let Some(other) = library.articles.get(&article.id) {
        // The one that chose its address is the one to change it.
        let (at, taken_by) = match (&article.address, &other.address) {
            (None, Some(span)) => (Some(span), &article.file),
            (span, _) => (span.as_ref(), &other.file),
        };
        let finding = match at {
            Some(span) => Finding::at(Code::SlugDuplicate, span),
            None => Finding::in_file(Code::SlugDuplicate, &article.file),
        };
        let finding = finding.with("slug", article.id.as_str()).with("other", taken_by.as_str());
        findings.push(finding);
        return;
    }
    library.articles.insert(article.id.clone(), article);
}

/// The ids of the topics an author named; a finding for each the site does not have.
fn topic_ids(fields: &mut Fields<'_>, topics: &[Topic], least: usize) -> Vec<String> {
    let names = fields.required_texts("topics", 60, (least, 6));
    let mut ids = Vec::with_capacity(names.len());
    for name in names {
        match topics.iter().find(|topic| topic.name == name.value || topic.id == name.value) {
            Some(topic) => ids.push(topic.id.clone()),
            None => {
                let finding = Finding::at(Code::TopicUnknown, &name.span)
                    .with("topic", name.value.as_str())
                    .suggesting(&name.value, topics.iter().map(|topic| topic.name.as_str()));
                fields.findings().push(finding);
            }
        }
    }
    ids
}
