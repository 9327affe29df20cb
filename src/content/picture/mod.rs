//! Pictures: what the site's files hold, found by the name an author wrote.
//!
//! Of a photograph only the head is read here; `render` decodes it. An SVG is reduced to plain shapes here,
//! before anything else sees it.
//!
//! May use: diagnostics, source, yaml

mod raster;
mod unfold;
mod vector;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

pub use raster::open;

use crate::diagnostics::{Code, Finding, Findings, Placed, SourcePath, Span};
use crate::source::{SourceFile, Tree};
use crate::yaml::{Fields, Node, Value};

const FOLDER: &str = "content/images";
const VECTOR: &str = "svg";
const RASTER: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "bmp"];
/// Kinds that phones and scanners make and browsers do not show.
const FOREIGN: [(&str, &str); 6] = [
    ("heic", "HEIC"),
    ("heif", "HEIF"),
    ("avif", "AVIF"),
    ("tif", "TIFF"),
    ("tiff", "TIFF"),
    ("svgz", "SVGZ"),
];

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

impl Picture {
    /// How high it is when it is `width` wide, in pixels.
    pub fn height_at(&self, width: u32) -> u32 {
        let (own, height) = (u64::from(self.width.max(1)), u64::from(self.height));
        let scaled = (height * u64::from(width) + own / 2) / own;
        u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    Vector,
    /// A photograph: a little may be lost where nobody sees it.
    Photo,
    /// A drawing in pixels, perhaps with transparency: every edge stays sharp.
    Drawing,
}

/// A picture named in front matter, with the words that stand for it.
#[derive(Debug, Clone)]
pub struct Illustration {
    pub file: SourcePath,
    /// Empty for mere decoration.
    pub alt: String,
    pub caption: Option<String>,
    /// Where its file is named.
    pub span: Span,
}

/// Every picture below `content/`, looked at once.
pub struct Album {
    pictures: BTreeMap<SourcePath, Result<Picture, Finding>>,
}

impl Album {
    /// Looks at every picture of the tree. `fonts` draw the text inside SVG files.
    pub fn read(tree: &Tree, fonts: &[&SourceFile], findings: &mut Findings) -> Self {
        let files: Vec<_> = tree.below("content").collect();
        let looked_at: Vec<_> = files
            .into_par_iter()
            .filter_map(|(path, file)| {
                let (picture, remarks) = match path.extension().as_str() {
                    _ if !Album::is_picture(path) => return None,
                    VECTOR => (vector::read(path, file, fonts), Vec::new()),
                    _ => (raster::read(path, file), raster::remarks(path, file)),
                };
                Some((path, picture, remarks))
            })
            .collect();
        let mut pictures = BTreeMap::new();
        for (path, picture, remarks) in looked_at {
            // What cannot be shown at all needs no further remark.
            if picture.is_ok() {
                remarks.into_iter().for_each(|remark| findings.push(remark));
            }
            pictures.insert(path.clone(), picture);
        }
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
        let foreign = FOREIGN.iter().find(|(ending, _)| {
            written.rsplit_once('.').is_some_and(|(_, it)| it.eq_ignore_ascii_case(ending))
        });
        if let Some((_, kind)) = foreign {
            return Err(Finding::at(Code::PictureFormat, span).with("kind", *kind));
        }
        let names = self.pictures.keys().map(SourcePath::file_name);
        Err(Finding::at(Code::PictureMissing, span)
            .with("picture", written)
            .suggesting(written, names))
    }

    /// The pictures that can be used.
    pub fn pictures(&self) -> BTreeMap<SourcePath, Picture> {
        let usable = |(path, picture): (&SourcePath, &Result<Picture, Finding>)| {
            Some((path.clone(), picture.as_ref().ok()?.clone()))
        };
        self.pictures.iter().filter_map(usable).collect()
    }

    /// Whether a file of this name is a picture.
    pub fn is_picture(path: &SourcePath) -> bool {
        !path.has_extension("md")
            && RASTER.iter().chain([&VECTOR]).any(|extension| path.has_extension(extension))
    }
}

/// Reads `image: {file, alt, caption}`.
pub(super) fn illustration(fields: &mut Fields<'_>, album: &Album) -> Option<Illustration> {
    fields.map("image", |mut fields| {
        let file = fields.required_text("file", 200);
        let name = file.as_ref().map_or("…", |file| file.value.as_str());
        let alt = alternative(&mut fields, name);
        let caption = fields.text_up_to("caption", 200);
        fields.finish();
        let file: Placed<String> = file?;
        match album.find(&file.value, &file.span) {
            Ok(path) => Some(Illustration {
                file: path,
                alt: alt?,
                caption: caption.map(|caption| caption.value),
                span: file.span,
            }),
            Err(finding) => {
                fields.findings().push(finding);
                None
            }
        }
    })
}

/// The words that stand for a picture. `alt: ""` says that it is mere decoration; a forgotten value does not.
fn alternative(fields: &mut Fields<'_>, picture: &str) -> Option<String> {
    let place = fields.place_of("alt");
    match (fields.node("alt"), place) {
        (Some(Node { value: Value::Text(text), .. }), _) if text.is_empty() => Some(text),
        (Some(node), _) => fields.text_of(node, 200).map(|alt| alt.value),
        (None, Some(place)) => {
            let finding = Finding::at(Code::PictureNoAlt, &place).with("form", "front-matter");
            fields.findings().push(finding.with("picture", picture));
            None
        }
        (None, None) => {
            fields.missing("alt");
            None
        }
    }
}

fn unreadable(path: &SourcePath, cause: &impl ToString) -> Finding {
    Finding::in_file(Code::PictureUnreadable, path).with("cause", cause.to_string())
}
