//! A part of a card that asks for attention.

use eframe::egui::{Color32, CornerRadius, Frame, Margin, Ui};

use super::icon::{Mark, icon};
use crate::ui::theme::{self, space};

/// A tinted surface with a mark in front of what stands on it.
pub(crate) fn callout(ui: &mut Ui, mark: Mark, color: Color32, content: impl FnOnce(&mut Ui)) {
    let fill = theme::palette(ui).tint(color);
    let frame = Frame::new().fill(fill).corner_radius(CornerRadius::same(8)).inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        marked(ui, mark, color, content);
    });
}

/// The same on the card itself: to be known, but nothing is amiss.
pub(crate) fn marked(ui: &mut Ui, mark: Mark, color: Color32, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.vertical(|ui| {
            ui.add_space(1.0);
            icon(ui, mark, color, 18.0);
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing = [space::S, space::XS + 2.0].into();
            content(ui);
        });
    });
}
