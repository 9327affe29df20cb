//! The boxes of a page for a print shop.
//!
//! Typst writes where a sheet is cut (trim box) and how large the page is with its crop marks (media box);
//! how far its colours reach (bleed box) is added here, as an incremental update (ISO 32000-1, 7.5.6): the
//! PDF stays as it is, and behind it stand its pages once more, with one entry more. A library that edits
//! PDFs would bring two dozen crates along, ciphers among them, for this one line.
//!
//! May use: diagnostics, site

use std::fmt::Write;

use super::template_fault;
use crate::diagnostics::Findings;
use crate::site::print::BLEED;

const POINTS_PER_MM: f64 = 72.0 / 25.4;
const TRIM: &[u8] = b"/TrimBox[";

/// `pdf` with a bleed box on every page, 3 mm around its trim box.
///
/// # Errors
/// When the PDF is not written as Typst writes it, which would be a fault of this program.
pub fn with_bleed(pdf: Vec<u8>) -> Result<Vec<u8>, Findings> {
    updated(pdf).ok_or_else(|| template_fault("no trim box").into())
}

fn updated(mut pdf: Vec<u8>) -> Option<Vec<u8>> {
    let pages: Vec<(u32, String)> = trimmed_pages(&pdf)?;
    let trailer = between(&pdf, rfind(&pdf, b"trailer")?, b"<<", b">>")?;
    let before = number(&pdf[rfind(&pdf, b"startxref")? + "startxref".len()..])?;
    let mut table = String::from("xref\n");
    if !pdf.ends_with(b"\n") {
        pdf.push(b'\n');
    }
    for (number, page) in pages {
        // A row of the table is twenty bytes long, its end of line included.
        write!(table, "{number} 1\n{:010} 00000 n \n", pdf.len()).ok()?;
        pdf.extend(format!("{number} 0 obj\n{page}\nendobj\n").bytes());
    }
    let at = pdf.len();
    pdf.extend(table.bytes());
    let end = format!("trailer\n<<{trailer}/Prev {before}>>\nstartxref\n{at}\n%%EOF\n");
    pdf.extend(end.bytes());
    Some(pdf)
}

/// The number of each page with a trim box, and its dictionary with a bleed box added. At least one.
fn trimmed_pages(pdf: &[u8]) -> Option<Vec<(u32, String)>> {
    let mut pages = Vec::new();
    let mut from = 0;
    while let Some(at) = find(&pdf[from..], TRIM).map(|at| from + at) {
        let start = rfind(&pdf[..at], b" 0 obj")?;
        let line = rfind(&pdf[..start], b"\n")? + 1;
        let end = at + find(&pdf[at..], b"endobj")?;
        let dictionary = std::str::from_utf8(&pdf[start + " 0 obj".len()..end]).ok()?.trim();
        let sides = between(pdf, at, b"[", b"]")?;
        let trim: Vec<f64> =
            sides.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        let bleed = f64::from(BLEED) * POINTS_PER_MM;
        let [left, bottom, right, top] = trim.try_into().ok()?;
        let [left, bottom, right, top] = [left - bleed, bottom - bleed, right + bleed, top + bleed];
        let entry = format!("/BleedBox[{left:.4} {bottom:.4} {right:.4} {top:.4}]");
        let page = format!("{}{entry}>>", dictionary.strip_suffix(">>")?);
        pages.push((number(&pdf[line..])?, page));
        from = end;
    }
    (!pages.is_empty()).then_some(pages)
}

/// The text between `opening` and `closing`, from `at` on.
fn between(pdf: &[u8], at: usize, opening: &[u8], closing: &[u8]) -> Option<String> {
    let start = at + find(&pdf[at..], opening)? + opening.len();
    let end = start + find(&pdf[start..], closing)?;
    // The identifier in a trailer is in parentheses and need not be text.
    Some(String::from_utf8_lossy(&pdf[start..end]).into_owned())
}

/// The number `text` begins with, behind white space.
fn number(text: &[u8]) -> Option<u32> {
    let text = text.trim_ascii_start();
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&text[..digits]).ok()?.parse().ok()
}

fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    text.windows(needle.len()).position(|it| it == needle)
}

fn rfind(text: &[u8], needle: &[u8]) -> Option<usize> {
    text.windows(needle.len()).rposition(|it| it == needle)
}
