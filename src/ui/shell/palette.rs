//! The command palette: every action by its name.

use eframe::egui::{self, Frame, Id, Key, Label, Margin, Modal, Modifiers, ScrollArea, Sense, Sides, Ui, WidgetInfo};

use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::ui::theme::{self, space};
use crate::ui::{input, widgets};

const WIDTH: f32 = 520.0;
const HEIGHT: f32 = 360.0;
/// What stands above and below the list, in points.
const AROUND: f32 = 120.0;

/// Shows the palette, if it is open: typing filters, arrows choose, Enter does it.
pub(super) fn show(ui: &Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(typed) = &view.state.palette else { return };
    let found = Action::matching(typed);
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(12));
    let response = Modal::new(Id::unique("palette")).frame(frame).show(ui.ctx(), |ui| {
        widgets::dialog(ui, "Command palette");
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 64.0));
        let chosen = choose_by_keys(ui, found.len());
        let field = widgets::Field {
            value: typed,
            hint: "Find a command…",
            name: "Find a command",
            width: f32::INFINITY,
            code: false,
        };
        // Tab leads nowhere else: the field keeps the focus.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        let (field, changed) = widgets::text_field(ui, &field);
        field.request_focus();
        if let Some(text) = changed {
            commands.push(Command::SetPalette(text));
            ui.data_mut(|data| data.insert_temp(chosen_id(), 0_usize));
        }
        ui.add_space(space::S);
        let clicked = list(ui, field.id, &found, chosen);
        let entered = ui.input(|input| input.key_pressed(Key::Enter)).then_some(chosen);
        clicked.or(entered).and_then(|place| found.get(place).copied())
    });
    if let Some(action) = response.inner {
        commands.push(Command::Do(Action::TogglePalette));
        commands.push(Command::Do(action));
    } else if response.should_close() {
        commands.push(Command::Do(Action::TogglePalette));
    }
}

fn chosen_id() -> Id {
    Id::unique("palette_chosen")
}

/// The chosen row, after the arrow keys of this frame.
fn choose_by_keys(ui: &Ui, count: usize) -> usize {
    let chosen: usize = ui.data(|data| data.get_temp(chosen_id())).unwrap_or(0);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = count.saturating_sub(1);
    let chosen = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp)) {
        (true, _) => chosen + 1,
        (_, true) => chosen.saturating_sub(1),
        _ => chosen,
    };
    let chosen = chosen.min(last);
    ui.data_mut(|data| data.insert_temp(chosen_id(), chosen));
    chosen
}

/// The rows; the field keeps the focus.
fn list(ui: &mut Ui, field: Id, found: &[Action], chosen: usize) -> Option<usize> {
    if found.is_empty() {
        widgets::dim(ui, "No command has these words. Type fewer of them.");
        return None;
    }
    let mut clicked = None;
    let height = HEIGHT.min(ui.ctx().content_rect().height() - AROUND);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = theme::LINE_HEIGHT;
        widgets::part(ui, egui::Role::ListBox, "Commands");
        for (place, action) in found.iter().enumerate() {
            let response = row(ui, *action, place == chosen);
            if place == chosen {
                widgets::choose_row(ui, field, response.id);
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(place);
            }
        }
    });
    clicked
}

fn row(ui: &mut Ui, action: Action, chosen: bool) -> egui::Response {
    let palette = theme::palette(ui);
    let info = action.info();
    let fill = if chosen { palette.raised } else { egui::Color32::TRANSPARENT };
    let frame = Frame::new().fill(fill).corner_radius(6).inner_margin(Margin::symmetric(8, 4));
    let shown = frame.show(ui, |ui| {
        Sides::new().shrink_left().truncate().show(
            ui,
            |ui| {
                ui.add(Label::new(theme::medium(info.label)).selectable(false));
                ui.add(Label::new(theme::small(info.tooltip).color(palette.dim)).selectable(false).truncate());
            },
            |ui| {
                if let Some(shortcut) = info.shortcut.and_then(input::keyboard_shortcut) {
                    let keys = ui.ctx().format_shortcut(&shortcut);
                    ui.add(Label::new(theme::small(keys).color(palette.dim)).selectable(false));
                }
            },
        );
    });
    let response = shown.response.interact(Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ListBoxOption, true, info.label));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(chosen));
    response
}
