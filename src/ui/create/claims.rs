//! What the test token says.

use eframe::egui::Ui;

use crate::app::command::{Action, Command};
use crate::app::view::CreateView;
use crate::domain::finding::Finding;
use crate::ui::widgets::{Emphasis, card, heading, json_lines, short_button, tall_card};

/// Claims and header; gives the height that the claims took.
pub(super) fn show(
    ui: &mut Ui,
    create: &CreateView,
    findings: &[Finding],
    highlight: Option<&str>,
    height: f32,
    commands: &mut Vec<Command>,
) -> f32 {
    let emphasis = Emphasis { findings, highlight };
    let top = ui.cursor().top();
    tall_card(ui, height, |ui| {
        heading(ui, "Claims", |ui| {
            short_button(ui, Action::CopyTestClaims, "Copy", commands);
        });
        json_lines(ui, "test_claims", &create.claims, emphasis);
    });
    let used = ui.min_rect().bottom() - top;
    card(ui, |ui| {
        heading(ui, "Header", |ui| {
            short_button(ui, Action::CopyTestHeader, "Copy", commands);
        });
        json_lines(ui, "test_header", &create.header, emphasis);
    });
    used
}
