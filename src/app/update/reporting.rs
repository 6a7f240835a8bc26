//! What effects bring back.

use crate::app::command::{DialogOutcome, Report};
use crate::app::effect::Effect;
use crate::app::memo::Memo;
use crate::app::state::{State, Tone};
use crate::domain::credential::Credential;
use crate::domain::secret::{SecretBytes, SecretText};
use crate::domain::time::UnixTime;

use super::{loading, notify, paste, request, slicer};

pub(super) fn take(state: &mut State, memo: &mut Memo, report: Report, now: UnixTime) -> Vec<Effect> {
    match report {
        Report::FileRead { path, result } => {
            match result {
                Ok(bytes) => return loading::take_file(state, path, &bytes, now),
                Err(error) => loading::refuse(state, &loading::name_of(&path), error),
            }
            Vec::new()
        }
        Report::Dialog(outcome) => take_dialog(state, outcome, now),
        Report::ConfigRead { path, result } => {
            slicer::take_config(state, path, result);
            Vec::new()
        }
        Report::ConfigDialog(outcome) => match outcome {
            DialogOutcome::Chosen(path) => vec![Effect::ReadConfig(path)],
            other => take_dialog(state, other, now),
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
        Report::Random(result) => {
            take_random(state, result, now);
            Vec::new()
        }
    }
}

fn take_dialog(state: &mut State, outcome: DialogOutcome, now: UnixTime) -> Vec<Effect> {
    state.dialog = false;
    match outcome {
        DialogOutcome::Chosen(path) => return vec![Effect::ReadFile(path)],
        DialogOutcome::Cancelled => {}
        DialogOutcome::Unavailable => {
            state.path_box = true;
            notify(
                state,
                Tone::Problem,
                "No file dialog can be had here",
                "Type the path of the key file, or drop the file on the window.",
                now,
            );
        }
    }
    Vec::new()
}

/// A copy can't be saved without a dialog: the line and the sudo command are the other ways.
fn take_copy_dialog(state: &mut State, outcome: &DialogOutcome, now: UnixTime) -> Vec<Effect> {
    if *outcome == DialogOutcome::Unavailable {
        let advice = "Copy the Slicer line, or the sudo command; on the command line, slicer has --output.";
        notify(state, Tone::Problem, "No file dialog can be had here", advice, now);
    }
    Vec::new()
}

fn take_copied(state: &mut State, label: &str, advice: String, result: Result<(), String>, now: UnixTime) {
    match result {
        Ok(()) => notify(state, Tone::Done, format!("Copied {label}"), advice, now),
        Err(reason) => {
            state.lease = None;
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
