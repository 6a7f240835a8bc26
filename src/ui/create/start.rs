//! What the pane says while no key is loaded.

use eframe::egui::Ui;

use crate::app::command::{Action, Command};
use crate::ui::theme;
use crate::ui::widgets::{button, dim, primary, tall_card};

/// How to get a key.
pub(super) fn show(ui: &mut Ui, commands: &mut Vec<Command>) {
    tall_card(ui, ui.available_height(), |ui| {
        ui.set_max_width(ui.available_width().min(620.0));
        ui.label(theme::headline("Make a test token"));
        dim(
            ui,
            "A test token needs a Scoped API key: the .env or PEM file that the CMS gave when the key was made. Drop it anywhere on this window, or",
        );
        ui.horizontal_wrapped(|ui| {
            primary(ui, Action::BrowseForKey, commands);
            button(ui, Action::TogglePathBox, commands);
            button(ui, Action::UseSampleKey, commands);
        });
        dim(ui, "The key stays in memory only. Nothing is sent anywhere.");
    });
}
