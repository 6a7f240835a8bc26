//! The lines of a segment: JSON as received, indented, every time in words.

use token_debugger::domain::annotation::{Line, Reader, Tone, lines, received_lines};
use token_debugger::domain::json::Json;
use token_debugger::domain::time::Zone;

use crate::token_support::NOW;

fn shown(json: &str) -> Vec<Line> {
    let explain = |pointer: &str, text: &str| (text == "known").then(|| format!("a word on {pointer}"));
    let reader = Reader { now: NOW, local: Zone::new(|_| 3_600), explain: &explain };
    lines("/claims", &Json::parse(json).unwrap(), &reader)
}

/// The lines as a text, two blanks a level, without the notes.
fn text(lines: &[Line]) -> String {
    lines.iter().flat_map(|line| ["  ".repeat(line.indent), line.text(), "\n".to_owned()]).collect()
}

fn note_of(json: &str, pointer: &str) -> Option<String> {
    shown(json).into_iter().find(|line| line.pointer.as_deref() == Some(pointer)).unwrap().note
}

#[test]
fn members_stand_on_lines_of_their_own_with_their_commas() {
    let json = r#"{"a":1.50,"b":{"c":[true,null,"x"],"d":{}},"e":[]}"#;
    let wanted = concat!(
        "{\n  \"a\": 1.50,\n  \"b\": {\n    \"c\": [\n      true,\n      null,\n      \"x\"\n    ],\n",
        "    \"d\": {}\n  },\n  \"e\": []\n}\n"
    );
    assert_eq!(text(&shown(json)), wanted);
}

#[test]
fn each_line_that_starts_a_value_has_its_pointer() {
    let pointers: Vec<Option<String>> =
        shown(r#"{"a/b":{"c":[1,2]},"d~":[]}"#).into_iter().map(|line| line.pointer).collect();
    let some = |text: &str| Some(text.to_owned());
    // RFC 6901, section 3: ~ is ~0 and / is ~1.
    let wanted = [
        some("/claims"),
        some("/claims/a~1b"),
        some("/claims/a~1b/c"),
        some("/claims/a~1b/c/0"),
        some("/claims/a~1b/c/1"),
        None,
        None,
        some("/claims/d~0"),
        None,
    ];
    assert_eq!(pointers, wanted);
}

#[test]
fn pieces_have_the_tone_of_what_they_are() {
    let tones = |json: &str| -> Vec<Tone> { shown(json)[1].pieces.iter().map(|(tone, _)| *tone).collect() };
    let member = |value: Tone| vec![Tone::Name, Tone::Punctuation, value];
    assert_eq!(tones(r#"{"a":"x"}"#), member(Tone::Text));
    assert_eq!(tones(r#"{"a":7}"#), member(Tone::Number));
    assert_eq!(tones(r#"{"a":null}"#), member(Tone::Keyword));
    assert_eq!(tones(r#"{"a":false}"#), member(Tone::Keyword));
    assert_eq!(tones(r#"{"a":{}}"#), member(Tone::Punctuation));
    assert_eq!(tones(r#"{"a":[],"b":1}"#), [member(Tone::Punctuation), vec![Tone::Punctuation]].concat());
}

/// 1763752580 is 2025-11-21 19:16:20 UTC: 12 seconds before it is read, in a zone that is one hour ahead.
#[test]
fn the_three_times_are_said_in_words() {
    let words = "19:16:20 UTC · 20:16:20 local · 12 s ago";
    for claim in ["iat", "exp", "nbf"] {
        let json = format!("{{\"{claim}\":1763752580}}");
        assert_eq!(note_of(&json, &format!("/claims/{claim}")).as_deref(), Some(words), "{claim}");
    }
    assert_eq!(note_of(r#"{"exp":1763752604}"#, "/claims/exp").unwrap(), "19:16:44 UTC · 20:16:44 local · in 12 s");
    // No time: another claim, a claim of the same name deeper down, a number that no calendar has, another type.
    for (json, pointer) in [
        (r#"{"other":1763752580}"#, "/claims/other"),
        (r#"{"msg":{"exp":1763752580}}"#, "/claims/msg/exp"),
        (r#"{"exp":1e300}"#, "/claims/exp"),
        (r#"{"exp":true}"#, "/claims/exp"),
    ] {
        assert_eq!(note_of(json, pointer), None, "{json}");
    }
}

#[test]
fn strings_are_explained_by_whoever_knows_them() {
    assert_eq!(note_of(r#"{"sub":"known"}"#, "/claims/sub").unwrap(), "a word on /claims/sub");
    assert_eq!(note_of(r#"{"scp":["x","known"]}"#, "/claims/scp/1").unwrap(), "a word on /claims/scp/1");
    assert_eq!(note_of(r#"{"sub":"stranger"}"#, "/claims/sub"), None);
}

#[test]
fn quotes_backslashes_and_hidden_characters_are_seen() {
    let line = &shown(r#"{"a\"b":"c\\d\"e\u202ef"}"#)[1];
    assert_eq!(line.text(), r#""a\"b": "c\\d\"e‹U+202E›f""#);
}

#[test]
fn what_was_received_keeps_its_lines() {
    let lines = received_lines("{\"a\":\n 1}\u{200b}");
    assert_eq!(text(&lines), "{\"a\":\n 1}‹U+200B›\n");
    assert!(lines.iter().all(|line| line.note.is_none() && line.pointer.is_none()));
}
