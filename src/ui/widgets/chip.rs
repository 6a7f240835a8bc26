//! Small rounded labels.

use eframe::egui::{
    Button, Color32, CornerRadius, Frame, Margin, Response, RichText, Stroke, TextStyle, Ui, WidgetText, vec2,
};

use crate::ui::theme;

const RADIUS: CornerRadius = CornerRadius::same(10);

/// A word in a rounded border.
pub(crate) fn badge(ui: &mut Ui, text: &str, color: Color32) -> Response {
    let line = theme::palette(ui).line;
    Frame::new()
        .stroke(Stroke::new(1.0, line.lerp_to_gamma(color, 0.25)))
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(8, 1))
        .show(ui, |ui| ui.label(theme::small(text).color(color)))
        .response
}

/// A chip that can be pressed.
pub(crate) fn chip_button(ui: &mut Ui, text: &str, pressed: bool, name: &str) -> Response {
    let palette = theme::palette(ui);
    let label =
        RichText::new(text).text_style(TextStyle::Small).color(if pressed { palette.text } else { palette.dim });
    let button = Button::new(label)
        .corner_radius(RADIUS)
        .fill(if pressed { palette.hovered() } else { palette.panel })
        .min_size(vec2(0.0, 22.0));
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(8.0, 2.0);
        ui.spacing_mut().interact_size.y = 22.0;
        ui.add(button).accessible_name(name)
    })
    .inner
}

/// How wide a badge or a chip with this text is, in points.
pub(crate) fn chip_width(ui: &Ui, text: &str) -> f32 {
    let text = WidgetText::from(RichText::new(text).text_style(TextStyle::Small));
    let galley = text.into_galley(ui, None, f32::INFINITY, TextStyle::Small);
    galley.size().x + 18.0
}
