//! Reading the keys of a YAML mapping into checked values.
//!
//! May use: diagnostics

use super::{Node, Value};
use crate::diagnostics::{Code, Finding, Findings, Placed, SourcePath, Span};

/// The longest text of one value, in characters, where no smaller limit is given.
const LONGEST_TEXT: usize = 5_000;
/// The longest list.
const LONGEST_LIST: usize = 500;

/// The keys of one mapping, asked for one by one. [`Fields::finish`] reports the keys nobody asked for,
/// with the nearest known one.
pub struct Fields<'f> {
    path: &'f SourcePath,
    text: &'f str,
    span: Span,
    entries: Vec<(Node, Option<Node>)>,
    asked: Vec<&'static str>,
    findings: &'f mut Findings,
}

impl<'f> Fields<'f> {
    /// The mapping `node` of the file `path`, whose text is `text`; a finding when it is no mapping.
    pub fn of(
        node: Node,
        path: &'f SourcePath,
        text: &'f str,
        findings: &'f mut Findings,
    ) -> Option<Self> {
        let span = Span::new(path, node.range.clone());
        let entries = match node.value {
            Value::Map(entries) => {
                entries.into_iter().map(|(key, value)| (key, Some(value))).collect()
            }
            Value::Null => Vec::new(),
            other => {
                findings.push(wrong_type(&span, &other, "map"));
                return None;
            }
        };
        Some(Fields { path, text, span, entries, asked: Vec::new(), findings })
    }

    /// Where the mapping stands: its first key.
    pub fn span(&self) -> Span {
        match self.entries.first() {
            Some((key, _)) => Span::new(self.path, key.range.clone()),
            None => self.span.clone(),
        }
    }

    /// The file the mapping stands in.
    pub fn path(&self) -> &'f SourcePath {
        self.path
    }

    /// How many entries the list under `key` has, faulty ones included; 0 when the key is missing, None
    /// when it holds something else. To be asked before the value is taken.
    pub fn length_of(&self, key: &str) -> Option<usize> {
        let named = |(name, _): &&(Node, Option<Node>)| name.value == Value::Text(key.into());
        match self.entries.iter().find(named).and_then(|(_, value)| value.as_ref()) {
            None | Some(Node { value: Value::Null, .. }) => Some(0),
            Some(Node { value: Value::List(items), .. }) => Some(items.len()),
            Some(_) => None,
        }
    }

    pub fn findings(&mut self) -> &mut Findings {
        self.findings
    }

    /// The value of `key`, once; nothing for a missing key and for `key:` without a value.
    pub fn node(&mut self, key: &'static str) -> Option<Node> {
        self.asked.push(key);
        let entry =
            self.entries.iter_mut().find(|(name, _)| name.value == Value::Text(key.into()))?;
        entry.1.take().filter(|node| node.value != Value::Null)
    }

    /// Says that a required key is not there.
    pub fn missing(&mut self, key: &'static str) {
        let finding = Finding::at(Code::MissingKey, &self.span()).with("key", key);
        self.findings.push(finding);
    }

    pub fn text(&mut self, key: &'static str) -> Option<Placed<String>> {
        self.text_up_to(key, LONGEST_TEXT)
    }

    /// A text of at most `limit` characters.
    pub fn text_up_to(&mut self, key: &'static str, limit: usize) -> Option<Placed<String>> {
        let node = self.node(key)?;
        self.text_of(node, limit)
    }

    pub fn required_text(&mut self, key: &'static str, limit: usize) -> Option<Placed<String>> {
        let node = self.required_node(key)?;
        self.text_of(node, limit)
    }

    /// The value of a required key; a finding when it is missing or has no value.
    pub fn required_node(&mut self, key: &'static str) -> Option<Node> {
        let node = self.node(key);
        match (&node, self.place_of(key)) {
            (Some(_), _) => {}
            (None, Some(place)) => self.findings.push(Finding::at(Code::EmptyValue, &place)),
            (None, None) => self.missing(key),
        }
        node
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&mut self, key: &'static str, limit: usize) -> Vec<Placed<String>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let items = match node.value {
            Value::List(items) => self.within_length(items, node.range),
            _ => vec![node],
        };
        items.into_iter().filter_map(|item| self.text_of(item, limit)).collect()
    }

    /// A list of `least` to `most` texts.
    pub fn required_texts(
        &mut self,
        key: &'static str,
        limit: usize,
        (least, most): (usize, usize),
    ) -> Vec<Placed<String>> {
        let place = self.place_of(key);
        // A single text counts as a list of one.
        let count = self.length_of(key).unwrap_or(1);
        let texts = self.texts(key, limit);
        self.count_within(key, place, count, (least, most));
        texts
    }

    /// Says when a list of `count` values is missing, too short or too long.
    pub fn count_within(
        &mut self,
        key: &'static str,
        place: Option<Span>,
        count: usize,
        (least, most): (usize, usize),
    ) {
        let Some(place) = place else {
            if least > 0 {
                self.missing(key);
            }
            return;
        };
        let (code, limit) = match count {
            count if count < least => (Code::TooFew, least),
            count if count > most => (Code::TooMany, most),
            _ => return,
        };
        let finding =
            Finding::at(code, &place).with("key", key).with("count", count).with("limit", limit);
        self.findings.push(finding);
    }

    /// Where the value of `key` is written.
    pub fn place_of(&self, key: &str) -> Option<Span> {
        self.entries
            .iter()
            .find(|(name, _)| name.value == Value::Text(key.into()))
            .map(|(name, _)| Span::new(self.path, name.range.clone()))
    }

    /// `yes`/`no` questions: false when the key is missing.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(node) = self.node(key) else { return false };
        match node.value {
            Value::Bool(flag) => flag,
            other => {
                let span = Span::new(self.path, node.range);
                self.findings.push(wrong_type(&span, &other, "flag"));
                false
            }
        }
    }

    /// A whole number from `least` to `most`.
    pub fn number(&mut self, key: &'static str, (least, most): (u32, u32)) -> Option<u32> {
        let node = self.node(key)?;
        let span = Span::new(self.path, node.range);
        match node.value {
            Value::Number(number)
                if number.fract() == 0.0 && number >= least.into() && number <= most.into() =>
            {
                Some(number as u32)
            }
            Value::Number(_) => {
                let allowed = format!("{least}–{most}");
                let finding = Finding::at(Code::UnknownValue, &span)
                    .with("key", key)
                    .with("allowed", allowed)
                    .suggesting("", []);
                self.findings.push(finding);
                None
            }
            other => {
                self.findings.push(wrong_type(&span, &other, "number"));
                None
            }
        }
    }

    pub fn required_number(&mut self, key: &'static str, limits: (u32, u32)) -> Option<u32> {
        if self.place_of(key).is_none() {
            self.missing(key);
        }
        self.number(key, limits)
    }

    /// One of a closed list of words.
    pub fn word(&mut self, key: &'static str, allowed: &[&'static str]) -> Option<&'static str> {
        let text = self.text(key)?;
        self.one_of(key, &text, allowed)
    }

    /// The one of `allowed` that `text` is; a finding when it is none.
    pub fn one_of(
        &mut self,
        key: &'static str,
        text: &Placed<String>,
        allowed: &[&'static str],
    ) -> Option<&'static str> {
        let found = allowed.iter().find(|word| **word == text.value).copied();
        if found.is_none() {
            let finding = Finding::at(Code::UnknownValue, &text.span)
                .with("key", key)
                .with("allowed", allowed)
                .suggesting(&text.value, allowed.iter().copied());
            self.findings.push(finding);
        }
        found
    }

    /// A mapping, read by `settle`.
    pub fn map<T>(
        &mut self,
        key: &'static str,
        settle: impl FnOnce(Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(key)?;
        self.map_of(node, settle)
    }

    /// `node`, taken from this mapping, as a mapping of its own.
    pub fn map_of<T>(
        &mut self,
        node: Node,
        settle: impl FnOnce(Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        settle(Fields::of(node, self.path, self.text, self.findings)?)
    }

    /// A list of mappings, each read by `settle`; entries with faults are left out.
    pub fn each<T>(
        &mut self,
        key: &'static str,
        mut settle: impl FnMut(Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let span = Span::new(self.path, node.range.clone());
        match node.value {
            Value::List(items) => {
                let items = self.within_length(items, node.range);
                items
                    .into_iter()
                    .filter_map(|item| {
                        settle(Fields::of(item, self.path, self.text, self.findings)?)
                    })
                    .collect()
            }
            other => {
                self.findings.push(wrong_type(&span, &other, "list"));
                Vec::new()
            }
        }
    }

    /// Reports every key that was never asked for.
    pub fn finish(&mut self) {
        let Fields { path, entries, asked, findings, .. } = self;
        for (name, _) in entries.iter() {
            let span = Span::new(path, name.range.clone());
            match &name.value {
                Value::Text(written) if asked.contains(&written.as_str()) => {}
                Value::Text(written) => findings.push(
                    Finding::at(Code::UnknownKey, &span)
                        .with("key", written.as_str())
                        .with("known", asked.as_slice())
                        .suggesting(written, asked.iter().copied()),
                ),
                other => findings.push(wrong_type(&span, other, "text")),
            }
        }
    }

    /// `node` as text; numbers and dates count as they are written.
    pub fn text_of(&mut self, node: Node, limit: usize) -> Option<Placed<String>> {
        let span = Span::new(self.path, node.range.clone());
        let value = match node.value {
            // Zero-width characters come along when text is pasted from a web page.
            Value::Text(text) => {
                text.replace(['\u{200b}', '\u{feff}', '\u{fe0f}'], "").trim().to_owned()
            }
            Value::Number(_) => self.text.get(node.defined).unwrap_or_default().trim().to_owned(),
            other => {
                self.findings.push(wrong_type(&span, &other, "text"));
                return None;
            }
        };
        // Written as an escape, it would break the feeds and the pages.
        if let Some(control) = value.chars().find(|c| c.is_control() && !['\n', '\t'].contains(c)) {
            let name = format!("U+{:04X}", u32::from(control));
            self.findings.push(Finding::at(Code::ControlCharacter, &span).with("character", name));
            return None;
        }
        let length = value.chars().count();
        if length == 0 {
            self.findings.push(Finding::at(Code::EmptyValue, &span));
            return None;
        }
        if length > limit {
            let finding =
                Finding::at(Code::TextTooLong, &span).with("length", length).with("limit", limit);
            self.findings.push(finding);
            return None;
        }
        Some(Placed::new(value, span))
    }

    fn within_length(&mut self, mut items: Vec<Node>, range: std::ops::Range<usize>) -> Vec<Node> {
        if items.len() > LONGEST_LIST {
            let finding = Finding::at(Code::TooMany, &Span::new(self.path, range))
                .with("key", "…")
                .with("count", items.len())
                .with("limit", LONGEST_LIST);
            self.findings.push(finding);
            items.truncate(LONGEST_LIST);
        }
        items
    }
}

/// `found` where `expected` should be: `text`, `list`, `map`, `number` or `flag`.
pub fn wrong_type(span: &Span, found: &Value, expected: &'static str) -> Finding {
    let found = match found {
        Value::Null => "nothing",
        Value::Bool(_) => "flag",
        Value::Number(_) => "number",
        Value::Text(_) => "text",
        Value::List(_) => "list",
        Value::Map(_) => "map",
    };
    Finding::at(Code::WrongType, span).with("expected", expected).with("found", found)
}
