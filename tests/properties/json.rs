//! JSON and tokens: what is written in any spelling is read as it was meant, and the text is kept.

use std::fmt::Write as _;

use proptest::prelude::*;
use token_debugger::domain::json::{Json, JsonKind, compact};
use token_debugger::domain::signature::Status;
use token_debugger::domain::token::ParsedToken;

use crate::token_support::{NOW, base64url, compact as sign, judge, live, valid};

/// A value as it is meant.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    Array(Vec<Value>),
    Object(Vec<(String, Value)>),
}

fn value() -> impl Strategy<Value = Value> {
    let number = "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,12})?([eE][+-]?[0-9]{1,4})?";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number.prop_map(Value::Number),
        text().prop_map(Value::String),
    ];
    leaf.prop_recursive(6, 60, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            // Names come from few letters, so that some stand twice.
            proptest::collection::vec(("[ab~/é\"]{0,2}", inner), 0..6).prop_map(Value::Object),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,20}", "[\\x00-\\x1f\"\\\\/]{0,8}", "[\\u{200b}\\u{202e}\\u{2028}\\u{10ffff}]{0,4}"]
}

/// Drawn numbers that choose between spellings.
struct Choices(std::iter::Cycle<std::vec::IntoIter<u8>>);

impl Choices {
    fn below(&mut self, limit: u8) -> usize {
        usize::from(self.0.next().unwrap() % limit)
    }

    fn blanks(&mut self) -> &'static str {
        ["", "", "", " ", "\n", "\t", "\r\n", "  "][self.below(8)]
    }

    fn write(&mut self, value: &Value, out: &mut String) {
        *out += self.blanks();
        match value {
            Value::Null => *out += "null",
            Value::Bool(value) => *out += if *value { "true" } else { "false" },
            Value::Number(number) => *out += number,
            Value::String(string) => self.string(string, out),
            Value::Array(items) => self.list(['[', ']'], items, Self::write, out),
            Value::Object(members) => self.list(
                ['{', '}'],
                members,
                |choices, (name, value), out| {
                    *out += choices.blanks();
                    choices.string(name, out);
                    *out += choices.blanks();
                    out.push(':');
                    choices.write(value, out);
                },
                out,
            ),
        }
        *out += self.blanks();
    }

    fn list<T>(&mut self, ends: [char; 2], items: &[T], write: fn(&mut Self, &T, &mut String), out: &mut String) {
        out.push(ends[0]);
        if items.is_empty() {
            *out += self.blanks();
        }
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            write(self, item, out);
        }
        out.push(ends[1]);
    }

    fn string(&mut self, string: &str, out: &mut String) {
        out.push('"');
        for character in string.chars() {
            let must = matches!(character, '"' | '\\' | '\0'..='\x1f');
            match (must, self.below(6)) {
                (true, 0..3) if matches!(character, '"' | '\\') => out.extend(['\\', character]),
                (true, _) | (false, 0) => {
                    let mut units = [0; 2];
                    for unit in character.encode_utf16(&mut units) {
                        let _ = write!(out, "\\u{unit:04X}");
                    }
                }
                _ => out.push(character),
            }
        }
        out.push('"');
    }
}

fn is_meant(json: &Json, value: &Value) -> bool {
    match (&json.kind, value) {
        (JsonKind::Null, Value::Null) => true,
        (JsonKind::Bool(one), Value::Bool(other)) => one == other,
        (JsonKind::Number(one), Value::Number(other)) | (JsonKind::String(one), Value::String(other)) => one == other,
        (JsonKind::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_meant(one, other))
        }
        (JsonKind::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| one.name == other.0 && is_meant(&one.value, &other.1))
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn json_in_any_spelling_is_read_as_it_was_meant(value in value(), choices in proptest::collection::vec(any::<u8>(), 1..99)) {
        let mut text = String::new();
        Choices(choices.into_iter().cycle()).write(&value, &mut text);
        let json = Json::parse(&text).unwrap();
        prop_assert!(is_meant(&json, &value), "{}", text);
        prop_assert_eq!(&text[json.span.clone()], text.trim_matches([' ', '\t', '\r', '\n']));
        let compacted = compact(&text);
        prop_assert!(is_meant(&Json::parse(&compacted).unwrap(), &value), "{}", compacted);
    }

    #[test]
    fn a_token_keeps_the_text_of_its_claims(value in value(), choices in proptest::collection::vec(any::<u8>(), 1..99)) {
        let mut text = String::new();
        Choices(choices.into_iter().cycle()).write(&Value::Object(vec![("msg".to_owned(), value)]), &mut text);
        let token = sign(valid().header_json().as_bytes(), text.as_bytes(), &live());
        let parsed = ParsedToken::parse(&token);
        prop_assert_eq!(&parsed.claims().unwrap().text, &text);
        prop_assert_eq!(parsed.text(), &token);
        let (header, claims) = (&parsed.header().unwrap().text, &parsed.claims().unwrap().text);
        let segments = [header.as_bytes(), claims.as_bytes(), &parsed.signature().unwrap().bytes];
        let again: Vec<String> = segments.into_iter().map(base64url).collect();
        prop_assert_eq!(again.join("."), token.clone());
        prop_assert_eq!(judge(&token, Some(&live()), NOW).0, Status::Verified);
    }

    #[test]
    fn any_text_as_a_token_is_answered(text in "\\PC{0,80}|[A-Za-z0-9_.=-]{0,120}") {
        let (status, judgement) = judge(&text, Some(&live()), NOW);
        prop_assert_ne!(status, Status::Verified);
        prop_assert!(!judgement.findings.is_empty());
        prop_assert!(ParsedToken::parse(&text).text() == text);
    }
}
