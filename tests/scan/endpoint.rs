//! The request that a token of an access log belongs to.

use token_debugger::domain::capture::capture;
use token_debugger::domain::scan::endpoint;

use crate::material::unsigned;

/// The endpoint of each token of a text.
fn endpoints(text: &str) -> Vec<Option<String>> {
    capture(text).found.iter().map(|found| endpoint(found, text)).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let expected: Vec<_> = expected.iter().map(|endpoint| Some((*endpoint).to_owned())).collect();
    assert_eq!(endpoints(text), expected, "{text}");
}

#[test]
fn a_token_in_a_path_is_not_repeated() {
    let token = unsigned(1);
    check(&format!("10.0.0.1 - - [x] \"GET /hook/{token} HTTP/1.1\" 200"), &["GET /hook/…"]);
    check(&format!("10.0.0.1 - - [x] \"GET /hook/{token}/events?a=b HTTP/1.1\" 200"), &["GET /hook/…/events"]);
    let id = "/api/v4/assets/8a1d97c0-5e2f-4b38-9c01-2f6b380b7e5d/12345";
    check(&format!("\"GET {id} HTTP/1.1\" 200 jwt={token} x"), &[&format!("GET {id}")]);
    check(
        &format!("\"GET /{0}/{0}/{0} HTTP/1.1\" 200 jwt={token} x", "a".repeat(64)),
        &[&format!("GET /{0}/{1}", "a".repeat(64), "a".repeat(54))],
    );
}

#[test]
fn of_several_requests_the_tokens_own_is_taken_else_the_nearest() {
    let [one, two] = [unsigned(1), unsigned(2)];
    // Before the token.
    check(&format!("\"GET /a HTTP/1.1\" 200, \"GET /b HTTP/1.1\" 200 jwt={one} x"), &["GET /b"]);
    // It stands in the request.
    check(
        &format!("\"GET /a?jwt={one} HTTP/1.1\" 200, \"PUT /b?jwt={two} HTTP/1.1\" 200, \"GET /c HTTP/1.1\""),
        &["GET /a", "PUT /b"],
    );
    // Behind it.
    check(&format!("jwt={one}, \"GET /a HTTP/1.1\" 200, \"GET /b HTTP/1.1\" 200"), &["GET /a"]);
    // What only looks like one is passed over.
    check(&format!("\"GET /a HTTP/1.1\" 200, \"no HTTP/1.1 at all\" jwt={one} x"), &["GET /a"]);
    check(&format!("jwt={one}, \"no HTTP/1.1 at all\", \"GET /a HTTP/1.1\""), &["GET /a"]);
    // In a document the request may stand on another line.
    check(&format!("{{\n\"request\": \"GET /a HTTP/1.1\",\n\"jwt\": \"{one}\"\n}}"), &["GET /a"]);
}

#[test]
fn a_request_that_the_capture_knows_gives_method_and_path() {
    let token = unsigned(1);
    let header = format!("-H 'X-Auth-Uplynk-Jwt: {token}'");
    for (address, path) in [
        ("https://services.uplynk.com/api/v4/assets/12", "/api/v4/assets/12"),
        ("https://services.uplynk.com/api/v4/assets?page=2", "/api/v4/assets"),
        ("https://services.uplynk.com", "/"),
        ("http://localhost:8000/a/b", "/a/b"),
    ] {
        check(&format!("curl {header} {address}"), &[&format!("GET {path}")]);
        check(&format!("curl -X PUT {address} {header}"), &[&format!("PUT {path}")]);
    }
    let raw = format!(
        "POST /api/v4/assets?x=1 HTTP/1.1\r\nHost: services.uplynk.com\r\nX-Auth-Uplynk-Jwt: {token}\r\n\r\n\"GET /b HTTP/1.1\""
    );
    check(&raw, &["POST /api/v4/assets"]);
    let har = format!(
        r#"{{"log":{{"entries":[{{"request":{{"method":"DELETE","url":"https://services.uplynk.com/api/v4/assets/7#top",
            "headers":[{{"name":"X-Auth-Uplynk-Jwt","value":"{token}"}}]}}}}]}}}}"#
    );
    check(&har, &["DELETE /api/v4/assets/7"]);
}

#[test]
fn what_only_looks_like_a_request_line_gives_no_endpoint() {
    let token = unsigned(1);
    for line in [
        "\"get /a HTTP/1.1\"",
        "\"G /a HTTP/1.1\"",
        "\"GETGETGETGE /a HTTP/1.1\"",
        "\"GET a HTTP/1.1\"",
        "\"GET /a b HTTP/1.1\"",
        "\"GET /a\tb HTTP/1.1\"",
        "\"GET/a HTTP/1.1\"",
    ] {
        let text = format!("{line} 200 jwt={token} x");
        assert_eq!(endpoints(&text), [None], "{text}");
    }
}
