//! Scopes: the published table, what covers what, and the nearest listed spelling.
//!
//! The table is that of docs.uplynk.com/reference/scoped-api-keys. It is not complete: a scope that is not listed is
//! "not in the published table", never "invalid". What a key's `SCP` says is the truth about that key.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::table::rows;

/// The scope that lets an on-premise Slicer use a token in its config (documented; beta).
pub const SLICER_SCOPE: &str = "video.services.ingest.slicer:ops";

/// The documented areas of which a bare scope covers the sub-areas.
const COVERS_SUB_AREAS: [&str; 2] = ["video.services.assets", "video.services.ingest"];

/// What all listed scopes start with: no area.
const ROOTS: [&str; 2] = ["video", "video.services"];

/// What a part counts that only one of two scopes has.
const PART: usize = 2;

/// One row of the published table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The area, as the vendor's page groups them: `Assets`.
    pub area: &'static str,
    /// The vendor's label: `Assets - Libraries - Read`.
    pub label: &'static str,
    /// The scope.
    pub scope: &'static str,
    /// What it allows, in a few words.
    pub summary: &'static str,
}

/// Whether one scope covers another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// They are the same.
    Same,
    /// Documented: a bare area covers its `:read` and `:write`; sub-areas for assets and ingest.
    Documented,
    /// Presumed: a bare area covers its sub-areas as it does for assets and ingest.
    Presumed,
    /// It does not.
    No,
}

/// The rows of the published table, in its order.
#[must_use]
pub fn catalogue() -> &'static [Listed] {
    static ROWS: LazyLock<Vec<Listed>> = LazyLock::new(read_catalogue);
    &ROWS
}

/// The row of a scope, if it is listed.
#[must_use]
pub fn find(scope: &str) -> Option<&'static Listed> {
    static BY_SCOPE: LazyLock<HashMap<&str, &Listed>> =
        LazyLock::new(|| catalogue().iter().map(|row| (row.scope, row)).collect());
    BY_SCOPE.get(scope).copied()
}

/// Whether a scope covers another one.
#[must_use]
pub fn coverage(of: &str, wanted: &str) -> Coverage {
    if of == wanted {
        return Coverage::Same;
    }
    let (area, verb) = split(of);
    let (wanted_area, wanted_verb) = split(wanted);
    let bare = verb.is_none() && !area.is_empty() && !ROOTS.contains(&area);
    if !bare || !matches!(wanted_verb, None | Some("read" | "write")) {
        return Coverage::No;
    }
    if area == wanted_area {
        return Coverage::Documented;
    }
    let below = wanted_area.strip_prefix(area).is_some_and(|rest| rest.starts_with('.') && rest.len() > 1);
    match below {
        true if COVERS_SUB_AREAS.contains(&area) => Coverage::Documented,
        true => Coverage::Presumed,
        false => Coverage::No,
    }
}

/// The best coverage that a list of scopes gives to one.
#[must_use]
pub fn coverage_by(granted: &[String], wanted: &str) -> Coverage {
    let of_each = |kind| granted.iter().any(|scope| coverage(scope, wanted) == kind);
    [Coverage::Same, Coverage::Documented, Coverage::Presumed]
        .into_iter()
        .find(|kind| of_each(*kind))
        .unwrap_or(Coverage::No)
}

/// The listed scope that is spelled most like this one, if any is near: another spelling of one part does not make it
/// another scope, another part does.
#[must_use]
pub fn nearest(scope: &str) -> Option<&'static Listed> {
    // A scope is short; a long text is no misspelling, and the distance takes time in both lengths.
    if scope.len() > 120 {
        return None;
    }
    let scope = scope.to_ascii_lowercase();
    let parts: Vec<&str> = scope.split(['.', ':']).collect();
    let ranks: Vec<_> = catalogue().iter().map(|row| (distance(&parts, row.scope), row)).collect();
    let least = ranks.iter().map(|(distance, _)| *distance).min().filter(|distance| *distance < parts.len())?;
    let equally_near = ranks.iter().filter(|(distance, _)| *distance == least).map(|(_, row)| *row);
    equally_near.min_by_key(|row| strsim::osa_distance(&scope, row.scope))
}

/// The listed scope of the same area that only reads, if this one is a bare area: it allows changing too. The service's
/// own advice is to grant no more than is needed.
#[must_use]
pub fn narrower(scope: &str) -> Option<&'static str> {
    let (area, verb) = split(scope);
    let reading = find(&format!("{area}:read")).filter(|_| verb.is_none())?;
    Some(reading.scope)
}

/// A scope's area and what stands behind the colon: `("video.services.assets", Some("read"))`.
#[must_use]
pub fn split(scope: &str) -> (&str, Option<&str>) {
    match scope.split_once(':') {
        Some((area, verb)) => (area, Some(verb)),
        None => (scope, None),
    }
}

/// How far apart two scopes are, part by part: a part that only one of them has counts little, however long it is, so
/// that `failover-groups:read` is nearer to `ingest.failover-groups:read` than to `assets:read`.
fn distance(parts: &[&str], listed: &str) -> usize {
    let listed: Vec<&str> = listed.split(['.', ':']).collect();
    // The edit distance of Wagner and Fischer with parts for letters, of which one row is kept.
    let mut row: Vec<usize> = (0..=listed.len()).map(|count| count * PART).collect();
    for part in parts {
        let mut diagonal = row[0];
        row[0] += PART;
        for (place, other) in listed.iter().enumerate() {
            let changed = diagonal + part_distance(part, other);
            diagonal = row[place + 1];
            row[place + 1] = changed.min(diagonal + PART).min(row[place] + PART);
        }
    }
    row.last().copied().unwrap_or_default()
}

/// How far apart two parts are, as far as that matters: to leave one out and put the other in is never farther.
fn part_distance(part: &str, other: &str) -> usize {
    let most = 2 * PART;
    // Each letter that one of them has more is one step at least.
    match part.chars().count().abs_diff(other.chars().count()) {
        0 if part == other => 0,
        more if more >= most => most,
        _ => strsim::osa_distance(part, other).min(most),
    }
}

fn read_catalogue() -> Vec<Listed> {
    let text = include_str!("../../assets/scopes.csv");
    rows(text).map(|[area, label, scope, summary]| Listed { area, label, scope, summary }).collect()
}
