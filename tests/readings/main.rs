//! What a reader is shown of a token: its lines with notes, two tokens side by side, where it was found, the summary.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../token_support/mod.rs"]
mod token_support;

mod comparison;
mod explanation;
mod key_notes;
mod lines;
mod names;
mod redaction;
mod summary;
