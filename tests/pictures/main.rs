//! What the window looks like: pictures of every pane in both themes, empty, normal and crowded, compared with stored
//! ones; and that no text is cut off or lies on another one, in any size and at any zoom. No screen is needed.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used)]
#![allow(clippy::duplicate_mod, reason = "token_support has key_support for itself")]

#[allow(dead_code, reason = "each test takes its part")]
#[path = "../key_support/mod.rs"]
mod key_support;
#[path = "../scan_support/mod.rs"]
mod scan_support;
#[path = "../token_support/mod.rs"]
mod token_support;
#[path = "../window_support/mod.rs"]
mod window_support;

mod golden;
mod order;
mod painter;
mod picture;
mod room;
mod scenes;
