//! The catalogue of endpoints.

use std::borrow::Cow;
use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    Color32, CornerRadius, Galley, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, TextStyle,
    TextWrapMode, Ui, UiBuilder, WidgetInfo, WidgetText, pos2, vec2,
};

use crate::app::command::Command;
use crate::app::request_desk::{RequestEdit, RequestKind};
use crate::app::view::View;
use crate::domain::request::{Api, Basis, Endpoint, catalogue};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Field, card, choose_row, dim, focus_ring, has_moved, heading, place_by_key, text_field};

const NAME: &str = "Endpoints";
const ROW: f32 = 46.0;
/// The list is never lower than that, in points.
const LEAST: f32 = 3.5 * ROW;
const PADDING: f32 = 8.0;
/// Between method and path.
const GAP: f32 = 8.0;

/// The card, for the calls that the catalogue has; gives the height that the list in it took.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, height: f32, commands: &mut Vec<Command>) -> f32 {
    let api = match view.state.request.kind {
        RequestKind::V4 => Api::V4,
        RequestKind::V2 => Api::V2,
        _ => return 0.0,
    };
    let height = height.max(LEAST);
    let rows = find(api, &view.state.request.search);
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        heading(ui, NAME, |ui| search(ui, view, commands));
        ui.scope(|ui| {
            ui.set_min_height(height);
            ui.spacing_mut().item_spacing.y = 0.0;
            if rows.is_empty() {
                dim(ui, "No endpoint has this in its path or scope. Any path can be typed below.");
            }
            let chosen = view.request.endpoint.and_then(|chosen| rows.iter().position(|row| *row == chosen));
            let place = list(ui, api, &rows, chosen, height);
            if let Some(row) = place.and_then(|place| rows.get(place)) {
                commands.push(Command::EditRequest(RequestEdit::Choose(row)));
            }
        });
    });
    height
}

/// The rows in sight; gives the one that is chosen with the pointer or the keyboard.
fn list(ui: &mut Ui, api: Api, rows: &[&'static Endpoint], chosen: Option<usize>, height: f32) -> Option<usize> {
    let id = ui.scope_id().with(NAME);
    let room = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
    // The list takes the focus, not its rows: the keyboard passes it in one step, and gets to those out of sight.
    let focus = ui.interact(room, id, Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, NAME));
    let mut wanted = None;
    if focus.has_focus() {
        focus_ring(ui, room.expand(3.0), 8.0);
        wanted = place_by_key(ui, id, chosen, rows.len(), rows_in(height));
    }
    let moved = has_moved(ui, id, chosen);
    let area = ScrollArea::vertical().id_salt(api.as_str()).max_height(height).auto_shrink(false);
    // To a screen reader the rows are in the list.
    ui.scope_builder(UiBuilder::new().accessibility_parent(id), |ui| {
        area.show_rows(ui, ROW, rows.len(), |ui, seen| {
            // The scroll bar lies beside the rows.
            ui.set_max_width(ui.available_width() - 10.0);
            if let Some(place) = chosen.filter(|_| moved) {
                let top = ui.max_rect().top() + extent(place) - extent(seen.start);
                let rect = Rect::from_min_size(pos2(ui.max_rect().left(), top), vec2(ui.available_width(), ROW));
                ui.scroll_to_rect(rect, None);
            }
            for place in seen {
                let Some(row) = rows.get(place) else { continue };
                let response = show_row(ui, row, chosen == Some(place));
                if chosen == Some(place) {
                    choose_row(ui, id, response.id);
                }
                if response.clicked() {
                    ui.memory_mut(|memory| memory.request_focus(id));
                    wanted = Some(place);
                }
            }
        });
    });
    wanted
}

/// The height of so many rows, in points.
#[allow(clippy::cast_precision_loss, reason = "a place in a short table")]
fn extent(rows: usize) -> f32 {
    rows as f32 * ROW
}

/// So many whole rows are seen.
fn rows_in(height: f32) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a screen's height")]
    let rows = (height / ROW).max(1.0) as usize;
    rows
}

fn search(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let field = Field {
        value: &view.state.request.search,
        hint: "Find an endpoint…",
        name: "Find an endpoint",
        width: 190.0,
        code: false,
    };
    if let (_, Some(text)) = text_field(ui, &field) {
        commands.push(Command::EditRequest(RequestEdit::Search(text)));
    }
}

/// The rows that have every word of the search in their method, path or scope.
fn find(api: Api, search: &str) -> Vec<&'static Endpoint> {
    let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
    let is_meant = |row: &&Endpoint| {
        let text = format!("{} {} {}", row.verb(), row.path.as_str(), row.scope).to_lowercase();
        row.api == api && words.iter().all(|word| text.contains(word))
    };
    catalogue().iter().filter(is_meant).collect()
}

/// Method and path, below them the scope and how that is known.
fn show_row(ui: &mut Ui, row: &Endpoint, chosen: bool) -> Response {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let name = format!("{} {}", row.verb(), row.path.as_str());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, ui.is_enabled(), &name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(chosen));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = match (chosen, response.hovered()) {
        (true, _) => palette.panel.lerp_to_gamma(palette.accent, 0.2),
        (false, true) => palette.raised,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), CornerRadius::same(6), fill);
    let room = rect.width() - 2.0 * PADDING;
    let call = lay_out_call(ui, row, room);
    let basis = lay_out_small(ui, row.basis.as_str(), f32::INFINITY);
    let scope = lay_out_small(ui, &row.scope, room - basis.size().x - 3.0 * PADDING);
    let left = rect.left() + PADDING;
    let right = rect.right() - 2.0 * PADDING - basis.size().x;
    ui.painter().galley(pos2(left, rect.top() + 4.0), call, palette.text);
    ui.painter().galley_with_override_text_color(pos2(left, rect.top() + 24.0), scope, palette.dim);
    let badge = Rect::from_min_size(pos2(right, rect.top() + 24.0), basis.size()).expand2(vec2(6.0, 0.0));
    let edge = Stroke::new(1.0, palette.line.lerp_to_gamma(palette.dim, 0.25));
    ui.painter().rect_stroke(badge, 8.0, edge, StrokeKind::Inside);
    ui.painter().galley_with_override_text_color(pos2(right, rect.top() + 24.0), basis, palette.dim);
    response.on_hover_text(format!("{name}\nneeds {} ({})", row.scope, explain(row.basis)))
}

fn lay_out_call(ui: &Ui, row: &Endpoint, room: f32) -> Arc<Galley> {
    let palette = theme::palette(ui);
    let glyph = ui.fonts_mut(|fonts| fonts.glyph_width(&TextStyle::Monospace.resolve(ui.style()), '0'));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a screen's width")]
    let most = ((room - GAP) / glyph).max(0.0) as usize;
    let mut job = LayoutJob::default();
    job.append(row.verb(), 0.0, theme::mono_format(palette.header));
    let path = keep_end(row.path.as_str(), most.saturating_sub(row.verb().len()));
    job.append(&path, GAP, theme::mono_format(palette.text));
    job.wrap = TextWrapping::truncate_at_width(room);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// A path that is too long by its end: the beginnings are the same.
fn keep_end(path: &str, most: usize) -> Cow<'_, str> {
    match path.chars().count().checked_sub(most) {
        None | Some(0) => path.into(),
        Some(over) => format!("…{}", path.chars().skip(over + 1).collect::<String>()).into(),
    }
}

fn lay_out_small(ui: &Ui, text: &str, room: f32) -> Arc<Galley> {
    WidgetText::from(theme::small(text)).into_galley(ui, Some(TextWrapMode::Truncate), room, TextStyle::Small)
}

fn explain(basis: Basis) -> &'static str {
    match basis {
        Basis::Documented => "documented by the vendor",
        Basis::Reported => "reported: public client code does it",
        Basis::Inferred => "inferred from names: nobody has said it",
    }
}
