//! Sheets for print and for screens. The only room that knows Typst.
//!
//! A sheet is a Typst template of the theme; its words arrive as data (`/data.json`), never as markup, so
//! that nothing in them can be mistaken for a command. Every PDF is tagged and checked as PDF/UA-1.
//!
//! May use: config, diagnostics, plan, site

mod boxes;
mod data;
mod drawing;
mod glyphs;
mod measure;
mod qr;
mod slides;
mod thumbnail;
mod tiles;
mod world;

use std::sync::Arc;

use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::{Bytes, image};
use crate::config::print::{Paper, Profile};
use crate::config::{Options, Theme};
use crate::diagnostics::{Code, Finding, Findings, Span};
use crate::plan::SheetJob;
use crate::site::print::{Facts, Product, Sheet};
use data::Files;
use world::{Desk, Stock};

/// How a sheet says that a text does not fit: `overflow: messages by 12mm`.
const OVERFLOW: &str = "overflow: ";
/// The template of a pack of pages.
const TILES: &str = "tiles.typ";

/// Prints sheets: fonts and templates, read once.
pub struct Press {
    stock: Stock,
    options: Arc<Options>,
    /// Stands for the options.
    options_hash: blake3::Hash,
}

impl Press {
    pub fn new(theme: &Theme) -> Result<Self, Findings> {
        let options = Arc::clone(&theme.options);
        // Words, numbers and flags always serialise.
        let options_hash = blake3::hash(&serde_json::to_vec(&options).unwrap_or_default());
        Ok(Press { stock: Stock::new(theme)?, options, options_hash })
    }

    /// Stands for all of the theme that a sheet is made with.
    pub fn hash(&self, job: &SheetJob) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.options_hash.as_bytes());
        hasher.update(self.stock.hash(job.sheet.template).as_bytes());
        if let Product::Document { tile: Some(_), .. } = job.sheet.product {
            hasher.update(self.stock.hash(TILES).as_bytes());
        }
        hasher.finalize()
    }

    /// The files of a sheet in the order of its job, and what was measured on it.
    ///
    /// # Errors
    /// A text that does not fit, a character no font has, a picture that cannot be read, a faulty template.
    pub fn sheet(&self, job: &SheetJob) -> Result<(Vec<Bytes>, Facts), Findings> {
        let sheet = &job.sheet;
        glyphs::check(&self.stock, sheet)?;
        let files = Files::of(job, &self.options)?;
        let printed = files.pictures.clone();
        let document = self.compile(sheet.template, files, sheet)?;
        let facts = measure::facts(&document, &printed);
        glyphs::check_set(&document, sheet)?;
        let files = match &sheet.product {
            Product::Slides { size, count } => slides::of(&document, *size, *count, sheet)?,
            Product::Document { paper, profile, is_filed, tile } => {
                let pdf = self.pdf(&document, &standards(*is_filed), sheet)?;
                let pdf = if *profile == Profile::Shop { boxes::with_bleed(pdf)? } else { pdf };
                let mut files = vec![Bytes::from(pdf)];
                if sheet.is_public {
                    files.extend(thumbnail::of(&document)?);
                }
                if let Some(tile) = tile {
                    files.push(self.pack(sheet, &files[0], (*paper, *tile), &document)?);
                }
                files
            }
        };
        // Typst remembers layouts for a next time; two sheets back is enough and keeps memory bounded.
        comemo::evict(2);
        Ok((files, facts))
    }

    /// A sheet's PDF as a pack of pages. Of a page put into another the tags cannot come along: a pack bears none.
    fn pack(
        &self,
        sheet: &Sheet,
        pdf: &Bytes,
        papers: (Paper, Paper),
        document: &PagedDocument,
    ) -> Result<Bytes, Findings> {
        let files = tiles::files(sheet, pdf, papers, document.pages().len());
        let pack = self.compile(TILES, files, sheet)?;
        Ok(self.pdf(&pack, &[], sheet)?.into())
    }

    fn compile(
        &self,
        template: &str,
        files: Files,
        sheet: &Sheet,
    ) -> Result<PagedDocument, Findings> {
        let desk = Desk::new(&self.stock, template, files.into_map())?;
        let compiled = typst::compile::<PagedDocument>(&desk);
        let ill = compiled.warnings.iter().filter(|it| it.message.contains("unknown font"));
        let ill: Findings = ill.map(|warning| finding(&desk, warning)).collect();
        if !ill.is_empty() {
            return Err(ill);
        }
        compiled.output.map_err(|faults| fault(&desk, &faults, sheet))
    }

    fn pdf(
        &self,
        document: &PagedDocument,
        standards: &[PdfStandard],
        sheet: &Sheet,
    ) -> Result<Vec<u8>, Findings> {
        let options = PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(Some("Banbao".to_owned())),
            // A time stamp would make two builds of the same tree differ.
            timestamp: None,
            page_ranges: None,
            // Those chosen here are always consistent.
            standards: PdfStandards::new(standards).unwrap_or_default(),
            // Whoever asks for no standard wants no tags: each of them has some.
            tagged: !standards.is_empty(),
            pretty: false,
        };
        let desk = Desk::new(&self.stock, sheet.template, Default::default())?;
        typst_pdf::pdf(document, &options).map_err(|faults| fault(&desk, &faults, sheet))
    }
}

fn standards(is_filed: bool) -> Vec<PdfStandard> {
    let filed = is_filed.then_some(PdfStandard::A_2a);
    std::iter::once(PdfStandard::Ua_1).chain(filed).collect()
}

fn fault(desk: &Desk<'_>, faults: &[SourceDiagnostic], sheet: &Sheet) -> Findings {
    for fault in faults {
        if let Some((_, said)) = fault.message.split_once(OVERFLOW) {
            let (what, by) = said.split_once(" by ").unwrap_or((said, ""));
            return sheet.overflow(what, by).into();
        }
    }
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error);
    errors.map(|fault| finding(desk, fault)).collect()
}

fn finding(desk: &Desk<'_>, fault: &SourceDiagnostic) -> Finding {
    let hints = fault.hints.iter().map(|hint| format!("；{}", hint.v));
    let message = format!("{}{}", fault.message, hints.collect::<String>());
    let place = fault.span.id().and_then(|id| desk.written_at(id));
    let finding = match (place, desk.range(fault.span)) {
        (Some(path), Some(range)) => Finding::at(Code::SheetFault, &Span::new(&path, range)),
        (Some(path), None) => Finding::in_file(Code::SheetFault, &path),
        (None, _) => Finding::of_site(Code::SheetFault),
    };
    finding.with("message", message)
}

/// A fault of the template `what` explains.
fn template_fault(what: impl Into<String>) -> Finding {
    Finding::of_site(Code::SheetFault).with("message", what.into())
}
