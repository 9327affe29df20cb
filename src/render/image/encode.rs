//! Pixels become files. The only room that knows the encoders.
//!
//! May use: content, site

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder as JpegEncoder};
use webp::{Encoder as WebPEncoder, WebPConfig};

use super::{Bytes, Fault};
use crate::content::PictureKind;
use crate::site::picture::Format;

/// Out of 100; about alike to the eye.
const JPEG_QUALITY: u8 = 82;
const WEBP_QUALITY: f32 = 78.0;
/// Out of 0 to 6. The default of 4 takes more than twice the time to save a few bytes in a hundred.
const WEBP_METHOD: i32 = 2;
/// Effort of a lossless WebP, out of 100.
const LOSSLESS_EFFORT: f32 = 50.0;

/// A file of `pixels`, which have 8 bits in each of three or four channels.
pub fn encode(pixels: &DynamicImage, format: Format, kind: PictureKind) -> Result<Bytes, Fault> {
    match (format, kind) {
        (Format::Jpeg, _) => jpeg(pixels),
        (Format::WebP, PictureKind::Photo) => webp(pixels, false),
        (Format::WebP, _) => webp(pixels, true),
        (Format::Png | Format::Svg, _) => png(pixels),
    }
}

fn jpeg(pixels: &DynamicImage) -> Result<Bytes, Fault> {
    let mut file = Vec::new();
    let (width, height) = (u16::try_from(pixels.width())?, u16::try_from(pixels.height())?);
    let pixels = pixels.as_rgb8().ok_or("no RGB")?;
    // Without tables of its own: with them this encoder stores one colour after another, which `image`
    // and others cannot read.
    let encoder = JpegEncoder::new(&mut file, JPEG_QUALITY);
    encoder.encode(pixels, width, height, ColorType::Rgb)?;
    Ok(file.into())
}

fn webp(pixels: &DynamicImage, lossless: bool) -> Result<Bytes, Fault> {
    let (width, height) = (pixels.width(), pixels.height());
    let encoder = match pixels {
        DynamicImage::ImageRgba8(pixels) => WebPEncoder::from_rgba(pixels, width, height),
        pixels => WebPEncoder::from_rgb(pixels.as_rgb8().ok_or("no RGB")?, width, height),
    };
    let mut config = WebPConfig::new().map_err(|()| "libwebp has no settings")?;
    config.method = WEBP_METHOD;
    config.lossless = i32::from(lossless);
    config.quality = if lossless { LOSSLESS_EFFORT } else { WEBP_QUALITY };
    let file = encoder.encode_advanced(&config).map_err(|fault| format!("{fault:?}"))?;
    Ok(Bytes::from(&*file))
}

/// A PNG packed quickly. Slides are large areas of one colour, which pack well all the same.
#[cfg(feature = "print")]
pub fn slide(pixels: &image::RgbImage) -> Result<Bytes, Fault> {
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Up);
    let (width, height) = pixels.dimensions();
    encoder.write_image(pixels, width, height, image::ExtendedColorType::Rgb8)?;
    Ok(file.into())
}

fn png(pixels: &DynamicImage) -> Result<Bytes, Fault> {
    let mut file = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut file, CompressionType::Best, FilterType::Adaptive);
    let (width, height) = (pixels.width(), pixels.height());
    encoder.write_image(pixels.as_bytes(), width, height, pixels.color().into())?;
    Ok(file.into())
}
