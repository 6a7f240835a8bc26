//! Which of the scanned tokens are shown, and in which order.

use eframe::egui::{Align, ComboBox, Layout, Ui, vec2};

use crate::app::command::{Action, Command};
use crate::app::scan::{ScanDesk, ScanEdit, SortBy};
use crate::app::view::ScanView;
use crate::domain::finding::{Code, Verdict};
use crate::domain::scan::CodeSet;
use crate::domain::text::group_digits;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{filter_chips, opened_list, option, small_dim, switch};

const VERDICTS: [Verdict; 3] = [Verdict::Refuse, Verdict::Undecided, Verdict::Accept];
/// More key IDs are not offered: nobody scrolls so far, and the window must stay fast.
const MOST: usize = 300;
/// With less width, in points, each choice has a row of its own.
const ROOM_FOR_TWO: f32 = 400.0;
/// Room for the switch beside the order, and the most that the order takes, in points.
const SWITCH: f32 = 112.0;
const MOST_FOR_SORT: f32 = 230.0;

pub(super) fn show(ui: &mut Ui, desk: &ScanDesk, scan: &ScanView, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = space::XS + 2.0;
    let mut edits = Vec::new();
    let mut edit = |edit| edits.push(Command::EditScan(edit));
    verdicts(ui, desk, scan, &mut edit);
    let room = ui.available_width();
    let is_narrow = room < ROOM_FOR_TWO;
    let half = ((room - space::S) / 2.0).floor();
    if is_narrow {
        codes(ui, desk, scan, room, &mut edit);
        kids(ui, desk, scan, room, &mut edit);
    } else {
        ui.horizontal(|ui| {
            codes(ui, desk, scan, half, &mut edit);
            kids(ui, desk, scan, half, &mut edit);
        });
    }
    ui.horizontal(|ui| {
        sort(ui, desk, half.max((room - SWITCH).min(MOST_FOR_SORT)), &mut edit);
        switch(ui, Action::ReverseScan, desk.sort.reversed, commands);
    });
    commands.append(&mut edits);
}

/// How many there are of each verdict; one that is pressed shows these alone.
fn verdicts(ui: &mut Ui, desk: &ScanDesk, scan: &ScanView, edit: &mut impl FnMut(ScanEdit)) {
    let chip = |verdict: Verdict| {
        let count = group_digits(u64::from(scan.counts.of_verdict(verdict)));
        (verdict, format!("{} {count}", verdict.headline()), desk.filter.verdict == Some(verdict))
    };
    if let Some(verdict) = filter_chips(ui, &VERDICTS.map(chip)) {
        edit(ScanEdit::Verdict((desk.filter.verdict != Some(verdict)).then_some(verdict)));
    }
}

fn codes(ui: &mut Ui, desk: &ScanDesk, scan: &ScanView, width: f32, edit: &mut impl FnMut(ScanEdit)) {
    let word = |code: Option<Code>| code.map_or_else(|| "Any finding".to_owned(), |code| code.as_str().to_owned());
    let codes = scan.counts.codes();
    let filter = &desk.filter;
    let chosen = filter.cause.map_or_else(|| word(filter.code), word_cause);
    choice(ui, "Finding", &chosen, width, |ui| {
        let mut offer = |ui: &mut Ui, code: Option<Code>, text: String| {
            if option(ui, filter.code == code && filter.cause.is_none(), text).clicked() {
                edit(ScanEdit::Code(code));
            }
        };
        offer(ui, None, word(None));
        if filter.cause.is_some() {
            // It stays what it is; whatever else is chosen takes its place.
            let _ = option(ui, true, chosen.as_str());
        }
        for (code, count) in codes {
            offer(ui, Some(code), format!("{} · {}", code.as_str(), group_digits(u64::from(count))));
        }
    });
}

/// The errors that the tokens of a cause have.
fn word_cause(errors: CodeSet) -> String {
    let codes: Vec<&str> = errors.iter().map(Code::as_str).collect();
    format!("Only {}: {}", if codes.len() == 1 { "error" } else { "errors" }, codes.join(", "))
}

fn kids(ui: &mut Ui, desk: &ScanDesk, scan: &ScanView, width: f32, edit: &mut impl FnMut(ScanEdit)) {
    let word = |kid: Option<u32>| match kid {
        None => "Any key ID".to_owned(),
        Some(0) => "No key ID".to_owned(),
        Some(kid) => desk.kid(kid).unwrap_or_default().to_owned(),
    };
    choice(ui, "Key ID", &word(desk.filter.kid), width, |ui| {
        let mut offer = |ui: &mut Ui, kid: Option<u32>, text: String| {
            if option(ui, desk.filter.kid == kid, text).clicked() {
                edit(ScanEdit::Kid(kid));
            }
        };
        offer(ui, None, word(None));
        let kids = scan.counts.kids();
        for (kid, count) in kids.iter().take(MOST) {
            offer(ui, Some(*kid), format!("{} · {}", word(Some(*kid)), group_digits(u64::from(*count))));
        }
        if kids.len() > MOST {
            small_dim(ui, format!("Only {MOST} of {} key IDs are offered.", kids.len()));
        }
    });
}

fn sort(ui: &mut Ui, desk: &ScanDesk, width: f32, edit: &mut impl FnMut(ScanEdit)) {
    choice(ui, "Sort by", desk.sort.by.label(), width, |ui| {
        for by in SortBy::ALL {
            if option(ui, desk.sort.by == *by, by.label()).clicked() {
                edit(ScanEdit::Sort(*by));
            }
        }
    });
}

/// A label and what it opens, together so wide.
fn choice(ui: &mut Ui, name: &str, chosen: &str, width: f32, options: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, theme::CONTROL_HEIGHT), Layout::left_to_right(Align::Center), |ui| {
        let label = ui.label(theme::small(name).color(theme::palette(ui).dim));
        let width = (ui.available_width() - 2.0).max(60.0);
        let list = ComboBox::from_id_salt(name).selected_text(chosen).width(width).truncate();
        let response = list.show_ui(ui, |ui| {
            opened_list(ui, name);
            ui.set_min_width(220.0);
            options(ui);
        });
        response.response.labelled_by(label.id).on_hover_text(chosen);
    });
}
