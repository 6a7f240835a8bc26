//! Create token: a test token from the loaded key.

mod claims;
mod scope_tree;
mod scopes;
mod start;
mod texts;
mod times;
mod token;

use eframe::egui::Ui;

use super::widgets::{Columns, card, column, columns, findings};
use crate::app::command::Command;
use crate::app::view::{CreateView, View};

/// The pane: at the left the form, at the right the token that follows from it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(create) = &view.create else {
        start::show(ui, view, commands);
        return;
    };
    let shape = Columns { share: 0.55, least: 700.0, widest: 860.0 };
    columns(
        ui,
        shape,
        commands,
        |ui, commands| {
            column(ui, "Form", |ui, height| {
                let used = scopes::show(ui, view, create, height, commands);
                times::show(ui, view, create, commands);
                texts::show(ui, view, create, commands);
                used
            });
        },
        |ui, commands| {
            column(ui, "Test token", |ui, height| made(ui, view, create, height, commands));
        },
    );
}

fn made(ui: &mut Ui, view: &View<'_>, create: &CreateView, height: f32, commands: &mut Vec<Command>) -> f32 {
    token::verdict(ui, view, create);
    let Ok(test_token) = &create.token else { return 0.0 };
    token::show(ui, test_token.token(), create, commands);
    let findings_of = create.judgement.as_ref().map(|judgement| judgement.findings.as_slice());
    let found = findings_of.unwrap_or_default();
    let highlight = view.state.highlight.as_deref();
    if !found.is_empty() {
        card(ui, |ui| findings(ui, found, highlight, commands));
    }
    claims::show(ui, create, found, highlight, height, commands)
}
