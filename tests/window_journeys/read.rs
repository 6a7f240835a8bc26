//! The Read pane.

use std::fmt::Write as _;

use eframe::egui::{Key, Modifiers};

use crate::key_support::fixture;
use crate::list::har;
use crate::support::Window;
use crate::token_support::{KID, base64url, compact, live, valid};

#[test]
fn empty_pane_says_what_can_be_pasted_and_pastes() {
    let mut window = Window::open();
    window.expect("Why is this token refused?");
    window.world().clipboard = Some(format!("X-Auth-Uplynk-Jwt: {}", valid().signed()));
    window.click_first("Paste");
    window.expect("Undecided");
    window.expect("signature not checked");
    window.click("Clear");
    window.expect("Why is this token refused?");
}

#[test]
fn empty_clipboard_is_said() {
    let mut window = Window::open();
    window.click_first("Paste");
    window.expect("The clipboard has no text");
}

#[test]
fn as_received_shows_the_characters_of_the_token() {
    let mut window = Window::reading(&compact(
        br#"{"typ":"JWT", "alg":"ES256","kid":"a"}"#,
        br#"{ "exp":1763752880.0, "exp":1 , "big":18446744073709551616}"#,
        &live(),
    ));
    window.expect("\"exp\": 1763752880.0,");
    window.expect("\"big\": 18446744073709551616");
    window.click("As received");
    window.expect(r#"{"typ":"JWT", "alg":"ES256","kid":"a"}"#);
    window.expect(r#"{ "exp":1763752880.0, "exp":1 , "big":18446744073709551616}"#);
    assert!(window.is_checked("As received"));
    window.click("As received");
    window.expect("\"exp\": 1763752880.0,");
}

#[test]
fn each_part_of_the_token_can_be_copied() {
    let token = valid().signed();
    let mut window = Window::reading(&format!("curl -H 'X-Auth-Uplynk-Jwt: {token}' https://example.com"));
    let signature = token.rsplit('.').next().unwrap();
    let parts = [
        ("Copy captured token", "the captured token", token.clone()),
        ("Copy signature", "the signature", signature.to_owned()),
        ("Copy header", "the decoded header", valid().header_json()),
        ("Copy claims", "the decoded claims", valid().claims_json()),
    ];
    for (button, label, text) in parts {
        window.click(button);
        assert_eq!(window.last_copy(), (label, text));
        window.expect(&format!("Copied {label}"));
    }
}

#[test]
fn damaged_segment_shows_what_can_be_read() {
    let token = format!("{}.{}.AAAA", base64url(br#"{"alg":"ES256"}"#), base64url(br#"{"exp":1763752880,"sub":"9d0a"#));
    let window = Window::reading(&token);
    window.expect("Would be refused");
    window.expect(r#"{"exp":1763752880,"sub":"9d0a"#);
    window.expect("This is no JSON object. It is shown as received.");
    window.expect("\"alg\": \"ES256\"");
}

#[test]
fn missing_segment_is_said_to_be_unreadable() {
    let header = base64url(br#"{"alg":"ES256"}"#);
    let mut window = Window::reading(&format!("X-Auth-Uplynk-Jwt: {header}."));
    window.expect("Would be refused");
    window.expect("This segment is empty.");
    window.paste(&format!("X-Auth-Uplynk-Jwt: {header}"));
    window.expect("Can't be read. The findings say why.");
}

#[test]
fn capture_that_names_its_moment_can_be_judged_as_of_it() {
    let mut window = Window::reading(&har(1));
    window.wait(86_400);
    window.expect("Would be refused");
    window.expect("The capture is of 2025-11-21 19:16:00 UTC");
    // Sent 20 seconds before it was made: what one clock says of the other.
    window.click("As captured");
    window.expect("2025-11-21 19:16:00 UTC, 1 d ago");
    window.expect_not("Expired");
    window.click("Now");
    window.expect("Expired");
}

#[test]
fn capture_without_a_moment_offers_none() {
    let window = Window::reading(&valid().signed());
    assert!(!window.has("As captured"));
    assert!(window.has("Now"));
}

#[test]
fn unreadable_moment_is_said_with_advice() {
    let mut window = Window::reading(&valid().signed());
    window.type_into("Judge as of", "yesterday");
    window.expect("Judged as of now");
    window.expect("RFC 3339");
}

#[test]
fn hidden_characters_are_visible() {
    let token = valid().claim("iss", "\"exam\u{202E}ple\u{200B}.com\"").signed();
    let window = Window::reading(&format!("\u{FEFF}X-Auth-Uplynk-Jwt: {token}"));
    window.expect("\"iss\": \"exam‹U+202E›ple‹U+200B›.com\"");
    window.expect("1 character of the text can't be seen: ‹U+FEFF›");
    let finding = window.texts().into_iter().filter(|text| text.contains("U+202E")).count();
    assert!(finding > 1, "a finding says it as well");
}

#[test]
fn text_without_a_token_is_named_for_what_it_is() {
    let window = Window::reading("curl https://services.uplynk.com/api/v4/assets");
    window.expect("No token was found; the text looks like a request without the header X-Auth-Uplynk-Jwt");
    window.expect("Send the token in the header X-Auth-Uplynk-Jwt, without the word Bearer.");
}

#[test]
fn dropped_text_with_a_token_is_read_and_the_key_stays() {
    let mut window = Window::with_key();
    window.click("Create token");
    window.drop_file("requests.har", har(3).as_bytes());
    window.expect("3 tokens");
    window.expect(KID);
}

#[test]
fn key_in_the_box_is_not_shown_and_can_be_loaded() {
    let key = String::from_utf8(fixture("good", "live-ops.env")).unwrap();
    let secret = key.lines().find(|line| line.starts_with("PRIVATE_B64")).unwrap().to_owned();
    let mut window = Window::open();
    // Typed in two parts, the first of which does not look like a key.
    let (first, rest) = key.split_at(1);
    window.type_into("Captured text", first);
    window.harness.event(eframe::egui::Event::Text(rest.to_owned()));
    window.settle();
    window.expect("This text looks like a key and is not shown.");
    window.expect_not(&secret);
    window.click("Load this key");
    window.expect(KID);
    assert!(window.state().capture.expose().is_empty());
}

#[test]
fn pasted_key_is_loaded_while_the_paste_box_has_the_focus() {
    let mut window = Window::open();
    for file in ["live-ops.env", "pkcs8.pem", "sec1.pem", "private.jwk"] {
        window.get("Captured text").focus();
        window.settle();
        let key = String::from_utf8(fixture("good", file)).unwrap();
        let longest = key.lines().max_by_key(|line| line.len()).unwrap().trim().to_owned();
        window.paste(&key);
        assert!(window.state().credential.is_some(), "{file}");
        assert!(window.state().capture.expose().is_empty(), "{file}");
        for value in window.field_values() {
            assert!(!value.contains(&longest), "{file} is in a text field");
        }
        window.expect_not(&longest);
        window.click("Forget key");
    }
}

#[test]
fn selected_text_goes_the_way_of_every_copy() {
    let mut window = Window::reading("just words");
    window.get("Captured text").focus();
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.harness.event(eframe::egui::Event::Copy);
    window.settle();
    assert_eq!(window.last_copy(), ("the selection", "just words".to_owned()));
    let commands = &window.harness.output().platform_output.commands;
    assert!(commands.is_empty(), "a second way to the clipboard");
}

#[test]
fn large_text_is_shown_around_its_token() {
    let mut text = String::new();
    for line in 0..4_000 {
        let _ = writeln!(text, "2025-11-21T19:00:00Z line {line} of a long log");
    }
    let window = Window::reading(&format!("{text}X-Auth-Uplynk-Jwt: {}\n{text}", valid().signed()));
    window.expect("a text of this size can't be edited here");
    window.expect("Would be accepted");
    assert!(!window.has("Captured text"));
}

#[test]
fn text_beyond_the_limit_is_refused_with_its_size() {
    let window = Window::reading(&"a ".repeat(600_000));
    window.expect("The text has 1200000 bytes, more than the 1048576 that are searched for a token");
}

#[test]
fn claims_are_carried_over_into_the_form() {
    let mut window = Window::reading(&valid().claim("iss", "\"example.com\"").claim("msg", r#"{"id":1}"#).signed());
    window.click("Edit as test token");
    window.expect("Took scp, net, nbf, iss and msg over");
    assert_eq!(window.get("iss").value().as_deref(), Some("example.com"));
    assert!(window.is_checked("video.services.assets:read"));
    assert!(!window.is_checked("video.services.channels:read"));
}
