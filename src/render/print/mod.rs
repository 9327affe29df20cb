//! Sheets for print. The only room that knows Typst.
//!
//! A sheet is a Typst template of the theme; its words arrive as data (`/data.json`), never as markup, so
//! that nothing in them can be mistaken for a command. Every PDF is tagged and checked as PDF/UA-1.
//!
//! May use: config, content, diagnostics, plan, site

mod qr;
mod thumbnail;
mod world;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};
use typst::foundations::{Bytes as TypstBytes, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::{Bytes, image};
use crate::config::{Options, Theme};
use crate::diagnostics::{Code, Finding, Findings, Placed, Span};
use crate::plan::PosterJob;
use crate::site::poster::Written;
use crate::site::sheet::Sheet as CalendarSheet;
use world::{Paper, Sheet};

/// Pixels across a picture on an A3 poster: 150 dpi over its 297 mm.
const PICTURE_WIDTH: u32 = 1754;
/// How a sheet says that a text does not fit: `overflow: messages by 12mm`.
const OVERFLOW: &str = "overflow: ";

/// Prints sheets: fonts and templates, read once.
pub struct Press {
    paper: Paper,
    options: Arc<Options>,
}

impl Press {
    pub fn new(theme: &Theme) -> Result<Self, Findings> {
        Ok(Press { paper: Paper::new(theme)?, options: Arc::clone(&theme.options) })
    }

    /// A campaign's poster as a PDF, with pictures of it.
    pub fn poster(&self, job: &PosterJob) -> Result<Vec<Bytes>, Findings> {
        let PosterJob { poster, picture } = job;
        self.check_glyphs(&poster.written)?;
        let mut files = BTreeMap::new();
        let mut data = serde_json::to_value(&poster.words).unwrap_or_default();
        if let (Some(used), Some(picture)) = (&poster.picture, picture) {
            let (bytes, extension) = image::for_print(picture, &used.file, PICTURE_WIDTH)?;
            let path = format!("/img/picture.{extension}");
            data["picture"] = json!({ "path": path, "alt": used.alt });
            files.insert(path, TypstBytes::new(bytes));
        } else {
            data["picture"] = json!(null);
        }
        let printed = self.print("poster.typ", (data, files), poster.link.as_deref());
        printed.map_err(|fault| match fault {
            Fault::Overflow { what, by } => poster.overflow(&what, &by).into(),
            Fault::Sheet(findings) => findings,
        })
    }

    /// A calendar as a PDF, with pictures of it.
    pub fn sheet(&self, sheet: &CalendarSheet) -> Result<Vec<Bytes>, Findings> {
        let data = serde_json::to_value(&sheet.words).unwrap_or_default();
        self.check_words(&data, &sheet.words.title)?;
        let printed = self.print(sheet.template, (data, BTreeMap::new()), sheet.link.as_deref());
        printed.map_err(|fault| match fault {
            Fault::Overflow { what, by } => Finding::of_site(Code::CalendarOverflow)
                .with("sheet", sheet.words.title.as_str())
                .with("what", what)
                .with("by", by)
                .into(),
            Fault::Sheet(findings) => findings,
        })
    }

    /// Prints a sheet with its data; `link` becomes its QR code.
    fn print(
        &self,
        template: &str,
        (mut data, mut files): (Value, BTreeMap<String, TypstBytes>),
        link: Option<&str>,
    ) -> Result<Vec<Bytes>, Fault> {
        data["qr"] = match link.and_then(|link| Some((link, qr::svg(link)?))) {
            Some((link, svg)) => {
                let path = "/img/qr.svg".to_owned();
                files.insert(path.clone(), TypstBytes::from_string(svg));
                let alt = format!("二维码：{link}");
                json!({ "path": path, "alt": alt, "caption": "扫一扫看详情" })
            }
            None => json!(null),
        };
        data["options"] = Value::Object((*self.options).clone());
        files.insert("/data.json".to_owned(), TypstBytes::from_string(data.to_string()));
        let sheet =
            Sheet::new(&self.paper, template, files).map_err(|fault| Fault::Sheet(fault.into()))?;
        print(&sheet)
    }

    /// Names a character of a calendar's words that the fonts do not have.
    fn check_words(&self, words: &Value, sheet: &str) -> Result<(), Findings> {
        match words {
            Value::String(text) => match self.missing_in(text) {
                Some(c) => Err(Finding::of_site(Code::CalendarGlyphMissing)
                    .with("character", c.to_string())
                    .with("code_point", format!("U+{:04X}", u32::from(c)))
                    .with("text", text.as_str())
                    .with("sheet", sheet)
                    .into()),
                None => Ok(()),
            },
            Value::Array(items) => items.iter().try_for_each(|it| self.check_words(it, sheet)),
            Value::Object(map) => map.values().try_for_each(|it| self.check_words(it, sheet)),
            Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        }
    }

    fn missing_in(&self, text: &str) -> Option<char> {
        text.chars().find(|c| !c.is_whitespace() && !self.paper.covers(*c))
    }

    /// Names each character the fonts do not have, at its place in the author's file.
    fn check_glyphs(&self, texts: &[Written]) -> Result<(), Findings> {
        let missing: Vec<Finding> = texts
            .iter()
            .filter_map(|it| Some(glyph_missing(self.missing_in(&it.text.value)?, &it.text)))
            .collect();
        if missing.is_empty() { Ok(()) } else { Err(missing.into_iter().collect()) }
    }
}

fn glyph_missing(c: char, text: &Placed<String>) -> Finding {
    Finding::at(Code::GlyphMissing, &text.span)
        .with("character", c.to_string())
        .with("code_point", format!("U+{:04X}", u32::from(c)))
}

enum Fault {
    Overflow { what: String, by: String },
    Sheet(Findings),
}

fn print(sheet: &Sheet<'_>) -> Result<Vec<Bytes>, Fault> {
    let compiled = typst::compile::<PagedDocument>(sheet);
    let ill = compiled.warnings.iter().filter(|warning| warning.message.contains("unknown font"));
    let ill: Findings = ill.map(|warning| finding(sheet, warning)).collect();
    if !ill.is_empty() {
        return Err(Fault::Sheet(ill));
    }
    let document = compiled.output.map_err(|faults| fault(sheet, &faults))?;
    let pdf = typst_pdf::pdf(&document, &options()).map_err(|faults| fault(sheet, &faults))?;
    // Typst remembers layouts for a next time; two sheets back is enough and keeps memory bounded.
    comemo::evict(2);
    let mut files = vec![pdf.into()];
    files.extend(thumbnail::of(&document).map_err(Fault::Sheet)?);
    Ok(files)
}

fn options() -> PdfOptions {
    PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Banbao".to_owned())),
        // A time stamp would make two builds of the same tree differ.
        timestamp: None,
        page_ranges: None,
        // One standard alone is always a consistent choice.
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).unwrap_or_default(),
        tagged: true,
        pretty: false,
    }
}

fn fault(sheet: &Sheet<'_>, faults: &[SourceDiagnostic]) -> Fault {
    for fault in faults {
        if let Some((_, said)) = fault.message.split_once(OVERFLOW) {
            let (what, by) = said.split_once(" by ").unwrap_or((said, ""));
            return Fault::Overflow { what: what.to_owned(), by: by.to_owned() };
        }
    }
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error);
    Fault::Sheet(errors.map(|fault| finding(sheet, fault)).collect())
}

fn finding(sheet: &Sheet<'_>, fault: &SourceDiagnostic) -> Finding {
    let hints = fault.hints.iter().map(|hint| format!("；{}", hint.v));
    let message = format!("{}{}", fault.message, hints.collect::<String>());
    let place = fault.span.id().and_then(|id| sheet.written_at(id));
    let finding = match (place, sheet.range(fault.span)) {
        (Some(path), Some(range)) => Finding::at(Code::SheetFault, &Span::new(&path, range)),
        (Some(path), None) => Finding::in_file(Code::SheetFault, &path),
        (None, _) => Finding::of_site(Code::SheetFault),
    };
    finding.with("message", message)
}
