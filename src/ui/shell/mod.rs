//! What stands around the panes: key bar, tabs, strips, status bar, help.

mod dialog_focus;
mod drop_overlay;
mod help;
mod key_bar;
mod notice;
mod palette;
mod quit_question;
mod settings;
mod status_bar;
mod strips;
mod tabs;

use eframe::egui::{Align, Color32, Frame, Id, Layout, Margin, Panel, Sense, Stroke, Ui, UiBuilder, vec2};

use crate::app::command::Command;
use crate::app::view::View;
use crate::ui::theme;

/// Key bar, what is to be said of the key, tabs.
pub(super) fn show_top(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let panel = theme::palette(ui).panel;
    let bars = bar(panel, theme::margin(ui, 11));
    Panel::top("key_bar").frame(bars).show(ui, |ui| key_bar::show(ui, view, commands));
    strips::show(ui, view, commands);
    Panel::top("tabs")
        .frame(Frame::new().fill(panel).inner_margin(Margin {
            left: 16,
            right: 16,
            top: theme::margin(ui, 6),
            bottom: 0,
        }))
        .show(ui, |ui| tabs::show(ui, view, commands));
}

/// The panes, and below them the notice and the status bar, which come last for the keyboard and a screen reader too.
/// How high they are is known from the last frame.
pub(super) fn show_rest(
    ui: &mut Ui,
    view: &View<'_>,
    commands: &mut Vec<Command>,
    panes: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    let room = ui.available_rect_before_wrap();
    let id = Id::unique("height_of_bottom");
    let before: Option<f32> = ui.data(|data| data.get_temp(id));
    let seam = room.bottom() - before.unwrap_or_default();
    let upper = UiBuilder::new().id_salt("panes").max_rect(room.with_max_y(seam));
    ui.scope_builder(upper, |ui| panes(ui, commands));
    let lower = UiBuilder::new().id_salt("bottom").max_rect(room.with_min_y(seam)).layout(Layout::top_down(Align::Min));
    let now = ui.scope_builder(lower, |ui| show_bottom(ui, view, commands)).response.rect.height();
    if before.is_none_or(|before| (before - now).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, now));
        ui.ctx().request_discard("the height of the bottom changed");
    }
}

/// The notice, and below a line the status bar.
fn show_bottom(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    notice::show(ui, view, commands);
    let line = ui.visuals().widgets.noninteractive.bg_stroke;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), line.width), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, line);
    bar(theme::palette(ui).panel, 7).show(ui, |ui| {
        ui.set_width(ui.available_width());
        status_bar::show(ui, view, commands);
    });
}

/// What lies over everything: help, and where dropped files go.
pub(super) fn show_above(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    if view.state.help {
        help::show(ui, view, commands);
    }
    if view.state.settings {
        settings::show(ui, view, commands);
    }
    palette::show(ui, view, commands);
    quit_question::show(ui, view, commands);
    drop_overlay::show(ui, view);
    let state = view.state;
    let is_dialog_open = state.help || state.settings || state.palette.is_some() || state.asking_to_quit;
    dialog_focus::give_back(ui.ctx(), is_dialog_open);
}

/// A bar over the whole width.
fn bar(fill: Color32, vertical: i8) -> Frame {
    Frame::new().fill(fill).inner_margin(Margin::symmetric(16, vertical)).stroke(Stroke::NONE)
}
