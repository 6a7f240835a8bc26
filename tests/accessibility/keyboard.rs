//! The way of the keyboard: Tab gets to every control once, in the order that one reads in, and what has the focus is
//! to be seen.

use std::collections::{HashMap, HashSet};

use eframe::egui::accesskit::{Action as NodeAction, Role};
use eframe::egui::epaint::{ClippedShape, Shape};
use eframe::egui::{Color32, Key, Memory, Modifiers, Rect, vec2};
use egui_kittest::kittest::NodeT as _;
use token_debugger::app::command::Action;

use crate::states::{DIALOGS, STATES, create, in_state, read};
use crate::support::Window;
use crate::tree::context;

/// The thinnest line that counts as a ring, in points.
const RING: f32 = 1.5;

/// A control that Tab is to get to.
#[derive(Clone, Debug)]
struct Stop {
    /// Its number in the tree.
    id: String,
    role: Role,
    name: String,
    context: Vec<String>,
    rect: Rect,
}

impl Stop {
    fn word(&self) -> String {
        format!("{} in {:?}", self.name, self.context)
    }
}

/// The controls that can take the focus, in the order of the tree. With a dialog open those behind it can't.
fn stops(window: &Window) -> Vec<Stop> {
    let nodes = window.harness.root().children_recursive().filter(|node| {
        let node = node.accesskit_node();
        node.data().supports_action(NodeAction::Focus) && !node.is_disabled()
    });
    let stops: Vec<_> = nodes
        .map(|node| Stop {
            id: format!("{:?}", node.accesskit_node().id()),
            role: node.accesskit_node().role(),
            name: node.accesskit_node().label().unwrap_or_default(),
            context: context(&node),
            rect: node.rect(),
        })
        .collect();
    let in_dialog = |stop: &Stop| DIALOG_NAMES.iter().any(|name| stop.context.iter().any(|part| part == name));
    let is_modal = stops.iter().any(in_dialog);
    stops.into_iter().filter(|stop| !is_modal || in_dialog(stop)).collect()
}

const DIALOG_NAMES: [&str; 4] = ["Help", "Settings", "Command palette", "Close the program?"];

/// What has the keyboard's focus.
fn focused(window: &Window) -> Option<String> {
    let id = window.harness.ctx.memory(Memory::focused)?;
    let node =
        window.harness.root().children_recursive().find(|node| node.accesskit_node().locate().0 == id.accesskit_id());
    node.map(|node| format!("{:?}", node.accesskit_node().id()))
}

/// Takes the focus off whatever has it: Tab begins with the first control then.
fn leave_focus(window: &mut Window) {
    window.harness.ctx.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.surrender_focus(focused);
        }
    });
    window.settle();
}

/// Presses Tab, or Shift and Tab, as often as it takes to come around; gives the places of what had the focus.
fn go_around(window: &mut Window, modifiers: Modifiers, mut look: impl FnMut(&mut Window, &str)) -> Vec<String> {
    let most = stops(window).len() + 5;
    leave_focus(window);
    let mut visited: Vec<String> = Vec::new();
    for _ in 0..most {
        window.press(modifiers, Key::Tab);
        let Some(id) = focused(window) else { continue };
        if visited.first() == Some(&id) {
            return visited;
        }
        look(window, &id);
        visited.push(id);
    }
    panic!("Tab does not come around in {most} steps: {visited:?}")
}

fn words(stops: &[Stop], ids: &[String]) -> Vec<String> {
    let word = |id: &String| stops.iter().find(|stop| stop.id == *id).map_or_else(|| format!("{id}?"), Stop::word);
    ids.iter().map(word).collect()
}

#[test]
fn tab_gets_to_every_control_once_in_the_order_of_reading_and_rings_it() {
    for (state, way) in STATES {
        let mut window = in_state(*way);
        let stops = stops(&window);
        let visited = walk(&mut window, state);
        let expected: Vec<_> = stops.iter().map(|stop| stop.id.clone()).collect();
        assert_eq!(words(&stops, &visited), words(&stops, &expected), "{state}");
        for pair in stops.windows(2) {
            let [one, next] = pair else { unreachable!("windows of two") };
            assert!(
                is_read_before(one, next),
                "{state}: {} at {} comes before {} at {}",
                one.word(),
                one.rect,
                next.word(),
                next.rect
            );
        }
    }
}

/// Goes around with Tab; each control has to be in sight, with a ring that it did not have before.
fn walk(window: &mut Window, state: &str) -> Vec<String> {
    leave_focus(window);
    let mut before = all_frames(window);
    let room = window.harness.ctx.content_rect();
    go_around(window, Modifiers::NONE, |window, id| {
        let stop = stops(window).into_iter().find(|stop| stop.id == *id).unwrap();
        let now = frames(&window.harness.output().shapes, stop.rect);
        let old = before.get(id).cloned().unwrap_or_default();
        assert!(
            now.difference(&old).next().is_some(),
            "{state}: {} at {} has no ring: {now:?}",
            stop.word(),
            stop.rect
        );
        let is_seen = room.intersects(stop.rect);
        assert!(is_seen, "{state}: {} at {} is out of sight", stop.word(), stop.rect);
        before = all_frames(window);
    })
}

/// Whether one reads the first before the second: it stands above or to the left, or in another part of the window.
fn is_read_before(one: &Stop, next: &Stop) -> bool {
    // A text that is higher than its box goes on behind it.
    let end = if one.role == Role::MultilineTextInput { one.rect.top() + 20.0 } else { one.rect.bottom() };
    let below = next.rect.top() >= end - 4.0;
    let right = next.rect.left() >= one.rect.right() - 4.0;
    let same_row = one.rect.y_range().intersection(next.rect.y_range()).span() > 0.0;
    one.context != next.context || below || (same_row && right)
}

#[test]
fn parts_of_the_window_come_from_top_to_bottom_and_left_to_right() {
    let mut window = in_state(STATES.iter().find(|(name, _)| *name == "a copied token").unwrap().1);
    window.carry_out(token_debugger::app::command::Command::Do(Action::TogglePathBox));
    let mut parts: Vec<String> = stops(&window).iter().filter_map(|stop| stop.context.last().cloned()).collect();
    parts.dedup();
    assert_eq!(parts, ["Key", "Path", "Panes", "Form", "Test token", "Notice", "Status"]);
}

#[test]
fn shift_and_tab_go_the_same_way_back() {
    for (state, way) in STATES.iter().filter(|(state, _)| WITHOUT_SCROLLING.contains(state)) {
        let mut window = in_state(*way);
        let mut forth = go_around(&mut window, Modifiers::NONE, |_, _| ());
        let back = go_around(&mut in_state(*way), Modifiers::SHIFT, |_, _| ());
        forth.reverse();
        assert_eq!(back, forth, "{state}");
    }
}

/// One state of each pane is enough for the way back.
const WITHOUT_SCROLLING: [&str; 5] =
    ["read, refused", "create, nbf and an unknown scope", "slicer", "request, v4", "request, authorization"];

/// The lines of frames around a place, as far as they are to be seen: where they lie, how thick, which colour.
fn frames(shapes: &[ClippedShape], around: Rect) -> HashSet<(String, Color32)> {
    let mut found = HashSet::new();
    for clipped in shapes {
        collect(&clipped.shape, clipped.clip_rect, around, &mut found);
    }
    found
}

fn collect(shape: &Shape, clip: Rect, around: Rect, found: &mut HashSet<(String, Color32)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, around, found)),
        Shape::Rect(shape) => {
            let is_near = around.expand(14.0).contains_rect(shape.rect) && clip.intersects(shape.rect);
            if is_near && shape.stroke.width >= RING && shape.stroke.color.a() > 0 {
                let place = shape.rect.translate(-around.min.to_vec2());
                found.insert((format!("{:.0} {}", place, shape.stroke.width), shape.stroke.color));
            }
        }
        _ => {}
    }
}

#[test]
fn controls_of_dialogs_are_ringed() {
    for (dialog, way) in DIALOGS.iter().filter(|(name, _)| ["help", "settings", "quit question"].contains(name)) {
        assert!(!walk(&mut in_state(*way), dialog).is_empty());
    }
}

fn all_frames(window: &Window) -> HashMap<String, HashSet<(String, Color32)>> {
    let shapes = &window.harness.output().shapes;
    stops(window).into_iter().map(|stop| (stop.id, frames(shapes, stop.rect))).collect()
}

#[test]
fn missing_ring_is_noticed() {
    let mut harness = egui_kittest::Harness::new_ui(|ui| {
        let bare = ui.allocate_response(vec2(80.0, 30.0), eframe::egui::Sense::click());
        bare.request_focus();
    });
    harness.run();
    assert!(frames(&harness.output().shapes, harness.ctx.content_rect()).is_empty());
}

#[test]
fn tab_leaves_every_text_field_and_escape_too() {
    for (state, way) in STATES {
        let mut window = in_state(*way);
        let fields: Vec<_> = stops(&window)
            .into_iter()
            .filter(|stop| matches!(stop.role, Role::TextInput | Role::MultilineTextInput))
            .collect();
        for field in fields {
            for key in [Key::Tab, Key::Escape] {
                if !window.has(&field.name) {
                    // Escape closes the path box.
                    assert_eq!(field.name, "Path of a file");
                    continue;
                }
                window.get(&field.name).focus();
                window.settle();
                assert_eq!(focused(&window).as_ref(), Some(&field.id), "{state}: {} takes the focus", field.name);
                window.press(Modifiers::NONE, key);
                assert_ne!(focused(&window).as_ref(), Some(&field.id), "{state}: {key:?} leaves {}", field.name);
            }
        }
    }
}

#[test]
fn dialog_takes_the_focus_keeps_it_and_gives_it_back() {
    for (modifiers, key, first) in [(Modifiers::NONE, Key::F1, "Close"), (Modifiers::COMMAND, Key::P, "Find a command")]
    {
        let mut window = in_state(read);
        window.get("Copy claims").focus();
        window.settle();
        let before = focused(&window);
        window.press(modifiers, key);
        let inside = stops(&window);
        assert_eq!(
            focused(&window),
            inside.iter().find(|stop| stop.name == first).map(|stop| stop.id.clone()),
            "{key:?}"
        );
        for _ in 0..3 {
            window.press(Modifiers::NONE, Key::Tab);
            assert!(inside.iter().any(|stop| Some(&stop.id) == focused(&window).as_ref()), "{key:?}: Tab stays inside");
        }
        window.press(Modifiers::NONE, Key::Escape);
        assert_eq!(focused(&window), before, "{key:?}");
    }
}

#[test]
fn quit_question_is_answered_with_the_keyboard() {
    let ask = || {
        let mut window = in_state(create);
        window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
        window.press(Modifiers::COMMAND, Key::Q);
        window.expect("Close the program?");
        window
    };
    let mut window = ask();
    window.press(Modifiers::NONE, Key::Tab);
    window.press(Modifiers::NONE, Key::Enter);
    window.expect_not("Close the program?");
    assert!(!window.world().closed);
    let mut window = ask();
    window.press(Modifiers::NONE, Key::Escape);
    window.expect_not("Close the program?");
    let mut window = ask();
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.world().closed);
}

#[test]
fn combo_box_is_opened_chosen_from_and_left_with_the_keyboard() {
    let mut window = in_state(read);
    window.get("Compare with").focus();
    window.settle();
    let combo = focused(&window);
    window.press(Modifiers::NONE, Key::Space);
    assert!(window.has("The test token"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.has("The test token"), "Escape closes it");
    assert_eq!(focused(&window), combo, "and the combo box keeps the focus");
    window.press(Modifiers::NONE, Key::Space);
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::Enter);
    window.expect("Second · the test token");
}

#[test]
fn lists_are_gone_through_with_the_arrow_keys() {
    let mut window = in_state(STATES.iter().find(|(name, _)| *name == "request, v4").unwrap().1);
    window.get("Endpoints").focus();
    window.settle();
    let path = |window: &Window| window.get("Path").value().unwrap();
    window.press(Modifiers::NONE, Key::Home);
    let first = path(&window);
    for _ in 0..12 {
        window.press(Modifiers::NONE, Key::ArrowDown);
    }
    assert_ne!(path(&window), first);
    let chosen = window
        .harness
        .root()
        .children_recursive()
        .find(|node| {
            node.accesskit_node().role() == Role::ListBoxOption && node.accesskit_node().is_selected() == Some(true)
        })
        .expect("the chosen row is in sight");
    assert!(chosen.accesskit_node().label().unwrap().ends_with(&path(&window)));
    window.press(Modifiers::NONE, Key::Tab);
    assert_eq!(focused(&window), stops(&window).iter().find(|stop| stop.name == "Method").map(|stop| stop.id.clone()));
}

/// The status bar has room for the other choice only.
const ONLY_IN_PALETTE: [Action; 1] = [Action::ClearClipboard];

#[test]
fn every_action_has_a_shortcut_or_a_control_to_get_to_and_is_in_the_palette() {
    let mut names = HashSet::new();
    for (_, way) in STATES.iter().chain(DIALOGS).filter(|(name, _)| !name.starts_with("palette")) {
        names.extend(stops(&in_state(*way)).into_iter().map(|stop| stop.name));
    }
    let is_far = |action: &Action| action.info().shortcut.is_none() && !names.contains(action.info().label);
    let far: Vec<_> = Action::ALL.iter().copied().filter(is_far).collect();
    assert_eq!(far, ONLY_IN_PALETTE);
    let in_palette = Action::matching("");
    let missing: Vec<_> =
        Action::ALL.iter().filter(|action| !in_palette.contains(action) && action.info().shortcut.is_none()).collect();
    assert_eq!(missing, Vec::<&Action>::new());
}
