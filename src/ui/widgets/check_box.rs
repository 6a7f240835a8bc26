//! Check boxes.

use eframe::egui::{Checkbox, Response, RichText, Stroke, TextWrapMode, Ui};

use super::button::tooltip;
use crate::app::command::{Action, Command};
use crate::ui::theme;

/// egui's check box, filled with the accent when it is on. The label is its name.
pub(crate) fn check_box(ui: &mut Ui, checked: &mut bool, label: RichText) -> Response {
    let palette = theme::palette(ui);
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 26.0;
        ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
        let widgets = &mut ui.visuals_mut().widgets;
        let (fill, edge) = if *checked { (palette.accent, palette.accent) } else { (palette.panel, palette.dim) };
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            state.bg_fill = fill;
            state.bg_stroke = Stroke::new(1.5, edge);
            state.fg_stroke = Stroke::new(2.0, palette.on_accent);
        }
        widgets.hovered.bg_stroke.color = palette.accent;
        widgets.active.bg_stroke = Stroke::new(2.0, if *checked { palette.text } else { palette.accent });
        ui.add(Checkbox::new(checked, label.color(palette.text)))
    })
    .inner
}

/// The check box of an action that switches something on and off.
pub(crate) fn switch(ui: &mut Ui, action: Action, on: bool, commands: &mut Vec<Command>) {
    let mut checked = on;
    let response = check_box(ui, &mut checked, theme::body(action.info().label));
    if response.changed() {
        commands.push(Command::Do(action));
    }
    tooltip(response, action);
}
