//! What is remembered from one run to the next.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use token_debugger::app::platform::settings::{load, save};
use token_debugger::app::settings::Settings;
use token_debugger::app::state::{Pane, State, Theme};
use token_debugger::domain::secret::SecretText;
use token_debugger::domain::time::{UnixTime, Zone};

#[test]
fn settings_come_back_as_they_were_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token-debugger/settings.json");
    let settings = Settings { theme: Theme::Dark, zoom: 1.5, pane: Pane::Slicer, ..Settings::default() };
    save(&path, &settings.to_text()).unwrap();
    let loaded = load(&path);
    assert_eq!(loaded.settings, settings);
    assert!(loaded.set_aside.is_none());
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no stray file");
}

#[test]
fn first_start_has_no_file_and_no_complaint() {
    let folder = tempfile::tempdir().unwrap();
    let loaded = load(&folder.path().join("settings.json"));
    assert_eq!(loaded.settings, Settings::default());
    assert!(loaded.set_aside.is_none());
}

#[test]
fn broken_settings_are_set_aside_and_told_of() {
    for text in ["{", "[1]", "{\"zoom\": \"large\"}", "\u{0}", "{\"theme\": \"pink\"}"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        std::fs::write(&path, text).unwrap();
        let loaded = load(&path);
        assert_eq!(loaded.settings, Settings::default());
        assert!(loaded.set_aside.unwrap().contains("settings.json.broken"));
        assert_eq!(std::fs::read_to_string(folder.path().join("settings.json.broken")).unwrap(), text);
    }
}

#[test]
fn values_out_of_range_are_brought_into_it() {
    let settings =
        Settings::parse("{\"zoom\": 99, \"window\": [1, 1e30], \"clear_after_seconds\": -5, \"new\": 1}").unwrap();
    assert_eq!((settings.zoom, settings.window, settings.clear_after_seconds), (3.0, [800.0, 10_000.0], Some(5)));
}

#[test]
fn settings_hold_neither_secret_nor_path() {
    let mut state = State::new(UnixTime(0), Zone::UTC);
    state.key_path = Some("/home/me/live-ops.env".to_owned());
    state.capture = std::rc::Rc::new(SecretText::new("eyJhbGciOiJFUzI1NiJ9.e30.c2ln".to_owned()));
    state.window = [900.0, 600.0];
    state.form.iss = "secret.example.com".to_owned();
    let text = Settings::of(&state).to_text();
    assert!(text.contains("900"), "the control: something is written");
    for secret in ["live-ops", "eyJ", "secret.example.com"] {
        assert!(!text.contains(secret), "{text}");
    }
}
