//! JSON is kept as it was received.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use token_debugger::domain::json::{Json, JsonError, JsonKind};

fn number(json: &Json) -> &str {
    match &json.kind {
        JsonKind::Number(text) => text,
        other => panic!("not a number: {other:?}"),
    }
}

#[test]
fn numbers_keep_their_text() {
    for text in ["1763752400.0", "18446744073709551616", "1e400", "-0", "1E+2"] {
        assert_eq!(number(&Json::parse(text).unwrap()), text);
    }
}

#[test]
fn members_keep_order_duplicates_and_place() {
    let text = r#" {"b":1,"a":{"x":[true,null]},"b":2} "#;
    let json = Json::parse(text).unwrap();
    let names: Vec<_> = json.members().unwrap().iter().map(|m| m.name.as_str()).collect();
    assert_eq!(names, ["b", "a", "b"]);
    assert_eq!(number(json.member("b").unwrap()), "2");
    let inner = json.member("a").unwrap();
    assert_eq!(&text[inner.span.clone()], r#"{"x":[true,null]}"#);
}

#[test]
fn escapes_are_read_and_lone_surrogates_are_no_error() {
    let json = Json::parse(r#"{"\u0065xp":"a\ud800b\u00e9"}"#).unwrap();
    let text = json.member("exp").unwrap().as_str().unwrap();
    assert!(text.starts_with('a') && text.ends_with("bé"), "{text:?}");
    assert!(text.contains('\u{FFFD}'));
}

#[test]
fn what_is_no_json_is_refused_with_the_place() {
    assert_eq!(Json::parse("{\"a\":").unwrap_err(), JsonError::Ends);
    assert!(matches!(Json::parse("{\"a\":nope}").unwrap_err(), JsonError::Grammar { line: 1, column: 7 }));
    assert!(Json::parse("{} x").is_err());
    assert!(Json::parse("01").is_err());
    assert!(Json::parse("\"\u{1}\"").is_err());
}

#[test]
fn deep_nesting_is_refused_without_recursion() {
    let deep = "[".repeat(100_000);
    assert_eq!(Json::parse(&deep).unwrap_err(), JsonError::TooDeep);
}

#[test]
fn brackets_in_a_string_are_no_nesting() {
    let brackets = "[{".repeat(200);
    for text in [format!("\"{brackets}\""), format!("\"a\\\"{brackets}\""), format!("[\"\\\\\",\"{brackets}\"]")] {
        assert!(Json::parse(&text).is_ok(), "{text}");
    }
    // Behind a string they count again, and so do those behind a quote that is none of its own.
    for text in [format!("[\"a\",{}]", "[".repeat(200)), format!("[\"a\\\\\",{}]", "[".repeat(200))] {
        assert_eq!(Json::parse(&text).unwrap_err(), JsonError::TooDeep, "{text}");
    }
}

#[test]
fn nesting_is_counted_by_what_is_open_at_once() {
    let beside = format!("[{}]", vec!["[[]]"; 1_000].join(","));
    assert!(Json::parse(&beside).is_ok());
    let objects = format!("[{}]", vec!["{\"a\":{}}"; 1_000].join(","));
    assert!(Json::parse(&objects).is_ok());
}
