//! The scan of a large file: its list in place of the paste box, at the right the chosen token, or why they are refused.

mod controls;
mod list;
mod place;
mod progress;
mod summary;

use eframe::egui::{Label, Ui};

use crate::app::command::{Action, Command};
use crate::app::scan::{ScanDesk, Stage, word_tokens};
use crate::app::view::{ScanView, View};
use crate::domain::text::group_digits;
use crate::ui::theme;
use crate::ui::widgets::{Mark, button, card, dim, marked, plain_heading};

pub(super) use place::show as show_place;
pub(super) use summary::show as show_summary;

/// The list is never lower than that, in points: two rows and a half.
const LEAST: f32 = 2.5 * list::ROW;

/// The card of the scan; gives the height that the list in it took.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    desk: &ScanDesk,
    scan: &ScanView,
    height: f32,
    commands: &mut Vec<Command>,
) -> f32 {
    let height = height.max(LEAST);
    card(ui, |ui| {
        progress::show(ui, view, desk, commands);
        if scan.is_outdated {
            outdated(ui, view);
        }
        plain_heading(ui, &word_tokens(u64::try_from(desk.rows.len()).unwrap_or(u64::MAX)), &word_shown(desk, scan));
        if desk.rows.is_empty() {
            return nothing(ui, desk);
        }
        controls::show(ui, desk, scan, commands);
        if scan.is_empty() && scan.is_settled {
            dim(ui, "No token fits these filters.");
            button(ui, Action::ShowAllScanned, commands);
            0.0
        } else {
            list::show(ui, view, desk, scan, height, commands);
            height
        }
    })
}

/// How many of them are shown, if not all are.
fn word_shown(desk: &ScanDesk, scan: &ScanView) -> String {
    let shown = group_digits(u64::try_from(scan.len()).unwrap_or(u64::MAX));
    match (scan.is_settled, scan.len() == desk.rows.len()) {
        (true, true) => String::new(),
        (true, false) => format!("{shown} shown"),
        (false, _) => format!("{shown} shown so far"),
    }
}

/// There is no row; gives that the list takes no height.
fn nothing(ui: &mut Ui, desk: &ScanDesk) -> f32 {
    // Why nothing could be read is said above.
    if desk.problem.is_some() {
        return 0.0;
    }
    match desk.stage {
        Stage::Running => dim(ui, "No token was found so far."),
        Stage::Stopped => dim(ui, "No token was found before the scan was stopped."),
        Stage::Done => dim(
            ui,
            format!(
                "No token was found in {}. A log has them where request headers are logged, as X-Auth-Uplynk-Jwt.",
                desk.name
            ),
        ),
    };
    0.0
}

/// The list says what another key says.
fn outdated(ui: &mut Ui, view: &View<'_>) {
    let message = match &view.credential {
        Some(key) => format!("The list was not judged with {}.", key.name()),
        None => "The list was judged with a key that is not loaded any more.".to_owned(),
    };
    marked(ui, Mark::Exclamation, theme::palette(ui).warning, |ui| {
        let text = theme::small(format!("{message} Scan again to judge every token with what is loaded now."));
        ui.add(Label::new(text).wrap());
    });
}
