//! Slicer configs as lossless documents: only the value of `apikey` changes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod slicer_support;

use slicer_support::{CONFIG, Numbers, secret};
use token_debugger::domain::slicer::{ConfigNote, MAX_CONFIG, SlicerConfig, SlicerConfigError};

const NEW: &str = "token_eyJhbGciOiJFUzI1NiJ9.eyJuZXQiOnRydWV9.c2lnbmF0dXJl";

fn set(before: &[u8]) -> Result<Vec<u8>, SlicerConfigError> {
    let changed = SlicerConfig::parse(before)?.with_api_key(&secret(NEW), None)?;
    Ok(changed.as_bytes().to_vec())
}

/// Before and after; `@` stands for the new value.
const SPELLINGS: &[(&str, &str, &str)] = &[
    ("usual", "apikey: abc\n", "apikey: @\n"),
    ("no blank behind the colon", "apikey:abc\n", "apikey:@\n"),
    ("blanks and tabs", " \tapikey \t:\t abc \t\n", " \tapikey \t:\t @ \t\n"),
    ("comment", "apikey: abc  # ops\n", "apikey: @  # ops\n"),
    ("comment that touches the value", "apikey: abc#ops\n", "apikey: @#ops\n"),
    ("comment with another comment", "apikey: abc # a # b: c\n", "apikey: @ # a # b: c\n"),
    ("CRLF", "username: joe\r\napikey: abc\r\nport: 1\r\n", "username: joe\r\napikey: @\r\nport: 1\r\n"),
    ("mixed line ends", "username: joe\napikey: abc\r\nport: 1\n", "username: joe\napikey: @\r\nport: 1\n"),
    ("no final newline", "port: 1\napikey: abc", "port: 1\napikey: @"),
    ("value with blanks", "apikey: abc def\n", "apikey: @\n"),
    ("value with a colon", "apikey: a:b\n", "apikey: @\n"),
    ("no value", "apikey:\n", "apikey: @\n"),
    ("no value, a blank", "apikey: \n", "apikey: @\n"),
    ("no value, CRLF", "apikey:\r\n", "apikey: @\r\n"),
    ("no value, the end", "apikey:", "apikey: @"),
    ("no value, a comment", "apikey: # ops\n", "apikey: @ # ops\n"),
    ("no value, a comment at once", "apikey:# ops\n", "apikey: @ # ops\n"),
    ("no value, a comment far behind", "apikey:    # ops\n", "apikey: @   # ops\n"),
    ("verbatim", "verbatim_apikey: a#b # c\n", "verbatim_apikey: @\n"),
    ("other letters", "ApiKey: abc\n", "ApiKey: @\n"),
    ("byte order mark", "\u{feff}apikey: abc\nport: 1\n", "\u{feff}apikey: @\nport: 1\n"),
    ("commented out beside", "#apikey: old\napikey: abc\n", "#apikey: old\napikey: @\n"),
    ("repeated others", "meta: A=1\nmeta: A=1\napikey: abc\n", "meta: A=1\nmeta: A=1\napikey: @\n"),
    ("other names", "apikey2: x\nmy_apikey: y\napikey: z\n", "apikey2: x\nmy_apikey: y\napikey: @\n"),
    (
        "no settings at all between",
        "remote:\nremote:on\nmeta A=1\nrgb_lut from /a: b\n\u{0}\napikey: abc\n",
        "remote:\nremote:on\nmeta A=1\nrgb_lut from /a: b\n\u{0}\napikey: @\n",
    ),
    ("none, username", "username: joe # me\nport: 1\n", "username: joe # me\napikey: @\nport: 1\n"),
    ("none, username, CRLF", "username: joe\r\nport: 1\r\n", "username: joe\r\napikey: @\r\nport: 1\r\n"),
    ("none, username last", "port: 1\nusername: joe", "port: 1\nusername: joe\napikey: @"),
    ("none, username last, CRLF", "port: 1\r\nusername: joe", "port: 1\r\nusername: joe\r\napikey: @"),
    ("none, username alone", "username: joe", "username: joe\napikey: @"),
    ("none, no username", "port: 1\n", "port: 1\napikey: @\n"),
    ("none, no username, CRLF", "port: 1\r\n", "port: 1\r\napikey: @\r\n"),
    ("none, no username, no final newline", "port: 1", "port: 1\napikey: @"),
    ("commented out alone", "#apikey: old\nusername: joe\n", "#apikey: old\nusername: joe\napikey: @\n"),
    ("empty", "", "apikey: @\n"),
    ("comments alone", "# nothing yet\n\n", "# nothing yet\n\napikey: @\n"),
];

#[test]
fn every_spelling_of_the_line_keeps_all_but_the_value() {
    for (name, before, after) in SPELLINGS {
        assert_eq!(SlicerConfig::parse(before.as_bytes()).unwrap().as_bytes(), before.as_bytes(), "{name}");
        let changed = set(before.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(String::from_utf8(changed).unwrap(), after.replace('@', NEW), "{name}");
    }
}

#[test]
fn setting_the_same_value_again_changes_nothing() {
    for (name, before, _) in SPELLINGS {
        let once = set(before.as_bytes()).unwrap();
        assert_eq!(set(&once).unwrap(), once, "{name}");
    }
}

#[test]
fn bytes_that_are_not_utf8_stay() {
    let before = b"description: caf\xe9 # \xff\xfe\napikey: abc # \x80\x00\n\xc3\n";
    let changed = set(before).unwrap();
    let after = [b"description: caf\xe9 # \xff\xfe\napikey: ", NEW.as_bytes(), b" # \x80\x00\n\xc3\n"].concat();
    assert_eq!(changed, after);
}

#[test]
fn several_api_key_lines_are_named_and_the_user_chooses() {
    let text = "apikey: a\nusername: joe\nverbatim_apikey: b#c\napikey: d # e\n";
    let config = SlicerConfig::parse(text.as_bytes()).unwrap();
    assert_eq!(config.api_key_lines(), [1, 3, 4]);
    let error = config.with_api_key(&secret(NEW), None).unwrap_err();
    assert_eq!(error, SlicerConfigError::SeveralApiKeys { lines: vec![1, 3, 4] });
    assert_eq!(error.to_string(), "apikey is set on lines 1, 3 and 4");
    let chosen = config.with_api_key(&secret(NEW), Some(4)).unwrap();
    assert_eq!(chosen.as_bytes(), text.replace("apikey: d", &format!("apikey: {NEW}")).as_bytes());
    for line in [0, 2, 5, usize::MAX] {
        let error = config.with_api_key(&secret(NEW), Some(line)).unwrap_err();
        assert_eq!(error, SlicerConfigError::NotAnApiKeyLine { line, lines: vec![1, 3, 4] });
    }
}

#[test]
fn a_cloud_slicers_json_is_refused_with_the_reason() {
    for text in ["{\"apikey\": \"x\"}", "\u{feff} \r\n{\n  \"slicers\": []", "[ {\"a\": 1}]"] {
        assert_eq!(SlicerConfig::parse(text.as_bytes()).unwrap_err(), SlicerConfigError::CloudSlicer, "{text}");
    }
    assert!(SlicerConfigError::CloudSlicer.to_string().contains("reserved"));
    assert!(SlicerConfig::parse(b"[section]\nport: 1\n").is_ok());
}

#[test]
fn what_is_no_config_is_refused() {
    let large = vec![b'#'; MAX_CONFIG + 1];
    assert_eq!(SlicerConfig::parse(&large).unwrap_err(), SlicerConfigError::TooLarge { size: MAX_CONFIG + 1 });
    assert!(SlicerConfig::parse(&large[1..]).is_ok());
    let utf16: Vec<u8> = CONFIG.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(SlicerConfig::parse(&utf16).unwrap_err(), SlicerConfigError::Utf16);
    assert_eq!(set(b"-----BEGIN PRIVATE KEY-----\nAAAA\n").unwrap_err(), SlicerConfigError::NoSetting);
    assert_eq!(set(b"KID=1\nSUB=2\n").unwrap_err(), SlicerConfigError::NoSetting);
}

#[test]
fn a_value_that_could_break_out_of_its_line_is_refused() {
    let config = SlicerConfig::parse(CONFIG.as_bytes()).unwrap();
    for value in ["", "token_a\nusername: eve", "token_a # b", "token_a#", "a\r", "{}", "tökén"] {
        let error = config.with_api_key(&secret(value), None).unwrap_err();
        assert_eq!(error, SlicerConfigError::ValueNotFit, "{value:?}");
    }
}

#[test]
fn notes_name_what_is_obsolete_or_doubtful_by_its_line() {
    let text = "password: hunter2\nApiKey: x\napikey y\nverbatim_password: z\napikey: a#b\n# password: old\n";
    let notes = SlicerConfig::parse(text.as_bytes()).unwrap().notes();
    let expected = [
        ConfigNote::PasswordObsolete { line: 1 },
        ConfigNote::OtherSpelling { line: 2 },
        ConfigNote::NoColon { line: 3 },
        ConfigNote::PasswordObsolete { line: 4 },
        ConfigNote::CommentWithoutBlank { line: 5 },
    ];
    assert_eq!(notes, expected);
    assert_eq!(SlicerConfig::parse(CONFIG.as_bytes()).unwrap().notes(), []);
}

#[test]
fn no_content_reaches_debug_or_messages() {
    let text = "password: hunter2\napikey: abcDEF\napikey: ghiJKL\n";
    let config = SlicerConfig::parse(text.as_bytes()).unwrap();
    let error = config.with_api_key(&secret(NEW), None).unwrap_err();
    let told = format!("{config:?} {error:?} {error} {:?}", config.notes());
    for part in ["hunter2", "abcDEF", "ghiJKL"] {
        assert!(!told.contains(part), "{told}");
    }
}

/// What stands before and behind the value of a random config with one `apikey` line.
struct Sample {
    before: Vec<u8>,
    value: Vec<u8>,
    behind: Vec<u8>,
}

fn random_bytes(numbers: &mut Numbers, most: usize) -> Vec<u8> {
    let length = numbers.below(most);
    (0..length).map(|_| u8::try_from(numbers.below(256)).unwrap()).filter(|byte| *byte != b'\n').collect()
}

fn random_line(numbers: &mut Numbers) -> Vec<u8> {
    let start = match numbers.below(10) {
        0 => "",
        1 => "#",
        2 => " \t# apikey: ",
        3 => "meta A=",
        4 => "verbatim_description: ",
        5 => "remote:",
        6 => "apikey_2: ",
        7 => "=",
        8 => "enable_remote_config :\t",
        _ => "description: ",
    };
    let tail = if start.is_empty() { Vec::new() } else { random_bytes(numbers, 40) };
    let tail = tail.strip_suffix(b"\r").unwrap_or(&tail).to_vec();
    let end = numbers.pick(&["\n", "\n", "\r\n"]);
    [start.as_bytes(), &tail, end.as_bytes()].concat()
}

fn random_sample(numbers: &mut Numbers) -> Sample {
    let lines = |numbers: &mut Numbers| -> Vec<u8> {
        let count = numbers.below(6);
        (0..count).flat_map(|_| random_line(numbers)).collect()
    };
    let mut before = lines(numbers);
    let verbatim = numbers.below(8) == 0;
    before.extend_from_slice(numbers.pick(&["", "", " ", "\t"]).as_bytes());
    before.extend_from_slice(if verbatim { b"verbatim_apikey" } else { b"apikey" });
    before.extend_from_slice(numbers.pick(&["", "", " ", "\t "]).as_bytes());
    before.extend_from_slice(numbers.pick(&[":", ": ", ":   ", ":\t"]).as_bytes());
    let allowed = |byte: &u8| byte.is_ascii_graphic() && (verbatim || *byte != b'#');
    let mut value: Vec<u8> = random_bytes(numbers, 60).into_iter().filter(allowed).collect();
    value.push(b'K');
    let mut behind = numbers.pick(&["", "  ", "\t"]).as_bytes().to_vec();
    if !verbatim && numbers.below(2) == 0 {
        behind.push(b'#');
        behind.extend(random_bytes(numbers, 30).into_iter().filter(|byte| *byte != b'\r'));
    }
    if numbers.below(6) > 0 {
        behind.extend_from_slice(numbers.pick(&["\n", "\r\n"]).as_bytes());
        behind.extend(lines(numbers));
        if numbers.below(3) == 0 {
            behind.extend_from_slice(b"port: 1");
        }
    }
    Sample { before, value, behind }
}

#[test]
fn of_a_hundred_thousand_random_configs_only_the_values_bytes_differ() {
    let mut numbers = Numbers(4);
    for round in 0..100_000 {
        let Sample { before, value, behind } = random_sample(&mut numbers);
        let text = [before.as_slice(), &value, &behind].concat();
        let config = SlicerConfig::parse(&text).unwrap();
        assert_eq!(config.as_bytes(), text, "round {round}");
        let changed = config.with_api_key(&secret(NEW), None).unwrap();
        let expected = [before.as_slice(), NEW.as_bytes(), &behind].concat();
        assert_eq!(changed.as_bytes(), expected, "round {round}: {}", String::from_utf8_lossy(&text));
    }
}

#[test]
fn a_line_that_is_added_to_a_random_config_is_an_insertion_and_is_read_back() {
    let mut numbers = Numbers(5);
    for round in 0..20_000 {
        let count = numbers.below(8);
        let mut text: Vec<u8> = b"port: 1\n".to_vec();
        for _ in 0..count {
            text.extend(random_line(&mut numbers));
        }
        if numbers.below(2) == 0 {
            text.extend_from_slice(b"username: joe\r\n");
            text.extend(random_line(&mut numbers));
        }
        let config = SlicerConfig::parse(&text).unwrap();
        let changed = config.with_api_key(&secret(NEW), None).unwrap();
        assert_eq!(changed.api_key().unwrap().expose(), NEW, "round {round}");
        let after = changed.as_bytes();
        let head = text.iter().zip(after).take_while(|(one, other)| one == other).count();
        let tail = text.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
        assert!(head + tail >= text.len(), "round {round}: more than an insertion");
        assert!((2..=10).contains(&(after.len() - text.len() - NEW.len())), "round {round}");
    }
}

#[test]
fn any_bytes_are_read_or_refused_and_never_change() {
    let mut numbers = Numbers(6);
    for _ in 0..20_000 {
        let bytes = random_bytes(&mut numbers, 80);
        if let Ok(config) = SlicerConfig::parse(&bytes) {
            assert_eq!(config.as_bytes(), bytes);
            let _ = (config.notes(), config.api_key_lines(), config.with_api_key(&secret(NEW), None).is_ok());
        }
    }
}

/// The lines that do set it are named, as one says them.
#[test]
fn a_line_that_sets_no_key_is_answered_with_those_that_do() {
    for (lines, said) in [
        (vec![], "Line 2 does not set apikey; no line does"),
        (vec![3], "Line 2 does not set apikey; line 3 does"),
        (vec![3, 7], "Line 2 does not set apikey; lines 3 and 7 do"),
        (vec![3, 7, 9], "Line 2 does not set apikey; lines 3, 7 and 9 do"),
    ] {
        assert_eq!(SlicerConfigError::NotAnApiKeyLine { line: 2, lines }.to_string(), said);
    }
    for (error, word) in [
        (SlicerConfigError::TooLarge { size: 1 }, "/etc/uplynk.conf"),
        (SlicerConfigError::CloudSlicer, "Leave this file as it is"),
        (SlicerConfigError::Utf16, "UTF-8"),
        (SlicerConfigError::CarriageReturns, "UTF-8"),
        (SlicerConfigError::NoSetting, "/etc/uplynk.conf"),
        (SlicerConfigError::SeveralApiKeys { lines: vec![1, 2] }, "Choose one"),
        (SlicerConfigError::ValueNotFit, "whole token"),
    ] {
        assert!(error.advice().contains(word), "{error}: {}", error.advice());
    }
}
