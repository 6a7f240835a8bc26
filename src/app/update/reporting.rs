//! What effects bring back.

use crate::app::command::{DialogOutcome, Report};
use crate::app::effect::Effect;
use crate::app::errand::{Errand, name_of};
use crate::app::memo::Memo;
use crate::app::state::{State, Tone};
use crate::domain::credential::Credential;
use crate::domain::secret::{SecretBytes, SecretText};
use crate::domain::time::UnixTime;

use super::{loading, notify, paste, request, scan, settings, slicer, waiting};

pub(super) fn take(state: &mut State, memo: &mut Memo, report: Report, now: UnixTime) -> Vec<Effect> {
    if let Some(errand) = errand_of(&report) {
        waiting::end(state, errand);
    }
    match report {
        Report::FileRead { path, result, is_open_to_others } => {
            match result {
                Ok(bytes) => return loading::take_file(state, memo, path, &bytes, is_open_to_others, now),
                Err(error) => loading::refuse(state, &name_of(&path), error),
            }
            Vec::new()
        }
        Report::LargeFile { path, head, error } => scan::take_large_file(state, memo, &path, &head, error, now),
        Report::Scanned { scan, news, end } => {
            scan::take_news(state, scan, news, end);
            Vec::new()
        }
        Report::RowRead { scan, row, result } => {
            scan::take_row(state, scan, row, result);
            Vec::new()
        }
        Report::Dialog(outcome) => take_dialog(state, outcome, "key file", now),
        Report::ConfigRead { path, result } => {
            slicer::take_config(state, path, result);
            Vec::new()
        }
        Report::ConfigDialog(outcome) => match outcome {
            DialogOutcome::Chosen(path) => vec![Effect::ReadConfig(path)],
            other => take_dialog(state, other, "config", now),
        },
        Report::CopyDialog(DialogOutcome::Chosen(path)) => slicer::save_copy(state, memo, path, now),
        Report::CopyDialog(outcome) => take_copy_dialog(state, &outcome, now),
        Report::ConfigSaved { path, is_copy, result } => slicer::take_saved(state, path, is_copy, result, now),
        Report::Copied { label, advice, result } => {
            take_copied(state, label, advice, result, now);
            Vec::new()
        }
        Report::Cleared(ours) => {
            if ours {
                notify(state, Tone::Done, "The clipboard is cleared", "", now);
            }
            Vec::new()
        }
        Report::Clipboard(result) => take_clipboard(state, result, now),
        Report::ProofBytes(result) => {
            request::take_proof(state, result, now);
            Vec::new()
        }
        Report::Slow { errand, phrase } => {
            waiting::take_slow(state, errand, phrase, now);
            Vec::new()
        }
        Report::SettingsSaved(result) => {
            settings::take_saved(state, result, now);
            Vec::new()
        }
        Report::Random(result) => {
            take_random(state, result, now);
            Vec::new()
        }
    }
}

/// The errand that ends with this report.
fn errand_of(report: &Report) -> Option<Errand> {
    match report {
        Report::FileRead { .. } | Report::LargeFile { .. } => Some(Errand::ReadFile),
        Report::Scanned { end: Some(_), .. } => Some(Errand::ScanFile),
        Report::RowRead { .. } => Some(Errand::ReadRow),
        Report::ConfigRead { .. } => Some(Errand::ReadConfig),
        Report::Dialog(_) => Some(Errand::KeyDialog),
        Report::ConfigDialog(_) => Some(Errand::ConfigDialog),
        Report::CopyDialog(_) => Some(Errand::CopyDialog),
        Report::ConfigSaved { .. } => Some(Errand::Save),
        Report::Copied { .. } => Some(Errand::Copy),
        Report::Clipboard(_) => Some(Errand::Paste),
        _ => None,
    }
}

/// A file was chosen for reading, or the path box is the way in.
fn take_dialog(state: &mut State, outcome: DialogOutcome, what: &str, now: UnixTime) -> Vec<Effect> {
    let message = match outcome {
        DialogOutcome::Chosen(path) => return vec![Effect::ReadFile(path)],
        DialogOutcome::Cancelled => return Vec::new(),
        DialogOutcome::Unavailable => "No file dialog can be had here",
        DialogOutcome::Silent => "The desktop's file dialog does not answer",
    };
    state.path_box = true;
    let drop = if state.takes_drops { ", or drop the file on the window" } else { "" };
    notify(state, Tone::Problem, message, format!("Type the path of the {what}{drop}."), now);
    Vec::new()
}

/// A copy can't be saved without a dialog: the line and the sudo command are the other ways.
fn take_copy_dialog(state: &mut State, outcome: &DialogOutcome, now: UnixTime) -> Vec<Effect> {
    let message = match outcome {
        DialogOutcome::Chosen(_) | DialogOutcome::Cancelled => return Vec::new(),
        DialogOutcome::Unavailable => "No file dialog can be had here",
        DialogOutcome::Silent => "The desktop's file dialog does not answer",
    };
    let advice = "Copy the Slicer line, or the sudo command; on the command line, slicer has --output.";
    notify(state, Tone::Problem, message, advice, now);
    Vec::new()
}

/// Only what did get into the clipboard has to leave it; what was there before stays under its own lease otherwise.
fn take_copied(state: &mut State, label: &str, advice: String, result: Result<(), String>, now: UnixTime) {
    let lease = state.leases_to_come.pop_front().flatten();
    match result {
        Ok(()) => {
            state.lease = lease;
            notify(state, Tone::Done, format!("Copied {label}"), advice, now);
        }
        Err(reason) => {
            let message = format!("The clipboard did not take {label}: {reason}");
            notify(state, Tone::Problem, message, "Try again; on the command line, mint prints the token.", now);
        }
    }
}

fn take_clipboard(state: &mut State, result: Result<SecretText, String>, now: UnixTime) -> Vec<Effect> {
    match result {
        Ok(text) => paste(state, &text, now),
        Err(reason) => {
            let message = format!("The clipboard has no text: {reason}");
            notify(state, Tone::Problem, message, "Copy the token or the request again, then paste.", now);
            Vec::new()
        }
    }
}

fn take_random(state: &mut State, result: Result<SecretBytes, String>, now: UnixTime) {
    let bytes = match result {
        Ok(bytes) => bytes,
        Err(reason) => {
            notify(
                state,
                Tone::Problem,
                format!("The system gave no random bytes: {reason}"),
                "Load a key of your own.",
                now,
            );
            return;
        }
    };
    let scalar = <&[u8; 32]>::try_from(bytes.expose()).ok();
    match scalar.and_then(Credential::sample) {
        Some(credential) => loading::accept(state, credential, now),
        None => notify(state, Tone::Problem, "These random bytes are no key", "Try again.", now),
    }
}
