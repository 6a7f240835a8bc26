//! A few words for a reader: whose a member of the header or the claims is, what it allows, where a token was found.

use super::capture::{Found, Kind};
use super::credential::Credential;
use super::scope;
use super::text::shorten;

/// What is known of a string at a place, given the loaded key.
#[must_use]
pub fn explain(pointer: &str, text: &str, credential: Option<&Credential>) -> Option<String> {
    match pointer {
        "/header/kid" => (credential?.kid()? == text).then(|| "the loaded key".to_owned()),
        "/claims/sub" => (credential?.sub()? == text).then(|| "owner of the loaded key".to_owned()),
        "/claims/scope" => Some("the scopes of OAuth 2.0, separated by blanks".to_owned()),
        _ if pointer.starts_with("/claims/scp/") => Some(match scope::find(text) {
            Some(row) => row.summary.clone(),
            None => "not in the published table".to_owned(),
        }),
        _ => None,
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
    match (before, after) {
        (0, 0) => place,
        (1, 0) => format!("{place} 1 character before the token is skipped."),
        (0, 1) => format!("{place} 1 character after the token is skipped."),
        (_, 0) => format!("{place} {before} characters before the token are skipped."),
        (0, _) => format!("{place} {after} characters after the token are skipped."),
        _ => format!("{place} {before} characters before and {after} after the token are skipped."),
    }
}
