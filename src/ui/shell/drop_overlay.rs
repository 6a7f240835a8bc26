//! What is shown while files hover over the window.

use eframe::egui::{Area, Id, Order, Rect, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use crate::app::state::Pane;
use crate::app::view::View;
use crate::ui::theme;

/// Covers the window and says where the files will go.
pub(super) fn show(ui: &Ui, view: &View<'_>) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let palette = theme::palette(ui);
    let window = ui.ctx().content_rect();
    let area = Area::new(Id::unique("drop_overlay")).order(Order::Foreground).interactable(false);
    area.fixed_pos(window.min).constrain(false).show(ui.ctx(), |ui| {
        ui.painter().rect_filled(window, 0.0, palette.background.gamma_multiply(0.92));
        let stroke = Stroke::new(2.0, palette.accent);
        ui.painter().rect_stroke(window.shrink(24.0), 14.0, stroke, StrokeKind::Inside);
        let words = Rect::from_center_size(window.center(), vec2((window.width() - 96.0).min(460.0), 48.0));
        // What lies below must not show between the words.
        ui.painter().rect_filled(words.expand2(vec2(20.0, 20.0)), 12.0, palette.panel);
        ui.scope_builder(UiBuilder::new().max_rect(words), |ui| {
            ui.vertical_centered(|ui| {
                let (where_to, what_then) = destination(view.state.pane);
                ui.label(theme::headline(where_to).color(palette.text));
                ui.label(theme::small(what_then).color(palette.dim));
            });
        });
    });
}

/// What a file does here. Its content decides: where the pointer is can't be known while files hover.
fn destination(pane: Pane) -> (&'static str, &'static str) {
    match pane {
        Pane::Slicer => ("Drop to open a config, or to load a key", "Nothing is written before Save"),
        Pane::Read => ("Drop to load a key, or to read a token", "The file is read once; a key stays in memory only"),
        Pane::Create | Pane::Request => ("Drop to load a key", "The file is read once; the key stays in memory only"),
    }
}
