//! Buttons. Label, tooltip and shortcut come from the table of actions.

use eframe::egui::{Button, Response, Stroke, TextStyle, TextWrapMode, Ui, WidgetText};

use crate::app::command::{Action, Command};
use crate::ui::{input, theme};

/// The button of an action.
pub(crate) fn button(ui: &mut Ui, action: Action, commands: &mut Vec<Command>) -> Response {
    let label = action.info().label;
    press(ui, action, Button::new(theme::medium(label)), commands)
}

/// How wide the buttons of actions are beside each other, in points.
pub(crate) fn width_of_buttons(ui: &Ui, actions: &[Action], gap: f32) -> f32 {
    let width = |action: &Action| {
        let text = WidgetText::from(theme::medium(action.info().label));
        let text = text.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Button);
        text.size().x + 2.0 * ui.spacing().button_padding.x + gap
    };
    actions.iter().map(width).sum::<f32>() - gap
}

/// The button of an action that can be done at present, or not.
pub(crate) fn button_when(ui: &mut Ui, enabled: bool, action: Action, commands: &mut Vec<Command>) {
    ui.add_enabled(enabled, |ui: &mut Ui| button(ui, action, commands));
}

/// The button of an action whose label is shortened because the place says the rest; its name stays the whole label.
pub(crate) fn short_button(ui: &mut Ui, action: Action, label: &str, commands: &mut Vec<Command>) -> Response {
    let response = press(ui, action, Button::new(theme::medium(label)), commands);
    response.accessible_name(action.info().label)
}

/// The button of what one most likely wants to do here.
pub(crate) fn primary(ui: &mut Ui, action: Action, commands: &mut Vec<Command>) -> Response {
    let palette = theme::palette(ui);
    let text = theme::medium(action.info().label).color(palette.on_accent);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            state.weak_bg_fill = palette.accent;
            state.bg_stroke = Stroke::new(1.0, palette.accent);
        }
        widgets.hovered.weak_bg_fill = palette.accent.lerp_to_gamma(palette.text, 0.15);
        widgets.active.bg_stroke = Stroke::new(1.5, palette.text);
        press(ui, action, Button::new(text), commands)
    })
    .inner
}

fn press(ui: &mut Ui, action: Action, button: Button<'_>, commands: &mut Vec<Command>) -> Response {
    let response = ui.add(button.wrap_mode(TextWrapMode::Extend));
    if response.clicked() {
        commands.push(Command::Do(action));
    }
    tooltip(response, action)
}

/// What the table of actions says of an action, on hover.
pub(super) fn tooltip(response: Response, action: Action) -> Response {
    let info = action.info();
    let shortcut = info.shortcut.and_then(input::keyboard_shortcut);
    response.on_hover_ui(|ui| {
        ui.label(info.tooltip);
        if let Some(shortcut) = shortcut {
            ui.label(theme::small(ui.ctx().format_shortcut(&shortcut)).weak());
        }
    })
}
