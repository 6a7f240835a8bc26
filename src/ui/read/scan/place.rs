//! Where the token that is open was found.

use eframe::egui::{Sides, Ui};

use crate::app::command::{Action, Command};
use crate::app::scan::ScanDesk;
use crate::app::view::View;
use crate::domain::explanation::word_place;
use crate::domain::text::group_digits;
use crate::ui::theme;
use crate::ui::widgets::button;

/// Line, moment and surroundings, and the way back to the summary.
pub(in crate::ui::read) fn show(ui: &mut Ui, view: &View<'_>, desk: &ScanDesk, commands: &mut Vec<Command>) {
    let Some(record) = desk.opened_record() else { return };
    let place = view.read.capture.found.first().map(|found| word_place(found, "")).unwrap_or_default();
    let moment = record.as_of.word_utc_full();
    let line = format!("Line {}, judged as of {moment}. {place}", group_digits(record.line));
    let dim = theme::palette(ui).dim;
    Sides::new().height(theme::CONTROL_HEIGHT).shrink_left().truncate().show(
        ui,
        |ui| ui.label(theme::small(&line).color(dim)).on_hover_text(&line),
        |ui| button(ui, Action::ShowScanSummary, commands),
    );
}
