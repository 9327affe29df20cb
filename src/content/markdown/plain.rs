//! The words of a text as its page shows them, for search.
//!
//! May use: nothing of this crate

/// Elements whose words stand on a line of their own.
const BLOCKS: [&str; 26] = [
    "p",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "tr",
    "table",
    "div",
    "section",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "hr",
    "br",
    "summary",
];

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
        if BLOCKS.contains(&name) {
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
    let special = |c: char| c == '&' || c.is_whitespace();
    loop {
        let plain = text.find(special).unwrap_or(text.len());
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
}
