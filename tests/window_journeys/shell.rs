//! The window around the panes: shortcuts, help, sizes, themes, names, and quiet.

use std::time::Duration;

use eframe::egui::accessibility::is_input;
use eframe::egui::{Key, Modifiers, Rect, Theme, accesskit::Role};
use egui_kittest::kittest::NodeT as _;
use token_debugger::app::command::{Action, Command};
use token_debugger::app::state::{Against, Pane};

use crate::list::har;
use crate::support::{Opening, Window};
use crate::token_support::valid;

#[test]
fn every_shortcut_of_the_table_does_what_it_says() {
    let mut window = Window::reading(&valid().signed());
    let shift = Modifiers::COMMAND | Modifiers::SHIFT;
    window.press(Modifiers::COMMAND, Key::Num2);
    assert_eq!(window.state().pane, Pane::Create);
    window.press(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.state().pane, Pane::Read);
    window.press(Modifiers::COMMAND, Key::E);
    assert_eq!(window.state().pane, Pane::Create);
    window.press(shift, Key::C);
    assert_eq!(window.last_copy().0, "the token");
    window.press(shift, Key::O);
    assert!(window.has("Path of a file"));
    window.press(Modifiers::NONE, Key::F1);
    assert!(window.state().help);
    window.press(Modifiers::NONE, Key::F1);
    assert!(!window.state().help);
    window.press(Modifiers::COMMAND, Key::Q);
    assert!(!window.world().closed && window.has("Stay"), "a copied token is worth a question");
    window.press(Modifiers::COMMAND, Key::Q);
    assert!(window.world().closed);
}

#[test]
fn shortcuts_work_while_a_text_field_has_the_focus() {
    let mut window = Window::with_key();
    window.click("Create token");
    window.get("iss").focus();
    window.settle();
    window.press(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.state().pane, Pane::Read);
}

#[test]
fn help_lists_every_shortcut_and_closes_on_escape() {
    let mut window = Window::open();
    window.press(Modifiers::NONE, Key::F1);
    for action in Action::ALL.iter().filter(|action| action.info().shortcut.is_some()) {
        window.expect(action.info().label);
    }
    window.expect("Ctrl+Shift+C");
    window.expect("What can't be seen in a token");
    window.expect(env!("CARGO_PKG_VERSION"));
    window.press(Modifiers::NONE, Key::Escape);
    window.expect_not("What can't be seen in a token");
    window.click("Help");
    window.click("Close");
    window.expect_not("What can't be seen in a token");
}

#[test]
fn theme_goes_from_the_system_to_light_to_dark() {
    let mut window = Window::open();
    for dark in [false, true] {
        window.click("Theme");
        assert_eq!(window.harness.ctx.theme() == Theme::Dark, dark);
    }
}

/// A token with as much wrong as fits.
pub(crate) fn crowded() -> String {
    let scopes: Vec<_> = (0..30).map(|place| format!("\"video.services.nothing.{place}:write\"")).collect();
    let draft = valid()
        .claim("scp", format!("[{}]", scopes.join(",")))
        .claim("exp", "\"soon\"")
        .claim("nbf", "1e400")
        .claim("iss", format!("\"{}\"", "long ".repeat(200)))
        .claim("msg", "[1,[2,[3,[4,[5,{\"deep\":null}]]]]]")
        .further_claim("exp", 1)
        .header("jku", "\"https://example.com\"");
    draft.signed()
}

/// Goes through both panes in their empty, normal and crowded states. Where the room is small not everything is in
/// sight, so this does not click.
fn go_around(opening: Opening) {
    let mut window = Window::open_as(opening);
    let show_both = |window: &mut Window| {
        for pane in [Pane::Read, Pane::Create] {
            window.carry_out(Command::Do(Action::Show(pane)));
        }
    };
    show_both(&mut window);
    window.drop_bad_key("rsa.pem");
    window.drop_key("pkcs8.pem");
    show_both(&mut window);
    window.drop_key("live-ops.env");
    // The path box takes the focus, and with it what is pasted.
    window.carry_out(Command::Do(Action::TogglePathBox));
    show_both(&mut window);
    window.carry_out(Command::Do(Action::TogglePathBox));
    window.paste(&valid().signed());
    show_both(&mut window);
    window.paste(&crowded());
    window.expect("Would be refused");
    window.carry_out(Command::Do(Action::ToggleReceived));
    window.carry_out(Command::Do(Action::EditAsTestToken));
    show_both(&mut window);
    window.paste(&har(30));
    window.carry_out(Command::Compare(Against::Entry(1)));
    window.carry_out(Command::Do(Action::ToggleReceived));
    window.expect("30 tokens");
    window.expect("Second · token 2");
    window.press(Modifiers::NONE, Key::F1);
    window.hover_file(Some("/home/me/.env"));
}

#[test]
fn panes_are_fine_in_both_themes_in_the_least_size_and_at_twice_the_size() {
    for theme in [Theme::Dark, Theme::Light] {
        for (size, zoom) in
            [([800.0, 560.0], 1.0), ([800.0, 560.0], 2.0), ([1180.0, 760.0], 1.0), ([1920.0, 1080.0], 1.0)]
        {
            go_around(Opening { size, zoom, theme });
        }
    }
}

#[test]
fn whatever_can_be_pressed_or_typed_into_has_a_name_of_its_own() {
    let mut window = Window::reading(&har(3));
    for pane in ["Read token", "Create token"] {
        window.click(pane);
        assert_eq!(window.harness.unnamed_widgets(), Vec::<String>::new());
        let nodes = window.harness.root().children_recursive();
        let inputs = nodes.filter(|node| is_input(node.accesskit_node().role()));
        let mut names: Vec<_> = inputs.filter_map(|node| node.accesskit_node().label()).collect();
        assert!(names.len() > 12, "{names:?}");
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "two things have the same name in {pane}: {names:#?}");
    }
}

#[test]
fn keyboard_goes_through_the_buttons_from_left_to_right() {
    let mut window = Window::reading(&valid().signed());
    window.get("Copy claims").focus();
    window.settle();
    window.press(Modifiers::NONE, Key::Tab);
    assert!(window.get("Edit as test token").is_focused());
    window.get("Paste").focus();
    window.settle();
    window.press(Modifiers::NONE, Key::Tab);
    assert!(window.get("Clear").is_focused());
}

#[test]
fn idle_window_asks_for_no_frame() {
    let mut window = Window::open();
    for (pane, ticking) in [("Read token", false), ("Create token", false)] {
        window.click(pane);
        assert_eq!((window.harness.state().ticking, window.repaint_delay()), (ticking, Duration::MAX), "{pane}");
    }
    window.drop_key("live-ops.env");
    window.paste(&valid().signed());
    assert!(window.harness.state().ticking, "times are counted");
    assert_eq!(window.repaint_delay(), Duration::MAX, "the window's edge asks once a second, the panes never");
    window.type_into("Judge as of", "2025-11-21T19:17:00Z");
    window.wait(20);
    assert!(!window.harness.state().ticking, "nothing counts down as of a fixed moment");
    let frames = window.harness.state().frames;
    window.settle();
    assert_eq!(window.harness.state().frames, frames + 1, "one frame and no more");
}

#[test]
fn notice_leaves_by_itself_and_a_problem_stays() {
    let mut window = Window::with_key();
    window.expect("Loaded live-ops.env");
    window.wait(10);
    window.expect_not("Loaded live-ops.env");
    window.press(Modifiers::COMMAND, Key::E);
    window.expect("There is no token to edit");
    window.wait(100);
    window.expect("There is no token to edit");
    window.click("Dismiss");
    window.expect_not("There is no token to edit");
}

#[test]
fn tabs_say_which_one_is_shown() {
    let window = Window::open();
    let selected = |name: &str| {
        let node = window.get(name);
        assert_eq!(node.accesskit_node().role(), Role::Tab);
        node.accesskit_node().is_selected()
    };
    assert_eq!((selected("Read token"), selected("Create token")), (Some(true), Some(false)));
}

/// What can be used, with its place; without what scrolls in a list of its own and so may lie behind something.
fn used_places(window: &Window) -> Vec<(String, Rect)> {
    let nodes = window.harness.root().children_recursive().filter(|node| {
        let role = node.accesskit_node().role();
        let scrolls = matches!(role, Role::ListBoxOption | Role::DisclosureTriangle | Role::MultilineTextInput);
        is_input(role) && !scrolls
    });
    let places = nodes.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()));
    // Above are the tabs, below the notice: the columns scroll behind both.
    let panes = 110.0..window.harness.ctx.content_rect().bottom() - 100.0;
    let in_sight = |rect: Rect| rect.is_positive() && panes.contains(&rect.top()) && panes.contains(&rect.bottom());
    places.filter(|(name, rect)| in_sight(*rect) && !name.starts_with("video.services.")).collect()
}

#[test]
fn nothing_lies_on_something_else_or_beyond_the_edge() {
    for size in [[800.0, 560.0], [1000.0, 600.0], [1180.0, 760.0], [1920.0, 1080.0]] {
        let mut window = Window::open_as(Opening { size, ..Opening::default() });
        window.drop_key("live-ops.env");
        for text in ["", &valid().signed(), &crowded(), &har(1), &har(20)] {
            window.paste(text);
            for pane in [Pane::Read, Pane::Create] {
                window.carry_out(Command::Do(Action::Show(pane)));
                let places = used_places(&window);
                for (place, (name, rect)) in places.iter().enumerate() {
                    assert!(rect.right() <= size[0], "{name:?} ends at {} of {}", rect.right(), size[0]);
                    let covers = |other: &&(String, Rect)| rect.intersect(other.1).shrink(1.0).is_positive();
                    let covered = places.iter().skip(place + 1).find(covers);
                    assert!(covered.is_none(), "{name:?} at {rect:?} lies on {covered:?} at {size:?}");
                }
            }
        }
    }
}
