//! The optional claims that are typed: `iss` and `msg`.

use eframe::egui::{Align, Layout, RichText, TextEdit, TextStyle, Ui, vec2};

use crate::app::command::Command;
use crate::app::form::Edit;
use crate::app::view::{CreateView, View};
use crate::domain::mint::MintError;
use crate::ui::theme::{self, CONTROL_HEIGHT, space};
use crate::ui::widgets::{Field, card, problem, text_field};

const LABEL: f32 = 38.0;
/// `msg` grows up to so many lines.
const MOST_LINES: usize = 8;

/// The card of both.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, create: &CreateView, commands: &mut Vec<Command>) {
    let form = &view.state.form;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        labelled(ui, "iss", |ui| {
            let width = ui.available_width();
            let hint = "optional: the domain that the token comes from";
            let field = Field { value: &form.iss, hint, name: "iss", width, code: false };
            if let (_, Some(text)) = text_field(ui, &field) {
                commands.push(Command::Edit(Edit::Iss(text)));
            }
        });
        labelled(ui, "msg", |ui| {
            if let Some(text) = message(ui, &form.msg) {
                commands.push(Command::Edit(Edit::Msg(text)));
            }
        });
        if let Err(error @ (MintError::MsgNotJson(_) | MintError::MsgNotObject(_))) = &create.token {
            problem(ui, &error.to_string(), error.advice());
        }
    });
}

fn labelled(ui: &mut Ui, name: &str, field: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        let size = vec2(LABEL, CONTROL_HEIGHT);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            ui.label(theme::mono(name));
        });
        field(ui);
    });
}

fn message(ui: &mut Ui, value: &str) -> Option<String> {
    let mut text = value.to_owned();
    let rows = text.lines().count().clamp(1, MOST_LINES);
    let hint = RichText::new("optional: JSON object for /api2/ calls").text_style(TextStyle::Monospace);
    let edit = TextEdit::multiline(&mut text)
        .id_salt("msg")
        .hint_text(hint)
        .font(TextStyle::Monospace)
        .desired_rows(rows)
        .desired_width(ui.available_width());
    ui.add(edit).accessible_name("msg").changed().then_some(text)
}
