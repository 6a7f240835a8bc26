//! The scopes by area, each area to be opened and closed.

use eframe::egui::{Color32, CornerRadius, Label, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::app::command::Command;
use crate::app::form::Edit;
use crate::app::view::{CreateView, ScopeRow, View};
use crate::domain::scope;
use crate::domain::text::make_visible;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{badge, check_box, chip_width, dim, focus_ring};

const INDENT: f32 = 22.0;
/// With less width, in points, the scopes are not indented.
const NARROW: f32 = 460.0;
const AREA_HEIGHT: f32 = 28.0;

/// One area and its scopes.
struct Area<'a> {
    name: &'a str,
    rows: Vec<&'a ScopeRow>,
}

/// All areas; with a search those alone that have what is searched for, and open.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, create: &CreateView, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let search = view.state.scope_search.trim();
    let areas = group(&create.scopes, search);
    if areas.is_empty() {
        dim(ui, "No scope has this in its name or meaning. It can still be added below.");
    }
    // Another key has its own areas open.
    let key = view.credential.as_ref().map(|credential| credential.fingerprint());
    ui.push_id(key, |ui| {
        for area in &areas {
            show_area(ui, area, !search.is_empty(), commands);
        }
    });
}

fn show_area(ui: &mut Ui, area: &Area<'_>, searching: bool, commands: &mut Vec<Command>) {
    let id = ui.scope_id().with(area.name);
    let stored: Option<bool> = ui.data(|data| data.get_temp(id));
    let wanted = area.rows.iter().any(|row| row.chosen || row.granted == Some(true));
    let open = searching || stored.unwrap_or(wanted);
    if heading(ui, area, open) {
        ui.data_mut(|data| data.insert_temp(id, !stored.unwrap_or(wanted)));
    } else if stored.is_none() && wanted {
        // An area does not close under the pointer that takes its last scope off.
        ui.data_mut(|data| data.insert_temp(id, true));
    }
    if open {
        for row in &area.rows {
            ui.push_id(&row.name, |ui| show_row(ui, row, commands));
        }
        ui.add_space(space::XS);
    }
}

/// The area's line; gives whether it was pressed.
fn heading(ui: &mut Ui, area: &Area<'_>, open: bool) -> bool {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), AREA_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::DisclosureTriangle, true, area.name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), palette.raised);
    }
    if response.has_focus() {
        focus_ring(ui, rect, 6.0);
    }
    let triangle = Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(9.0, 9.0));
    paint_triangle(ui, triangle, open, palette.dim);
    let inside = rect.with_min_x(rect.left() + INDENT);
    ui.scope_builder(eframe::egui::UiBuilder::new().max_rect(inside), |ui| {
        ui.horizontal_centered(|ui| {
            ui.label(theme::strong(area.name));
            ui.add(Label::new(theme::small(area.count()).color(palette.dim)).truncate());
        });
    });
    response.clicked()
}

fn paint_triangle(ui: &Ui, rect: Rect, open: bool, color: Color32) {
    let points = if open {
        vec![rect.left_top(), rect.right_top(), rect.center_bottom()]
    } else {
        vec![rect.left_top(), rect.right_center(), rect.left_bottom()]
    };
    ui.painter().add(Shape::convex_polygon(points, color, Stroke::NONE));
}

fn show_row(ui: &mut Ui, row: &ScopeRow, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.spacing_mut().interact_size.y = 26.0;
    ui.horizontal(|ui| {
        ui.add_space(if ui.available_width() > NARROW { INDENT } else { 0.0 });
        let grant = match row.granted {
            Some(true) => Some(("granted", palette.dim)),
            Some(false) if row.chosen => Some(("not granted by this key", palette.refused)),
            _ => None,
        };
        // A long name is shortened; what is said of its grant is not.
        let taken = grant.map_or(0.0, |(word, _)| chip_width(ui, word) + space::S);
        let mut chosen = row.chosen;
        let name = ui.available_width() - taken;
        let toggle = ui.scope(|ui| {
            ui.set_max_width(name);
            check_box(ui, &mut chosen, theme::mono(make_visible(&row.name)))
        });
        if toggle.inner.on_hover_text(meaning(row)).changed() {
            commands.push(Command::Edit(Edit::Scope(row.name.clone(), chosen)));
        }
        if let Some((word, color)) = grant {
            badge(ui, word, color);
        }
        summary_after(ui, row);
    });
    if let Some(remark) = row.remark.as_ref().filter(|_| row.chosen) {
        ui.horizontal(|ui| {
            ui.add_space(INDENT + 26.0);
            ui.add(Label::new(theme::small(make_visible(remark)).color(palette.warning)).wrap());
        });
    }
}

/// Everything that is known of a scope, a line each.
fn meaning(row: &ScopeRow) -> String {
    let lines = [Some(row.name.as_str()), row.summary, row.remark.as_deref()];
    let lines: Vec<_> = lines.into_iter().flatten().map(make_visible).collect();
    lines.join("\n")
}

/// What the scope is for, if there is room for at least a few words of it.
fn summary_after(ui: &mut Ui, row: &ScopeRow) {
    if let Some(summary) = row.summary.filter(|_| ui.available_width() > 56.0) {
        let summary = theme::small(summary);
        ui.add(Label::new(summary.color(theme::palette(ui).dim)).truncate());
    }
}

impl Area<'_> {
    /// `1 of 6 granted, 2 chosen`
    fn count(&self) -> String {
        let granted = self.rows.iter().filter(|row| row.granted == Some(true)).count();
        let chosen = self.rows.iter().filter(|row| row.chosen).count();
        let of_key = if self.rows.iter().any(|row| row.granted.is_some()) {
            format!("{granted} of {} granted", self.rows.len())
        } else {
            format!("{} scopes", self.rows.len())
        };
        if chosen == 0 { of_key } else { format!("{of_key}, {chosen} chosen") }
    }

    fn is_granted(&self) -> bool {
        self.rows.iter().any(|row| row.granted == Some(true))
    }
}

/// The scopes by area, what the key grants first, else in the order of the published table: a scope that is chosen or
/// not does not move under the pointer.
fn group<'a>(rows: &'a [ScopeRow], search: &str) -> Vec<Area<'a>> {
    let wanted = search.to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&wanted);
    let mut sorted: Vec<_> = rows.iter().filter(|row| has(&row.name) || row.summary.is_some_and(has)).collect();
    sorted.sort_by_cached_key(|row| (row.granted != Some(true), place_in_table(row)));
    let mut areas: Vec<Area<'a>> = Vec::new();
    for row in sorted {
        match areas.iter_mut().find(|area| area.name == row.area) {
            Some(area) => area.rows.push(row),
            None => areas.push(Area { name: &row.area, rows: vec![row] }),
        }
    }
    areas.sort_by_cached_key(|area| (!area.is_granted(), area.rows.iter().map(|row| place_in_table(row)).min()));
    areas
}

/// A scope that is not listed comes last.
fn place_in_table(row: &ScopeRow) -> usize {
    scope::catalogue().iter().position(|listed| listed.scope == row.name).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, area: &str, granted: bool) -> ScopeRow {
        let (chosen, granted) = (false, Some(granted));
        ScopeRow { name: name.to_owned(), chosen, granted, area: area.to_owned(), remark: None, summary: None }
    }

    #[test]
    fn granted_scopes_and_their_areas_come_first() {
        let rows = [
            row("video.services.ads:read", "Ads", false),
            row("video.services.channels:write", "Channels", false),
            row("video.services.channels:read", "Channels", true),
        ];
        let areas = group(&rows, "");
        let names: Vec<_> = areas.iter().flat_map(|area| area.rows.iter().map(|row| row.name.as_str())).collect();
        assert_eq!(names, ["video.services.channels:read", "video.services.channels:write", "video.services.ads:read"]);
    }

    #[test]
    fn search_looks_into_names_of_any_case() {
        let rows = [row("video.services.ads:read", "Ads", false), row("x:y", "Other", false)];
        let areas = group(&rows, "ADS");
        assert_eq!(areas.len(), 1);
        assert_eq!(areas[0].name, "Ads");
    }
}
