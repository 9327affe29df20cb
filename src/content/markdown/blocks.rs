//! A text as a tree of blocks, for paper: what a page shows as HTML, a sheet shows as headings,
//! paragraphs, lists, tables, boxes and pictures.
//!
//! May use: nothing of this crate

use serde::Serialize;

use super::container;
use super::element::{Element, Node, parse};

/// Inline elements; anything else is a block.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "br", "cite", "code", "del", "em", "i", "img", "input", "ins", "kbd",
    "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr",
];
/// Names a picture in the HTML that [`blocks`] is given.
pub(super) const PICTURE: &str = "banbao-printed:";

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    Heading {
        level: u8,
        spans: Vec<TextSpan>,
    },
    Paragraph {
        spans: Vec<TextSpan>,
    },
    List {
        ordered: bool,
        start: u32,
        items: Vec<Vec<Block>>,
        /// Of a list of tasks: whether each is done.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Option<bool>>,
    },
    Table {
        align: Vec<Option<String>>,
        head: Vec<Vec<TextSpan>>,
        rows: Vec<Vec<Vec<TextSpan>>>,
    },
    /// A container of health writing; `title` where it says more than the name.
    Box {
        name: String,
        title: Option<String>,
        blocks: Vec<Block>,
    },
    Quote {
        blocks: Vec<Block>,
    },
    /// `谣言` or `事实`, and what it is.
    Verdict {
        word: String,
        blocks: Vec<Block>,
    },
    /// The n-th picture of the text.
    Picture {
        number: usize,
        alt: String,
        caption: Option<String>,
    },
    Code {
        text: String,
    },
    Rule,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TextSpan {
    pub text: String,
    #[serde(flatten)]
    pub style: Style,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Style {
    #[serde(skip_serializing_if = "is_false")]
    pub strong: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub emphasis: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub strike: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub code: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub sub: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub sup: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// The blocks of `html`, whose pictures are named by [`PICTURE`] and their number.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    of(&parse(html).children)
}

fn of(nodes: &[Node]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut inline: Vec<&Node> = Vec::new();
    for node in nodes {
        match node {
            Node::Element(element) if !INLINE.contains(&element.name.as_str()) => {
                blocks.extend(paragraph(&std::mem::take(&mut inline)));
                blocks.extend(block(element));
            }
            Node::Element(element) if picture_number(element).is_some() => {
                blocks.extend(paragraph(&std::mem::take(&mut inline)));
                blocks.extend(picture(element, None));
            }
            node => inline.push(node),
        }
    }
    blocks.extend(paragraph(&inline));
    blocks
}

fn block(element: &Element) -> Vec<Block> {
    let children = &element.children;
    let level = |level| {
        let spans = spans(&children.iter().collect::<Vec<_>>());
        if spans.is_empty() { Vec::new() } else { vec![Block::Heading { level, spans }] }
    };
    match element.name.as_str() {
        "h1" | "h2" => level(2),
        "h3" => level(3),
        "h4" | "h5" | "h6" => level(4),
        "ul" | "ol" => {
            let items: Vec<_> = element.elements().filter(|it| it.name == "li").collect();
            let marks: Vec<_> = items.iter().map(|item| mark(item)).collect();
            vec![Block::List {
                ordered: element.name == "ol",
                start: element.attribute("start").and_then(|it| it.parse().ok()).unwrap_or(1),
                items: items.iter().map(|item| of(&item.children)).collect(),
                marks: if marks.iter().any(Option::is_some) { marks } else { Vec::new() },
            }]
        }
        "table" => table(element).into_iter().collect(),
        "blockquote" => vec![Block::Quote { blocks: of(children) }],
        "figure" => {
            let caption = element.elements().find(|it| it.name == "figcaption").map(Element::text);
            let picture = element.elements().find_map(|it| picture(it, caption.clone()));
            picture.into_iter().collect()
        }
        "pre" => vec![Block::Code { text: element.text().trim_end().to_owned() }],
        "hr" => vec![Block::Rule],
        "dl" => element.elements().flat_map(definition).collect(),
        // A button to call: on paper the number stands in the text.
        "p" if element.has_class("care-call") => Vec::new(),
        "div" if element.has_class("callout") => vec![container(element)],
        "div" if element.has_class("footnote-definition") => footnote(element),
        _ => of(children),
    }
}

fn paragraph(inline: &[&Node]) -> Option<Block> {
    let spans = spans(inline);
    (!spans.is_empty()).then_some(Block::Paragraph { spans })
}

/// Stretches of inline nodes: white space shrunk, none at either end.
fn spans(nodes: &[&Node]) -> Vec<TextSpan> {
    let mut spans: Vec<TextSpan> = Vec::new();
    for node in nodes {
        collect(node, &Style::default(), &mut spans);
    }
    if let Some(first) = spans.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = spans.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    spans.retain(|span| !span.text.is_empty());
    spans
}

fn collect(node: &Node, style: &Style, spans: &mut Vec<TextSpan>) {
    let element = match node {
        Node::Text(text) => return push(&shrunk(text), style, spans),
        Node::Element(element) => element,
    };
    let mut style = style.clone();
    match element.name.as_str() {
        "strong" | "b" => style.strong = true,
        "em" | "i" | "mark" => style.emphasis = true,
        "del" | "s" => style.strike = true,
        "code" | "kbd" => style.code = true,
        "sub" => style.sub = true,
        "sup" => style.sup = true,
        "a" => {
            let outward = |href: &&str| href.contains(':');
            style.link = element.attribute("href").filter(outward).map(ToOwned::to_owned);
        }
        "br" => return push("\n", &style, spans),
        // The box of a task is drawn, not written.
        "input" => return,
        // A picture among words says what it shows.
        "img" => return push(element.attribute("alt").unwrap_or_default(), &style, spans),
        _ => {}
    }
    for child in &element.children {
        collect(child, &style, spans);
    }
}

fn push(text: &str, style: &Style, spans: &mut Vec<TextSpan>) {
    match spans.last_mut() {
        Some(last) if last.style == *style => last.text.push_str(text),
        _ => spans.push(TextSpan { text: text.to_owned(), style: style.clone() }),
    }
}

/// `text` with every stretch of white space as one space.
fn shrunk(text: &str) -> String {
    let mut shrunk = String::with_capacity(text.len());
    for c in text.chars() {
        match (c.is_whitespace(), shrunk.ends_with(' ')) {
            (true, true) => {}
            (true, false) => shrunk.push(' '),
            (false, _) => shrunk.push(c),
        }
    }
    shrunk
}

/// Whether the task of a list item is done; None when it is no task.
fn mark(item: &Element) -> Option<bool> {
    let first = item.children.iter().find(|node| match node {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(_) => true,
    });
    match first {
        Some(Node::Element(it)) if it.name == "input" => Some(it.attribute("checked").is_some()),
        Some(Node::Element(it)) if it.name == "p" => mark(it),
        _ => None,
    }
}

fn table(element: &Element) -> Option<Block> {
    let mut rows = Vec::new();
    rows_of(element, &mut rows);
    let cells = |row: &Element| {
        let cells = row.elements().filter(|it| it.name == "td" || it.name == "th");
        cells.map(|cell| spans(&cell.children.iter().collect::<Vec<_>>())).collect::<Vec<_>>()
    };
    let align = |cell: &Element| {
        let style = cell.attribute("style").unwrap_or_default();
        let side = style.split("text-align:").nth(1)?.trim().trim_end_matches(';');
        Some(side.to_owned())
    };
    let first = rows.first()?;
    let align = first.elements().map(align).collect();
    let is_head = first.elements().all(|cell| cell.name == "th");
    let (head, body) = if is_head { (cells(first), &rows[1..]) } else { (Vec::new(), &rows[..]) };
    Some(Block::Table { align, head, rows: body.iter().map(|row| cells(row)).collect() })
}

fn rows_of<'e>(element: &'e Element, rows: &mut Vec<&'e Element>) {
    for child in element.elements() {
        match child.name.as_str() {
            "tr" => rows.push(child),
            "thead" | "tbody" | "tfoot" => rows_of(child, rows),
            _ => {}
        }
    }
}

fn container(element: &Element) -> Block {
    let title = element.elements().find(|it| it.has_class("callout-title"));
    let rest: Vec<Node> = element
        .children
        .iter()
        .filter(|node| !matches!(node, Node::Element(it) if it.has_class("callout-title")))
        .cloned()
        .collect();
    let classes = element.attribute("class").unwrap_or_default();
    let name = container::name_of(classes).to_owned();
    let title = title.map(|title| title.text().trim().to_owned()).unwrap_or_default();
    let title = title.strip_prefix(&name).unwrap_or(&title).trim().to_owned();
    Block::Box { name, title: (!title.is_empty()).then_some(title), blocks: of(&rest) }
}

/// A part of a list of definitions: a rumour or a fact in a frame of its own; of raw HTML what it is.
fn definition(part: &Element) -> Vec<Block> {
    let find = |name: &str| part.elements().find(|it| it.name == name);
    match find("dt") {
        Some(word) => {
            let blocks = find("dd").map_or_else(Vec::new, |words| of(&words.children));
            vec![Block::Verdict { word: word.text(), blocks }]
        }
        None => of(&part.children),
    }
}

fn footnote(element: &Element) -> Vec<Block> {
    let label = element.elements().find(|it| it.name == "sup").map(Element::text);
    let rest: Vec<Node> = element
        .children
        .iter()
        .filter(|node| !matches!(node, Node::Element(it) if it.name == "sup"))
        .cloned()
        .collect();
    let mut blocks = of(&rest);
    if let (Some(Block::Paragraph { spans }), Some(label)) = (blocks.first_mut(), label) {
        spans.insert(0, TextSpan { text: format!("[{label}] "), style: Style::default() });
    }
    blocks
}

fn picture_number(element: &Element) -> Option<usize> {
    element.attribute("src")?.strip_prefix(PICTURE)?.parse().ok()
}

fn picture(element: &Element, caption: Option<String>) -> Option<Block> {
    let number = picture_number(element)?;
    let alt = element.attribute("alt").unwrap_or_default().to_owned();
    Some(Block::Picture { number, alt, caption })
}
