//! The Slicer pane, used by what a screen reader reads out.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod slicer_support;
mod window_support;

use std::path::PathBuf;
use std::time::Duration;

use eframe::egui::{Key, Modifiers, Theme};
use slicer_support::CONFIG;
use token_debugger::app::effect::Effect;
use token_debugger::app::platform::save::SaveError;
use token_debugger::app::state::Pane;
use token_debugger::domain::slicer::{RESTART_COMMAND, SlicerConfig, api_key_value};
use window_support::{NOW, PROGRAM, Window};

const PATH: &str = "/etc/uplynk.conf";
const PREPARE: &str = "Prepare for Slicer";

fn window() -> Window {
    Window::showing(Pane::Slicer).with_key("live-ops.env")
}

/// With a key, a config open, and the token as a Slicer needs it.
fn ready_with(config: &[u8]) -> Window {
    let mut window = window();
    window.drop_file(PATH, config, false);
    window.click(PREPARE);
    window
}

fn token(window: &mut Window) -> String {
    window.look(|view| view.create.as_ref().unwrap().token.as_ref().unwrap().token().to_owned())
}

/// What Save has written.
fn saved(window: &mut Window) -> (PathBuf, Vec<u8>, bool) {
    let effects = &window.world().effects;
    let save = effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveConfig { path, content, backup, .. } => {
            Some((path.clone(), content.expose().to_vec(), backup.is_some()))
        }
        _ => None,
    });
    save.expect("nothing is saved")
}

#[test]
fn without_a_key_the_list_says_so_and_offers_two_ways() {
    let mut window = Window::showing(Pane::Slicer);
    window.expect("No key is loaded");
    window.expect("Not met");
    assert!(window.count("Load key…") >= 1);
    window.click("Try a sample key");
    window.expect("This is a sample key, which the service doesn't know");
}

#[test]
fn prepare_for_slicer_meets_everything_that_the_form_decides() {
    let mut window = window();
    window.expect("It also has video.services.assets:read and video.services.channels:read");
    window.expect("This token is not ready for a Slicer");
    window.expect("2 things in the list are unmet.");
    window.click(PREPARE);
    window.expect("Ready");
    window.expect_not("Not met");
    window.expect_not("This token is not ready for a Slicer");
    assert_eq!(window.count(PREPARE), 0, "there is nothing left to prepare");
    window.expect("Support must have enabled Slicer tokens (beta) for the account.");
}

#[test]
fn key_that_does_not_grant_the_scope_is_named_with_what_it_grants() {
    let mut window = Window::showing(Pane::Slicer).with_key("other.env");
    window.click(PREPARE);
    window.expect("It grants video.services.assets:read and video.services.captures:read.");
    window.expect("Grant the scope in a new revision of the key in the CMS, or use another key.");
    window.expect("One thing in the list is unmet.");
}

#[test]
fn dropped_config_shows_its_difference_with_every_secret_masked() {
    let mut window = window();
    window.drop_file(PATH, CONFIG.as_bytes(), false);
    window.expect(PATH);
    window.expect("- apikey: abcD");
    window.expect("+ apikey: token_eyJh");
    window.expect("username: joe@example.com");
    window.expect("1 line changes, every other byte stays.");
    window.expect_not("abcDEFghiJKLmnoPQRtuvWXYz123ABCdefGHIJKL");
    window.expect_not("1232b8646dea4cd0a48f5e0ffaa4f8c7");
    // The token stands in the line above, which is there to be copied, and nowhere else.
    let signature = token(&mut window).rsplit('.').next().unwrap().to_owned();
    let places: Vec<_> = window.texts().into_iter().filter(|text| text.contains(&signature)).collect();
    assert_eq!(places.len(), 1, "{places:?}");
    assert!(places[0].starts_with("apikey: token_"));
}

#[test]
fn save_waits_for_a_token_that_is_ready() {
    let mut window = window();
    window.drop_file(PATH, CONFIG.as_bytes(), false);
    assert!(!window.is_enabled("Save"));
    assert!(!window.is_enabled("Save a copy…"));
    window.press(Modifiers::COMMAND, Key::S);
    window.expect("The token is not ready for a Slicer");
    assert!(!window.world().effects.iter().any(|effect| matches!(effect, Effect::SaveConfig { .. })));
    window.click(PREPARE);
    assert!(window.is_enabled("Save"));
    assert!(window.is_enabled("Save a copy…"));
}

#[test]
fn save_writes_the_config_with_the_token_and_nothing_else() {
    let mut window = ready_with(CONFIG.as_bytes());
    let value = api_key_value(&token(&mut window));
    window.click("Save");
    let (path, content, backup) = saved(&mut window);
    let expected = SlicerConfig::parse(CONFIG.as_bytes()).unwrap().with_api_key(&value, None).unwrap();
    assert_eq!(path, PathBuf::from(PATH));
    assert_eq!(content, expected.as_bytes());
    assert!(backup, "the old file is kept unless that is switched off");
    window.expect("Saved. Now restart");
    window.expect("The config has this very token. There is nothing to save.");
    assert!(!window.is_enabled("Save"));
    window.click("Copy restart command");
    assert_eq!(window.last_copy(), ("the restart command", RESTART_COMMAND.to_owned()));
}

#[test]
fn save_expects_the_content_that_was_read() {
    let mut window = ready_with(CONFIG.as_bytes());
    window.click("Save");
    let expected = window.world().effects.iter().find_map(|effect| match effect {
        Effect::SaveConfig { expected, .. } => Some(*expected),
        _ => None,
    });
    assert_eq!(expected, Some(SlicerConfig::parse(CONFIG.as_bytes()).unwrap().content_hash()));
}

#[test]
fn backup_can_be_switched_off_and_is_named_after_the_moment() {
    let mut window = ready_with(CONFIG.as_bytes());
    window.click("Save");
    let is_now = |effect: &Effect| matches!(effect, Effect::SaveConfig { backup: Some(moment), .. } if *moment == NOW);
    assert!(window.world().effects.iter().any(is_now));
    let mut window = ready_with(CONFIG.as_bytes());
    window.click("Keep the old file beside it");
    window.click("Save");
    assert!(!saved(&mut window).2);
}

#[test]
fn missing_rights_lead_to_three_other_ways() {
    let mut window = ready_with(CONFIG.as_bytes());
    window.world().refusal = Some(SaveError::NoPermissionInFolder);
    window.click("Save");
    window.expect("The folder may not be written by this user");
    window.expect("Nothing was changed.");
    window.expect_not("Saved. Now restart");
    let line = format!("apikey: {}", api_key_value(&token(&mut window)).expose());
    window.click("Copy Slicer line");
    assert_eq!(window.last_copy(), ("the Slicer line", line.clone()));
    window.click("Copy sudo command");
    let (label, sudo) = window.last_copy();
    assert_eq!(label, "the sudo command");
    assert!(sudo.contains(PROGRAM) && sudo.contains(PATH) && !sudo.contains("eyJ"), "{sudo}");
    window.expect(&sudo);
    window.world().chosen = Some(PathBuf::from("/home/me/uplynk.conf"));
    window.click("Save a copy…");
    let copy = window.world().effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveCopy { path, content } => Some((path.clone(), content.expose().to_vec())),
        _ => None,
    });
    let (path, content) = copy.expect("no copy is saved");
    assert_eq!(path, PathBuf::from("/home/me/uplynk.conf"));
    assert!(String::from_utf8(content).unwrap().contains(&line));
}

#[test]
fn two_apikey_lines_are_said_and_the_chosen_one_changes() {
    let config = "apikey: first\nusername: joe@example.com\napikey: second\n";
    let mut window = ready_with(config.as_bytes());
    window.expect("apikey is set on lines 1 and 3.");
    assert!(!window.is_enabled("Save"));
    window.click("Line 3");
    window.expect("1 line changes, every other byte stays.");
    window.click("Save");
    let content = String::from_utf8(saved(&mut window).1).unwrap();
    assert!(content.starts_with("apikey: first\nusername: joe@example.com\napikey: token_eyJ"), "{content}");
}

#[test]
fn config_without_an_apikey_line_gets_one_beside_username() {
    let window = ready_with(b"description: Live\nusername: joe@example.com\nslicerID: s1\n");
    window.expect("1 line is added, every other byte stays.");
    window.expect("+ apikey: token_eyJh");
}

#[test]
fn long_config_shows_how_many_lines_are_left_out() {
    let config = format!("{}{CONFIG}", "# a comment\n".repeat(40));
    let mut window = window();
    window.drop_file(PATH, config.as_bytes(), false);
    window.expect("… 39 lines that stay");
}

#[test]
fn obsolete_password_is_said_and_never_shown() {
    let mut window = window();
    window.drop_file(PATH, b"username: joe@example.com\npassword: hush-hush-42\napikey: abc\n", false);
    window.expect("password on line 2 is obsolete.");
    window.expect_not("hush-hush-42");
}

#[test]
fn world_readable_config_brings_the_chmod_command() {
    let mut window = window();
    window.drop_file(PATH, CONFIG.as_bytes(), true);
    window.expect("Every user of this machine can read this config.");
    window.click("Copy chmod command");
    assert_eq!(window.last_copy(), ("the chmod command", "sudo chmod 640 '/etc/uplynk.conf'".to_owned()));
}

#[test]
fn cloud_slicer_config_is_refused_with_the_reason() {
    let mut window = window();
    window.drop_file("/home/me/cloud.json", b"{\"apikey\": \"reserved\"}", false);
    window.expect("a cloud Slicer's config is, and there apikey is reserved.");
    window.expect("Leave this file as it is.");
    assert_eq!(window.count("Save"), 0, "there is nothing to save into");
}

#[test]
fn config_is_opened_by_the_dialog_and_closed_again() {
    let mut window = window();
    window.world().files.insert(PathBuf::from(PATH), (CONFIG.as_bytes().to_vec(), false));
    window.world().chosen = Some(PathBuf::from(PATH));
    window.expect("Drop it anywhere on this window while this pane is shown, or");
    window.click("Open config…");
    window.expect("- apikey: abcD");
    window.click("Close config");
    window.expect_not("- apikey: abcD");
    assert!(window.state().slicer.config.is_none());
}

#[test]
fn config_can_be_looked_at_before_a_key_is_loaded() {
    let mut window = Window::showing(Pane::Slicer);
    window.drop_file(PATH, CONFIG.as_bytes(), false);
    window.expect("The difference is shown as soon as there is a token.");
    assert!(!window.is_enabled("Save"));
    let mut window = window.with_key("live-ops.env");
    window.click(PREPARE);
    assert!(window.is_enabled("Save"));
}

#[test]
fn every_control_has_a_name_and_room_in_every_size_theme_and_state() {
    for theme in [Theme::Dark, Theme::Light] {
        for size in [[800.0, 560.0], [1180.0, 760.0], [1920.0, 1080.0]] {
            let mut window = Window::sized(Pane::Slicer, size, theme);
            assert!(window.names_of_controls().iter().all(|name| !name.is_empty()));
            window = window.with_key("live-ops.env");
            let crowded = format!("password: x\napikey: a#b\nApikey: c\napikey d\n{}", "meta A=1\n".repeat(500));
            window.drop_file(PATH, crowded.as_bytes(), true);
            window.expect_order();
            window.click("Line 3");
            window.click(PREPARE);
            window.world().refusal = Some(SaveError::NoPermission);
            window.click("Save");
            let names = window.names_of_controls();
            assert!(names.len() > 15 && names.iter().all(|name| !name.is_empty()), "{names:?}");
            window.expect_order();
        }
    }
}

#[test]
fn pane_sleeps_while_nothing_happens() {
    let mut window = Window::showing(Pane::Slicer);
    window.drop_file(PATH, CONFIG.as_bytes(), false);
    assert!(window.repaint_delay() > Duration::from_hours(1));
}
