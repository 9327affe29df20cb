//! The names under which observances are written about, found at a place of a text.
//!
//! May use: almanac

use std::collections::HashMap;

use super::script::{canonical, is_quote};
use crate::almanac::{Almanac, Observance};

/// Aliases counted from another year than the observance they belong to: the 37th 中国麻风节 was the
/// 71st 世界防治麻风病日.
const COUNTED_APART: [&str; 3] = ["中国麻风节", "世界听力日", "世界糖尿病日"];

/// The shortest name looked for: 三伏 alone would be found in 三伏天 and 三伏贴.
const SHORTEST: usize = 3;

/// One way to write an observance's name, in the letters of a script.
#[derive(Debug)]
pub struct Form<'a> {
    letters: Vec<char>,
    pub observance: &'a Observance,
    pub counted: Counted,
}

/// Whether the almanac's count of editions is that of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// It is.
    Here,
    /// It has a count of its own.
    Apart,
    /// Half of a double name: nobody knows.
    Unknown,
}

impl Form<'_> {
    /// So short that a village may use it for something of its own: 科技周.
    pub fn is_general(&self) -> bool {
        self.letters.len() <= SHORTEST
    }
}

/// Names and aliases of all observances, built once per run.
#[derive(Debug)]
pub struct Names<'a> {
    /// By first letter, longest first.
    forms: HashMap<char, Vec<Form<'a>>>,
    /// One bit for each letter that may begin a token, so that most letters cost one look.
    triggers: Vec<u64>,
}

impl<'a> Names<'a> {
    pub fn of(almanac: &'a Almanac) -> Self {
        let mut names = Names { forms: HashMap::new(), triggers: vec![0; 1 << 10] };
        for observance in almanac.iter() {
            for (at, name) in
                std::iter::once(&observance.name).chain(&observance.aliases).enumerate()
            {
                names.add(name, observance, at > 0);
            }
        }
        for forms in names.forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.letters.len()));
        }
        for &first in super::token::FIRST_LETTERS {
            names.trigger(first);
        }
        names
    }

    fn add(&mut self, name: &str, observance: &'a Observance, is_alias: bool) {
        let letters: Vec<char> = letters(name).collect();
        let apart = is_alias && COUNTED_APART.contains(&name);
        for (letters, is_whole) in ways(&letters) {
            let counted = match (is_whole, apart) {
                (false, _) => Counted::Unknown,
                (true, true) => Counted::Apart,
                (true, false) => Counted::Here,
            };
            let Some(&first) = letters.first() else { continue };
            self.trigger(first);
            let forms = self.forms.entry(first).or_default();
            if forms.iter().all(|form| form.letters != letters) {
                forms.push(Form { letters, observance, counted });
            }
        }
    }

    fn trigger(&mut self, letter: char) {
        if let Some((word, bit)) = place(letter) {
            self.triggers[word] |= bit;
        }
    }

    /// Whether a token may begin with this letter.
    pub fn may_begin(&self, letter: char) -> bool {
        place(letter).is_some_and(|(word, bit)| self.triggers[word] & bit != 0)
    }

    /// The longest name at `at`, and its end.
    pub fn at(&self, letters: &[char], at: usize) -> Option<(&Form<'a>, usize)> {
        let forms = self.forms.get(letters.get(at)?)?;
        let form = forms.iter().find(|form| letters[at..].starts_with(&form.letters))?;
        Some((form, at + form.letters.len()))
    }
}

/// Where the bit of a letter is. Letters beyond the first plane begin nothing.
fn place(letter: char) -> Option<(usize, u64)> {
    let code = u16::try_from(u32::from(letter)).ok()?;
    Some((usize::from(code >> 6), 1 << (code & 63)))
}

/// A name in the letters of a script.
fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|&c| !is_quote(c) && !c.is_whitespace()).map(canonical)
}

/// The ways to write a name, each with whether it is the whole name: “老年节（重阳节）” is either of the
/// two, “世界水日·中国水周” each half for itself.
fn ways(name: &[char]) -> Vec<(Vec<char>, bool)> {
    let is_name = |part: &&[char]| {
        part.len() >= SHORTEST && part.last().is_some_and(|c| "日周月节动".contains(*c))
    };
    let halves: Vec<&[char]> = name.split(|&c| c == '·').collect();
    if halves.len() > 1 && halves.iter().all(is_name) {
        return halves.into_iter().map(|half| (half.to_vec(), false)).collect();
    }
    let parts: Vec<&[char]> = name.split(|c| matches!(c, '(' | ')' | '、')).collect();
    if parts.len() > 1 {
        return parts.into_iter().filter(is_name).map(|part| (part.to_vec(), true)).collect();
    }
    // A site's own entry may be called anything.
    if name.len() < SHORTEST { Vec::new() } else { vec![(name.to_vec(), true)] }
}

#[cfg(test)]
mod tests {
    use super::{Counted, Names};
    use crate::almanac::Almanac;

    fn found(text: &str) -> Option<(String, Counted, usize)> {
        let names = Names::of(Almanac::builtin());
        let letters: Vec<char> = text.chars().collect();
        let (form, end) = names.at(&letters, 0)?;
        Some((form.observance.id.to_string(), form.counted, end))
    }

    #[test]
    fn every_name_and_alias_is_found_and_the_longest_wins() {
        let facts = [
            ("世界无烟日的主题", "no-tobacco-day", Counted::Here, 5),
            ("全国防治碘缺乏病日", "idd-day", Counted::Here, 9),
            ("防治碘缺乏病日", "idd-day", Counted::Here, 7),
            ("职业病防治法宣传周", "occ-health-week", Counted::Here, 9),
            ("全国敬老月", "respect-elders-month", Counted::Here, 5),
            ("5·20学生营养日", "student-nutrition-day", Counted::Here, 9),
            ("重阳节", "chongyang", Counted::Here, 3),
            ("老年节", "chongyang", Counted::Here, 3),
            ("中国水周", "world-water-day", Counted::Unknown, 4),
            ("世界糖尿病日", "diabetes-day", Counted::Apart, 6),
        ];
        for (text, id, counted, end) in facts {
            assert_eq!(found(text), Some((id.to_owned(), counted, end)), "{text}");
        }
        assert_eq!(found("三伏天"), None, "too short a name to be sure");
        assert_eq!(found("世界"), None);
    }
}
