//! The members of two tokens, side by side.

use eframe::egui::text::LayoutJob;
use eframe::egui::{Align, Color32, Label, Layout, Ui, vec2};

use crate::domain::comparison::{Relation, Row};
use crate::domain::text::shorten;
use crate::ui::theme::{self, Palette, space};
use crate::ui::widgets::{Mark, icon, small_dim};

/// More members are counted, not shown: nobody reads them, and the window must stay fast.
const MOST: usize = 100;
/// A longer value is shown by its beginning, in characters; the rest on hover.
const LONGEST: usize = 120;
const LONGEST_ON_HOVER: usize = 2_000;
/// With less width, in points, the values stand below the member.
const ROOM_FOR_ALL: f32 = 520.0;
const NAME: f32 = 72.0;
const RELATION: f32 = 146.0;

/// One segment's members; `second` is what the second token is called.
pub(super) fn show(ui: &mut Ui, title: &str, rows: &[Row], second: &str) {
    if rows.is_empty() {
        return;
    }
    let wide = ui.available_width() >= ROOM_FOR_ALL;
    ui.push_id(title, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.add_space(space::XS);
        ui.label(theme::strong(title));
        let titles = ["First · this token".to_owned(), format!("Second · {second}")];
        if wide {
            let titles = titles.clone();
            cells(ui, |_| {}, titles.map(|title| move |ui: &mut Ui| drop(small_dim(ui, title))), |_| {});
        }
        for (place, row) in rows.iter().take(MOST).enumerate() {
            ui.push_id(place, |ui| {
                ui.separator();
                if wide { show_wide(ui, row) } else { show_narrow(ui, row, &titles) }
            });
        }
        if let Some(more @ 1..) = rows.len().checked_sub(MOST) {
            small_dim(ui, format!("and {more} more"));
        }
    });
}

fn show_wide(ui: &mut Ui, row: &Row) {
    let values = [&row.first, &row.second].map(|text| move |ui: &mut Ui| value(ui, text.as_deref()));
    cells(
        ui,
        |ui| name(ui, &row.name),
        values,
        |ui| {
            relation(ui, row.relation, row.relation.phrase());
            note(ui, row);
        },
    );
}

fn show_narrow(ui: &mut Ui, row: &Row, titles: &[String; 2]) {
    ui.horizontal_wrapped(|ui| {
        name(ui, &row.name);
        relation(ui, row.relation, row.relation.phrase());
        note(ui, row);
    });
    for (title, text) in titles.iter().zip([&row.first, &row.second]) {
        if text.is_some() {
            small_dim(ui, title);
            value(ui, text.as_deref());
        }
    }
}

/// One row: the member, both values, how they lie.
fn cells(ui: &mut Ui, name: impl FnOnce(&mut Ui), values: [impl FnOnce(&mut Ui); 2], relation: impl FnOnce(&mut Ui)) {
    let gap = space::M;
    let each = ((ui.available_width() - NAME - RELATION - 3.0 * gap) / 2.0).floor();
    let [first, second] = values;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        cell(ui, NAME, name);
        cell(ui, each, first);
        cell(ui, each, second);
        cell(ui, RELATION, relation);
    });
}

fn cell(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(space::S - 2.0, 2.0);
        content(ui);
    });
}

fn name(ui: &mut Ui, text: &str) {
    ui.add(Label::new(theme::mono(shorten(text, LONGEST)).line_height(Some(theme::LINE_HEIGHT))).wrap());
}

/// A value as received, hidden characters made visible.
fn value(ui: &mut Ui, text: Option<&str>) {
    let palette = theme::palette(ui);
    let Some(text) = text else {
        small_dim(ui, "absent");
        return;
    };
    let mut job = LayoutJob::single_section(shorten(text, LONGEST), theme::mono_format(palette.text));
    job.wrap.break_anywhere = true;
    job.wrap.max_width = ui.available_width();
    let label = ui.add(Label::new(job).wrap().selectable(true));
    if text.chars().nth(LONGEST).is_some() {
        label.on_hover_ui(|ui| {
            ui.add(Label::new(theme::mono(shorten(text, LONGEST_ON_HOVER))).wrap());
        });
    }
}

/// How a member lies in the two: a shape and a word.
pub(super) fn relation(ui: &mut Ui, of: Relation, phrase: &str) {
    let palette = theme::palette(ui);
    let (mark, color) = look(of, palette);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S - 2.0;
        icon(ui, mark, color, 14.0);
        ui.label(theme::body(phrase).color(color));
    });
}

fn look(relation: Relation, palette: &Palette) -> (Mark, Color32) {
    match relation {
        Relation::Same => (Mark::Equal, palette.dim),
        Relation::Differs => (Mark::Unequal, palette.warning),
        Relation::OnlyFirst => (Mark::First, palette.accent),
        Relation::OnlySecond => (Mark::Second, palette.accent),
    }
}

fn note(ui: &mut Ui, row: &Row) {
    if let Some(note) = &row.note {
        small_dim(ui, note);
    }
}
