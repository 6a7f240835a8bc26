//! Settings, what takes long, and the window on Wayland.

use eframe::egui::{Key, Modifiers, Theme};
use egui_kittest::kittest::Queryable as _;
use token_debugger::app::command::{Command, Report};
use token_debugger::app::errand::Errand;
use token_debugger::app::form::ZoneChoice;
use token_debugger::app::settings::Settings;

use crate::key_support::fixture;
use crate::support::Window;

fn open_settings() -> Window {
    let mut window = Window::open();
    window.press(Modifiers::COMMAND, Key::Comma);
    window.expect("Recent keys");
    window
}

#[test]
fn settings_are_opened_by_shortcut_button_and_palette_and_closed_by_escape() {
    let mut window = open_settings();
    window.press(Modifiers::NONE, Key::Escape);
    window.expect_not("Recent keys");
    window.click("Settings");
    window.expect("Recent keys");
    window.click("Close");
    window.expect_not("Recent keys");
    window.press(Modifiers::COMMAND, Key::P);
    window.harness.event(eframe::egui::Event::Text("settings".to_owned()));
    window.settle();
    window.press(Modifiers::NONE, Key::Enter);
    window.expect("Recent keys");
}

#[test]
fn theme_size_zone_and_clear_time_are_chosen() {
    let mut window = open_settings();
    window.click("Light");
    assert_eq!(window.harness.ctx.theme(), Theme::Light);
    window.click("Dark");
    assert_eq!(window.harness.ctx.theme(), Theme::Dark);
    window.click("Larger");
    window.click("Larger");
    window.expect("120 %");
    assert!((window.harness.ctx.zoom_factor() - 1.2).abs() < 0.001);
    window.click("Normal size");
    window.click("This machine's");
    window.click("Never");
    let settings = Settings::of(window.state());
    assert_eq!((settings.zone, settings.clear_after_seconds), (ZoneChoice::Local, None));
    window.click("Reset settings");
    window.click("Take reset back");
    assert_eq!(Settings::of(window.state()), settings);
}

#[test]
fn size_has_shortcuts_however_plus_is_typed() {
    let mut window = Window::open();
    let shift = Modifiers::COMMAND | Modifiers::SHIFT;
    for (modifiers, key) in [(Modifiers::COMMAND, Key::Plus), (shift, Key::Plus), (Modifiers::COMMAND, Key::Equals)] {
        window.press(modifiers, key);
    }
    assert!((window.harness.ctx.zoom_factor() - 1.3).abs() < 0.001);
    window.press(Modifiers::COMMAND, Key::Minus);
    assert!((window.harness.ctx.zoom_factor() - 1.2).abs() < 0.001);
    window.press(Modifiers::COMMAND, Key::Num0);
    assert!((window.harness.ctx.zoom_factor() - 1.0).abs() < 0.001);
}

#[test]
fn help_is_read_to_its_end_with_the_keyboard() {
    let mut window = Window::open();
    window.press(Modifiers::NONE, Key::F1);
    let place = |window: &Window| window.harness.get_all_by_label("Versions").next().map(|node| node.rect().top());
    let before = place(&window);
    window.press(Modifiers::NONE, Key::End);
    assert!(place(&window) < before || before.is_none(), "{before:?} {:?}", place(&window));
    assert!(place(&window).unwrap() < window.harness.ctx.content_rect().bottom());
}

#[test]
fn recent_keys_are_offered_by_the_path_box() {
    let mut window = open_settings();
    window.click("Remember the paths of key files");
    window.press(Modifiers::NONE, Key::Escape);
    window.drop_key("live-ops.env");
    window.drop_key("other.env");
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    window.click("Load /home/me/keys/live-ops.env");
    window.expect("Loaded live-ops.env");
    window.press(Modifiers::COMMAND, Key::Comma);
    window.expect("/home/me/keys/other.env");
    window.click("Remember the paths of key files");
    window.expect_not("/home/me/keys/other.env");
}

#[test]
fn clock_of_the_status_bar_is_in_the_zone_of_the_settings() {
    let mut window = Window::with_key();
    window.click("Create token");
    window.expect("19:16:32 UTC");
    window.press(Modifiers::COMMAND, Key::Comma);
    window.click("This machine's");
    window.expect("20:16:32 local");
}

fn slow(window: &mut Window, errand: Errand, name: &str) {
    window.carry_out(Command::Report(Report::Slow { errand, phrase: errand.phrase(name) }));
}

#[test]
fn slow_file_is_named_and_can_be_cancelled() {
    let mut window = Window::open();
    slow(&mut window, Errand::ReadFile, "live-ops.env");
    window.expect("Reading live-ops.env…");
    window.click("Cancel");
    window.expect_not("Reading live-ops.env…");
    window.expect("What was loaded before stays.");
}

#[test]
fn dialog_that_nobody_sees_gives_way_to_the_path_box() {
    let mut window = Window::open();
    slow(&mut window, Errand::KeyDialog, "");
    window.expect("The file dialog is open…");
    assert!(!window.has("Type the path"));
    window.wait(3);
    window.expect("The file dialog is open. Is none to be seen?");
    window.click("Type the path");
    window.expect("Path of a file");
    window.click("Cancel");
    window.expect("Path of a file");
    window.drop_file("found.env", &fixture("good", "live-ops.env"));
    window.expect("Loaded found.env");
}
