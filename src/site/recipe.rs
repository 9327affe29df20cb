//! Pages laid out when they are made, since there may be thousands of them: each article's own, and the lists.
//!
//! What such a page says is not known before, but whether it can be another than last time is: a recipe carries a
//! fingerprint of all it will look at.
//!
//! May use: content, diagnostics

use std::borrow::Cow;

use super::layout::Layout;
use super::{Content, Page, PageContent, articles};
use crate::content::Illustration;
use crate::diagnostics::SourcePath;

/// How to lay out a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    pub(super) subject: Subject,
    /// Stands for everything the page's content is made of.
    pub fingerprint: blake3::Hash,
}

/// What a page laid out later is about. Numbers are those of its [`Layout`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Article(usize),
    /// The n-th page of all articles.
    Articles(usize),
    /// Of a topic, the n-th page.
    Topic(usize, usize),
}

impl Layout<'_> {
    /// What the template of one of this site's pages is given.
    pub fn content<'p>(&self, page: &'p Page) -> Cow<'p, PageContent> {
        match &page.content {
            Content::Ready(content) => Cow::Borrowed(content),
            Content::Later(recipe) => Cow::Owned(match recipe.subject {
                Subject::Article(number) => articles::article_content(self, number),
                Subject::Articles(number) => articles::list_content(self, number),
                Subject::Topic(topic, number) => articles::topic_content(self, topic, number),
            }),
        }
    }
}

/// Collects what a page will look at: texts and values, each followed by its length, so that none runs into the next.
/// How many there are of each kind follows from the hashes among them.
pub(super) struct Ingredients(Vec<u8>);

impl Ingredients {
    pub fn new(frame: &blake3::Hash) -> Self {
        let mut all = Vec::with_capacity(512);
        all.extend(frame.as_bytes());
        Ingredients(all)
    }

    pub fn hash(&mut self, hash: &blake3::Hash) {
        self.0.extend(hash.as_bytes());
        self.number(blake3::OUT_LEN);
    }

    pub fn number(&mut self, number: usize) {
        self.0.extend((number as u64).to_le_bytes());
    }

    pub fn text(&mut self, text: &str) {
        self.0.extend(text.as_bytes());
        self.number(text.len());
    }

    /// Values that always serialise: strings, numbers, lists of them.
    pub fn value(&mut self, value: &impl serde::Serialize) {
        let before = self.0.len();
        let _ = serde_json::to_writer(&mut self.0, value);
        self.number(self.0.len() - before);
    }

    /// A picture of the page: which file it is, and what is in it.
    pub fn picture(&mut self, layout: &Layout<'_>, file: Option<&SourcePath>) {
        let picture = file.and_then(|file| Some((file, layout.library.pictures.get(file)?)));
        self.value(&picture.map(|(file, picture)| (file.as_str(), picture.width, picture.height)));
        if let Some((_, picture)) = picture {
            self.hash(&picture.hash);
        }
    }

    pub fn illustration(&mut self, layout: &Layout<'_>, image: Option<&Illustration>) {
        self.picture(layout, image.map(|image| &image.file));
    }

    pub fn recipe(&self, subject: Subject) -> Recipe {
        Recipe { subject, fingerprint: self.finish() }
    }

    pub fn finish(&self) -> blake3::Hash {
        blake3::hash(&self.0)
    }
}
