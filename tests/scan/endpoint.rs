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
