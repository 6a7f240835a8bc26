//! The Create pane.

use crate::support::Window;
use crate::token_support::{NOW, valid};

const SLICER_SCOPE: &str = "video.services.ingest.slicer:ops";

fn creating() -> Window {
    let mut window = Window::with_key();
    window.click("Create token");
    window
}

#[test]
fn pane_without_a_key_says_how_to_get_one() {
    let mut window = Window::open();
    window.click("Create token");
    window.expect("Make a test token");
    window.expect("The key stays in memory only. Nothing is sent anywhere.");
    window.click_first("Try a sample key");
    window.expect("Would be accepted");
}

#[test]
fn areas_with_granted_scopes_are_open_and_the_others_are_closed() {
    let mut window = creating();
    window.expect("1 of 6 granted, 1 chosen");
    assert!(window.has("video.services.assets:write"), "the area of a granted scope is open");
    assert!(!window.has("video.services.ads:read"), "another area is closed");
    window.click("Ads");
    assert!(window.has("video.services.ads:read"));
    window.click("Ads");
    assert!(!window.has("video.services.ads:read"));
    window.click("Assets");
    assert!(!window.has("video.services.assets:write"));
}

#[test]
fn search_opens_what_it_finds_and_leaves_the_rest_out() {
    let mut window = creating();
    window.type_into("Find a scope", "ADS");
    assert!(window.has("video.services.ads:read"));
    assert!(!window.has("video.services.assets:read"));
    window.type_into("Find a scope", "no such scope");
    window.expect("No scope has this in its name or meaning. It can still be added below.");
    window.type_into("Find a scope", "");
    assert!(window.has("video.services.assets:read"));
    assert!(!window.has("video.services.ads:read"), "closed as it was before the search");
}

#[test]
fn area_stays_open_when_its_last_scope_is_taken_off() {
    let mut window = creating();
    window.type_into("Scope to add", "video.services.ads:read");
    window.click("Add scope");
    assert!(window.is_checked("video.services.ads:read"));
    window.expect("not granted by this key");
    window.expect("Would be refused");
    window.click("video.services.ads:read");
    assert!(!window.is_checked("video.services.ads:read"), "it is still to be seen");
    window.expect("Would be accepted");
}

#[test]
fn chosen_scopes_are_remarked_on() {
    let mut window = creating();
    window.type_into("Scope to add", "video.services.asset:read");
    window.click("Add scope");
    window.expect("Not in the published table. The nearest listed is video.services.assets:read.");
    window.click("Assets");
    window.click("Assets");
    window.click("video.services.assets");
    window.expect("Broad: reading and changing. If the call only reads, video.services.assets:read is enough.");
}

#[test]
fn granted_and_none_choose_all_and_nothing() {
    let mut window = creating();
    window.click("None");
    window.expect("0 chosen");
    window.click("Granted");
    window.expect("3 chosen");
    assert!(window.is_checked(SLICER_SCOPE));
}

#[test]
fn prepare_for_slicer_makes_a_net_token_with_one_scope() {
    let mut window = creating();
    window.click("Prepare for Slicer");
    window.expect("1 chosen");
    window.expect("Set net and the one scope video.services.ingest.slicer:ops");
    assert!(window.is_checked("net"));
    window.expect("never expires");
    window.expect_not("expires in");
}

#[test]
fn expired_token_is_renewed_and_copied_in_one_step() {
    let mut window = creating();
    let before = window.shown_token();
    window.wait(299);
    window.expect("0:01");
    assert!(window.has("Copy token") && !window.has("Renew and copy"));
    window.wait(1);
    window.expect("Expired");
    assert!(!window.has("Copy token"));
    window.click("Renew and copy");
    let after = window.shown_token();
    assert_ne!(before, after);
    assert_eq!(window.last_copy(), ("the token", after));
    window.expect("5:00");
}

#[test]
fn nbf_ahead_is_said_in_the_verdict() {
    let mut window = creating();
    window.click("nbf +5 min");
    window.expect("Would be refused");
    window.type_into("nbf time", "19:18:00");
    window.expect("From 19:18:00 UTC");
    window.click("nbf zone UTC");
    assert_eq!(window.get("nbf time").value().as_deref(), Some("20:18:00"));
    window.expect("From 19:18:00 UTC");
    window.type_into("nbf time", "half past");
    window.expect("No token yet");
}

#[test]
fn message_that_is_no_json_is_said_with_its_place() {
    let mut window = creating();
    window.type_into("msg", "{\"id\": }");
    window.expect("No token yet");
    window.expect("column 8");
    window.type_into("msg", "[1]");
    window.expect("No token yet");
    window.type_into("msg", "{\"id\": 1}");
    window.expect("Would be accepted");
    window.expect("\"msg\": {");
}

#[test]
fn every_copy_of_the_test_token_is_what_it_is_called() {
    let mut window = creating();
    let token = window.shown_token();
    let decoded = token_debugger::domain::token::ParsedToken::parse(&token);
    let parts = [
        ("Copy token", token.clone()),
        ("Copy header line", format!("X-Auth-Uplynk-Jwt: {token}")),
        ("Copy Slicer line", format!("apikey: token_{token}")),
        ("Copy test header", decoded.header().unwrap().text.clone()),
        ("Copy test claims", decoded.claims().unwrap().text.clone()),
    ];
    for (button, text) in parts {
        window.click(button);
        assert_eq!(window.last_copy().1, text, "{button}");
    }
}

#[test]
fn signing_happens_once_an_edit_whatever_is_shown() {
    let mut window = creating();
    let signings = window.harness.state().program.signings();
    window.type_into("Find a scope", "ads");
    window.wait(1);
    window.click("Read token");
    window.paste(&valid().signed());
    window.click("Create token");
    assert_eq!(window.harness.state().program.signings(), signings);
    window.click("net");
    assert_eq!(window.harness.state().program.signings(), signings + 1);
    assert_eq!(window.state().last_edit, NOW.plus(1));
}
