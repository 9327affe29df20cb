//! Pages laid out when they are made, since there may be thousands of them, or they take long: articles, lists, the
//! home page, the calendar. And whether a page can be another than last time, told without laying it out where that can
//! be.
//!
//! May use: content, diagnostics

use std::borrow::Cow;

use jiff::civil::Date;

use super::layout::Layout;
use super::search::Entry;
use super::{Content, Page, PageContent, articles, calendar, home, search};
use crate::content::Illustration;
use crate::diagnostics::SourcePath;

/// What a page laid out later is about. Numbers are those of its [`Layout`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageSubject {
    Home,
    Article(usize),
    /// The n-th page of all articles.
    Articles(usize),
    /// Of a topic, the n-th page.
    Topic(usize, usize),
    /// The coming months.
    Calendar,
    Year(i16),
    /// The month with this first day.
    Month(Date),
}

impl Layout<'_> {
    /// What the template of one of this site's pages is given.
    pub fn content<'p>(&self, page: &'p Page) -> Cow<'p, PageContent> {
        let content = match &page.content {
            Content::Ready(content) => return Cow::Borrowed(content),
            Content::Later(PageSubject::Home) => home::content(self),
            Content::Later(PageSubject::Article(number)) => {
                articles::article_content(self, *number)
            }
            Content::Later(PageSubject::Articles(number)) => articles::list_content(self, *number),
            Content::Later(PageSubject::Topic(topic, number)) => {
                articles::topic_content(self, *topic, *number)
            }
            Content::Later(PageSubject::Calendar) => calendar::index_content(self),
            Content::Later(PageSubject::Year(year)) => calendar::year_content(self, *year),
            Content::Later(PageSubject::Month(first)) => calendar::month_content(self, *first),
        };
        Cow::Owned(content)
    }

    /// Stands for everything that [`Layout::content`] says of a page.
    pub fn fingerprint(&self, page: &Page) -> blake3::Hash {
        match &page.content {
            Content::Later(PageSubject::Article(number)) => {
                articles::article_fingerprint(self, *number)
            }
            Content::Later(PageSubject::Articles(number)) => {
                articles::list_fingerprint(self, *number)
            }
            Content::Later(PageSubject::Topic(topic, number)) => {
                articles::topic_fingerprint(self, *topic, *number)
            }
            // There are few others, and what they show is not known before.
            _ => {
                let mut ingredients = Ingredients::new();
                ingredients.value(&*self.content(page));
                ingredients.finish()
            }
        }
    }

    /// Stands for everything that [`Layout::document`] says of a text.
    pub fn fingerprint_of_text(&self, entry: &Entry) -> blake3::Hash {
        search::fingerprint(self, entry)
    }
}

/// Collects what a page will look at: texts and values, each followed by its length, so that none runs into the next.
/// How many there are of each kind follows from the hashes among them.
pub(super) struct Ingredients(Vec<u8>);

impl Ingredients {
    pub fn new() -> Self {
        Ingredients(Vec::with_capacity(512))
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
        self.option(picture, |it, (file, picture)| {
            it.text(file.as_str());
            it.value(&(picture.width, picture.height));
            it.hash(&picture.hash);
        });
    }

    /// What may not be there, and mostly is not.
    pub fn option<T>(&mut self, value: Option<T>, put: impl FnOnce(&mut Self, T)) {
        self.0.push(u8::from(value.is_some()));
        if let Some(value) = value {
            put(self, value);
        }
    }

    pub fn illustration(&mut self, layout: &Layout<'_>, image: Option<&Illustration>) {
        self.picture(layout, image.map(|image| &image.file));
    }

    pub fn finish(&self) -> blake3::Hash {
        blake3::hash(&self.0)
    }
}
