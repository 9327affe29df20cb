//! Pages from templates. The only room that knows Tera.
//!
//! A name a template uses and nobody gave is a finding, never an empty string.
//!
//! May use: config, diagnostics, site

use std::collections::BTreeMap;
use std::error::Error;

use tera::{Context, ErrorKind, Tera};

use super::Bytes;
use crate::config::Theme;
use crate::diagnostics::{Code, Finding, Findings, SourcePath, Span};
use crate::site::Page;

/// The theme's page templates, parsed.
pub struct Templates {
    tera: Tera,
    /// Where each template is written, and its text.
    sources: BTreeMap<String, (SourcePath, String)>,
}

impl Templates {
    pub fn new(theme: &Theme) -> Result<Self, Findings> {
        let mut sources = BTreeMap::new();
        for (name, file) in theme.below("pages") {
            let text = file.file.text();
            let Some(text) = text else {
                return Err(Finding::in_file(Code::NotUtf8, &file.path).into());
            };
            sources.insert(name.to_owned(), (file.path.clone(), text.to_owned()));
        }
        let mut templates = Templates { tera: Tera::new(), sources };
        let texts: Vec<_> = templates
            .sources
            .iter()
            .map(|(name, (_, text))| (name.clone(), text.clone()))
            .collect();
        if let Err(fault) = templates.tera.add_raw_templates(texts) {
            return Err(templates.finding(&fault, "").into());
        }
        Ok(templates)
    }

    pub fn page(&self, page: &Page) -> Result<Bytes, Findings> {
        let rendered = Context::from_serialize(&page.content)
            .and_then(|context| self.tera.render(page.template, &context));
        match rendered {
            Ok(html) => Ok(html.into_bytes().into()),
            Err(fault) => Err(self.finding(&fault, page.template).into()),
        }
    }

    fn finding(&self, fault: &tera::Error, template: &str) -> Finding {
        let (name, span, message) = match fault.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (report.filename(), Some(report.span()), report.message().to_owned())
            }
            other => {
                let cause = fault.source().map_or(String::new(), |cause| format!(": {cause}"));
                (template, None, format!("{other}{cause}"))
            }
        };
        match (self.sources.get(name), span) {
            (Some((path, _)), Some(span)) => {
                Finding::at(Code::TemplateFault, &Span::new(path, span.range.clone()))
            }
            (Some((path, _)), None) => Finding::in_file(Code::TemplateFault, path),
            (None, _) => Finding::of_site(Code::TemplateFault),
        }
        .with("message", message)
    }
}
