//! YAML as written: a tree of values, each with its place in the file.
//!
//! The settled types of `config` and `content` read their keys from a [`Fields`]; a key nobody asked for
//! is a finding, and so every fault of a file is found in one run, where a derived deserialiser would stop
//! at the first. The only room that knows the YAML library.
//!
//! Limits: [`BUDGET_NODES`] values, [`BUDGET_ALIASES`] aliases and [`BUDGET_DEPTH`] levels in one file.
//!
//! May use: diagnostics

mod date;
mod fields;
mod node;

pub use date::{DayTime, parse_date, parse_time};
pub use fields::{Fields, wrong_type};
pub use node::{Node, Value};

use crate::diagnostics::{Code, Finding, SourcePath, Span};

/// The most values in one file, aliases resolved.
pub const BUDGET_NODES: usize = 20_000;
/// The most aliases (`*name`) in one file.
pub const BUDGET_ALIASES: usize = 64;
/// The deepest nesting.
pub const BUDGET_DEPTH: usize = 24;

/// Reads the YAML in `text[range]` of the file `path`.
///
/// # Errors
/// The first fault of syntax, or a broken budget: behind it nothing can be trusted.
pub fn parse(
    path: &SourcePath,
    text: &str,
    range: std::ops::Range<usize>,
) -> Result<Node, Finding> {
    let yaml = &text[range.clone()];
    let whole = Span::new(path, range.clone());
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_nodes: BUDGET_NODES,
            max_events: BUDGET_NODES * 4,
            max_aliases: BUDGET_ALIASES,
            max_anchors: BUDGET_ALIASES,
            max_depth: BUDGET_DEPTH,
            max_documents: 1,
            max_total_scalar_bytes: 4 * 1024 * 1024,
            max_recorded_anchor_events: BUDGET_NODES,
        },
        strict_booleans: true,
    };
    match serde_yaml::from_str_with_options::<serde_yaml::Spanned<Value>>(yaml, options) {
        Ok(value) => {
            let mut node = Node::of(value);
            node.shift(range.start);
            Ok(node)
        }
        Err(fault) => Err(finding_of(&fault, path, text, &whole)),
    }
}

fn finding_of(fault: &serde_yaml::Error, path: &SourcePath, text: &str, whole: &Span) -> Finding {
    use serde_yaml::Error;
    let mut fault = fault.without_snippet();
    while let Error::AliasError { error, .. } = fault {
        fault = error.without_snippet();
    }
    let start = fault.location().map_or(whole.start, |location| place_in(text, whole, &location));
    let line = text[start..whole.end].lines().next().unwrap_or("");
    let span = Span::new(path, start..start + line.trim_end().len());
    match fault {
        Error::DuplicateMappingKey { key, .. } => {
            let length = key.as_ref().map_or(1, String::len);
            Finding::at(Code::YamlDuplicateKey, &Span::new(path, start..start + length))
                .with("key", key.clone().unwrap_or_default())
        }
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => Finding::at(Code::YamlTooMuch, &span)
            .with("nodes", BUDGET_NODES)
            .with("aliases", BUDGET_ALIASES),
        other => {
            if let Some(tab) = tab_in_indentation(text, whole, start) {
                return Finding::at(Code::YamlTab, &Span::new(path, tab..tab + 1));
            }
            let detail = other.to_string();
            // Its lines are counted from the front matter's own beginning; ours are shown anyway.
            let detail = detail.lines().next().unwrap_or("");
            let detail = detail.split(" at line ").next().unwrap_or(detail).to_owned();
            Finding::at(Code::YamlSyntax, &span).with("detail", detail)
        }
    }
}

/// The byte a location of the YAML library means; of a fault of syntax it knows line and column alone.
fn place_in(text: &str, whole: &Span, location: &serde_yaml::Location) -> usize {
    if let Some(offset) = location.span().byte_offset() {
        return (whole.start + usize::try_from(offset).unwrap_or(0)).min(whole.end);
    }
    let line = usize::try_from(location.line()).unwrap_or(1).saturating_sub(1);
    let column = usize::try_from(location.column()).unwrap_or(1).saturating_sub(1);
    let yaml = &text[whole.range()];
    let before: usize = yaml.split_inclusive('\n').take(line).map(str::len).sum();
    let within: usize = yaml[before..].chars().take(column).map(char::len_utf8).sum();
    (whole.start + before + within).min(whole.end)
}

/// A tab before the first letter of the faulty line or the one above: the fault beginners make most.
fn tab_in_indentation(text: &str, whole: &Span, at: usize) -> Option<usize> {
    let mut line_start = whole.start;
    for line in text[whole.range()].split_inclusive('\n') {
        let line_end = line_start + line.len();
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..blank].find('\t')
            && line_end + line.len() >= at
        {
            return Some(line_start + tab);
        }
        line_start = line_end;
    }
    None
}
