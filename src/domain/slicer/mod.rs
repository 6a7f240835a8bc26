//! A Slicer's config: read without loss, changed in one value, and the terms on which a token may stand in it.
//!
//! The line `apikey: token_<JWT>`, the one scope, `net` and the restart command are documented on
//! docs.uplynk.com/reference/scoped-api-keys. `line` knows how one line is written, `config` is the document, `mask`
//! hides secrets in what is shown, `difference` shows a change, `readiness` judges key and token, `command` words what
//! the user runs.

mod command;
mod config;
mod difference;
mod error;
mod line;
mod mask;
mod note;
mod readiness;

use super::secret::SecretText;

pub use command::{RESTART_COMMAND, TokenSource, chmod_command, sudo_command};
pub use config::{ContentHash, MAX_CONFIG, SlicerConfig};
pub use difference::{DiffKind, DiffLine, difference};
pub use error::SlicerConfigError;
pub use note::ConfigNote;
pub use readiness::{
    Need, NeedState, REMINDERS, Requirement, Terms, WORLD_READABLE, WORLD_READABLE_ADVICE, is_ready, readiness,
    readiness_of_token,
};

/// What stands behind `apikey:` (documented: one underscore).
#[must_use]
pub fn api_key_value(token: &str) -> SecretText {
    SecretText::new(format!("token_{token}"))
}

/// The whole line.
#[must_use]
pub fn line_of(token: &str) -> SecretText {
    SecretText::new(format!("apikey: {}", api_key_value(token).expose()))
}
