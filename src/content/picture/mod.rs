//! Pictures: what the site's files hold, found by the name an author wrote.
//!
//! An SVG is reduced to plain shapes here, before anything else sees it: scripts, styles, outside
//! references and embedded files do not survive. Of a photograph only the head is read; `render`
//! decodes it.
//!
//! May use: diagnostics, source, yaml

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader};
use rayon::prelude::*;

use crate::diagnostics::{Code, Finding, Placed, SourcePath, Span};
use crate::source::{SourceFile, Tree};
use crate::yaml::Fields;

/// The largest photograph accepted, in pixels: 12,000 × 6,000.
pub const PIXEL_LIMIT: u64 = 72_000_000;

/// The longest side of a vector picture, in its own units.
pub const SHAPE_LIMIT: f32 = 20_000.0;

const FOLDER: &str = "content/images";
const RASTER: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "bmp"];

/// A picture of the site, upright.
#[derive(Debug, Clone)]
pub struct Picture {
    pub kind: PictureKind,
    /// In pixels, after turning a photograph upright.
    pub width: u32,
    pub height: u32,
    pub hash: blake3::Hash,
    /// Of a vector picture the reduced SVG, of a photograph the file as it came.
    pub bytes: Arc<[u8]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    Vector,
    /// A photograph: published as JPEG.
    Photo,
    /// A drawing in pixels, perhaps with transparency: published as PNG.
    Drawing,
}

/// A picture named in front matter, with the words that stand for it.
#[derive(Debug, Clone)]
pub struct Illustration {
    pub file: SourcePath,
    pub alt: String,
    pub caption: Option<String>,
}

/// Every picture below `content/`, looked at once.
pub struct Album {
    pictures: BTreeMap<SourcePath, Result<Picture, Finding>>,
}

impl Album {
    /// Looks at every picture of the tree. `fonts` draw the text inside SVG files.
    pub fn read(tree: &Tree, fonts: &[&SourceFile]) -> Self {
        let files: Vec<_> = tree.below("content").collect();
        let pictures = files
            .into_par_iter()
            .filter_map(|(path, file)| {
                let extension = path.extension();
                let picture = match extension.as_str() {
                    "svg" => vector(path, file, fonts),
                    extension if RASTER.contains(&extension) => raster(path, file),
                    _ => return None,
                };
                Some((path.clone(), picture))
            })
            .collect();
        Album { pictures }
    }

    /// The file that `written` means: beside the text it is written in, or in `content/images/`.
    ///
    /// # Errors
    /// A finding when there is no such picture, or it cannot be read.
    pub fn find(&self, written: &str, span: &Span) -> Result<SourcePath, Finding> {
        let leaves = span.path.join(written).is_none();
        if leaves || written.contains(':') || written.starts_with(['/', '\\']) {
            return Err(Finding::at(Code::PictureOutside, span).with("picture", written));
        }
        let beside = span.path.join(written);
        let in_folder = SourcePath::new(format!("{FOLDER}/x")).join(written);
        for path in beside.into_iter().chain(in_folder) {
            match self.pictures.get(&path) {
                Some(Ok(_)) => return Ok(path),
                Some(Err(finding)) => return Err(finding.clone()),
                None => {}
            }
        }
        let names = self.pictures.keys().map(SourcePath::file_name);
        Err(Finding::at(Code::PictureMissing, span)
            .with("picture", written)
            .suggesting(written, names))
    }

    /// The pictures that can be used.
    pub fn into_pictures(self) -> BTreeMap<SourcePath, Picture> {
        self.pictures
            .into_iter()
            .filter_map(|(path, picture)| Some((path, picture.ok()?)))
            .collect()
    }
}

/// Reads `image: {file, alt, caption}`.
pub(super) fn illustration(fields: &mut Fields<'_>, album: &Album) -> Option<Illustration> {
    fields.map("image", |mut fields| {
        let file = fields.required_text("file", 200);
        let alt = fields.required_text("alt", 200);
        let caption = fields.text_up_to("caption", 200);
        fields.finish();
        let file: Placed<String> = file?;
        match album.find(&file.value, &file.span) {
            Ok(path) => Some(Illustration {
                file: path,
                alt: alt?.value,
                caption: caption.map(|caption| caption.value),
            }),
            Err(finding) => {
                fields.findings().push(finding);
                None
            }
        }
    })
}

fn unreadable(path: &SourcePath, cause: &impl ToString) -> Finding {
    Finding::in_file(Code::PictureUnreadable, path).with("cause", cause.to_string())
}

fn vector(path: &SourcePath, file: &SourceFile, fonts: &[&SourceFile]) -> Result<Picture, Finding> {
    let text = file.text().ok_or_else(|| Finding::in_file(Code::NotUtf8, path))?;
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
    let tree = usvg::Tree::from_str(text, &options).map_err(|cause| unreadable(path, &cause))?;
    let size = tree.size();
    let longest = size.width().max(size.height());
    if !longest.is_finite() || longest > SHAPE_LIMIT {
        return Err(Finding::in_file(Code::PictureTooLarge, path)
            .with("size", format!("{:.0}×{:.0}", size.width(), size.height()))
            .with("limit", PIXEL_LIMIT as usize / 1_000_000));
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

fn raster(path: &SourcePath, file: &SourceFile) -> Result<Picture, Finding> {
    let reader = ImageReader::new(Cursor::new(&file.bytes))
        .with_guessed_format()
        .map_err(|cause| unreadable(path, &cause))?;
    let photo = matches!(reader.format(), Some(image::ImageFormat::Jpeg));
    let mut decoder = reader.into_decoder().map_err(|cause| unreadable(path, &cause))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXEL_LIMIT {
        return Err(Finding::in_file(Code::PictureTooLarge, path)
            .with("size", format!("{width}×{height}"))
            .with("limit", PIXEL_LIMIT as usize / 1_000_000));
    }
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
