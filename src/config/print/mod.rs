//! What can be printed, and how: formats, paper, layouts and profiles.
//!
//! The same words are used in `print:` of the settings and on the command line.
//!
//! May use: nothing of this crate

mod paper;
mod settings;

use std::fmt;

use serde::Serialize;

pub use paper::{A3, A4, Paper};
use paper::{A5, BANNER, BANNER_AREA, POSTER_PAPERS, SCREEN};
pub(super) use settings::orders;

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

    /// What `formats` may be called.
    pub fn words(formats: &[Format]) -> Vec<&'static str> {
        formats.iter().flat_map(|format| [format.word(), format.chinese()]).collect()
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
    const ALL: [(PosterLayout, &'static str); 3] = [
        (PosterLayout::Headline, "headline"),
        (PosterLayout::Cards, "cards"),
        (PosterLayout::Picture, "picture"),
    ];

    pub fn word(self) -> &'static str {
        word(&Self::ALL, self)
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
    const ALL: [(Profile, &'static str); 3] =
        [(Profile::Office, "office"), (Profile::Mono, "mono"), (Profile::Shop, "shop")];

    pub fn word(self) -> &'static str {
        word(&Self::ALL, self)
    }
}

/// What a choice is called.
fn word<T: PartialEq>(all: &[(T, &'static str)], chosen: T) -> &'static str {
    all.iter().find(|(it, _)| *it == chosen).map_or("", |(_, word)| word)
}

/// The paper of office printers, which packs are made of.
const PRINTERS: [(Paper, &str); 2] = [(A4, "A4"), (A3, "A3")];

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
        let turns = [(false, "portrait"), (true, "landscape")];
        let lies = choice("orientation", wishes.orientation.as_ref(), &turns)?;
        let layout = choice("layout", wishes.layout.as_ref(), &PosterLayout::ALL)?;
        let profile = choice("profile", wishes.profile.as_ref(), &Profile::ALL)?;
        let tile = choice("tile", wishes.tile.as_ref(), &PRINTERS)?;
        only_for(format, "layout", wishes.layout.as_ref(), &[Format::Poster])?;
        let turnable = [Format::Poster, Format::Slides];
        only_for(format, "orientation", wishes.orientation.as_ref(), &turnable)?;
        if format == Format::Slides {
            only_for(format, "profile", wishes.profile.as_ref(), &[])?;
        }
        if let (Format::Calendar, Some(Profile::Shop), Some(written)) =
            (format, profile, wishes.profile.as_ref())
        {
            return Err(refused("profile", written, &["office", "mono"]));
        }
        let paper_formats =
            [Format::Poster, Format::Handout, Format::Prescription, Format::Board, Format::Banner];
        only_for(format, "tile", wishes.tile.as_ref(), &paper_formats)?;
        if wishes.full_text && format != Format::Handout {
            return Err(refused::<&str>("full-text", "", &[]));
        }
        only_for(format, "text", wishes.text.as_ref(), &[Format::Banner])?;
        let text = wishes.text.as_ref().map(|text| banner_text(text)).transpose()?;
        // A print shop has the paper, and its crop marks stand outside of what is shown on the pages.
        if let (Some(Profile::Shop), Some(written)) = (profile, wishes.tile.as_ref()) {
            return Err(refused::<&str>("tile", written, &[]));
        }
        let papers = match format {
            Format::Slides => slides_papers(wishes.size.as_ref(), lies)?,
            _ => vec![paper(format, wishes.size.as_ref(), lies)?],
        };
        // What fits the printer's paper needs no glue.
        if let (Some(written), Some(tile)) = (wishes.tile.as_ref(), tile)
            && format != Format::Board
            && papers.iter().all(|paper| paper.fits(tile))
        {
            return Err(refused::<&str>("tile", written, &[]));
        }
        let order = |paper| Order {
            format,
            paper,
            layout: layout.unwrap_or(PosterLayout::Headline),
            profile: profile.unwrap_or(Profile::Office),
            tile,
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
        if let Some(text) = &self.text {
            // Readable, for the file is carried around by itself.
            parts.push(text.chars().filter(|c| c.is_alphanumeric()).collect());
        }
        let parts: String = parts.iter().map(|part| format!("-{part}")).collect();
        format!("{parts}{}", self.profile_suffix())
    }

    /// The end of it: `-mono`.
    pub fn profile_suffix(&self) -> String {
        match self.profile {
            Profile::Office => String::new(),
            profile => format!("-{}", profile.word()),
        }
    }
}

/// The one of `all` that is wished, or nothing where nothing is.
fn choice<T: Copy>(
    key: &'static str,
    wish: Option<&String>,
    all: &[(T, &'static str)],
) -> Result<Option<T>, Refusal> {
    let Some(written) = wish else { return Ok(None) };
    let found = all.iter().find(|(_, word)| word.eq_ignore_ascii_case(written));
    let allowed = || all.iter().map(|(_, word)| *word).collect::<Vec<_>>();
    found.map(|(it, _)| Some(*it)).ok_or_else(|| refused(key, written, &allowed()))
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

fn paper(format: Format, wish: Option<&String>, lies: Option<bool>) -> Result<Paper, Refusal> {
    let papers = format.papers();
    let usual = Order::usual(format).paper;
    let Some(written) = wish else {
        return Ok(if lies == Some(true) { usual.upright().turned() } else { usual });
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
    Ok(match lies {
        Some(true) => found.upright().turned(),
        Some(false) => found.upright(),
        // Two prescriptions lie side by side on one sheet.
        None if found == usual.upright() => usual,
        None => found,
    })
}

fn slides_papers(wish: Option<&String>, lies: Option<bool>) -> Result<Vec<Paper>, Refusal> {
    let both = [SCREEN, SCREEN.turned()];
    let wished = wish.map(|written| Paper::parse(written).filter(|it| both.contains(it)));
    match (wished, wish, lies) {
        (Some(None), Some(written), _) => Err(refused("size", written, &both)),
        (Some(Some(paper)), ..) => Ok(vec![paper]),
        (_, _, Some(false)) => Ok(vec![SCREEN.turned()]),
        (_, _, Some(true)) => Ok(vec![SCREEN]),
        _ => Ok(both.to_vec()),
    }
}
