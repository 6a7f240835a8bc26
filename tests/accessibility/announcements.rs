//! What a screen reader reads out by itself.

use eframe::egui::accesskit::Live;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use token_debugger::app::command::{Action, Command};

use crate::states::{create, in_state, read};
use crate::support::Window;
use crate::token_support::valid;

/// Whatever is read out when it comes up or changes, with its number in the tree. What is in such a part is so too.
fn announced(window: &Window) -> Vec<(String, String, Live)> {
    let nodes = window.harness.root().children_recursive();
    let live = nodes.filter_map(|node| {
        let node = node.accesskit_node();
        let text = node.label().or_else(|| node.value()).unwrap_or_default();
        (node.live() != Live::Off).then(|| (format!("{:?}", node.id()), text, node.live()))
    });
    live.collect()
}

fn texts(window: &Window) -> Vec<String> {
    announced(window).into_iter().map(|(_, text, _)| text).collect()
}

#[test]
fn verdict_is_read_out_with_the_kinds_of_its_findings() {
    let mut window = in_state(read);
    window.wait(10);
    assert_eq!(
        texts(&window),
        ["Would be accepted · signature verified with live-ops.env · as far as the token shows"]
    );
    window.wait(480);
    assert_eq!(texts(&window), ["Would be refused · 1 problem · signature verified with live-ops.env · expired"]);
}

#[test]
fn what_is_read_out_does_not_change_with_every_second() {
    for way in [read, create] {
        let mut window = in_state(way);
        window.wait(30);
        let before = announced(&window);
        for _ in 0..5 {
            window.wait(1);
            assert_eq!(announced(&window), before);
        }
    }
}

#[test]
fn another_token_is_read_out_also_with_the_same_verdict() {
    let mut window = in_state(read);
    window.wait(10);
    let before = announced(&window);
    window.carry_out(Command::Do(Action::ClearCapture));
    window.paste(&valid().claim("iss", "\"example.com\"").signed());
    let after = announced(&window);
    assert_eq!(after[0].1, before[0].1);
    assert_ne!(after[0].0, before[0].0);
}

#[test]
fn verdict_of_the_test_token_is_read_out_when_it_changes() {
    let mut window = in_state(create);
    window.wait(10);
    let before = announced(&window);
    window.click("net");
    let after = announced(&window);
    assert_eq!(before[0].0, after[0].0, "it is the same part, with other words");
    assert_ne!(before[0].1, after[0].1);
    window.click("net");
    window.wait(301);
    assert!(texts(&window)[0].starts_with("Expired"), "{:?}", texts(&window));
}

#[test]
fn notices_and_problems_are_read_out() {
    let mut window = Window::open();
    window.drop_key("live-ops.env");
    assert_eq!(announced(&window)[0].1.trim(), "Loaded live-ops.env.");
    assert_eq!(announced(&window)[0].2, Live::Polite);
    window.wait(10);
    assert_eq!(texts(&window), Vec::<String>::new());
    window.drop_bad_key("rsa.pem");
    let (_, text, live) = announced(&window)[0].clone();
    assert!(text.starts_with("rsa.pem was not loaded.") && text.len() > 60, "{text}");
    assert_eq!(live, Live::Assertive);
    window.click("Dismiss");
    window.press(Modifiers::COMMAND, Key::E);
    assert!(announced(&window)[0].1.starts_with("There is no token to edit"));
    assert_eq!(announced(&window)[0].2, Live::Assertive);
}

#[test]
fn same_notice_is_read_out_again_at_another_time() {
    let mut window = in_state(create);
    let copy = |window: &mut Window| {
        window.carry_out(Command::Do(Action::CopyHeaderLine));
        announced(window).into_iter().find(|(_, text, _)| text.starts_with("Copied the header line")).unwrap()
    };
    let first = copy(&mut window);
    window.wait(3);
    let second = copy(&mut window);
    assert_eq!(first.1, second.1);
    assert_ne!(first.0, second.0);
}
