//! What is measured on a finished sheet: the size of its text, and how fine its pictures came out.
//!
//! May use: site

use typst::foundations::{Bytes as TypstBytes, NativeElement, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::layout::{Frame, FrameItem, Transform};
use typst::visualize::ImageKind;
use typst_layout::PagedDocument;

use super::data::WIDEST;
use crate::site::print::{CoarsePicture, Facts, LEAST_DPI};

const POINTS_PER_INCH: f64 = 72.0;

/// The facts of a sheet; `pictures` are the bytes of its pictures.
pub fn facts(document: &PagedDocument, pictures: &[Option<TypstBytes>]) -> Facts {
    let mut coarse = Vec::new();
    for page in document.pages() {
        look(&page.frame, 1.0, pictures, &mut coarse);
    }
    Facts { body: body(document), coarse }
}

/// What the sheet says of its running text: `metadata((body: 8.4)) <facts>`, in mm.
fn body(document: &PagedDocument) -> Option<f64> {
    let told = document.introspector().query(&MetadataElem::ELEM.select());
    told.iter().find_map(|content| {
        let Value::Dict(facts) = &content.to_packed::<MetadataElem>()?.value else { return None };
        match facts.get("body").ok()? {
            Value::Float(size) => Some(*size),
            Value::Int(size) => Some(*size as f64),
            _ => None,
        }
    })
}

/// Looks at every picture of pixels in `frame`, which is drawn `scale` times as large as it is.
fn look(
    frame: &Frame,
    scale: f64,
    pictures: &[Option<TypstBytes>],
    coarse: &mut Vec<CoarsePicture>,
) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                look(&group.frame, scale * growth(&group.transform), pictures, coarse);
            }
            FrameItem::Image(image, size, _) => {
                let ImageKind::Raster(raster) = image.kind() else { continue };
                let is_it = |it: &Option<TypstBytes>| it.as_ref() == Some(raster.data());
                let Some(number) = pictures.iter().position(is_it) else { continue };
                let inches = size.x.to_pt() * scale / POINTS_PER_INCH;
                let dpi = f64::from(raster.width()) / inches;
                let is_new = coarse.iter().all(|known: &CoarsePicture| known.number != number);
                // One that was cut down to the widest there is cannot be finer.
                if dpi < LEAST_DPI && raster.width() < WIDEST && is_new {
                    coarse.push(CoarsePicture { number, dpi });
                }
            }
            _ => {}
        }
    }
}

fn growth(transform: &Transform) -> f64 {
    let Transform { sx, sy, kx, ky, .. } = transform;
    (sx.get() * sy.get() - kx.get() * ky.get()).abs().sqrt()
}
