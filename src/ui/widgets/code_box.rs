//! Text to be taken as it stands: commands, lines, scripts.

use eframe::egui::text::LayoutJob;
use eframe::egui::{CornerRadius, Frame, Label, Margin, ScrollArea, Stroke, Ui};

use crate::ui::theme::{self, LINE_HEIGHT};

/// What the border and the padding add to the height of the text, in points.
const FRAME: f32 = 22.0;

/// A text in a box, monospaced and wrapped anywhere; parts of it can be selected.
pub(crate) fn code_box(ui: &mut Ui, text: &str) {
    surface(ui, |ui| show(ui, job_of(ui, text)));
}

/// A text of many lines in a box that is at most so high, in points, and scrolls.
pub(crate) fn tall_code_box(ui: &mut Ui, text: &str, most: f32) {
    surface(ui, |ui| scrolled(ui, most - FRAME, job_of(ui, text)));
}

fn scrolled(ui: &mut Ui, most: f32, job: LayoutJob) {
    let area = ScrollArea::vertical().id_salt("code").max_height(most).auto_shrink([false, true]);
    area.show(ui, |ui| {
        // The scroll bar lies beside the text.
        ui.set_max_width(ui.available_width() - 8.0);
        show(ui, job);
    });
}

/// A text that is laid out already, in the same box, which is at most so many lines high and scrolls.
pub(super) fn job_box(ui: &mut Ui, job: LayoutJob, most_lines: f32) {
    surface(ui, |ui| scrolled(ui, most_lines * LINE_HEIGHT, job));
}

fn surface(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui);
    Frame::new()
        .fill(palette.field())
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui);
        });
}

fn job_of(ui: &Ui, text: &str) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.append(text, 0.0, theme::mono_format(theme::palette(ui).text));
    job
}

fn show(ui: &mut Ui, mut job: LayoutJob) {
    job.wrap.break_anywhere = true;
    job.wrap.max_width = ui.available_width();
    ui.add(Label::new(job).wrap().selectable(true));
}
