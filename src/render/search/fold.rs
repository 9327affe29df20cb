//! The letters a text is found by. `reader.js` folds what is typed in the same way: a change here is a
//! change there.
//!
//! May use: nothing of this crate

use unicode_normalization::UnicodeNormalization;

/// Ends a paragraph; no word reaches over it.
pub const BREAK: char = '\n';

/// Adds the letters of one text, and a break behind it. Upper and lower case are one, so are full-width and
/// plain forms (NFKC); spaces are left out, for some write `BMI 24` and some `BMI24`.
pub fn fold(text: &str, letters: &mut Vec<char>) {
    for written in text.chars() {
        match written {
            '\u{4e00}'..='\u{9fff}' => letters.push(written),
            BREAK | 'a'..='z' | '0'..='9' => letters.push(written),
            _ => {
                let folded = std::iter::once(written).nfkc().flat_map(char::to_lowercase);
                letters.extend(folded.filter(|c| !is_space(*c)));
            }
        }
    }
    letters.push(BREAK);
}

/// White space, and what takes no space at all.
fn is_space(c: char) -> bool {
    let takes_none = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    c.is_whitespace() || takes_none
}
