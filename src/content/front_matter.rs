//! The head of a Markdown file: YAML between two lines of `---`.
//!
//! May use: diagnostics, yaml

use std::ops::Range;

use crate::diagnostics::{Code, Finding, Findings, SourcePath, Span};
use crate::yaml::{self, Node};

/// The front matter of a file and where its Markdown begins; None when the head cannot be read.
pub fn split(
    path: &SourcePath,
    text: &str,
    findings: &mut Findings,
) -> Option<(Node, Range<usize>)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        let place = Span::new(path, 0..first.trim_end().len());
        findings.push(Finding::at(Code::FrontMatterMissing, &place));
        return None;
    }
    let start = first.len();
    let mut end = start;
    for line in lines {
        if line.trim_end() == "---" {
            let body = end + line.len()..text.len();
            return match yaml::parse(path, text, start..end) {
                Ok(node) => Some((node, body)),
                Err(finding) => {
                    findings.push(finding);
                    None
                }
            };
        }
        end += line.len();
    }
    findings.push(Finding::at(Code::FrontMatterNotClosed, &Span::new(path, 0..3)));
    None
}
