//! Pictures in pixels: what their heads tell, before anything is decoded. With `render::image` the only
//! room that knows `image`.
//!
//! May use: diagnostics, source

use std::io::{BufRead, Cursor, Seek};

use image::metadata::Orientation;
use image::{ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::{Picture, PictureKind, unreadable};
use crate::diagnostics::{Code, Finding, SourcePath};
use crate::source::SourceFile;

/// The largest picture accepted, in pixels: 12,000 × 6,000.
pub const PIXEL_LIMIT: u64 = 72_000_000;
/// The most memory a decoded picture may take, in bytes: 72 megapixels with transparency.
const DECODED_LIMIT: u64 = 288_000_000;
/// The longest side a JPEG can have, in pixels.
const LONGEST_JPEG: u32 = 65_535;
/// A PNG of this many pixels that takes a byte for each is a photograph: a drawing packs far better.
const PHOTO_PIXELS: u64 = 200_000;

/// A decoder of the picture in `bytes`, whatever its name says, that refuses to take more memory than
/// a picture may.
///
/// # Errors
/// When the kind of the picture is not known or its head is broken.
pub fn open(bytes: &[u8]) -> Result<impl ImageDecoder + '_, ImageError> {
    reader(bytes)?.into_decoder()
}

fn reader(bytes: &[u8]) -> Result<ImageReader<impl BufRead + Seek + '_>, ImageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::no_limits();
    // Decoders may hold a second copy for a while.
    limits.max_alloc = Some(2 * DECODED_LIMIT);
    reader.limits(limits);
    Ok(reader)
}

/// The picture as its head describes it.
///
/// # Errors
/// A finding when it is of a kind browsers do not show, too large, or broken off.
pub(super) fn read(path: &SourcePath, file: &SourceFile) -> Result<Picture, Finding> {
    if let Some(kind) = foreign_kind(&file.bytes) {
        return Err(Finding::in_file(Code::PictureFormat, path).with("kind", kind));
    }
    let reader = reader(&file.bytes).map_err(|cause| unreadable(path, &cause))?;
    let format = reader.format();
    if format == Some(ImageFormat::Jpeg) {
        match jpeg_scan(&file.bytes) {
            JpegScan::Whole => {}
            JpegScan::BrokenOff => return Err(Finding::in_file(Code::PictureTruncated, path)),
            JpegScan::Parted => return Err(unreadable(path, &"colours in separate scans")),
        }
    }
    let mut decoder = reader.into_decoder().map_err(|cause| unreadable(path, &cause))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > PIXEL_LIMIT {
        return Err(Finding::in_file(Code::PictureTooLarge, path)
            .with("size", format!("{width}×{height}"))
            .with("limit", PIXEL_LIMIT as usize / 1_000_000));
    }
    if decoder.total_bytes() > DECODED_LIMIT {
        return Err(Finding::in_file(Code::PictureTooHeavy, path)
            .with("size", megabytes(decoder.total_bytes()))
            .with("limit", megabytes(DECODED_LIMIT)));
    }
    let opaque = !decoder.color_type().has_alpha() && width.max(height) <= LONGEST_JPEG;
    let photo = match format {
        Some(ImageFormat::Jpeg) => true,
        Some(ImageFormat::Png) => {
            opaque && pixels >= PHOTO_PIXELS && file.bytes.len() as u64 >= pixels
        }
        Some(ImageFormat::WebP) => opaque && is_lossy(&file.bytes),
        _ => false,
    };
    let turned = matches!(
        decoder.orientation(),
        Ok(Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH)
    );
    let (width, height) = if turned { (height, width) } else { (width, height) };
    Ok(Picture {
        kind: if photo { PictureKind::Photo } else { PictureKind::Drawing },
        width,
        height,
        hash: file.hash,
        bytes: file.bytes.clone(),
    })
}

/// What the author of a picture that can be shown may not expect.
pub(super) fn remarks(path: &SourcePath, file: &SourceFile) -> Vec<Finding> {
    let format = image::guess_format(&file.bytes).ok();
    let moves = match format {
        Some(ImageFormat::Gif) => gif_pictures(&file.bytes).take(2).count() > 1,
        Some(ImageFormat::WebP) => riff_chunks(&file.bytes).any(|name| name == *b"ANIM"),
        Some(ImageFormat::Png) => {
            png_chunks(&file.bytes).take_while(|name| name != b"IDAT").any(|name| name == *b"acTL")
        }
        _ => false,
    };
    let named = ImageFormat::from_extension(path.extension());
    let misnamed = format.filter(|format| Some(*format) != named).and_then(extension);
    let misnamed = misnamed.map(|ending| {
        Finding::in_file(Code::PictureMisnamed, path)
            .with("kind", ending.to_uppercase())
            .with("ending", ending)
    });
    let moves = moves.then(|| Finding::in_file(Code::PictureAnimated, path));
    misnamed.into_iter().chain(moves).collect()
}

fn extension(format: ImageFormat) -> Option<&'static str> {
    format.extensions_str().first().copied()
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / 1_000_000)
}

/// The kind of a file that pictures are often sent as, but that browsers or this program do not show.
fn foreign_kind(bytes: &[u8]) -> Option<&'static str> {
    match (bytes.get(..4)?, bytes.get(4..12)) {
        (_, Some(b"ftypavif" | b"ftypavis")) => Some("AVIF"),
        (
            _,
            Some(
                b"ftypheic" | b"ftypheix" | b"ftyphevc" | b"ftyphevx" | b"ftypheim" | b"ftypheis"
                | b"ftypmif1" | b"ftypmsf1",
            ),
        ) => Some("HEIC"),
        (_, Some([b'f', b't', b'y', b'p', ..])) => Some("MP4"),
        (b"II*\0" | b"MM\0*", _) => Some("TIFF"),
        (b"%PDF", _) => Some("PDF"),
        (b"8BPS", _) => Some("PSD"),
        _ => None,
    }
}

/// How the pixels of a JPEG are stored. The decoder says nothing of what it cannot read.
#[derive(Debug, PartialEq, Eq)]
enum JpegScan {
    Whole,
    /// The end is missing: it would be filled with grey.
    BrokenOff,
    /// Not progressive, and each colour by itself: the picture would come out in wrong colours.
    Parted,
}

fn jpeg_scan(jpeg: &[u8]) -> JpegScan {
    let mut at = 2;
    let mut colours = 0;
    // Before the scan: a small preview in there has an end of its own.
    loop {
        match jpeg.get(at..at + 4) {
            Some([0xff, 0xda, ..]) => break,
            Some([0xff, 0xff, ..]) => at += 1,
            Some([0xff, marker, high, low]) => {
                if matches!(marker, 0xc0 | 0xc1) {
                    colours = jpeg.get(at + 9).copied().unwrap_or(0);
                }
                at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
            }
            Some(_) => return JpegScan::Whole,
            None => return JpegScan::BrokenOff,
        }
    }
    if jpeg.get(at + 4).is_some_and(|scanned| *scanned < colours) {
        return JpegScan::Parted;
    }
    // From behind: some phones append a film.
    match jpeg[at..].windows(2).rev().any(|pair| pair == [0xff, 0xd9]) {
        true => JpegScan::Whole,
        false => JpegScan::BrokenOff,
    }
}

/// Whether a WebP was packed as photographs are.
fn is_lossy(webp: &[u8]) -> bool {
    riff_chunks(webp).any(|name| name == *b"VP8 ")
}

fn riff_chunks(file: &[u8]) -> impl Iterator<Item = [u8; 4]> + '_ {
    let mut at = 12_usize;
    std::iter::from_fn(move || {
        let head: [u8; 8] = file.get(at..at.checked_add(8)?)?.try_into().ok()?;
        let [a, b, c, d, size @ ..] = head;
        let size = u32::from_le_bytes(size) as usize;
        at = at.checked_add(8)?.checked_add(size)?.checked_add(size % 2)?;
        Some([a, b, c, d])
    })
}

fn png_chunks(file: &[u8]) -> impl Iterator<Item = [u8; 4]> + '_ {
    let mut at = 8_usize;
    std::iter::from_fn(move || {
        let head: [u8; 8] = file.get(at..at.checked_add(8)?)?.try_into().ok()?;
        let [size @ .., a, b, c, d] = head;
        at = at.checked_add(12)?.checked_add(u32::from_be_bytes(size) as usize)?;
        Some([a, b, c, d])
    })
}

/// One item for each picture of a GIF.
fn gif_pictures(file: &[u8]) -> impl Iterator<Item = ()> + '_ {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + file.get(10).map_or(0, |flags| table(*flags));
    std::iter::from_fn(move || {
        loop {
            let (is_picture, head) = match file.get(at)? {
                0x21 => (false, 2),
                0x2c => (true, 11 + table(*file.get(at + 9)?)),
                _ => return None,
            };
            at += head;
            while let size @ 1.. = usize::from(*file.get(at)?) {
                at += size + 1;
            }
            at += 1;
            if is_picture {
                return Some(());
            }
        }
    })
}
