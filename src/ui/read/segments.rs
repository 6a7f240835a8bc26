//! The header and the claims of the read token.

use eframe::egui::{Align, Layout, Ui, vec2};

use crate::app::command::{Action, Command};
use crate::app::view::{ReadToken, View};
use crate::domain::annotation::Line;
use crate::domain::token::JsonSegment;
use crate::ui::theme::space;
use crate::ui::widgets::{
    CARD_FRAME, Emphasis, at_the_right, button, heading, json_lines, primary, short_button, small_dim, switch,
    tall_card,
};

/// With less width, in points, the claims stand below the header.
const ROOM_FOR_BOTH: f32 = 560.0;
/// The header's share of the width.
const HEADER_SHARE: f32 = 0.31;

/// How the two are shown, and what of the token can be taken away besides them.
pub(super) fn bar(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        switch(ui, Action::ToggleReceived, view.state.received, commands);
        at_the_right(ui, "copies", |ui| {
            ui.spacing_mut().item_spacing.x = space::XS + 2.0;
            button(ui, Action::CopyReadToken, commands);
            button(ui, Action::CopyReadSignature, commands);
        });
    });
}

/// Shows both; gives the height that they took.
pub(super) fn show(
    ui: &mut Ui,
    token: &ReadToken,
    emphasis: Emphasis<'_>,
    height: f32,
    commands: &mut Vec<Command>,
) -> f32 {
    let room = ui.available_width();
    if room < ROOM_FOR_BOTH {
        header(ui, token, emphasis, 0.0, commands);
        return claims(ui, token, emphasis, height, commands).max(height);
    }
    // Both are as high as the higher one was the last time.
    let id = ui.scope_id().with("segments");
    let before: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let both = height.max(before);
    let first = (room * HEADER_SHARE).round();
    let mut natural: f32 = 0.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        natural = beside(ui, first, |ui| header(ui, token, emphasis, both, commands));
        let rest = room - first - space::L;
        natural = natural.max(beside(ui, rest, |ui| claims(ui, token, emphasis, both, commands)));
    });
    if (natural - before).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, natural));
        ui.ctx().request_discard("the height of the segments changed");
    }
    both.max(natural)
}

fn beside<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        content(ui)
    })
    .inner
}

/// The header's card; gives the height that it needs.
fn header(ui: &mut Ui, token: &ReadToken, emphasis: Emphasis<'_>, height: f32, commands: &mut Vec<Command>) -> f32 {
    tall_card(ui, height, |ui| {
        heading(ui, "Header", |ui| {
            short_button(ui, Action::CopyReadHeader, "Copy", commands);
        });
        segment(ui, "read_header", token.inspection.token.header(), &token.header, emphasis);
        ui.min_rect().height() + CARD_FRAME
    })
}

/// The claims' card; gives the height that it needs.
fn claims(ui: &mut Ui, token: &ReadToken, emphasis: Emphasis<'_>, height: f32, commands: &mut Vec<Command>) -> f32 {
    tall_card(ui, height, |ui| {
        heading(ui, "Claims", |ui| {
            short_button(ui, Action::CopyReadClaims, "Copy", commands);
            primary(ui, Action::EditAsTestToken, commands);
        });
        segment(ui, "read_claims", token.inspection.token.claims(), &token.claims, emphasis);
        ui.min_rect().height() + CARD_FRAME
    })
}

fn segment(ui: &mut Ui, name: &str, segment: Option<&JsonSegment>, lines: &[Line], emphasis: Emphasis<'_>) {
    match segment {
        Some(segment) if segment.text.is_empty() => {
            small_dim(ui, "This segment is empty.");
            return;
        }
        Some(segment) if segment.json.is_err() => {
            small_dim(ui, "This is no JSON object. It is shown as received.");
        }
        _ => {}
    }
    json_lines(ui, name, lines, emphasis);
}
