//! A key file that other users may read is warned of, with the command that shuts it; the key is used all the same.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use token_debugger::app;
use token_debugger::app::command::Report;
use token_debugger::app::memo::Memo;
use token_debugger::app::state::State;
use token_debugger::app::update::update;
use token_debugger::domain::credential::KeyNote;
use token_debugger::domain::finding::Severity;
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::time::{UnixTime, Zone};

const NOW: UnixTime = UnixTime(1_795_288_592);

const KEY: &[u8] = include_bytes!("fixtures/keys/good/live-ops.env");

fn key_file(name: &str, mode: u32) -> (TempDir, PathBuf) {
    file(KEY, name, mode)
}

fn file(content: &[u8], name: &str, mode: u32) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
    (folder, path)
}

fn run(words: &[&str], key: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_token-debugger"));
    command.args(words).arg(key).stdin(Stdio::null()).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn any_right_of_group_or_others_is_said_with_the_chmod_command() {
    for mode in [0o640, 0o604, 0o644, 0o610, 0o602, 0o666, 0o777] {
        let (_folder, path) = key_file("live-ops.env", mode);
        let output = run(&["key"], &path);
        assert_eq!(output.status.code(), Some(0), "{mode:o}");
        let seen = text(&output.stdout);
        assert!(seen.contains("The key file is open to other users of this machine"), "{mode:o}: {seen}");
        assert!(seen.contains(&format!("Keep it to yourself with chmod 600 '{}'", path.display())), "{mode:o}: {seen}");
    }
}

#[test]
fn a_file_of_its_owner_alone_is_not_warned_of() {
    for mode in [0o600, 0o400, 0o700] {
        let (_folder, path) = key_file("live-ops.env", mode);
        let output = run(&["key"], &path);
        assert!(!text(&output.stdout).contains("open to other users"), "{mode:o}");
        assert_eq!(text(&run(&["mint", "--key"], &path).stderr), "", "{mode:o}");
    }
}

#[test]
fn a_public_key_may_be_read_by_everybody() {
    let (_folder, path) = file(include_bytes!("fixtures/keys/good/public.pem"), "public.pem", 0o644);
    let output = run(&["key"], &path);
    assert_eq!(output.status.code(), Some(0));
    assert!(!text(&output.stdout).contains("open to other users"));
}

#[test]
fn the_command_quotes_a_path_with_blanks_and_quotes() {
    let (_folder, path) = key_file("Joe's live ops.env", 0o644);
    let json: serde_json::Value = serde_json::from_slice(&run(&["key", "--json"], &path).stdout).unwrap();
    let finding = &json["findings"][0];
    assert_eq!(finding["code"], "key_file_open_to_others");
    assert_eq!(finding["severity"], "warning");
    let command = finding["advice"].as_str().unwrap().strip_prefix("Keep it to yourself with ").unwrap();
    let status = Command::new("sh").args(["-c", command]).status().unwrap();
    assert!(status.success());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn mint_and_read_warn_on_standard_error_and_do_their_work() {
    let (_folder, path) = key_file("live-ops.env", 0o644);
    let minted = run(&["mint", "--net", "--key"], &path);
    assert_eq!(minted.status.code(), Some(0));
    let token = text(&minted.stdout).trim();
    let read = run(&["read", token, "--json", "--key"], &path);
    assert_eq!(read.status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_slice(&read.stdout).unwrap();
    assert_eq!(json["verdict"], "accept");
    for output in [&minted, &read] {
        let said = text(&output.stderr);
        assert!(said.contains("warning The key file is open to other users of this machine"), "{said}");
        assert!(said.contains("chmod 600 "), "{said}");
    }
}

#[test]
fn a_path_with_hidden_characters_is_not_put_into_a_command() {
    let (_folder, path) = key_file("live\u{202e}vne.env", 0o644);
    let output = run(&["key"], &path);
    assert!(text(&output.stdout).contains("Keep it to yourself with chmod 600\n"));
}

#[test]
fn the_window_says_it_when_the_key_is_loaded_and_keeps_it_with_the_key() {
    for is_open_to_others in [true, false] {
        let (mut state, mut memo) = (State::new(NOW, Zone::UTC), Memo::default());
        let report = Report::FileRead {
            path: PathBuf::from("/keys/live-ops.env"),
            result: Ok(SecretBytes::new(KEY.to_vec())),
            is_open_to_others,
        };
        update(&mut state, &mut memo, app::command::Command::Report(report), NOW);
        let key = state.credential.expect("the key is loaded");
        let said: Vec<String> = key.notes().iter().map(KeyNote::message).collect();
        let advice = state.notice.expect("it is said").advice;
        let wanted: &[&str] =
            if is_open_to_others { &["The key file is open to other users of this machine"] } else { &[] };
        assert_eq!(said, wanted);
        assert_eq!(
            advice,
            if is_open_to_others { "Keep it to yourself with chmod 600 '/keys/live-ops.env'" } else { "" }
        );
    }
}

#[test]
fn the_note_has_a_code_a_weight_and_the_command() {
    let note = KeyNote::OpenToOthers { command: "chmod 600 live-ops.env".to_owned() };
    assert_eq!((note.code(), note.severity()), ("key_file_open_to_others", Severity::Warning));
    assert_eq!(note.advice(), "Keep it to yourself with chmod 600 live-ops.env");
}
