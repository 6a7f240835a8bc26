//! The design: colours of both themes, the type scale, spacing, and how egui's own widgets take them on.

mod fonts;
mod palette;
mod style;

pub use palette::{DARK, LIGHT, Palette};

use eframe::egui;

/// Spacing in points: the steps of the whole window.
pub mod space {
    /// Between things that belong together.
    pub const XS: f32 = 4.0;
    /// Between the things of a group.
    pub const S: f32 = 8.0;
    /// Between groups, and between cards.
    pub const M: f32 = 12.0;
    /// Around the content of a card, a column or the window.
    pub const L: f32 = 16.0;
}

/// Height of a button, a text field or a check box, in points.
pub const CONTROL_HEIGHT: f32 = 32.0;
/// Height of a line of text and of a line of JSON, in points.
pub const LINE_HEIGHT: f32 = 20.0;
/// In a window that is lower, in points, bars and margins are half as high: at twice the size the least window is so.
const LOW: f32 = 420.0;
/// Height of a line of small text, in points.
pub const SMALL_LINE_HEIGHT: f32 = 17.0;

/// Sets up fonts and both themes. Once, before the first frame.
pub fn apply(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    ctx.set_style_of(
        egui::Theme::Dark,
        style::of(&DARK, egui::Style { visuals: egui::Visuals::dark(), ..Default::default() }),
    );
    ctx.set_style_of(
        egui::Theme::Light,
        style::of(&LIGHT, egui::Style { visuals: egui::Visuals::light(), ..Default::default() }),
    );
}

/// The colours of the theme that is shown.
#[must_use]
pub fn palette(ui: &egui::Ui) -> &'static Palette {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// A margin above and below, in points: half of it where the window is low.
#[must_use]
pub fn margin(ui: &egui::Ui, wanted: i8) -> i8 {
    if ui.ctx().content_rect().height() < LOW { wanted / 2 } else { wanted }
}

/// Text in the semi-bold face: headings, verdicts, messages.
#[must_use]
pub fn strong(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).font(fonts::semi_bold(fonts::BODY)).line_height(Some(LINE_HEIGHT))
}

/// The verdict's headline.
#[must_use]
pub fn headline(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).font(fonts::semi_bold(fonts::HEADLINE))
}

/// The face of buttons.
#[must_use]
pub fn medium(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).font(fonts::medium(fonts::BODY))
}

/// Text of several lines.
#[must_use]
pub fn body(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).line_height(Some(LINE_HEIGHT))
}

/// Text in the small size.
#[must_use]
pub fn small(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).size(fonts::SMALL).line_height(Some(SMALL_LINE_HEIGHT))
}

/// Tokens, JSON, claims' names, scopes.
#[must_use]
pub fn mono(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).font(fonts::mono(fonts::MONO))
}

/// The countdown.
#[must_use]
pub fn large_mono(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).font(fonts::mono(fonts::COUNTDOWN))
}

/// A piece of monospaced text in a layout job.
#[must_use]
pub fn mono_format(color: egui::Color32) -> egui::TextFormat {
    egui::TextFormat { line_height: Some(LINE_HEIGHT), ..egui::TextFormat::simple(fonts::mono(fonts::MONO), color) }
}

/// A note behind monospaced text in a layout job.
#[must_use]
pub fn note_format(color: egui::Color32) -> egui::TextFormat {
    egui::TextFormat { line_height: Some(LINE_HEIGHT), ..egui::TextFormat::simple(fonts::mono(fonts::SMALL), color) }
}
