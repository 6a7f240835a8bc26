//! The question before the program closes and takes a copied secret along.

use eframe::egui::{Frame, Id, Margin, Modal, Ui};

use super::dialog_focus;
use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::ui::theme::{self, space};
use crate::ui::widgets;

/// Asks, if it is to be asked.
pub(super) fn show(ui: &Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let (true, Some(lease)) = (view.state.asking_to_quit, &view.state.lease) else { return };
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
    let response = Modal::new(Id::unique("quit_question")).frame(frame).show(ui.ctx(), |ui| {
        widgets::dialog(ui, "Close the program?");
        ui.set_width((ui.ctx().content_rect().width() - 96.0).min(420.0));
        ui.label(theme::headline("Close the program?"));
        ui.add_space(space::S);
        widgets::dim(
            ui,
            format!(
                "The clipboard holds {}, unless something else was copied since. Where no clipboard manager keeps it, it is lost.",
                lease.label
            ),
        );
        ui.add_space(space::M);
        ui.horizontal(|ui| {
            let quit = widgets::primary(ui, Action::Quit, commands);
            if dialog_focus::is_new(ui.ctx(), "quit_question") {
                quit.request_focus();
            }
            widgets::button(ui, Action::Stay, commands);
        });
    });
    if response.should_close() {
        commands.push(Command::Do(Action::Stay));
    }
}
