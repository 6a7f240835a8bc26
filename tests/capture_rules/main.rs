//! The single rules by which tokens are taken out of a text: what belongs to a token, what ends it, what is none.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../token_support/mod.rs"]
mod token_support;

mod commands;
mod damage;
mod escapes;
mod places;

mod secrets;
mod shapes;
mod wrapped;

use token_debugger::domain::capture::{Capture, capture};
use token_support::valid;

/// The valid token: an ES256 signature of 86 characters stands behind its second dot.
fn token() -> String {
    let token = valid().signed();
    assert_eq!(token.rsplit('.').next().unwrap().len(), 86);
    token
}

/// The tokens of a text.
fn tokens(text: &str) -> Vec<String> {
    capture(text).found.into_iter().map(|found| found.token).collect()
}

/// Checks that each text has exactly these tokens; says all that differ.
fn check(cases: &[(String, Vec<String>)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, wanted)| tokens(text) != *wanted)
        .map(|(text, wanted)| format!("{text:?}\n wanted {wanted:?}\n    got {:?}", tokens(text)))
        .collect();
    assert!(wrong.is_empty(), "{} of {} differ\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// The only token of a text, with all that is told of it.
fn only(text: &str) -> token_debugger::domain::capture::Found {
    let Capture { found, .. } = capture(text);
    assert_eq!(found.len(), 1, "{text}");
    found.into_iter().next().unwrap()
}
