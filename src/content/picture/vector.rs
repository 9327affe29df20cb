//! Drawings of shapes: an SVG is reduced to plain shapes, so that scripts, styles, outside references and
//! embedded files do not survive. The only room that knows `usvg`.
//!
//! May use: diagnostics, source

use std::sync::Arc;

use usvg::roxmltree::{Document, Error as XmlError, ParsingOptions};

use super::unfold::{ELEMENT_LIMIT, is_bounded};
use super::{Picture, PictureKind, unreadable};
use crate::diagnostics::{Code, Finding, SourcePath};
use crate::source::SourceFile;

/// The longest side of a vector picture, in its own units.
const LONGEST_SIDE: f32 = 20_000.0;
/// The most elements and texts of a file.
const NODE_LIMIT: u32 = 2 * ELEMENT_LIMIT as u32;

/// The reduced drawing.
///
/// # Errors
/// A finding when it cannot be read, is too large, or repeats itself beyond the limit.
pub(super) fn read(
    path: &SourcePath,
    file: &SourceFile,
    fonts: &[&SourceFile],
) -> Result<Picture, Finding> {
    let text = file.text().ok_or_else(|| Finding::in_file(Code::NotUtf8, path))?;
    let limits =
        ParsingOptions { allow_dtd: true, nodes_limit: NODE_LIMIT, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, limits)
        .map_err(|it| fault(path, usvg::Error::ParsingFailed(it)))?;
    if !is_bounded(&document) {
        return Err(too_complex(path));
    }
    let tree = usvg::Tree::from_xmltree(&document, &options(text, fonts));
    let tree = tree.map_err(|cause| fault(path, cause))?;
    let size = tree.size();
    let longest = size.width().max(size.height());
    if !longest.is_finite() || longest > LONGEST_SIDE {
        return Err(Finding::in_file(Code::PictureTooLarge, path)
            .with("size", format!("{:.0}×{:.0}", size.width(), size.height()))
            .with("limit", super::raster::PIXEL_LIMIT as usize / 1_000_000));
    }
    let bytes: Arc<[u8]> = tree.to_string(&usvg::WriteOptions::default()).into_bytes().into();
    Ok(Picture {
        kind: PictureKind::Vector,
        width: size.width().ceil() as u32,
        height: size.height().ceil() as u32,
        hash: blake3::hash(&bytes),
        bytes,
    })
}

fn fault(path: &SourcePath, cause: usvg::Error) -> Finding {
    match cause {
        // Also said of elements too deep inside each other.
        usvg::Error::ParsingFailed(XmlError::NodesLimitReached) => too_complex(path),
        usvg::Error::ElementsLimitReached => too_complex(path),
        cause => unreadable(path, &cause),
    }
}

fn too_complex(path: &SourcePath) -> Finding {
    Finding::in_file(Code::PictureTooComplex, path).with("limit", ELEMENT_LIMIT as usize)
}

/// No file, no address and no embedded picture is ever opened.
fn options(text: &str, fonts: &[&SourceFile]) -> usvg::Options<'static> {
    let mut options = usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    if text.contains("<text") {
        let database = options.fontdb_mut();
        for font in fonts {
            database.load_font_data(font.bytes.to_vec());
        }
        let family = database.faces().find_map(|face| face.families.first()).cloned();
        if let Some((family, _)) = family {
            options.font_family = family;
        }
    }
    options
}
