//! No text is cut off, lies on another one or is covered, from the least size to a large one and at any zoom.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Label, Rect, pos2, vec2};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, LazyRenderer};

use crate::order::{Complaint, Scenery};
use crate::scenes::{SCENES, Scene};
use crate::window_support::{Opening, Window};

/// In pixels.
const SIZES: [[f32; 2]; 4] = [[800.0, 560.0], [1180.0, 760.0], [1920.0, 1080.0], [2560.0, 1440.0]];
const ZOOMS: [f32; 4] = [0.8, 1.0, 1.5, 2.0];
/// The panes always have so much height, in points.
const LEAST: f32 = 100.0;

fn scenery<State>(harness: &Harness<'_, State>) -> Scenery {
    Scenery::of(harness.ctx.content_rect(), &harness.output().shapes)
}

/// The places of text fields.
fn fields<State>(harness: &Harness<'_, State>) -> Vec<Rect> {
    let nodes = harness.root().children_recursive();
    let is_field = |role: Role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    nodes.filter(|node| is_field(node.accesskit_node().role())).map(|node| node.rect()).collect()
}

fn complaints<State>(harness: &Harness<'_, State>) -> Vec<Complaint> {
    scenery(harness).complaints(&fields(harness))
}

fn resize(window: &mut Window, size: [f32; 2], zoom: f32) {
    window.harness.set_pixels_per_point(zoom);
    // In the frame in which it zooms, egui goes on from the size before.
    window.harness.step();
    window.harness.set_size(vec2(size[0], size[1]) / zoom);
    window.harness.run_ok();
    // A dialog is centred by the size that it had in the frame before.
    window.harness.run_steps(2);
}

fn open(scene: &Scene) -> Window {
    let mut window = Window::opened(scene.pane, Opening::default(), LazyRenderer::default());
    (scene.play)(&mut window);
    window
}

/// Goes through sizes and zooms; `tall` windows have room for everything that would have to be scrolled to.
fn check(wanted: &str) {
    let mut wrong = Vec::new();
    for scene in SCENES.iter().filter(|scene| scene.name.contains(wanted)) {
        let mut window = open(scene);
        for size in SIZES {
            for zoom in ZOOMS {
                resize(&mut window, size, zoom);
                let found = complaints(&window.harness);
                wrong.extend(found.iter().map(|complaint| format!("{} {size:?} × {zoom}: {complaint}", scene.name)));
                let room = room_of_pane(&window);
                if room.is_some_and(|room| room < LEAST) {
                    wrong.push(format!("{} {size:?} × {zoom}: the pane has {room:?} points", scene.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} complaints\n{}", wrong.len(), wrong.join("\n"));
}

/// The height between the tabs and the status bar, if they are not in the background.
fn room_of_pane(window: &Window) -> Option<f32> {
    let scenery = scenery(&window.harness);
    let place = |name: &str| scenery.texts().find(|(text, _)| text.starts_with(name)).map(|(_, rect)| rect);
    Some(place("Offline")?.top() - place("Read token")?.bottom())
}

#[test]
fn crowded_panes_have_room_for_every_text() {
    check("-crowded");
}

#[test]
fn window_around_has_room_for_every_text() {
    check("around-");
}

#[test]
fn text_that_is_shortened_is_shown_whole_on_hover() {
    let mut seen = 0;
    for scene in SCENES.iter().filter(|scene| scene.name.contains("-crowded")) {
        let mut window = open(scene);
        let mut all = Vec::new();
        for size in [[800.0, 560.0], [1180.0, 760.0]] {
            resize(&mut window, size, 1.0);
            all.extend(scenery(&window.harness).elided.into_iter().map(|elided| (size, elided)));
        }
        for (size, elided) in all {
            resize(&mut window, size, 1.0);
            window.harness.hover_at(elided.place);
            window.harness.run_steps(4);
            // What was cut away, at least by its end.
            let end: String = elided.whole.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
            let scenery = scenery(&window.harness);
            let shown: String = scenery.texts().map(|(text, _)| text).collect();
            assert!(shown.contains(&end), "{}: {:?} is nowhere to be read", scene.name, elided.whole);
            seen += 1;
            window.harness.remove_cursor();
            window.harness.run_steps(2);
        }
    }
    assert!(seen >= 5, "only {seen} texts are shortened: there is nothing to test");
}

/// What is said of a small window.
fn words(paint: impl FnMut(&mut egui::Ui) + 'static) -> Vec<String> {
    let mut harness = Harness::builder()
        .with_size(vec2(300.0, 200.0))
        .with_accessibility_check(false)
        .with_context_setup(token_debugger::ui::theme::apply)
        .build_ui(paint);
    harness.run();
    complaints(&harness).iter().map(ToString::to_string).collect()
}

#[test]
fn label_that_is_too_narrow_is_caught() {
    let text = "A label of some length";
    let fine = words(move |ui| drop(ui.label(text)));
    assert!(fine.is_empty(), "{fine:?}");
    let framed = words(move |ui| {
        egui::Frame::group(ui.style()).show(ui, |ui| {
            ui.set_max_width(40.0);
            ui.allocate_ui(vec2(40.0, 20.0), |ui| {
                let galley = ui.painter().layout_no_wrap(text.to_owned(), egui::FontId::default(), egui::Color32::RED);
                let (rect, _) = ui.allocate_exact_size(vec2(40.0, 20.0), egui::Sense::hover());
                ui.painter().galley(rect.min, galley, egui::Color32::RED);
            });
        });
    });
    assert!(framed.iter().any(|word| word.contains("sticks out")), "{framed:?}");
    let clipped = words(move |ui| {
        ui.set_clip_rect(Rect::from_min_size(pos2(0.0, 0.0), vec2(40.0, 40.0)));
        ui.add(Label::new(text).extend());
    });
    assert!(clipped.iter().any(|word| word.contains("cut off at the side")), "{clipped:?}");
}

#[test]
fn texts_on_each_other_and_below_something_are_caught() {
    let put = |ui: &mut egui::Ui, x: f32, text: &str| {
        ui.put(Rect::from_min_size(pos2(x, 20.0), vec2(120.0, 20.0)), Label::new(text).extend());
    };
    let crossed = words(move |ui| {
        put(ui, 20.0, "One text");
        put(ui, 30.0, "and another");
    });
    assert!(crossed.iter().any(|word| word.contains("lies on")), "{crossed:?}");
    let covered = words(move |ui| {
        put(ui, 20.0, "One text");
        let button = egui::Button::new("").fill(egui::Color32::RED);
        ui.put(Rect::from_min_size(pos2(60.0, 20.0), vec2(60.0, 20.0)), button);
    });
    assert!(covered.iter().any(|word| word.contains("is covered")), "{covered:?}");
}

#[test]
fn text_that_is_cut_off_below_is_caught_where_nothing_scrolls() {
    let lines = "line\n".repeat(40);
    let scrolled = lines.clone();
    let with_bar =
        words(move |ui| drop(egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| ui.label(&scrolled))));
    assert!(with_bar.is_empty(), "{with_bar:?}");
    let without = words(move |ui| drop(ui.label(&lines)));
    assert!(without.iter().any(|word| word.contains("has no bar") || word.contains("cut off")), "{without:?}");
}
