//! The words of a text as its page shows them, for search.
//!
//! May use: nothing of this crate

/// Whether the words of an element stand on a line of their own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "ul"
            | "ol"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "td"
            | "th"
            | "tr"
            | "table"
            | "div"
            | "section"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "dl"
            | "dt"
            | "dd"
            | "hr"
            | "br"
            | "summary"
    )
}

/// The words in `html`, which is escaped as the Markdown writer and the sanitiser do it: a line for each
/// paragraph, heading, list item and cell. Numbers of footnotes are left out, for they would part a word.
pub fn words(html: &str) -> String {
    let mut words = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push(&mut words, &rest[..at]);
        let tag = &rest[at + 1..];
        let tag = &tag[..end_of_tag(tag)];
        rest = rest.get(at + tag.len() + 2..).unwrap_or_default();
        let name = tag.trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if is_block(name) {
            end_line(&mut words);
        } else if tag.starts_with("sup class=\"footnote") {
            rest = rest.find("</sup>").map_or("", |end| &rest[end..]);
        }
    }
    push(&mut words, rest);
    words.truncate(words.trim_end().len());
    words
}

/// How long a tag is; a value in quotation marks may hold what ends one.
fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    let end = tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.unwrap_or(tag.len())
}

fn end_line(words: &mut String) {
    words.truncate(words.trim_end().len());
    if !words.is_empty() {
        words.push('\n');
    }
}

/// Adds text, its white space shrunk to single spaces.
fn push(words: &mut String, mut text: &str) {
    loop {
        let plain = plain_length(text);
        words.push_str(&text[..plain]);
        text = &text[plain..];
        let Some(c) = text.chars().next() else { return };
        let (c, length) = character(text, c);
        text = &text[length..];
        if !c.is_whitespace() {
            words.push(c);
        } else if !words.is_empty() && !words.ends_with([' ', '\n']) {
            words.push(' ');
        }
    }
}

/// How many bytes come before the first `&` or white space.
fn plain_length(text: &str) -> usize {
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'&' | b'\t'..=b'\r' | b' ' => return at,
            // What any other white space begins with.
            0xc2 | 0xe1..=0xe3 => match text[at..].chars().next() {
                Some(c) if !c.is_whitespace() => at += c.len_utf8(),
                _ => return at,
            },
            _ => at += 1,
        }
    }
    at
}

/// The character `text` begins with, and how long it is written.
fn character(text: &str, first: char) -> (char, usize) {
    let escapes = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&nbsp;", ' '),
    ];
    let escape = escapes.iter().filter(|_| first == '&').find(|(name, _)| text.starts_with(name));
    escape.map_or((first, first.len_utf8()), |(name, c)| (*c, name.len()))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_those_of_the_page_line_by_line() {
        let html = "<h2 id=\"a\">标题</h2>\n<p>吸烟<sup class=\"footnote-reference\"><a href=\"#f\">1</a></sup>\
                    有<em>害</em> &amp;\n A&lt;B</p><ul><li>甲</li>\n<li>乙 <img alt=\"a>b\" src=\"x\"></li></ul>";
        assert_eq!(words(html), "标题\n吸烟有害 & A<B\n甲\n乙");
    }

    #[test]
    fn white_space_of_any_kind_is_one_space() {
        for code in (0..0x3_0000).filter_map(char::from_u32).filter(|c| !"&<>".contains(*c)) {
            let expected =
                if code.is_whitespace() { "甲 乙".to_owned() } else { format!("甲{code}乙") };
            assert_eq!(words(&format!("甲{code}乙")), expected, "U+{:04X}", u32::from(code));
        }
    }
}
