//! Slides as pictures of pixels.
//!
//! May use: config, diagnostics, site

use typst_layout::PagedDocument;

use super::drawing::draw;
use super::{Bytes, image, template_fault};
use crate::config::print::Paper;
use crate::diagnostics::Findings;
use crate::site::print::Sheet;

/// One PNG for each page: `count` of them, of `size` pixels.
///
/// # Errors
/// When the template makes another number of pages, or pages of another size.
pub fn of(
    document: &PagedDocument,
    size: Paper,
    count: usize,
    sheet: &Sheet,
) -> Result<Vec<Bytes>, Findings> {
    let pages = document.pages();
    if pages.len() != count {
        let made = pages.len();
        return Err(template_fault(format!("{}: {made} ≠ {count}", sheet.template)).into());
    }
    let slide = |page| {
        let drawing = draw(page, 1.0);
        if (drawing.width, drawing.height) != (size.width as usize, size.height as usize) {
            let made = format!("{}: {}×{}", sheet.template, drawing.width, drawing.height);
            return Err(Findings::from(template_fault(made)));
        }
        image::of_slide(drawing.pixels, (size.width, size.height))
            .map_err(|fault| Findings::from(template_fault(fault.to_string())))
    };
    pages.iter().map(slide).collect()
}
