//! What a template finds beside itself: its data, its pictures and its code.
//!
//! May use: config, diagnostics, plan, site

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use typst::foundations::Bytes as TypstBytes;

use super::{image, qr};
use crate::config::Options;
use crate::config::print::Profile;
use crate::diagnostics::Findings;
use crate::plan::SheetJob;
use crate::site::print::{LEAST_DPI, Product};

const MM_PER_INCH: f64 = 25.4;
/// The widest picture put on a sheet, in pixels: a photo across a whole board.
pub const WIDEST: u32 = 8_000;

/// The files of a sheet, by their virtual path. The same paths serve every sheet: Typst never forgets one.
pub struct Files {
    data: Map<String, Value>,
    /// The bytes of each of the sheet's pictures.
    pub pictures: Vec<Option<TypstBytes>>,
    others: BTreeMap<String, TypstBytes>,
}

impl Files {
    pub fn with_data(data: Map<String, Value>) -> Self {
        Files { data, pictures: Vec::new(), others: BTreeMap::new() }
    }

    pub fn add(&mut self, path: &str, bytes: TypstBytes) {
        self.others.insert(path.to_owned(), bytes);
    }

    /// The files of `job`.
    ///
    /// # Errors
    /// A picture that cannot be decoded.
    pub fn of(job: &SheetJob, options: &Options) -> Result<Self, Findings> {
        let sheet = &job.sheet;
        let mut data = Value::Object(sheet.words.clone());
        data["qr"] = json!(null);
        data["options"] = Value::Object(options.clone());
        let mut files = Files::with_data(Map::new());
        if let Some((link, svg)) = sheet.link.as_ref().and_then(|it| Some((it, qr::svg(it)?))) {
            let path = "/img/qr.svg";
            files.add(path, TypstBytes::from_string(svg));
            let alt = format!("二维码：{link}");
            data["qr"] = json!({ "path": path, "alt": alt, "caption": "扫一扫看详情" });
        }
        let (width, is_grey) = match &sheet.product {
            Product::Slides { size, .. } => (size.width, false),
            Product::Document { paper, profile, .. } => {
                let dots = f64::from(paper.width) / MM_PER_INCH * LEAST_DPI;
                (dots.ceil() as u32, *profile == Profile::Mono)
            }
        };
        for (number, (printed, picture)) in sheet.pictures.iter().zip(&job.pictures).enumerate() {
            let Some(picture) = picture else {
                files.pictures.push(None);
                continue;
            };
            let ink = if is_grey { image::Ink::Grey } else { image::Ink::Colour };
            let (bytes, extension) =
                image::for_print(picture, &printed.used.file, width.min(WIDEST), ink)?;
            let bytes = TypstBytes::new(bytes);
            let path = format!("/img/{number}.{extension}");
            if let Some(place) = data.pointer_mut(&printed.pointer) {
                let named = json!({
                    "path": path, "alt": printed.used.alt, "caption": printed.used.caption,
                });
                match (place, named) {
                    (Value::Object(there), Value::Object(named)) => there.extend(named),
                    (place, named) => *place = named,
                }
            }
            files.add(&path, bytes.clone());
            files.pictures.push(Some(bytes));
        }
        if let Value::Object(data) = data {
            files.data = data;
        }
        Ok(files)
    }

    pub fn into_map(self) -> BTreeMap<String, TypstBytes> {
        let Files { data, mut others, .. } = self;
        let text = Value::Object(data).to_string();
        others.insert("/data.json".to_owned(), TypstBytes::from_string(text));
        others
    }
}
