//! The key bar, and what stands below it.

use std::path::PathBuf;

use eframe::egui::{Key, Modifiers};

use crate::key_support::{fixture, index};
use crate::support::Window;
use crate::token_support::{KID, OTHER_KID};

#[test]
fn hovering_file_is_told_where_it_will_go() {
    let mut window = Window::open();
    window.expect_not("Drop to load a key, or to read a token");
    window.hover_file(Some("/home/me/.env"));
    window.expect("Drop to load a key, or to read a token");
    window.hover_file(None);
    window.expect_not("Drop to load a key, or to read a token");
}

#[test]
fn dialog_loads_the_chosen_file() {
    let mut window = Window::open();
    let path = PathBuf::from("/home/me/other.env");
    window.world().files.insert(path.clone(), fixture("good", "other.env"));
    window.world().dialog = Some(path);
    window.press(Modifiers::COMMAND, Key::O);
    window.expect(OTHER_KID);
}

#[test]
fn path_box_opens_where_no_dialog_can_be_had_and_loads_on_enter() {
    let mut window = Window::open();
    window.click("Load key…");
    window.expect("No file dialog can be had here");
    window.world().files.insert("/home/me/.env".into(), fixture("good", "live-ops.env"));
    window.type_into("Path of a file", "/home/me/.env");
    window.press(Modifiers::NONE, Key::Enter);
    window.expect(KID);
    assert!(!window.has("Path of a file"));
}

#[test]
fn path_that_can_not_be_read_is_said_with_advice() {
    let mut window = Window::open();
    window.click("Path…");
    window.click("Open path");
    window.expect("There is no path yet");
    window.type_into("Path of a file", "/nowhere/.env");
    window.click("Open path");
    window.expect(".env was not loaded.");
}

#[test]
fn pasted_path_is_opened() {
    let mut window = Window::open();
    window.world().files.insert("/home/me/.env".into(), fixture("good", "live-ops.env"));
    window.paste("/home/me/.env\n");
    window.expect(KID);
}

#[test]
fn pem_file_asks_for_what_it_does_not_say() {
    let mut window = Window::open();
    window.drop_key("pkcs8.pem");
    window.expect("The key file does not say this. It is in the CMS, where the key was made.");
    window.click("Create token");
    window.expect("No token yet");
    window.type_into("Key ID (kid)", "my-key");
    window.type_into("Owner (sub)", "my-owner");
    window.type_into("Granted scopes", "video.services.ads:read, x:y");
    window.expect("Would be accepted");
    window.expect("\"kid\": \"my-key\"");
    window.expect("\"sub\": \"my-owner\"");
    window.expect("2 scopes · can sign");
    assert!(window.is_checked("x:y"));
    assert!(window.has("Key ID (kid)"), "the field stays while it is typed into");
}

#[test]
fn public_key_can_only_verify() {
    let mut window = Window::open();
    window.drop_key("public.pem");
    window.expect("can only verify");
    window.click("Create token");
    window.expect("No token yet");
}

#[test]
fn sample_key_is_marked_everywhere() {
    let mut window = Window::open();
    window.click_first("Try a sample key");
    window.expect("Sample");
    window.expect("sample key, the service does not know it");
    window.click("Create token");
    window.expect("Would be accepted");
    window.click("Copy token");
    window.expect("It is signed with the sample key");
    window.click("Forget key");
    window.expect("No key loaded");
    window.expect_not("sample key, the service");
}

#[test]
fn details_of_the_key_stay_on_a_click() {
    let mut window = Window::with_key();
    window.click("Key details");
    window.expect("Root URL");
    window.expect("https://services.uplynk.com");
    window.expect("video.services.channels:read");
    window.press(Modifiers::NONE, Key::Escape);
    window.expect_not("Root URL");
}

#[test]
fn every_bad_file_leaves_the_key_and_shows_advice_and_none_of_its_lines() {
    let mut window = Window::with_key();
    for row in index("bad") {
        let name = &row[0];
        window.drop_bad_key(name);
        if name == "slicer.conf" {
            // It goes to the Slicer pane, where every text is taken for a config.
            window.expect(KID);
            window.click("Read token");
            continue;
        }
        if !window.state().capture.expose().is_empty() {
            // A text with a token is no key: it is read.
            window.expect(&format!("Read {name}"));
            window.click("Clear");
            continue;
        }
        window.expect(&format!("{name} was not loaded."));
        window.expect(KID);
        let bytes = fixture("bad", name);
        let secrets = String::from_utf8_lossy(&bytes).into_owned();
        for line in secrets.lines().map(str::trim).filter(|line| line.len() > 40) {
            window.expect_not(line);
        }
    }
}

#[test]
fn two_files_at_once_are_too_many() {
    let mut window = Window::open();
    window.drop_two();
    window.expect("2 files were dropped at once");
    window.expect("Drop one file");
}
