//! Every sentence Banbao says to its operator, in Chinese and English, from one catalogue.
//!
//! The sentences live in `zh.ftl` and `en.ftl` (Project Fluent). A test compares the two, so that a
//! message can never exist in one language only. The only room that knows `fluent`.
//!
//! May use: nothing of this crate

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::langid;

/// A language Banbao speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Chinese,
    English,
}

impl Language {
    /// The language for a locale name such as `zh_CN.UTF-8` or `en-GB`: Chinese for any Chinese
    /// locale, English otherwise.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") {
            Language::Chinese
        } else {
            Language::English
        }
    }

    fn sentences(self) -> &'static str {
        match self {
            Language::Chinese => include_str!("zh.ftl"),
            Language::English => include_str!("en.ftl"),
        }
    }
}

/// What an argument says when there is nothing to name; sentences choose their wording by it.
pub const NOTHING: &str = "none";

/// A value inside a sentence.
#[derive(Serialize, Deserialize, Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    Text(String),
    Number(i64),
    /// Names, joined as the language joins them.
    List(Vec<String>),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Argument::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Argument::Text(text)
    }
}

impl From<&[&'static str]> for Argument {
    fn from(names: &[&'static str]) -> Self {
        Argument::List(names.iter().map(|name| (*name).to_owned()).collect())
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Argument::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// The sentences of one language.
pub struct Catalogue {
    pub language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    pub fn new(language: Language) -> Self {
        let id = match language {
            Language::Chinese => langid!("zh-CN"),
            Language::English => langid!("en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks would print as boxes on an old console.
        bundle.set_use_isolating(false);
        let (Ok(resource) | Err((resource, _))) =
            FluentResource::try_new(language.sentences().to_owned());
        bundle.add_resource_overriding(resource);
        Catalogue { language, bundle }
    }

    /// The sentence `name`, or its own name when the catalogue has no such sentence.
    pub fn say(&self, name: &str, arguments: &[(&str, Argument)]) -> String {
        self.find(name, None, arguments).unwrap_or_else(|| name.to_owned())
    }

    /// The sentence's companion `part` (`help`, `label`), when it has one and it is not blank.
    pub fn say_part(
        &self,
        name: &str,
        part: &str,
        arguments: &[(&str, Argument)],
    ) -> Option<String> {
        self.find(name, Some(part), arguments).filter(|text| !text.trim().is_empty())
    }

    fn find(
        &self,
        name: &str,
        part: Option<&str>,
        arguments: &[(&str, Argument)],
    ) -> Option<String> {
        let message = self.bundle.get_message(name)?;
        let pattern = match part {
            None => message.value()?,
            Some(part) => message.get_attribute(part)?.value(),
        };
        let mut values = FluentArgs::new();
        for (key, value) in arguments {
            let value = match value {
                Argument::Text(text) => FluentValue::from(text.as_str()),
                Argument::List(names) => FluentValue::from(names.join(match self.language {
                    Language::Chinese => "、",
                    Language::English => ", ",
                })),
                // As text: Fluent would group thousands and a year would read 2,026.
                Argument::Number(number) if *key == "year" => FluentValue::from(number.to_string()),
                Argument::Number(number) => FluentValue::from(*number),
            };
            values.set(*key, value);
        }
        let mut faults = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&values), &mut faults).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_bundle::FluentResource;

    use super::Language;

    /// `message` and `message.attribute` names, and the variables each sentence names.
    fn shape(language: Language) -> BTreeSet<String> {
        let mut shape = BTreeSet::new();
        let mut message = String::new();
        let mut part = String::new();
        for line in language.sentences().lines() {
            if let Some((name, _)) = line.split_once(" =") {
                if let Some(attribute) = name.trim_start().strip_prefix('.') {
                    part = format!("{message}.{attribute}");
                    shape.insert(part.clone());
                } else if !name.starts_with([' ', '#', '*', '[']) {
                    message = name.to_owned();
                    part.clone_from(&message);
                    shape.insert(part.clone());
                }
            }
            for piece in line.split('$').skip(1) {
                let variable: String =
                    piece.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                shape.insert(format!("{part} ${variable}"));
            }
        }
        shape
    }

    #[test]
    fn both_languages_are_written_correctly() {
        for language in [Language::Chinese, Language::English] {
            let read = FluentResource::try_new(language.sentences().to_owned());
            assert!(read.is_ok(), "{language:?}: {:?}", read.err().map(|(_, faults)| faults));
        }
    }

    #[test]
    fn every_sentence_exists_in_both_languages_and_names_the_same_values() {
        let (chinese, english) = (shape(Language::Chinese), shape(Language::English));
        let only_one: Vec<_> = chinese.symmetric_difference(&english).collect();
        assert!(only_one.is_empty(), "in one language only: {only_one:#?}");
        assert!(chinese.len() > 50, "the catalogue was read");
    }
}
