//! Vectors that others published, or that scripts make with others' tools: JSON, keys, `.env` spellings, signatures.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../token_support/mod.rs"]
mod token_support;

mod dotenv;
mod json;
mod keys;
mod signatures;
