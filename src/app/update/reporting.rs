//! What effects bring back.

use std::path::Path;

use crate::app::command::{DialogOutcome, Report};
use crate::app::effect::Effect;
use crate::app::state::{State, Tone};
use crate::domain::credential::Credential;
use crate::domain::secret::{SecretBytes, SecretText};
use crate::domain::time::UnixTime;

use super::{loading, notify, paste};

pub(super) fn take(state: &mut State, report: Report, now: UnixTime) -> Vec<Effect> {
    match report {
        Report::FileRead { path, result } => {
            match result {
                Ok(bytes) => loading::take_file(state, &name_of(&path), &bytes, now),
                Err(error) => loading::refuse(state, &name_of(&path), error),
            }
            Vec::new()
        }
        Report::Dialog(outcome) => take_dialog(state, outcome, now),
        Report::Copied { label, advice, result } => {
            take_copied(state, label, advice, result, now);
            Vec::new()
        }
        Report::Clipboard(result) => take_clipboard(state, result, now),
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

fn take_copied(state: &mut State, label: &str, advice: String, result: Result<(), String>, now: UnixTime) {
    match result {
        Ok(()) => notify(state, Tone::Done, format!("Copied {label}"), advice, now),
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

/// The file's name without its folders: what the key bar shows.
fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    crate::domain::text::make_visible(&name.to_string_lossy()).into_owned()
}
