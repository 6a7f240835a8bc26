//! Two tokens side by side, member by member.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::json::{Json, JsonKind, compact};
use super::numeric_date::NumericDate;
use super::time::word_duration;
use super::token::{JsonSegment, ParsedToken};

/// At most this many members are compared; a real token has ten.
const MOST_MEMBERS: usize = 500;

/// How a member lies in the two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Both have it, with the same value.
    Same,
    /// Both have it, with different values.
    Differs,
    /// Only the first has it.
    OnlyFirst,
    /// Only the second has it.
    OnlySecond,
}

impl Relation {
    /// The stable name, as in JSON output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::OnlyFirst => "only_first",
            Self::OnlySecond => "only_second",
        }
    }

    /// The same in words.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::OnlyFirst => "only in the first",
            Self::OnlySecond => "only in the second",
        }
    }
}

/// One member in both tokens.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// The member's name.
    pub name: String,
    /// How it lies in the two.
    pub relation: Relation,
    /// The first token's value as received, without white space.
    pub first: Option<String>,
    /// The second token's value.
    pub second: Option<String>,
    /// The difference in words: of times how much later the second is.
    pub note: Option<String>,
}

/// The scopes of two tokens as sets, each in the order of its token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScopeSets {
    /// In both.
    pub both: Vec<String>,
    /// In the first alone.
    pub only_first: Vec<String>,
    /// In the second alone.
    pub only_second: Vec<String>,
}

/// Two tokens compared.
#[derive(Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The members of the headers.
    pub header: Vec<Row>,
    /// The claims.
    pub claims: Vec<Row>,
    /// The scopes.
    pub scopes: ScopeSets,
}

/// The values are a token's: not for logs.
impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Row").field("relation", &self.relation).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Comparison {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Comparison").field("header", &self.header).field("claims", &self.claims).finish_non_exhaustive()
    }
}

/// Compares two tokens. What can't be read of one counts as absent.
#[must_use]
pub fn compare(first: &ParsedToken, second: &ParsedToken) -> Comparison {
    Comparison {
        header: compare_segments(first.header(), second.header()),
        claims: compare_segments(first.claims(), second.claims()),
        scopes: compare_scopes(first, second),
    }
}

fn compare_scopes(first: &ParsedToken, second: &ParsedToken) -> ScopeSets {
    let names = |token: &ParsedToken| -> Vec<String> {
        let mut seen = HashSet::new();
        let names = token.scopes().into_iter().map(|(_, scope)| scope).filter(|scope| seen.insert(*scope));
        names.take(MOST_MEMBERS).map(str::to_owned).collect()
    };
    let (first, second) = (names(first), names(second));
    let (both, only_first) = first.iter().cloned().partition(|scope| second.contains(scope));
    let only_second = second.into_iter().filter(|scope| !first.contains(scope)).collect();
    ScopeSets { both, only_first, only_second }
}

/// A readable segment: its object and its text.
fn readable(segment: Option<&JsonSegment>) -> Option<(&Json, &str)> {
    let segment = segment?;
    Some((segment.json.as_ref().ok()?, &segment.text))
}

fn compare_segments(first: Option<&JsonSegment>, second: Option<&JsonSegment>) -> Vec<Row> {
    let (first, second) = (readable(first), readable(second));
    let names_of = |side: Option<(&Json, &str)>| -> Vec<SmolStr> {
        let members = side.and_then(|(json, _)| json.members()).unwrap_or_default();
        members.iter().map(|member| member.name.clone()).collect()
    };
    let mut seen = HashSet::new();
    let names = names_of(first).into_iter().chain(names_of(second)).filter(|name| seen.insert(name.clone()));
    names.take(MOST_MEMBERS).filter_map(|name| compare_member(&name, first, second)).collect()
}

fn compare_member(name: &str, first: Option<(&Json, &str)>, second: Option<(&Json, &str)>) -> Option<Row> {
    let value = |side: Option<(&Json, &str)>| {
        let (json, text) = side?;
        let value = json.member(name)?;
        Some((value.clone(), compact(text.get(value.span.clone())?).into_owned()))
    };
    let (first, second) = (value(first), value(second));
    let relation = match (&first, &second) {
        (Some((_, first)), Some((_, second))) if first == second => Relation::Same,
        (Some(_), Some(_)) => Relation::Differs,
        (Some(_), None) => Relation::OnlyFirst,
        (None, Some(_)) => Relation::OnlySecond,
        (None, None) => return None,
    };
    let note = match (&first, &second) {
        (Some((first, _)), Some((second, _))) => word_time_difference(name, first, second),
        _ => None,
    };
    let [first, second] = [first, second].map(|side| side.map(|(_, text)| text));
    Some(Row { name: name.to_owned(), relation, first, second, note })
}

/// `5 min later`, of the three time claims.
fn word_time_difference(name: &str, first: &Json, second: &Json) -> Option<String> {
    if !matches!(name, "iat" | "exp" | "nbf") {
        return None;
    }
    let second_of = |json: &Json| match &json.kind {
        JsonKind::Number(text) => NumericDate::parse(text)?.second(),
        _ => None,
    };
    let later = second_of(second)?.since(second_of(first)?);
    match later {
        0 => None,
        1.. => Some(format!("{} later", word_duration(later))),
        _ => Some(format!("{} earlier", word_duration(later))),
    }
}
