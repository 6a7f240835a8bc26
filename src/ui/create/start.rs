//! What the pane says while no key is loaded.

use eframe::egui::Ui;

use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::ui::theme;
use crate::ui::widgets::{button, dim, primary, tall_card};

/// How to get a key.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    tall_card(ui, ui.available_height(), |ui| {
        ui.set_max_width(ui.available_width().min(620.0));
        ui.label(theme::headline("Make a test token"));
        let what = "A test token needs a Scoped API key: the .env or PEM file that the CMS gave when the key was made.";
        let drop = if view.state.takes_drops { " Drop it anywhere on this window, or" } else { "" };
        dim(ui, format!("{what}{drop}"));
        ui.horizontal_wrapped(|ui| {
            primary(ui, Action::BrowseForKey, commands);
            button(ui, Action::TogglePathBox, commands);
            button(ui, Action::UseSampleKey, commands);
        });
        dim(ui, "The key stays in memory only. Nothing is sent anywhere.");
    });
}
