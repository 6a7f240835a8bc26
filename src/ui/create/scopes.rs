//! What the token may do.

use eframe::egui::{Key, Label, ScrollArea, Ui};

use crate::app::command::{Action, Command};
use crate::app::form::Edit;
use crate::app::view::{CreateView, ScopeRow, View};
use crate::domain::text::make_visible;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Field, badge, button, card, check_box, dim, heading, small_dim, text_field};

/// The list is never lower than that, in points.
const LEAST: f32 = 132.0;
const INDENT: f32 = 22.0;
/// With less width, in points, the scopes are not indented.
const NARROW: f32 = 460.0;

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
            let chosen = create.scopes.iter().filter(|row| row.chosen).count();
            small_dim(ui, format!("{chosen} chosen"));
        });
        ui.scope(|ui| {
            ui.set_min_height(height);
            let list = ScrollArea::vertical().id_salt("scopes").max_height(height);
            list.auto_shrink(false).show(ui, |ui| groups(ui, view, create, commands));
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
        width: ui.available_width().clamp(80.0, 220.0),
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

fn groups(ui: &mut Ui, view: &View<'_>, create: &CreateView, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let groups = group(&create.scopes, view.state.scope_search.trim());
    if groups.is_empty() {
        dim(ui, "No scope has this in its name or meaning. It can still be added below.");
    }
    for (place, (area, rows)) in groups.iter().enumerate() {
        if place > 0 {
            ui.add_space(space::S);
        }
        ui.spacing_mut().interact_size.y = 20.0;
        ui.horizontal(|ui| {
            ui.label(theme::strong(*area));
            small_dim(ui, count_granted(rows));
        });
        for row in rows {
            show_row(ui, row, commands);
        }
    }
}

fn show_row(ui: &mut Ui, row: &ScopeRow, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.spacing_mut().interact_size.y = 26.0;
    ui.horizontal(|ui| {
        ui.add_space(if ui.available_width() > NARROW { INDENT } else { 0.0 });
        let mut chosen = row.chosen;
        let label = theme::mono(make_visible(&row.name));
        let toggle = check_box(ui, &mut chosen, label);
        if let Some(summary) = row.summary {
            toggle.clone().on_hover_text(format!("{}\n{summary}", row.name));
        }
        if toggle.changed() {
            commands.push(Command::Edit(Edit::Scope(row.name.clone(), chosen)));
        }
        match row.granted {
            Some(true) => {
                badge(ui, "granted", palette.dim);
            }
            Some(false) if row.chosen => {
                badge(ui, "not granted by this key", palette.refused);
            }
            _ => {}
        }
        summary_after(ui, row);
    });
    if let Some(remark) = row.remark.as_ref().filter(|_| row.chosen) {
        ui.horizontal(|ui| {
            ui.add_space(INDENT + 26.0);
            ui.add(Label::new(theme::small(remark).color(palette.warning)).wrap());
        });
    }
}

/// What the scope is for, if there is room for at least a few words of it.
fn summary_after(ui: &mut Ui, row: &ScopeRow) {
    if ui.available_width() > 56.0 {
        let summary = theme::small(row.summary.unwrap_or_default());
        ui.add(Label::new(summary.color(theme::palette(ui).dim)).truncate());
    }
}

/// The scopes by area; areas and scopes that the key grants or that are chosen come first.
fn group<'a>(rows: &'a [ScopeRow], search: &str) -> Vec<(&'a str, Vec<&'a ScopeRow>)> {
    let wanted = search.to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&wanted);
    let mut groups: Vec<(&str, Vec<&ScopeRow>)> = Vec::new();
    for row in rows.iter().filter(|row| has(&row.name) || row.summary.is_some_and(has)) {
        match groups.iter_mut().find(|(area, _)| *area == row.area) {
            Some((_, members)) => members.push(row),
            None => groups.push((&row.area, vec![row])),
        }
    }
    let behind = |row: &ScopeRow| row.granted != Some(true);
    for (_, members) in &mut groups {
        members.sort_by_key(|row| behind(row));
    }
    groups.sort_by_key(|(_, members)| members.iter().all(|row| behind(row)));
    groups
}

/// `1 of 6 granted`; nothing when the key's scopes are not known.
fn count_granted(rows: &[&ScopeRow]) -> String {
    if rows.iter().all(|row| row.granted.is_none()) {
        return String::new();
    }
    let granted = rows.iter().filter(|row| row.granted == Some(true)).count();
    format!("{granted} of {} granted", rows.len())
}
