//! Columns: how a pane uses the room that it has.

use eframe::egui::{Id, Rect, Role, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::follow_focus::follow_focus;
use super::role::part;
use crate::ui::theme::space;

/// Two columns beside each other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Columns {
    /// The left column's share of the width, 0 to 1.
    pub(crate) share: f32,
    /// The least width that the columns need side by side, in points; with less they are stacked.
    pub(crate) least: f32,
    /// The left column is never wider than that, in points.
    pub(crate) widest: f32,
}

/// The room beside a column for its scroll bar, in points: it lies between the columns, not on the cards.
const BAR: f32 = 12.0;

/// Shows two columns, each of which scrolls by itself; where there is no room for both, one above the other.
pub(crate) fn columns<C>(
    ui: &mut Ui,
    shape: Columns,
    context: &mut C,
    left: impl FnOnce(&mut Ui, &mut C),
    right: impl FnOnce(&mut Ui, &mut C),
) {
    let room = ui.available_rect_before_wrap();
    if room.width() < shape.least {
        ScrollArea::vertical().id_salt("stack").auto_shrink(false).show(ui, |ui| {
            left(ui, context);
            ui.add_space(space::M);
            right(ui, context);
            follow_focus(ui);
        });
        return;
    }
    let seam = room.left() + (room.width() * shape.share).min(shape.widest).round();
    let left_rect = Rect::from_min_max(room.min, pos2(seam - space::L / 2.0 + BAR, room.bottom()));
    let right_rect = Rect::from_min_max(pos2(seam + space::L / 2.0, room.top()), room.max + vec2(BAR, 0.0));
    ui.scope_builder(UiBuilder::new().id_salt("left").max_rect(left_rect), |ui| left(ui, context));
    ui.scope_builder(UiBuilder::new().id_salt("right").max_rect(right_rect), |ui| right(ui, context));
}

/// A column that scrolls when it must, with the name that a screen reader says of it. One part of it takes the height that the others leave: `content` is told that
/// height, in points, and gives back how high the part came out.
pub(crate) fn column(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui, f32) -> f32) {
    let id = ui.scope_id().with(name);
    let room = ui.available_height();
    // How high the other parts are is known from the last time; the first time they are laid out twice.
    let others: Option<f32> = ui.data(|data| data.get_temp(id));
    let rest = if room.is_finite() { (room - others.unwrap_or(room)).max(0.0) } else { 0.0 };
    let mut measured = 0.0;
    let scrolled = |ui: &mut Ui| {
        part(ui, Role::Region, name);
        ui.spacing_mut().item_spacing.y = space::M;
        ui.set_max_width(ui.available_width() - BAR);
        let part = content(ui, rest);
        measured = ui.min_rect().height() - part;
        follow_focus(ui);
    };
    if room.is_finite() {
        ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, scrolled);
    } else {
        scrolled(ui);
    }
    remember(ui, id, others, measured);
}

fn remember(ui: &Ui, id: Id, before: Option<f32>, now: f32) {
    if before.is_none_or(|before| (before - now).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, now));
        ui.ctx().request_discard("the heights of a column changed");
    }
}
