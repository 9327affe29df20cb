//! Pictures in greys, for black-and-white printers: what they make of colours themselves is often a pale blur.
//!
//! May use: nothing of this crate

use image::DynamicImage;

use super::Bytes;

/// A photograph in greys; what is transparent stays so.
pub fn photo(picture: DynamicImage) -> DynamicImage {
    if picture.color().has_alpha() {
        DynamicImage::ImageRgba8(DynamicImage::ImageLumaA8(picture.into_luma_alpha8()).into_rgba8())
    } else {
        DynamicImage::ImageRgb8(DynamicImage::ImageLuma8(picture.into_luma8()).into_rgb8())
    }
}

/// A drawing of shapes in greys. Reduced drawings write every colour as `"#rrggbb"`.
pub fn drawing(svg: &[u8]) -> Bytes {
    let text = String::from_utf8_lossy(svg);
    let mut grey = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some(at) = rest.find("\"#") {
        let (before, colour) = rest.split_at(at + 2);
        grey.push_str(before);
        rest = match colour.get(..7).and_then(|it| it.strip_suffix('"')).and_then(level) {
            Some(level) => {
                grey.push_str(&format!("{level:02x}{level:02x}{level:02x}"));
                &colour[6..]
            }
            None => colour,
        };
    }
    grey.push_str(rest);
    grey.into_bytes().into()
}

/// How light `rrggbb` is, from 0 to 255, as ITU-R BT.709 weighs the colours.
fn level(rrggbb: &str) -> Option<u8> {
    let part = |at: usize| u32::from_str_radix(rrggbb.get(at..at + 2)?, 16).ok();
    let (red, green, blue) = (part(0)?, part(2)?, part(4)?);
    u8::try_from((2126 * red + 7152 * green + 722 * blue + 5_000) / 10_000).ok()
}

#[cfg(test)]
mod tests {
    use super::drawing;

    #[test]
    fn every_colour_of_a_drawing_becomes_a_grey_as_light_as_it() {
        let svg = br##"<path fill="#ff0000" stroke="#ffffff"/><use href="#a1"/><stop stop-color="#00ff00"/>"##;
        let grey = String::from_utf8(drawing(svg).to_vec()).unwrap();
        assert_eq!(
            grey,
            r##"<path fill="#363636" stroke="#ffffff"/><use href="#a1"/><stop stop-color="#b6b6b6"/>"##
        );
    }
}
