//! The running program without a window: what a person does, and what follows.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod clipboard;
mod creating;
mod keys;
mod pace;
mod reading;
mod settings;
mod support;
mod waiting;
