//! The text to run.

use eframe::egui::{Label, Ui};

use crate::app::command::{Action, Command};
use crate::app::request_desk::{RequestEdit, RequestKind};
use crate::app::view::{Fault, View};
use crate::domain::request::{Form, Note};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{
    Mark, button, callout, card, check_box, choices, heading, marked, paragraph, primary, small_dim, tall_code_box,
};

/// The text is never lower than that, in points.
const LEAST: f32 = 180.0;

/// The card; gives the height that the text in it took.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, height: f32, commands: &mut Vec<Command>) -> f32 {
    let desk = &view.state.request;
    let is_url = desk.kind == RequestKind::Authorization;
    let height = height.max(LEAST);
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        heading(ui, if is_url { "URL to open in a browser" } else { "Text to run" }, |ui| {
            if desk.kind.is_xauth() && view.credential.is_some() {
                button(ui, Action::CopyRequestToken, commands);
            }
            ui.add_enabled_ui(view.request.written.is_ok(), |ui| primary(ui, Action::CopyRequest, commands));
        });
        if !is_url && let Some(form) = choices(ui, &Form::ALL, Some(desk.form), Form::label) {
            commands.push(Command::EditRequest(RequestEdit::Form(form)));
        }
        if desk.kind.is_xauth() {
            let mut inline = desk.inline;
            if check_box(ui, &mut inline, theme::body("Put the token into the text")).changed() {
                commands.push(Command::EditRequest(RequestEdit::Inline(inline)));
            }
        }
        for note in &view.request.notes {
            show_note(ui, note);
        }
        if view.request.fill.is_some() {
            button(ui, Action::CopyFillCommand, commands);
        }
        ui.scope(|ui| {
            ui.set_min_height(height);
            match &view.request.written {
                Ok(written) => tall_code_box(ui, written.text.expose().trim_end(), height),
                Err(fault) => show_fault(ui, view, fault, commands),
            }
        });
    });
    height
}

fn show_fault(ui: &mut Ui, view: &View<'_>, fault: &Fault, commands: &mut Vec<Command>) {
    // Often it is only not typed yet; what is wrong with a field stands below it.
    let accent = theme::palette(ui).accent;
    marked(ui, Mark::Info, accent, |ui| paragraph(ui, &fault.message, &fault.advice));
    if view.credential.is_none() && *fault == Fault::no_key() {
        ui.horizontal_wrapped(|ui| {
            button(ui, Action::BrowseForKey, commands);
            button(ui, Action::UseSampleKey, commands);
        });
    }
}

/// A credential in the text is to be seen as the danger that it is.
fn show_note(ui: &mut Ui, note: &str) {
    let palette = theme::palette(ui);
    if note == Note::Inline.sentence() {
        callout(ui, Mark::Exclamation, palette.warning, |ui| {
            ui.add(Label::new(theme::body(note)).wrap().selectable(true));
        });
    } else {
        marked(ui, Mark::Info, palette.accent, |ui| {
            small_dim(ui, note);
        });
    }
}
