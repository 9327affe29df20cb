//! The site's settings: `content/site.yaml`, the theme it names, and its almanac
//! (`content/observances.yaml`), checked.
//!
//! May use: almanac, diagnostics, source, yaml

mod imprint;
mod observances;
pub mod print;
mod theme;

pub use imprint::{FooterLink, Imprint};
pub use observances::OBSERVANCES_FILE;
pub use theme::{Layer, Options, Theme, ThemeFile};

use crate::almanac::Almanac;
use crate::diagnostics::{Code, Finding, Findings, Placed, SourcePath, Span};
use crate::source::Tree;
use crate::yaml::{self, Fields};

/// Where the settings are written.
pub const SITE_FILE: &str = "content/site.yaml";

const SHORT: usize = 60;
const LONG: usize = 300;
/// What `lead_days` and `tail_days` may be.
pub const LEAD_DAYS: (u32, u32) = (0, 365);
pub const TAIL_DAYS: (u32, u32) = (0, 60);

/// What a site is and says of itself.
#[derive(Debug, Clone)]
pub struct Config {
    pub name: Placed<String>,
    pub kind: Kind,
    pub organisation: Placed<String>,
    pub department: Option<Placed<String>>,
    pub address: Option<String>,
    pub description: Option<String>,
    pub imprint: Imprint,
    pub base_url: Option<BaseUrl>,
    pub page_size: usize,
    /// How many days before its start a campaign counts as coming.
    pub lead_days: u32,
    /// How many days after its end it stays on top of the site.
    pub tail_days: u32,
    /// A board counts as changed in time when it is changed every so many months.
    pub board_months: u32,
    /// How many months, from this one on, are printed as sheets; with 0 there are no calendars on paper.
    pub printed_months: usize,
    /// What a build prints of every campaign.
    pub print: Vec<print::Order>,
    pub hotlines: Vec<Hotline>,
    pub topics: Vec<Topic>,
    pub theme: Theme,
    /// What the program knows, with what the site adds and changes.
    pub almanac: Almanac,
    /// Of the file in which the site changes it.
    pub almanac_hash: blake3::Hash,
}

/// Who publishes the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Government,
    Institution,
    /// Never on a network: carried on a USB stick or printed.
    Offline,
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Government => "government",
            Kind::Institution => "institution",
            Kind::Offline => "offline",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Hotline {
    pub name: Placed<String>,
    pub number: Placed<String>,
}

/// A subject articles are collected under (专题).
#[derive(Debug, Clone)]
pub struct Topic {
    /// Names its page: ASCII letters, digits and hyphens.
    pub id: String,
    pub name: String,
    /// Where its name is written.
    pub place: Span,
    pub summary: Option<String>,
}

/// The address the site is published at, with a closing slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// `https://host/path/`; None for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let host = rest.split(['/', ':']).next().unwrap_or_default();
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/%".contains(c);
        if host.is_empty() || !rest.chars().all(plain) {
            return None;
        }
        Some(BaseUrl(format!("{}/", text.trim_end_matches('/'))))
    }

    /// The whole address of a path of the site.
    pub fn join(&self, path: &str) -> String {
        [self.0.as_str(), path].concat()
    }

    /// The host alone, without a port.
    pub fn host(&self) -> &str {
        let after_scheme = self.0.find("://").map_or(0, |at| at + 3);
        self.0[after_scheme..].split(['/', ':']).next().unwrap_or_default()
    }

    /// The path part: `/` or `/health/`.
    pub fn path(&self) -> &str {
        let after_scheme = self.0.find("://").map_or(0, |at| at + 3);
        let path =
            self.0[after_scheme..].find('/').map_or(self.0.len() - 1, |at| after_scheme + at);
        &self.0[path..]
    }
}

/// Reads the settings. None when there are none that can be read; the findings say why.
pub fn settle(tree: &Tree, findings: &mut Findings) -> Option<Config> {
    let path = SourcePath::new(SITE_FILE);
    if tree.get(&path).is_none() {
        findings.push(Finding::in_file(Code::SiteConfigMissing, &path).with("path", SITE_FILE));
        return None;
    }
    let (text, node) = read(tree, &path, findings)?;
    let mut fields = Fields::of(node, &path, text, findings)?;

    let name = fields.required_text("name", SHORT);
    let kind = kind(&mut fields);
    let organisation = fields.required_text("organisation", SHORT);
    let department = fields.text_up_to("department", SHORT);
    let address = fields.text_up_to("address", LONG);
    let description = fields.text_up_to("description", LONG);
    let imprint = imprint::imprint(&mut fields);
    let base_url = base_url(&mut fields, kind, &imprint);
    let theme_name = fields.text_up_to("theme", SHORT);
    let theme_options = fields.node("theme_options");
    let page_size = fields.number("page_size", (1, 200)).unwrap_or(10);
    let lead_days = fields.number("lead_days", LEAD_DAYS).unwrap_or(30);
    let tail_days = fields.number("tail_days", TAIL_DAYS).unwrap_or(0);
    let board_months = fields.number("board_months", (1, 12)).unwrap_or(2);
    let printed_months = fields.number("printed_months", (0, 13)).unwrap_or(13) as usize;
    let print = print::orders(&mut fields);
    let hotlines = hotlines(&mut fields);
    let topics = topics(&mut fields);
    fields.finish();

    let theme = theme::settle(tree, theme_name.as_ref(), (theme_options, &path), findings);
    let almanac = observances::settle(tree, findings);
    // A sheet without a sender would only add a fault of its own.
    let printed_months = if organisation.is_some() { printed_months } else { 0 };
    // With faults nothing is published; the articles' own faults are looked for all the same.
    let unnamed = || Placed::new(String::new(), Span::new(&path, 0..0));
    Some(Config {
        name: name.unwrap_or_else(unnamed),
        kind,
        organisation: organisation.unwrap_or_else(unnamed),
        department,
        address: address.map(|text| text.value),
        description: description.map(|text| text.value),
        imprint,
        base_url,
        page_size: page_size as usize,
        lead_days,
        tail_days,
        board_months,
        printed_months,
        print,
        hotlines,
        topics,
        theme,
        almanac,
        almanac_hash: tree
            .get(&SourcePath::new(OBSERVANCES_FILE))
            .map_or_else(|| blake3::hash(b""), |file| file.hash),
    })
}

/// A YAML file's text and values; None when it is not there or cannot be read, which is a finding.
fn read<'t>(
    tree: &'t Tree,
    path: &SourcePath,
    findings: &mut Findings,
) -> Option<(&'t str, yaml::Node)> {
    let text = tree.checked_text(path, findings)?;
    match yaml::parse(path, text, 0..text.len()) {
        Ok(node) => Some((text, node)),
        Err(finding) => {
            findings.push(finding);
            None
        }
    }
}

fn kind(fields: &mut Fields<'_>) -> Kind {
    match fields.word("kind", &["government", "institution", "offline"]) {
        Some("government") => Kind::Government,
        Some("offline") => Kind::Offline,
        _ => Kind::Institution,
    }
}

/// The site's address. A government site must have one, and a code, for its tags.
fn base_url(fields: &mut Fields<'_>, kind: Kind, imprint: &Imprint) -> Option<BaseUrl> {
    if kind == Kind::Government {
        let place = fields.place_of("kind").unwrap_or_else(|| fields.span());
        if fields.place_of("base_url").is_none() {
            fields.findings().push(Finding::at(Code::BaseUrlMissing, &place));
        }
        if imprint.site_code.is_none() && fields.place_of("site_code").is_none() {
            fields.findings().push(Finding::at(Code::SiteCodeMissing, &place));
        }
    }
    let text = fields.text_up_to("base_url", LONG)?;
    let url = BaseUrl::parse(&text.value);
    if url.is_none() {
        let finding = Finding::at(Code::BaseUrlInvalid, &text.span).with("written", text.value);
        fields.findings().push(finding);
    }
    url
}

fn hotlines(fields: &mut Fields<'_>) -> Vec<Hotline> {
    let (place, count) = (fields.place_of("hotlines"), fields.length_of("hotlines"));
    let hotlines = fields.each("hotlines", |mut fields| {
        let name = fields.required_text("name", SHORT);
        let number = fields.required_text("number", SHORT);
        fields.finish();
        Some(Hotline { name: name?, number: number? })
    });
    if let Some(count) = count {
        fields.count_within("hotlines", place, count, (1, 8));
    }
    hotlines
}

fn topics(fields: &mut Fields<'_>) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    fields.each("topics", |mut fields| {
        let id = fields.required_text("id", SHORT);
        let name = fields.required_text("name", SHORT);
        let summary = fields.text_up_to("summary", LONG);
        if let Some(id) = &id
            && let Some(code) = match id.value.as_str() {
                // The list of all topics.
                "index" => Some(Code::SlugReserved),
                slug if !is_slug(slug) => Some(Code::SlugInvalid),
                _ => None,
            }
        {
            let finding = Finding::at(code, &id.span).with("slug", id.value.as_str());
            fields.findings().push(finding);
            return None;
        }
        if let Some(id) = &id
            && topics.iter().any(|topic| topic.id == id.value)
        {
            let finding = Finding::at(Code::SlugDuplicate, &id.span)
                .with("slug", id.value.as_str())
                .with("other", SITE_FILE);
            fields.findings().push(finding);
            return None;
        }
        fields.finish();
        let name = name?;
        topics.push(Topic {
            id: id?.value,
            place: name.span,
            name: name.value,
            summary: summary.map(|text| text.value),
        });
        Some(())
    });
    topics
}

/// Names Windows keeps for devices.
const DEVICES: [&str; 8] = ["con", "nul", "aux", "prn", "com1", "com2", "lpt1", "lpt2"];

/// Whether Windows keeps this name, in small letters, for a device.
pub fn is_device(text: &str) -> bool {
    DEVICES.contains(&text)
}

/// Whether `text` can name a page on every disk and in every address: lower-case ASCII letters, digits
/// and hyphens, beginning with a letter or digit.
pub fn is_slug(text: &str) -> bool {
    !is_device(text)
        && !text.is_empty()
        && text.len() <= 80
        && !text.starts_with('-')
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn a_base_url_knows_its_path_and_joins_pages() {
        let url = BaseUrl::parse("https://health.example.cn/town").unwrap();
        assert_eq!(url.path(), "/town/");
        assert_eq!(url.join("a/b.html"), "https://health.example.cn/town/a/b.html");
        assert_eq!(BaseUrl::parse("https://health.example.cn").unwrap().path(), "/");
        assert_eq!(BaseUrl::parse("ftp://x"), None);
        assert_eq!(BaseUrl::parse("https://a b/"), None);
        assert_eq!(BaseUrl::parse("https:///x"), None);
        assert_eq!(BaseUrl::parse("https://:80/"), None);
    }
}
