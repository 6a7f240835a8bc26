//! The Request pane, used by what a screen reader reads out.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod window_support;

use std::time::Duration;

use eframe::egui::Theme;
use token_debugger::app::effect::Effect;
use token_debugger::app::state::Pane;
use window_support::Window;

const CHANNELS: &str = "GET /api/v4/channels";
const CHANNEL: &str = "PATCH /api/v4/channels/{id}";

/// With a key that grants the Slicer's scope, `assets:read` and `channels:read`.
fn window() -> Window {
    Window::showing(Pane::Request).with_key("live-ops.env")
}

fn text(window: &mut Window) -> String {
    window.look(|view| view.request.written.as_ref().unwrap().text.expose().to_owned())
}

#[test]
fn endpoint_of_the_list_fills_method_and_path_and_shows_its_scope() {
    let mut window = window();
    window.type_into("Find an endpoint", "channels");
    window.click(CHANNELS);
    assert_eq!(window.value("Path"), "/api/v4/channels");
    window.expect("This call needs video.services.channels:read (inferred); the token has it");
    window.expect("Ready");
    window.expect("https://services.uplynk.com/api/v4/channels");
    assert_eq!(window.count("Body"), 0, "a GET request has no body");
}

#[test]
fn search_finds_by_method_path_and_scope() {
    let mut window = window();
    window.type_into("Find an endpoint", "patch CHANNELS:write");
    assert_eq!(window.count(CHANNEL), 1);
    assert_eq!(window.count(CHANNELS), 0);
    window.type_into("Find an endpoint", "no such thing");
    window.expect("No endpoint has this in its path or scope. Any path can be typed below.");
}

#[test]
fn each_parameter_of_the_path_has_a_field_of_its_own() {
    let mut window = window();
    window.type_into("Find an endpoint", "schedule_id");
    window.click("DELETE /api/v4/channels/{id}/schedules/{schedule_id}");
    window.expect("The path's parameter {id} has no value.");
    assert!(!window.is_enabled("Copy request"));
    window.type_into("Parameter id", "a/b");
    window.type_into("Parameter schedule_id", "7");
    window.expect("/api/v4/channels/a%2Fb/schedules/7");
    assert!(window.is_enabled("Copy request"));
}

#[test]
fn text_follows_the_form_and_is_copied_as_it_is_shown() {
    let mut window = window();
    for (form, part) in
        [("curl", "curl --"), ("Python", "import requests"), ("JavaScript", "fetch("), ("Raw HTTP", "GET /api/v4/")]
    {
        window.click(form);
        window.expect(part);
        let shown = text(&mut window);
        window.click("Copy request");
        assert_eq!(window.last_copy(), ("the request", shown));
        window.expect("Copied the request");
    }
}

#[test]
fn token_stands_in_the_text_only_when_asked_for() {
    let mut window = window();
    window.expect_not("eyJ");
    window.click("Put the token into the text");
    window.expect("eyJ");
    window.expect("The credential stands in the text: do not pass it on");
    window.click("Put the token into the text");
    window.expect_not("eyJ");
}

#[test]
fn inline_token_without_a_key_is_a_problem_with_two_ways_out() {
    let mut window = Window::showing(Pane::Request);
    window.expect("Load a key, and it is said here whether the key and its token have it.");
    window.expect("curl --");
    let before = window.count("Try a sample key");
    window.click("Put the token into the text");
    window.expect("There is no key to make a token with.");
    assert_eq!(window.count("Try a sample key"), before + 1);
    window.click("Try a sample key");
    window.expect("eyJ");
}

#[test]
fn use_only_this_scope_narrows_the_token() {
    let mut window = window();
    window.type_into("Find an endpoint", "channels");
    window.click(CHANNELS);
    window.click("Use only this scope");
    let chosen = |window: &Window| window.state().form.chosen();
    assert_eq!(chosen(&window), ["video.services.channels:read"]);
    window.type_into("Find an endpoint", "assets");
    window.click("GET /api/v4/assets");
    window.expect("Not in the token");
    window.expect("the token lacks it, the key grants it");
    window.click("Use only this scope");
    assert_eq!(chosen(&window), ["video.services.assets:read"]);
    window.expect("the token has it");
}

#[test]
fn scope_that_the_key_does_not_grant_is_said_before_anything_is_sent() {
    let mut window = window();
    window.type_into("Find an endpoint", "patch channels");
    window.click(CHANNEL);
    window.expect("Not granted");
    window.expect("the key does not grant it");
    window.expect("Grant the scope in a new revision of the key, or use another key.");
}

#[test]
fn body_that_is_no_json_is_said_with_its_place_below_the_field() {
    let mut window = window();
    window.type_into("Find an endpoint", "POST channels");
    window.click("POST /api/v4/channels");
    window.type_into("Body", "{\"name\": }");
    let texts = window.texts();
    let place = |part: &str| texts.iter().position(|text| text.starts_with(part)).unwrap();
    let problem = place("The body is not JSON");
    assert!(texts[problem].contains("column 10"), "{}", texts[problem]);
    assert!(problem < place("Needed scope"), "it stands in the other column");
    window.expect("Mend it there; names and texts are in double quotes.");
    window.type_into("Body", "{\"name\": 1}");
    window.expect_not("The body is not JSON");
    window.expect("{\"name\":1}");
}

#[test]
fn path_that_can_not_be_sent_is_said_below_the_field() {
    let mut window = window();
    window.type_into("Path", "/api/v4/a b");
    window.expect("Character 10 of the path is a space, which a path can't hold.");
    window.expect("This call is not in the catalogue");
}

#[test]
fn parameters_of_a_v2_call_travel_in_its_token() {
    let mut window = window();
    window.click("v2 call");
    window.type_into("Find an endpoint", "asset list");
    window.click("CALL /api2/asset/list");
    assert_eq!(window.value("Path"), "/api2/asset/list");
    window.type_into("Parameters (msg)", "[1]");
    window.expect("The parameters are an array, not an object.");
    window.type_into("Parameters (msg)", "{\"id\": 1}");
    window.expect("that the method is then GET and the body is empty is presumed.");
    window.click("Copy its token");
    let (label, token) = window.last_copy();
    assert_eq!(label, "the token for this request");
    let parsed = token_debugger::domain::token::ParsedToken::parse(&token);
    let claims: serde_json::Value = serde_json::from_str(&parsed.claims().unwrap().text).unwrap();
    assert_eq!(claims["msg"], serde_json::json!({"id": 1}));
}

#[test]
fn answer_403_points_to_the_missing_scope_first() {
    let mut window = window();
    window.type_into("Find an endpoint", "patch channels");
    window.click(CHANNEL);
    window.type_into("Parameter id", "7");
    window.type_into("Answer", "403 {\"message\": \"no\"}");
    let texts = window.texts();
    let place = |part: &str| texts.iter().rposition(|text| text.contains(part)).unwrap_or_else(|| panic!("{part:?}"));
    let cause = place("This call needs video.services.channels:write (inferred); the key does not grant it");
    assert_eq!(texts[..cause].iter().rposition(|text| text == "likely"), Some(cause - 1), "{texts:#?}");
    assert!(cause < place("The server says “no”"));
    window.click("Clear answer");
    window.expect_not("The server says");
}

#[test]
fn answer_without_a_status_is_a_problem_with_advice() {
    let mut window = window();
    window.type_into("Answer", "nothing");
    window.expect("There is no status in the answer.");
    window.expect("Start with the status, as in 401, and let the body follow.");
}

#[test]
fn requests_of_other_systems_have_no_scope_and_no_list() {
    let mut window = window();
    window.click("STAPI request");
    window.type_into("Path", "/things");
    window.expect("X-STAPI-API-Key");
    window.expect("https://api.stapi.io/v1/things");
    assert_eq!(window.count("Find an endpoint"), 0);
    assert_eq!(window.count("Use only this scope"), 0);
    assert_eq!(window.count("Put the token into the text"), 0);
    window.click("OAuth 2.0 bearer");
    window.type_into("Root URL", "http://example.com");
    window.expect("The URL is http, so the credential would travel unencrypted to example.com.");
    window.type_into("Root URL", "https://api.example.com");
    window.expect("Authorization: Bearer");
}

#[test]
fn client_credentials_are_asked_of_the_environment() {
    let mut window = window();
    window.click("OAuth 2.0 client credentials");
    window.type_into("Token URL", "https://login.example.com/token");
    window.type_into("Scopes", "read write");
    window.expect("scope=read%20write");
    window.expect("OAUTH_CLIENT_SECRET");
}

#[test]
fn authorization_url_has_a_fresh_verifier_that_is_not_shown() {
    let mut window = window();
    window.click("OAuth 2.0 authorization URL");
    window.type_into("Authorization URL", "https://login.example.com/authorize");
    window.type_into("Client ID", "me");
    window.expect("There is no code verifier yet.");
    window.click("New verifier");
    assert_eq!(window.world().effects.last(), Some(&Effect::ProofBytes));
    window.expect("code_challenge_method=S256");
    window.click("Copy verifier");
    let (label, verifier) = window.last_copy();
    assert_eq!((label, verifier.len()), ("the code verifier", 43));
    window.expect_not(&verifier);
}

#[test]
fn every_control_has_a_name_and_room_in_every_size_theme_and_kind() {
    let kinds = ["v2 call", "STAPI request", "OAuth 2.0 bearer", "OAuth 2.0 client credentials", "v4 request"];
    for theme in [Theme::Dark, Theme::Light] {
        for size in [[800.0, 560.0], [1180.0, 760.0], [1920.0, 1080.0]] {
            let mut window = Window::sized(Pane::Request, size, theme).with_key("live-ops.env");
            for kind in kinds {
                window.click(kind);
                let names = window.names_of_controls();
                assert!(names.len() > 12 && names.iter().all(|name| !name.is_empty()), "{kind}: {names:?}");
                window.expect_order();
            }
            window.type_into("Answer", "401 {\"msg\": \"expired\"}");
            window.click("Python");
            window.click("Put the token into the text");
            window.expect("possible");
            window.expect_order();
        }
    }
}

#[test]
fn pane_sleeps_while_nothing_happens() {
    let window = Window::showing(Pane::Request);
    assert!(window.repaint_delay() > Duration::from_hours(1));
}
