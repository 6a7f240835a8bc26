//! The window: paints the [`View`] and turns input into [`Command`]s. It changes nothing else and reads no clock but at
//! its outermost edge, [`window`].

pub mod theme;

mod create;
mod input;
mod read;
mod request;
mod shell;
mod slicer;
mod widgets;
mod window;

pub use window::{Window, WindowError, run};

use eframe::egui::{self, CentralPanel, Frame, Margin, ThemePreference, Ui};

use crate::app::command::Command;
use crate::app::state::{Pane, Theme};
use crate::app::view::View;
use theme::space;

/// Paints everything and collects what the person does. [`theme::apply`] has been called once before.
pub fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    follow_theme(ui.ctx(), view.state.theme);
    follow_zoom(ui.ctx(), view.state.zoom);
    input::collect(ui.ctx(), commands);
    shell::show_top(ui, view, commands);
    shell::show_rest(ui, view, commands, |ui, commands| {
        let frame =
            Frame::new().fill(theme::palette(ui).background).inner_margin(Margin::symmetric(16, theme::margin(ui, 16)));
        CentralPanel::default().frame(frame).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            match view.state.pane {
                Pane::Read => read::show(ui, view, commands),
                Pane::Create => create::show(ui, view, commands),
                Pane::Slicer => slicer::show(ui, view, commands),
                Pane::Request => request::show(ui, view, commands),
            }
        });
    });
    shell::show_above(ui, view, commands);
    input::take_selections(ui.ctx(), commands);
    if view.working || !commands.is_empty() {
        // What follows is to be seen at once.
        ui.ctx().request_repaint();
    }
}

/// egui's own shortcuts for the zoom would change it past the settings: those of the table of actions do it.
fn follow_zoom(ctx: &egui::Context, zoom: f32) {
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    ctx.set_zoom_factor(zoom);
}

fn follow_theme(ctx: &egui::Context, theme: Theme) {
    let wanted = match theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    };
    if ctx.options(|options| options.theme_preference) != wanted {
        ctx.set_theme(wanted);
    }
}
