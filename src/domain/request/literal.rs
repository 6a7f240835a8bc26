//! Text as a literal of a programming language: nothing in it can end the literal or hide from a reader.
//!
//! For the shell see [`crate::domain::shell::quote`].

use std::fmt::Write as _;

use crate::domain::text::is_hidden;

/// A string of Python 3 in double quotes (The Python Language Reference, section 2.4.1).
#[must_use]
pub fn python(text: &str) -> String {
    literal(text, |out, character| match u32::from(character) {
        code @ 0..=0xFFFF => write!(out, "\\u{code:04x}"),
        code => write!(out, "\\U{code:08x}"),
    })
}

/// A string of JavaScript in double quotes (ECMA-262, section 12.9.4).
#[must_use]
pub fn javascript(text: &str) -> String {
    literal(text, |out, character| write!(out, "\\u{{{:x}}}", u32::from(character)))
}

/// Texts as a list: brackets and commas are the same in both languages.
pub(super) fn list(texts: &[String], literal: fn(&str) -> String) -> String {
    format!("[{}]", texts.iter().map(|text| literal(text)).collect::<Vec<_>>().join(", "))
}

fn literal(text: &str, escape: impl Fn(&mut String, char) -> std::fmt::Result) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push_str("\\n"),
            character if is_hidden(character) => {
                // Writing to a String does not fail.
                let _ = escape(&mut out, character);
            }
            character => out.push(character),
        }
    }
    out.push('"');
    out
}
