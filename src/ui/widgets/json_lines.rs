//! The header or the claims, line by line.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{Color32, CornerRadius, Galley, Label, Painter, Pos2, ScrollArea, Shape, Stroke, Ui, pos2, vec2};

use super::findings::severity_color;
use super::sentence::small_dim;
use crate::domain::annotation::{Line, Tone};
use crate::domain::finding::{Finding, Place, Severity};
use crate::ui::theme::{self, LINE_HEIGHT, Palette};

/// What stands out among the lines.
#[derive(Clone, Copy)]
pub(crate) struct Emphasis<'a> {
    /// Members that these are about are underlined.
    pub(crate) findings: &'a [Finding],
    /// The member that is highlighted, as a JSON Pointer.
    pub(crate) highlight: Option<&'a str>,
}

const INDENT: f32 = 16.0;
/// From here on lines are not wrapped, and only those in sight are laid out.
const MANY: usize = 300;
/// A longer value is shown by its beginning, in characters.
const LONGEST: usize = 2_000;

/// Shows lines as they stand; copying them is the buttons' work, but a part can be selected.
pub(crate) fn json_lines(ui: &mut Ui, name: &str, lines: &[Line], emphasis: Emphasis<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    if lines.is_empty() {
        small_dim(ui, "Can't be read. The findings say why.");
        return;
    }
    let scroll_to = newly_highlighted(ui, name, emphasis.highlight);
    if lines.len() <= MANY {
        for (row, line) in lines.iter().enumerate() {
            ui.push_id(row, |ui| show(ui, line, emphasis, scroll_to, true));
        }
        return;
    }
    let area = ScrollArea::both().id_salt(name).max_height(420.0).auto_shrink([false, true]);
    area.show_rows(ui, LINE_HEIGHT, lines.len(), |ui, rows| {
        for row in rows {
            if let Some(line) = lines.get(row) {
                ui.push_id(row, |ui| show(ui, line, emphasis, scroll_to, false));
            }
        }
    });
}

fn show(ui: &mut Ui, line: &Line, emphasis: Emphasis<'_>, scroll_to: bool, wrap: bool) {
    let palette = theme::palette(ui);
    let highlighted = line.pointer.is_some() && line.pointer.as_deref() == emphasis.highlight;
    let behind = ui.painter().add(Shape::Noop);
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().interact_size.y = LINE_HEIGHT;
        // Deep nesting must not push the text out of sight.
        #[allow(clippy::cast_precision_loss, reason = "at most 12")]
        ui.add_space(INDENT * line.indent.min(12) as f32);
        let (mut job, marked) = lay_out(line, palette);
        job.wrap.max_width = if wrap { ui.available_width() } else { f32::INFINITY };
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let label = ui.add(Label::new(Arc::clone(&galley)).selectable(true));
        if let Some(severity) = severity_at(line, emphasis.findings) {
            let color = severity_color(palette, severity);
            underline(ui.painter(), label.rect.min, &galley, &marked, color);
        }
    });
    if highlighted {
        let surface = row.response.rect.with_max_x(ui.max_rect().right()).expand2(vec2(6.0, 0.0));
        let fill = palette.accent.gamma_multiply(0.18);
        ui.painter().set(behind, Shape::rect_filled(surface, CornerRadius::same(4), fill));
        if scroll_to {
            row.response.scroll_to_me(None);
        }
    }
}

/// The line in its colours, and which of its characters a finding is about: the value, or the name of what is opened.
fn lay_out(line: &Line, palette: &Palette) -> (LayoutJob, Range<usize>) {
    let mut job = LayoutJob::default();
    let mut at = 0;
    let mut marked = 0..0;
    for (tone, text) in &line.pieces {
        let text = shorten(text);
        let length = text.chars().count();
        if *tone != Tone::Punctuation {
            marked = at..at + length;
        }
        at += length;
        job.append(&text, 0.0, theme::mono_format(color(palette, *tone)));
    }
    if let Some(note) = &line.note {
        job.append(&format!(" {}", shorten(note)), 0.0, theme::note_format(palette.dim));
    }
    (job, marked)
}

fn color(palette: &Palette, tone: Tone) -> Color32 {
    match tone {
        Tone::Punctuation => palette.text,
        Tone::Name => palette.claims,
        Tone::Text => palette.signature,
        Tone::Number => palette.warning,
        Tone::Keyword => palette.header,
    }
}

fn shorten(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => {
            let shown = text.get(..end).unwrap_or_default();
            let hidden = text.len() - shown.len();
            format!("{shown}… and {hidden} bytes more").into()
        }
        None => text.into(),
    }
}

/// The weight of the worst finding about this very line.
fn severity_at(line: &Line, findings: &[Finding]) -> Option<Severity> {
    let pointer = line.pointer.as_deref()?;
    let about = |finding: &&Finding| matches!(&finding.place, Place::Pointer(place) if place == pointer);
    findings.iter().filter(about).map(|finding| finding.severity).min()
}

/// A wave below a range of characters, over as many rows as they take.
fn underline(painter: &Painter, at: Pos2, galley: &Galley, marked: &Range<usize>, color: Color32) {
    const STEP: f32 = 2.0;
    let mut first = 0;
    for row in &galley.rows {
        let glyphs = row.glyphs.iter().enumerate().filter(|(i, _)| marked.contains(&(first + i)));
        let span = glyphs.fold(None, |span: Option<(f32, f32)>, (_, glyph)| {
            let left = span.map_or(glyph.pos.x, |(left, _)| left);
            Some((left, glyph.pos.x + glyph.advance_width))
        });
        first += row.glyphs.len();
        let Some((left, right)) = span else { continue };
        let y = at.y + row.pos.y + row.size.y - 2.5;
        let mut x = at.x + row.pos.x + left;
        let end = at.x + row.pos.x + right;
        let mut points = Vec::new();
        let mut up = false;
        while x <= end {
            points.push(pos2(x, if up { y - 2.0 } else { y }));
            up = !up;
            x += STEP;
        }
        painter.add(Shape::line(points, Stroke::new(1.0, color)));
    }
}

/// Whether the highlight has moved since the last frame.
fn newly_highlighted(ui: &Ui, name: &str, highlight: Option<&str>) -> bool {
    let id = ui.scope_id().with((name, "highlight"));
    let now = highlight.map(str::to_owned);
    let before: Option<Option<String>> = ui.data(|data| data.get_temp(id));
    let moved = before.as_ref() != Some(&now);
    if moved {
        ui.data_mut(|data| data.insert_temp(id, now));
    }
    moved
}
