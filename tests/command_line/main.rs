//! The command line, called as the shell calls it: `cli::run` with its streams and its clock as arguments, and, where
//! the operating system has a say, the program itself.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod compare;
mod generate;
mod help;
mod key;
mod mint;
mod misplaced;
#[path = "../private_file/mod.rs"]
pub(crate) mod private_file;
mod process;
mod read;
mod read_text;
mod readme;
mod scopes;
mod support;
