//! What else was seen in the captured text.

use eframe::egui::{CornerRadius, Frame, Label, Margin, ScrollArea, Ui};

use crate::domain::capture::{Aside, Capture};
use crate::domain::text::make_visible;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Mark, icon, small_dim};

/// More are counted, not shown.
const MOST: usize = 5;

/// One paragraph each.
pub(super) fn show(ui: &mut Ui, capture: &Capture) {
    for (place, aside) in capture.asides.iter().take(MOST).enumerate() {
        ui.push_id(place, |ui| paragraph(ui, aside));
    }
    if let Some(more @ 1..) = capture.asides.len().checked_sub(MOST) {
        small_dim(ui, format!("and {more} more"));
    }
}

fn paragraph(ui: &mut Ui, aside: &Aside) {
    let palette = theme::palette(ui);
    ui.horizontal_top(|ui| {
        icon(ui, Mark::Info, palette.accent, 16.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.add(Label::new(theme::small(aside.message())).wrap().selectable(true));
            small_dim(ui, aside.advice());
            if let Aside::LegacyMsgSig { msg: Ok(json), .. } = aside {
                legacy_call(ui, json);
            }
        });
    });
}

fn legacy_call(ui: &mut Ui, json: &str) {
    let field = theme::palette(ui).field();
    Frame::new().fill(field).corner_radius(CornerRadius::same(6)).inner_margin(Margin::same(8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ScrollArea::vertical().id_salt("msg").max_height(96.0).auto_shrink([false, true]).show(ui, |ui| {
            ui.add(Label::new(theme::mono(make_visible(json))).wrap().selectable(true));
        });
    });
}
