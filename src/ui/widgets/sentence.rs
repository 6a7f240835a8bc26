//! Sentences.

use eframe::egui::text::LayoutJob;
use eframe::egui::{Align, Color32, FontSelection, Label, Response, RichText, Ui};

use crate::ui::theme;

/// A remark.
pub(crate) fn dim(ui: &mut Ui, text: impl Into<String>) -> Response {
    let color = theme::palette(ui).dim;
    wrapped(ui, theme::body(text), color)
}

/// A remark in the small size.
pub(crate) fn small_dim(ui: &mut Ui, text: impl Into<String>) -> Response {
    let color = theme::palette(ui).dim;
    wrapped(ui, theme::small(text), color)
}

/// What is wrong with what stands above, and what to do.
pub(crate) fn problem(ui: &mut Ui, error: &str, advice: &str) {
    let palette = theme::palette(ui);
    wrapped(ui, theme::small(sentence(error)), palette.refused);
    if !advice.is_empty() {
        wrapped(ui, theme::small(advice), palette.dim);
    }
}

/// A message as a sentence: messages are worded without a full stop, so that they can stand inside one. Advice has its
/// own.
pub(crate) fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{text}{stop}")
}

/// What happened, and what to do, in one paragraph.
pub(crate) fn paragraph(ui: &mut Ui, message: &str, advice: &str) {
    let mut job = LayoutJob::default();
    let style = ui.style().clone();
    let mut append = |text: RichText| {
        text.append_to(&mut job, &style, FontSelection::Default, Align::Center);
    };
    if advice.is_empty() {
        append(theme::strong(message));
    } else {
        append(theme::strong(sentence(message)));
        append(theme::body(format!("  {advice}")));
    }
    ui.add(Label::new(job).wrap().selectable(true));
}

fn wrapped(ui: &mut Ui, text: RichText, color: Color32) -> Response {
    ui.add(Label::new(text.color(color)).wrap().selectable(true))
}
