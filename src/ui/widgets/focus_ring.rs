//! What has the keyboard's focus.

use eframe::egui::{Rect, StrokeKind, Ui};

/// Rings what has the focus and is not drawn by egui itself.
pub(crate) fn focus_ring(ui: &Ui, rect: Rect, radius: f32) {
    let stroke = ui.visuals().widgets.active.bg_stroke;
    ui.painter().rect_stroke(rect, radius, stroke, StrokeKind::Inside);
}
