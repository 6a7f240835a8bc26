//! Request: a call with a fresh token, as text that somebody else runs. Nothing is sent.

mod answer;
mod endpoints;
mod fields;
mod oauth;
mod scope;
mod text;

use eframe::egui::Ui;

use super::theme::{self, space};
use super::widgets::{Columns, card, choices, column, columns};
use crate::app::command::Command;
use crate::app::request_desk::{RequestEdit, RequestKind};
use crate::app::view::View;

/// The pane: at the left the call, at the right the scope that it needs, the text to run, and what the answer means.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let shape = Columns { share: 0.4, least: 700.0, widest: 620.0 };
    columns(
        ui,
        shape,
        commands,
        |ui, commands| {
            column(ui, "Call", |ui, height| {
                card(ui, |ui| choose_kind(ui, view, commands));
                let used = endpoints::show(ui, view, height, commands);
                card(ui, |ui| match view.state.request.kind {
                    RequestKind::V2 => fields::call(ui, view, commands),
                    RequestKind::ClientCredentials => oauth::client_credentials(ui, view, commands),
                    RequestKind::Authorization => oauth::authorization(ui, view, commands),
                    RequestKind::V4 | RequestKind::Stapi | RequestKind::Bearer => fields::rest(ui, view, commands),
                });
                used
            });
        },
        |ui, commands| {
            column(ui, "Written request", |ui, height| {
                scope::show(ui, view, commands);
                let used = text::show(ui, view, height, commands);
                answer::show(ui, view, commands);
                used
            });
        },
    );
}

fn choose_kind(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = space::S;
    ui.label(theme::strong("Kind of request"));
    let chosen = Some(view.state.request.kind);
    if let Some(kind) = choices(ui, &RequestKind::ALL, chosen, RequestKind::label) {
        commands.push(Command::EditRequest(RequestEdit::Kind(kind)));
    }
}
