//! The HTML of a text as a tree of elements. The only room that knows `html5ever`.
//!
//! May use: nothing of this crate

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Elements that hold nothing and are not closed.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "wbr", "col"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    Text(String),
    Element(Element),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn has_class(&self, class: &str) -> bool {
        let classes = self.attribute("class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|it| it == class)
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Everything a reader reads in it.
    pub fn text(&self) -> String {
        let text = |node: &Node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.text(),
        };
        self.children.iter().map(text).collect()
    }
}

/// The elements of `html`, below one without a name. What is not closed ends with what holds it.
pub fn parse(html: &str) -> Element {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    let sink = Builder { open: RefCell::new(vec![Element::default()]) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    // A script would stop it here; the HTML of a text has none.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut open = tokenizer.sink.open.into_inner();
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().unwrap_or_default()
}

struct Builder {
    /// The elements that are not closed yet, the outermost first; never empty.
    open: RefCell<Vec<Element>>,
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut open = self.open.borrow_mut();
        match token {
            Token::CharacterTokens(text) => push(&mut open, Node::Text(text.to_string())),
            Token::TagToken(Tag { kind: TagKind::StartTag, name, attrs, .. }) => {
                let attributes =
                    attrs.iter().map(|it| (it.name.local.to_string(), it.value.to_string()));
                let element = Element {
                    name: name.to_string(),
                    attributes: attributes.collect(),
                    children: Vec::new(),
                };
                if VOID.contains(&element.name.as_str()) {
                    push(&mut open, Node::Element(element));
                } else {
                    open.push(element);
                }
            }
            Token::TagToken(Tag { kind: TagKind::EndTag, name, .. })
                if open.iter().skip(1).any(|element| *element.name == *name) =>
            {
                while close(&mut open).is_some_and(|closed| *closed != *name) {}
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn push(open: &mut [Element], node: Node) {
    if let Some(innermost) = open.last_mut() {
        innermost.children.push(node);
    }
}

/// Closes the innermost element; its name.
fn close(open: &mut Vec<Element>) -> Option<String> {
    let closed = if open.len() > 1 { open.pop()? } else { return None };
    let name = closed.name.clone();
    push(open, Node::Element(closed));
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn elements_are_nested_as_they_are_written() {
        let root = parse("<p>甲<br />乙 &amp; <b>丙</p><ul><li class=\"x y\">丁<li>戊</ul>");
        assert_eq!(root.text(), "甲乙 & 丙丁戊");
        let names: Vec<_> = root.elements().map(|element| element.name.as_str()).collect();
        assert_eq!(names, ["p", "ul"]);
        assert!(root.elements().nth(1).unwrap().elements().next().unwrap().has_class("y"));
    }
}
