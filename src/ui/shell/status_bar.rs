//! The bottom line.

use eframe::egui::{Link, Sides, Ui};

use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::ui::theme;

/// What the program promises, what is in the clipboard, and the time while something on screen depends on it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let dim = theme::palette(ui).dim;
    let sample = view.credential.as_ref().is_some_and(|credential| credential.is_sample());
    let promise = if sample {
        "Offline · the key is in memory only · sample key, the service does not know it"
    } else {
        "Offline · the key is in memory only"
    };
    Sides::new().height(18.0).shrink_left().truncate().show(
        ui,
        |ui| ui.label(theme::small(promise).color(dim)),
        |ui| {
            // A clock that stands still would be wrong.
            if view.ticking {
                ui.label(theme::small(view.now.word_utc_full()).color(dim));
            }
            clipboard(ui, view, commands);
        },
    );
}

/// The countdown of a copied secret, with the way to keep it.
fn clipboard(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(lease) = &view.state.lease else { return };
    let dim = theme::palette(ui).dim;
    let left = lease.left(view.now);
    let keep = ui.add(Link::new(theme::small("Keep"))).on_hover_text(Action::KeepClipboard.info().tooltip);
    if keep.accessible_name(Action::KeepClipboard.info().label).clicked() {
        commands.push(Command::Do(Action::KeepClipboard));
    }
    ui.label(theme::small(format!("Clipboard clears in {}:{:02}", left / 60, left % 60)).color(dim));
}
