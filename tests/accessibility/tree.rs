//! Names, roles and values of whatever can be used.

use std::collections::HashSet;

use eframe::egui::accessibility::is_input;
use eframe::egui::accesskit::{Action, Role};
use eframe::egui::{Sense, Ui, vec2};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};
use token_debugger::ui;

use crate::states::{DIALOGS, STATES, in_state, read};
use crate::support::Window;

/// What is wrong with the nodes of a window, a line each.
fn faults<S>(harness: &Harness<'_, S>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    for node in harness.root().children_recursive() {
        let role = node.accesskit_node().role();
        let (name, value) = (node.accesskit_node().label().unwrap_or_default(), node.value().unwrap_or_default());
        if let Some(fault) = fault_of(&node, role, &name, &value) {
            faults.push(format!("{role:?} {name:?} {value:?} {fault}"));
        }
        if is_input(role) && !seen.insert((context(&node), name.clone())) {
            faults.push(format!("{role:?} {name:?} is there twice in {:?}", context(&node)));
        }
    }
    faults
}

fn fault_of(node: &Node<'_>, role: Role, name: &str, value: &str) -> Option<&'static str> {
    let node = node.accesskit_node();
    let supports = |action| node.data().supports_action(action);
    let is_text = matches!(role, Role::TextInput | Role::MultilineTextInput);
    // Lists take the focus as a whole, their rows don't.
    if supports(Action::Focus) && !(is_input(role) || role == Role::ListBox) {
        return Some("takes the focus and is no control");
    }
    if (is_input(role) || role == Role::ListBox) && name.trim().is_empty() {
        return Some("has no name");
    }
    // Text that can be selected answers to a click; a scroll bar has no name but what it scrolls.
    if supports(Action::Click) && !is_input(role) && !matches!(role, Role::Label | Role::ScrollBar) {
        return Some("answers to a click and is no control");
    }
    if role == Role::Label && value.trim().is_empty() {
        return Some("is an empty text");
    }
    if matches!(role, Role::CheckBox | Role::RadioButton) && node.toggled().is_none() {
        return Some("does not say whether it is on");
    }
    if matches!(role, Role::Tab | Role::ListBoxOption) && node.is_selected().is_none() {
        return Some("does not say whether it is chosen");
    }
    if role == Role::DisclosureTriangle && node.data().is_expanded().is_none() {
        return Some("does not say whether it is open");
    }
    if is_text && node.value().is_none() {
        return Some("does not say what it holds");
    }
    if matches!(role, Role::Dialog | Role::Alert | Role::Status | Role::Region | Role::Group) && name.is_empty() {
        return Some("is a part without a name");
    }
    None
}

/// The names of the parts that a node is in.
pub(crate) fn context(node: &Node<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let mut above = node.accesskit_node().parent();
    while let Some(part) = above {
        names.extend(part.label().filter(|name| !name.is_empty()));
        above = part.parent();
    }
    names
}

#[test]
fn every_control_has_a_name_a_role_and_a_state_in_every_state() {
    for (name, way) in STATES.iter().chain(DIALOGS) {
        let window = in_state(*way);
        assert_eq!(faults(&window.harness), Vec::<String>::new(), "{name}");
        assert_eq!(window.harness.unnamed_widgets(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn faults_are_noticed() {
    let harness = |content: fn(&mut Ui)| {
        let builder = Harness::builder().with_context_setup(ui::theme::apply);
        // Its own check fails before this one can look.
        builder.with_accessibility_check(false).build_ui(content)
    };
    assert!(faults(&harness(|ui| drop(ui.button("Copy")))).is_empty());
    let unnamed = faults(&harness(|ui| drop(ui.button(""))));
    assert!(unnamed[0].ends_with("has no name"), "{unnamed:?}");
    let twice = faults(&harness(|ui| {
        let _ = (ui.button("Copy"), ui.button("Copy"));
    }));
    assert!(twice[0].contains("is there twice"), "{twice:?}");
    let strange = faults(&harness(|ui| {
        drop(ui.allocate_response(vec2(20.0, 20.0), Sense::click()));
    }));
    assert!(strange[0].contains("takes the focus and is no control"), "{strange:?}");
}

#[test]
fn key_bar_says_whole_what_it_shows_shortened() {
    let window = in_state(read);
    let values = window.texts();
    assert!(values.iter().any(|value| value == crate::token_support::KID), "{values:#?}");
    assert!(!values.iter().any(|value| value.contains('…') && value.starts_with("6f1c")), "{values:#?}");
}

#[test]
fn rows_are_in_their_list_and_the_list_says_which_one_is_meant() {
    let mut window = in_state(STATES.iter().find(|(name, _)| name.contains("several tokens")).unwrap().1);
    let rows = rows_of(&window, "Found tokens");
    assert_eq!(rows.len(), 3, "{rows:?}");
    window.get("Found tokens").focus();
    window.settle();
    let focused = |window: &Window| {
        window.harness.root().children_recursive().find(Node::is_focused).unwrap().accesskit_node().label()
    };
    assert_eq!(focused(&window).as_deref(), Some(rows[0].as_str()));
}

fn rows_of(window: &Window, list: &str) -> Vec<String> {
    let nodes = window.harness.root().children_recursive();
    let rows = nodes
        .filter(|node| node.accesskit_node().role() == Role::ListBoxOption && context(node).contains(&list.to_owned()));
    rows.filter_map(|node| node.accesskit_node().label()).collect()
}
