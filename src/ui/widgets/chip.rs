//! Small rounded labels.

use eframe::egui::{
    Button, Color32, CornerRadius, Frame, Margin, Response, RichText, Role, Stroke, TextStyle, TextWrapMode, Ui,
    WidgetInfo, WidgetText, vec2,
};

use super::focus_ring::focus_ring;
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

/// Chips in a row, which wraps; those that are pressed choose what is shown. The text is the name. Gives the one that was
/// pressed or let go.
pub(crate) fn filter_chips<T: Copy>(ui: &mut Ui, chips: &[(T, String, bool)]) -> Option<T> {
    let mut chosen = None;
    ui.scope(|ui| {
        let spacing = ui.spacing_mut();
        spacing.item_spacing = vec2(6.0, 6.0);
        spacing.button_padding = vec2(8.0, 2.0);
        spacing.interact_size.y = 24.0;
        ui.horizontal_wrapped(|ui| {
            for (value, text, pressed) in chips {
                if filter_chip(ui, text, *pressed).clicked() {
                    chosen = Some(*value);
                }
            }
        });
    });
    chosen
}

fn filter_chip(ui: &mut Ui, text: &str, pressed: bool) -> Response {
    let palette = theme::palette(ui);
    let label = theme::small(text).color(if pressed { palette.text } else { palette.dim });
    let mut button = Button::new(label).corner_radius(RADIUS).min_size(vec2(0.0, 24.0)).wrap_mode(TextWrapMode::Extend);
    if pressed {
        button = button.fill(palette.panel.lerp_to_gamma(palette.accent, 0.2)).stroke(Stroke::new(1.0, palette.accent));
    }
    let response = ui.add(button);
    if response.has_focus() {
        // The frame of a pressed one is of the accent anyway.
        focus_ring(ui, response.rect.expand(2.5), 12.0);
    }
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), pressed, text));
    response
}

/// How wide a badge or a chip with this text is, in points.
pub(crate) fn chip_width(ui: &Ui, text: &str) -> f32 {
    let text = WidgetText::from(RichText::new(text).text_style(TextStyle::Small));
    let galley = text.into_galley(ui, None, f32::INFINITY, TextStyle::Small);
    galley.size().x + 18.0
}
