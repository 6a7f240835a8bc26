//! What stands around the panes: key bar, tabs, strips, status bar, help.

mod drop_overlay;
mod help;
mod key_bar;
mod notice;
mod palette;
mod quit_question;
mod status_bar;
mod strips;
mod tabs;

use eframe::egui::{Color32, Frame, Margin, Panel, Stroke, Ui};

use crate::app::command::Command;
use crate::app::view::View;
use crate::ui::theme;

/// Key bar, what is to be said of the key, tabs.
pub(super) fn show_top(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let panel = theme::palette(ui).panel;
    Panel::top("key_bar").frame(bar(panel, 11)).show(ui, |ui| key_bar::show(ui, view, commands));
    strips::show(ui, view, commands);
    Panel::top("tabs")
        .frame(Frame::new().fill(panel).inner_margin(Margin { left: 16, right: 16, top: 6, bottom: 0 }))
        .show(ui, |ui| tabs::show(ui, view, commands));
}

/// Status bar, and above it the notice.
pub(super) fn show_bottom(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let panel = theme::palette(ui).panel;
    Panel::bottom("status").frame(bar(panel, 7)).show(ui, |ui| status_bar::show(ui, view, commands));
    notice::show(ui, view, commands);
}

/// What lies over everything: help, and where dropped files go.
pub(super) fn show_above(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    if view.state.help {
        help::show(ui, commands);
    }
    palette::show(ui, view, commands);
    quit_question::show(ui, view, commands);
    drop_overlay::show(ui, view);
}

/// A bar over the whole width.
fn bar(fill: Color32, vertical: i8) -> Frame {
    Frame::new().fill(fill).inner_margin(Margin::symmetric(16, vertical)).stroke(Stroke::NONE)
}
