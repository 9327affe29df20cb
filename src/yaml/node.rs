//! The tree of values.
//!
//! May use: nothing of this crate

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

/// A value and the bytes of the file it was written in.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub range: Range<usize>,
    /// Where the value itself is written; elsewhere when `range` is an alias.
    pub defined: Range<usize>,
    pub value: Value,
}

/// A YAML value as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    /// A number; its text is in the file, so that leading zeros survive.
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    pub(super) fn of(spanned: Spanned<Value>) -> Self {
        let bytes = |location: serde_yaml::Location| {
            let span = location.span();
            let start = usize::try_from(span.byte_offset().unwrap_or(0)).unwrap_or(0);
            start..start + usize::try_from(span.byte_len().unwrap_or(0)).unwrap_or(0)
        };
        let (range, defined) = (bytes(spanned.referenced), bytes(spanned.defined));
        Node { range, defined, value: spanned.value }
    }

    /// Moves every place by `offset` bytes: YAML in front matter does not begin at the file's start.
    pub(super) fn shift(&mut self, offset: usize) {
        let moved = |range: &Range<usize>| range.start + offset..range.end + offset;
        (self.range, self.defined) = (moved(&self.range), moved(&self.defined));
        match &mut self.value {
            Value::List(items) => items.iter_mut().for_each(|item| item.shift(offset)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    key.shift(offset);
                    value.shift(offset);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element::<Spanned<Value>>()? {
            items.push(Node::of(item));
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = access.next_key::<Spanned<Value>>()? {
            let value = access.next_value::<Spanned<Value>>()?;
            entries.push((Node::of(key), Node::of(value)));
        }
        Ok(Value::Map(entries))
    }
}
