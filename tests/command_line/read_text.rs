//! `read`: what a terminal gets, and input that is no clean text.

use std::io::{self, Read, Write};

use token_debugger::cli::{self, Outcome, World};
use token_debugger::domain::capture::MAX_TEXT;
use token_debugger::domain::time::{UnixTime, Zone};

use super::support::{HIDDEN, NOW, assert_visible, claims_with, good_token, header, live_ops, run, sign};

/// The same text as JSON writes it in a string.
const HIDDEN_IN_JSON: &str = r"a\u001b[31m\u202e\u009b\u007fz";

#[test]
fn the_verdict_comes_first_then_findings_with_advice_then_both_parts() {
    let key = live_ops();
    let output = run(&["read", &good_token(), "--key", &key, "--at", "1763752892"], b"");
    let lines: Vec<&str> = output.stdout.lines().collect();
    assert_eq!(lines[0], "Would be refused · 1 problem · signature verified with live-ops.env");
    let finding = lines.iter().position(|line| line.starts_with("error ")).unwrap();
    assert!(lines[finding].contains("3 min 12 s ago") && lines[finding].contains("19:18:20 UTC"), "{}", lines[finding]);
    assert!(lines[finding].ends_with("[expired, /claims/exp]"));
    assert!(lines[finding + 1].starts_with("        ") && lines[finding + 1].len() > 20);
    let header = lines.iter().position(|line| *line == "Header").unwrap();
    let claims = lines.iter().position(|line| *line == "Claims").unwrap();
    assert!(finding < header && header < claims);
    assert_eq!(output.code, 1);
}

#[test]
fn times_are_shown_raw_in_utc_in_the_local_zone_and_relative() {
    let (mut stdout, mut stderr, token) = (Vec::new(), Vec::new(), good_token());
    let mut world = World {
        stdin: &mut token.as_bytes(),
        stdout: &mut stdout,
        stderr: &mut stderr,
        now: UnixTime(NOW + 10),
        local: Zone::new(|_| 5 * 3600 + 1800),
        colour: false,
    };
    assert_eq!(cli::run(["token-debugger", "read"].map(Into::into), &mut world), Outcome::Exit(0));
    let text = String::from_utf8(stdout).unwrap();
    let exp = text.lines().find(|line| line.contains("\"exp\"")).unwrap();
    for part in ["1763752700", "19:18:20 UTC", "00:48:20 local", "in 4 min 50 s"] {
        assert!(exp.contains(part), "{part} is not in {exp}");
    }
}

#[test]
fn hidden_characters_of_a_token_never_reach_the_terminal() {
    let claims = claims_with(&format!(r#""{HIDDEN_IN_JSON}":"{HIDDEN_IN_JSON}","iss":"{HIDDEN_IN_JSON}","#));
    let raw = claims_with("\"n\u{202e}\u{7f}\u{9b}\":1,\"iss\":\"\u{2066}b\u{feff}\",");
    let kid = header().replace("\"kid\":\"", &format!("\"kid\":\"{HIDDEN_IN_JSON}"));
    for token in [sign(&header(), &claims), sign(&header(), &raw), sign(&kid, &claims)] {
        for arguments in [&["read", "--json"][..], &["read"]] {
            let output = run(arguments, token.as_bytes());
            assert_visible(&output.stdout);
            assert_visible(&output.stderr);
        }
        assert!(run(&["read", "--json"], token.as_bytes()).codes().contains(&"suspicious_text".to_owned()));
        let text = run(&["read"], token.as_bytes()).stdout;
        assert!(text.contains("‹U+"), "{text}");
    }
}

#[test]
fn escaped_json_still_means_what_the_token_says() {
    let token = sign(&header(), &claims_with(&format!(r#""iss":"{HIDDEN_IN_JSON}","#)));
    assert_eq!(run(&["read", "--json"], token.as_bytes()).json()["claims"]["iss"], HIDDEN);
    let raw = sign(&header(), &claims_with("\"iss\":\"\u{202e}\u{e0001}\","));
    assert_eq!(run(&["read", "--json"], raw.as_bytes()).json()["claims"]["iss"], "\u{202e}\u{e0001}");
}

#[test]
fn hidden_characters_of_arguments_never_reach_the_terminal() {
    let calls = [
        vec!["read".to_owned(), format!("--{HIDDEN}")],
        vec!["read".to_owned(), "--at".to_owned(), HIDDEN.to_owned()],
        vec!["read".to_owned(), "--key".to_owned(), format!("/nowhere/{HIDDEN}.env")],
        vec!["read".to_owned(), HIDDEN.to_owned()],
        vec!["key".to_owned(), format!("/nowhere/{HIDDEN}/{HIDDEN}")],
        vec!["mint".to_owned(), "--as".to_owned(), HIDDEN.to_owned()],
    ];
    for call in calls {
        let call: Vec<&str> = call.iter().map(String::as_str).collect();
        let output = run(&call, b"");
        assert_eq!(output.code, 2, "{call:?}");
        assert_visible(&output.stderr);
    }
}

#[cfg(unix)]
#[test]
fn hidden_characters_of_a_file_name_never_reach_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{HIDDEN}.env"));
    std::fs::copy(live_ops(), &path).unwrap();
    let output = run(&["read", &good_token(), "--key", path.to_str().unwrap()], b"");
    assert!(output.stdout.contains("verified with a‹U+001B›[31m‹U+202E›‹U+009B›‹U+007F›z.env"), "{}", output.stdout);
    assert_visible(&output.stdout);
}

#[test]
fn colours_are_the_only_escapes_on_a_terminal() {
    let token = sign(&header(), &claims_with(&format!(r#""iss":"{HIDDEN_IN_JSON}","#)));
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut world = World {
        stdin: &mut token.as_bytes(),
        stdout: &mut stdout,
        stderr: &mut stderr,
        now: UnixTime(NOW),
        local: Zone::UTC,
        colour: true,
    };
    cli::run(["token-debugger", "read"].map(Into::into), &mut world);
    let text = String::from_utf8(stdout).unwrap();
    assert!(text.starts_with("\u{1b}["));
    let mut plain = text;
    for code in ["0", "1", "2", "1;31", "1;32", "1;33"] {
        plain = plain.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_visible(&plain);
}

#[test]
fn empty_and_blank_input_is_said_to_have_no_text() {
    for input in [&b""[..], b" \r\n\t\n", "\u{feff}".as_bytes()] {
        run(&["read"], input).assert_unusable("There is no text");
        run(&["read", "--json"], input).assert_unusable("There is no text");
    }
    run(&["read", ""], b"").assert_unusable("There is no text");
}

#[test]
fn text_without_a_token_says_what_it_looks_like_instead() {
    let env = std::fs::read(live_ops()).unwrap();
    let output = run(&["read"], &env);
    output.assert_unusable("the .env file of a key");
    assert!(!output.stderr.contains("LS0tLS1CRUdJTi"), "the key is repeated: {}", output.stderr);
    run(&["read"], b"https://services.uplynk.com/api/v4/assets").assert_unusable("an address");
}

#[test]
fn text_of_the_greatest_size_is_searched() {
    let token = good_token();
    let mut text = vec![b' '; MAX_TEXT - token.len()];
    text.extend(token.as_bytes());
    let json = run(&["read", "--json"], &text).json();
    assert_eq!(json["found"]["end"], MAX_TEXT);
}

#[test]
fn one_byte_more_is_refused_without_naming_a_wrong_size() {
    for more in [1, 5 * MAX_TEXT] {
        let text = vec![b'a'; MAX_TEXT + more];
        run(&["read"], &text).assert_unusable("more than 1048576 bytes");
    }
}

/// A stream without an end, which counts what is taken from it.
struct Endless(u64);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer.fill(b'a');
        self.0 += u64::try_from(buffer.len()).unwrap();
        Ok(buffer.len())
    }
}

#[test]
fn input_without_an_end_is_read_up_to_the_limit_only() {
    let (mut stdin, mut stdout, mut stderr) = (Endless(0), Vec::new(), Vec::new());
    let mut world = World {
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
        now: UnixTime(NOW),
        local: Zone::UTC,
        colour: false,
    };
    assert_eq!(cli::run(["token-debugger", "read"].map(Into::into), &mut world), Outcome::Exit(2));
    assert!(stdout.is_empty());
    assert!(stdin.0 <= u64::try_from(MAX_TEXT).unwrap() + 1);
}

#[test]
fn bytes_that_are_not_utf8_do_not_move_the_offsets() {
    let token = good_token();
    let mut input = b"caf\xe9 \xff\xfe\x80 ".to_vec();
    let start = input.len();
    input.extend(token.as_bytes());
    input.extend(b" \xc3");
    let json = run(&["read", "--json"], &input).json();
    assert_eq!(json["found"]["start"], start);
    assert_eq!(json["found"]["end"], start + token.len());
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_utf8_does_not_move_the_offsets() {
    use std::os::unix::ffi::OsStringExt as _;
    let token = good_token();
    let argument = [b"\xff\xe9 ", token.as_bytes()].concat();
    let arguments = ["read".into(), std::ffi::OsString::from_vec(argument), "--json".into()];
    let json = super::support::run_os(arguments, b"").json();
    assert_eq!(json["found"]["start"], 3);
}

#[test]
fn any_bytes_get_an_answer() {
    // A linear congruential generator (Numerical Recipes): reproducible noise.
    let mut state = 1_u32;
    for length in [1_usize, 7, 64, 1000, 65_536] {
        let mut noise = Vec::with_capacity(length);
        while noise.len() < length {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.extend(state.to_be_bytes());
        }
        let token = good_token();
        let around = [&noise, token.as_bytes(), &noise].concat();
        for input in [noise, around] {
            let output = run(&["read", "--json"], &input);
            assert!(output.code <= 2);
            assert_eq!(output.stdout.is_empty(), output.code == 2);
            assert_visible(&output.stdout);
            assert_visible(&output.stderr);
        }
    }
}

/// A stream whose reader is gone.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_has_gone_ends_the_program_quietly() {
    let key = live_ops();
    for arguments in [
        vec!["read"],
        vec!["read", "--json"],
        vec!["scopes"],
        vec!["scopes", "--json"],
        vec!["key", &key],
        vec!["key", &key, "--json"],
        vec!["mint", "--key", &key],
        vec!["mint", "--key", &key, "--json"],
        vec!["--help"],
    ] {
        let (mut stderr, token) = (Vec::new(), good_token());
        let mut world = World {
            stdin: &mut token.as_bytes(),
            stdout: &mut Closed,
            stderr: &mut stderr,
            now: UnixTime(NOW),
            local: Zone::UTC,
            colour: false,
        };
        let call = std::iter::once("token-debugger").chain(arguments.iter().copied()).map(Into::into);
        assert_eq!(cli::run(call, &mut world), Outcome::Exit(0), "{arguments:?}");
        assert!(stderr.is_empty(), "{arguments:?}");
    }
}
