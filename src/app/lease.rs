//! How long a copied secret stays in the clipboard.

use crate::domain::mint::TestToken;
use crate::domain::time::UnixTime;

/// How long a net token stays in the clipboard unless the settings say otherwise, in seconds.
pub const DEFAULT_CLEAR_AFTER: i64 = 120;

/// Below this many seconds of life a copied token is worth a warning.
pub const SHORT_LIFE: i64 = 60;

/// A secret that is in the clipboard, and when it is taken out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// What it is.
    pub label: &'static str,
    /// When it is taken out; never if it is to be kept.
    pub until: Option<UnixTime>,
}

impl Lease {
    /// For a test token: until it expires; a net token for some seconds, or always.
    #[must_use]
    pub fn of_token(label: &'static str, token: &TestToken, clear_after: Option<i64>, now: UnixTime) -> Self {
        let until = clear_after.map(|seconds| token.expires_at().unwrap_or(now.plus(seconds)));
        Self { label, until }
    }

    /// For any other secret: for some seconds, or always.
    #[must_use]
    pub fn of_secret(label: &'static str, clear_after: Option<i64>, now: UnixTime) -> Self {
        Self { label, until: clear_after.map(|seconds| now.plus(seconds)) }
    }

    /// Seconds that are left; nothing if it is to be kept.
    #[must_use]
    pub fn left(&self, now: UnixTime) -> Option<i64> {
        self.until.map(|until| until.since(now).max(0))
    }
}
