//! Text fields of several lines.

use eframe::egui::{Response, RichText, TextEdit, TextStyle, Ui};

/// Higher than so many lines a field does not grow by itself; it scrolls with what it stands in.
const MOST_LINES: usize = 12;

/// A monospaced text field of several lines.
pub(crate) struct TextArea<'a> {
    /// What is in it.
    pub(crate) value: &'a str,
    /// What is shown while it is empty.
    pub(crate) hint: &'a str,
    /// Its accessible name.
    pub(crate) name: &'a str,
    /// It is at least so many lines high, and grows with its text.
    pub(crate) rows: usize,
}

/// Shows a field as wide as there is room; gives its new text if it was changed.
pub(crate) fn text_area(ui: &mut Ui, area: &TextArea<'_>) -> (Response, Option<String>) {
    let mut text = area.value.to_owned();
    let rows = text.lines().count().clamp(area.rows, MOST_LINES.max(area.rows));
    let edit = TextEdit::multiline(&mut text)
        .id_salt(area.name)
        .hint_text(RichText::new(area.hint).text_style(TextStyle::Monospace))
        .font(TextStyle::Monospace)
        .desired_rows(rows)
        .desired_width(ui.available_width());
    let response = ui.add(edit).accessible_name(area.name);
    let changed = response.changed().then_some(text);
    (response, changed)
}
