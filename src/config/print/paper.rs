//! Paper: its names and its sizes.
//!
//! May use: nothing of this crate

use std::fmt;

use serde::Serialize;

/// A finished sheet, in millimetres; of slides, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Paper {
    pub width: u32,
    pub height: u32,
}

pub(super) const A5: Paper = Paper { width: 148, height: 210 };
pub const A4: Paper = Paper { width: 210, height: 297 };
pub const A3: Paper = Paper { width: 297, height: 420 };
pub(super) const POSTER_PAPERS: [Paper; 8] = [
    A3,
    A4,
    Paper { width: 420, height: 594 },
    Paper { width: 594, height: 841 },
    Paper { width: 420, height: 570 },
    Paper { width: 570, height: 840 },
    Paper { width: 600, height: 900 },
    Paper { width: 700, height: 1000 },
];
/// Names of paper sizes; 大度 and 正度 are the sheets of Chinese print shops.
const NAMES: [(&str, u32, u32); 7] = [
    ("A5", 148, 210),
    ("A4", 210, 297),
    ("A3", 297, 420),
    ("A2", 420, 594),
    ("A1", 594, 841),
    ("大度四开", 420, 570),
    ("大度对开", 570, 840),
];
/// Shortest and longest side of a banner, in millimetres.
pub(super) const BANNER: (u32, u32) = (150, 20_000);
/// The largest banner, in mm²: some four hundred pages of A4.
pub(super) const BANNER_AREA: u32 = 20_000_000;
pub(super) const SCREEN: Paper = Paper { width: 1920, height: 1080 };

/// Sides that are no larger are centimetres.
const SMALLEST: u32 = 100;

impl Paper {
    /// `A3`, `大度对开`, `570x840` or `570×840`.
    pub fn parse(text: &str) -> Option<Self> {
        let named = NAMES.iter().find(|(name, ..)| name.eq_ignore_ascii_case(text.trim()));
        if let Some((_, width, height)) = named {
            return Some(Paper { width: *width, height: *height });
        }
        let text = text.trim().trim_end_matches("mm").trim();
        // 60×90 is said of centimetres: no sheet is so small.
        let (text, unit) = match text.strip_suffix("cm") {
            Some(text) => (text, Some(10)),
            None => (text, None),
        };
        let (width, height) = text.split_once(['x', 'X', '×', '*'])?;
        let side = |side: &str| side.trim().parse().ok().filter(|side| *side > 0);
        let (width, height): (u32, u32) = (side(width)?, side(height)?);
        let unit = unit.unwrap_or(if width.max(height) <= SMALLEST { 10 } else { 1 });
        Some(Paper { width: width.checked_mul(unit)?, height: height.checked_mul(unit)? })
    }

    /// Whether it fits `page`, turned as it may be.
    pub fn fits(self, page: Paper) -> bool {
        let (own, page) = (self.upright(), page.upright());
        own.width <= page.width && own.height <= page.height
    }

    #[must_use]
    pub fn turned(self) -> Self {
        Paper { width: self.height, height: self.width }
    }

    pub fn is_landscape(self) -> bool {
        self.width > self.height
    }

    #[must_use]
    pub fn upright(self) -> Self {
        if self.is_landscape() { self.turned() } else { self }
    }

    /// As part of a file's name: `a3`, `570x840`.
    pub fn file_part(self) -> String {
        self.to_string().to_lowercase().replace('×', "x")
    }
}

/// `A3`, whichever way it lies; `570×840`.
impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let upright = self.upright();
        let named = NAMES.iter().filter(|it| it.0.is_ascii());
        match named.into_iter().find(|it| (it.1, it.2) == (upright.width, upright.height)) {
            Some((name, ..)) => f.write_str(name),
            None if POSTER_PAPERS.contains(&upright) => {
                write!(f, "{}×{}", upright.width, upright.height)
            }
            // A banner is named as it hangs.
            None => write!(f, "{}×{}", self.width, self.height),
        }
    }
}
