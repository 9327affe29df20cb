//! Where an author's words stand in a file: for checks that read prose.
//!
//! May use: yaml

use std::ops::Range;

use crate::yaml::{Node, Value};

/// Keys whose values are no prose: dates, times, names of files and addresses.
const NO_PROSE: [&str; 20] = [
    "date",
    "updated",
    "publish",
    "expires",
    "review_by",
    "start",
    "end",
    "time",
    "filled_at",
    "slug",
    "aliases",
    "file",
    "articles",
    "article",
    "campaign",
    "from",
    "to",
    "printer",
    "phone",
    "print",
];

/// The words of one file.
#[derive(Debug, Clone, Default)]
pub struct Manuscript {
    /// Texts of the front matter, in order.
    pub values: Vec<Words>,
    /// The Markdown.
    pub body: Range<usize>,
}

/// A text of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The key at the top that it belongs to, such as `schedule`.
    pub top: String,
    /// Its own key, such as `what`.
    pub key: String,
    /// Where it is written, in bytes of the file.
    pub range: Range<usize>,
}

impl Manuscript {
    pub(super) fn of(head: &Node, body: Range<usize>) -> Self {
        let mut values = Vec::new();
        collect(head, ("", ""), &mut values);
        Manuscript { values, body }
    }
}

fn collect(node: &Node, (top, key): (&str, &str), found: &mut Vec<Words>) {
    match &node.value {
        Value::Text(_) if !NO_PROSE.contains(&key) => {
            found.push(Words { top: top.into(), key: key.into(), range: node.range.clone() });
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, (top, key), found)),
        Value::Map(entries) => {
            for (name, value) in entries {
                let Value::Text(name) = &name.value else { continue };
                let top = if top.is_empty() { name } else { top };
                collect(value, (top, name), found);
            }
        }
        Value::Text(_) | Value::Number(_) | Value::Bool(_) | Value::Null => {}
    }
}
