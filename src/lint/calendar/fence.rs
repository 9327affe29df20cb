//! Blocks of code in Markdown, which show what is in them and say nothing.
//!
//! May use: nothing of this crate

/// Reads line by line.
#[derive(Debug, Default)]
pub struct Fence {
    open: Option<(char, usize)>,
}

impl Fence {
    /// Whether this line is code, or the line that opens or closes it.
    pub fn is_code(&mut self, line: &str) -> bool {
        let inner = line.trim_start_matches([' ', '\t', '>', '-']);
        let sign = inner.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = sign.map_or(0, |sign| inner.len() - inner.trim_start_matches(sign).len());
        match (self.open, sign) {
            (Some((open, least)), Some(sign)) if sign == open && length >= least => {
                if inner[length..].trim().is_empty() {
                    self.open = None;
                }
                true
            }
            (Some(_), _) => true,
            // ``` a ``` on one line is code within a text.
            (None, Some(sign))
                if length >= 3 && (sign == '~' || !inner[length..].contains('`')) =>
            {
                self.open = Some((sign, length));
                true
            }
            _ => false,
        }
    }

    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }
}
