//! Making: a job becomes the bytes of its files, or findings. Nothing here touches the disk.
//!
//! May use: config, diagnostics, plan, site

mod feed;
mod html;
mod ics;
mod image;
#[cfg(feature = "print")]
pub mod print;
mod search;
mod sitemap;
mod uses;

use std::sync::Arc;

use crate::config::Theme;
use crate::diagnostics::Findings;
use crate::plan::{Job, Work};
use crate::site::Layout;
use crate::site::print::Facts;

/// A file a job turned into.
pub type Bytes = Arc<[u8]>;

/// What a job turned into.
#[derive(Debug, Clone)]
pub struct Output {
    /// The bytes of each of the job's files, in their order.
    pub files: Vec<Bytes>,
    /// What was measured on a sheet.
    pub facts: Facts,
}

impl From<Vec<Bytes>> for Output {
    fn from(files: Vec<Bytes>) -> Self {
        Output { files, facts: Facts::default() }
    }
}

/// The tools that make jobs, set up once per build from the theme.
pub struct Workshop {
    pages: html::Templates,
    #[cfg(feature = "print")]
    press: print::Press,
}

impl Workshop {
    /// # Errors
    /// Faults of the theme: a template that does not parse, a font that cannot be read.
    pub fn new(theme: &Theme) -> Result<Self, Findings> {
        Ok(Workshop {
            pages: html::Templates::new(theme)?,
            #[cfg(feature = "print")]
            press: print::Press::new(theme)?,
        })
    }

    /// Stands for everything the bytes of a job depend on: two jobs with the same fingerprint make the same bytes,
    /// with this program. Where the files are put is no part of it, but for pages.
    pub fn fingerprint(&self, job: &Job, layout: &Layout<'_>) -> blake3::Hash {
        let template = match &job.work {
            Work::Page(page) => self.pages.hash(page.template),
            #[cfg(feature = "print")]
            Work::Sheet(sheet) => Some(self.press.hash(sheet)),
            _ => None,
        };
        job.fingerprint(template.as_ref(), layout)
    }

    /// Makes a job of the site `layout` is of.
    ///
    /// # Errors
    /// Faults found while making it, such as a text that does not fit a sheet.
    pub fn make(&self, job: &Job, layout: &Layout<'_>) -> Result<Output, Findings> {
        let file = match &job.work {
            Work::Page(page) => self.pages.page(page, &layout.content(page))?,
            #[cfg(feature = "print")]
            Work::Sheet(job) => {
                let (files, facts) = self.press.sheet(job)?;
                return Ok(Output { files, facts });
            }
            #[cfg(not(feature = "print"))]
            Work::Sheet(_) => return Ok(Vec::new().into()),
            Work::Agenda(agenda) => ics::calendar(agenda),
            Work::Feed(feed) => return Ok(vec![feed::atom(feed), feed::json(feed)].into()),
            Work::Index(search) => return Ok(search::index(search, layout).into()),
            Work::Texts(search, number) => search::texts(search, *number, layout),
            Work::SiteMap(map) => sitemap::map(map),
            Work::Picture(job) => return Ok(image::publish(job)?.into()),
            Work::Copy(bytes) => Arc::clone(bytes),
        };
        Ok(vec![file].into())
    }
}
