//! What a site may set about a theme: declared in `theme.yaml`, set in `site.yaml`, both checked alike.
//!
//! May use: diagnostics, messages, yaml

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Layer, Options, layers};
use crate::diagnostics::{Code, Finding, Findings, SourcePath, Span};
use crate::messages::{Argument, NOTHING};
use crate::yaml::{Fields, Node, Value, wrong_type};

/// The largest number an option may hold.
const LARGEST: u32 = 1_000_000;
/// The longest text, in characters, and how long it is unless the theme says so.
const LONGEST: u32 = 300;
const USUAL_LENGTH: u32 = 60;
const NAME: usize = 40;

/// An option as a theme declares it.
pub(super) struct Declared {
    kind: Kind,
    default: Json,
}

#[derive(Clone)]
enum Kind {
    Flag,
    /// A whole number, both ends inclusive.
    Number {
        from: u32,
        to: u32,
    },
    /// One of these words.
    Choice(Vec<String>),
    /// At most so many characters; may be empty.
    Text {
        longest: u32,
    },
}

const KINDS: [&str; 4] = ["flag", "number", "choice", "text"];

impl Kind {
    fn name(&self) -> &'static str {
        match self {
            Kind::Flag => KINDS[0],
            Kind::Number { .. } => KINDS[1],
            Kind::Choice(_) => KINDS[2],
            Kind::Text { .. } => KINDS[3],
        }
    }

    /// The limits of a kind; where `fields` says nothing, those of `before`.
    fn limits(name: &str, fields: &mut Fields<'_>, before: Option<&Kind>) -> Self {
        match name {
            "flag" => Kind::Flag,
            "number" => {
                let (least, most) = match before {
                    Some(Kind::Number { from, to }) => (*from, *to),
                    _ => (0, LARGEST),
                };
                let from = fields.number("from", (0, LARGEST)).unwrap_or(least);
                let to = fields.number("to", (from, LARGEST)).unwrap_or(most.max(from));
                Kind::Number { from, to }
            }
            "choice" => match before {
                Some(Kind::Choice(words)) if fields.place_of("choices").is_none() => {
                    fields.node("choices");
                    Kind::Choice(words.clone())
                }
                _ => {
                    let words = fields.required_texts("choices", NAME, (2, 20));
                    Kind::Choice(words.into_iter().map(|word| word.value).collect())
                }
            },
            _ => {
                let length = match before {
                    Some(Kind::Text { longest }) => *longest,
                    _ => USUAL_LENGTH,
                };
                Kind::Text { longest: fields.number("longest", (1, LONGEST)).unwrap_or(length) }
            }
        }
    }

    /// The value of the option `name`; a finding where it breaks the rules of this kind.
    fn value(
        &self,
        name: &str,
        node: &Node,
        (path, text): (&SourcePath, &str),
    ) -> Result<Json, Finding> {
        let span = Span::new(path, node.range.clone());
        match (self, &node.value) {
            (Kind::Flag, Value::Bool(flag)) => Ok(Json::from(*flag)),
            (Kind::Flag, other) => Err(wrong_type(&span, other, "flag")),
            (Kind::Number { from, to }, Value::Number(number)) => {
                let is_within = (f64::from(*from)..=f64::from(*to)).contains(number);
                if number.fract() == 0.0 && is_within {
                    return Ok(Json::from(*number as u32));
                }
                let allowed = format!("{from}–{to}");
                let finding = Finding::at(Code::UnknownValue, &span).with("key", name);
                Err(finding.with("allowed", allowed).suggesting("", []))
            }
            (Kind::Number { .. }, other) => Err(wrong_type(&span, other, "number")),
            (Kind::Choice(words), value) => {
                let written =
                    written(node, text).ok_or_else(|| wrong_type(&span, value, "text"))?;
                if words.contains(&written) {
                    return Ok(Json::from(written));
                }
                let finding = Finding::at(Code::UnknownValue, &span).with("key", name);
                let finding = finding.with("allowed", Argument::List(words.clone()));
                Err(finding.suggesting(&written, words.iter().map(String::as_str)))
            }
            (Kind::Text { longest }, value) => {
                let written =
                    written(node, text).ok_or_else(|| wrong_type(&span, value, "text"))?;
                let (length, limit) = (written.chars().count(), *longest as usize);
                if length <= limit {
                    return Ok(Json::from(written));
                }
                let finding = Finding::at(Code::TextTooLong, &span);
                Err(finding.with("length", length).with("limit", limit))
            }
        }
    }
}

/// A text; a number counts as it is written.
fn written(node: &Node, text: &str) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.trim().to_owned()),
        Value::Number(_) => text.get(node.defined.clone()).map(|text| text.trim().to_owned()),
        _ => None,
    }
}

/// Whether a template can write `options.name`.
fn is_name(text: &str) -> bool {
    text.len() <= NAME
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// The options of a theme: those of every layer, where an upper one may change what a lower one declares.
pub(super) fn declared(layers: &[Layer], findings: &mut Findings) -> BTreeMap<String, Declared> {
    let mut known = BTreeMap::new();
    for layer in layers.iter().rev() {
        let Some(file) = layer.files.get(layers::DESCRIPTION) else { continue };
        let (Some(node), Some(text)) = (&layer.options, file.file.text()) else { continue };
        for (name, node) in entries(node.clone(), &file.path, findings) {
            let span = Span::new(&file.path, name.range);
            let Value::Text(name) = name.value else { continue };
            if !is_name(&name) {
                let finding = Finding::at(Code::OptionNameInvalid, &span);
                findings.push(finding.with("name", name));
                continue;
            }
            if let Some(fields) = Fields::of(node, &file.path, text, findings)
                && let Some(option) = declare(&name, fields, (&file.path, text), known.get(&name))
            {
                known.insert(name, option);
            }
        }
    }
    known
}

/// One option; where `fields` says nothing, it is as it was `before`.
fn declare(
    name: &str,
    mut fields: Fields<'_>,
    written_in: (&SourcePath, &str),
    before: Option<&Declared>,
) -> Option<Declared> {
    let kind = match before {
        // Templates of the lower layer count on its kind.
        Some(before) => {
            fields.word("kind", &[before.kind.name()]);
            Some(before.kind.name())
        }
        None if fields.place_of("kind").is_none() => {
            fields.missing("kind");
            fields.word("kind", &KINDS)
        }
        None => fields.word("kind", &KINDS),
    };
    let kind = kind.map(|kind| Kind::limits(kind, &mut fields, before.map(|it| &it.kind)));
    fields.text_up_to("about", 100);
    let default = match before {
        Some(_) => fields.node("default"),
        None => fields.required_node("default"),
    };
    fields.finish();
    let kind = kind?;
    let default = match (default, before) {
        (Some(node), _) => {
            kind.value(name, &node, written_in).map_err(|it| fields.findings().push(it)).ok()?
        }
        (None, before) => before?.default.clone(),
    };
    Some(Declared { kind, default })
}

/// What each option is set to: as `set` in the site's settings, else the theme's default.
pub(super) fn settled(
    declared: BTreeMap<String, Declared>,
    set: Option<(Node, &SourcePath, Option<&str>)>,
    findings: &mut Findings,
) -> Options {
    let mut options: Options =
        declared.iter().map(|(name, option)| (name.clone(), option.default.clone())).collect();
    let Some((node, path, text)) = set else { return options };
    for (name, node) in entries(node, path, findings) {
        let span = Span::new(path, name.range);
        let Value::Text(name) = name.value else { continue };
        let Some(option) = declared.get(&name) else {
            let known = if declared.is_empty() {
                Argument::from(NOTHING)
            } else {
                Argument::List(declared.keys().cloned().collect())
            };
            let finding = Finding::at(Code::OptionUnknown, &span)
                .with("option", name.as_str())
                .with("known", known)
                .suggesting(&name, declared.keys().map(String::as_str));
            findings.push(finding);
            continue;
        };
        // `key:` without a value is as good as no key, here as elsewhere.
        if node.value == Value::Null {
            continue;
        }
        match option.kind.value(&name, &node, (path, text.unwrap_or_default())) {
            Ok(value) => drop(options.insert(name, value)),
            Err(finding) => findings.push(finding),
        }
    }
    options
}

/// The entries of a mapping whose keys are names; findings for what is none.
fn entries(node: Node, path: &SourcePath, findings: &mut Findings) -> Vec<(Node, Node)> {
    let entries = match node.value {
        Value::Map(entries) => entries,
        other => {
            findings.push(wrong_type(&Span::new(path, node.range), &other, "map"));
            return Vec::new();
        }
    };
    let is_named = |(name, _): &(Node, Node)| match &name.value {
        Value::Text(_) => true,
        other => {
            findings.push(wrong_type(&Span::new(path, name.range.clone()), other, "text"));
            false
        }
    };
    entries.into_iter().filter(is_named).collect()
}
