//! The bottom line.

use eframe::egui::{Sides, Ui};

use crate::app::view::View;
use crate::ui::theme;

/// What the program promises, and the time while something on screen depends on it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>) {
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
        },
    );
}
