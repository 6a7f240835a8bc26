//! The four journeys that must stay straight.

use crate::support::Window;
use crate::token_support::{KID, NOW, valid};

/// The payload of the token that is shown, as JSON.
fn claims(token: &str) -> serde_json::Value {
    let parsed = token_debugger::domain::token::ParsedToken::parse(token);
    serde_json::from_str(&parsed.claims().unwrap().text).unwrap()
}

#[test]
fn dropped_env_file_shows_its_kid_and_can_sign() {
    let mut window = Window::open();
    window.expect("No key loaded");
    window.drop_key("live-ops.env");
    window.expect("live-ops.env");
    window.expect(KID);
    window.expect("3 scopes · can sign");
    window.expect("Loaded live-ops.env");
    window.click("Create token");
    window.expect("Would be accepted");
    assert_eq!(claims(&window.shown_token())["exp"], NOW.0 + 300);
}

#[test]
fn bad_file_keeps_the_old_key_and_shows_line_number_and_advice() {
    let mut window = Window::with_key();
    let secret = "SCP video.services.assets:read hush";
    window.drop_file("broken.env", format!("KID=a\n{secret}\n").as_bytes());
    window.expect("broken.env was not loaded. Line 2");
    window.expect(KID);
    window.expect_not("hush");
    let strip = window.texts().into_iter().find(|text| text.contains("was not loaded")).unwrap();
    let advice = strip.rsplit("  ").next().unwrap();
    assert!(advice.len() > 20 && advice.ends_with('.'), "no advice in {strip:?}");
    window.click("Dismiss");
    window.expect_not("was not loaded");
}

#[test]
fn pasted_curl_command_with_an_expired_token_would_be_refused() {
    let mut window = Window::with_key();
    let token = valid().signed();
    window.wait(480);
    window.paste(&format!("curl -H 'X-Auth-Uplynk-Jwt: {token}' https://services.uplynk.com/api/v4/assets"));
    window.expect("Would be refused");
    // `exp` is 288 seconds behind NOW, at 19:21:20 UTC.
    window.expect("Expired 3 min 12 s ago");
    window.expect("signature verified with live-ops.env");
    window.expect("Found in a curl command");
    window.expect("\"exp\": 1763752880, 19:21:20 UTC · 20:21:20 local · 3 min 12 s ago");
    window.expect("\"scp\": [");
    window.expect("\"alg\": \"ES256\"");
}

#[test]
fn chip_of_a_finding_highlights_the_member() {
    let mut window = Window::with_key();
    window.wait(480);
    window.paste(&valid().signed());
    window.click("Show exp");
    assert_eq!(window.state().highlight.as_deref(), Some("/claims/exp"));
    window.click("Show exp");
    assert_eq!(window.state().highlight, None);
}

#[test]
fn toggled_scope_changes_the_token_at_once_and_signs_once() {
    let mut window = Window::with_key();
    window.click("Create token");
    window.wait(60);
    let before = window.shown_token();
    let signings = window.harness.state().program.signings();
    let scope = "video.services.channels:read";
    window.reveal(scope);
    window.get(scope).click();
    // One frame for each of the pointer's events, and the one that shows what came of them.
    window.harness.step();
    window.harness.step();
    let after = window.shown_token();
    assert_ne!(before, after);
    let now = NOW.0 + 60;
    let claims = claims(&after);
    assert_eq!((&claims["iat"], &claims["exp"]), (&now.into(), &(now + 300).into()));
    assert!(!claims["scp"].as_array().unwrap().iter().any(|name| name == scope));
    window.expect("expires in");
    window.expect("5:00");
    window.wait(13);
    window.expect("4:47");
    assert_eq!(window.harness.state().program.signings(), signings + 1);
}

#[test]
fn copied_slicer_line_is_announced_and_never_shown() {
    let mut window = Window::with_key();
    window.click("Create token");
    window.click("Prepare for Slicer");
    window.click("Copy Slicer line");
    let token = window.shown_token();
    let (label, text) = window.last_copy();
    assert_eq!(label, "the Slicer line");
    assert_eq!(text, format!("apikey: token_{token}"));
    window.expect("Copied the Slicer line");
    window.expect_not("apikey: token_");
    window.wait(10);
    window.expect_not("Copied the Slicer line");
}
