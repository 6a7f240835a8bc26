//! A few words for a reader: whose a member of the header or the claims is, what it allows, where a token was found.

use std::ops::Range;

use super::capture::{Found, Kind};
use super::credential::Credential;
use super::scope::{self, Coverage};
use super::text::shorten;

/// What is known of a string at a place, given the loaded key.
#[must_use]
pub fn explain(pointer: &str, text: &str, credential: Option<&Credential>) -> Option<String> {
    match pointer {
        "/header/kid" => (credential?.kid()? == text).then(|| "the loaded key".to_owned()),
        "/claims/sub" => (credential?.sub()? == text).then(|| "owner of the loaded key".to_owned()),
        "/claims/scope" => Some("the scopes of OAuth 2.0, separated by blanks".to_owned()),
        _ if pointer.starts_with("/claims/scp/") => Some(explain_scope(text, credential)),
        _ => None,
    }
}

fn explain_scope(text: &str, credential: Option<&Credential>) -> String {
    let summary = scope::find(text).map_or("not in the published table", |row| row.summary);
    let granted = credential.and_then(Credential::scopes).unwrap_or_default();
    match scope::coverage_by(granted, text) {
        Coverage::Presumed => format!("{summary}; presumed to be covered by a wider scope of the key"),
        Coverage::Same | Coverage::Documented | Coverage::No => summary.to_owned(),
    }
}

/// Where a token was found and what stood around it:
/// `Found in a curl command. 29 characters before and 54 after the token are skipped.`
#[must_use]
pub fn word_place(found: &Found, text: &str) -> String {
    let place = match found.kind {
        Kind::Bare => "The token stands alone.".to_owned(),
        kind => format!("Found in {}.", kind.phrase()),
    };
    let place = match &found.origin {
        Some(origin) => format!("{} ({})", place.trim_end_matches('.'), shorten(origin, 120)) + ".",
        None => place,
    };
    let count = |part: Option<&str>| part.map_or(0, |part| part.trim().chars().count());
    let before = count(text.get(..found.span.start));
    let after = count(text.get(found.span.end..));
    let skipped = match (before, after) {
        (0, 0) => String::new(),
        (1, 0) => " 1 character before the token is skipped.".to_owned(),
        (0, 1) => " 1 character after the token is skipped.".to_owned(),
        (_, 0) => format!(" {before} characters before the token are skipped."),
        (0, _) => format!(" {after} characters after the token are skipped."),
        _ => format!(" {before} characters before and {after} after the token are skipped."),
    };
    let left_out = match count_left_out(found, text) {
        0 => String::new(),
        1 => " 1 character inside it is left out.".to_owned(),
        inside => format!(" {inside} characters inside it are left out."),
    };
    let behind = text.get(found.span.end..).unwrap_or_default();
    // Every token starts so: base64url of an opening brace and a quote.
    let glued = if behind.starts_with("eyJ") {
        format!(" Another token follows without a gap, from character {}.", found.span.end + 1)
    } else {
        String::new()
    };
    format!("{place}{skipped}{left_out}{glued}")
}

/// The characters inside a token that are none of it: blanks, line breaks, invisible ones.
fn count_left_out(found: &Found, text: &str) -> usize {
    let count = |range: Range<usize>| text.get(range).map_or(0, |part| part.chars().count());
    let pieces: usize = found.pieces.iter().cloned().map(count).sum();
    count(found.span.clone()).saturating_sub(pieces)
}
