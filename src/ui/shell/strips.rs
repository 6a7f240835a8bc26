//! Strips under the key bar: what is wrong with a key file, the path box, what a key file does not say.

use std::path::Path;

use eframe::egui::accesskit::Live;
use eframe::egui::{Align, Color32, Frame, Key, Layout, Link, Margin, Panel, Role, ScrollArea, Sides, Ui, vec2};

use super::dialog_focus;
use crate::app::command::{Action, Command, IdentityField};
use crate::app::errand::name_of;
use crate::app::view::View;
use crate::domain::text::make_visible;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{
    Field, Mark, announce, button, focus_ring, icon, paragraph, part, sentence, short_button, small_dim, text_field,
};

/// A strip takes no more than this share of the window's height; it scrolls.
const MOST: f32 = 0.25;

/// Shows the strips that there is a reason for.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    if let Some((name, error)) = &view.state.key_problem {
        strip(ui, "key_problem", palette.tint(palette.refused), |ui| {
            let (message, advice) = (error.to_string(), error.advice());
            key_problem(ui, name, &message, &advice, commands);
        });
    }
    if view.state.path_box {
        strip(ui, "path_box", palette.panel, |ui| path_box(ui, view, commands));
    }
    if let Some(raw) = view.state.credential.as_deref() {
        let missing = [
            (IdentityField::Kid, raw.kid().is_none()),
            (IdentityField::Sub, raw.sub().is_none()),
            (IdentityField::Scopes, raw.scopes().is_none()),
        ];
        let missing: Vec<_> = missing.iter().filter(|(_, is)| *is).map(|(field, _)| *field).collect();
        if !missing.is_empty() {
            strip(ui, "identity", palette.panel, |ui| identity(ui, view, &missing, commands));
        }
    }
}

fn strip(ui: &mut Ui, name: &'static str, fill: Color32, content: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(fill).inner_margin(Margin::symmetric(16, theme::margin(ui, 10)));
    let most = ui.ctx().content_rect().height() * MOST;
    Panel::top(name).frame(frame).show(ui, |ui| {
        let area = ScrollArea::vertical().id_salt(name).max_height(most).min_scrolled_height(most);
        area.auto_shrink([false, true]).show(ui, content);
    });
}

fn key_problem(ui: &mut Ui, name: &str, message: &str, advice: &str, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let message = format!("{name} was not loaded. {message}");
    part(ui, Role::Group, "Key problem");
    announce(ui, Role::Alert, &format!("{} {advice}", sentence(&message)), Live::Assertive);
    Sides::new().shrink_left().wrap().show(
        ui,
        |ui| {
            icon(ui, Mark::Cross, palette.refused, 18.0);
            paragraph(ui, &message, advice);
        },
        |ui| short_button(ui, Action::DismissNotice, "Dismiss", commands),
    );
}

fn path_box(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    part(ui, Role::Group, "Path");
    ui.horizontal(|ui| {
        let label = ui.label("Path of a file");
        let field = Field {
            value: &view.state.path,
            hint: "/home/you/keys/.env",
            name: "Path of a file",
            width: (ui.available_width() - 108.0).max(120.0),
            code: true,
        };
        let (response, changed) = text_field(ui, &field);
        let response = response.labelled_by(label.id);
        if dialog_focus::is_new(ui.ctx(), "path_box") {
            response.request_focus();
        }
        if let Some(path) = changed {
            commands.push(Command::SetPath(path));
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            commands.push(Command::Do(Action::OpenPath));
        } else if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            commands.push(Command::Do(Action::TogglePathBox));
        }
        button(ui, Action::OpenPath, commands);
    });
    recent_keys(ui, view, commands);
}

/// The key files that were loaded last, if they are remembered.
fn recent_keys(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let paths = view.state.recent.paths();
    if paths.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::small("Recent").color(theme::palette(ui).dim));
        for path in paths {
            let shown = make_visible(path).into_owned();
            let link = ui.add(Link::new(theme::small(name_of(Path::new(path))))).on_hover_text(&shown);
            if link.has_focus() {
                focus_ring(ui, link.rect.expand(3.0), 4.0);
            }
            if link.accessible_name(format!("Load {shown}")).clicked() {
                commands.push(Command::Open(path.into()));
            }
        }
    });
}

fn identity(ui: &mut Ui, view: &View<'_>, missing: &[IdentityField], commands: &mut Vec<Command>) {
    part(ui, Role::Group, "What the key file does not say");
    small_dim(ui, "The key file does not say this. It is in the CMS, where the key was made.");
    let row = Layout::left_to_right(Align::Min).with_main_wrap(true);
    ui.with_layout(row, |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        for &field in missing {
            identity_field(ui, view, field, commands);
        }
    });
}

fn identity_field(ui: &mut Ui, view: &View<'_>, field: IdentityField, commands: &mut Vec<Command>) {
    let typed = &view.state.identity;
    let (name, hint, value, width) = match field {
        IdentityField::Kid => ("Key ID (kid)", "", &typed.kid, 200.0),
        IdentityField::Sub => ("Owner (sub)", "", &typed.sub, 200.0),
        IdentityField::Scopes => ("Granted scopes", "video.services.assets:read, …", &typed.scopes, 300.0),
    };
    // Label and field stay together when the row wraps.
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let label = ui.label(theme::small(name));
        let (response, changed) = text_field(ui, &Field { value, hint, name, width, code: true });
        response.labelled_by(label.id);
        if let Some(text) = changed {
            commands.push(Command::SetIdentity(field, text));
        }
    });
}
