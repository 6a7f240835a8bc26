//! The arguments of the window's own program, as far as no window opens.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_token-debugger-window")).args(arguments).output().unwrap()
}

#[test]
fn help_and_version_are_printed_without_a_window() {
    for option in ["--help", "-h"] {
        let output = run(&[option]);
        assert!(output.status.success(), "{option}");
        assert!(String::from_utf8(output.stdout).unwrap().contains("Usage: token-debugger-window [FILE]"), "{option}");
    }
    for option in ["--version", "-V"] {
        let output = run(&[option]);
        let expected = concat!("token-debugger-window ", env!("CARGO_PKG_VERSION"), "\n");
        assert_eq!((output.status.code(), String::from_utf8(output.stdout).unwrap().as_str()), (Some(0), expected));
    }
}

#[test]
fn what_is_neither_a_file_nor_an_option_is_refused_and_not_repeated() {
    for arguments in [&["--secret-of-somebody"][..], &["-x"], &[""], &["a.env", "secret-of-somebody"]] {
        let output = run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said.contains("takes one file and no options") && said.contains("Usage:"), "{said}");
        assert!(!said.contains("secret-of-somebody"), "{said}");
    }
}
