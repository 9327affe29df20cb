//! Pictures on pages: the files each is published as, and how a page names them.
//!
//! May use: content, diagnostics

use std::collections::BTreeSet;

use serde::Serialize;

use super::layout::Layout;
use super::route::{self, SitePath};
use super::view::PictureView;
use crate::content::{Illustration, Picture, PictureKind};
use crate::diagnostics::SourcePath;

/// Widths a picture is published in, in pixels; never wider than it is.
pub const WIDTHS: [u32; 3] = [480, 960, 1600];
/// Width and height of the picture of a sheet's first page: upright A3 or A4.
pub const THUMBNAIL: (u32, u32) = (480, 679);
/// The formats of that picture, the preferred one first.
pub const THUMBNAIL_FORMATS: [Format; 2] = [Format::WebP, Format::Jpeg];

/// The longest side a WebP can have, in pixels. Long pictures made for phones have more.
const LONGEST_WEBP: u32 = 16_383;
/// The width of a running text, where its pictures stand.
const SIZES: &str = "(max-width: 44rem) 100vw, 44rem";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Format {
    Svg,
    Jpeg,
    Png,
    WebP,
}

impl Format {
    pub fn extension(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::WebP => "webp",
        }
    }
}

/// One of the files a picture is published as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rendition {
    /// In pixels; of a drawing of shapes its own.
    pub width: u32,
    pub format: Format,
}

/// A picture to publish, with its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFiles {
    pub source: SourcePath,
    pub files: Vec<(SitePath, Rendition)>,
}

impl Layout<'_> {
    pub(super) fn illustration(
        &self,
        illustration: Option<&Illustration>,
        page: &SitePath,
    ) -> Option<PictureView> {
        let Illustration { file, alt, caption, span: _ } = illustration?;
        Some(PictureView {
            alt: alt.clone(),
            caption: caption.clone(),
            ..view(file, self.library.pictures.get(file)?, page)
        })
    }

    /// The mark-up of a picture in a running text. `words` is what its author wrote about it, as attributes.
    pub(super) fn picture_markup(
        &self,
        file: Option<&SourcePath>,
        page: &SitePath,
        words: &str,
    ) -> Option<String> {
        let file = file?;
        Some(markup(&view(file, self.library.pictures.get(file)?, page), words))
    }

    /// The file of a picture that every program can show, with its size; none of a drawing of shapes.
    pub(super) fn shared_picture(
        &self,
        illustration: &Illustration,
    ) -> Option<(SitePath, (u32, u32))> {
        let source = &illustration.file;
        let picture = self.library.pictures.get(source)?;
        let largest = renditions(picture).pop().filter(|it| it.format != Format::Svg)?;
        let size = (largest.width, picture.height_at(largest.width));
        Some((path(source, picture, largest), size))
    }

    /// Every picture a published text uses.
    pub(super) fn pictures(&self) -> Vec<PictureFiles> {
        let mut used: BTreeSet<&SourcePath> = BTreeSet::new();
        let articles = self.articles.iter().map(|it| (it.image.as_ref(), &it.body));
        let campaigns = self.campaigns.iter().map(|it| (it.image.as_ref(), &it.body));
        let pages = self.library.pages.iter().map(|it| (None, &it.body));
        for (image, body) in articles.chain(campaigns).chain(pages) {
            used.extend(image.map(|image| &image.file));
            used.extend(body.pictures.iter().filter_map(|picture| picture.file.as_ref()));
        }
        let files = |source: &SourcePath| {
            let picture = self.library.pictures.get(source)?;
            let files = renditions(picture).into_iter();
            let files = files.map(|rendition| (path(source, picture, rendition), rendition));
            Some(PictureFiles { source: source.clone(), files: files.collect() })
        };
        used.into_iter().filter_map(files).collect()
    }
}

/// The picture of a sheet's first page, for the page at `page`; none in a program without print.
/// The words beside it name the sheet, so it needs none of its own.
pub fn thumbnail(sheet: &SitePath, page: &SitePath) -> Option<PictureView> {
    let (width, height) = THUMBNAIL;
    let link = |format: Format| page.link_to(&route::thumbnail(sheet, format.extension()));
    cfg!(feature = "print").then(|| PictureView {
        src: link(Format::Jpeg),
        srcset: None,
        webp: Some(format!("{} {width}w", link(Format::WebP))),
        width,
        height,
        alt: String::new(),
        caption: None,
    })
}

/// The files a picture is published as, each format from the narrowest to the widest; the format every
/// browser knows comes last.
fn renditions(picture: &Picture) -> Vec<Rendition> {
    let [.., widest] = WIDTHS;
    let own = picture.width.min(widest);
    let all = |format: Format| {
        let narrower = WIDTHS.into_iter().filter(move |width| *width < own);
        narrower.chain([own]).map(move |width| Rendition { width, format })
    };
    let modern = Some(Format::WebP).filter(|_| picture.height_at(own) <= LONGEST_WEBP);
    let modern = modern.into_iter().flat_map(all);
    match picture.kind {
        PictureKind::Vector => vec![Rendition { width: picture.width, format: Format::Svg }],
        PictureKind::Photo => modern.chain(all(Format::Jpeg)).collect(),
        // As PNG a drawing made smaller takes more bytes than the whole one: its flat areas become shades.
        PictureKind::Drawing => {
            modern.chain([Rendition { width: own, format: Format::Png }]).collect()
        }
    }
}

fn path(source: &SourcePath, picture: &Picture, rendition: Rendition) -> SitePath {
    let width = (picture.kind != PictureKind::Vector).then_some(rendition.width);
    route::picture(source, width, rendition.format.extension())
}

/// A picture without its words.
fn view(source: &SourcePath, picture: &Picture, page: &SitePath) -> PictureView {
    let files = renditions(picture);
    let entry = |rendition: &Rendition| {
        let link = page.link_to(&path(source, picture, *rendition));
        format!("{link} {}w", rendition.width)
    };
    let srcset = |is_modern: bool| {
        let entries = files.iter().filter(|it| (it.format == Format::WebP) == is_modern);
        entries.map(entry).collect::<Vec<_>>()
    };
    let (modern, fallback) = (srcset(true), srcset(false));
    let largest = files.last().copied();
    let width = largest.map_or(picture.width, |largest| largest.width);
    PictureView {
        src: largest.map_or(String::new(), |it| page.link_to(&path(source, picture, it))),
        srcset: (fallback.len() > 1).then(|| fallback.join(", ")),
        webp: (!modern.is_empty()).then(|| modern.join(", ")),
        width,
        height: picture.height_at(width),
        alt: String::new(),
        caption: None,
    }
}

fn markup(view: &PictureView, words: &str) -> String {
    let PictureView { src, srcset, webp, width, height, .. } = view;
    let srcset = srcset
        .as_ref()
        .map_or(String::new(), |srcset| format!(" srcset=\"{srcset}\" sizes=\"{SIZES}\""));
    let img = format!(
        "<img src=\"{src}\"{srcset} width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
         decoding=\"async\"{words}>"
    );
    match webp {
        Some(webp) => format!(
            "<picture><source type=\"image/webp\" srcset=\"{webp}\" sizes=\"{SIZES}\">{img}</picture>"
        ),
        None => img,
    }
}
