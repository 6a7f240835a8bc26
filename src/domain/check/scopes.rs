//! Scopes: `scp` is a required array of strings (documented).

use std::collections::HashSet;

use super::Subject;
use crate::domain::credential::Credential;
use crate::domain::finding::{Code, Finding, Place};
use crate::domain::json::{Json, JsonKind};
use crate::domain::scope::{Coverage, coverage, coverage_by, find, nearest, split};
use crate::domain::text::shorten;

/// At most this many findings of one code are listed, so that a hostile token stays readable. All entries are looked
/// at: the one that the service would refuse may be the last.
const MOST_OF_A_CODE: usize = 100;

/// At most this many wider scopes are compared with the others.
const MOST_WIDER: usize = 100;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(claims) = subject.token.claims_json() else { return Vec::new() };
    let place = || Place::claim("scp");
    let Some(scp) = claims.member("scp") else {
        return vec![Finding::new(
            Code::ScpMissing,
            place(),
            "There is no scp",
            "Set scp to an array of the scopes that the call needs.",
        )];
    };
    match &scp.kind {
        JsonKind::Array(entries) if entries.is_empty() => vec![Finding::new(
            Code::ScpEmpty,
            place(),
            "scp is empty: the token allows nothing",
            "Add the scope that the call needs.",
        )],
        JsonKind::Array(entries) => check_entries(entries, subject),
        _ => vec![Finding::new(
            Code::ScpNotArray,
            place(),
            format!("scp is {}, not an array", scp.describe_value()),
            "Write the scopes as an array of strings, also when it is only one.",
        )],
    }
}

fn check_entries(entries: &[Json], subject: &Subject<'_>) -> Vec<Finding> {
    let mut list = List::default();
    let mut seen = Seen { entries, long: HashSet::new() };
    let granted = subject.own_credential().and_then(Credential::scopes);
    let wider = wider_scopes(entries);
    for (index, entry) in entries.iter().enumerate() {
        let Some(scope) = entry.as_str() else {
            list.add(Code::ScopeNotString, || word_not_string(entry, index));
            continue;
        };
        if seen.is_repeated(scope, index) {
            list.add(Code::ScopeDuplicate, || word_duplicate(scope, index));
            continue;
        }
        check_scope(scope, index, granted, &mut list);
        check_redundant(scope, index, &wider, &mut list);
    }
    list.findings
}

/// The scopes before an entry. Of a few it is compared with each, which takes less time than a set.
struct Seen<'a> {
    entries: &'a [Json],
    long: HashSet<&'a str>,
}

impl<'a> Seen<'a> {
    const FEW: usize = 16;

    /// Whether the scope of the entry at this index stands before it. To be asked of each in turn.
    fn is_repeated(&mut self, scope: &'a str, index: usize) -> bool {
        if self.entries.len() > Self::FEW {
            return !self.long.insert(scope);
        }
        self.entries[..index].iter().any(|before| before.as_str() == Some(scope))
    }
}

/// The findings so far, at most [`MOST_OF_A_CODE`] of each code.
#[derive(Default)]
struct List {
    findings: Vec<Finding>,
    counts: Vec<(Code, usize)>,
}

impl List {
    fn add(&mut self, code: Code, word: impl FnOnce() -> Finding) {
        let place = self.counts.iter().position(|(counted, _)| *counted == code).unwrap_or_else(|| {
            self.counts.push((code, 0));
            self.counts.len() - 1
        });
        let (_, count) = &mut self.counts[place];
        *count += 1;
        if *count <= MOST_OF_A_CODE {
            self.findings.push(word());
        }
    }
}

/// The scopes that can cover others: bare areas.
fn wider_scopes(entries: &[Json]) -> Vec<&str> {
    let bare = entries.iter().filter_map(Json::as_str).filter(|scope| split(scope).1.is_none());
    bare.take(MOST_WIDER).collect()
}

fn word_not_string(entry: &Json, index: usize) -> Finding {
    Finding::new(
        Code::ScopeNotString,
        Place::scope(index),
        format!("Entry {} of scp is {}, not a string", index + 1, entry.describe_value()),
        "Write each scope in quotes.",
    )
}

fn word_duplicate(scope: &str, index: usize) -> Finding {
    Finding::new(
        Code::ScopeDuplicate,
        Place::scope(index),
        format!("{} stands more than once", word_scope(scope)),
        "Once is enough.",
    )
}

fn check_scope(scope: &str, index: usize, granted: Option<&[String]>, list: &mut List) {
    let trimmed = scope.trim();
    if has_white_space(scope) {
        list.add(Code::ScopeWhitespace, || word_white_space(scope, index));
    }
    // With blanks inside it is several scopes, or none: there is nothing to look up.
    if has_white_space(trimmed) {
        return;
    }
    if find(trimmed).is_none() {
        list.add(Code::ScopeNotListed, || word_unlisted(trimmed, index));
    }
    if let Some(granted) = granted
        && coverage_by(granted, trimmed) == Coverage::No
    {
        list.add(Code::ScopeNotGranted, || word_not_granted(trimmed, index, granted));
    }
}

fn has_white_space(text: &str) -> bool {
    // Nearly none has, and many bytes are compared at once.
    !text.bytes().fold(true, |so_far, byte| so_far & byte.is_ascii_graphic()) && text.contains(char::is_whitespace)
}

/// The scope as a sentence names it.
fn word_scope(scope: &str) -> String {
    if scope.is_empty() { "an empty scope".to_owned() } else { shorten(scope, 100) }
}

fn word_white_space(scope: &str, index: usize) -> Finding {
    let advice = if has_white_space(scope.trim()) {
        "Write each scope as an entry of its own."
    } else {
        "Take the blanks away."
    };
    let message = format!("There is white space in the scope “{}”", shorten(scope, 100));
    Finding::new(Code::ScopeWhitespace, Place::scope(index), message, advice)
}

fn word_unlisted(scope: &str, index: usize) -> Finding {
    let advice = match nearest(scope) {
        Some(row) => format!("The nearest listed scope is {}. The table is not complete: the key decides.", row.scope),
        None => "The table is not complete: what the key grants decides.".to_owned(),
    };
    let message = format!("{} is not in the published table", word_scope(scope));
    Finding::new(Code::ScopeNotListed, Place::scope(index), message, advice)
}

fn word_not_granted(scope: &str, index: usize, granted: &[String]) -> Finding {
    let advice = if granted.is_empty() {
        "The key grants no scope. Grant it in a new revision of the key, or use another key.".to_owned()
    } else {
        let shown: Vec<_> = granted.iter().take(5).map(|scope| shorten(scope, 80)).collect();
        let rest = granted.len().saturating_sub(shown.len());
        let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
        format!("It grants {}{more}. Add the scope in a new revision of the key, or leave it out.", shown.join(", "))
    };
    let message = format!("This key does not grant {}", word_scope(scope));
    Finding::new(Code::ScopeNotGranted, Place::scope(index), message, advice)
}

fn check_redundant(scope: &str, index: usize, wider: &[&str], list: &mut List) {
    // Only what is documented to be covered may be called redundant.
    let Some(wider) = wider.iter().find(|other| coverage(other, scope) == Coverage::Documented) else { return };
    list.add(Code::ScopeRedundant, || {
        Finding::new(
            Code::ScopeRedundant,
            Place::scope(index),
            format!("{} is already covered by {}", word_scope(scope), word_scope(wider)),
            "Leave out the wider one if this one is enough.",
        )
    });
}
