//! The window for who works without a mouse or without eyes: names, roles, values, announcements, and the way of the
//! keyboard, in every pane and state.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used)]
#![allow(clippy::duplicate_mod, reason = "token_support has key_support for itself")]

#[allow(dead_code, reason = "each test takes its part")]
#[path = "../key_support/mod.rs"]
mod key_support;
#[path = "../scan_support/mod.rs"]
mod scan_support;
#[allow(dead_code, reason = "each test takes its part")]
#[path = "../window_journeys/support.rs"]
mod support;
#[path = "../token_support/mod.rs"]
mod token_support;

mod announcements;
mod keyboard;
mod states;
mod tree;
