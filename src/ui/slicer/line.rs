//! The line that goes into the config.

use eframe::egui::Ui;

use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::domain::slicer::{NeedState, Requirement};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Mark, button, callout, card, dim, heading, paragraph, primary, problem, token_line};

const TITLE: &str = "Line for the config";
/// What stands in front of the token (documented).
const BEFORE: &str = "apikey: token_";

/// The card.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        let Some(line) = &view.slicer.line else {
            ui.label(theme::strong(TITLE));
            no_line(ui, view);
            return;
        };
        heading(ui, TITLE, |ui| {
            if view.slicer.is_ready {
                primary(ui, Action::CopySlicerLine, commands);
            } else {
                button(ui, Action::CopySlicerLine, commands);
            }
        });
        token_line(ui, BEFORE, line.expose().strip_prefix(BEFORE).unwrap_or_default());
        not_ready(ui, view);
    });
}

fn not_ready(ui: &mut Ui, view: &View<'_>) {
    if view.slicer.is_ready {
        return;
    }
    let is_unmet = |requirement: &&Requirement| requirement.state == NeedState::Unmet;
    let advice = match view.slicer.requirements.iter().filter(is_unmet).count() {
        1 => "One thing in the list is unmet.".to_owned(),
        unmet => format!("{unmet} things in the list are unmet."),
    };
    let color = theme::palette(ui).warning;
    callout(ui, Mark::Exclamation, color, |ui| paragraph(ui, "This token is not ready for a Slicer", &advice));
}

fn no_line(ui: &mut Ui, view: &View<'_>) {
    match view.create.as_ref().map(|create| &create.token) {
        Some(Err(error)) => problem(ui, &error.to_string(), error.advice()),
        _ => {
            dim(ui, "Load a key, and the line with its token stands here.");
        }
    }
}
