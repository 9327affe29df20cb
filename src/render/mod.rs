//! Making: a job becomes the bytes of its files, or findings. Nothing here touches the disk.
//!
//! May use: config, diagnostics, plan

mod feed;
mod html;
mod ics;
mod image;
#[cfg(feature = "print")]
pub mod print;
mod search;
mod sitemap;

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostics::Findings;
use crate::plan::{Job, Work};

/// A file a job turned into.
pub type Bytes = Arc<[u8]>;

/// The tools that make jobs, set up once per build from the theme.
pub struct Workshop {
    pages: html::Templates,
    #[cfg(feature = "print")]
    press: print::Press,
}

impl Workshop {
    /// # Errors
    /// Faults of the theme: a template that does not parse, a font that cannot be read.
    pub fn new(config: &Config) -> Result<Self, Findings> {
        let theme = &config.theme;
        Ok(Workshop {
            pages: html::Templates::new(theme)?,
            #[cfg(feature = "print")]
            press: print::Press::new(theme)?,
        })
    }

    /// The bytes of each file of a job, in their order.
    ///
    /// # Errors
    /// Faults found while making it, such as a text that does not fit a sheet.
    pub fn make(&self, job: &Job) -> Result<Vec<Bytes>, Findings> {
        let file = match &job.work {
            Work::Page(page) => self.pages.page(page)?,
            #[cfg(feature = "print")]
            Work::Poster(job) => return self.press.poster(job),
            #[cfg(feature = "print")]
            Work::Sheet(sheet) => return self.press.sheet(sheet),
            #[cfg(not(feature = "print"))]
            Work::Poster(_) | Work::Sheet(_) => return Ok(Vec::new()),
            Work::Agenda(agenda) => ics::calendar(agenda),
            Work::Feed(feed) => return Ok(vec![feed::atom(feed), feed::json(feed)]),
            Work::Index(search) => return Ok(search::index(search)),
            Work::Texts(search, number) => search::texts(search, *number),
            Work::SiteMap(map) => sitemap::map(map),
            Work::Picture(job) => return image::publish(job),
            Work::Copy(bytes) => Arc::clone(bytes),
        };
        Ok(vec![file])
    }
}
