//! The list of found tokens, when there are several, each with its verdict.

use eframe::egui::{
    CornerRadius, Id, Rect, Response, Role, ScrollArea, Sense, TextStyle, TextWrapMode, Ui, UiBuilder, WidgetInfo,
    WidgetText, pos2, vec2,
};

use crate::app::command::Command;
use crate::app::view::{ListRow, View};
use crate::domain::finding::Verdict;
use crate::ui::theme;
use crate::ui::widgets::{
    Mark, banner_of, card, choose_row, focus_ring, has_moved, paint_icon, place_by_key, plain_heading,
};

const NAME: &str = "Found tokens";
/// Height of a row, in points: the origin, and below it the verdict.
const ROW: f32 = 42.0;
const ICON: f32 = 18.0;
/// The list gets no more than this share of the height that it and the text have.
const SHARE: f32 = 0.6;
/// So many rows are always seen.
const LEAST: f32 = 3.5;

/// How high the list comes out, in points, where there is so much room for it and the text; 0 for less than two tokens.
pub(super) fn height(list: &[ListRow], room: f32) -> f32 {
    match list.len() {
        0 | 1 => 0.0,
        count => (extent(count)).min((room * SHARE).max(ROW * LEAST)),
    }
}

/// Shows the list, so high.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, height: f32, commands: &mut Vec<Command>) {
    let list = &view.read.list;
    card(ui, |ui| {
        plain_heading(ui, &format!("{} tokens", list.len()), &summary(list));
        let room = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
        let id = ui.scope_id().with(NAME);
        // The list takes the focus, not its rows: the keyboard passes it in one step.
        let focus = ui.interact(room, id, Sense::focusable_noninteractive());
        focus.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, NAME));
        let selected = view.state.selected.min(list.len().saturating_sub(1));
        if focus.has_focus() {
            focus_ring(ui, room.expand(3.0), 8.0);
            if let Some(place) = place_by_key(ui, id, Some(selected), list.len(), row_at(height)) {
                commands.push(Command::SelectToken(place));
            }
        }
        let area = ScrollArea::vertical().id_salt(NAME).max_height(height).auto_shrink(false);
        // To a screen reader the rows are in the list.
        ui.scope_builder(UiBuilder::new().accessibility_parent(id), |ui| {
            area.show_viewport(ui, |ui, visible| rows(ui, id, view, selected, visible, commands));
        });
    });
}

/// `12 would be refused`; how far it is while it is still being found out.
fn summary(list: &[ListRow]) -> String {
    let read = list.iter().filter(|row| row.verdict.is_some()).count();
    if read < list.len() {
        return format!("{read} of {} read", list.len());
    }
    match list.iter().filter(|row| row.verdict == Some(Verdict::Refuse)).count() {
        0 => String::new(),
        refused => format!("{refused} would be refused"),
    }
}

/// Only the rows in sight are laid out.
fn rows(ui: &mut Ui, id: Id, view: &View<'_>, selected: usize, visible: Rect, commands: &mut Vec<Command>) {
    let list = &view.read.list;
    ui.set_height(extent(list.len()));
    let (top, bottom) = (row_at(visible.top()), row_at(visible.bottom()));
    let area = ui.max_rect();
    let rect_of = |place: usize| {
        let top = area.top() + extent(place);
        Rect::from_min_max(pos2(area.left(), top), pos2(area.right() - 6.0, top + ROW))
    };
    for (place, one) in list.iter().enumerate().take(bottom + 1).skip(top) {
        let response = ui.interact(rect_of(place), id.with(place), Sense::CLICK);
        let origin = one.origin.replacen("https://", "", 1);
        paint(ui, &response, one, &format!("{} · {origin}", place + 1), place == selected);
        if response.clicked() {
            ui.memory_mut(|memory| memory.request_focus(id));
            commands.push(Command::SelectToken(place));
        }
        if place == selected {
            choose_row(ui, id, response.id);
        }
        response.on_hover_text(&one.origin);
    }
    if has_moved(ui, id, Some(selected)) {
        ui.scroll_to_rect(rect_of(selected), None);
    }
}

fn paint(ui: &Ui, response: &Response, row: &ListRow, title: &str, selected: bool) {
    let palette = theme::palette(ui);
    let (mark, color, word) = match row.verdict {
        Some(verdict) => {
            let outlook = banner_of(verdict);
            (outlook.mark(), outlook.color(palette), verdict.headline())
        }
        None => (Mark::Clock, palette.dim, "Not read yet"),
    };
    let name = format!("{title} · {word}");
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(selected));
    let rect = response.rect;
    if selected || response.hovered() {
        let fill = if selected { palette.accent.gamma_multiply(0.18) } else { palette.raised };
        ui.painter().rect_filled(rect, CornerRadius::same(6), fill);
    }
    let icon = Rect::from_center_size(pos2(rect.left() + 8.0 + ICON / 2.0, rect.center().y), vec2(ICON, ICON));
    paint_icon(ui, mark, color, icon);
    let at = pos2(icon.right() + 10.0, rect.top() + 3.0);
    let width = rect.right() - 8.0 - at.x;
    let line = |text: WidgetText| text.into_galley(ui, Some(TextWrapMode::Truncate), width, TextStyle::Body);
    ui.painter().galley(at, line(theme::body(title).into()), palette.text);
    let below = at + vec2(0.0, theme::LINE_HEIGHT);
    ui.painter().galley(below, line(theme::small(word).color(palette.dim).into()), palette.dim);
}

/// The height of so many rows, in points.
#[allow(clippy::cast_precision_loss, reason = "a text of 1 MiB holds no more tokens than a f32 counts")]
fn extent(rows: usize) -> f32 {
    rows as f32 * ROW
}

/// The row at that distance from the first one's top.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on a screen, not below 0")]
fn row_at(distance: f32) -> usize {
    (distance.max(0.0) / ROW) as usize
}
