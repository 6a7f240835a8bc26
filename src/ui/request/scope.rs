//! The scope that the call needs, and who has it.

use eframe::egui::{Color32, Label, Role, Ui, WidgetInfo};

use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::domain::request::{NeededScope, ScopeState};
use crate::ui::theme::{self, Palette, space};
use crate::ui::widgets::{Mark, button, card, dim, heading, icon, marked, primary};

/// The card; requests of other systems have none.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(needed) = &view.request.needed else { return };
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        if let (None, Some(scope)) = (&view.credential, needed.scope()) {
            without_key(ui, scope, commands);
            return;
        }
        let state = needed.state();
        heading(ui, "Needed scope", |ui| match state {
            ScopeState::NotKnown => {}
            ScopeState::NotInToken | ScopeState::GrantNotKnown => {
                primary(ui, Action::UseOnlyNeededScope, commands);
            }
            ScopeState::Ready | ScopeState::Presumed | ScopeState::NotInKey => {
                button(ui, Action::UseOnlyNeededScope, commands);
            }
        });
        row(ui, needed);
    });
}

/// The scope alone, and how to get what it can be compared with.
fn without_key(ui: &mut Ui, scope: &str, commands: &mut Vec<Command>) {
    ui.label(theme::strong("Needed scope"));
    let accent = theme::palette(ui).accent;
    marked(ui, Mark::Info, accent, |ui| {
        ui.add(Label::new(theme::strong(format!("This call needs {scope}"))).wrap().selectable(true));
        dim(ui, "Load a key, and it is said here whether the key and its token have it.");
        ui.horizontal_wrapped(|ui| {
            primary(ui, Action::BrowseForKey, commands);
            button(ui, Action::UseSampleKey, commands);
        });
    });
}

fn row(ui: &mut Ui, needed: &NeededScope) {
    let state = needed.state();
    let (mark, color, word) = appearance(state, theme::palette(ui));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let icon = icon(ui, mark, color, 18.0).on_hover_text(word);
        icon.widget_info(|| WidgetInfo::labeled(Role::Image, true, word));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(Label::new(theme::strong(needed.sentence())).wrap().selectable(true));
            if state != ScopeState::Ready {
                dim(ui, needed.advice());
            }
        });
    });
}

fn appearance(state: ScopeState, palette: &Palette) -> (Mark, Color32, &'static str) {
    match state {
        ScopeState::Ready => (Mark::Check, palette.ok, "Ready"),
        ScopeState::Presumed => (Mark::Check, palette.accent, "Presumably ready"),
        ScopeState::NotInToken => (Mark::Exclamation, palette.warning, "Not in the token"),
        ScopeState::NotInKey => (Mark::Cross, palette.refused, "Not granted"),
        ScopeState::NotKnown | ScopeState::GrantNotKnown => (Mark::Question, palette.accent, "Not known"),
    }
}
