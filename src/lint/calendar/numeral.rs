//! Numbers as they are written in Chinese prose: 39, 三十九, 一百零二, 二〇二六.
//!
//! May use: nothing of this crate

/// A number and the letter behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    pub value: u16,
    pub end: usize,
    /// How many letters it is written with.
    pub width: usize,
    pub chinese: bool,
}

/// The number that begins at `at`. None when there is none, or when it is too long for a day, a year or
/// a count.
pub fn read(letters: &[char], at: usize) -> Option<Numeral> {
    let end = end(letters, at);
    let written = &letters[at..end];
    let chinese = !written.first()?.is_ascii_digit();
    if written.len() > 5 {
        return None;
    }
    let value = if chinese { chinese_value(written) } else { decimal(written) }?;
    Some(Numeral { value, end, width: written.len(), chinese })
}

/// The end of the run of digits or of Chinese numerals at `at`.
pub fn end(letters: &[char], at: usize) -> usize {
    let is_digit = letters.get(at).is_some_and(char::is_ascii_digit);
    let belongs = |c: &&char| if is_digit { c.is_ascii_digit() } else { is_chinese(**c) };
    at + letters[at..].iter().take_while(belongs).count()
}

pub fn is_chinese(c: char) -> bool {
    matches!(
        c,
        '零' | '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
    )
}

/// 一 to 九 as 1 to 9, 零 as 0.
fn digit(c: char) -> Option<u16> {
    let place = "〇一二三四五六七八九".chars().position(|digit| digit == c);
    let value = if c == '零' { Some(0) } else { place };
    value.and_then(|value| u16::try_from(value).ok())
}

fn decimal(digits: &[char]) -> Option<u16> {
    let digits: String = digits.iter().collect();
    digits.parse().ok()
}

fn chinese_value(letters: &[char]) -> Option<u16> {
    if !letters.contains(&'十') && !letters.contains(&'百') {
        return letters
            .iter()
            .try_fold(0_u16, |value, &c| value.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut total, mut pending) = (0, None);
    for &c in letters {
        match c {
            '百' => total += pending.take()? * 100,
            '十' => total += pending.take().unwrap_or(1) * 10,
            '零' | '〇' => {}
            _ if pending.is_some() => return None,
            _ => pending = digit(c),
        }
    }
    Some(total + pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn numbers_are_read_in_every_script() {
        let facts = [
            ("39", 39),
            ("三十九", 39),
            ("十", 10),
            ("十三", 13),
            ("二十", 20),
            ("二十一", 21),
            ("九十九", 99),
            ("一百", 100),
            ("一百零二", 102),
            ("一百一十五", 115),
            ("二〇二六", 2026),
            ("二零二六", 2026),
        ];
        for (written, value) in facts {
            let letters: Vec<char> = written.chars().collect();
            assert_eq!(read(&letters, 0).map(|it| it.value), Some(value), "{written}");
        }
        for written in ["", "个", "三四十", "百", "123456"] {
            let letters: Vec<char> = written.chars().collect();
            assert_eq!(read(&letters, 0), None, "{written}");
        }
    }
}
