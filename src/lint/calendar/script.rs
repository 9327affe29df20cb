//! One line of a text as a reader sees it: its letters without what only decorates them, each with its
//! place in the file.
//!
//! Spaces, stars, quotes and the targets of links are left out, full-width signs and the many dashes become
//! one sign each. So the rules see “第 **39** 个“世界无烟日”” as 第39个世界无烟日, and can still point at the
//! bytes it came from.
//!
//! May use: nothing of this crate

use std::ops::Range;

/// Stands where code, an address or a picture was: nothing is read across it.
pub const WALL: char = '\0';

/// The letters of one line. Buffers are kept from line to line.
pub struct Script<'t> {
    text: &'t str,
    pub letters: Vec<char>,
    starts: Vec<usize>,
    /// Letters inside 《》, which quote the title of something else.
    works: Vec<Range<usize>>,
    links: Vec<Link>,
    open_brackets: Vec<usize>,
    open_work: Option<usize>,
    /// Something invisible stood between the last letter and the next.
    spaced: bool,
    last_is_ascii: bool,
    in_comment: bool,
}

/// The words of a link.
struct Link {
    words: Range<usize>,
    /// The year of the record it leads to, from `…/2025.md`.
    year: Option<i16>,
}

impl<'t> Script<'t> {
    pub fn new(text: &'t str) -> Self {
        Script {
            text,
            letters: Vec::new(),
            starts: Vec::new(),
            works: Vec::new(),
            links: Vec::new(),
            open_brackets: Vec::new(),
            open_work: None,
            spaced: false,
            last_is_ascii: false,
            in_comment: false,
        }
    }

    /// Reads the line at `line`; `markdown` tells whether its signs are Markdown's.
    pub fn read(&mut self, line: Range<usize>, markdown: bool) {
        self.clear();
        let mut at = line.start;
        if self.in_comment {
            at = self.after("-->", at, line.end);
        }
        while let Some(c) = self.text[at..line.end].chars().next() {
            if is_word(c) {
                self.push(c, at, c);
            } else if let Some(next) = self.skipped(c, at..line.end, markdown) {
                at = next;
                continue;
            } else {
                self.sign(c, at);
            }
            at += c.len_utf8();
        }
    }

    /// A new passage begins: a comment left open in the last one is over.
    pub fn start_passage(&mut self) {
        self.in_comment = false;
    }

    fn clear(&mut self) {
        self.letters.clear();
        self.starts.clear();
        self.works.clear();
        self.links.clear();
        self.open_brackets.clear();
        self.open_work = None;
        self.spaced = false;
        self.last_is_ascii = false;
    }

    fn push(&mut self, c: char, at: usize, written: char) {
        let is_ascii = written.is_ascii();
        // Without it “2026 5月” would become the year 20265.
        if self.spaced && self.last_is_ascii && is_ascii {
            self.letters.push(' ');
            self.starts.push(at);
        }
        self.letters.push(c);
        self.starts.push(at);
        self.spaced = false;
        self.last_is_ascii = is_ascii;
    }

    /// The place behind a piece that is not read at all.
    fn skipped(&mut self, c: char, rest: Range<usize>, markdown: bool) -> Option<usize> {
        let text = &self.text[rest.clone()];
        if c == 'h' && (text.starts_with("https://") || text.starts_with("http://")) {
            let length = text.find(|c: char| !c.is_ascii_graphic()).unwrap_or(text.len());
            self.push(WALL, rest.start, c);
            return Some(rest.start + length);
        }
        if !markdown {
            return None;
        }
        match c {
            '`' => Some(self.code(rest)),
            '<' if text.starts_with("<!--") => Some(self.after("-->", rest.start, rest.end)),
            '<' => self.tag(rest),
            '[' => Some(self.bracket(rest)),
            ']' => Some(self.link(rest)),
            '!' if text.starts_with("![") => {
                self.push(WALL, rest.start, c);
                Some(rest.start + 1)
            }
            '\\' => Some(rest.start + 1),
            _ => None,
        }
    }

    /// Behind the closing `mark` of a comment, which may be lines away.
    fn after(&mut self, mark: &str, from: usize, end: usize) -> usize {
        let found = self.text[from..end].find(mark);
        self.in_comment = found.is_none();
        found.map_or(end, |found| from + found + mark.len())
    }

    fn code(&mut self, rest: Range<usize>) -> usize {
        let text = &self.text[rest.clone()];
        let ticks = text.len() - text.trim_start_matches('`').len();
        let fence = &text[..ticks];
        match text[ticks..].find(fence) {
            Some(length) => {
                self.push(WALL, rest.start, '`');
                rest.start + ticks + length + ticks
            }
            None => rest.start + ticks,
        }
    }

    fn tag(&mut self, rest: Range<usize>) -> Option<usize> {
        let text = &self.text[rest.clone()];
        let opens = |c: char| c.is_ascii_alphabetic() || c == '/';
        text[1..].chars().next().filter(|c| opens(*c))?;
        text.find('>').map(|length| rest.start + length + 1)
    }

    fn bracket(&mut self, rest: Range<usize>) -> usize {
        let text = &self.text[rest.clone()];
        if text.starts_with("[^")
            && let Some(length) = text.find(']')
        {
            return rest.start + length + 1;
        }
        self.open_brackets.push(self.letters.len());
        rest.start + 1
    }

    /// Behind `](target)`; the bracket alone when no target follows.
    fn link(&mut self, rest: Range<usize>) -> usize {
        let text = &self.text[rest.start + 1..rest.end];
        let close = match text.chars().next() {
            Some('(') => ')',
            Some('[') => ']',
            _ => return rest.start + 1,
        };
        let (Some(start), Some(length)) = (self.open_brackets.pop(), text.find(close)) else {
            return rest.start + 1;
        };
        let year = year_of_record(&text[1..length]);
        self.links.push(Link { words: start..self.letters.len(), year });
        rest.start + 1 + length + 1
    }

    fn sign(&mut self, c: char, at: usize) {
        match c {
            '*' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '_' => {
                self.spaced = true;
            }
            '《' => self.open_work = Some(self.letters.len()),
            '》' => {
                if let Some(start) = self.open_work.take() {
                    self.works.push(start..self.letters.len());
                }
            }
            _ if is_quote(c) => {}
            _ if c.is_whitespace() => self.spaced = true,
            _ => match canonical(c) {
                '-' if self.letters.last() == Some(&'-') => {}
                sign => self.push(sign, at, c),
            },
        }
    }

    /// The bytes of the letters at `range`, with the quote that closes one opened inside.
    pub fn place(&self, range: Range<usize>) -> Range<usize> {
        let Some(&last) = self.starts[range.clone()].last() else { return 0..0 };
        let start = self.starts[range.start];
        let width = |at: usize| self.text[at..].chars().next().map_or(0, char::len_utf8);
        let end = last + width(last);
        let quotes = |sign: char| self.text[start..end].matches(sign).count();
        let next = self.text[end..].chars().next().filter(|&c| is_quote(c));
        let closes = PAIRS.iter().any(|&(open, close)| {
            next == Some(close) && quotes(open) > quotes(close) && open != close
        });
        start..if closes { end + width(end) } else { end }
    }

    /// Whether the letter at `at` belongs to the title of a document, book or poster.
    pub fn in_work(&self, at: usize) -> bool {
        self.works.iter().any(|work| work.contains(&at))
    }

    pub fn in_link(&self, at: usize) -> bool {
        self.links.iter().any(|link| link.words.contains(&at))
    }

    /// The year of the record that the link at `at` leads to.
    pub fn linked_year(&self, at: usize) -> Option<i16> {
        self.links.iter().find(|link| link.words.contains(&at)).and_then(|link| link.year)
    }

    /// The letters between two tokens without spaces; None when they are too many to join the two.
    pub fn gap(&self, range: Range<usize>) -> Option<String> {
        const LONGEST: usize = 12;
        let letters = self.letters.get(range).filter(|gap| gap.len() <= LONGEST)?;
        Some(letters.iter().filter(|&&c| c != ' ').collect())
    }

    /// The next letter that is no space.
    pub fn next(&self, at: usize) -> Option<char> {
        self.letters[at..].iter().copied().find(|&c| c != ' ')
    }
}

const PAIRS: [(char, char); 6] =
    [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('《', '》'), ('〈', '〉')];

pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'') || PAIRS.iter().any(|&(open, close)| c == open || c == close)
}

pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | ';')
}

fn is_word(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '0'..='9')
}

/// One sign for all that mean the same.
pub fn canonical(c: char) -> char {
    match c {
        '—' | '–' | '‐' | '‑' | '−' | '―' | '─' => '-',
        '【' | '〔' | '[' => '(',
        '】' | '〕' | ']' => ')',
        '•' | '・' | '‧' | '･' => '·',
        '〜' => '~',
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(u32::from(c) - 0xfee0) {
            Some('[') => '(',
            Some(']') => ')',
            narrow => narrow.unwrap_or(c),
        },
        _ => c,
    }
}

fn year_of_record(target: &str) -> Option<i16> {
    let file = target.split(['#', ' ']).next()?.strip_suffix(".md")?;
    let name = file.rsplit('/').next()?;
    name.parse().ok().filter(|year| (1900..=2100).contains(year))
}
