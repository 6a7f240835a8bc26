//! What the right side says while there is no token.

use eframe::egui::{Label, Ui};

use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::domain::capture::Nothing;
use crate::ui::theme;
use crate::ui::widgets::{button, dim, primary, tall_card};

/// What can be pasted, or what was found instead; gives the height that it took.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, height: f32, commands: &mut Vec<Command>) -> f32 {
    let top = ui.cursor().top();
    tall_card(ui, height, |ui| {
        ui.set_max_width(ui.available_width().min(620.0));
        match &view.read.capture.nothing {
            None | Some(Nothing::Blank) => {
                ui.label(theme::headline("Why is this token refused?"));
                dim(
                    ui,
                    "Paste it as you have it: a bare token, a header line, a curl command, a raw request, a HAR file, a log, a Slicer config. The token is taken out of what stands around it.",
                );
                dim(
                    ui,
                    "A file that is larger than 1 MiB, or packed with gzip or zstd, is scanned for every token in it.",
                );
                dim(
                    ui,
                    "Every reason is named at once, with the values and what to do. Load the key that made the token, and its signature is checked as well.",
                );
            }
            Some(nothing) => {
                ui.add(Label::new(theme::headline(nothing.message())).wrap());
                dim(ui, nothing.advice());
            }
        }
        ui.add_space(theme::space::XS);
        ui.horizontal_wrapped(|ui| {
            primary(ui, Action::PasteCapture, commands);
            if view.credential.is_none() {
                button(ui, Action::UseSampleKey, commands);
            }
        });
    });
    ui.min_rect().bottom() - top
}
