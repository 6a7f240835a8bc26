//! What comes after: it could not be saved, everybody can read it, the Slicer is to be restarted.

use eframe::egui::accesskit::Live;
use eframe::egui::{Role, Ui};

use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::domain::slicer::RESTART_COMMAND;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{
    Mark, announce, at_the_right, button, callout, card, code_box, dim, icon, paragraph, part, sentence, small_dim,
};

/// Why the config could not be opened or saved, and the other ways to the same end.
pub(super) fn problem_of(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(problem) = &view.state.slicer.problem else { return };
    let color = theme::palette(ui).refused;
    callout(ui, Mark::Cross, color, |ui| {
        let text = format!("{} {}", sentence(&problem.message), problem.advice);
        part(ui, Role::Group, "Config problem");
        announce(ui, Role::Alert, &text, Live::Assertive);
        paragraph(ui, &problem.message, &problem.advice);
        if problem.needs_rights {
            other_ways(ui, view, commands);
        }
    });
}

fn other_ways(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        button(ui, Action::CopySlicerLine, commands);
        if view.slicer.sudo.is_some() {
            button(ui, Action::CopySudo, commands);
        }
        button(ui, Action::SaveConfigCopy, commands);
    });
    if let Some(sudo) = &view.slicer.sudo {
        code_box(ui, sudo);
        small_dim(ui, "The command asks for the Slicer line: the token is in no process list and in no shell history.");
    }
}

/// A config that every user of the machine can read.
pub(super) fn exposed(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(chmod) = &view.slicer.chmod else { return };
    let color = theme::palette(ui).warning;
    callout(ui, Mark::Exclamation, color, |ui| {
        let advice = "The token in it never expires by itself. Take the file away from the eyes of others.";
        paragraph(ui, "Every user of this machine can read this config", advice);
        code_box(ui, chmod);
        button(ui, Action::CopyChmod, commands);
    });
}

/// The last step.
pub(super) fn restart(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let is_saved = view.state.slicer.saved.is_some();
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        ui.horizontal(|ui| {
            if is_saved {
                icon(ui, Mark::Check, palette.ok, 18.0);
            }
            ui.label(theme::strong(if is_saved { "Saved. Now restart" } else { "Then restart" }));
            at_the_right(ui, "restart", |ui| {
                button(ui, Action::CopyRestart, commands);
            });
        });
        code_box(ui, RESTART_COMMAND);
        dim(
            ui,
            "This is the command for /etc/uplynk.conf. Where several Slicers run, restart the one with this config.",
        );
    });
}
