//! Command in, changed state and effects out. Nothing here touches the world.

mod copying;
mod editing;
mod loading;
mod reporting;
mod request;
mod scan;
mod settings;
mod slicer;
pub(super) mod waiting;

use std::rc::Rc;

use crate::domain::capture::{MAX_TEXT, is_slicer_config};
use crate::domain::credential::looks_like_key;
use crate::domain::secret::SecretText;
use crate::domain::time::UnixTime;

use super::command::{Action, Command, IdentityField};
use super::effect::Effect;
use super::memo::Memo;
use super::slicer_desk::SlicerDesk;
use slicer::SlicerCommand;

use super::state::{Against, Notice, Pane, State, Tone};

/// Carries a command out on the state, as of a moment, and says what the world shall do.
pub fn update(state: &mut State, memo: &mut Memo, command: Command, now: UnixTime) -> Vec<Effect> {
    match command {
        Command::Do(action) => act(state, memo, action, now),
        Command::SetCapture(text) => {
            if text != *state.capture {
                remember(state, Some("text"), now);
            }
            set_capture(state, text)
        }
        Command::SelectToken(place) => {
            state.selected = place;
            state.highlight = None;
            Vec::new()
        }
        Command::SetJudgeAt(text) => {
            state.judge_at = text;
            Vec::new()
        }
        Command::Compare(against) => {
            state.against = against;
            Vec::new()
        }
        Command::Highlight(pointer) => {
            state.highlight = pointer;
            Vec::new()
        }
        Command::Edit(edit) => {
            remember(state, edit.kind(), now);
            editing::edit(state, edit, now);
            Vec::new()
        }
        Command::SetPath(path) => {
            state.path = path;
            Vec::new()
        }
        Command::SetIdentity(field, text) => {
            set_identity(state, field, text, now);
            Vec::new()
        }
        Command::Paste(text) => paste(state, &text, now),
        Command::CopySelection(text) => copying::copy_selection(state, memo, text, now),
        Command::EditRequest(edit) => {
            request::edit(state, edit, now);
            Vec::new()
        }
        Command::EditScan(edit) => scan::edit(state, edit),
        Command::SetPalette(text) => {
            state.palette = Some(text);
            Vec::new()
        }
        Command::SetBackup(backup) => {
            state.slicer.backup = backup;
            Vec::new()
        }
        Command::ChooseLine(line) => {
            state.slicer.line = Some(line);
            Vec::new()
        }
        Command::Drop(paths) => loading::drop_files(state, paths, now),
        Command::Open(path) => vec![Effect::ReadFile(path)],
        Command::Set(setting) => settings::set(state, setting, now),
        Command::Resize(size) => {
            state.window = size;
            Vec::new()
        }
        Command::Report(report) => reporting::take(state, memo, report, now),
    }
}

fn act(state: &mut State, memo: &mut Memo, action: Action, now: UnixTime) -> Vec<Effect> {
    match action {
        Action::Show(pane) => state.pane = pane,
        Action::BrowseForKey => return loading::browse(state, now),
        Action::TogglePathBox => state.path_box = !state.path_box,
        Action::OpenPath => return loading::open_path(state, now),
        Action::ForgetKey => {
            remember(state, Some("forget"), now);
            loading::forget(state, now);
        }
        Action::UseSampleKey => return vec![Effect::Randomness],
        Action::PasteCapture => return vec![Effect::ReadClipboard],
        Action::ClearCapture => {
            remember(state, Some("clear"), now);
            return set_capture(state, SecretText::default());
        }
        Action::ToggleReceived => state.received = !state.received,
        Action::JudgeNow => state.judge_at.clear(),
        Action::JudgeAsCaptured => judge_as_captured(state, memo),
        Action::StopScan
        | Action::CloseScan
        | Action::ShowScan
        | Action::ShowScanSummary
        | Action::ReverseScan
        | Action::ShowAllScanned
        | Action::ToggleScanByLine
        | Action::ScanAgain => return scan::act(state, memo, action, now),
        Action::SwitchTheme
        | Action::ZoomIn
        | Action::ZoomOut
        | Action::ZoomNormal
        | Action::ToggleSettings
        | Action::ResetSettings
        | Action::TakeBackReset => return settings::act(state, action, now),
        Action::CancelErrand => return waiting::cancel(state, now),
        Action::TogglePalette => {
            state.palette = if state.palette.is_none() { Some(String::new()) } else { None };
        }
        Action::ToggleHelp => state.help = !state.help,
        Action::DismissNotice => dismiss(state, now),
        Action::Quit => return quit(state),
        Action::Stay => state.asking_to_quit = false,
        Action::KeepClipboard => keep_clipboard(state),
        Action::ClearClipboard => return clear_clipboard(state),
        Action::Undo | Action::Redo => step(state, action, now),
        Action::EditAsTestToken => {
            remember(state, Some("carry over"), now);
            editing::edit_as_test_token(state, memo, now);
        }
        Action::ChooseGranted | Action::ChooseNone | Action::AddScope | Action::PrepareForSlicer => {
            remember(state, Some("choose"), now);
            editing::choose(state, memo, action, now);
        }
        Action::OpenConfig => return loading::open_dialog(state, Effect::OpenConfigDialog, now),
        Action::CloseConfig => state.slicer = SlicerDesk::default(),
        Action::SaveConfig => return slicer::save(state, memo, now),
        Action::SaveConfigCopy => return slicer::offer_copy(state, now),
        Action::CopyRestart => return slicer::copy_command(state, SlicerCommand::Restart, now),
        Action::CopySudo => return slicer::copy_command(state, SlicerCommand::Sudo, now),
        Action::CopyChmod => return slicer::copy_command(state, SlicerCommand::Chmod, now),
        Action::UseOnlyNeededScope => request::use_only_needed_scope(state, now),
        Action::CopyFillCommand => return request::copy_fill_command(state, memo, now),
        Action::CopyRequest | Action::CopyRequestToken => return request::copy(state, memo, action, now),
        Action::DrawProof => return vec![Effect::ProofBytes],
        Action::CopyVerifier => return request::copy_verifier(state, now),
        Action::ClearAnswer => {
            remember(state, Some("clear"), now);
            state.request.answer.clear();
        }
        Action::NbfNow => editing::set_nbf(state, 0, now),
        Action::NbfInFiveMinutes => editing::set_nbf(state, 300, now),
        Action::NbfInOneHour => editing::set_nbf(state, 3_600, now),
        Action::Renew
        | Action::CopyToken
        | Action::CopyHeaderLine
        | Action::CopySlicerLine
        | Action::CopyTestHeader
        | Action::CopyTestClaims => return copying::copy_test(state, memo, action, now),
        Action::CopyReadToken | Action::CopyReadHeader | Action::CopyReadClaims | Action::CopyReadSignature => {
            return copying::copy_read(state, memo, action, now);
        }
    }
    Vec::new()
}

/// What time brings by itself.
pub fn tick(state: &mut State, now: UnixTime) -> Vec<Effect> {
    let mut effects: Vec<Effect> = settings::save_when_stale(state, now).into_iter().collect();
    if state.lease.as_ref().is_some_and(|lease| lease.left(now) == Some(0)) {
        effects.extend(clear_clipboard(state));
    }
    effects
}

fn keep_clipboard(state: &mut State) {
    if let Some(lease) = &mut state.lease {
        lease.until = None;
    }
}

fn clear_clipboard(state: &mut State) -> Vec<Effect> {
    state.lease = None;
    vec![Effect::ClearClipboard]
}

/// On X11 the clipboard's content goes with the program: a secret that somebody may still want is worth a question.
fn quit(state: &mut State) -> Vec<Effect> {
    if state.lease.is_some() && !state.asking_to_quit {
        state.asking_to_quit = true;
        return Vec::new();
    }
    settings::save(state).into_iter().chain([Effect::Quit]).collect()
}

/// Notes how things were before an edit.
fn remember(state: &mut State, kind: Option<&'static str>, now: UnixTime) {
    if let Some(kind) = kind {
        let before = state.snapshot();
        state.history.note(before, kind, now);
    }
}

fn step(state: &mut State, action: Action, now: UnixTime) {
    let present = state.snapshot();
    let (other, nothing) = match action {
        Action::Undo => (state.history.undo(present), "There is nothing more to undo"),
        _ => (state.history.redo(present), "There is nothing more to redo"),
    };
    let Some(other) = other else {
        notify(state, Tone::Problem, nothing, "Go on from here.", now);
        return;
    };
    state.request.answer = other.answer;
    if other.form != state.form {
        state.form = other.form;
        state.last_edit = now;
    }
    if !Rc::ptr_eq(&other.capture, &state.capture) {
        hide_scan(state);
        state.capture = other.capture;
        state.selected = 0;
        state.highlight = None;
    }
}

fn set_capture(state: &mut State, text: SecretText) -> Vec<Effect> {
    if text != *state.capture {
        hide_scan(state);
        state.capture = Rc::new(text);
        state.selected = 0;
        state.highlight = None;
        if matches!(state.against, Against::Entry(_)) {
            state.against = Against::Nothing;
        }
    }
    Vec::new()
}

/// Text from outside a text field: a key is loaded, a file or a Slicer's config opened, anything else is searched for
/// tokens.
fn paste(state: &mut State, text: &SecretText, now: UnixTime) -> Vec<Effect> {
    if text.expose().len() <= MAX_TEXT && looks_like_key(text.expose()) {
        loading::load(state, &text.to_bytes(), "Pasted key", now);
        return Vec::new();
    }
    if let Some(path) = loading::as_path(text.expose()) {
        return vec![Effect::ReadFile(path)];
    }
    if is_slicer_config(text.expose()) {
        slicer::take_pasted(state, text, now);
        return Vec::new();
    }
    state.pane = Pane::Read;
    hide_scan(state);
    remember(state, Some("paste"), now);
    set_capture(state, text.clone())
}

/// What was pasted is shown in place of the scan, which stays.
fn hide_scan(state: &mut State) {
    if let Some(scan) = &mut state.scan {
        scan.is_hidden = true;
    }
}

fn set_identity(state: &mut State, field: IdentityField, text: String, now: UnixTime) {
    match field {
        IdentityField::Kid => state.identity.kid = text,
        IdentityField::Sub => state.identity.sub = text,
        IdentityField::Scopes => {
            state.identity.scopes = text;
            let scopes = state.identity.scope_list();
            state.form.scopes.clear();
            state.form.choose_only(&scopes);
        }
    }
    state.last_edit = now;
}

fn judge_as_captured(state: &mut State, memo: &mut Memo) {
    let capture = memo.capture(state);
    let found = capture.found.get(state.place());
    if let Some(moment) = found.and_then(|found| found.captured_at.as_deref()) {
        moment.clone_into(&mut state.judge_at);
    }
}

fn dismiss(state: &mut State, now: UnixTime) {
    if !state.notice.take().is_some_and(|notice| notice.is_shown(now)) {
        state.settings_problem = None;
    }
    state.key_problem = None;
}

/// Tells the person something.
fn notify(state: &mut State, tone: Tone, message: impl Into<String>, advice: impl Into<String>, now: UnixTime) {
    state.notice = Some(Notice { tone, message: message.into(), advice: advice.into(), at: now });
}
