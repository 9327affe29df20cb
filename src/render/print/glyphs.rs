//! Characters the fonts do not have: looked for before a sheet is set, at the place they were written, and
//! once more on the finished sheet.
//!
//! May use: diagnostics, site

use serde_json::Value;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use super::world::Stock;
use crate::diagnostics::{Code, Finding, Findings, Placed};
use crate::site::print::{Sheet, Written};

/// Names each character of a sheet's texts that the fonts do not have.
pub fn check(stock: &Stock, sheet: &Sheet) -> Result<(), Findings> {
    if sheet.written.is_empty() {
        return sheet.words.values().try_for_each(|it| check_words(stock, it, &sheet.title));
    }
    let fault =
        |Written { text, .. }: &Written| Some(missing(missing_in(stock, &text.value)?, text));
    let faults: Findings = sheet.written.iter().filter_map(fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn missing_in(stock: &Stock, text: &str) -> Option<char> {
    text.chars().find(|c| !c.is_whitespace() && !stock.covers(*c))
}

fn missing(c: char, text: &Placed<String>) -> Finding {
    Finding::at(Code::GlyphMissing, &text.span)
        .with("character", c.to_string())
        .with("code_point", code_point(c))
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// The same for words that nobody wrote into a file: what the almanac says.
fn check_words(stock: &Stock, words: &Value, sheet: &str) -> Result<(), Findings> {
    match words {
        Value::String(text) => match missing_in(stock, text) {
            Some(c) => Err(Finding::of_site(Code::CalendarGlyphMissing)
                .with("character", c.to_string())
                .with("code_point", code_point(c))
                .with("text", text.as_str())
                .with("sheet", sheet)
                .into()),
            None => Ok(()),
        },
        Value::Array(items) => items.iter().try_for_each(|it| check_words(stock, it, sheet)),
        Value::Object(map) => map.values().try_for_each(|it| check_words(stock, it, sheet)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// Finds a box in place of a character, wherever it came from.
pub fn check_set(document: &PagedDocument, sheet: &Sheet) -> Result<(), Findings> {
    let Some(c) = document.pages().iter().find_map(|page| unset(&page.frame)) else {
        return Ok(());
    };
    let mut finding = Finding::of_site(Code::GlyphMissing)
        .with("character", c.to_string())
        .with("code_point", code_point(c));
    finding.place = sheet.origin.clone();
    Err(finding.into())
}

fn unset(frame: &Frame) -> Option<char> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => unset(&group.frame),
        FrameItem::Text(text) => {
            let glyph = text.glyphs.iter().find(|glyph| glyph.id == 0)?;
            text.text.get(glyph.range())?.chars().next()
        }
        _ => None,
    })
}
