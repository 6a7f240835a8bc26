//! What types that hold something secret show of themselves: their name and what is harmless, so that a log of them is
//! of use.

use token_debugger::domain::capture::capture;
use token_debugger::domain::dotenv::Variable;
use token_debugger::domain::finding::Place;
use token_debugger::domain::json::Json;
use token_debugger::domain::request::Answer;
use token_debugger::domain::secret::SecretText;
use token_debugger::domain::slicer::SlicerConfig;
use token_debugger::domain::token::ParsedToken;

use crate::token_support::{live, valid};

#[test]
fn what_is_found_shows_its_kind_and_its_place_only() {
    let token = valid().signed();
    let text = format!("X-STAPI-API-Key: 9f86d081884c7d659a2feaa0c55ad015\nX-Auth-Uplynk-Jwt: {token}\n");
    let capture = capture(&text);
    let shown = format!("{capture:?}");
    assert!(shown.contains("HeaderLine") && shown.contains("[redacted]"), "{shown}");
    assert!(shown.contains(&format!("{:?}", capture.found[0].span)), "{shown}");
    assert!(shown.contains("OpaqueKey"), "{shown}");
    assert!(!shown.contains("9f86d0") && !shown.contains(&token[..12]), "{shown}");
}

#[test]
fn a_token_and_its_json_show_their_form_only() {
    let token = ParsedToken::parse(&valid().signed());
    let shown = format!("{token:?}");
    assert!(shown.contains("Compact") && shown.contains('3'), "{shown}");
    let json = Json::parse(r#"{"canary":["canary"]}"#).unwrap();
    let shown = format!("{json:?} {:?} {:?}", json.kind, json.members().unwrap());
    assert!(shown.contains("Json(") && shown.contains("JsonKind(") && shown.contains("Member("), "{shown}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn keys_show_their_fingerprint_at_most() {
    let key = live();
    let (public, private) = (format!("{:?}", key.verifying_key()), format!("{:?}", key.signing_key().unwrap()));
    assert!(!public.is_empty() && !private.is_empty());
    assert_ne!(public, private);
    let variable = Variable { name: "CANARY".to_owned(), value: SecretText::new("canary".to_owned()), line: 7 };
    let shown = format!("{variable:?}");
    assert!(shown.contains("[redacted]") && shown.contains('7') && !shown.contains("canary"), "{shown}");
}

#[test]
fn configs_answers_and_places_say_what_they_are() {
    let config = SlicerConfig::parse(b"username: canary\napikey: canary\n").unwrap();
    let shown = format!("{config:?}");
    assert!(shown.starts_with("SlicerConfig") && shown.contains('2') && !shown.contains("canary"), "{shown}");
    let shown = format!("{:?}", Answer::parse("HTTP/1.1 403 Forbidden\r\n\r\ncanary").unwrap());
    assert!(shown.starts_with("Answer") && shown.contains("403") && !shown.contains("canary"), "{shown}");
    assert_eq!(format!("{:?}", Place::claim("exp")), "Place(/claims/exp)");
}
