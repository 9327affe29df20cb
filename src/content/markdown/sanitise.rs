//! Raw HTML inside Markdown: content arrives by mail, so nothing of it is trusted. The only room that
//! knows `ammonia`.
//!
//! May use: nothing of this crate

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use ammonia::Builder;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// The cleaner keeps what the Markdown writer itself makes and what plain text formatting needs.
fn cleaner() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .add_tags(["figure", "figcaption", "section", "input"])
        .rm_tags(["map", "area"])
        .add_generic_attributes(["id", "class"])
        .add_tag_attributes("div", ["role"])
        .add_tag_attributes("section", ["tabindex", "aria-label"])
        .add_tag_attributes("input", ["type", "disabled", "checked", "aria-label"])
        .add_tag_attributes("ol", ["start"])
        .set_tag_attribute_value("input", "type", "checkbox")
        .set_tag_attribute_value("input", "disabled", "")
        .url_schemes(HashSet::from([
            "https",
            "http",
            "mailto",
            "tel",
            "banbao-link",
            "banbao-picture",
        ]))
        .link_rel(None)
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            // A picture from elsewhere would be a request that leaves the site.
            ("img", "src") if !value.starts_with("banbao-picture:") => None,
            // A link in raw HTML is not followed by the check; a place of the site is linked in Markdown.
            ("a", "href") if !value.contains(':') && !value.starts_with('#') => None,
            _ => Some(value.into()),
        });
    builder
}

/// `html` without scripts, styles, event handlers, frames, forms and unknown elements.
pub fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// The opening tags of a piece of raw HTML that [`clean`] will take out, with their place in it.
pub fn refused_tags(html: &str) -> Vec<(String, Range<usize>)> {
    let allowed = CLEANER.clone_tags();
    let mut refused = Vec::new();
    for (at, _) in html.match_indices('<') {
        let name: String = html[at + 1..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        // A picture in raw HTML loses its address; `![…](…)` is the way to show one.
        if !name.is_empty() && (name == "img" || !allowed.contains(name.as_str())) {
            refused.push((name.clone(), at..at + 1 + name.len()));
        }
    }
    refused
}
