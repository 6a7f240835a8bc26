//! Slicer: a never-expiring token in a Slicer's config.

mod config;
mod difference;
mod line;
mod outcome;
mod readiness;

use eframe::egui::Ui;

use super::widgets::{Columns, column, columns};
use crate::app::command::Command;
use crate::app::view::View;

/// The pane: at the left what such a token needs, at the right the line, the config that takes it, and the restart.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let shape = Columns { share: 0.41, least: 700.0, widest: 440.0 };
    columns(
        ui,
        shape,
        commands,
        |ui, commands| {
            column(ui, "Needs of a Slicer", |ui, height| {
                readiness::show(ui, view, commands);
                readiness::reminders(ui, height)
            });
        },
        |ui, commands| {
            column(ui, "Line and config", |ui, height| {
                line::show(ui, view, commands);
                let used = config::show(ui, view, height, commands);
                outcome::restart(ui, view, commands);
                used
            });
        },
    );
}
