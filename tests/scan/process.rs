//! The program itself: Ctrl+C, a reader that goes away.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

use crate::material::{Scene, unsigned};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_token-debugger"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_log_that_is_followed_with_what_was_found() {
    let mut child = program().args(["scan", "-"]).spawn().unwrap();
    let stdin = child.stdin.take().unwrap();
    assert_that_ctrl_c_ends(child, stdin);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_named_pipe_that_says_nothing_more() {
    let scene = Scene::new();
    let pipe = scene.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let child = program().arg("scan").arg(&pipe).spawn().unwrap();
    let writer = std::fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    assert_that_ctrl_c_ends(child, writer);
}

/// Gives the program a line, and then Ctrl+C while its input is still open.
#[cfg(unix)]
fn assert_that_ctrl_c_ends(mut child: Child, mut input: impl std::io::Write) {
    writeln!(input, "{}", unsigned(1)).unwrap();
    input.flush().unwrap();
    // The first line comes while the input is still open.
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    assert!(line.contains("\"line\":1}"), "{line}");
    let number = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &number]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "the token has an error: {stderr}");
    assert!(stderr.starts_with("token-debugger: Stopped early, with 1 token in 1 line\n"), "{stderr}");
    drop(input);
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let scene = Scene::new();
    let path =
        scene.write("big.log", (0..2000).map(|line| format!("{}\n", unsigned(line % 5))).collect::<Vec<_>>().concat());
    let mut child = program().args(["scan", &path, &path, &path]).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
