//! When the token is good.

use eframe::egui::{Button, Ui};

use crate::app::command::{Action, Command};
use crate::app::form::{Edit, ZoneChoice};
use crate::app::view::{CreateView, View};
use crate::domain::mint::MintError;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Field, card, check_box, problem, short_button, small_dim, text_field};

/// The card of `net` and `nbf`.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, create: &CreateView, commands: &mut Vec<Command>) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        ui.label(theme::strong("Times"));
        let form = &view.state.form;
        ui.horizontal(|ui| {
            let mut net = form.net;
            if check_box(ui, &mut net, theme::mono("net")).changed() {
                commands.push(Command::Edit(Edit::Net(net)));
            }
            small_dim(ui, "never expires, leaves out exp");
        });
        ui.horizontal_wrapped(|ui| {
            let mut on = form.nbf_on;
            if check_box(ui, &mut on, theme::mono("nbf")).changed() {
                commands.push(Command::Edit(Edit::Nbf(on)));
            }
            if form.nbf_on {
                moment(ui, view, commands);
            } else {
                small_dim(ui, "not valid before");
            }
            short_button(ui, Action::NbfNow, "Now", commands);
            short_button(ui, Action::NbfInFiveMinutes, "+5 min", commands);
            short_button(ui, Action::NbfInOneHour, "+1 h", commands);
        });
        if let Some(error) = create.token.as_ref().err().filter(|error| matches!(error, MintError::NbfNotATime(_))) {
            problem(ui, &error.to_string(), error.advice());
        }
    });
}

fn moment(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let form = &view.state.form;
    let date = Field { value: &form.nbf_date, hint: "2026-11-21", name: "nbf date", width: 106.0, code: true };
    if let (_, Some(text)) = text_field(ui, &date) {
        commands.push(Command::Edit(Edit::NbfDate(text)));
    }
    let time = Field { value: &form.nbf_time, hint: "19:18:00", name: "nbf time", width: 90.0, code: true };
    if let (_, Some(text)) = text_field(ui, &time) {
        commands.push(Command::Edit(Edit::NbfTime(text)));
    }
    let (label, other) = match form.nbf_zone {
        ZoneChoice::Utc => ("UTC", ZoneChoice::Local),
        ZoneChoice::Local => ("local", ZoneChoice::Utc),
    };
    let zone = ui.add(Button::new(theme::medium(label))).accessible_name(format!("nbf zone {label}"));
    if zone.on_hover_text("Switch between UTC and the time of this machine").clicked() {
        commands.push(Command::Edit(Edit::NbfZone(other)));
    }
}
