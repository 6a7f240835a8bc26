//! `scan`: the prefilter against capture, the engine, the command line.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bounds;
mod command_line;
mod document;
mod endpoint;
mod engine;
mod inputs;
mod keyring;
mod lines;
mod material;
mod prefilter;
#[path = "../private_file/mod.rs"]
mod private_file;
mod process;
#[path = "../processor_time/mod.rs"]
mod processor_time;
mod summary;
#[path = "../command_line/support.rs"]
#[allow(dead_code, reason = "each test takes its part")]
mod support;
