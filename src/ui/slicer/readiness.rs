//! Whether the token is fit for a Slicer.

use eframe::egui::{Align, Color32, Label, Layout, Role, Ui, WidgetInfo, vec2};

use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::domain::slicer::{Need, NeedState, REMINDERS, Requirement};
use crate::ui::theme::{self, Palette, space};
use crate::ui::widgets::{Mark, button, card, dim, heading, icon, primary, sentence, tall_card};

const ICON: f32 = 18.0;
const GAP: f32 = 10.0;

/// What a Slicer's token needs, each met or not, and the button that does what can be done about it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let requirements = &view.slicer.requirements;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        heading(ui, "Ready for a Slicer", |ui| {
            if view.slicer.is_ready {
                ui.label(theme::medium("Ready").color(theme::palette(ui).ok));
            } else if requirements.iter().any(can_be_prepared) {
                // Without a key the first thing to do is to load one.
                let show = if view.credential.is_some() { primary } else { button };
                show(ui, Action::PrepareForSlicer, commands);
            }
        });
        let mut said = "";
        for (row, requirement) in requirements.iter().enumerate() {
            ui.separator();
            // The same way out is not written twice.
            let advice = if requirement.advice == said { "" } else { requirement.advice.as_str() };
            ui.push_id(row, |ui| one(ui, requirement, advice));
            said = &requirement.advice;
            if requirement.need == Need::KeyThatSigns && view.credential.is_none() {
                ui.horizontal_wrapped(|ui| {
                    ui.add_space(ICON + GAP);
                    primary(ui, Action::BrowseForKey, commands);
                    button(ui, Action::UseSampleKey, commands);
                });
            }
        }
    });
}

/// What limits such a token and can't be seen in it; gives the height that it took.
pub(super) fn reminders(ui: &mut Ui, height: f32) -> f32 {
    let top = ui.cursor().top();
    tall_card(ui, height, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        ui.label(theme::strong("Can't be checked here"));
        for reminder in REMINDERS {
            dim(ui, reminder);
        }
    });
    ui.min_rect().bottom() - top
}

/// Whether it follows from the form, which the button sets; the key can't be changed here.
fn can_be_prepared(requirement: &Requirement) -> bool {
    let of_form = matches!(requirement.need, Need::OnlyThatScope | Need::NetWithoutExp | Need::NoFutureNbf);
    of_form && requirement.state == NeedState::Unmet
}

fn one(ui: &mut Ui, requirement: &Requirement, advice: &str) {
    let (mark, color, word) = appearance(requirement.state, theme::palette(ui));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.vertical(|ui| {
            ui.add_space(1.0);
            let icon = icon(ui, mark, color, ICON).on_hover_text(word);
            icon.widget_info(|| WidgetInfo::labeled(Role::Image, true, word));
        });
        let width = ui.available_width();
        ui.allocate_ui_with_layout(vec2(width, ICON), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(Label::new(theme::strong(requirement.need.title())).wrap().selectable(true));
            show_reason(ui, requirement);
            if !advice.is_empty() {
                dim(ui, advice);
            }
        });
    });
}

/// Of what is met it is a value, of the rest a sentence.
fn show_reason(ui: &mut Ui, requirement: &Requirement) {
    if requirement.reason.is_empty() {
        return;
    }
    if requirement.is_met() {
        dim(ui, &requirement.reason);
    } else {
        ui.add(Label::new(theme::body(sentence(&requirement.reason))).wrap().selectable(true));
    }
}

fn appearance(state: NeedState, palette: &Palette) -> (Mark, Color32, &'static str) {
    match state {
        NeedState::Met => (Mark::Check, palette.ok, "Met"),
        NeedState::Unmet => (Mark::Cross, palette.refused, "Not met"),
        NeedState::Unknown => (Mark::Question, palette.accent, "Not known"),
    }
}
