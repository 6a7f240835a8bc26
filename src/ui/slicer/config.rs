//! The Slicer's config: opened, looked at, saved.

use eframe::egui::{Label, Ui};

use super::{difference, outcome};
use crate::app::command::{Action, Command};
use crate::app::slicer_desk::OpenConfig;
use crate::app::view::{Change, View};
use crate::domain::slicer::{ConfigNote, SlicerConfigError};
use crate::domain::text::make_visible;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{
    Mark, at_the_right, button, callout, check_box, choices, dim, marked, paragraph, primary, problem, tall_card,
};

/// With less width, in points, the buttons stand below the name.
const NARROW: f32 = 600.0;

/// The card; gives the height that it took.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, height: f32, commands: &mut Vec<Command>) -> f32 {
    let top = ui.cursor().top();
    tall_card(ui, height, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        match &view.state.slicer.config {
            Some(config) => opened(ui, view, config, commands),
            None => start(ui, view, commands),
        }
    });
    ui.min_rect().bottom() - top
}

/// What to do while no config is open.
fn start(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    ui.label(theme::strong("Config of the Slicer"));
    outcome::problem_of(ui, view, commands);
    let what = "Open the config of the Slicer that shall use the token, usually /etc/uplynk.conf.";
    let how = if view.state.takes_drops {
        "Drop it anywhere on this window while this pane is shown, or"
    } else {
        "Choose it, or type its path."
    };
    dim(ui, format!("{what} {how}"));
    ui.horizontal_wrapped(|ui| {
        let show = if view.credential.is_some() { primary } else { button };
        show(ui, Action::OpenConfig, commands);
        button(ui, Action::TogglePathBox, commands);
    });
    dim(
        ui,
        "Its text can be pasted as well. The difference is shown first, with secrets masked. Nothing is written before Save.",
    );
}

fn opened(ui: &mut Ui, view: &View<'_>, config: &OpenConfig, commands: &mut Vec<Command>) {
    head(ui, view, config, commands);
    let path = match &config.path {
        Some(path) => make_visible(&path.to_string_lossy()).into_owned(),
        None => "Pasted text has no file: a copy of it can be saved".to_owned(),
    };
    ui.add(Label::new(theme::small(path).color(theme::palette(ui).dim)).truncate());
    outcome::problem_of(ui, view, commands);
    choose_line(ui, view, config, commands);
    match &view.slicer.change {
        Some(Ok(change)) => difference::show(ui, change),
        Some(Err(SlicerConfigError::SeveralApiKeys { .. })) => {}
        Some(Err(error)) => problem(ui, &error.to_string(), error.advice()),
        None => {
            dim(ui, "The difference is shown as soon as there is a token.");
        }
    }
    let mut backup = view.state.slicer.backup;
    if check_box(ui, &mut backup, theme::body("Keep the old file beside it")).changed() {
        commands.push(Command::SetBackup(backup));
    }
    for note in &view.slicer.notes {
        show_note(ui, note);
    }
    outcome::exposed(ui, view, commands);
}

fn head(ui: &mut Ui, view: &View<'_>, config: &OpenConfig, commands: &mut Vec<Command>) {
    let name = Label::new(theme::strong(&config.name)).truncate();
    if ui.available_width() < NARROW {
        ui.add(name);
        ui.horizontal_wrapped(|ui| buttons(ui, view, commands));
        return;
    }
    ui.horizontal(|ui| {
        ui.add(name);
        at_the_right(ui, "config", |ui| {
            ui.spacing_mut().item_spacing.x = space::XS + 2.0;
            buttons(ui, view, commands);
        });
    });
}

fn buttons(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    button(ui, Action::CloseConfig, commands);
    button(ui, Action::OpenConfig, commands);
    let changes = matches!(&view.slicer.change, Some(Ok(Change { is_none: false, .. })));
    let reason = match &view.slicer.change {
        _ if !view.slicer.is_ready => "The token is not ready: see what is unmet in the list",
        Some(Err(_)) => "The config can't take the token: see below",
        _ => "The config has this very token",
    };
    ui.add_enabled_ui(view.slicer.is_ready && changes, |ui| {
        button(ui, Action::SaveConfigCopy, commands).on_disabled_hover_text(reason);
        if view.state.slicer.config.as_ref().is_some_and(|config| config.path.is_some()) {
            primary(ui, Action::SaveConfig, commands).on_disabled_hover_text(reason);
        }
    });
}

/// Which of several `apikey` lines is meant.
fn choose_line(ui: &mut Ui, view: &View<'_>, config: &OpenConfig, commands: &mut Vec<Command>) {
    let lines = config.document.api_key_lines();
    if lines.len() < 2 {
        return;
    }
    let color = theme::palette(ui).warning;
    callout(ui, Mark::Exclamation, color, |ui| {
        let error = SlicerConfigError::SeveralApiKeys { lines: lines.clone() };
        paragraph(ui, &error.to_string(), error.advice());
        if let Some(line) = choices(ui, &lines, view.state.slicer.line, |line| format!("Line {line}")) {
            commands.push(Command::ChooseLine(line));
        }
    });
}

fn show_note(ui: &mut Ui, note: &ConfigNote) {
    let color = theme::palette(ui).warning;
    marked(ui, Mark::Exclamation, color, |ui| paragraph(ui, &note.to_string(), note.advice()));
}
