//! A token in the colours of its segments.

use eframe::egui::text::LayoutJob;
use eframe::egui::{Color32, Ui};

use super::code_box::job_box;
use crate::ui::theme::{self, Palette};

/// A longer token scrolls in its box: what can be done with it stays in sight.
const MOST_LINES: f32 = 10.0;

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
    token_line(ui, "", token);
}

/// A line with a token at its end, in such a box.
pub(crate) fn token_line(ui: &mut Ui, before: &str, token: &str) {
    let palette = theme::palette(ui);
    job_box(ui, job(before, token, palette), MOST_LINES);
}

fn job(before: &str, token: &str, palette: &Palette) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.append(before, 0.0, theme::mono_format(palette.text));
    for (place, segment) in token.split('.').enumerate() {
        if place > 0 {
            job.append(".", 0.0, theme::mono_format(palette.text));
        }
        job.append(segment, 0.0, theme::mono_format(segment_color(palette, place)));
    }
    job
}
