//! Addresses a text had before, so that old links and printed codes still lead to it.
//!
//! May use: config, diagnostics, yaml

use crate::config::{is_device, is_slug};
use crate::diagnostics::{Code, Finding, Placed};
use crate::yaml::Fields;

/// The most former addresses of one text.
const MOST: usize = 20;
const LONGEST: usize = 200;
/// Of one file or folder, in bytes: disks take no more than 255.
const LONGEST_NAME: usize = 200;

/// Reads `aliases: [old-name, news/2019/old.html]` as paths of the website. A name alone stands beside the
/// text's own page, in `folder` (`articles/`, or nothing for the top folder).
pub(super) fn aliases(fields: &mut Fields<'_>, folder: &str) -> Vec<Placed<String>> {
    let (place, count) = (fields.place_of("aliases"), fields.length_of("aliases"));
    let written = fields.texts("aliases", LONGEST);
    if let Some(count) = count {
        fields.count_within("aliases", place, count, (0, MOST));
    }
    let mut aliases = Vec::with_capacity(written.len());
    for alias in written {
        let path = if is_slug(&alias.value) {
            format!("{folder}{}.html", alias.value)
        } else {
            alias.value.trim_start_matches('/').to_owned()
        };
        if is_page_path(&path) {
            aliases.push(Placed::new(path, alias.span));
        } else {
            let finding = Finding::at(Code::AliasInvalid, &alias.span).with("alias", alias.value);
            fields.findings().push(finding);
        }
    }
    aliases
}

/// Whether a page can lie at this path on every disk: names of letters, digits, `-`, `_` and dots inside,
/// ending in `.html` or `.htm`.
fn is_page_path(path: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    (path.ends_with(".html") || path.ends_with(".htm"))
        && path.split('/').all(|name| {
            let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
            !name.starts_with('.')
                && !stem.is_empty()
                && !is_device(&stem)
                && name.len() <= LONGEST_NAME
                && name.chars().all(plain)
        })
}

#[cfg(test)]
mod tests {
    use super::is_page_path;

    #[test]
    fn a_former_address_stays_inside_the_site() {
        for good in ["articles/old.html", "news/2019/a_1.htm", "新闻/旧文.html"] {
            assert!(is_page_path(good), "{good}");
        }
        for bad in [
            "../old.html",
            "a/../b.html",
            "a//b.html",
            ".html",
            "a.php",
            "c:/a.html",
            "a b.html",
            "news/con.html",
        ] {
            assert!(!is_page_path(bad), "{bad}");
        }
    }
}
