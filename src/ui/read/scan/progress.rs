//! The file that is scanned, and how far that is.

use eframe::egui::accesskit::Live;
use eframe::egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::command::{Action, Command};
use crate::app::scan::{ScanDesk, Stage, word_basis, word_left_out, word_progress};
use crate::app::view::View;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{announce, heading_elided, problem, small_dim, switch};

const BAR: f32 = 6.0;

pub(super) fn show(ui: &mut Ui, view: &View<'_>, desk: &ScanDesk, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = space::XS + 2.0;
    let first = if desk.stage == Stage::Running { Action::StopScan } else { Action::ScanAgain };
    heading_elided(ui, &desk.name, &[first, Action::CloseScan], commands);
    if desk.stage == Stage::Running {
        bar(ui, desk.progress.share());
    }
    small_dim(ui, word_progress(desk));
    announce(ui, Role::Status, word_stage(desk.stage), Live::Polite);
    small_dim(ui, format!("{}.", word_basis(desk)));
    if let Some(left_out) = word_left_out(desk) {
        small_dim(ui, left_out);
    }
    if let Some(error) = &desk.problem {
        problem(ui, &error.to_string(), error.advice());
    }
    switch(ui, Action::ToggleScanByLine, view.state.scans_by_line, commands);
}

/// What is read out when it changes: not every second.
fn word_stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Running => "The file is scanned",
        Stage::Done => "The scan is done",
        Stage::Stopped => "The scan is stopped",
    }
}

fn bar(ui: &mut Ui, share: f32) {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR), Sense::hover());
    let radius = CornerRadius::same(3);
    ui.painter().rect_filled(rect, radius, palette.field());
    let done = Rect::from_min_max(rect.min, pos2(rect.left() + rect.width() * share, rect.bottom()));
    ui.painter().rect_filled(done, radius, palette.accent);
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, "Progress of the scan"));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_numeric_value(f64::from(share * 100.0).floor());
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
    });
}
