//! English words in a Chinese text: marked, so that a voice reads them in English and lines break well.
//!
//! May use: nothing of this crate

use std::ops::Range;

/// Where English stands: two or more words in a row, at least one of which is no abbreviation or unit, that
/// is, has three small letters. `HPV` and `90 mmHg` are read in Chinese.
pub(super) fn english(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_alphabetic()) {
        let start = at + start;
        let length = text[start..].find(|c: char| !is_of_words(c)).unwrap_or(text.len() - start);
        let run = text[start..start + length].trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        let after = text[start + length..].chars().next();
        // Part of an address or a formula.
        let is_alone = !text[..start].ends_with(is_joint) && !after.is_some_and(is_joint);
        let is_word = |word: &str| word.chars().filter(char::is_ascii_lowercase).count() >= 3;
        if is_alone && run.contains(' ') && run.split(' ').any(is_word) {
            found.push(start..start + run.len());
        }
        at = start + length;
    }
    found
}

fn is_of_words(c: char) -> bool {
    c.is_ascii_alphabetic() || [' ', '\'', '’', '-'].contains(&c)
}

fn is_joint(c: char) -> bool {
    c.is_ascii_digit() || ['/', '@', '_', '=', '<', '&', '\\'].contains(&c)
}

#[cfg(test)]
mod tests {
    use super::english;

    #[test]
    fn phrases_are_english_and_single_words_and_units_are_not() {
        let found = |text: &'static str| {
            english(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>()
        };
        assert_eq!(
            found("世界无烟日（World No-Tobacco Day）在5月31日。"),
            ["World No-Tobacco Day"]
        );
        assert_eq!(found("a kind of, and a third part"), ["a kind of", "and a third part"]);
        for chinese in ["HPV疫苗", "140/90 mmHg", "AED IV", "用 Outlook 打开", "a/b some words"]
        {
            assert!(found(chinese).is_empty(), "{chinese}");
        }
    }
}
