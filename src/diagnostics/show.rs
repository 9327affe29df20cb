//! The only printer of findings: turns them into text with the line shown and a caret under it.
//!
//! The printer returns a string; the command line prints it. Columns are counted in display width, so
//! that a caret stands under the right Chinese character.
//!
//! May use: messages

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Finding, Findings, Place, Severity, SourcePath};
use crate::messages::Catalogue;

/// Findings shown at most; the rest are counted.
pub const SHOWN_AT_MOST: usize = 50;

/// How findings are printed.
pub struct Style {
    /// Colours for a terminal.
    pub colour: bool,
}

/// All findings as text, sorted by file and place, closed by a count. `text_of` gives the text of a file.
pub fn show<'a>(
    findings: &Findings,
    text_of: impl Fn(&SourcePath) -> Option<&'a str>,
    catalogue: &Catalogue,
    style: &Style,
) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let sorted = findings.clone().sorted();
    let mut shown = String::new();
    for finding in sorted.iter().take(SHOWN_AT_MOST) {
        shown.push_str(&show_one(finding, &text_of, catalogue, &renderer));
        shown.push_str("\n\n");
    }
    let total = sorted.iter().count();
    if total > SHOWN_AT_MOST {
        shown.push_str(
            &catalogue.say("findings-more", &[("count", (total - SHOWN_AT_MOST).into())]),
        );
        shown.push('\n');
    }
    shown.push_str(&summary(&sorted, catalogue));
    shown.push('\n');
    shown
}

/// "2 errors, 1 warning".
pub fn summary(findings: &Findings, catalogue: &Catalogue) -> String {
    catalogue.say(
        "findings-count",
        &[
            ("errors", findings.count(Severity::Error).into()),
            ("warnings", findings.count(Severity::Warning).into()),
        ],
    )
}

fn show_one<'a>(
    finding: &Finding,
    text_of: &impl Fn(&SourcePath) -> Option<&'a str>,
    catalogue: &Catalogue,
    renderer: &Renderer,
) -> String {
    let (id, arguments) = (finding.code.id(), finding.named());
    let message = catalogue.say(id, &arguments);
    let help = catalogue.say_part(id, "help", &arguments);
    let label = catalogue.say_part(id, "label", &arguments);
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name(catalogue.say("level-error", &[])),
        Severity::Warning => Level::WARNING.with_name(catalogue.say("level-warning", &[])),
    };
    let element = match &finding.place {
        Place::Text(span) => match text_of(&span.path) {
            Some(text) => Some(excerpt(text, &span.path, span.range(), label)),
            None => Some(Origin::path(span.path.as_str().to_owned()).into()),
        },
        Place::File(path) => Some(Origin::path(path.as_str().to_owned()).into()),
        Place::Site => None,
    };
    let mut group = Group::with_title(level.primary_title(message).id(id));
    if let Some(element) = element {
        group = group.element(element);
    }
    if let Some(help) = help {
        let level = Level::HELP.with_name(catalogue.say("level-help", &[]));
        group = group.element(level.message(help));
    }
    renderer.render(&[group])
}

/// The shown lines: only the ones the span touches, and at most the first of a long stretch.
fn excerpt(
    text: &str,
    path: &SourcePath,
    range: Range<usize>,
    label: Option<String>,
) -> Element<'static> {
    let start = floor_boundary(text, range.start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let end = floor_boundary(text, range.end.clamp(start, line_end));
    let line_number = text[..line_start].matches('\n').count() + 1;
    let line = text[line_start..line_end].trim_end_matches('\r').to_owned();
    let span = (start - line_start).min(line.len())..(end - line_start).min(line.len());
    Snippet::source(line)
        .line_start(line_number)
        .path(path.as_str().to_owned())
        .annotation(AnnotationKind::Primary.span(span).label(label))
        .into()
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `file:line:column` of a finding, for one-line reports; the path alone when it has no line.
pub fn position<'a>(
    finding: &Finding,
    text_of: impl Fn(&SourcePath) -> Option<&'a str>,
) -> Option<String> {
    match &finding.place {
        Place::Text(span) => {
            let text = text_of(&span.path)?;
            let start = floor_boundary(text, span.start);
            let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let line = text[..line_start].matches('\n').count() + 1;
            let column = text[line_start..start].chars().count() + 1;
            Some(format!("{}:{line}:{column}", span.path))
        }
        Place::File(path) => Some(path.to_string()),
        Place::Site => None,
    }
}

/// A finding as values, for `--json`.
pub fn as_json<'a>(
    finding: &Finding,
    text_of: impl Fn(&SourcePath) -> Option<&'a str>,
    catalogue: &Catalogue,
) -> serde_json::Value {
    let (id, arguments) = (finding.code.id(), finding.named());
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    serde_json::json!({
        "code": id,
        "severity": severity,
        "position": position(finding, text_of),
        "message": catalogue.say(id, &arguments),
        "help": catalogue.say_part(id, "help", &arguments),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Code;
    use crate::messages::{Catalogue, Language};

    #[test]
    fn every_code_has_a_sentence_and_a_next_step() {
        let catalogue = Catalogue::new(Language::Chinese);
        for code in Code::ALL {
            let sentence = catalogue.say(code.id(), &[]);
            assert_ne!(sentence, code.id(), "{code:?} has no sentence");
            assert!(
                catalogue.say_part(code.id(), "help", &[]).is_some(),
                "{code:?} does not say what to do"
            );
        }
    }
}
