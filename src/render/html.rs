//! Pages from templates. The only room that knows Tera.
//!
//! A name a template uses and nobody gave is a finding, never an empty string.
//!
//! May use: config, diagnostics, site

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, ErrorKind, Tera};

use super::{Bytes, uses};
use crate::config::{Layer, Options, Theme};
use crate::diagnostics::{Code, Finding, Findings, SourcePath, Span};
use crate::site::{Page, PageContent, SiteView};

/// The theme's page templates, parsed.
pub struct Templates {
    tera: Tera,
    /// Where each template is written, and its text.
    sources: BTreeMap<String, (SourcePath, String)>,
    /// By the name pages ask for: stands for the template and all it uses.
    hashes: HashMap<String, blake3::Hash>,
    /// What all pages share, as Tera sees it; of the site whose page was made last.
    shared: Mutex<Option<Shared>>,
}

struct Shared {
    site: Arc<SiteView>,
    options: Arc<Options>,
    context: Context,
}

impl Shared {
    fn of(content: &PageContent) -> tera::TeraResult<Self> {
        let PageContent { site, options, .. } = content;
        let context = Context::from_serialize(&content.shared())?;
        Ok(Shared { site: Arc::clone(site), options: Arc::clone(options), context })
    }

    fn is_of(&self, content: &PageContent) -> bool {
        Arc::ptr_eq(&self.site, &content.site) && Arc::ptr_eq(&self.options, &content.options)
    }
}

/// Marks the names of templates in the program, so that what lies over one of them can still call it.
const BUILT_IN: &str = "built-in:";

impl Templates {
    /// The uppermost layer's templates go by their own name, `home.html`; those behind it by the name of
    /// their theme as well, `township:home.html`, and in the program itself `built-in:township:home.html`.
    /// A plain name means the uppermost template that has it. So does the name of a component.
    pub fn new(theme: &Theme) -> Result<Self, Findings> {
        let mut written = Vec::new();
        for (depth, layer) in theme.layers.iter().enumerate() {
            for (inner, file) in layer.below("pages") {
                let Some(text) = file.file.text() else {
                    return Err(Finding::in_file(Code::NotUtf8, &file.path).into());
                };
                let whole = prefix(layer) + inner;
                let name = if depth == 0 { inner.to_owned() } else { whole.clone() };
                let called = format!("{}:{inner}", layer.theme);
                written.push(Written { inner, name, whole, called, path: &file.path, text });
            }
        }
        let sources = in_use(&written)
            .map(|it| (it.name.clone(), (it.path.clone(), it.text.to_owned())))
            .collect();
        let hashes = hashes(&in_use(&written).collect::<Vec<_>>());
        let mut templates =
            Templates { tera: Tera::new(), sources, hashes, shared: Mutex::default() };
        let texts: Vec<_> = templates
            .sources
            .iter()
            .map(|(name, (_, text))| (name.clone(), text.clone()))
            .collect();
        let behind = theme.layers.iter().skip(1).map(prefix);
        let prefixes: Vec<String> = behind.chain([BUILT_IN.to_owned()]).collect();
        let read = templates.tera.set_fallback_prefixes(prefixes);
        if let Err(fault) = read.and_then(|()| templates.tera.add_raw_templates(texts)) {
            return Err(templates.finding(&fault, "").into());
        }
        Ok(templates)
    }

    /// Stands for all the text that pages of a template are made with; None where there is no such template.
    pub fn hash(&self, template: &str) -> Option<blake3::Hash> {
        self.hashes.get(template).copied()
    }

    pub fn page(&self, page: &Page, content: &PageContent) -> Result<Bytes, Findings> {
        let rendered = Context::from_serialize(&content.own()).and_then(|mut context| {
            context.extend(self.shared(content)?);
            self.tera.render(page.template, &context)
        });
        match rendered {
            Ok(html) => Ok(html.into_bytes().into()),
            Err(fault) => Err(self.finding(&fault, page.template).into()),
        }
    }

    fn shared(&self, content: &PageContent) -> tera::TeraResult<Context> {
        let mut known = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shared) = known.as_ref().filter(|shared| shared.is_of(content)) {
            return Ok(shared.context.clone());
        }
        Ok(known.insert(Shared::of(content)?).context.clone())
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

/// A template of a layer.
struct Written<'t> {
    /// Its path below the layer's `pages/`.
    inner: &'t str,
    name: String,
    /// Its name with that of its layer, wherever the layer lies.
    whole: String,
    /// How templates that lie over it name it.
    called: String,
    path: &'t SourcePath,
    text: &'t str,
}

impl<'t> Written<'t> {
    /// Under which others may call it: its own and those of its components.
    fn names(&self) -> Vec<&'t str> {
        [self.inner].into_iter().chain(components(self.text)).collect()
    }
}

/// What lies hidden under another template is read only where something of it may be called: it may count on
/// parts that its replacement left out.
fn in_use<'w, 't>(written: &'w [Written<'t>]) -> impl Iterator<Item = &'w Written<'t>> {
    let mut seen = BTreeSet::new();
    written.iter().filter(move |it| {
        let is_called = || written.iter().any(|other| other.text.contains(it.called.as_str()));
        seen.insert(it.inner) || components(it.text).next().is_some() || is_called()
    })
}

/// The components a template defines, by the last part of their names.
fn components(text: &str) -> impl Iterator<Item = &str> {
    text.split("{%").skip(1).filter_map(|tag| {
        let named = tag.trim_start_matches('-').trim_start().strip_prefix("component")?;
        let is_name = |c: char| c.is_alphanumeric() || "_.".contains(c);
        let name = named.strip_prefix(char::is_whitespace)?.trim_start();
        let name = name.split(|c| !is_name(c)).next().unwrap_or_default();
        // Of a name in parts there may be blanks between them.
        name.rsplit('.').next()
    })
}

/// For each name that pages may ask for, what stands for all the text they are then made with.
///
/// A template counts as used where another one has its name or that of one of its components anywhere in its text:
/// so none is missed, whatever way of calling it Tera knows.
fn hashes(written: &[&Written<'_>]) -> HashMap<String, blake3::Hash> {
    let names: Vec<Vec<&str>> = written.iter().map(|it| it.names()).collect();
    let calls = |caller: usize| {
        let text = written[caller].text;
        let is_called = |called: &usize| names[*called].iter().any(|name| text.contains(name));
        (0..written.len()).filter(is_called).collect()
    };
    let by_name = |inner: &str| {
        let start = (0..written.len()).filter(|at| written[*at].inner == inner);
        let mut hasher = blake3::Hasher::new();
        for Written { whole, text, .. } in uses::reached(start, calls).iter().map(|at| written[*at])
        {
            for part in [whole.as_str(), text] {
                hasher.update(&part.len().to_le_bytes()).update(part.as_bytes());
            }
        }
        hasher.finalize()
    };
    written.iter().map(|it| (it.inner.to_owned(), by_name(it.inner))).collect()
}

/// What the names of a layer's templates begin with.
fn prefix(layer: &Layer) -> String {
    let mark = if layer.is_built_in { BUILT_IN } else { "" };
    format!("{mark}{}:", layer.theme)
}
