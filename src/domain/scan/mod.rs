//! The scan of a big log, as far as it is pure: which lines are worth a look, which of several keys judges a token,
//! at which moment, and what is counted.
//!
//! [`Prefilter`] passes over lines in which [`capture`](super::capture) can't find anything; it never passes over one
//! in which there is something. [`Keyring`] chooses a key by the token's `kid`. [`Record`] is a token's row in a long
//! list; [`Summary`] counts in bounded memory, whatever the input.

mod alone;
mod document;
mod endpoint;
mod keyring;
mod prefilter;
mod record;
mod summary;
mod tally;

pub use document::{Document, Look};
pub use endpoint::endpoint;
pub use keyring::{Checked, Inspected, Keyring};
pub use prefilter::Prefilter;
pub use record::{CodeSet, Record};
pub use summary::{Example, Sighting, Summary, Traits};
pub use tally::{Count, Tally};

use super::time::UnixTime;

/// The moment at which a token is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// The same for all.
    Moment(UnixTime),
    /// That of the line the token was found in; where it has none, this one.
    Line {
        /// The moment for lines that don't say theirs.
        otherwise: UnixTime,
    },
}

impl AsOf {
    /// The moment for a token that was captured at a time, as written; and whether it is the line's own.
    #[must_use]
    pub fn resolve(self, captured_at: impl FnOnce() -> Option<UnixTime>) -> (UnixTime, bool) {
        match self {
            Self::Moment(moment) => (moment, false),
            Self::Line { otherwise } => captured_at().map_or((otherwise, false), |moment| (moment, true)),
        }
    }
}
