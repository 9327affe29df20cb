//! What the foot of every page says of whoever runs the site: how to reach them, and the numbers the site is
//! registered under.
//!
//! May use: diagnostics, yaml

use super::{LONG, SHORT};
use crate::diagnostics::{Code, Finding, Placed};
use crate::yaml::Fields;

/// The most links in the foot.
const LINKS: usize = 8;
/// The length of a government site's code (网站标识码).
const SITE_CODE: usize = 10;

/// What is not given is not shown.
#[derive(Debug, Clone, Default)]
pub struct Imprint {
    pub phone: Option<String>,
    pub email: Option<String>,
    /// 网站标识码: `bm01000001`.
    pub site_code: Option<String>,
    /// ICP备案号.
    pub icp: Option<String>,
    /// 公安备案号.
    pub police: Option<String>,
    pub links: Vec<FooterLink>,
}

/// A link to another site, such as 我为政府网站找错.
#[derive(Debug, Clone)]
pub struct FooterLink {
    pub name: String,
    pub url: String,
}

pub(super) fn imprint(fields: &mut Fields<'_>) -> Imprint {
    let phone = fields.text_up_to("phone", SHORT);
    let email = fields.text_up_to("email", SHORT);
    let email = checked(fields, email, Code::EmailInvalid, is_email);
    // Ten digits, or two letters and eight digits.
    let is_code = |text: &str| {
        let digits = text.trim_start_matches(|c: char| c.is_ascii_lowercase());
        text.len() == SITE_CODE
            && [SITE_CODE, SITE_CODE - 2].contains(&digits.len())
            && digits.chars().all(|c| c.is_ascii_digit())
    };
    let site_code = registration(fields, "site_code", "bm01000001", is_code);
    let icp = registration(fields, "icp", "京ICP备00000000号-1", |text| {
        text.contains("ICP备") && has_number(text)
    });
    let police = registration(fields, "police", "京公网安备00000000000000号", |text| {
        text.contains("公网安备") && has_number(text)
    });
    Imprint { phone: phone.map(|it| it.value), email, site_code, icp, police, links: links(fields) }
}

/// A number under which an authority knows the site. `example` shows how one is written.
fn registration(
    fields: &mut Fields<'_>,
    key: &'static str,
    example: &'static str,
    is_valid: impl FnOnce(&str) -> bool,
) -> Option<String> {
    let text = fields.text_up_to(key, SHORT)?;
    if is_valid(&text.value) {
        return Some(text.value);
    }
    let finding = Finding::at(Code::RegistrationInvalid, &text.span)
        .with("key", key)
        .with("written", text.value)
        .with("example", example);
    fields.findings().push(finding);
    None
}

fn checked(
    fields: &mut Fields<'_>,
    text: Option<Placed<String>>,
    code: Code,
    is_valid: impl FnOnce(&str) -> bool,
) -> Option<String> {
    let text = text?;
    if is_valid(&text.value) {
        return Some(text.value);
    }
    let finding = Finding::at(code, &text.span).with("written", text.value);
    fields.findings().push(finding);
    None
}

fn has_number(text: &str) -> bool {
    text.contains('号') && text.chars().any(|c| c.is_ascii_digit())
}

fn is_email(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._+".contains(c);
    let Some((name, host)) = text.split_once('@') else { return false };
    let labels: Vec<&str> = host.split('.').collect();
    !name.is_empty()
        && name.chars().all(plain)
        && labels.len() > 1
        && labels.iter().all(|label| !label.is_empty() && label.chars().all(plain))
}

fn links(fields: &mut Fields<'_>) -> Vec<FooterLink> {
    let (place, count) = (fields.place_of("footer_links"), fields.length_of("footer_links"));
    let links = fields.each("footer_links", |mut fields| {
        let name = fields.required_text("name", SHORT);
        let url = fields.required_text("url", LONG);
        let url = checked(&mut fields, url, Code::FooterLinkInvalid, is_web_address);
        fields.finish();
        Some(FooterLink { name: name?.value, url: url? })
    });
    if let Some(count) = count {
        fields.count_within("footer_links", place, count, (0, LINKS));
    }
    links
}

fn is_web_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        && !text.contains(|c: char| c.is_whitespace() || "\"<>".contains(c))
}
