//! One of a few: the choices side by side.

use eframe::egui::{Button, Response, RichText, Role, Stroke, TextWrapMode, Ui, WidgetInfo, vec2};

use super::focus_ring::focus_ring;
use crate::ui::theme::{self, space};

/// Shows the choices in a row, which wraps; the chosen one is framed by the accent. Gives the one that was pressed.
pub(crate) fn choices<T: Copy + PartialEq, L: AsRef<str>>(
    ui: &mut Ui,
    all: &[T],
    chosen: Option<T>,
    label: impl Fn(T) -> L,
) -> Option<T> {
    let mut pressed = None;
    ui.scope(|ui| {
        let spacing = ui.spacing_mut();
        spacing.item_spacing = [space::XS + 2.0; 2].into();
        spacing.button_padding = vec2(10.0, 4.0);
        spacing.interact_size.y = 28.0;
        ui.horizontal_wrapped(|ui| {
            for one in all {
                if show(ui, chosen == Some(*one), label(*one).as_ref()).clicked() {
                    pressed = Some(*one);
                }
            }
        });
    });
    pressed
}

/// One of the choices that a combo box opens.
pub(crate) fn option(ui: &mut Ui, chosen: bool, label: impl Into<RichText>) -> Response {
    let label = label.into();
    let name = label.text().to_owned();
    let response = ui.add(Button::selectable(chosen, label).wrap_mode(TextWrapMode::Truncate));
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, ui.is_enabled(), &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.clear_toggled();
        node.set_selected(chosen);
    });
    response
}

fn show(ui: &mut Ui, chosen: bool, label: &str) -> Response {
    let palette = theme::palette(ui);
    let text = theme::medium(label).color(if chosen { palette.text } else { palette.dim });
    let mut button = Button::new(text).wrap_mode(TextWrapMode::Extend);
    if chosen {
        let fill = palette.panel.lerp_to_gamma(palette.accent, 0.2);
        button = button.fill(fill).stroke(Stroke::new(1.0, palette.accent));
    }
    let response = ui.add(button);
    if response.has_focus() {
        // The frame of the chosen one is of the accent anyway.
        focus_ring(ui, response.rect.expand(2.5), 8.0);
    }
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, label));
    response
}
