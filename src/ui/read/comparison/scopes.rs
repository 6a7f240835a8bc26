//! The scopes of two tokens as sets.

use eframe::egui::{Label, Ui};

use super::table::relation;
use crate::domain::comparison::{Relation, ScopeSets};
use crate::domain::text::make_visible;
use crate::ui::theme::{self, space};
use crate::ui::widgets::small_dim;

/// More of one set are counted, not shown.
const MOST: usize = 60;

/// The sets that have something in them.
pub(super) fn show(ui: &mut Ui, sets: &ScopeSets) {
    let sets = [
        (Relation::Same, "in both", &sets.both),
        (Relation::OnlyFirst, Relation::OnlyFirst.phrase(), &sets.only_first),
        (Relation::OnlySecond, Relation::OnlySecond.phrase(), &sets.only_second),
    ];
    if sets.iter().all(|(_, _, scopes)| scopes.is_empty()) {
        return;
    }
    ui.add_space(space::XS);
    ui.label(theme::strong("Scopes"));
    for (of, phrase, scopes) in sets {
        if scopes.is_empty() {
            continue;
        }
        relation(ui, of, phrase);
        ui.push_id(phrase, |ui| list(ui, scopes));
    }
}

fn list(ui: &mut Ui, scopes: &[String]) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.indent("scopes", |ui| {
        for scope in scopes.iter().take(MOST) {
            ui.add(Label::new(theme::mono(make_visible(scope))).wrap().selectable(true));
        }
        if let Some(more @ 1..) = scopes.len().checked_sub(MOST) {
            small_dim(ui, format!("and {more} more"));
        }
    });
}
