//! The program itself: Ctrl+C, a reader that goes away.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Command, Stdio};

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
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{}", unsigned(1)).unwrap();
    stdin.flush().unwrap();
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
    drop(stdin);
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
