//! What a line says about the calendar: years, dates, weekdays, editions and names, in their order.
//!
//! May use: almanac

use jiff::civil::Weekday;

use super::names::{Form, Names};
use super::numeral::{self, Numeral};
use super::script::{Script, WALL, ends_sentence};
use crate::almanac::Unit;

/// Letters that may begin a token which is no name.
pub const FIRST_LETTERS: &[char] = &[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '〇', '零', '一', '二', '三', '四', '五',
    '六', '七', '八', '九', '十', '第', '星', '周', '礼', '今', '本', '去', '上', '前', '明', '来',
    '后', '每', '次', '翌', '往', '历',
];

#[derive(Debug)]
pub struct Token<'n> {
    pub kind: Kind<'n>,
    /// Letters of the script.
    pub start: usize,
    pub end: usize,
    /// The sentence of the line it stands in.
    pub sentence: usize,
}

#[derive(Debug)]
pub enum Kind<'n> {
    Year(Year),
    Date(Day),
    Weekday(Weekday),
    Edition { number: u16, unit: Unit },
    Name(&'n Form<'n>),
}

/// How a year is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    Written(i16),
    /// 今年 is 0, 去年 is -1.
    Relative(i16),
    /// 每年
    Every,
    /// 次年, 往年: somebody's, but which?
    Unclear,
}

/// A day of the calendar as written; it need not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    pub year: Option<Year>,
    pub month: u16,
    pub day: u16,
    /// In Chinese numerals it may be a day of the lunar calendar.
    pub chinese: bool,
    /// 5·31: a day only because a name follows.
    pub dotted: bool,
    /// “31日” behind “5月30日至”: month and year are those of the date before.
    pub goes_on: bool,
    /// Where the written year ends: `2026年` of `2026年5月31日`.
    pub year_end: usize,
}

/// The tokens of a line.
pub fn tokens<'n>(script: &Script<'_>, names: &'n Names<'n>) -> Vec<Token<'n>> {
    let mut scanner = Scanner { letters: &script.letters, names, tokens: Vec::new(), sentence: 0 };
    let mut at = 0;
    while let Some(&letter) = script.letters.get(at) {
        if !names.may_begin(letter) {
            scanner.sentence += usize::from(ends_sentence(letter));
            at += 1;
        } else if let Some((kind, end)) = scanner.token(at, letter) {
            let start = at;
            at = end;
            scanner.tokens.push(Token { kind, start, end, sentence: scanner.sentence });
        } else {
            at = numeral::end(&script.letters, at).max(at + 1);
        }
    }
    scanner.tokens
}

struct Scanner<'s, 'n> {
    letters: &'s [char],
    names: &'n Names<'n>,
    tokens: Vec<Token<'n>>,
    sentence: usize,
}

impl<'n> Scanner<'_, 'n> {
    fn token(&self, at: usize, letter: char) -> Option<(Kind<'n>, usize)> {
        if let Some((form, end)) = self.names.at(self.letters, at) {
            return Some((Kind::Name(form), end));
        }
        match letter {
            '第' => self.edition(at),
            '星' | '周' | '礼' => self.weekday(at),
            _ if letter.is_ascii_digit() || numeral::is_chinese(letter) => {
                let number = numeral::read(self.letters, at)?;
                self.number(at, number)
            }
            _ => self.told_year(at),
        }
    }

    fn is(&self, at: usize, text: &str) -> bool {
        text.chars().enumerate().all(|(nth, c)| self.letters.get(at + nth) == Some(&c))
    }

    fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or(WALL, |before| self.letters[before])
    }

    fn letter(&self, at: usize) -> char {
        self.letters.get(at).copied().unwrap_or(WALL)
    }

    /// 第39个, 第三十九届
    fn edition(&self, at: usize) -> Option<(Kind<'n>, usize)> {
        let number = numeral::read(self.letters, at + 1).filter(|number| number.value > 0)?;
        let unit = match self.letter(number.end) {
            '个' => Unit::Ge,
            '届' => Unit::Jie,
            '次' => Unit::Ci,
            _ => return None,
        };
        Some((Kind::Edition { number: number.value, unit }, number.end + 1))
    }

    /// 星期日, 周日, 礼拜天
    fn weekday(&self, at: usize) -> Option<(Kind<'n>, usize)> {
        let word = ["星期", "礼拜", "周"].into_iter().find(|word| self.is(at, word))?;
        let day = at + word.chars().count();
        let weekday = match self.letter(day) {
            '日' | '天' => Weekday::Sunday,
            letter => {
                let offset = "一二三四五六".chars().position(|c| c == letter)?;
                Weekday::from_monday_zero_offset(i8::try_from(offset).ok()?).ok()?
            }
        };
        Some((Kind::Weekday(weekday), day + 1))
    }

    /// What begins with a number: a year, a date, a day that goes on.
    fn number(&self, at: usize, number: Numeral) -> Option<(Kind<'n>, usize)> {
        let before = self.before(at);
        // 第3月 is counted, 1.5月 measured.
        let is_fraction = before == '.' && self.before(at - 1).is_ascii_digit();
        if before.is_ascii_alphanumeric() || before == '第' || is_fraction {
            return None;
        }
        match (self.letter(number.end), number.width) {
            ('年', 4) => self.written_year(at, number),
            ('-' | '/' | '.', 4) if !number.chinese => self.iso(at, number),
            ('月', _) => self.month_day(at, None, at),
            ('·', 1 | 2) if !number.chinese => self.dotted(number),
            // “（2010）” tells the year of what is before it.
            (')', 4) if before == '(' && !number.chinese => {
                Some((Kind::Year(Year::Written(calendar_year(number)?)), number.end))
            }
            ('日' | '号', _) => self.day_that_goes_on(at, number),
            _ => None,
        }
    }

    /// 2026年, 2026年5月31日, 2026年5月
    fn written_year(&self, at: usize, number: Numeral) -> Option<(Kind<'n>, usize)> {
        let year = calendar_year(number)?;
        let end = number.end + 1;
        // The year of a printing is none of the calendar; 2010年代 is none at all.
        if ["版", "修订", "代"].iter().any(|word| self.is(end, word)) {
            return None;
        }
        Some(self.with_day(at, Year::Written(year), end))
    }

    /// 今年, 去年, 每年5月31日
    fn told_year(&self, at: usize) -> Option<(Kind<'n>, usize)> {
        const WORDS: [(&str, Year); 14] = [
            ("今年", Year::Relative(0)),
            ("本年", Year::Relative(0)),
            ("去年", Year::Relative(-1)),
            ("上年", Year::Relative(-1)),
            ("上一年", Year::Relative(-1)),
            ("前年", Year::Relative(-2)),
            ("明年", Year::Relative(1)),
            ("来年", Year::Relative(1)),
            ("后年", Year::Relative(2)),
            ("每年", Year::Every),
            ("次年", Year::Unclear),
            ("翌年", Year::Unclear),
            ("往年", Year::Unclear),
            ("历年", Year::Unclear),
        ];
        // 如今年轻人, 以前年度, 证明年龄, 说明年份
        const NOT_BEHIND: &str = "如现当以之此目过表说证标注写日声阐言文未农";
        const NOT_BEFORE: &str = "轻龄代纪份";
        if !matches!(self.letter(at + 1), '年' | '一') {
            return None;
        }
        let (word, year) = WORDS.into_iter().find(|(word, _)| self.is(at, word))?;
        let end = at + word.chars().count();
        let is_part = NOT_BEHIND.contains(self.before(at)) || NOT_BEFORE.contains(self.letter(end));
        (!is_part).then(|| self.with_day(at, year, end))
    }

    /// The year ending at `end`, and the day it is followed by, if it is.
    fn with_day(&self, start: usize, year: Year, end: usize) -> (Kind<'n>, usize) {
        let mut at = end + usize::from(self.letter(end) == '度');
        let day = [at, at + usize::from(self.is(at, "的"))]
            .into_iter()
            .find_map(|at| self.month_day(at, Some(year), end));
        if let Some(day) = day
            && !self.is_lunar(start)
        {
            return day;
        }
        if let Some(month) = numeral::read(self.letters, at).filter(|month| month.width <= 3)
            && self.letter(month.end) == '月'
            && numeral::read(self.letters, month.end + 1).is_none()
        {
            at = month.end + 1 + usize::from(self.letter(month.end + 1) == '份');
        }
        (Kind::Year(year), at)
    }

    /// 5月31日, 5月31号, and the 5月30 of 5月30—31日.
    fn month_day(
        &self,
        at: usize,
        year: Option<Year>,
        year_end: usize,
    ) -> Option<(Kind<'n>, usize)> {
        let month = numeral::read(self.letters, at).filter(|it| it.width <= 3 && it.value < 100)?;
        if self.letter(month.end) != '月' || (year.is_none() && self.is_second_of_two(at)) {
            return None;
        }
        let day = numeral::read(self.letters, month.end + 1)?;
        if day.width > 3 || day.value > 99 || self.is_lunar(at) {
            return None;
        }
        let end = match self.letter(day.end) {
            '日' => day.end + 1,
            '号' if !"楼院线店文令公".contains(self.letter(day.end + 1)) => day.end + 1,
            '-' | '~' | '至' | '到' | '、' if self.day_follows(day.end + 1) => day.end,
            _ => return None,
        };
        let day = Day {
            year,
            month: month.value,
            day: day.value,
            chinese: month.chinese && day.chinese,
            dotted: false,
            goes_on: false,
            year_end,
        };
        Some((Kind::Date(day), end))
    }

    /// Whether a day is written at `at`: 31日, 6月2日.
    fn day_follows(&self, at: usize) -> bool {
        let Some(number) = numeral::read(self.letters, at) else { return false };
        match self.letter(number.end) {
            '日' | '号' => true,
            '月' => numeral::read(self.letters, number.end + 1)
                .is_some_and(|day| matches!(self.letter(day.end), '日' | '号')),
            _ => false,
        }
    }

    /// The 3月 of “1—3月15日”, which is no date of its own.
    fn is_second_of_two(&self, at: usize) -> bool {
        let before = at.checked_sub(2).map(|at| self.letters[at]);
        let joined = matches!(self.before(at), '-' | '~' | '/' | '.');
        let behind_date = self.tokens.last().is_some_and(|token| token.end + 1 == at);
        joined
            && !behind_date
            && before.is_some_and(|c| c.is_ascii_digit() || numeral::is_chinese(c))
    }

    /// Whether the date at `at` is one of the lunar calendar: 农历九月初九, 农历每年9月9日, 闰六月一日.
    fn is_lunar(&self, at: usize) -> bool {
        let between =
            |c: char| ")的每年闰".contains(c) || c.is_ascii_digit() || numeral::is_chinese(c);
        let text = &self.letters[..at];
        let behind = text.iter().rposition(|&c| !between(c)).map_or(0, |last| last + 1);
        let named = matches!(text[..behind], [.., '农' | '阴' | '旧' | '夏', '历']);
        named || text[behind..].contains(&'闰')
    }

    /// 2026-05-31, 2026/5/31, 2026.5.31
    fn iso(&self, at: usize, year: Numeral) -> Option<(Kind<'n>, usize)> {
        let sign = self.letter(year.end);
        let before = self.before(at);
        let behind_date = self.tokens.last().is_some_and(|token| token.end + 1 == at);
        if "/_.".contains(before) || (before == '-' && !behind_date) {
            return None;
        }
        let part =
            |at: usize| numeral::read(self.letters, at).filter(|it| !it.chinese && it.width <= 2);
        let month = part(year.end + 1).filter(|month| self.letter(month.end) == sign)?;
        let day = part(month.end + 1)?;
        let (next, over_next) = (self.letter(day.end), self.letter(day.end + 1));
        let goes_on = next == sign || (next == '.' && over_next.is_ascii_alphanumeric());
        // Numbers with three dots are mostly versions; with hyphens, some are numbers of documents.
        let (months, days) = if sign == '.' { (12, 31) } else { (19, 39) };
        if next.is_ascii_alphanumeric() || goes_on || month.value > months || day.value > days {
            return None;
        }
        let date = Day {
            year: Some(Year::Written(calendar_year(year)?)),
            month: month.value,
            day: day.value,
            chinese: false,
            dotted: false,
            goes_on: false,
            year_end: year.end,
        };
        Some((Kind::Date(date), day.end))
    }

    /// 5·31世界无烟日
    fn dotted(&self, month: Numeral) -> Option<(Kind<'n>, usize)> {
        let day = numeral::read(self.letters, month.end + 1)?;
        self.names.at(self.letters, day.end)?;
        let date = Day {
            year: None,
            month: month.value,
            day: day.value,
            chinese: false,
            dotted: true,
            goes_on: false,
            year_end: month.end - month.width,
        };
        Some((Kind::Date(date), day.end))
    }

    /// The 31日 of “5月30日（星期六）至31日”.
    fn day_that_goes_on(&self, at: usize, day: Numeral) -> Option<(Kind<'n>, usize)> {
        const SIGNS: &[&str] = &["至", "到", "-", "~", "、", "和", "与", "及"];
        let last = self.tokens.last().filter(|last| last.sentence == self.sentence)?;
        let gap = &self.letters[last.end..at];
        let gap: String = gap.iter().filter(|c| !"() ".contains(**c)).take(3).collect();
        if !SIGNS.contains(&gap.as_str()) || day.width > 3 || day.value > 99 {
            return None;
        }
        let date = self.tokens.iter().rev().take(2).find_map(|token| match token.kind {
            Kind::Date(date) => Some(date),
            _ => None,
        })?;
        let is_behind = !matches!(last.kind, Kind::Year(_) | Kind::Name(_) | Kind::Edition { .. });
        let date = Day { day: day.value, goes_on: true, year_end: at, dotted: false, ..date };
        is_behind.then_some((Kind::Date(date), day.end + 1))
    }
}

/// The number as a year that prose of health centres may speak of.
fn calendar_year(number: Numeral) -> Option<i16> {
    i16::try_from(number.value).ok().filter(|year| (1900..=2100).contains(year))
}
