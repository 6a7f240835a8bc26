//! The last notice, in a strip of its own: it covers nothing.

use eframe::egui::accesskit::Live;
use eframe::egui::{CornerRadius, Frame, Margin, Role, Sides, Ui};

use crate::app::command::{Action, Command};
use crate::app::state::Tone;
use crate::app::view::View;
use crate::ui::theme;
use crate::ui::widgets::{Mark, announce, icon, paragraph, part, sentence, short_button};

/// Shows the notice, if there is one, above the status bar.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(notice) = view.notice else { return };
    let palette = theme::palette(ui);
    let (color, mark, live) = match notice.tone {
        Tone::Done => (palette.ok, Mark::Check, Live::Polite),
        Tone::Problem => (palette.refused, Mark::Cross, Live::Assertive),
    };
    let frame = Frame::new().fill(palette.background).inner_margin(Margin { left: 16, right: 16, top: 0, bottom: 12 });
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = theme::space::S;
        let strip = Frame::new().fill(palette.tint(color)).corner_radius(CornerRadius::same(10)).inner_margin(Margin {
            left: 16,
            right: 8,
            top: 6,
            bottom: 6,
        });
        // The same words at another time are a notice of their own.
        ui.push_id(notice.at.0, |ui| {
            strip.show(ui, |ui| {
                let text = format!("{} {}", sentence(&notice.message), notice.advice);
                announce(ui, Role::Alert, text.trim_end(), live);
                part(ui, Role::Group, "Notice");
                Sides::new().shrink_left().wrap().show(
                    ui,
                    |ui| {
                        icon(ui, mark, color, 18.0);
                        paragraph(ui, &notice.message, &notice.advice);
                    },
                    |ui| short_button(ui, Action::DismissNotice, "Dismiss", commands),
                );
            })
        });
    });
}
