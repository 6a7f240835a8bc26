//! What would change in the config. Its lines come with secrets masked.

use eframe::egui::{Frame, Label, Margin, Ui};

use crate::app::view::Change;
use crate::domain::slicer::{DiffKind, DiffLine};
use crate::ui::theme;
use crate::ui::widgets::small_dim;

/// Line by line, with a sign in front of what goes and what comes.
pub(super) fn show(ui: &mut Ui, change: &Change) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (row, line) in change.difference.iter().enumerate() {
            ui.push_id(row, |ui| one(ui, line));
        }
    });
    small_dim(ui, summary(change));
}

fn one(ui: &mut Ui, line: &DiffLine) {
    let palette = theme::palette(ui);
    let (color, fill) = match line.kind {
        DiffKind::Same => (palette.text, None),
        DiffKind::Skipped(_) => (palette.dim, None),
        DiffKind::Removed => (palette.refused, Some(palette.tint(palette.refused))),
        DiffKind::Added => (palette.ok, Some(palette.tint(palette.ok))),
    };
    let text = match line.kind {
        DiffKind::Skipped(_) => format!("… {}", line.text),
        kind => format!("{} {}", kind.sign(), line.text),
    };
    let mut frame = Frame::new().inner_margin(Margin::symmetric(6, 0));
    if let Some(fill) = fill {
        frame = frame.fill(fill);
    }
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let mut job = eframe::egui::text::LayoutJob::default();
        job.append(&text, 0.0, theme::mono_format(color));
        job.wrap.break_anywhere = true;
        job.wrap.max_width = ui.available_width();
        ui.add(Label::new(job).wrap().selectable(true)).on_hover_text(place(line));
    });
}

/// Where the line stands.
fn place(line: &DiffLine) -> String {
    match line.kind {
        DiffKind::Same => format!("Line {}", line.number),
        DiffKind::Removed => format!("Line {} of the old config", line.number),
        DiffKind::Added => format!("Line {} of the new config", line.number),
        DiffKind::Skipped(_) => format!("From line {} on", line.number),
    }
}

fn summary(change: &Change) -> &'static str {
    let has = |kind| change.difference.iter().any(|line| line.kind == kind);
    match (change.is_none, has(DiffKind::Removed)) {
        (true, _) => "The config has this very token. There is nothing to save.",
        (_, true) => "1 line changes, every other byte stays.",
        (_, false) => "1 line is added, every other byte stays.",
    }
}
