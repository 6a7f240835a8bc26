//! The tabs of the panes.

use eframe::egui::{Rect, Response, Role, Sense, TextStyle, Ui, WidgetInfo, WidgetText, pos2, vec2};

use crate::app::command::{Action, Command};
use crate::app::state::Pane;
use crate::app::view::View;
use crate::ui::widgets::{focus_ring, part};
use crate::ui::{input, theme};

/// What stands above and below a label, in points.
const MARGIN: i8 = 10;
const PADDING: f32 = 16.0;
/// With less width, in points, the tabs stand closer.
const NARROW: f32 = 420.0;

/// One tab a pane; the shown one is underlined.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        part(ui, Role::TabList, "Panes");
        ui.spacing_mut().item_spacing.x = 4.0;
        for pane in Pane::ALL {
            if tab(ui, *pane, *pane == view.state.pane).clicked() {
                commands.push(Command::Do(Action::Show(*pane)));
            }
        }
    });
}

fn tab(ui: &mut Ui, pane: Pane, shown: bool) -> Response {
    let palette = theme::palette(ui);
    let label = pane.label();
    let text = if shown { theme::strong(label) } else { label.into() };
    let galley = WidgetText::from(text).into_galley(ui, None, f32::INFINITY, TextStyle::Body);
    let height = theme::LINE_HEIGHT + 2.0 * f32::from(theme::margin(ui, MARGIN));
    let padding = if ui.ctx().content_rect().width() < NARROW { 0.75 * PADDING } else { PADDING };
    let size = vec2(galley.size().x + 2.0 * padding, height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Tab, ui.is_enabled(), label));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(shown));
    let color = if shown || response.hovered() { palette.text } else { palette.dim };
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley_with_override_text_color(at, galley, color);
    if shown {
        let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.max);
        ui.painter().rect_filled(line, 0.0, palette.accent);
    }
    if response.has_focus() {
        focus_ring(ui, rect.shrink(3.0), 6.0);
    }
    let info = Action::Show(pane).info();
    response.on_hover_ui(|ui| {
        ui.label(info.tooltip);
        if let Some(shortcut) = info.shortcut.and_then(input::keyboard_shortcut) {
            ui.label(theme::small(ui.ctx().format_shortcut(&shortcut)).weak());
        }
    })
}
