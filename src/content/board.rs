//! Wall boards (宣传栏): where each hangs, how large it was measured, and what its issues (第N期) hold.
//!
//! May use: config, diagnostics, yaml

use jiff::civil::Date;

use super::Author;
use super::picture::{Illustration, illustration};
use crate::config::is_slug;
use crate::config::print::{A3, A4, Paper};
use crate::diagnostics::{Code, Finding, Placed, SourcePath, Span};
use crate::yaml::{Fields, Node};

const SHORT: usize = 60;
const LINE: usize = 120;
const PARAGRAPH: usize = 400;
/// A side of a board, the height of its centre above the ground, and the distance it is read from, in mm.
const SIDE: (u32, u32) = (400, 5_000);
const CENTRE: (u32, u32) = (300, 4_000);
const DISTANCE: (u32, u32) = (500, 5_000);
/// The words every board of health education bears.
const NAME: &str = "健康教育宣传栏";
const USUAL_CENTRE: u32 = 1_550;
const USUAL_DISTANCE: u32 = 1_500;
const MOST_ITEMS: usize = 8;

/// A board, every field checked.
#[derive(Debug, Clone)]
pub struct Board {
    /// Names its files.
    pub id: String,
    pub file: SourcePath,
    pub name: Placed<String>,
    pub place: Placed<String>,
    /// As measured, in mm.
    pub size: Paper,
    /// The height of its centre above the ground, in mm, and where that is written.
    pub centre: Placed<u32>,
    /// The distance it is read from, in mm.
    pub distance: u32,
    /// The printer's paper, upright: the board is printed as a pack of pages of it, too.
    pub printer: Paper,
    pub issues: Vec<Issue>,
}

/// What hangs on a board for some time.
#[derive(Debug, Clone)]
pub struct Issue {
    /// 第N期 of its year.
    pub number: Placed<u32>,
    /// 总第M期.
    pub total: Option<u32>,
    pub from: Date,
    pub to: Date,
    pub items: Vec<Item>,
    /// Where the issue begins.
    pub span: Span,
}

/// A panel of an issue.
#[derive(Debug, Clone)]
pub enum Item {
    /// An article, by its slug; checked by `lint`.
    Article(Placed<String>),
    /// A campaign, as `<observance>/<year>`; checked by `lint`.
    Campaign(Placed<String>),
    Doctor(Box<Doctor>),
    Notice(Notice),
    /// The telephone numbers of the settings.
    Hotlines,
}

/// 责任医生. Without a name there is a line to write it on.
#[derive(Debug, Clone)]
pub struct Doctor {
    pub role: Placed<String>,
    pub name: Option<Placed<String>>,
    pub department: Option<Placed<String>>,
    pub phone: Option<Placed<String>>,
    pub hours: Option<Placed<String>>,
    pub duties: Vec<Placed<String>>,
    pub photo: Option<Illustration>,
}

#[derive(Debug, Clone)]
pub struct Notice {
    pub title: Placed<String>,
    pub paragraphs: Vec<Placed<String>>,
}

impl Board {
    /// The issue with this number, the latest where numbers begin anew each year.
    pub fn issue(&self, number: u32) -> Option<&Issue> {
        let numbered = self.issues.iter().filter(|issue| issue.number.value == number);
        numbered.max_by_key(|issue| issue.from)
    }
}

pub(super) fn settle(author: &mut Author<'_>, head: Node) -> Option<Board> {
    let path = author.path;
    let stem = path.stem();
    if !is_slug(stem) {
        author.findings.push(Finding::in_file(Code::SlugInvalid, path).with("slug", stem));
        return None;
    }
    let album = author.album;
    let mut fields = Fields::of(head, path, author.text, author.findings)?;
    let name = fields.text_up_to("name", SHORT);
    if let Some(name) = name.as_ref().filter(|name| !name.value.contains(NAME)) {
        fields.findings().push(Finding::at(Code::BoardName, &name.span).with("words", NAME));
    }
    let place = fields.required_text("place", SHORT);
    let width = fields.required_number("width", SIDE);
    let height = fields.required_number("height", SIDE);
    let centre_place = fields.place_of("centre").unwrap_or_else(|| fields.span());
    let centre = fields.number("centre", CENTRE).unwrap_or(USUAL_CENTRE);
    let distance = fields.number("distance", DISTANCE).unwrap_or(USUAL_DISTANCE);
    let printer = fields.word("printer", &["A4", "A3"]);
    let issues = fields.each("issues", |fields| issue(fields, album));
    let place_of_issues = fields.place_of("issues");
    fields.count_within("issues", place_of_issues, issues.len(), (0, 200));
    numbered_once(&mut fields, &issues);
    fields.finish();
    Some(Board {
        id: stem.to_owned(),
        file: path.clone(),
        name: name.unwrap_or_else(|| Placed::new(NAME.to_owned(), Span::new(path, 0..0))),
        place: place?,
        size: Paper { width: width?, height: height? },
        centre: Placed::new(centre, centre_place),
        distance,
        printer: if printer == Some("A3") { A3 } else { A4 },
        issues,
    })
}

/// Two issues of one year with the same number would take each other's files.
fn numbered_once(fields: &mut Fields<'_>, issues: &[Issue]) {
    for (at, issue) in issues.iter().enumerate() {
        let same = |other: &&Issue| {
            other.number.value == issue.number.value && other.from.year() == issue.from.year()
        };
        if issues[..at].iter().any(|other| same(&other)) {
            let finding = Finding::at(Code::IssueTwice, &issue.number.span)
                .with("number", issue.number.value as usize)
                .with("year", usize::try_from(issue.from.year()).unwrap_or_default());
            fields.findings().push(finding);
        }
    }
}

fn issue(mut fields: Fields<'_>, album: &super::Album) -> Option<Issue> {
    let span = fields.span();
    let place = fields.place_of("number").unwrap_or_else(|| fields.span());
    let number = fields.required_number("number", (1, 999));
    let total = fields.number("total", (1, 9_999));
    let from = fields.required_date("from");
    let to = fields.required_date("to");
    fields.in_order(("from", from.as_ref()), ("to", to.as_ref()));
    let (items_place, count) = (fields.place_of("items"), fields.length_of("items"));
    let items = fields.each("items", |fields| item(fields, album));
    if let Some(count) = count {
        fields.count_within("items", items_place, count, (1, MOST_ITEMS));
    }
    fields.finish();
    Some(Issue {
        number: Placed::new(number?, place),
        total,
        from: from?.value,
        to: to?.value,
        items,
        span,
    })
}

const KINDS: [&str; 5] = ["article", "campaign", "doctor", "notice", "hotlines"];

fn item(mut fields: Fields<'_>, album: &super::Album) -> Option<Item> {
    let named: Vec<_> = KINDS.iter().filter_map(|kind| fields.place_of(kind)).collect();
    if named.len() != 1 {
        let place = named.get(1).cloned().unwrap_or_else(|| fields.span());
        let finding = Finding::at(Code::BoardItem, &place).with("kinds", KINDS.as_slice());
        fields.findings().push(finding);
        return None;
    }
    let article = fields.text_up_to("article", SHORT).map(Item::Article);
    let campaign = fields.text_up_to("campaign", SHORT).map(Item::Campaign);
    let doctor =
        fields.map("doctor", |fields| doctor(fields, album)).map(|it| Item::Doctor(Box::new(it)));
    let notice = fields.map("notice", notice).map(Item::Notice);
    let hotlines = fields.flag("hotlines").then_some(Item::Hotlines);
    fields.finish();
    article.or(campaign).or(doctor).or(notice).or(hotlines)
}

fn doctor(mut fields: Fields<'_>, album: &super::Album) -> Option<Doctor> {
    let role = fields.required_text("role", SHORT);
    let doctor = Doctor {
        name: fields.text_up_to("name", SHORT),
        department: fields.text_up_to("department", SHORT),
        phone: fields.text_up_to("phone", SHORT),
        hours: fields.text_up_to("hours", SHORT),
        duties: fields.texts("duties", LINE),
        photo: illustration(&mut fields, album),
        role: role?,
    };
    fields.finish();
    Some(doctor)
}

fn notice(mut fields: Fields<'_>) -> Option<Notice> {
    let title = fields.required_text("title", SHORT);
    let paragraphs = fields.required_texts("paragraphs", PARAGRAPH, (1, 12));
    fields.finish();
    Some(Notice { title: title?, paragraphs })
}
