//! What an answer means.

use eframe::egui::{Label, Ui};

use crate::app::command::{Action, Command};
use crate::app::request_desk::RequestEdit;
use crate::app::view::View;
use crate::domain::request::{Cause, Likelihood};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Mark, TextArea, badge, card, dim, heading, marked, problem, short_button, text_area};

/// The card: where the answer is pasted, and its causes below it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let answer = &view.state.request.answer;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        if answer.is_empty() {
            ui.label(theme::strong("What an answer means"));
        } else {
            heading(ui, "What an answer means", |ui| {
                short_button(ui, Action::ClearAnswer, "Clear", commands);
            });
        }
        let hint = "Paste the status and the body, as in 403 {\"message\": …}";
        let area = TextArea { value: answer, hint, name: "Answer", rows: 2 };
        if let (_, Some(text)) = text_area(ui, &area) {
            commands.push(Command::EditRequest(RequestEdit::Answer(text)));
        }
        match &view.request.causes {
            None => {}
            Some(Err(fault)) => problem(ui, &fault.message, &fault.advice),
            Some(Ok(causes)) => {
                for (row, cause) in causes.iter().enumerate() {
                    ui.separator();
                    ui.push_id(row, |ui| show_cause(ui, cause));
                }
            }
        }
    });
}

fn show_cause(ui: &mut Ui, cause: &Cause) {
    let palette = theme::palette(ui);
    let (mark, color) = match cause.likely {
        Likelihood::Likely => (Mark::Exclamation, palette.warning),
        Likelihood::Possible => (Mark::Question, palette.dim),
    };
    marked(ui, mark, color, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        badge(ui, cause.likely.as_str(), color);
        ui.add(Label::new(theme::strong(&cause.sentence)).wrap().selectable(true));
        dim(ui, &cause.advice);
    });
}
