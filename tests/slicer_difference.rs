//! What is shown of a change: the lines, with secrets masked.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod slicer_support;

use std::fmt::Write as _;

use slicer_support::{CONFIG, Numbers, secret};
use token_debugger::domain::slicer::{DiffKind, DiffLine, SlicerConfig, difference};

const NEW: &str = "token_eyJhbGciOiJFUzI1NiJ9.eyJuZXQiOnRydWV9.c2lnbmF0dXJlUeMw";
const DOTS: &str = "•••••••••••••";

fn change(text: &str) -> Vec<DiffLine> {
    let before = SlicerConfig::parse(text.as_bytes()).unwrap();
    difference(&before, &before.with_api_key(&secret(NEW), None).unwrap())
}

fn show(lines: &[DiffLine]) -> String {
    lines.iter().fold(String::new(), |mut out, line| {
        writeln!(out, "{}{:>3} {}", line.kind.sign(), line.number, line.text).unwrap();
        out
    })
}

#[test]
fn the_old_and_the_new_key_are_shown_by_their_ends() {
    let expected = [
        "   1 description: Live Capture".to_owned(),
        "   2 username: joe@example.com".to_owned(),
        format!("-  3 apikey: abcD{DOTS}IJKL"),
        format!("+  3 apikey: token_eyJh{DOTS}UeMw"),
        "   4 slicerID: slicer1234".to_owned(),
        format!("   5 failover_id: 1232{DOTS}f8c7"),
        "   6 enable_remote_config: 1   # a comment".to_owned(),
    ];
    let shown = show(&change(CONFIG));
    assert_eq!(shown.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn an_added_line_and_lines_that_are_far_away_are_shown_as_such() {
    let text = format!("{}username: joe\n{}", "a: 1\n".repeat(10), "b: 2\n".repeat(4));
    let kinds: Vec<(DiffKind, usize)> = change(&text).iter().map(|line| (line.kind, line.number)).collect();
    let same = |number| (DiffKind::Same, number);
    let expected = [
        (DiffKind::Skipped(8), 1),
        same(9),
        same(10),
        same(11),
        (DiffKind::Added, 12),
        same(13),
        same(14),
        same(15),
        (DiffKind::Skipped(1), 16),
    ];
    assert_eq!(kinds, expected);
    let skipped: Vec<String> = change(&text)
        .into_iter()
        .filter(|line| matches!(line.kind, DiffKind::Skipped(_)))
        .map(|line| line.text)
        .collect();
    assert_eq!(skipped, ["8 lines that stay", "1 line that stays"]);
}

#[test]
fn nothing_is_shown_as_changed_when_nothing_changes() {
    let config = SlicerConfig::parse(CONFIG.as_bytes()).unwrap();
    let lines = difference(&config, &config);
    assert_eq!(lines.iter().map(|line| line.kind).collect::<Vec<_>>(), [DiffKind::Skipped(6)]);
    let empty = SlicerConfig::parse(b"").unwrap();
    assert_eq!(difference(&empty, &empty), []);
}

/// A line of a config, and what of it may be shown.
const MASKED: &[(&str, &str)] = &[
    ("password: hunter2", "password: @"),
    ("PassWord:hunter2 # mine", "PassWord:@ # mine"),
    ("verbatim_password: hunter#2", "verbatim_password: @"),
    ("srt_passphrase: correct horse battery", "srt_passphrase: @"),
    ("my_secret:\thunter2", "my_secret:    @"),
    ("stream_key: abcDEF123", "stream_key: @"),
    ("upload_token: abcDEF123abcDEF123abcDEF123", "upload_token: @"),
    ("#password: hunter2", "#password: @"),
    ("  ## password : hunter2 # old", "  ## password : @ # old"),
    ("port: 1 # password: hunter2", "port: 1 # password: @"),
    ("#apikey: abcDEFghiJKLmnoPQRtuvWXYz123ABCdefGHIJKL", "#apikey: abcD@IJKL"),
    ("failover_id: short", "failover_id: @"),
    ("output: rtmp://joe:hunter2@host/live", "output: rtmp://@@host/live"),
    ("output: srt://host:9000?passphrase=hunter2&mode=caller", "output: srt://host:9000?passphrase=@&mode=caller"),
    ("meta apikey=abcDEF123", "meta apikey=@"),
    ("apikey abcDEFghiJKLmnoPQRtuvWXYz123ABCdefGHIJKL", "apikey abcD@IJKL"),
    ("meta: A=abcDEFghiJKLmnoPQRtuvWXYz123ABCdefGHIJKL", "meta: A=abcD@IJKL"),
    ("description: Live Capture, camera 2", "description: Live Capture, camera 2"),
    ("input: udp://239.1.1.1:5000", "input: udp://239.1.1.1:5000"),
    ("rgb_lut from /opt/luts/rec709_to_srgb.cube", "rgb_lut from /opt/luts/rec709_to_srgb.cube"),
    ("remote:on", "remote:on"),
    ("description: a\u{202e}b\u{1b}[2J", "description: a‹U+202E›b‹U+001B›[2J"),
];

#[test]
fn other_secrets_are_masked_wherever_they_stand() {
    for (line, shown) in MASKED {
        let text = format!("{line}\nusername: joe\n");
        let lines = change(&text);
        assert_eq!(lines[0].text, shown.replacen('@', DOTS, 1), "{line}");
    }
}

#[test]
fn a_long_line_is_cut_and_a_deep_one_does_no_harm() {
    for line in ["x ".repeat(100_000), "#".repeat(500_000), "a:#".repeat(300_000), "://".repeat(300_000)] {
        let shown = &change(&format!("{line}\nusername: joe\n"))[0].text;
        assert!(shown.chars().count() <= 241, "{}", shown.len());
    }
}

#[test]
fn no_run_of_a_secrets_middle_is_shown_in_random_lines() {
    const ALPHABET: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let mut numbers = Numbers(7);
    let forms = ["apikey: @", "# apikey : @ # x", "verbatim_apikey: @", "apikey=@", "note @ in text", "a: b # key: @"];
    for _ in 0..5_000 {
        let key: String = (0..40).map(|_| char::from(ALPHABET[numbers.below(ALPHABET.len())])).collect();
        if !key.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let form = numbers.pick(&forms);
        let before = SlicerConfig::parse(format!("username: joe\n{}\n", form.replace('@', &key)).as_bytes()).unwrap();
        let shown = show(&difference(&before, &before.with_api_key(&secret(NEW), None).unwrap()));
        assert!(!shown.contains(&key[4..9]), "{form}");
        assert!(!shown.contains(&key[31..36]), "{form}");
    }
}

#[test]
fn a_token_in_the_place_of_a_name_or_behind_other_letters_is_masked() {
    let shown = show(&change(&format!("x{NEW} : Live\n# a_{}\nusername: joe\n", &NEW[6..])));
    assert!(shown.contains("xtok") && shown.contains("UeMw : ") && shown.contains("# a_ey"), "{shown}");
    assert!(!shown.contains("c2lnbmF0dXJl") && !shown.contains("eyJuZXQiOnRydWV9"), "{shown}");
}

#[test]
fn the_kinds_of_a_difference_have_their_names() {
    let kinds = [DiffKind::Same, DiffKind::Removed, DiffKind::Added, DiffKind::Skipped(2)];
    assert_eq!(kinds.map(DiffKind::as_str), ["same", "removed", "added", "skipped"]);
    assert_eq!(kinds.map(DiffKind::sign), [' ', '-', '+', ' ']);
}
