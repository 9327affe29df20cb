//! Pictures: decoded once, turned upright, resized and encoded anew, so that nothing but pixels is
//! published: no GPS position, no camera name. With `content::picture`, which reads the heads of files, the
//! only room that knows `image`.
//!
//! May use: content, diagnostics, plan, site

mod colour;
mod encode;
#[cfg(feature = "print")]
mod grey;

use std::sync::Mutex;

use fast_image_resize::{ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError};

use super::Bytes;
use crate::content::{Picture, PictureKind, open_picture};
use crate::diagnostics::{Code, Finding, Findings, SourcePath};
use crate::plan::PictureJob;
use crate::site::picture::Format;

/// From so many pixels on, one picture at a time is in memory, however many cores there are.
const LARGE: u64 = 24_000_000;
static LARGE_ONE: Mutex<()> = Mutex::new(());

/// Why a picture cannot be made.
type Fault = Box<dyn std::error::Error + Send + Sync>;

/// The files of a picture for the website, in the order of its renditions.
///
/// # Errors
/// A finding when the picture cannot be decoded to its end.
pub fn publish(job: &PictureJob) -> Result<Vec<Bytes>, Findings> {
    let PictureJob { source, picture, renditions } = job;
    if picture.kind == PictureKind::Vector {
        return Ok(vec![Bytes::clone(&picture.bytes)]);
    }
    let mut widths: Vec<u32> = renditions.iter().map(|it| it.width).collect();
    widths.sort_unstable_by(|a, b| b.cmp(a));
    widths.dedup();
    let make = || -> Result<Vec<Bytes>, Fault> {
        let sizes = sizes(picture, &widths)?;
        let file = |width: u32, format: Format| {
            let sized = sizes.iter().find(|sized| sized.width() == width).ok_or("no such size")?;
            encode::encode(sized, format, picture.kind)
        };
        renditions.iter().map(|it| file(it.width, it.format)).collect()
    };
    make().map_err(|fault| finding(source, &fault))
}

/// What a picture is printed with.
#[cfg(feature = "print")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Colour,
    Grey,
}

/// A picture for a sheet, at most `width` pixels wide, and the extension of its format.
///
/// # Errors
/// A finding when the picture cannot be decoded to its end.
#[cfg(feature = "print")]
pub fn for_print(
    picture: &Picture,
    source: &SourcePath,
    width: u32,
    ink: Ink,
) -> Result<(Bytes, &'static str), Findings> {
    let format = match picture.kind {
        PictureKind::Vector => {
            let drawing = match ink {
                Ink::Colour => Bytes::clone(&picture.bytes),
                Ink::Grey => grey::drawing(&picture.bytes),
            };
            return Ok((drawing, Format::Svg.extension()));
        }
        PictureKind::Photo => Format::Jpeg,
        PictureKind::Drawing => Format::Png,
    };
    let make = || -> Result<Bytes, Fault> {
        let mut sizes = sizes(picture, &[width.min(picture.width)])?;
        let sized = sizes.pop().ok_or("no size")?;
        let sized = if ink == Ink::Grey { grey::photo(sized) } else { sized };
        encode::encode(&sized, format, picture.kind)
    };
    let file = make().map_err(|fault| finding(source, &fault))?;
    Ok((file, format.extension()))
}

/// A picture of a sheet in `formats`; `pixels` are rows of red, green and blue.
///
/// # Errors
/// When `pixels` are not `width` × `height`.
#[cfg(feature = "print")]
pub fn of_sheet(
    pixels: Vec<u8>,
    (width, height): (u32, u32),
    formats: &[Format],
) -> Result<Vec<Bytes>, Fault> {
    let pixels = image::RgbImage::from_raw(width, height, pixels).ok_or("not so many pixels")?;
    let pixels = DynamicImage::ImageRgb8(pixels);
    formats.iter().map(|format| encode::encode(&pixels, *format, PictureKind::Photo)).collect()
}

/// A slide; `pixels` are rows of red, green and blue. What looks the same in every row packs well without
/// effort, so that packing is quick.
///
/// # Errors
/// When `pixels` are not `width` × `height`.
#[cfg(feature = "print")]
pub fn of_slide(pixels: Vec<u8>, (width, height): (u32, u32)) -> Result<Bytes, Fault> {
    let pixels = image::RgbImage::from_raw(width, height, pixels).ok_or("not so many pixels")?;
    encode::slide(&pixels)
}

fn finding(source: &SourcePath, fault: &Fault) -> Findings {
    let broken_off = match fault.downcast_ref() {
        Some(ImageError::IoError(cause)) => cause.kind() == std::io::ErrorKind::UnexpectedEof,
        _ => false,
    };
    match broken_off {
        true => Finding::in_file(Code::PictureTruncated, source).into(),
        false => Finding::in_file(Code::PictureUnreadable, source)
            .with("cause", fault.to_string())
            .into(),
    }
}

/// The picture in each of `widths`, upright, the widest first.
fn sizes(picture: &Picture, widths: &[u32]) -> Result<Vec<DynamicImage>, Fault> {
    let mut sizes: Vec<DynamicImage> = Vec::with_capacity(widths.len());
    for width in widths {
        let size = (*width, picture.height_at(*width));
        sizes.push(match sizes.last() {
            // From the next wider one: a fraction of the pixels, and nobody sees a difference.
            Some(wider) => resized(wider, size)?,
            None => first_size(picture, size)?,
        });
    }
    Ok(sizes)
}

/// The picture as its file holds it, brought to `size` and turned upright, in this order: few pixels turn
/// faster than many.
fn first_size(picture: &Picture, (width, height): (u32, u32)) -> Result<DynamicImage, Fault> {
    let is_large = u64::from(picture.width) * u64::from(picture.height) >= LARGE;
    // A lock another picture broke protects no data, only memory.
    let alone = is_large.then(|| LARGE_ONE.lock().unwrap_or_else(|broken| broken.into_inner()));
    let mut decoder = open_picture(&picture.bytes)?;
    let orientation = decoder.orientation()?;
    let profile = decoder.icc_profile()?;
    let whole = DynamicImage::from_decoder(decoder)?;
    let lies = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let size = if lies { (height, width) } else { (width, height) };
    let sized =
        if (whole.width(), whole.height()) == size { whole } else { resized(&whole, size)? };
    drop(alone);
    let mut sized = match (picture.kind, sized.color().has_alpha()) {
        (PictureKind::Drawing, true) => DynamicImage::ImageRgba8(sized.into_rgba8()),
        _ => DynamicImage::ImageRgb8(sized.into_rgb8()),
    };
    if let (DynamicImage::ImageRgb8(pixels), Some(profile)) = (&mut sized, profile) {
        colour::to_srgb(pixels, &profile);
    }
    sized.apply_orientation(orientation);
    Ok(sized)
}

fn resized(from: &DynamicImage, (width, height): (u32, u32)) -> Result<DynamicImage, Fault> {
    let mut to = DynamicImage::new(width, height, from.color());
    Resizer::new().resize(from, &mut to, &ResizeOptions::new())?;
    Ok(to)
}
