//! What can be printed, and how: formats, paper, layouts and profiles.
//!
//! The same words are used in `print:` of the settings and on the command line.
//!
//! May use: diagnostics, yaml

mod paper;

use std::fmt;

use serde::Serialize;

pub use paper::{A3, A4, Paper};
use paper::{A5, BANNER, BANNER_AREA, POSTER_PAPERS, SCREEN};

use crate::diagnostics::{Code, Finding};
use crate::yaml::Fields;

/// A kind of printed matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A campaign on one sheet.
    Poster,
    /// An article on a sheet to hand out (宣传单).
    Handout,
    /// An article as 健康处方, with lines for name, date and doctor.
    Prescription,
    /// A wall bulletin (宣传栏).
    Board,
    /// A slogan: one character to a page, or a strip of a given size.
    Banner,
    /// Pictures for televisions and LED screens.
    Slides,
    /// Health days of a year or a month.
    Calendar,
}

impl Format {
    /// Every format, with what it is called on the command line and in Chinese.
    pub const ALL: [(Format, &'static str, &'static str); 7] = [
        (Format::Poster, "poster", "海报"),
        (Format::Handout, "handout", "宣传单"),
        (Format::Prescription, "prescription", "健康处方"),
        (Format::Board, "board", "宣传栏"),
        (Format::Banner, "banner", "横幅"),
        (Format::Slides, "slides", "屏幕"),
        (Format::Calendar, "calendar", "健康日历"),
    ];

    pub fn parse(word: &str) -> Option<Self> {
        let known = Self::ALL.iter();
        known.clone().find(|(_, en, zh)| *en == word || *zh == word).map(|(format, ..)| *format)
    }

    fn names(self) -> (&'static str, &'static str) {
        let known = Self::ALL.iter().find(|(format, ..)| *format == self);
        known.map_or(("", ""), |(_, en, zh)| (en, zh))
    }

    pub fn word(self) -> &'static str {
        self.names().0
    }

    pub fn chinese(self) -> &'static str {
        self.names().1
    }

    /// The paper it can be printed on, upright, the usual one first; none where the size is not chosen here.
    pub fn papers(self) -> &'static [Paper] {
        match self {
            Format::Poster => &POSTER_PAPERS,
            Format::Handout => &[A4, A5, A3],
            Format::Prescription => &[A4, A5],
            Format::Banner => &[A4, A3],
            Format::Board | Format::Slides | Format::Calendar => &[],
        }
    }
}

/// How a poster is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PosterLayout {
    Headline,
    Cards,
    Picture,
}

impl PosterLayout {
    pub fn word(self) -> &'static str {
        match self {
            PosterLayout::Headline => "headline",
            PosterLayout::Cards => "cards",
            PosterLayout::Picture => "picture",
        }
    }
}

/// What it is printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Profile {
    /// A printer with colours.
    Office,
    /// A black-and-white printer: nothing depends on colour.
    Mono,
    /// A print shop: 3 mm bleed and crop marks.
    Shop,
}

impl Profile {
    pub fn word(self) -> &'static str {
        match self {
            Profile::Office => "office",
            Profile::Mono => "mono",
            Profile::Shop => "shop",
        }
    }
}

/// How something is to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub format: Format,
    /// As it is turned; of boards and calendars without meaning.
    pub paper: Paper,
    pub layout: PosterLayout,
    pub profile: Profile,
    /// Also as a pack of pages of this paper.
    pub tile: Option<Paper>,
    /// Of an article: the whole text, not only its key points.
    pub full_text: bool,
    /// Of a banner: other words than the campaign's own.
    pub text: Option<String>,
}

/// The most characters of a banner: each may have a page of its own.
const BANNER_TEXT: usize = 40;
/// Characters that join, part or mark others and have no width of their own.
const INVISIBLE: [std::ops::RangeInclusive<char>; 4] = [
    '\u{200b}'..='\u{200f}',
    '\u{2060}'..='\u{2064}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{feff}'..='\u{feff}',
];

/// How somebody wants something printed, in their own words; what is not said is as usual.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    pub size: Option<String>,
    pub orientation: Option<String>,
    pub layout: Option<String>,
    pub profile: Option<String>,
    pub tile: Option<String>,
    pub full_text: bool,
    pub text: Option<String>,
}

/// A wish that cannot be granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The wish: `size`, `layout` …
    pub key: &'static str,
    pub written: String,
    /// What can be written instead; nothing where the format has no such choice.
    pub allowed: Vec<String>,
}

impl Order {
    /// The orders that fulfil `wishes`: one, or one for each orientation of a screen.
    ///
    /// # Errors
    /// The first wish that this format cannot fulfil.
    pub fn all(format: Format, wishes: &Wishes) -> Result<Vec<Order>, Refusal> {
        let orientation =
            choice("orientation", wishes.orientation.as_ref(), &["portrait", "landscape"])?;
        let layout = choice("layout", wishes.layout.as_ref(), &["headline", "cards", "picture"])?;
        let profile = choice("profile", wishes.profile.as_ref(), &["office", "mono", "shop"])?;
        let tile = choice("tile", wishes.tile.as_ref(), &["A4", "A3"])?;
        only_for(format, "layout", wishes.layout.as_ref(), &[Format::Poster])?;
        let turnable = [Format::Poster, Format::Slides];
        only_for(format, "orientation", wishes.orientation.as_ref(), &turnable)?;
        if format == Format::Slides {
            only_for(format, "profile", wishes.profile.as_ref(), &[])?;
        }
        if let (Format::Calendar, Some("shop"), Some(written)) =
            (format, profile, wishes.profile.as_ref())
        {
            return Err(refused("profile", written, &["office", "mono"]));
        }
        let paper_formats =
            [Format::Poster, Format::Handout, Format::Prescription, Format::Board, Format::Banner];
        only_for(format, "tile", wishes.tile.as_ref(), &paper_formats)?;
        let full_text = wishes.full_text.then(String::new);
        only_for(format, "full-text", full_text.as_ref(), &[Format::Handout])?;
        only_for(format, "text", wishes.text.as_ref(), &[Format::Banner])?;
        let text = wishes.text.as_ref().map(|text| banner_text(text)).transpose()?;
        // A print shop has the paper, and its crop marks stand outside of what is shown on the pages.
        if let (Some("shop"), Some(written)) = (profile, wishes.tile.as_ref()) {
            return Err(refused::<&str>("tile", written, &[]));
        }
        let papers = match format {
            Format::Slides => slides_papers(wishes.size.as_ref(), orientation)?,
            _ => vec![paper(format, wishes.size.as_ref(), orientation)?],
        };
        // What fits the printer's paper needs no glue.
        if let (Some(written), Some(tile)) = (wishes.tile.as_ref(), tile.and_then(Paper::parse))
            && format != Format::Board
            && papers.iter().all(|paper| paper.fits(tile))
        {
            return Err(refused::<&str>("tile", written, &[]));
        }
        let order = |paper| Order {
            format,
            paper,
            layout: match layout {
                Some("cards") => PosterLayout::Cards,
                Some("picture") => PosterLayout::Picture,
                _ => PosterLayout::Headline,
            },
            profile: match profile {
                Some("mono") => Profile::Mono,
                Some("shop") => Profile::Shop,
                _ => Profile::Office,
            },
            tile: tile.and_then(Paper::parse),
            full_text: wishes.full_text,
            text: text.clone(),
        };
        Ok(papers.into_iter().map(order).collect())
    }

    /// As it usually is.
    pub fn usual(format: Format) -> Order {
        let first = format.papers().first().copied().unwrap_or(A4);
        Order {
            format,
            paper: if format == Format::Prescription { first.turned() } else { first },
            layout: PosterLayout::Headline,
            profile: Profile::Office,
            tile: None,
            full_text: false,
            text: None,
        }
    }

    /// What tells its file from those of other orders: `-a3`, `-a1-landscape-cards-mono`.
    pub fn file_suffix(&self) -> String {
        let mut parts = vec![self.paper.file_part()];
        let usual = Order::usual(self.format);
        if self.paper.is_landscape() && !usual.paper.is_landscape() && self.format != Format::Banner
        {
            parts.push("landscape".to_owned());
        }
        if self.layout != usual.layout {
            parts.push(self.layout.word().to_owned());
        }
        if self.full_text {
            parts.push("full".to_owned());
        }
        if self.profile != Profile::Office {
            parts.push(self.profile.word().to_owned());
        }
        if let Some(text) = &self.text {
            // Readable, for the file is carried around by itself.
            parts.push(text.chars().filter(|c| c.is_alphanumeric()).collect());
        }
        parts.iter().map(|part| format!("-{part}")).collect()
    }
}

/// One of `allowed`, or nothing where nothing is wished.
fn choice(
    key: &'static str,
    wish: Option<&String>,
    allowed: &[&'static str],
) -> Result<Option<&'static str>, Refusal> {
    let Some(written) = wish else { return Ok(None) };
    let found = allowed.iter().find(|word| word.eq_ignore_ascii_case(written));
    found.map(|word| Some(*word)).ok_or_else(|| refused(key, written, allowed))
}

fn refused<T: fmt::Display>(key: &'static str, written: &str, allowed: &[T]) -> Refusal {
    let allowed = allowed.iter().map(ToString::to_string).collect();
    Refusal { key, written: written.to_owned(), allowed }
}

/// The words of a banner, without what nobody sees: a character without width would be a page without ink.
fn banner_text(written: &str) -> Result<String, Refusal> {
    let is_seen = |c: &char| !c.is_control() && !INVISIBLE.iter().any(|range| range.contains(c));
    let text: String = written.trim().chars().filter(is_seen).collect();
    match text.chars().filter(|c| !c.is_whitespace()).count() {
        1..=BANNER_TEXT => Ok(text),
        _ => Err(refused("text", written, &[format!("1–{BANNER_TEXT}")])),
    }
}

fn only_for(
    format: Format,
    key: &'static str,
    wish: Option<&String>,
    formats: &[Format],
) -> Result<(), Refusal> {
    match wish {
        Some(written) if !formats.contains(&format) => Err(refused::<&str>(key, written, &[])),
        _ => Ok(()),
    }
}

fn paper(
    format: Format,
    wish: Option<&String>,
    orientation: Option<&str>,
) -> Result<Paper, Refusal> {
    let papers = format.papers();
    let usual = Order::usual(format).paper;
    let Some(written) = wish else {
        return Ok(if orientation == Some("landscape") { usual.upright().turned() } else { usual });
    };
    let refused = || refused("size", written, papers);
    let found = Paper::parse(written).ok_or_else(refused)?;
    if format == Format::Banner && !papers.contains(&found) {
        let (shortest, longest) = BANNER;
        let fits = [found.width, found.height].iter().all(|it| (shortest..=longest).contains(it))
            && found.width.saturating_mul(found.height) <= BANNER_AREA;
        return if fits { Ok(found) } else { Err(refused()) };
    }
    if !papers.contains(&found.upright()) {
        return Err(refused());
    }
    Ok(match (orientation, format) {
        (Some("landscape"), _) => found.upright().turned(),
        (Some(_), _) => found.upright(),
        // Two of them lie side by side.
        (None, Format::Prescription) if found.upright() == A4 => A4.turned(),
        (None, _) => found,
    })
}

fn slides_papers(wish: Option<&String>, orientation: Option<&str>) -> Result<Vec<Paper>, Refusal> {
    let both = [SCREEN, SCREEN.turned()];
    let wished = wish.map(|written| Paper::parse(written).filter(|it| both.contains(it)));
    match (wished, wish, orientation) {
        (Some(None), Some(written), _) => Err(refused("size", written, &both)),
        (Some(Some(paper)), ..) => Ok(vec![paper]),
        (_, _, Some("portrait")) => Ok(vec![SCREEN.turned()]),
        (_, _, Some(_)) => Ok(vec![SCREEN]),
        _ => Ok(both.to_vec()),
    }
}

/// What a build makes of every campaign: `print:` of the settings; one A3 poster where nothing is written.
pub(super) fn orders(fields: &mut Fields<'_>) -> Vec<Order> {
    if fields.place_of("print").is_none() {
        return vec![Order::usual(Format::Poster)];
    }
    fields.each("print", order).into_iter().flatten().collect()
}

fn order(mut fields: Fields<'_>) -> Option<Vec<Order>> {
    const FORMATS: [&str; 6] = ["poster", "banner", "slides", "海报", "横幅", "屏幕"];
    let format = match fields.place_of("format") {
        Some(_) => fields.word("format", &FORMATS),
        None => {
            fields.missing("format");
            None
        }
    };
    let mut places = Vec::new();
    let mut wish = |key: &'static str, fields: &mut Fields<'_>| {
        let text = fields.text_up_to(key, 40)?;
        places.push((key, text.span));
        Some(text.value)
    };
    let wishes = Wishes {
        size: wish("size", &mut fields),
        orientation: wish("orientation", &mut fields),
        layout: wish("layout", &mut fields),
        profile: wish("profile", &mut fields),
        tile: wish("tile", &mut fields),
        ..Wishes::default()
    };
    fields.finish();
    match Order::all(Format::parse(format?)?, &wishes) {
        Ok(orders) => Some(orders),
        Err(Refusal { key, written, allowed }) => {
            let span = places.iter().find(|(name, _)| *name == key).map(|(_, span)| span.clone());
            let known: Vec<&str> = allowed.iter().map(String::as_str).collect();
            let code = if known.is_empty() { Code::ChoiceNotOffered } else { Code::UnknownValue };
            let finding = Finding::at(code, &span.unwrap_or_else(|| fields.span()))
                .with("key", key)
                .with("allowed", known.join(", "))
                .suggesting(&written, known.iter().copied());
            fields.findings().push(finding);
            None
        }
    }
}
