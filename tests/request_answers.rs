//! What an answer means, ordered by what is known of the token.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use token_debugger::domain::credential::{Credential, read_key};
use token_debugger::domain::mint::{Wish, sign};
use token_debugger::domain::reading::{Inspection, Judgement};
use token_debugger::domain::request::{
    Answer, AnswerError, Api, Cause, Likelihood, Method, NeededScope, ScopeState, Sent, explain_answer, find,
};
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::time::UnixTime;

const NOW: UnixTime = UnixTime(1_795_288_592);

fn live_ops() -> Credential {
    let bytes = include_bytes!("fixtures/keys/good/live-ops.env");
    read_key(&SecretBytes::new(bytes.to_vec()), "live-ops.env").unwrap()
}

/// The judgement on a token with these scopes, some seconds after it was made.
fn judge(scopes: &[&str], age: i64) -> Judgement {
    let key = live_ops();
    let wish = Wish { scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(), ..Wish::default() };
    let token = sign(&key, &wish, NOW).unwrap();
    Inspection::of(token.token(), Some(&key)).judge(Some(&key), NOW.plus(age))
}

fn needed(method: Method, path: &str, token: &[&str]) -> NeededScope {
    let token: Vec<String> = token.iter().map(|scope| (*scope).to_owned()).collect();
    NeededScope::new(find(Api::V4, method, path), &token, live_ops().scopes())
}

fn explain(status: u16, body: &str, judgement: Option<&Judgement>, needed: Option<&NeededScope>) -> Vec<Cause> {
    let causes = explain_answer(&Answer::new(status, body), &Sent { judgement, needed, api: None });
    assert!(!causes.is_empty());
    assert!(causes.is_sorted_by_key(|cause| cause.likely), "likely causes come first");
    for cause in &causes {
        assert!(!cause.sentence.ends_with('.') && cause.advice.ends_with('.'), "{cause:?}");
    }
    causes
}

fn likely(causes: &[Cause]) -> Vec<&str> {
    let causes = causes.iter().filter(|cause| cause.likely == Likelihood::Likely);
    causes.map(|cause| cause.sentence.as_str()).collect()
}

#[test]
fn answers_are_read_from_every_kind_of_paste() {
    for (text, status, error, message) in [
        ("401", 401, None, None),
        ("  403\n", 403, None, None),
        ("401 Unauthorized", 401, None, None),
        ("401\n{\"message\": \"expired\"}", 401, None, Some("expired")),
        ("401 Unauthorized {\"message\": \"expired\"}", 401, None, Some("expired")),
        ("403 Forbidden\n{\"detail\": \"no scope\"}", 403, None, Some("no scope")),
        ("200 {\"error\": 7, \"msg\": \"no asset\"}", 200, Some("7"), Some("no asset")),
        ("HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\n\r\n{\"error\": 3}\r\n", 401, Some("3"), None),
        ("HTTP/2 403 \r\nserver: x\r\n\r\n{\n \"msg\": \"no\"\n}", 403, None, Some("no")),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{\"error\":0}", 200, Some("0"), None),
        (
            "> GET /x HTTP/1.1\n> Host: a\n>\n< HTTP/1.1 401 Unauthorized\n< Server: x\n<\n{\"msg\":\"m\"}",
            401,
            None,
            Some("m"),
        ),
        ("400 {\"error\": \"invalid_client\"}", 400, None, Some("invalid_client")),
        ("503 <html>", 503, None, None),
    ] {
        let answer = Answer::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(answer.status(), status, "{text:?}");
        assert_eq!(answer.error().as_deref(), error, "{text:?}");
        assert_eq!(answer.message().as_deref(), message, "{text:?}");
    }
}

#[test]
fn a_text_without_status_is_no_answer() {
    for text in ["", "Unauthorized", "{\"error\": 401}", "4011", "99", "600", "HTTP/1.1", "HTTP/x 401", "4\u{0}1", "é"]
    {
        assert_eq!(Answer::parse(text), Err(AnswerError::NoStatus), "{text:?}");
    }
    assert_eq!(Answer::parse(&"4".repeat(1024 * 1024 + 1)), Err(AnswerError::TooLarge));
}

#[test]
fn debug_of_an_answer_shows_no_body() {
    assert!(!format!("{:?}", Answer::new(200, "{\"access_token\": \"opaque\"}")).contains("opaque"));
}

#[test]
fn expired_token_comes_first_for_401() {
    let judgement = judge(&["video.services.assets:read"], 500);
    let causes = explain(401, "", Some(&judgement), None);
    let likely = likely(&causes);
    assert_eq!(likely.len(), 1, "{likely:?}");
    assert!(likely[0].starts_with("Expired 3 min 20 s ago"), "{likely:?}");
    assert!(causes.iter().any(|cause| cause.sentence.contains("“valid until”")));
}

#[test]
fn sound_token_points_outside_the_token_for_401() {
    let judgement = judge(&["video.services.assets:read"], 10);
    let causes = explain(401, "", Some(&judgement), None);
    let likely = likely(&causes);
    assert!(likely[0].contains("revision may be deactivated") && likely[1].contains("another domain"), "{likely:?}");
    assert!(likely[2].contains("header"));
}

#[test]
fn scope_that_the_key_lacks_is_only_possible_for_401_but_likely_for_403() {
    let judgement = judge(&["video.services.ads:write"], 10);
    let message = "This key does not grant video.services.ads:write";
    let for_401 = explain(401, "", Some(&judgement), None);
    assert!(!likely(&for_401).contains(&message));
    assert!(for_401.iter().any(|cause| cause.sentence == message));
    let for_403 = explain(403, "", Some(&judgement), None);
    assert_eq!(likely(&for_403), [message]);
}

#[test]
fn no_token_is_said_for_401() {
    let causes = explain(401, "", None, None);
    assert!(likely(&causes)[0].contains("reported"));
    assert!(causes[0].advice.starts_with("Paste the request"));
}

#[test]
fn missing_scope_comes_first_for_403() {
    let assets = ["video.services.assets:read"];
    let judgement = judge(&assets, 10);
    let needed = needed(Method::Get, "/api/v4/channels", &assets);
    assert_eq!(needed.state(), ScopeState::NotInToken);
    let causes = explain(403, "", Some(&judgement), Some(&needed));
    assert_eq!(
        likely(&causes),
        ["This call needs video.services.channels:read (inferred); the token lacks it, the key grants it"]
    );
    assert_eq!(causes[0].advice, "Use only this scope, or add it to the token.");
}

#[test]
fn present_but_inferred_scope_is_doubted_for_403() {
    let channels = ["video.services.channels:read"];
    let judgement = judge(&channels, 10);
    let needed = needed(Method::Get, "/api/v4/channels", &channels);
    let causes = explain(403, "", Some(&judgement), Some(&needed));
    assert!(likely(&causes)[0].contains("lacks a scope"));
    assert!(causes[1].sentence.contains("inferred only"));
}

#[test]
fn running_slicer_is_named_for_403_of_its_calls() {
    let row = find(Api::V2, Method::Get, "/api2/slicer/status");
    let needed = NeededScope::new(row, &["video.services.ingest.slicer:read".to_owned()], None);
    let sent = Sent { judgement: None, needed: Some(&needed), api: Some(Api::V2) };
    let causes = explain_answer(&Answer::new(403, ""), &sent);
    assert!(causes.iter().any(|cause| cause.sentence.starts_with("While a Slicer runs on a token")));
}

#[test]
fn v2_error_is_a_failure_although_the_status_is_200() {
    let judgement = judge(&["video.services.assets:read"], 500);
    let causes = explain(200, "{\"error\": 42, \"msg\": \"bad \\u001b[31m id\"}", Some(&judgement), None);
    assert_eq!(likely(&causes)[0], "The v2 call failed with error 42");
    assert!(likely(&causes)[1].starts_with("Expired"));
    let words = causes.iter().find(|cause| cause.sentence.starts_with("The server says")).unwrap();
    assert_eq!(words.sentence, "The server says “bad ‹U+001B›[31m id”");
}

#[test]
fn success_is_called_success() {
    for body in ["", "{\"error\": 0}", "{\"items\": []}", "[]", "no JSON"] {
        let causes = explain(200, body, None, None);
        assert_eq!(likely(&causes), ["The server accepted the request"], "{body}");
    }
    let sent = Sent { judgement: None, needed: None, api: Some(Api::V4) };
    let causes = explain_answer(&Answer::new(200, "{\"error\": 5}"), &sent);
    assert_eq!(causes[0].advice, "Nothing is to be done.", "error has a meaning in v2 only");
}

#[test]
fn every_status_has_a_cause_and_advice() {
    for status in 100..600 {
        explain(status, "", None, None);
        explain(status, "<html>", Some(&judge(&["video.services.assets:read"], 900)), None);
    }
}
