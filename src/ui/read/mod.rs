//! Read token: why is this token refused?

mod asides;
mod capture_box;
mod capture_text;
mod comparison;
mod judge_as_of;
mod scan;
mod segments;
mod start;
mod token_list;

use eframe::egui::Ui;

use super::widgets::{Banner, Columns, Emphasis, banner, banner_of, card, column, columns, findings};
use crate::app::command::Command;
use crate::app::scan::ScanDesk;
use crate::app::view::{ReadToken, ScanView, View};

/// The pane: at the left what was captured, at the right what it is.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    // A list takes more of the width than a text.
    let left = if view.read.scan.is_some() { 0.44 } else { 0.37 };
    let shape = Columns { share: left, least: 640.0, widest: 620.0 };
    columns(
        ui,
        shape,
        commands,
        |ui, commands| {
            column(ui, "Capture", |ui, height| {
                if let Some((desk, list)) = scanned(view) {
                    return scan::show(ui, view, desk, list, height, commands);
                }
                let list = token_list::height(&view.read.list, height);
                let text = capture_box::show(ui, view, height - list, commands);
                if list > 0.0 {
                    token_list::show(ui, view, list, commands);
                }
                judge_as_of::show(ui, view, commands);
                text + list
            });
        },
        |ui, commands| {
            column(ui, "Explanation", |ui, height| match &view.read.token {
                Some(token) => explained(ui, view, token, height, commands),
                None if view.read.scan.is_some() => match scanned(view) {
                    Some((desk, list)) => scan::show_summary(ui, desk, list, height, commands),
                    None => 0.0,
                },
                None => start::show(ui, view, height, commands),
            });
        },
    );
}

/// The scan that is shown in place of the paste box, and its list.
fn scanned<'a>(view: &'a View<'_>) -> Option<(&'a ScanDesk, &'a ScanView)> {
    view.state.shown_scan().zip(view.read.scan.as_ref())
}

fn explained(ui: &mut Ui, view: &View<'_>, token: &ReadToken, height: f32, commands: &mut Vec<Command>) -> f32 {
    let judgement = &token.judgement;
    let highlight = view.state.highlight.as_deref();
    let verdict = Banner {
        outlook: banner_of(judgement.verdict),
        headline: judgement.verdict.headline(),
        detail: &token.summary,
        countdown: "",
        findings: &judgement.findings,
        about: token.inspection.token.text(),
    };
    if let Some((desk, _)) = scanned(view) {
        scan::show_place(ui, view, desk, commands);
    }
    banner(ui, &verdict);
    if !judgement.findings.is_empty() {
        card(ui, |ui| findings(ui, &judgement.findings, highlight, commands));
    }
    let emphasis = Emphasis { findings: &judgement.findings, highlight };
    segments::bar(ui, view, commands);
    let used = segments::show(ui, token, emphasis, height, commands);
    comparison::show(ui, view, commands);
    used
}
