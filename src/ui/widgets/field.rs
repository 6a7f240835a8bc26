//! Text fields.

use eframe::egui::{Align2, Response, RichText, TextEdit, TextStyle, Ui};

/// A one-line text field.
pub(crate) struct Field<'a> {
    /// What is in it.
    pub(crate) value: &'a str,
    /// What is shown while it is empty.
    pub(crate) hint: &'a str,
    /// Its accessible name.
    pub(crate) name: &'a str,
    /// How wide it is, in points.
    pub(crate) width: f32,
    /// Whether it takes code: monospaced.
    pub(crate) code: bool,
}

/// Shows a field; gives its new text if it was changed.
pub(crate) fn text_field(ui: &mut Ui, field: &Field<'_>) -> (Response, Option<String>) {
    let mut text = field.value.to_owned();
    let style = if field.code { TextStyle::Monospace } else { TextStyle::Body };
    let edit = TextEdit::singleline(&mut text)
        .id_salt(field.name)
        .hint_text(RichText::new(field.hint).text_style(style.clone()))
        .font(style)
        .align(Align2::LEFT_CENTER)
        .desired_width(field.width);
    let response = ui.add(edit).accessible_name(field.name);
    let changed = response.changed().then_some(text);
    (response, changed)
}
