//! Findings: what is wrong, where, and what to do.

use eframe::egui::{Align, Color32, Label, Layout, Role, Ui, WidgetInfo, vec2};

use super::chip::{badge, chip_button, chip_width};
use super::icon::{Mark, icon};
use super::role::part;
use super::sentence::{dim, small_dim};
use crate::app::command::Command;
use crate::domain::finding::{Finding, Place, Severity};
use crate::ui::theme::{self, Palette, space};

/// More are counted, not shown: nobody reads them, and the window must stay fast.
const MOST: usize = 100;
const ICON: f32 = 18.0;

/// The colour of a severity.
pub(super) fn severity_color(palette: &Palette, severity: Severity) -> Color32 {
    match severity {
        Severity::Error => palette.refused,
        Severity::Warning => palette.warning,
        Severity::Info => palette.accent,
    }
}

/// The name of a severity.
fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Problem",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    }
}

/// A list of findings; `highlight` is the member that is highlighted at present. The chips highlight theirs.
pub(crate) fn findings(ui: &mut Ui, findings: &[Finding], highlight: Option<&str>, commands: &mut Vec<Command>) {
    part(ui, Role::List, "Findings");
    ui.spacing_mut().item_spacing.y = space::XS;
    for (row, finding) in findings.iter().take(MOST).enumerate() {
        if row > 0 {
            ui.separator();
        }
        ui.push_id(row, |ui| show(ui, finding, highlight, commands));
    }
    if let Some(more @ 1..) = findings.len().checked_sub(MOST) {
        ui.separator();
        small_dim(ui, format!("{more} more are not shown. Mend these first."));
    }
}

fn show(ui: &mut Ui, finding: &Finding, highlight: Option<&str>, commands: &mut Vec<Command>) {
    part(ui, Role::ListItem, &format!("{}: {}", severity_word(finding.severity), finding.message));
    let palette = theme::palette(ui);
    let place = place_word(&finding.place);
    let chip = chip_width(ui, &place);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.vertical(|ui| {
            ui.add_space(1.0);
            let color = severity_color(palette, finding.severity);
            let word = severity_word(finding.severity);
            let icon = icon(ui, Mark::of(finding.severity), color, ICON)
                .on_hover_text(format!("{word} {}", finding.code.as_str()));
            icon.widget_info(|| WidgetInfo::labeled(Role::Image, true, word));
        });
        let width = (ui.available_width() - chip - 10.0).max(80.0);
        ui.allocate_ui_with_layout(vec2(width, ICON), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(Label::new(theme::strong(&finding.message)).wrap().selectable(true));
            dim(ui, &finding.advice);
        });
        place_chip(ui, finding, &place, highlight, commands);
    });
}

fn place_chip(ui: &mut Ui, finding: &Finding, word: &str, highlight: Option<&str>, commands: &mut Vec<Command>) {
    let Place::Pointer(pointer) = &finding.place else {
        badge(ui, word, theme::palette(ui).dim);
        return;
    };
    let pressed = highlight == Some(pointer.as_str());
    let chip = chip_button(ui, word, pressed, &format!("Show {word}"));
    if chip.on_hover_text("Show this member below").clicked() {
        commands.push(Command::Highlight((!pressed).then(|| pointer.clone())));
    }
}

/// `exp`, `scp/1`, `signature`.
fn place_word(place: &Place) -> String {
    let word = place.to_string();
    let member = word.strip_prefix("/claims/").or_else(|| word.strip_prefix("/header/"));
    let member = member.unwrap_or(&word);
    // A member's name is the token's own text and may be of any length.
    match member.char_indices().nth(24) {
        Some((end, _)) => format!("{}…", member.get(..end).unwrap_or_default()),
        None => member.to_owned(),
    }
}
