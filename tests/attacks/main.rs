//! Attacks that others published, tried on this program, and the table of them in SECURITY.md.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../token_support/mod.rs"]
mod token_support;

mod claims;
mod compression;
mod keys_brought_along;
mod signatures;
mod table;
mod text;
