//! Words for a shell, through a real one.

use std::process::Command;

use proptest::prelude::*;
use token_debugger::domain::shell::quote;

/// What a shell makes of a command's arguments, each ended by NUL.
fn arguments_of(words: &str) -> Vec<u8> {
    let script = format!("printf '%s\\0' {words}");
    // No variable and no file may stand in for what the quotes should hold.
    let output = Command::new("sh").arg("-c").arg(script).env_clear().current_dir("/").output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Texts of what means something to a shell, and of any characters but NUL, which no argument can hold.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "'", "''", "'\\''", "\"", "\\", "\\'", "$(id)", "`id`", "${HOME}", "$x", "\n", "\r\n", "\t", " ", "*", "?",
            "[a]", "~", "!", "#", ";", "&", "|", "<", ">", "(", ")", "{a,b}", "=", "-n", "%s", "\u{1b}", "\u{202e}",
            "é", "😀",
        ])
        .prop_map(str::to_owned),
        "[^\\x00]{0,8}",
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn a_shell_gives_every_quoted_text_back(texts in proptest::collection::vec(text(), 1..6)) {
        let words: Vec<String> = texts.iter().map(|text| quote(text)).collect();
        let wanted = texts.join("\0") + "\0";
        prop_assert_eq!(arguments_of(&words.join(" ")), wanted.into_bytes());
    }
}

/// Positive control: without quotes the shell makes something else of it.
#[test]
fn a_shell_changes_what_is_not_quoted() {
    assert_eq!(arguments_of("$((1+1)) a  b"), b"2\0a\0b\0");
}
