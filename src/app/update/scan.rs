//! The scan of a large file.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::app::command::Action;
use crate::app::effect::Effect;
use crate::app::errand::{Errand, name_of};
use crate::app::memo::Memo;
use crate::app::scan::{Filter, OpenedRow, RowError, ScanDesk, ScanEdit, ScanNews, ScanOrder, Sort, Stage};
use crate::app::state::{Against, Pane, State, Tone};
use crate::domain::capture::{Capture, Found};
use crate::domain::credential::{KeyFileError, looks_like_key};
use crate::domain::scan::AsOf;
use crate::domain::secret::SecretBytes;
use crate::domain::text::decode_in_place;
use crate::domain::time::UnixTime;

use super::{loading, notify, waiting};

/// A file that is too large for the paste box is scanned, unless it begins like a key.
pub(super) fn take_large_file(
    state: &mut State,
    memo: &mut Memo,
    path: &Path,
    head: &SecretBytes,
    error: KeyFileError,
    now: UnixTime,
) -> Vec<Effect> {
    if looks_like_key(&decode_in_place(head.expose())) {
        loading::refuse(state, &name_of(path), error);
        return Vec::new();
    }
    start(state, memo, path.to_owned(), now)
}

/// Begins to scan a file in place of what was scanned before.
pub(super) fn start(state: &mut State, memo: &mut Memo, path: PathBuf, now: UnixTime) -> Vec<Effect> {
    let before = state.scan.take();
    state.scans += 1;
    let key = memo.credential(state).map(|key| Arc::new(key.public_half()));
    let as_of = if state.scans_by_line { AsOf::Line { otherwise: now } } else { AsOf::Moment(now) };
    let order = ScanOrder { number: state.scans, path, key, as_of };
    let name = name_of(&order.path);
    let mut desk = ScanDesk::new(order.clone(), name);
    if let Some(before) = before.filter(|before| before.order.path == desk.order.path) {
        // The key IDs are numbered anew.
        desk.filter = Filter { kid: None, ..before.filter };
        desk.sort = before.sort;
    }
    state.scan = Some(desk);
    state.pane = Pane::Read;
    state.key_problem = None;
    state.path_box = false;
    state.highlight = None;
    if matches!(state.against, Against::Entry(_)) {
        state.against = Against::Nothing;
    }
    vec![Effect::Cancel(Errand::ReadRow), Effect::ScanFile(order)]
}

pub(super) fn act(state: &mut State, memo: &mut Memo, action: Action, now: UnixTime) -> Vec<Effect> {
    if action == Action::ToggleScanByLine {
        state.scans_by_line = !state.scans_by_line;
    }
    let Some(desk) = &mut state.scan else {
        if action != Action::ToggleScanByLine {
            let advice = "Drop a log on the window, or type its path: a large one is scanned.";
            notify(state, Tone::Problem, "Nothing is scanned", advice, now);
        }
        return Vec::new();
    };
    match action {
        Action::StopScan => return stop(state),
        Action::CloseScan => {
            state.scan = None;
            memo.forget_scan();
            for errand in [Errand::ScanFile, Errand::ReadRow] {
                waiting::end(state, errand);
            }
            return vec![Effect::Cancel(Errand::ScanFile), Effect::Cancel(Errand::ReadRow)];
        }
        Action::ShowScan => {
            desk.is_hidden = false;
            state.pane = Pane::Read;
        }
        Action::ShowScanSummary => {
            desk.selected = None;
            desk.opened = None;
        }
        Action::ReverseScan => desk.sort.reversed = !desk.sort.reversed,
        Action::ShowAllScanned => desk.filter = Filter::default(),
        _ => {
            let path = desk.order.path.clone();
            return start(state, memo, path, now);
        }
    }
    Vec::new()
}

/// Ends the scan; what was found stays, and what is on its way still comes.
pub(super) fn stop(state: &mut State) -> Vec<Effect> {
    let Some(desk) = state.scan.as_mut().filter(|desk| desk.stage == Stage::Running) else { return Vec::new() };
    desk.stage = Stage::Stopped;
    waiting::end(state, Errand::ScanFile);
    vec![Effect::StopScan]
}

pub(super) fn edit(state: &mut State, edit: ScanEdit) -> Vec<Effect> {
    let Some(desk) = &mut state.scan else { return Vec::new() };
    match edit {
        ScanEdit::Verdict(verdict) => desk.filter.verdict = verdict,
        ScanEdit::Code(code) => desk.filter = Filter { code, cause: None, ..desk.filter },
        ScanEdit::Cause(errors) => desk.filter = Filter::of_cause(errors),
        ScanEdit::Kid(kid) => desk.filter.kid = kid,
        ScanEdit::Sort(by) => desk.sort = Sort { by, ..desk.sort },
        ScanEdit::Select(row) => {
            let Some(record) = desk.rows.get(row).map(|row| row.record) else { return Vec::new() };
            desk.selected = Some(row);
            state.highlight = None;
            return vec![Effect::ReadRow { order: desk.order.clone(), row, record }];
        }
    }
    Vec::new()
}

/// Takes in what a scan found, if it is the one that counts.
pub(super) fn take_news(state: &mut State, scan: u64, news: ScanNews, end: Option<Stage>) {
    let Some(desk) = state.scan.as_mut().filter(|desk| desk.order.number == scan) else { return };
    desk.take(news);
    if let Some(end) = end
        && desk.stage == Stage::Running
    {
        desk.stage = end;
    }
}

/// Takes in a row that was read again, if it is the one that is chosen.
pub(super) fn take_row(state: &mut State, scan: u64, row: u32, result: Result<Found, RowError>) {
    let is_wanted = |desk: &&mut ScanDesk| desk.order.number == scan && desk.selected == Some(row);
    let Some(desk) = state.scan.as_mut().filter(is_wanted) else { return };
    let result = result.map(|found| Rc::new(Capture { found: vec![found], asides: Vec::new(), nothing: None }));
    desk.opened = Some(OpenedRow { row, result });
}
