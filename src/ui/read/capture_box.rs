//! The captured text.

use std::collections::BTreeSet;

use eframe::egui::text::CCursor;
use eframe::egui::text_edit::TextEditOutput;
use eframe::egui::{
    Align, CornerRadius, Frame, Label, Margin, RichText, ScrollArea, Stroke, TextEdit, TextStyle, Ui, vec2,
};

use super::asides;
use super::capture_text::{self, Runs};
use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::domain::capture::{self, MAX_TEXT, Nothing};
use crate::domain::explanation::word_place;
use crate::domain::secret::SecretText;
use crate::domain::text::{is_hidden, make_visible};
use crate::ui::input::MAX_FIELD;
use crate::ui::theme::{self, LINE_HEIGHT};
use crate::ui::widgets::{button, card, focus_ring, heading, small_dim};

const NAME: &str = "Captured text";
/// The box is never lower than that, in points.
const LEAST: f32 = 110.0;
/// So many kinds of hidden characters are named.
const MOST_KINDS: usize = 5;

/// The card; gives the height that the box in it took.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, height: f32, commands: &mut Vec<Command>) -> f32 {
    let height = height.max(LEAST);
    card(ui, |ui| {
        heading(ui, NAME, |ui| {
            if view.state.scan.is_some() {
                button(ui, Action::ShowScan, commands);
            }
            button(ui, Action::PasteCapture, commands);
            button(ui, Action::ClearCapture, commands);
        });
        let text = view.state.capture.expose();
        framed(ui, height, |ui| {
            if is_key(view.read.capture.nothing.as_ref()) {
                key_instead(ui, view, commands);
            } else if text.len() <= MAX_FIELD {
                return editor(ui, view, text, height - 22.0, commands);
            } else {
                excerpt(ui, view, text);
            }
            false
        });
        ui.spacing_mut().item_spacing.y = 6.0;
        if let Some(found) = view.read.capture.found.get(view.state.selected) {
            small_dim(ui, word_place(found, text));
        }
        if text.len() <= MAX_FIELD
            && let Some(hidden) = name_hidden(text)
        {
            small_dim(ui, hidden);
        }
        asides::show(ui, &view.read.capture);
    });
    height
}

/// The surface of the box, with what it holds scrolling in it; ringed if the content has the focus.
fn framed(ui: &mut Ui, height: f32, content: impl FnOnce(&mut Ui) -> bool) {
    let palette = theme::palette(ui);
    let surface = Frame::new()
        .fill(palette.field())
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin { left: 12, right: 4, top: 10, bottom: 10 })
        .show(ui, |ui| {
            let inner = height - 22.0;
            ui.set_min_size(vec2(ui.available_width(), inner));
            ScrollArea::vertical().id_salt("capture").max_height(inner).auto_shrink(false).show(ui, |ui| {
                // The scroll bar lies beside the text.
                ui.set_max_width(ui.available_width() - 8.0);
                content(ui)
            })
        });
    if surface.inner.inner {
        focus_ring(ui, surface.response.rect, 8.0);
    }
}

/// The text; gives whether it has the focus.
fn editor(ui: &mut Ui, view: &View<'_>, text: &str, height: f32, commands: &mut Vec<Command>) -> bool {
    let palette = theme::palette(ui);
    let mut edited = text.to_owned();
    let selected = view.state.selected;
    let mut layouter = |ui: &Ui, buffer: &dyn eframe::egui::TextBuffer, width: f32| {
        let shown = buffer.as_str();
        // While the person types the text is one step ahead of what was found in it.
        let runs = if shown == text {
            Runs::of(shown, &view.read.capture, selected)
        } else {
            Runs::of(shown, &capture::capture(shown), selected)
        };
        let mut job = runs.lay_out(shown, 0..shown.len(), palette);
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let hint = "Paste a token, a header line, a curl command, a log…";
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a height on a screen")]
    let rows = (height / LINE_HEIGHT).max(1.0) as usize;
    let output = TextEdit::multiline(&mut edited)
        .id_salt(NAME)
        .frame(Frame::NONE)
        .margin(Margin::ZERO)
        .font(TextStyle::Monospace)
        .hint_text(RichText::new(hint))
        .desired_width(f32::INFINITY)
        .desired_rows(rows)
        .min_size(vec2(0.0, height))
        .layouter(&mut layouter)
        .show(ui);
    scroll_to_selected(ui, view, text, &output);
    let response = output.response.response.accessible_name(NAME);
    if response.changed() {
        commands.push(Command::SetCapture(SecretText::new(edited)));
    }
    response.has_focus()
}

/// Brings another token into sight when it was chosen.
fn scroll_to_selected(ui: &Ui, view: &View<'_>, text: &str, output: &TextEditOutput) {
    let id = ui.scope_id().with("selected");
    let before: usize = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let now = view.state.selected;
    if before == now {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, now));
    if let Some(found) = view.read.capture.found.get(now) {
        let place = text.get(..found.span.start).unwrap_or_default().chars().count();
        let start = output.galley.pos_from_cursor(CCursor::new(place));
        ui.scroll_to_rect(start.translate(output.galley_pos.to_vec2()), Some(Align::TOP));
    }
}

/// Whether the text is a key: that must not get into a text field, whose undo history would keep it.
fn is_key(nothing: Option<&Nothing>) -> bool {
    matches!(nothing, Some(Nothing::KeyPem | Nothing::KeyDotenv | Nothing::Jwk))
}

fn key_instead(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    small_dim(ui, "This text looks like a key and is not shown.");
    if ui.button(theme::medium("Load this key")).clicked() {
        commands.push(Command::Paste(SecretText::clone(&view.state.capture)));
        commands.push(Command::Do(Action::ClearCapture));
    }
}

/// A text that is too long to be edited: what stands around the token.
fn excerpt(ui: &mut Ui, view: &View<'_>, text: &str) {
    let palette = theme::palette(ui);
    if text.len() > MAX_TEXT {
        small_dim(ui, format!("This text has {} bytes. At most {MAX_TEXT} are read.", text.len()));
        return;
    }
    let found = view.read.capture.found.get(view.state.selected);
    let shown = capture_text::around(text, found.map_or(0..0, |found| found.span.clone()));
    small_dim(
        ui,
        format!("{} of {} bytes are shown; a text of this size can't be edited here.", shown.len(), text.len()),
    );
    let runs = Runs::of(text, &view.read.capture, view.state.selected);
    let mut job = runs.lay_out(text, shown, palette);
    job.wrap.max_width = ui.available_width();
    ui.add(Label::new(job).wrap());
}

/// `2 characters of the text can't be seen: ‹U+200B› ‹U+202E›`
fn name_hidden(text: &str) -> Option<String> {
    let hidden: Vec<char> = text.chars().filter(|c| is_hidden(*c) && !matches!(c, '\n' | '\r' | '\t')).collect();
    let kinds: BTreeSet<char> = hidden.iter().copied().collect();
    let named: Vec<String> = kinds.iter().take(MOST_KINDS).map(|c| make_visible(&c.to_string()).into_owned()).collect();
    let more = if kinds.len() > MOST_KINDS { " …" } else { "" };
    match hidden.len() {
        0 => None,
        1 => Some(format!("1 character of the text can't be seen: {}", named.join(" "))),
        count => Some(format!("{count} characters of the text can't be seen: {}{more}", named.join(" "))),
    }
}
