//! Cards: the surfaces that a pane is laid out on.

use eframe::egui::{Align, CornerRadius, Frame, Label, Layout, Margin, Sides, Stroke, Ui, vec2};

use super::at_the_right::at_the_right;
use super::button::{button, width_of_buttons};
use crate::app::command::{Action, Command};
use crate::ui::theme::{self, CONTROL_HEIGHT, LINE_HEIGHT, space};

/// Padding inside the border, in points.
const PADDING: i8 = 15;
/// What border and padding add to the height of a card's content, in points.
pub(crate) const CARD_FRAME: f32 = 2.0 * (PADDING as f32 + 1.0);

/// A surface as wide as there is room.
pub(crate) fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    tall_card(ui, 0.0, content)
}

/// A card that is at least so high, in points.
pub(crate) fn tall_card<R>(ui: &mut Ui, min_height: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = theme::palette(ui);
    Frame::new()
        .fill(palette.panel)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(PADDING))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_min_height((min_height - CARD_FRAME).max(0.0));
            ui.vertical(content).inner
        })
        .inner
}

/// The first row of a card that nothing can be done about: its heading and a remark.
pub(crate) fn plain_heading(ui: &mut Ui, title: &str, remark: &str) {
    let dim = theme::palette(ui).dim;
    Sides::new().height(LINE_HEIGHT).show(
        ui,
        |ui| drop(ui.label(theme::strong(title))),
        |ui| {
            // To a screen reader an empty text is one more stop.
            if !remark.is_empty() {
                ui.label(theme::small(remark).color(dim));
            }
        },
    );
}

/// A heading of any length, which is shortened and whole on hover, and at the right the buttons of actions.
pub(crate) fn heading_elided(ui: &mut Ui, title: &str, actions: &[Action], commands: &mut Vec<Command>) {
    const GAP: f32 = space::XS + 2.0;
    let (width, buttons) = (ui.available_width(), width_of_buttons(ui, actions, GAP));
    ui.allocate_ui_with_layout(vec2(width, CONTROL_HEIGHT), Layout::left_to_right(Align::Center), |ui| {
        let room = (width - buttons - space::S).max(0.0);
        ui.allocate_ui_with_layout(vec2(room, CONTROL_HEIGHT), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(room);
            ui.add(Label::new(theme::strong(title)).truncate()).on_hover_text(title);
        });
        ui.spacing_mut().item_spacing.x = GAP;
        for action in actions {
            button(ui, *action, commands);
        }
    });
}

/// The first row of a card: its heading, and at the right what can be done.
pub(crate) fn heading(ui: &mut Ui, title: &str, right: impl FnOnce(&mut Ui)) {
    let width = ui.available_width();
    ui.allocate_ui_with_layout(vec2(width, CONTROL_HEIGHT), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(vec2(width, CONTROL_HEIGHT));
        ui.label(theme::strong(title));
        at_the_right(ui, title, |ui| {
            ui.spacing_mut().item_spacing.x = space::XS + 2.0;
            right(ui);
        });
    });
}
