//! What the token may do.

use eframe::egui::{Key, Role, ScrollArea, Ui};

use super::scope_tree;
use crate::app::command::{Action, Command};
use crate::app::form::Edit;
use crate::app::view::{CreateView, View};
use crate::ui::theme::space;
use crate::ui::widgets::{Field, button, card, follow_focus, heading, part, short_button, small_dim, text_field};

/// The list is never lower than that, in points.
const LEAST: f32 = 216.0;

/// The card; gives the height that the list in it took.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, create: &CreateView, height: f32, commands: &mut Vec<Command>) -> f32 {
    let height = height.max(LEAST);
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        heading(ui, "Scopes", |ui| search(ui, view, commands));
        ui.horizontal_wrapped(|ui| {
            for action in [Action::ChooseGranted, Action::ChooseNone, Action::PrepareForSlicer] {
                button(ui, action, commands);
            }
            if view.request.needed.is_some_and(|needed| needed.scope().is_some()) {
                short_button(ui, Action::UseOnlyNeededScope, "Only for the request", commands);
            }
            let chosen = create.scopes.iter().filter(|row| row.chosen).count();
            small_dim(ui, format!("{chosen} chosen"));
        });
        ui.scope(|ui| {
            ui.set_min_height(height);
            let list = ScrollArea::vertical().id_salt("scopes").max_height(height);
            list.auto_shrink(false).show(ui, |ui| {
                part(ui, Role::Group, "Scopes");
                scope_tree::show(ui, view, create, commands);
                follow_focus(ui);
            });
        });
        entry(ui, view, commands);
    });
    height
}

fn search(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let field = Field {
        value: &view.state.scope_search,
        hint: "Find a scope…",
        name: "Find a scope",
        width: 200.0,
        code: false,
    };
    if let (_, Some(text)) = text_field(ui, &field) {
        commands.push(Command::Edit(Edit::ScopeSearch(text)));
    }
}

fn entry(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let field = Field {
            value: &view.state.scope_entry,
            hint: "another scope",
            name: "Scope to add",
            width: (ui.available_width() - 104.0).max(80.0),
            code: true,
        };
        let (response, changed) = text_field(ui, &field);
        if let Some(text) = changed {
            commands.push(Command::Edit(Edit::ScopeEntry(text)));
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            commands.push(Command::Do(Action::AddScope));
        }
        button(ui, Action::AddScope, commands);
    });
}
