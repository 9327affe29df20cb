//! A printed sheet as its reader has it: the page, every letter with its ink and its place, what lies under
//! and over the letters, the codes a telephone reads.

use std::rc::Rc;

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_syntax::Pdf;
use hayro::hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, TransformExt, interpret_page,
};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro::{RenderCache, RenderSettings};

const MILLIMETRE: f64 = 72.0 / 25.4;
/// What is enough for the code of a poster, and for a smaller one.
const DOTS_PER_INCH: [f32; 2] = [100.0, 200.0];

/// A letter on the page; all lengths in millimetres from the upper left corner.
pub struct Letter {
    pub text: String,
    pub ink: Rect,
    pub baseline: f64,
    /// What a clip leaves visible.
    clip: Rect,
    luminance: f64,
    order: usize,
}

impl Letter {
    /// Whether a clip takes a part of it away.
    pub fn is_cut(&self) -> bool {
        !within(self.ink, self.clip)
    }

    /// The part of it that no clip takes away, from 0 to 1.
    pub fn shown(&self) -> f64 {
        self.ink.intersect(self.clip).area() / self.ink.area()
    }
}

/// A filled shape or a picture.
struct Mark {
    shape: Rc<BezPath>,
    bounds: Rect,
    /// None where it is not of one colour.
    luminance: Option<f64>,
    order: usize,
}

pub struct Sheet {
    pub bytes: Vec<u8>,
    number: usize,
    pdf: Pdf,
    pub letters: Vec<Letter>,
    marks: Vec<Mark>,
    pub pictures: Vec<Rect>,
}

impl Sheet {
    /// The first page of a PDF.
    pub fn read(bytes: Vec<u8>) -> Self {
        Self::page(bytes, 1)
    }

    /// The page `number`, from 1.
    pub fn page(bytes: Vec<u8>, number: usize) -> Self {
        let pdf = Pdf::new(bytes.clone()).expect("a PDF");
        let recorder = {
            let page = &pdf.pages()[number - 1];
            let scale = Affine::scale(1.0 / MILLIMETRE);
            let (width, height) = page.render_dimensions();
            let whole = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let mut recorder = Recorder {
                clips: vec![(scale * whole.to_path(0.1)).bounding_box()],
                ..Recorder::default()
            };
            let cache = InterpreterCache::new();
            let start = scale * page.initial_transform(true).to_kurbo();
            let settings = InterpreterSettings::default();
            let mut context = Context::new(start, recorder.clips[0], &cache, page.xref(), settings);
            interpret_page(page, &mut context, &mut recorder);
            recorder
        };
        let Recorder { letters, marks, pictures, .. } = recorder;
        Sheet { bytes, number, pdf, letters, marks, pictures }
    }

    pub fn pages(&self) -> usize {
        self.pdf.pages().len()
    }

    /// Width and height of the paper in millimetres.
    pub fn paper(&self) -> (f64, f64) {
        let paper = self.pdf.pages()[self.number - 1].media_box();
        ((paper.x1 - paper.x0) / MILLIMETRE, (paper.y1 - paper.y0) / MILLIMETRE)
    }

    /// The text layer without spaces: what a search looks through.
    pub fn text(&self) -> String {
        squeeze(&self.letters.iter().map(|letter| letter.text.as_str()).collect::<String>())
    }

    /// Whether a search finds `text`.
    pub fn says(&self, text: &str) -> bool {
        self.text().contains(&squeeze(text))
    }

    /// The letters of `text` where it stands first after the letter `from`, and the letter it ends with.
    pub fn find(&self, text: &str, from: usize) -> (Vec<&Letter>, usize) {
        let mut owners = Vec::new();
        let mut all = String::new();
        for (index, letter) in self.letters.iter().enumerate().skip(from) {
            let part = squeeze(&letter.text);
            owners.resize(owners.len() + part.len(), index);
            all += &part;
        }
        let text = squeeze(text);
        let start = all.find(&text).unwrap_or_else(|| panic!("no {text} in {all}"));
        let mut found = owners[start..start + text.len()].to_vec();
        found.dedup();
        let end = found.last().map_or(from, |last| last + 1);
        (found.into_iter().map(|index| &self.letters[index]).collect(), end)
    }

    /// What would keep a reader from reading: letters off the paper, cut, covered, on top of one another or
    /// too pale.
    pub fn illegible(&self, margin: f64) -> Vec<String> {
        let (width, height) = self.paper();
        let safe = Rect::new(margin, margin, width - margin, height - margin);
        let inked: Vec<_> = self.letters.iter().filter(|letter| letter.ink.area() > 0.0).collect();
        let mut wrong = Vec::new();
        for (index, letter) in inked.iter().enumerate() {
            let Letter { text, ink, .. } = letter;
            if !within(*ink, safe) {
                wrong.push(format!("{text} at {ink:.0?} is too near the edge"));
            }
            if letter.is_cut() {
                wrong.push(format!("{text} at {ink:.0?} is cut"));
            }
            let after = self.marks.iter().filter(|mark| mark.order > letter.order);
            let over_it = after.map(|mark| mark.bounds).chain(self.pictures.iter().copied());
            if over_it.into_iter().any(|bounds| common(bounds, *ink) > 0.02) {
                wrong.push(format!("{text} at {ink:.0?} is covered"));
            }
            for other in &inked[index + 1..] {
                let smaller = ink.area().min(other.ink.area());
                if common(*ink, other.ink) > 0.25 * smaller {
                    wrong.push(format!("{text} and {} at {ink:.0?} overlap", other.text));
                }
            }
            let contrast = self.contrast(letter);
            if contrast < 4.5 {
                wrong.push(format!("{text} at {ink:.0?} has a contrast of {contrast:.1}"));
            }
        }
        wrong
    }

    /// The least contrast between a letter and what it stands on.
    fn contrast(&self, letter: &Letter) -> f64 {
        let Rect { x0, y0, x1, y1 } = letter.ink;
        let places = [(x0, y0), (x1, y0), (x0, y1), (x1, y1), ((x0 + x1) / 2.0, (y0 + y1) / 2.0)];
        let contrasts = places.map(|place| {
            let place = Point::from(place);
            let below = self.marks.iter().rev().find(|mark| {
                mark.order < letter.order
                    && mark.bounds.contains(place)
                    && mark.shape.contains(place)
            });
            let paper = below.map_or(Some(1.0), |mark| mark.luminance).unwrap_or(letter.luminance);
            let (light, dark) = (paper.max(letter.luminance), paper.min(letter.luminance));
            (light + 0.05) / (dark + 0.05)
        });
        contrasts.into_iter().fold(f64::INFINITY, f64::min)
    }

    /// The smallest filled area that all of `letters` stand in.
    pub fn card_of(&self, letters: &[&Letter]) -> Option<Rect> {
        let all = letters.iter().map(|letter| letter.ink).filter(|ink| ink.area() > 0.0);
        let all = all.reduce(|one, other| one.union(other))?;
        let around =
            self.marks.iter().map(|mark| mark.bounds).filter(|bounds| within(all, *bounds));
        around.min_by(|one, other| one.area().total_cmp(&other.area()))
    }

    /// The page as a camera sees it, `dots` to an inch: width, height, and rows of red, green and blue.
    pub fn seen(&self, dots: f32) -> (usize, usize, Vec<[u8; 3]>) {
        let scale = dots / 72.0;
        let settings = RenderSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
            ..RenderSettings::default()
        };
        let page = &self.pdf.pages()[self.number - 1];
        let image =
            hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
        let pixels = image.data().iter().map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
        (usize::from(image.width()), usize::from(image.height()), pixels)
    }

    /// What the codes on the page say.
    pub fn codes(&self) -> Vec<String> {
        let found = DOTS_PER_INCH.iter().map(|dots| self.codes_at(*dots));
        found.into_iter().find(|codes| !codes.is_empty()).unwrap_or_default()
    }

    fn codes_at(&self, dots: f32) -> Vec<String> {
        let (width, height, pixels) = self.seen(dots);
        let grey = |x: usize, y: usize| {
            let [r, g, b] = pixels[y * width + x].map(u16::from);
            u8::try_from((3 * r + 6 * g + b) / 10).unwrap()
        };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
        image.detect_grids().iter().map(|grid| grid.decode().expect("a readable code").1).collect()
    }

    pub fn dictionaries(&self) -> Vec<Dict<'_>> {
        let of = |object| match object {
            Object::Dict(dict) => Some(dict),
            Object::Stream(stream) => Some(stream.dict().clone()),
            _ => None,
        };
        self.pdf.objects().into_iter().filter_map(of).collect()
    }

    pub fn catalog(&self) -> Dict<'_> {
        self.pdf.xref().get(self.pdf.xref().root_id()).expect("a catalog")
    }

    /// The metadata that viewers and checkers read.
    pub fn xmp(&self) -> String {
        let metadata = self.catalog().get::<Stream<'_>>("Metadata").expect("metadata");
        String::from_utf8(metadata.decoded().unwrap().into_owned()).unwrap()
    }

    /// The fonts by name, each with whether it travels inside the file.
    pub fn fonts(&self) -> Vec<(String, bool)> {
        let embedded = |font: &Dict<'_>| {
            font.get::<Dict<'_>>("FontDescriptor").is_some_and(|it| {
                ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| it.contains_key(key))
            })
        };
        let fonts = self.dictionaries().into_iter().filter(|it| named(it, "Type") == "Font");
        fonts
            .map(|font| {
                let own = font.get::<Array<'_>>("DescendantFonts");
                let own = own.and_then(|fonts| fonts.iter::<Dict<'_>>().next()).unwrap_or(font);
                (named(&own, "BaseFont"), embedded(&own))
            })
            .collect()
    }

    /// The file and everything packed inside it.
    pub fn unpacked(&self) -> Vec<u8> {
        let mut all = self.bytes.clone();
        for object in self.pdf.objects() {
            if let Object::Stream(stream) = object {
                all.extend_from_slice(&stream.raw_data());
                all.extend_from_slice(&stream.decoded().unwrap_or_default());
            }
        }
        all
    }
}

/// The name that stands under `key`, or nothing.
pub fn named(dict: &Dict<'_>, key: &str) -> String {
    dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned()).unwrap_or_default()
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether `inner` lies in `outer`, but for a hair.
fn within(inner: Rect, outer: Rect) -> bool {
    outer.inflate(0.05, 0.05).intersect(inner) == inner
}

fn common(one: Rect, other: Rect) -> f64 {
    if one.overlaps(other) { one.intersect(other).area() } else { 0.0 }
}

fn luminance(paint: &Paint<'_>) -> Option<f64> {
    let Paint::Color(colour) = paint else { return None };
    let [red, green, blue, _] = colour.to_rgba().to_rgba8().map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
}

/// Writes down what is drawn.
#[derive(Default)]
struct Recorder {
    letters: Vec<Letter>,
    marks: Vec<Mark>,
    pictures: Vec<Rect>,
    clips: Vec<Rect>,
    drawn: usize,
}

impl<'a> Device<'a> for Recorder {
    fn draw_path(&mut self, path: &BezPath, at: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        self.drawn += 1;
        if matches!(mode, PathDrawMode::Fill(_)) {
            let shape = Rc::new(at * path);
            let bounds = shape.bounding_box();
            self.marks.push(Mark { shape, bounds, luminance: luminance(paint), order: self.drawn });
        }
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        at: Affine,
        inside: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        use hayro::hayro_interpret::hayro_cmap::BfString;
        self.drawn += 1;
        assert!(
            matches!(mode, GlyphDrawMode::Fill),
            "letters are filled, neither outlined nor invisible"
        );
        let Glyph::Outline(outline) = glyph else { panic!("letters come from fonts") };
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => "\u{fffd}".to_owned(),
        };
        self.letters.push(Letter {
            text,
            ink: (at * inside * outline.outline()).bounding_box(),
            baseline: (at * inside).translation().y,
            clip: *self.clips.last().unwrap(),
            luminance: luminance(paint).expect("letters of one colour"),
            order: self.drawn,
        });
    }

    fn draw_image(&mut self, image: Image<'a, '_>, at: Affine) {
        let whole = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.pictures.push(at.transform_rect_bbox(whole));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let outer = *self.clips.last().unwrap();
        self.clips.push(outer.intersect(clip.path.bounding_box()));
    }

    fn pop_clip_path(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
}
