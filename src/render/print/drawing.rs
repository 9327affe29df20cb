//! Pages as pixels. The only room that knows `typst_render`.
//!
//! May use: nothing of this crate

use typst::utils::Scalar;
use typst_layout::Page;
use typst_render::{RenderOptions, render};

/// A drawn page: rows of red, green and blue.
pub struct Drawing {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

/// Draws a page with `scale` pixels to a point; what nothing is painted on is white.
pub fn draw(page: &Page, scale: f64) -> Drawing {
    let options = RenderOptions { pixel_per_pt: Scalar::new(scale), render_bleed: false };
    let drawn = render(page, &options);
    let pixels = drawn.pixels().iter().flat_map(|from| {
        // Colours come multiplied by their opacity; what is left of it is the white below.
        let below = u8::MAX - from.alpha();
        [from.red(), from.green(), from.blue()].map(|it| it + below)
    });
    Drawing {
        width: drawn.width() as usize,
        height: drawn.height() as usize,
        pixels: pixels.collect(),
    }
}
