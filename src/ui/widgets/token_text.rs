//! A token in the colours of its segments.

use eframe::egui::text::LayoutJob;
use eframe::egui::{Color32, CornerRadius, Frame, Label, Margin, Stroke, Ui};

use crate::ui::theme::{self, Palette};

/// The colour of a token's segment, counted from 0.
pub(crate) fn segment_color(palette: &Palette, segment: usize) -> Color32 {
    match segment {
        0 => palette.header,
        1 => palette.claims,
        2 => palette.signature,
        _ => palette.text,
    }
}

/// A token in a box, wrapped anywhere.
pub(crate) fn token_text(ui: &mut Ui, token: &str) {
    let palette = theme::palette(ui);
    Frame::new()
        .fill(palette.field())
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let mut job = job(token, palette);
            job.wrap.max_width = ui.available_width();
            ui.add(Label::new(job).wrap().selectable(true));
        });
}

fn job(token: &str, palette: &Palette) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.break_anywhere = true;
    for (place, segment) in token.split('.').enumerate() {
        if place > 0 {
            job.append(".", 0.0, theme::mono_format(palette.text));
        }
        job.append(segment, 0.0, theme::mono_format(segment_color(palette, place)));
    }
    job
}
