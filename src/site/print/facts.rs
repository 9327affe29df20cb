//! What is wrong with a sheet: before it is set, that it says nothing; once it is, that its text came out too small or
//! its pictures too coarse.
//!
//! May use: diagnostics

use serde::{Deserialize, Serialize};

use super::{FACE, Legible, PrintedPicture, Sheet};
use crate::diagnostics::{Code, Finding, Findings, Place};

/// Fewer dots per inch than this show on paper. A picture as wide as its paper is given just so many.
pub const LEAST_DPI: f64 = 150.0;
/// A hundredth of a millimetre is a matter of rounding.
const ROUNDING: f64 = 0.01;

/// Measured on the finished sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The size of the running text, in mm; None where the sheet does not tell.
    pub body: Option<f64>,
    /// Pictures of pixels that come out coarser than they should.
    pub coarse: Vec<CoarsePicture>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CoarsePicture {
    /// Its place among the sheet's pictures.
    pub number: usize,
    /// Dots per inch, at the size it has on the sheet.
    pub dpi: f64,
}

impl Sheet {
    /// What is wrong with a sheet before it is made: each article it shows that has nothing to print.
    pub fn faults(&self) -> Findings {
        let finding = |place: &Place| {
            let mut finding = Finding::of_site(Code::NothingToPrint);
            finding.place = place.clone();
            finding.with("sheet", self.format.word())
        };
        self.silent.iter().map(finding).collect()
    }

    /// What is wrong with a sheet that came out like this.
    pub fn judge(&self, facts: &Facts) -> Findings {
        let coarse = facts.coarse.iter().filter_map(|coarse| {
            let PrintedPicture { used, .. } = self.pictures.get(coarse.number)?;
            let finding = Finding::at(Code::PictureCoarse, &used.span)
                .with("picture", used.file.file_name())
                .with("dpi", coarse.dpi.round() as usize)
                .with("least", LEAST_DPI as usize)
                .with("sheet", self.title.as_str());
            Some(finding)
        });
        let small = self.legible.iter().zip(facts.body).filter_map(|(legible, body)| {
            let Legible { least, distance, place } = legible;
            let height = body * FACE;
            (height < least - ROUNDING).then(|| {
                Finding::at(Code::TextTooSmall, place)
                    .with("sheet", self.title.as_str())
                    // Rounded down: what is too small never reads as if it were large enough.
                    .with("height", format!("{:.1} mm", (height * 10.0).floor() / 10.0))
                    .with("least", format!("{least:.1} mm"))
                    .with("distance", format!("{:.1} m", f64::from(*distance) / 1000.0))
            })
        });
        coarse.chain(small).collect()
    }
}
