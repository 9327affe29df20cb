//! A small picture of a sheet's first page, for the website.
//!
//! May use: diagnostics, site

use typst_layout::PagedDocument;

use super::drawing::{Drawing, draw};
use super::{Bytes, image, template_fault};
use crate::diagnostics::Findings;
use crate::site::picture::{THUMBNAIL, THUMBNAIL_FORMATS};

const WHITE: u8 = 255;

/// The first page in each format of a thumbnail.
pub(super) fn of(document: &PagedDocument) -> Result<Vec<Bytes>, Findings> {
    image::of_sheet(pixels(document), THUMBNAIL, &THUMBNAIL_FORMATS)
        .map_err(|fault| template_fault(fault.to_string()).into())
}

/// Rows of red, green and blue, of the size that pages have reserved: a page of another shape stands in the
/// middle, on white.
fn pixels(document: &PagedDocument) -> Vec<u8> {
    let (width, height) = (THUMBNAIL.0 as usize, THUMBNAIL.1 as usize);
    let mut pixels = vec![WHITE; width * height * 3];
    let Some(page) = document.pages().first() else { return pixels };
    let size = page.frame.size();
    let scale = (width as f64 / size.x.to_pt()).min(height as f64 / size.y.to_pt());
    let Drawing { width: columns, height: rows, pixels: drawn } = draw(page, scale);
    let (left, top) = (width.saturating_sub(columns) / 2, height.saturating_sub(rows) / 2);
    let shown = columns.min(width - left) * 3;
    for (row, line) in drawn.chunks_exact(columns * 3).enumerate().take(height - top) {
        let start = ((top + row) * width + left) * 3;
        pixels[start..start + shown].copy_from_slice(&line[..shown]);
    }
    pixels
}
