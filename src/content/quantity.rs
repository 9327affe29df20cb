//! Figures as staff write them: `200`, `200余人次`, `{value: 200, unit: 人次, approx: true}`.
//!
//! May use: diagnostics, yaml

use std::fmt;

use crate::diagnostics::{Code, Finding, Placed};
use crate::yaml::{Fields, Value};

/// Largest figure the provincial systems accept.
const LARGEST: u32 = 99_999;

/// A count, exact or approximate. What is approximate stays approximate wherever it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    pub value: u32,
    pub unit: Option<String>,
    pub approximation: Approximation,
}

/// How exact a figure is, in the word its author chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approximation {
    Exact,
    /// 约200
    About,
    /// 近200
    Nearly,
    /// 200余
    Over,
}

impl Quantity {
    /// Reads `约200人次`, `200余人次`, `200多份`, `3566份`, `200`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (rest, mut approximation) = if let Some(rest) = text.strip_prefix('约') {
            (rest, Approximation::About)
        } else if let Some(rest) = text.strip_prefix('近') {
            (rest, Approximation::Nearly)
        } else {
            (text, Approximation::Exact)
        };
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let value: u32 = rest[..digits].parse().ok().filter(|value| *value <= LARGEST)?;
        let mut unit = rest[digits..].trim();
        if let Some(after) = unit.strip_prefix(['余', '多']) {
            approximation = Approximation::Over;
            unit = after;
        }
        // 1万人 must not be read as one of something.
        let is_unit = |c: char| c.is_alphabetic() && !c.is_ascii() && !"十百千万亿".contains(c);
        if unit.chars().count() > 4 || !unit.chars().all(is_unit) {
            return None;
        }
        let unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
        Some(Quantity { value, unit, approximation })
    }

    /// The figure with `unit` where its author wrote none.
    pub fn with_unit(&self, unit: &str) -> String {
        let mut whole = self.clone();
        whole.unit.get_or_insert_with(|| unit.to_owned());
        whole.to_string()
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.unit.as_deref().unwrap_or_default();
        match self.approximation {
            Approximation::Exact => write!(f, "{}{unit}", self.value),
            Approximation::About => write!(f, "约{}{unit}", self.value),
            Approximation::Nearly => write!(f, "近{}{unit}", self.value),
            Approximation::Over => write!(f, "{}余{unit}", self.value),
        }
    }
}

/// Reads the figure of `key`.
pub(super) fn settle(fields: &mut Fields<'_>, key: &'static str) -> Option<Quantity> {
    let node = fields.node(key)?;
    if matches!(node.value, Value::Map(_)) {
        return fields.map_of(node, |mut fields| {
            let value = fields.number("value", (0, LARGEST));
            let unit = fields.text_up_to("unit", 8);
            let about = fields.flag("approx");
            if value.is_none() && fields.place_of("value").is_none() {
                fields.missing("value");
            }
            fields.finish();
            let approximation = if about { Approximation::About } else { Approximation::Exact };
            Some(Quantity { value: value?, unit: unit.map(|unit| unit.value), approximation })
        });
    }
    let text: Placed<String> = fields.text_of(node, 40)?;
    let quantity = Quantity::parse(&text.value);
    if quantity.is_none() {
        let finding =
            Finding::at(Code::QuantityInvalid, &text.span).with("written", text.value.as_str());
        fields.findings().push(finding);
    }
    quantity
}

#[cfg(test)]
mod tests {
    use super::Quantity;

    #[test]
    fn figures_are_read_as_staff_write_them_and_stay_approximate() {
        let printed = |text| Quantity::parse(text).map(|quantity| quantity.to_string());
        assert_eq!(printed("200"), Some("200".into()));
        assert_eq!(printed("200余人次"), Some("200余人次".into()));
        assert_eq!(printed("约3000份"), Some("约3000份".into()));
        assert_eq!(printed("近1万人"), None);
        assert_eq!(printed("许多人"), None);
        assert_eq!(printed("200多人"), Some("200余人".into()));
        assert_eq!(Quantity::parse("200").unwrap().with_unit("人"), "200人");
    }
}
