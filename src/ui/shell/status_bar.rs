//! The bottom line.

use eframe::egui::{Link, Role, Sides, Ui};

use crate::app::command::{Action, Command};
use crate::app::errand::Waiting;
use crate::app::form::ZoneChoice;
use crate::app::view::View;
use crate::ui::theme;
use crate::ui::widgets::{focus_ring, part};

/// What takes long, or else what the program promises; what is in the clipboard; and the time while something on
/// screen depends on it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    part(ui, Role::Status, "Status");
    let dim = theme::palette(ui).dim;
    let waiting = view.state.waiting.first();
    Sides::new().height(18.0).shrink_left().truncate().show(
        ui,
        |ui| match waiting {
            Some(waiting) => ui.label(theme::small(word_waiting(waiting, view)).color(theme::palette(ui).text)),
            None => ui.label(theme::small(word_promise(view)).color(dim)),
        },
        |ui| {
            // A clock that stands still would be wrong.
            if view.ticking {
                ui.label(theme::small(word_clock(view)).color(dim));
            }
            clipboard(ui, view, commands);
            if let Some(waiting) = waiting {
                ways_out(ui, waiting, view, commands);
            }
        },
    );
}

fn word_promise(view: &View<'_>) -> &'static str {
    if view.credential.as_ref().is_some_and(|credential| credential.is_sample()) {
        "Offline · the key is in memory only · sample key, the service does not know it"
    } else {
        "Offline · the key is in memory only"
    }
}

fn word_clock(view: &View<'_>) -> String {
    match view.state.zone {
        ZoneChoice::Utc => view.now.word_utc_full(),
        ZoneChoice::Local => view.now.word_local_full(view.state.local),
    }
}

fn word_waiting(waiting: &Waiting, view: &View<'_>) -> String {
    if waiting.may_be_unseen(view.now) {
        format!("{}. Is none to be seen?", waiting.phrase)
    } else {
        format!("{}…", waiting.phrase)
    }
}

/// From right to left: not to wait any longer, and to type the path in place of a dialog.
fn ways_out(ui: &mut Ui, waiting: &Waiting, view: &View<'_>, commands: &mut Vec<Command>) {
    link(ui, Action::CancelErrand, "Cancel", "Cancel", commands);
    if waiting.may_be_unseen(view.now) && !view.state.path_box {
        link(ui, Action::TogglePathBox, "Type the path", "Type the path", commands);
    }
}

/// The countdown of a copied secret, with the way to keep it.
fn clipboard(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(left) = view.state.lease.as_ref().and_then(|lease| lease.left(view.now)) else { return };
    let dim = theme::palette(ui).dim;
    link(ui, Action::KeepClipboard, "Keep", Action::KeepClipboard.info().label, commands);
    ui.label(theme::small(format!("Clipboard clears in {}:{:02}", left / 60, left % 60)).color(dim));
}

/// An action in a word or two; its name may say more.
fn link(ui: &mut Ui, action: Action, words: &str, name: &str, commands: &mut Vec<Command>) {
    let link = ui.add(Link::new(theme::small(words))).on_hover_text(action.info().tooltip);
    if link.has_focus() {
        focus_ring(ui, link.rect.expand(3.0), 4.0);
    }
    if link.accessible_name(name).clicked() {
        commands.push(Command::Do(action));
    }
}
