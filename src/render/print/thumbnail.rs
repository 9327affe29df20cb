//! A small picture of a sheet's first page, for the website.
//!
//! May use: diagnostics, site

use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::{RenderOptions, render};

use super::{Bytes, image};
use crate::diagnostics::{Code, Finding, Findings};
use crate::site::picture::{THUMBNAIL, THUMBNAIL_FORMATS};

const WHITE: u8 = 255;

/// The first page in each format of a thumbnail.
pub(super) fn of(document: &PagedDocument) -> Result<Vec<Bytes>, Findings> {
    image::of_sheet(pixels(document), THUMBNAIL, &THUMBNAIL_FORMATS).map_err(|fault| {
        Finding::of_site(Code::SheetFault).with("message", fault.to_string()).into()
    })
}

/// Rows of red, green and blue, of the size that pages have reserved: a page of another shape stands in the
/// middle, on white.
fn pixels(document: &PagedDocument) -> Vec<u8> {
    let (width, height) = (THUMBNAIL.0 as usize, THUMBNAIL.1 as usize);
    let mut pixels = vec![WHITE; width * height * 3];
    let Some(page) = document.pages().first() else { return pixels };
    let size = page.frame.size();
    let scale = (width as f64 / size.x.to_pt()).min(height as f64 / size.y.to_pt());
    let options = RenderOptions { pixel_per_pt: Scalar::new(scale), render_bleed: false };
    let drawn = render(page, &options);
    let (columns, rows) = (drawn.width() as usize, drawn.height() as usize);
    let (left, top) = (width.saturating_sub(columns) / 2, height.saturating_sub(rows) / 2);
    for (row, line) in drawn.pixels().chunks_exact(columns).enumerate().take(height - top) {
        let start = ((top + row) * width + left) * 3;
        let target = pixels[start..].chunks_exact_mut(3);
        for (to, from) in target.zip(line).take(width - left) {
            // Colours come multiplied by their opacity; what is left of it is the white below.
            let below = WHITE - from.alpha();
            to.copy_from_slice(&[from.red(), from.green(), from.blue()].map(|it| it + below));
        }
    }
    pixels
}
