//! What a build prints: `print:` of the settings.
//!
//! May use: diagnostics, yaml

use super::{Format, Order, Refusal, Wishes};
use crate::diagnostics::{Code, Finding};
use crate::yaml::Fields;

/// What a build makes of every campaign: `print:` of the settings; one A3 poster where nothing is written.
pub fn orders(fields: &mut Fields<'_>) -> Vec<Order> {
    if fields.place_of("print").is_none() {
        return vec![Order::usual(Format::Poster)];
    }
    fields.each("print", order).into_iter().flatten().collect()
}

fn order(mut fields: Fields<'_>) -> Option<Vec<Order>> {
    const FORMATS: [Format; 3] = [Format::Poster, Format::Banner, Format::Slides];
    let words = Format::words(&FORMATS);
    let format = match fields.place_of("format") {
        Some(_) => fields.word("format", &words),
        None => {
            fields.missing("format");
            None
        }
    };
    let mut places = Vec::new();
    let mut wish = |key: &'static str, fields: &mut Fields<'_>| {
        let text = fields.text_up_to(key, 40)?;
        places.push((key, text.span));
        Some(text.value)
    };
    let wishes = Wishes {
        size: wish("size", &mut fields),
        orientation: wish("orientation", &mut fields),
        layout: wish("layout", &mut fields),
        profile: wish("profile", &mut fields),
        tile: wish("tile", &mut fields),
        ..Wishes::default()
    };
    fields.finish();
    match Order::all(Format::parse(format?)?, &wishes) {
        Ok(orders) => Some(orders),
        Err(Refusal { key, written, allowed }) => {
            let span = places.iter().find(|(name, _)| *name == key).map(|(_, span)| span.clone());
            let known: Vec<&str> = allowed.iter().map(String::as_str).collect();
            let code = if known.is_empty() { Code::ChoiceNotOffered } else { Code::UnknownValue };
            let finding = Finding::at(code, &span.unwrap_or_else(|| fields.span()))
                .with("key", key)
                .with("allowed", known.join(", "))
                .suggesting(&written, known.iter().copied());
            fields.findings().push(finding);
            None
        }
    }
}
