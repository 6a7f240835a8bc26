//! Several tokens in one text.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use crate::support::Window;
use crate::token_support::{IAT, valid};

/// The exported requests of a browser: every second one was sent with a scope that the key does not grant.
pub(crate) fn har(requests: usize) -> String {
    let good = valid().signed();
    let bad = valid().claim("scp", r#"["video.services.ads:write"]"#).signed();
    let entries: Vec<_> = (0..requests)
        .map(|place| {
            let token = if place % 2 == 0 { &good } else { &bad };
            format!(
                r#"{{"startedDateTime":"2025-11-21T19:16:{:02}.000Z","request":{{"method":"GET","url":"https://services.uplynk.com/api/v4/assets/{place}","headers":[{{"name":"X-Auth-Uplynk-Jwt","value":"{token}"}}]}}}}"#,
                place % 60
            )
        })
        .collect();
    format!(r#"{{"log":{{"version":"1.2","entries":[{}]}}}}"#, entries.join(","))
}

/// The names of the rows that are laid out.
fn rows(window: &Window) -> Vec<String> {
    let nodes = window.harness.root().children_recursive();
    let rows = nodes.filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    rows.filter_map(|node| node.accesskit_node().label()).collect()
}

fn row(place: usize, verdict: &str) -> String {
    format!("{} · GET services.uplynk.com/api/v4/assets/{place} · {verdict}", place + 1)
}

#[test]
fn list_of_200_tokens_shows_each_origin_with_its_verdict_and_selects_by_click() {
    let mut window = Window::reading(&har(200));
    window.expect("200 tokens");
    window.expect("100 would be refused");
    window.expect("Would be accepted");
    let shown = rows(&window);
    assert_eq!(shown[0], row(0, "Would be accepted"));
    assert_eq!(shown[1], row(1, "Would be refused"));
    assert!(shown.len() < 20, "{} rows are laid out", shown.len());
    window.click(&row(1, "Would be refused"));
    assert_eq!(window.state().selected, 1);
    window.expect("video.services.ads:write");
    window.expect("Found in a HAR file (GET https://services.uplynk.com/api/v4/assets/1)");
}

#[test]
fn arrow_keys_move_through_the_list_and_bring_the_row_into_sight() {
    let mut window = Window::reading(&har(200));
    window.click(&row(0, "Would be accepted"));
    for _ in 0..3 {
        window.press(Modifiers::NONE, Key::ArrowDown);
    }
    assert_eq!(window.state().selected, 3);
    window.press(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(window.state().selected, 2);
    window.press(Modifiers::NONE, Key::End);
    assert_eq!(window.state().selected, 199);
    window.settle();
    assert!(rows(&window).contains(&row(199, "Would be refused")), "{:#?}", rows(&window));
    window.press(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.state().selected, 199);
    window.press(Modifiers::NONE, Key::Home);
    assert_eq!(window.state().selected, 0);
    window.press(Modifiers::NONE, Key::PageDown);
    assert!((2..20).contains(&window.state().selected), "{}", window.state().selected);
}

#[test]
fn single_token_has_no_list() {
    let window = Window::reading(&valid().signed());
    assert!(rows(&window).is_empty());
    window.expect_not("tokens");
}

#[test]
fn row_of_a_header_line_says_where_it_stood() {
    let (early, late) = (valid().signed(), valid().claim("iat", IAT - 1).signed());
    let window = Window::reading(&format!("X-Auth-Uplynk-Jwt: {early}\n\nX-Auth-Uplynk-Jwt: {late}\n"));
    let shown = rows(&window);
    assert_eq!(shown.len(), 2);
    assert!(shown[1].starts_with("2 · ") && shown[1].contains("line 3"), "{}", shown[1]);
}

#[test]
fn verdicts_follow_the_key_and_the_moment() {
    let mut window = Window::reading(&har(4));
    assert_eq!(rows(&window)[0], row(0, "Would be accepted"));
    window.wait(480);
    assert_eq!(rows(&window)[0], row(0, "Would be refused"));
    window.type_into("Judge as of", "2025-11-21T19:17:00Z");
    assert_eq!(rows(&window)[0], row(0, "Would be accepted"));
    window.click("Forget key");
    assert_eq!(rows(&window)[0], row(0, "Undecided"));
}
