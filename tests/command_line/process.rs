//! The program itself, where the operating system has a say: exit codes, streams that are closed, no screen.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use super::support::{good_token, key_file, live_ops};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_token-debugger"));
    command.stdin(Stdio::null()).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command
}

fn run(arguments: &[&str], stdin: &str) -> Output {
    let mut child =
        program().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A call that can't be carried out ends without reading.
    match child.stdin.take().unwrap().write_all(stdin.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => panic!("{error}"),
        _ => {}
    }
    child.wait_with_output().unwrap()
}

#[test]
fn the_exit_code_tells_the_verdict_from_a_call_that_cannot_be_carried_out() {
    let (key, other) = (live_ops(), key_file("other.env"));
    let token = good_token();
    for (arguments, stdin, code) in [
        (&["read", "--key", &key, "--at", "1763752400"][..], token.as_str(), 0),
        (&["read", "--key", &key], &token, 1),
        (&["read", "--key", &key], "no token here", 2),
        (&["read", "--key", "nowhere.env"], &token, 2),
        (&["mint", "--key", &key], "", 0),
        (&["mint", "--key", &other, "--as", "slicer"], "", 1),
        (&["mint"], "", 2),
        (&["key", &key], "", 0),
        (&["scopes"], "", 0),
        (&["--help"], "", 0),
        (&["--version"], "", 0),
    ] {
        let output = run(arguments, stdin);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.stdout.is_empty(), code == 2, "{arguments:?}");
    }
}

#[test]
fn a_fresh_token_is_accepted_by_the_clock_of_the_machine() {
    let key = live_ops();
    let minted = run(&["mint", "--key", &key], "");
    let read = run(&["read", "--key", &key, "--json"], &String::from_utf8(minted.stdout).unwrap());
    assert!(String::from_utf8(read.stdout).unwrap().contains(r#""verdict":"accept""#));
    assert_eq!(read.status.code(), Some(0));
}

#[test]
fn output_that_is_no_terminal_has_no_colours() {
    let output = run(&["read"], &good_token());
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn a_closed_standard_output_ends_the_program_quietly() {
    let key = live_ops();
    for arguments in [&["scopes"][..], &["scopes", "--json"], &["mint", "--key", &key], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = program().args(arguments).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_not_taken_for_success() {
    let key = live_ops();
    for arguments in [&["scopes"][..], &["scopes", "--json"], &["mint", "--key", &key], &["key", &key]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = program().args(arguments).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr.contains("The output can't be written") && stderr.lines().count() == 2, "{stderr}");
    }
}

#[test]
fn a_standard_input_with_nothing_in_it_does_not_make_the_program_wait() {
    let output = program().arg("read").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
}

#[test]
fn without_a_screen_the_program_says_so_and_names_the_command_line() {
    let output = program().output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.starts_with("token-debugger: ") && stderr.contains("token-debugger --help"), "{stderr}");
    assert!(output.stdout.is_empty());
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[test]
fn a_command_line_without_the_windows_program_beside_it_says_so_and_what_to_do() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let alone = folder.path().join("token-debugger");
    // A copy could still be open for writing in the child of another test, and then can't be run.
    std::fs::hard_link(env!("CARGO_BIN_EXE_token-debugger"), &alone).unwrap();
    let output = Command::new(alone).stdin(Stdio::null()).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("token-debugger-window is not beside token-debugger"), "{stderr}");
    assert!(stderr.contains("use the command line: token-debugger --help"), "{stderr}");
}

#[cfg(not(feature = "gui"))]
#[test]
fn the_build_without_a_window_has_the_whole_command_line() {
    let help = String::from_utf8(run(&["--help"], "").stdout).unwrap();
    for subcommand in ["read", "mint", "scopes", "key"] {
        assert!(help.contains(subcommand));
    }
}
