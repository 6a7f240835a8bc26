//! What is worth knowing about a config that can be used.

use thiserror::Error;

/// Something about a config that doesn't stop it from being changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConfigNote {
    /// `password`, which is obsolete.
    #[error("password on line {line} is obsolete")]
    PasswordObsolete {
        /// Its line, counted from 1.
        line: usize,
    },
    /// `apikey` in other letters.
    #[error("apikey on line {line} is written in other letters than usual")]
    OtherSpelling {
        /// Its line, counted from 1.
        line: usize,
    },
    /// A line that starts with `apikey` and has no colon.
    #[error("Line {line} starts with apikey but is no setting: it has no colon")]
    NoColon {
        /// Its line, counted from 1.
        line: usize,
    },
    /// A comment that follows the value of `apikey` without a blank.
    #[error("The comment on line {line} follows the value without a blank")]
    CommentWithoutBlank {
        /// Its line, counted from 1.
        line: usize,
    },
}

impl ConfigNote {
    /// A stable name of the case, in snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::PasswordObsolete { .. } => "password_obsolete",
            Self::OtherSpelling { .. } => "apikey_other_spelling",
            Self::NoColon { .. } => "apikey_without_colon",
            Self::CommentWithoutBlank { .. } => "comment_without_blank",
        }
    }

    /// Its line, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        match self {
            Self::PasswordObsolete { line }
            | Self::OtherSpelling { line }
            | Self::NoColon { line }
            | Self::CommentWithoutBlank { line } => *line,
        }
    }

    /// What the user can do.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::PasswordObsolete { .. } => "Remove the line in an editor. This program leaves it as it is.",
            Self::OtherSpelling { .. } => "Write apikey, unless the Slicer is known to take it so.",
            Self::NoColon { .. } => "Write apikey, a colon, a blank and the value, or remove the line.",
            Self::CommentWithoutBlank { .. } => "Put a blank before the #, so that nobody takes it for the value's.",
        }
    }
}
