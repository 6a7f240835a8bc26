//! What is shown while files hover over the window.

use eframe::egui::{Area, Id, Order, Rect, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use crate::ui::theme;

/// Covers the window and says where the files will go.
pub(super) fn show(ui: &Ui) {
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
        let words = Rect::from_center_size(window.center(), vec2(window.width() - 96.0, 60.0));
        ui.scope_builder(UiBuilder::new().max_rect(words), |ui| {
            ui.vertical_centered(|ui| {
                ui.label(theme::headline("Drop to load a key").color(palette.text));
                ui.label(theme::small("The file is read once; the key stays in memory only").color(palette.dim));
            });
        });
    });
}
