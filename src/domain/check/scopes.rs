//! Scopes: `scp` is a required array of strings (documented).

use std::collections::HashSet;

use super::Subject;
use crate::domain::credential::Credential;
use crate::domain::finding::{Code, Finding, Place};
use crate::domain::json::{Json, JsonKind};
use crate::domain::scope::{Coverage, coverage, coverage_by, find, nearest};
use crate::domain::text::shorten;

/// At most this many entries of `scp` are compared with one another.
const MOST_SCOPES: usize = 200;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(claims) = subject.token.claims_json() else { return Vec::new() };
    let place = Place::claim("scp");
    let Some(scp) = claims.member("scp") else {
        return vec![Finding::new(
            Code::ScpMissing,
            place,
            "There is no scp",
            "Set scp to an array of the scopes that the call needs.",
        )];
    };
    match &scp.kind {
        JsonKind::Array(entries) if entries.is_empty() => vec![Finding::new(
            Code::ScpEmpty,
            place,
            "scp is empty: the token allows nothing",
            "Add the scope that the call needs.",
        )],
        JsonKind::Array(entries) => check_entries(entries, subject),
        _ => vec![Finding::new(
            Code::ScpNotArray,
            place,
            format!("scp is {}, not an array", scp.describe()),
            "Write the scopes as an array of strings, also when it is only one.",
        )],
    }
}

fn check_entries(entries: &[Json], subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    let strings = entries.iter().take(MOST_SCOPES).enumerate();
    let scopes: Vec<&str> = entries.iter().take(MOST_SCOPES).filter_map(Json::as_str).collect();
    let granted = subject.own_credential().and_then(Credential::scopes);
    for (index, entry) in strings {
        let place = Place::scope(index);
        let Some(scope) = entry.as_str() else {
            findings.push(Finding::new(
                Code::ScopeNotString,
                place,
                format!("Entry {} of scp is {}, not a string", index + 1, entry.describe()),
                "Write each scope in quotes.",
            ));
            continue;
        };
        if !seen.insert(scope) {
            findings.push(word_duplicate(scope, place));
            continue;
        }
        findings.extend(check_scope(scope, &place, granted));
        findings.extend(check_redundant(scope, &place, &scopes));
    }
    findings
}

fn word_duplicate(scope: &str, place: Place) -> Finding {
    Finding::new(
        Code::ScopeDuplicate,
        place,
        format!("{} stands more than once", shorten(scope, 100)),
        "Once is enough.",
    )
}

fn check_scope(scope: &str, place: &Place, granted: Option<&[String]>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let trimmed = scope.trim();
    if scope.contains(char::is_whitespace) {
        findings.push(Finding::new(
            Code::ScopeWhitespace,
            place.clone(),
            format!("There is white space in the scope “{}”", shorten(scope, 100)),
            if trimmed.contains(char::is_whitespace) {
                "Write each scope as an entry of its own."
            } else {
                "Take the blanks away."
            },
        ));
    }
    // With blanks inside it is several scopes, or none: there is nothing to look up.
    if trimmed.contains(char::is_whitespace) {
        return findings;
    }
    if find(trimmed).is_none() {
        findings.push(word_unlisted(trimmed, place));
    }
    if let Some(granted) = granted
        && coverage_by(granted, trimmed) == Coverage::No
    {
        findings.push(word_not_granted(trimmed, place, granted));
    }
    findings
}

fn word_unlisted(scope: &str, place: &Place) -> Finding {
    let advice = match nearest(scope) {
        Some(row) => format!("The nearest listed scope is {}. The table is not complete: the key decides.", row.scope),
        None => "The table is not complete: what the key grants decides.".to_owned(),
    };
    let message = format!("{} is not in the published table", shorten(scope, 100));
    Finding::new(Code::ScopeNotListed, place.clone(), message, advice)
}

fn word_not_granted(scope: &str, place: &Place, granted: &[String]) -> Finding {
    let advice = if granted.is_empty() {
        "The key grants no scope. Grant it in a new revision of the key, or use another key.".to_owned()
    } else {
        let shown: Vec<_> = granted.iter().take(5).map(|scope| shorten(scope, 80)).collect();
        let rest = granted.len().saturating_sub(shown.len());
        let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
        format!("It grants {}{more}. Add the scope in a new revision of the key, or leave it out.", shown.join(", "))
    };
    Finding::new(
        Code::ScopeNotGranted,
        place.clone(),
        format!("This key does not grant {}", shorten(scope, 100)),
        advice,
    )
}

fn check_redundant(scope: &str, place: &Place, scopes: &[&str]) -> Option<Finding> {
    // Only what is documented to be covered may be called redundant.
    let wider = scopes.iter().find(|other| coverage(other, scope) == Coverage::Documented)?;
    Some(Finding::new(
        Code::ScopeRedundant,
        place.clone(),
        format!("{} is already covered by {}", shorten(scope, 100), shorten(wider, 100)),
        "Leave out the wider one if this one is enough.",
    ))
}
