//! The right side of a scan while no token of it is open: why tokens are refused, or why one can't be opened.

use std::borrow::Cow;

use eframe::egui::{Label, Ui};

use crate::app::command::{Action, Command};
use crate::app::scan::{Cause, Filter, ScanDesk, ScanEdit, Stage, word_tokens};
use crate::app::view::ScanView;
use crate::domain::finding::{Code, Verdict};
use crate::domain::text::group_digits;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Mark, button, card, dim, icon, paragraph, small_dim, tall_card};

/// So many causes are shown.
const MOST: usize = 8;

/// Gives the height that it took.
pub(in crate::ui::read) fn show(
    ui: &mut Ui,
    desk: &ScanDesk,
    scan: &ScanView,
    height: f32,
    commands: &mut Vec<Command>,
) -> f32 {
    let top = ui.cursor().top();
    if let Some(Err(error)) = desk.opened.as_ref().map(|opened| &opened.result) {
        card(ui, |ui| {
            paragraph(ui, &error.to_string(), error.advice());
            button(ui, Action::ScanAgain, commands);
        });
    }
    tall_card(ui, height, |ui| {
        ui.set_max_width(ui.available_width().min(760.0));
        ui.label(theme::headline(headline(desk, scan)));
        dim(ui, advise(desk, scan));
        if let Some((first, last)) = scan.counts.span {
            small_dim(ui, format!("Lines from {} to {}.", first.word_utc_full(), last.word_utc_full()));
        }
        for cause in desk.causes.iter().take(MOST) {
            ui.separator();
            show_cause(ui, desk, cause, commands);
        }
        if let Some(more @ 1..) = desk.causes.len().checked_sub(MOST) {
            ui.separator();
            small_dim(ui, format!("{more} more causes are not shown: filter by finding to see their tokens."));
        }
    });
    ui.min_rect().bottom() - top
}

fn headline(desk: &ScanDesk, scan: &ScanView) -> String {
    let of = |verdict| u64::from(scan.counts.of_verdict(verdict));
    match (of(Verdict::Refuse), of(Verdict::Undecided)) {
        _ if desk.rows.is_empty() => format!("Tokens in {}", desk.name),
        (0, 0) if desk.stage == Stage::Running => "No token would be refused so far".to_owned(),
        (0, 0) => "No token would be refused".to_owned(),
        (0, undecided) => word_undecided(undecided, of(Verdict::Accept)),
        (refused, _) => format!("Why {} would be refused", word_tokens(refused)),
    }
}

/// Nothing is known against any of them, but of some it is not known whether their signature holds.
fn word_undecided(undecided: u64, accepted: u64) -> String {
    let count = if accepted == 0 { String::new() } else { format!("{} of ", group_digits(undecided)) };
    let verb = if undecided == 1 { "is" } else { "are" };
    format!("{count}{} {verb} undecided", word_tokens(undecided + accepted))
}

fn advise(desk: &ScanDesk, scan: &ScanView) -> Cow<'static, str> {
    let refused = scan.counts.of_verdict(Verdict::Refuse);
    match (scan.counts.of_verdict(Verdict::Undecided), &desk.order.key) {
        _ if desk.stage == Stage::Running => {
            "Tokens come into the list as they are found. Choose one to see what it holds.".into()
        }
        _ if desk.rows.is_empty() => "There is none to be read. Close the scan to go back to the paste box.".into(),
        (1.., None) if refused > 0 => {
            "Choose a token to see what it holds. Load the key that made them and scan again: then signatures are checked."
                .into()
        }
        (1.., None) => {
            "No key was loaded, so no signature was checked. Load the key that made them and scan again.".into()
        }
        (undecided @ 1.., Some(key)) if refused == 0 => {
            let (whose, them) = if undecided == 1 { ("Its signature", "it") } else { ("Their signatures", "them") };
            let name = key.name();
            format!("{whose} can't be checked with {name}. Load the key that made {them} and scan again.").into()
        }
        _ => "Choose a token in the list to see what it holds.".into(),
    }
}

/// How many there are, an example, and the way to their rows.
fn show_cause(ui: &mut Ui, desk: &ScanDesk, cause: &Cause, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    let codes: Vec<&str> = cause.codes.iter().map(Code::as_str).collect();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        icon(ui, Mark::Cross, palette.refused, 18.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let heading = format!("{} · {}", word_tokens(cause.count), codes.join(", ").replace('_', " "));
            ui.add(Label::new(theme::strong(heading)).wrap());
            dim(ui, format!("Line {}: {}", group_digits(cause.line), cause.message));
            dim(ui, &cause.advice);
            ui.add_space(space::XS);
            let name = format!("Show tokens with {}", codes.join(", "));
            if desk.filter == Filter::of_cause(cause.codes) {
                button(ui, Action::ShowAllScanned, commands);
            } else if ui.button(theme::medium("Show them")).accessible_name(name).clicked() {
                commands.push(Command::EditScan(ScanEdit::Cause(cause.codes)));
            }
        });
    });
}
