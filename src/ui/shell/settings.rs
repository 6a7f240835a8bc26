//! The settings, over the window.

use eframe::egui::{Align, Frame, Id, Label, Layout, Margin, Modal, RichText, Role, ScrollArea, Sides, Ui, vec2};

use super::dialog_focus;
use crate::app::command::{Action, Command};
use crate::app::form::ZoneChoice;
use crate::app::settings::Setting;
use crate::app::state::{State, Theme};
use crate::app::view::View;
use crate::domain::text::make_visible;
use crate::domain::time::word_duration;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{self, button, check_box, choices, dim, small_dim};

/// The room for the names of the settings, in points.
const NAMES: f32 = 120.0;

/// After how long a copied secret may leave the clipboard, in seconds.
const CLEAR_AFTER: [i64; 5] = [30, 60, 120, 300, 600];

/// Shows the settings over the window.
pub(super) fn show(ui: &Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let window = ui.ctx().content_rect();
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
    let response = Modal::new(Id::unique("settings")).frame(frame).show(ui.ctx(), |ui| {
        widgets::dialog(ui, "Settings");
        ui.set_width((window.width() - 96.0).min(640.0));
        let close =
            Sides::new().show(ui, |ui| ui.label(theme::headline("Settings")), |ui| ui.button(theme::medium("Close")));
        if dialog_focus::is_new(ui.ctx(), "settings") {
            close.1.request_focus();
        }
        ui.separator();
        let height = (window.height() - 200.0).max(120.0);
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        area.auto_shrink([false, true]).show(ui, |ui| rows(ui, view.state, commands));
        close.1.clicked()
    });
    if response.inner || response.should_close() {
        commands.push(Command::Do(Action::ToggleSettings));
    }
}

fn rows(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = space::M;
    // The scroll bar lies beside them.
    ui.set_max_width(ui.available_width() - space::S);
    row(ui, "Theme", |ui| {
        let all = [Theme::System, Theme::Light, Theme::Dark];
        let chosen = choices(ui, &all, Some(state.theme), |theme| match theme {
            Theme::System => "As the system",
            Theme::Light => "Light",
            Theme::Dark => "Dark",
        });
        commands.extend(chosen.map(|theme| Command::Set(Setting::Theme(theme))));
    });
    row(ui, "Size", |ui| size(ui, state, commands));
    row(ui, "Zone", |ui| {
        let chosen = choices(ui, &[ZoneChoice::Utc, ZoneChoice::Local], Some(state.zone), |zone| match zone {
            ZoneChoice::Utc => "UTC",
            ZoneChoice::Local => "This machine's",
        });
        commands.extend(chosen.map(|zone| Command::Set(Setting::Zone(zone))));
        small_dim(ui, "Of nbf and of the clock. The claims show every time in both.");
    });
    row(ui, "Clipboard", |ui| {
        let chosen = choices(ui, &spans(state.clear_after), Some(state.clear_after), word_span);
        commands.extend(chosen.map(|span| Command::Set(Setting::ClearAfter(span))));
        small_dim(
            ui,
            "After so long a copied secret is taken out again, if it is still there. A token that expires is taken out when it does.",
        );
    });
    row(ui, "Recent keys", |ui| recent(ui, state, commands));
    row(ui, "File", |ui| file(ui, state));
    ui.horizontal_wrapped(|ui| {
        button(ui, Action::ResetSettings, commands);
        if state.before_reset.is_some() {
            button(ui, Action::TakeBackReset, commands);
        }
    });
}

/// A setting: its name, and what to choose beside it.
fn row(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.allocate_ui_with_layout(vec2(NAMES, 28.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(NAMES);
            ui.label(theme::strong(name));
        });
        ui.vertical(|ui| {
            widgets::part(ui, Role::Group, name);
            ui.spacing_mut().item_spacing.y = space::XS;
            content(ui);
        });
    });
}

fn size(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        button(ui, Action::ZoomOut, commands);
        ui.label(theme::medium(format!("{:.0} %", state.zoom * 100.0)));
        button(ui, Action::ZoomIn, commands);
        button(ui, Action::ZoomNormal, commands);
    });
}

/// The usual spans, and one that was written into the file by hand.
fn spans(chosen: Option<i64>) -> Vec<Option<i64>> {
    let mut spans = CLEAR_AFTER.to_vec();
    spans.extend(chosen);
    spans.sort_unstable();
    spans.dedup();
    spans.into_iter().map(Some).chain([None]).collect()
}

fn word_span(span: Option<i64>) -> String {
    span.map_or_else(|| "Never".to_owned(), word_duration)
}

fn recent(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let mut on = state.recent.is_on();
    if check_box(ui, &mut on, theme::body("Remember the paths of key files")).changed() {
        commands.push(Command::Set(Setting::RecentKeys(on)));
    }
    small_dim(ui, "The paths only, never a key. Path… offers them. When this is turned off, they are deleted at once.");
    for path in state.recent.paths() {
        let path = theme::mono(make_visible(path).into_owned());
        ui.add(Label::new(path).truncate());
    }
}

fn file(ui: &mut Ui, state: &State) {
    match &state.settings_file {
        Some(file) => {
            let path: RichText = theme::mono(&file.path);
            // In line with its name.
            ui.add_space(space::XS);
            ui.add(Label::new(path).wrap().selectable(true));
        }
        None => {
            dim(ui, "There is no folder for settings here: they hold until the program ends.");
        }
    }
}
