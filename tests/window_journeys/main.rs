//! The window, used by what a screen reader reads out: the accessible names. The program and what it paints are the
//! real ones; the world around it, files, clipboard and dialog, is played by a [`support::World`]. No screen is needed.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used)]
#![allow(clippy::duplicate_mod, reason = "token_support has key_support for itself")]

#[allow(dead_code, reason = "each test takes its part")]
#[path = "../key_support/mod.rs"]
mod key_support;
#[cfg(target_os = "linux")]
#[path = "../processor_time/mod.rs"]
mod processor_time;
#[path = "../token_support/mod.rs"]
mod token_support;

mod compare;
mod create;
mod journeys;
mod key;
mod list;
mod read;
mod settings;
mod shell;
#[cfg(target_os = "linux")]
mod speed;
mod support;
