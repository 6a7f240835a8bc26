//! The last notice, in a strip of its own: it covers nothing.

use eframe::egui::{CornerRadius, Frame, Margin, Panel, Sides, Ui};

use crate::app::command::{Action, Command};
use crate::app::state::Tone;
use crate::app::view::View;
use crate::ui::theme;
use crate::ui::widgets::{Mark, icon, paragraph, short_button};

/// Shows the notice, if there is one, above the status bar.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(notice) = view.notice else { return };
    let palette = theme::palette(ui);
    let (color, mark) = match notice.tone {
        Tone::Done => (palette.ok, Mark::Check),
        Tone::Problem => (palette.refused, Mark::Cross),
    };
    let frame = Frame::new().fill(palette.background).inner_margin(Margin { left: 16, right: 16, top: 0, bottom: 12 });
    Panel::bottom("notice").frame(frame).show_separator_line(false).show(ui, |ui| {
        let strip = Frame::new().fill(palette.tint(color)).corner_radius(CornerRadius::same(10)).inner_margin(Margin {
            left: 16,
            right: 8,
            top: 6,
            bottom: 6,
        });
        strip.show(ui, |ui| {
            Sides::new().shrink_left().wrap().show(
                ui,
                |ui| {
                    icon(ui, mark, color, 18.0);
                    paragraph(ui, &notice.message, &notice.advice);
                },
                |ui| short_button(ui, Action::DismissNotice, "Dismiss", commands),
            );
        });
    });
}
