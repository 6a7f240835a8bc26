//! The corpus of captures: what `tests/corpus/make_captures.py` put in must be what is found.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::Deserialize;
use token_debugger::domain::capture::{Aside, Capture, Kind, LegacyError, MAX_TEXT, Nothing, capture};

#[derive(Deserialize)]
struct Case {
    file: String,
    count: usize,
    tokens: Vec<Expected>,
    asides: Vec<ExpectedAside>,
    nothing: Option<String>,
}

#[derive(Deserialize)]
struct Expected {
    token: String,
    kind: String,
    start: usize,
    end: usize,
    origin: Option<String>,
    captured_at: Option<String>,
}

#[derive(Deserialize)]
struct ExpectedAside {
    kind: String,
    start: usize,
    end: usize,
    msg: Option<String>,
}

fn corpus(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/captures").join(name)
}

fn text_of(name: &str) -> String {
    String::from_utf8_lossy(&fs::read(corpus(name)).unwrap()).into_owned()
}

fn cases() -> Vec<Case> {
    serde_json::from_str(&text_of("index.json")).unwrap()
}

fn tokens() -> HashMap<String, String> {
    serde_json::from_str(&text_of("tokens.json")).unwrap()
}

/// What differs from what the case expects, one line each.
fn differences(case: &Case, text: &str, seen: &Capture, tokens: &HashMap<String, String>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut compare = |what: &str, wanted: String, got: String| {
        if wanted != got {
            lines.push(format!("{}: {what}: wanted {wanted}, got {got}", case.file));
        }
    };
    compare("count", case.count.to_string(), seen.found.len().to_string());
    for (wanted, found) in case.tokens.iter().zip(&seen.found) {
        compare("kind", wanted.kind.clone(), found.kind.as_str().to_owned());
        compare("span", format!("{}..{}", wanted.start, wanted.end), format!("{:?}", found.span));
        compare("token", tokens[&wanted.token].clone(), found.token.clone());
        if wanted.origin.is_some() {
            compare("origin", format!("{:?}", wanted.origin), format!("{:?}", found.origin));
        }
        compare("captured_at", format!("{:?}", wanted.captured_at), format!("{:?}", found.captured_at));
        let joined: String = found.pieces.iter().map(|piece| &text[piece.clone()]).collect();
        if !joined.contains(['\\', '%']) {
            compare("pieces", found.token.clone(), joined);
        }
    }
    compare("asides", case.asides.len().to_string(), seen.asides.len().to_string());
    for (wanted, aside) in case.asides.iter().zip(&seen.asides) {
        compare("aside", wanted.kind.clone(), aside_name(aside).to_owned());
        compare("aside's span", format!("{}..{}", wanted.start, wanted.end), format!("{:?}", aside.span()));
        compare("msg", format!("{:?}", wanted.msg), format!("{:?}", msg_of(aside)));
    }
    let nothing = seen.nothing.as_ref().map(|nothing| {
        let debug = format!("{nothing:?}");
        debug.split([' ', '(']).next().unwrap_or_default().to_owned()
    });
    compare("nothing", format!("{:?}", case.nothing), format!("{nothing:?}"));
    lines
}

fn aside_name(aside: &Aside) -> &'static str {
    match aside {
        Aside::LegacyMsgSig { .. } => "legacy",
        Aside::OpaqueKey { .. } => "opaque_key",
        Aside::OpaqueBearer { .. } => "opaque_bearer",
        Aside::SlicerApiKey { .. } => "slicer_api_key",
        Aside::LeftOut { .. } => "left_out",
    }
}

fn msg_of(aside: &Aside) -> Option<String> {
    let Aside::LegacyMsgSig { msg, .. } = aside else { return None };
    Some(match msg {
        Ok(json) => json.clone(),
        Err(LegacyError::NotBase64) => "!NotBase64".to_owned(),
        Err(LegacyError::NotZlib) => "!NotZlib".to_owned(),
        Err(LegacyError::TooLarge { .. }) => "!TooLarge".to_owned(),
        Err(LegacyError::NotInflated { .. }) => "!NotInflated".to_owned(),
        Err(LegacyError::NotJson) => "!NotJson".to_owned(),
    })
}

#[test]
fn every_capture_gives_the_tokens_that_were_put_in() {
    let (cases, tokens) = (cases(), tokens());
    assert!(cases.len() >= 60, "the corpus has {} captures", cases.len());
    let lines: Vec<String> = cases
        .iter()
        .flat_map(|case| {
            let text = text_of(&case.file);
            differences(case, &text, &capture(&text), &tokens)
        })
        .collect();
    assert!(lines.is_empty(), "{} differences\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn spans_and_pieces_are_parts_of_the_text_wherever_a_capture_is_cut() {
    for case in cases() {
        let bytes = fs::read(corpus(&case.file)).unwrap();
        // A large capture is one small case repeated or padded: every seventh byte is enough.
        let step = if bytes.len() > 4096 { 7 } else { 1 };
        for end in (0..bytes.len()).step_by(step) {
            let text = String::from_utf8_lossy(&bytes[..end]);
            check_places(&text, &capture(&text), &case.file);
        }
        for start in (1..bytes.len()).step_by(step * 11) {
            let text = String::from_utf8_lossy(&bytes[start..]);
            check_places(&text, &capture(&text), &case.file);
        }
    }
}

/// Every place must be a part of the text, in order, and there is either a token or a reason.
fn check_places(text: &str, seen: &Capture, name: &str) {
    let mut behind = 0;
    for found in &seen.found {
        assert!(text.get(found.span.clone()).is_some(), "{name}: {:?} of {}", found.span, text.len());
        assert!(found.span.start >= behind && !found.token.is_empty(), "{name}: {:?} behind {behind}", found.span);
        let (first, last) = (found.pieces.first().unwrap(), found.pieces.last().unwrap());
        assert_eq!((first.start, last.end), (found.span.start, found.span.end), "{name}");
        assert!(found.pieces.windows(2).all(|two| two[0].end < two[1].start), "{name}: {:?}", found.pieces);
        assert!(found.pieces.iter().all(|piece| text.get(piece.clone()).is_some()), "{name}");
        behind = found.span.end;
    }
    assert!(seen.asides.iter().all(|aside| text.get(aside.span()).is_some()), "{name}");
    assert_eq!(seen.nothing.is_some(), seen.found.is_empty(), "{name}");
}

#[test]
fn debug_output_shows_no_token_and_no_secret() {
    let tokens = tokens();
    for case in cases() {
        let text = text_of(&case.file);
        let debug = format!("{:?}", capture(&text));
        for expected in &case.tokens {
            let claims = tokens[&expected.token].split('.').nth(1).unwrap_or("no claims").to_owned();
            assert!(claims.len() < 8 || !debug.contains(&claims), "{}", case.file);
        }
        for aside in &case.asides {
            assert!(!debug.contains(&text[aside.start..aside.end]), "{}", case.file);
        }
    }
}

#[test]
fn every_reason_has_a_message_and_advice_that_repeat_nothing_of_the_text() {
    for case in cases().iter().filter(|case| case.nothing.is_some()) {
        let text = text_of(&case.file);
        let nothing = capture(&text).nothing.unwrap();
        assert!(!nothing.message().ends_with('.') && nothing.advice().ends_with('.'), "{}", case.file);
        for sentence in [nothing.message(), nothing.advice()] {
            assert!(sentence.len() > 20, "{}: {sentence}", case.file);
            assert!(text.trim().is_empty() || !sentence.contains(text.trim()), "{}", case.file);
        }
    }
}

#[test]
fn text_over_the_limit_is_refused_with_its_size() {
    let text = "a".repeat(MAX_TEXT + 1);
    assert_eq!(capture(&text).nothing, Some(Nothing::TooLarge { size: MAX_TEXT + 1 }));
}

#[test]
fn kinds_have_distinct_names_and_phrases() {
    let kinds = [
        Kind::Bare,
        Kind::HeaderLine,
        Kind::Bearer,
        Kind::Curl,
        Kind::Http,
        Kind::Har,
        Kind::Json,
        Kind::SlicerConfig,
        Kind::Text,
    ];
    for (at, kind) in kinds.iter().enumerate() {
        assert!(
            kinds.iter().skip(at + 1).all(|other| other.as_str() != kind.as_str() && other.phrase() != kind.phrase())
        );
    }
}

#[test]
fn a_har_of_200_requests_gives_all_of_them_in_order() {
    let token = &tokens()["live"];
    let entries: Vec<String> = (0..200)
        .map(|number| {
            format!(
                r#"{{"startedDateTime":"2025-11-21T19:10:{:02}Z","request":{{"method":"GET","url":"https://services.uplynk.com/{number}","headers":[{{"name":"X-Auth-Uplynk-Jwt","value":"{token}"}}]}}}}"#,
                number % 60
            )
        })
        .collect();
    let seen = capture(&format!(r#"{{"log":{{"entries":[{}]}}}}"#, entries.join(",")));
    let origins: Vec<_> = seen.found.iter().filter_map(|found| found.origin.clone()).collect();
    let wanted: Vec<String> = (0..200).map(|number| format!("GET https://services.uplynk.com/{number}")).collect();
    assert_eq!(origins, wanted);
    assert!(seen.found.iter().all(|found| found.token == *token && found.kind == Kind::Har));
}

#[test]
fn a_name_within_a_secret_begins_no_second_one() {
    let text = "X-STAPI-API-Key: 0a1b2c3d4e5fX-STAPI-API-Key:a6b7c8d9e0f1 X-STAPI-API-Key: 9z8y7x6w5v4u";
    let spans: Vec<_> = capture(text).asides.iter().map(Aside::span).collect();
    assert_eq!(spans, [17..57, 75..87]);
}

/// Texts that are hard for a search, each made to measure.
fn hard_texts(size: usize) -> Vec<(String, String)> {
    let units = [
        ".",
        "eyJ",
        "\"",
        "'",
        "{",
        "[",
        "eyJ.",
        "eyJ ",
        "eyJ\n",
        "token_",
        "token_eyJ",
        "token_eyJ ",
        "Bearer ",
        "Bearer eyJ ",
        "bearer a ",
        "X-Auth-Uplynk-Jwt:",
        "X-Auth-Uplynk-Jwt: eyJ\n",
        "X-Auth-Uplynk-Jwt: a b\n",
        "eyJhbGci",
        "eyJhbGciOi",
        "_eyJ",
        "a-eyJ ",
        "+eyJ",
        "/eyJ",
        "eyJ!",
        "eyJ!a ",
        "\\",
        "\\\"",
        "%",
        "%2E",
        "^\"",
        "^",
        "`",
        "msg=",
        "msg=a&sig=",
        "sig=a&msg=",
        "Authorization: eJ ",
        "curl -",
        "curl '\n",
        "curl \"a\ncurl 'b\n",
        "GET / HTTP/1.1\n",
        "Date: x\n",
        " ",
        "\n",
        "\u{200b}",
        "\u{1b}[",
        "\u{1b}[0m",
        "apikey: x\n",
        "aeyJhbGciOiJub25lIn0.a ",
        "eyJhbGciOiJFUzI1NiJ9.x\n",
        "x_eyJhbGciOiJFUzI1NiJ9.x\n",
        "eyJhbGciOiJFUzI1NiJ9.x ",
        "eyJhbGciOiJFUzI1NiJ9.e30.",
        "eyJhbGciOiJFUzI1NiJ9.e30.eyJ ",
        "eyJhbGciOi Aa1Aa1Aa1 ",
        "Aa1bB2cC3dD4.eyJ ",
        "Aa1bB2cC3dD4.eyJpYXQiOjE.",
        "2025-11-21T19:10:00Z eyJ ",
        "\"eyJ\"\n",
        "\"eyJhbGciOi\"\n\"aA1\"\n",
        "\u{fffd}",
        "é",
        "{\"a\":",
        "A",
        "Aa1",
        "-----BEGIN ",
        "bearer::",
        "bearer::aA",
        "x-stapi-api-key:;1:",
        "[21/Nov/2025:19:13:20 +0000] eyJhbGciOiJFUzI1NiJ9 ",
    ];
    let half = |unit: &str| unit.repeat(size / 2 / unit.len());
    let tokens = half("eyJhbGciOiJub25lIn0.e30. ");
    let lines = [
        ("blanks and tokens", half(" ") + &tokens),
        ("tokens and blanks", format!("{{\"a\": {tokens}{}", half(" "))),
        ("brackets and tokens", half("[") + &tokens),
        ("digits and tokens", half("time=1763752400") + &tokens),
    ];
    let lines = lines.into_iter().map(|(name, line)| (name.to_owned(), line));
    units.iter().map(|unit| ((*unit).to_owned(), unit.repeat(size / unit.len()))).chain(lines).collect()
}

fn time_of(text: &str) -> Duration {
    let started = Instant::now();
    assert!(capture(text).found.len() <= text.len());
    started.elapsed()
}

/// Whether one text takes more than so many times as long as another. A busy machine can make a quick search look slow,
/// but not a slow one quick: a text is slow if it is so at every attempt.
fn is_slow(usual: &str, text: &str, times: u32) -> bool {
    const ATTEMPTS: usize = 8;
    (0..ATTEMPTS).all(|_| time_of(text) > time_of(usual).max(Duration::from_micros(500)) * times)
}

#[test]
fn eight_times_the_text_takes_nowhere_near_64_times_as_long() {
    const SIZE: usize = 12 * 1024;
    // Linear is 8, quadratic 64.
    const MOST: u32 = 24;
    let slow: Vec<String> = hard_texts(SIZE)
        .into_iter()
        .zip(hard_texts(SIZE * 8))
        .filter_map(|((unit, small), (_, large))| is_slow(&small, &large, MOST).then_some(unit))
        .collect();
    assert!(slow.is_empty(), "{slow:?}");
}

/// What begins like a token is looked at alone. Each look ahead has a bound, but as many of them as the text has room
/// for took six thousand times as long as a text in which none is needed.
#[test]
fn what_begins_like_a_token_is_not_read_again_by_each_before_it() {
    const SIZE: usize = 12 * 1024;
    const MOST: u32 = 300;
    let plain = "eyJ ".repeat(SIZE / 4);
    let slow: Vec<&str> = ["ewoA ", "e30A ", "eyAg ", "ewoA. ", "ewoA.a ", "ewoA\n"]
        .into_iter()
        .filter(|unit| is_slow(&plain, &unit.repeat(SIZE / unit.len()), MOST))
        .collect();
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn text_that_nests_deeply_is_read_without_recursion() {
    for open in ["[", "{\"a\":", "(", "<", "[{\"log\":"] {
        let text = open.repeat(MAX_TEXT / open.len());
        assert!(capture(&text).found.is_empty());
    }
}

/// The characters of a token in lines of one width.
fn wrapped(token: &str, width: usize, glue: &str) -> String {
    let lines: Vec<&str> = token.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap()).collect();
    lines.join(glue)
}

#[test]
fn a_sound_token_is_found_whole_however_it_is_wrapped_and_whatever_follows() {
    let before = ["", "X-Auth-Uplynk-Jwt: ", "the token is\n", "Authorization: Bearer ", "2025-11-21T19:10:00Z jwt="];
    let after =
        ["", "\n", "\nAccept: application/json\n", "\nthanks a lot\n", " was refused\n", "\nContent-Length:0\n"];
    let glue = ["\n", "\r\n", "\n> ", "\n    ", " ", "\\\n", "\u{200b}"];
    let tokens = tokens();
    for (name, width) in
        ["live", "oauth", "spaced_json"].iter().flat_map(|name| (4..131).step_by(9).map(move |width| (name, width)))
    {
        let token = &tokens[*name];
        for (before, glue) in before.iter().flat_map(|before| glue.iter().map(move |glue| (before, glue))) {
            for after in after {
                let written = wrapped(token, width, glue);
                let seen = capture(&format!("{before}{written}{after}"));
                let place =
                    format!("{name} in lines of {width}, {glue:?} between, {before:?} before, {after:?} behind");
                assert_eq!(seen.found.len(), 1, "{place}");
                assert_eq!(seen.found[0].span, before.len()..before.len() + written.len(), "{place}");
                assert!(seen.found[0].token == *token, "{place}");
            }
        }
    }
}
