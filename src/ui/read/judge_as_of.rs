//! Was it good when it was captured?

use eframe::egui::Ui;

use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::domain::time::word_relative;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Field, button, card, problem, small_dim, text_field};

/// The moment that the token is judged at.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(theme::strong("Judge as of"));
            let field =
                Field { value: &view.state.judge_at, hint: "now", name: "Judge as of", width: 150.0, code: true };
            let (response, changed) = text_field(ui, &field);
            let response = response.labelled_by(label.id);
            response.on_hover_text("A time such as 2026-11-21T19:16:32Z, or Unix seconds");
            if let Some(text) = changed {
                commands.push(Command::SetJudgeAt(text));
            }
            let captured = view.read.capture.found.get(view.state.selected);
            if captured.is_some_and(|found| found.captured_at.is_some()) {
                button(ui, Action::JudgeAsCaptured, commands);
            }
            if !view.state.judge_at.is_empty() {
                button(ui, Action::JudgeNow, commands);
            }
        });
        match &view.read.judged_at {
            Err(error) => problem(ui, &format!("Judged as of now: {error}"), error.advice()),
            Ok(moment) if !view.state.judge_at.trim().is_empty() => {
                let relative = word_relative(*moment, view.now);
                small_dim(ui, format!("{}, {relative}", moment.word_utc_full()));
            }
            Ok(_) => {}
        }
    });
}
