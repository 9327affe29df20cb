//! “第39个世界无烟日”: the number, its measure word, and whether there is a number at all.
//!
//! May use: almanac, diagnostics, messages

use super::Part;
use super::line::Line;
use super::names::{Counted, Form};
use super::token::{Kind, Token, Year};
use crate::almanac::{Edition, Observance, Unit};
use crate::diagnostics::{Code, Finding, Findings, Severity};
use crate::messages::NOTHING;

/// What ties a date or a year to the edition behind it: in “2026年5月31日是第39个” the year is told.
const TIES: &[&str] = &[
    "",
    ",",
    "是",
    "为",
    "的",
    "是我国",
    "是我国的",
    "是全国",
    "我国",
    "全国",
    "全球",
    "迎来",
    "迎来了",
    "将迎来",
    "定为",
    "即",
    "是世界卫生组织发起的",
    "恰逢",
    "适逢",
    "正值",
    "正逢",
    "也是",
    "我们迎来",
    "我们迎来了",
];
/// What ties a name to the date or year behind it: “第38个世界无烟日（2025年）”.
const TIES_BEHIND: &[&str] =
    &["(", "是", "是在", "在", "为", "于", "定在", "定于", "(即", ",即", "是从", "举办于"];
/// A village counts its own science weeks.
const LOCAL: &str = "县镇乡市省区州盟旗村校院厂局街道届";
/// Before an edition that is looked back at: “继第38个世界无烟日之后”.
const LOOKS_BACK: &str = "自继从距";
/// An edition before these counts the contest, not the day: “第三届世界无烟日征文比赛”.
const CONTESTS: &[&str] = &[
    "赛",
    "征文",
    "演讲",
    "汇演",
    "晚会",
    "论坛",
    "大会",
    "年会",
    "会议",
    "展",
    "征集",
    "评选",
    "运动会",
    "总结",
    "评比",
];
/// A number this near the almanac's is taken for its count even where an alias has one of its own.
const NEAR: u16 = 3;

/// An edition directly before a name.
struct Numbered<'l, 'n> {
    number: u16,
    unit: Unit,
    form: &'l Form<'n>,
    /// The token of the edition.
    at: usize,
    edition: &'l Token<'n>,
    name: &'l Token<'n>,
}

pub fn check(line: &Line<'_, '_>, findings: &mut Findings) {
    let found = (0..line.tokens.len()).filter_map(|at| numbered(line, at));
    for numbered in found {
        if let Some(finding) = fault(line, &numbered) {
            findings.push(finding);
        }
    }
}

fn numbered<'l, 'n>(line: &'l Line<'_, 'n>, at: usize) -> Option<Numbered<'l, 'n>> {
    let edition = &line.tokens[at];
    let Kind::Edition { number, unit } = edition.kind else { return None };
    let name = line.behind(at + 1)?;
    let Kind::Name(form) = name.kind else { return None };
    if !is_beside(line, edition, name) || line.script.in_work(edition.start) {
        return None;
    }
    let before = edition.start.checked_sub(1).map(|before| line.script.letters[before]);
    let is_other_unit = form.observance.edition.is_some_and(|rule| rule.unit != unit);
    let is_local =
        (form.is_general() || is_other_unit) && before.is_some_and(|c| LOCAL.contains(c));
    if is_local || before.is_some_and(|c| LOOKS_BACK.contains(c)) {
        return None;
    }
    Some(Numbered { number, unit, form, at, edition, name })
}

/// Whether a name stands directly behind an edition; 全国 may come between the two.
pub fn is_beside(line: &Line<'_, '_>, edition: &Token<'_>, name: &Token<'_>) -> bool {
    let gap = line.script.gap(edition.end..name.start);
    gap.is_some_and(|gap| gap.is_empty() || gap == "全国")
}

fn fault(line: &Line<'_, '_>, numbered: &Numbered<'_, '_>) -> Option<Finding> {
    let observance = numbered.form.observance;
    if numbered.form.counted == Counted::Unknown || is_contest(line, numbered) {
        return None;
    }
    let rule = observance.edition.filter(|rule| rule.safe_to_print && rule.first_year.is_some());
    if rule.is_none() {
        // A site's own entry states no count and no source; the site will know its numbers.
        let is_known = observance.edition.is_some() || !observance.basis.is_empty();
        return (is_known && numbered.form.counted == Counted::Here)
            .then(|| finding(line, numbered, Code::EditionUncounted));
    }
    let (years, is_told) = years(line, numbered);
    let rights: Vec<(i16, Edition)> =
        years.iter().filter_map(|&year| Some((year, observance.edition(year)?))).collect();
    if let Some((_, right)) = rights.iter().find(|(_, right)| right.number == numbered.number) {
        let is_other_unit = right.unit != numbered.unit && right.verified;
        return (is_other_unit && numbered.form.counted == Counted::Here)
            .then(|| finding(line, numbered, Code::EditionUnit).with("right", right.to_string()));
    }
    let right = rights.first();
    let far = right.is_none_or(|(_, right)| right.number.abs_diff(numbered.number) > NEAR);
    // “自第一个世界无烟日以来” looks back.
    let looks_back = numbered.number == 1 && !is_told && far;
    if looks_back || (numbered.form.counted == Counted::Apart && far) {
        return None;
    }
    let year = right.map(|(year, _)| *year).or(years.first().copied())?;
    let mut finding = wrong(line, numbered, year, right.map(|(_, right)| right));
    // In running text an earlier number may be history, told without its year.
    let is_earlier = right.is_some_and(|(_, right)| numbered.number < right.number);
    if !is_told && is_earlier && *line.part == Part::Body {
        finding.severity = Severity::Warning;
    }
    Some(finding)
}

fn wrong(
    line: &Line<'_, '_>,
    numbered: &Numbered<'_, '_>,
    year: i16,
    right: Option<&Edition>,
) -> Finding {
    let observance = numbered.form.observance;
    let other = year_of(observance, numbered.number);
    let verified = right.is_none_or(|right| right.verified);
    finding(line, numbered, Code::EditionWrong)
        .with("year", year.to_string())
        .with("right", right.map_or_else(|| NOTHING.to_owned(), Edition::to_string))
        .with("other_year", other.map_or_else(|| NOTHING.to_owned(), |year| year.to_string()))
        .with("verified", if verified { "yes" } else { "no" })
}

fn finding(line: &Line<'_, '_>, numbered: &Numbered<'_, '_>, code: Code) -> Finding {
    line.finding(code, numbered.edition.start..numbered.name.end)
        .with("written", line.written(numbered.edition.start..numbered.edition.end))
        .with("name", numbered.form.observance.name.as_str())
        .with("comment", line.allowance(code))
}

/// The year that has this number.
fn year_of(observance: &Observance, number: u16) -> Option<i16> {
    let first = observance.edition?.first_year?;
    let year = i16::try_from(i32::from(first) + i32::from(number) - 1).ok()?;
    observance.edition(year).filter(|edition| edition.number == number)?;
    (year <= 2100).then_some(year)
}

/// “第三届世界无烟日征文比赛”, “第5次世界无烟日宣传活动”
fn is_contest(line: &Line<'_, '_>, numbered: &Numbered<'_, '_>) -> bool {
    const AHEAD: usize = 8;
    let rest = &line.script.letters[numbered.name.end..];
    let words: String = rest.iter().take(AHEAD).take_while(|c| c.is_alphanumeric()).collect();
    let own_unit = numbered.form.observance.edition.is_none_or(|rule| rule.unit == numbered.unit);
    let counts_the_event = CONTESTS.iter().any(|word| words.contains(word));
    (numbered.unit != Unit::Ge && counts_the_event) || (!own_unit && words.contains("活动"))
}

/// The years the edition may belong to, and whether the text ties it to them.
fn years(line: &Line<'_, '_>, numbered: &Numbered<'_, '_>) -> (Vec<i16>, bool) {
    let usual = line.about.years_of(numbered.form.observance);
    if let Some((at, told)) = tied_before(line, numbered.at).or_else(|| tied_behind(line, numbered))
    {
        (line.years(at, told, usual), true)
    } else {
        (line.possible_years(numbered.at, usual), false)
    }
}

/// The date or year the edition belongs to: its token and the year it tells.
fn tied_before(line: &Line<'_, '_>, edition: usize) -> Option<(usize, Option<Year>)> {
    let last = edition.checked_sub(1)?;
    let token = line.behind(edition)?;
    let gap = line.script.gap(line.tokens[last].end..token.start)?;
    if !TIES.contains(&gap.trim_start_matches(')')) {
        return None;
    }
    match line.tokens[last].kind {
        Kind::Year(year) => Some((last, Some(year))),
        Kind::Date(day) => Some((last, day.year)),
        Kind::Weekday(_) => {
            let at = last.checked_sub(1)?;
            line.behind(last)?;
            line.day(at).map(|day| (at, day.year))
        }
        _ => None,
    }
}

fn tied_behind(line: &Line<'_, '_>, numbered: &Numbered<'_, '_>) -> Option<(usize, Option<Year>)> {
    let at = numbered.at + 2;
    let token = line.behind(at)?;
    let year = match token.kind {
        Kind::Year(year) => year,
        Kind::Date(day) => day.year?,
        _ => return None,
    };
    let gap = line.script.gap(numbered.name.end..token.start)?;
    let tells = matches!(year, Year::Written(_) | Year::Relative(_));
    (tells && TIES_BEHIND.contains(&gap.as_str())).then_some((at, Some(year)))
}
