//! The scope that a call needs, against what the token has and what the key grants.

use super::endpoint::{Basis, Endpoint};
use crate::domain::scope::{Coverage, coverage_by};

/// The scope that the catalogue names for a call, and who has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeededScope {
    endpoint: Option<&'static Endpoint>,
    in_token: Coverage,
    in_key: Option<Coverage>,
}

/// What follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeState {
    /// The catalogue does not have the call, so the scope is not known.
    NotKnown,
    /// The token has it, and so far as is known the key grants it.
    Ready,
    /// The token has it by a rule that is presumed.
    Presumed,
    /// The token lacks it, the key grants it.
    NotInToken,
    /// The key does not grant it, whatever the token says.
    NotInKey,
    /// The token lacks it, and what the key grants is not known.
    GrantNotKnown,
}

impl ScopeState {
    /// The stable name, as in JSON output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotKnown => "not_known",
            Self::Ready => "ready",
            Self::Presumed => "presumed",
            Self::NotInToken => "not_in_token",
            Self::NotInKey => "not_in_key",
            Self::GrantNotKnown => "grant_not_known",
        }
    }

    /// Whether nothing speaks against sending the request.
    #[must_use]
    pub fn is_ready(self) -> bool {
        matches!(self, Self::Ready | Self::Presumed)
    }
}

impl NeededScope {
    /// Compares the scope of an endpoint with the token's scopes and, where they are known, the key's.
    #[must_use]
    pub fn new(endpoint: Option<&'static Endpoint>, token: &[String], key: Option<&[String]>) -> Self {
        let covered = |scopes: &[String]| endpoint.map_or(Coverage::No, |row| coverage_by(scopes, &row.scope));
        Self { endpoint, in_token: covered(token), in_key: key.map(covered) }
    }

    /// The scope; nothing if the call is not in the catalogue.
    #[must_use]
    pub fn scope(&self) -> Option<&'static str> {
        self.endpoint.map(|row| row.scope.as_str())
    }

    /// How that is known.
    #[must_use]
    pub fn basis(&self) -> Option<Basis> {
        self.endpoint.map(|row| row.basis)
    }

    /// What follows.
    #[must_use]
    pub fn state(&self) -> ScopeState {
        match (self.endpoint, self.in_token, self.in_key) {
            (None, ..) => ScopeState::NotKnown,
            (_, _, Some(Coverage::No)) => ScopeState::NotInKey,
            (_, Coverage::No, Some(_)) => ScopeState::NotInToken,
            (_, Coverage::No, None) => ScopeState::GrantNotKnown,
            (_, Coverage::Presumed, _) => ScopeState::Presumed,
            (_, Coverage::Same | Coverage::Documented, _) => ScopeState::Ready,
        }
    }

    /// The scopes of a token that can do this call and nothing else; nothing if the scope is not known.
    #[must_use]
    pub fn only(&self) -> Option<Vec<String>> {
        Some(vec![self.scope()?.to_owned()])
    }

    /// One sentence without a full stop: `This call needs video.services.channels:read (inferred); the token has it`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Some(row) = self.endpoint else {
            return "This call is not in the catalogue, so the scope that it needs is not known".to_owned();
        };
        let state = match self.state() {
            ScopeState::NotKnown => "it is not known",
            ScopeState::Ready => "the token has it",
            ScopeState::Presumed => "the token has a wider one, which presumably covers it",
            ScopeState::NotInToken => "the token lacks it, the key grants it",
            ScopeState::NotInKey => "the key does not grant it",
            ScopeState::GrantNotKnown => "the token lacks it, and what the key grants is not known",
        };
        format!("This call needs {} ({}); {state}", row.scope, row.basis.as_str())
    }

    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self.state() {
            ScopeState::NotKnown => "Take a scope whose summary fits; the service decides.",
            ScopeState::Ready => "Nothing is to be done.",
            ScopeState::Presumed => "If the answer is 403, use only this scope.",
            ScopeState::NotInToken => "Use only this scope, or add it to the token.",
            ScopeState::NotInKey => "Grant the scope in a new revision of the key, or use another key.",
            ScopeState::GrantNotKnown => "Use only this scope; the service refuses it if the key does not grant it.",
        }
    }
}
