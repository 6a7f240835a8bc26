//! Was it good when it was captured?

use eframe::egui::Ui;

use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::domain::time::{UnixTime, word_relative};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Field, button, button_when, card, problem, small_dim, text_field, width_of_buttons};

const BUTTONS: &[Action] = &[Action::JudgeNow, Action::JudgeAsCaptured];
/// The field is never narrower than that: where there is no room, the buttons stand below it.
const LEAST: f32 = 80.0;

/// The moment that the token is judged at.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let found = view.read.capture.found.get(view.state.selected);
    let captured = found.and_then(|found| UnixTime::parse(found.captured_at.as_deref()?).ok());
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(theme::strong("Judge as of"));
            let buttons = if captured.is_some() { BUTTONS } else { &BUTTONS[..1] };
            let buttons = width_of_buttons(ui, buttons, space::S) + space::S;
            let width = (ui.available_size_before_wrap().x - buttons).floor().max(LEAST);
            let field = Field { value: &view.state.judge_at, hint: "now", name: "Judge as of", width, code: true };
            let (response, changed) = text_field(ui, &field);
            let response = response.labelled_by(label.id);
            response.on_hover_text("A time such as 2026-11-21T19:16:32Z, or Unix seconds");
            if let Some(text) = changed {
                commands.push(Command::SetJudgeAt(text));
            }
            button_when(ui, !view.state.judge_at.is_empty(), Action::JudgeNow, commands);
            if captured.is_some() {
                button(ui, Action::JudgeAsCaptured, commands);
            }
        });
        match &view.read.judged_at {
            Err(error) => problem(ui, &format!("Judged as of now: {error}"), error.advice()),
            Ok(moment) if !view.state.judge_at.trim().is_empty() => {
                small_dim(ui, word_moment(*moment, view.now));
            }
            Ok(_) => {
                if let Some(moment) = captured {
                    small_dim(ui, format!("The capture is of {}.", word_moment(moment, view.now)));
                }
            }
        }
    });
}

/// `2026-11-21 19:13:20 UTC, 3 min 12 s ago`
fn word_moment(moment: UnixTime, now: UnixTime) -> String {
    format!("{}, {}", moment.word_utc_full(), word_relative(moment, now))
}
