//! Pictures: decoded, turned upright, resized and encoded anew, so that nothing but pixels is published:
//! no GPS position, no camera name. With `content::picture`, which reads the heads of files, the only room
//! that knows `image`.
//!
//! May use: content, diagnostics, plan

use std::io::Cursor;

use fast_image_resize::{ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageDecoder, ImageReader};

use super::Bytes;
use crate::content::{Picture, PictureKind};
use crate::diagnostics::{Code, Finding, Findings, SourcePath};
use crate::plan::PictureJob;

const JPEG_QUALITY: u8 = 82;

/// A picture for the website.
pub fn publish(job: &PictureJob) -> Result<Bytes, Findings> {
    encode(&job.picture, &job.source, job.width.unwrap_or(job.picture.width))
}

/// A picture for a sheet, at most `width` pixels wide, and the extension of its format.
#[cfg(feature = "print")]
pub fn for_print(
    picture: &Picture,
    source: &SourcePath,
    width: u32,
) -> Result<(Bytes, &'static str), Findings> {
    let extension = match picture.kind {
        PictureKind::Vector => "svg",
        PictureKind::Photo => "jpg",
        PictureKind::Drawing => "png",
    };
    Ok((encode(picture, source, width.min(picture.width))?, extension))
}

fn encode(picture: &Picture, source: &SourcePath, width: u32) -> Result<Bytes, Findings> {
    if picture.kind == PictureKind::Vector {
        return Ok(Bytes::clone(&picture.bytes));
    }
    pixels(picture, width).map_err(|cause| {
        Finding::in_file(Code::PictureUnreadable, source).with("cause", cause.to_string()).into()
    })
}

type Fault = Box<dyn std::error::Error + Send + Sync>;

fn pixels(picture: &Picture, width: u32) -> Result<Bytes, Fault> {
    let mut decoder =
        ImageReader::new(Cursor::new(&picture.bytes)).with_guessed_format()?.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut whole = DynamicImage::from_decoder(decoder)?;
    whole.apply_orientation(orientation);
    let jpeg = picture.kind == PictureKind::Photo;
    let whole = if jpeg {
        DynamicImage::ImageRgb8(whole.into_rgb8())
    } else if whole.color().has_alpha() {
        DynamicImage::ImageRgba8(whole.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(whole.into_rgb8())
    };
    let sized = resize(whole, width)?;
    let mut bytes = Vec::new();
    if jpeg {
        sized.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY))?;
    } else {
        let encoder =
            PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
        sized.write_with_encoder(encoder)?;
    }
    Ok(bytes.into())
}

fn resize(whole: DynamicImage, width: u32) -> Result<DynamicImage, Fault> {
    if whole.width() <= width {
        return Ok(whole);
    }
    let height = u64::from(whole.height()) * u64::from(width) / u64::from(whole.width());
    let height = u32::try_from(height)?.max(1);
    let mut sized = DynamicImage::new(width, height, whole.color());
    Resizer::new().resize(&whole, &mut sized, &ResizeOptions::new())?;
    Ok(sized)
}
