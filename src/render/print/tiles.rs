//! A finished sheet as a pack of pages of the printer's paper. The sheet is put into the pack once, and
//! every page shows a part of it, so that text stays text and the pack is hardly larger than the sheet.
//!
//! May use: config, site

use serde_json::{Map, Value, json};
use typst::foundations::Bytes as TypstBytes;

use super::Bytes;
use super::data::Files;
use crate::config::print::Paper;
use crate::site::print::Sheet;

/// What neighbouring pages both show, and what printers leave white at every edge, in mm.
const OVERLAP: u32 = 10;
const MARGIN: u32 = 8;

/// The files of the template `tiles.typ`, for a PDF of so many `pages`.
pub fn files(sheet: &Sheet, pdf: &Bytes, (whole, page): (Paper, Paper), pages: usize) -> Files {
    let page = turned_for_fewest(whole, page);
    let data = json!({
        "title": sheet.title,
        "paper": { "name": page.to_string(), "width": page.width, "height": page.height, "bleed": 0, "marks": false },
        "mono": sheet.words.get("mono"),
        "tile": {
            "paper": page.to_string(),
            "width": page.width,
            "height": page.height,
            "margin": MARGIN,
            "overlap": OVERLAP,
        },
        "sheet": { "path": "/sheet.pdf", "width": whole.width, "height": whole.height, "page": 1,
            "pages": pages, },
    });
    let mut files = Files::with_data(match data {
        Value::Object(data) => data,
        _ => Map::new(),
    });
    files.add("/sheet.pdf", TypstBytes::new(Bytes::clone(pdf)));
    files
}

/// `page` upright or on its side, whichever needs fewer of them.
fn turned_for_fewest(whole: Paper, page: Paper) -> Paper {
    let along = |whole: u32, page: u32| {
        let shown = page.saturating_sub(2 * MARGIN);
        let step = shown.saturating_sub(OVERLAP).max(1);
        1 + whole.saturating_sub(shown).div_ceil(step)
    };
    let count = |page: Paper| along(whole.width, page.width) * along(whole.height, page.height);
    let sideways = page.turned();
    if count(sideways) < count(page) { sideways } else { page }
}
