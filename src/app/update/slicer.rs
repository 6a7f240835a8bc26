//! A Slicer's config is opened, changed in one value, saved.

use std::path::PathBuf;
use std::rc::Rc;

use crate::app::effect::Effect;
use crate::app::errand::{Errand, name_of};
use crate::app::memo::Memo;
use crate::app::platform::save::{ReadFile, SaveError, Saved};
use crate::app::slicer_desk::{OpenConfig, Problem, SlicerDesk};
use crate::app::state::{Pane, State, Tone};
use crate::domain::secret::{SecretBytes, SecretText};
use crate::domain::slicer::{
    RESTART_COMMAND, SlicerConfig, SlicerConfigError, Terms, api_key_value, chmod_command, is_ready, readiness,
};
use crate::domain::time::UnixTime;

use super::{copying, loading, notify};

/// What a Slicer's config is usually called.
const USUAL_NAME: &str = "uplynk.conf";

pub(super) fn take_config(state: &mut State, path: PathBuf, result: Result<ReadFile, SaveError>) {
    state.pane = Pane::Slicer;
    state.path_box = false;
    let name = name_of(&path);
    let read = result.map_err(|error| refuse_file(&name, &error));
    let parsed = read.and_then(|file| match SlicerConfig::parse(file.bytes.expose()) {
        Ok(document) => Ok(OpenConfig {
            path: Some(path),
            name: name.clone(),
            document: Rc::new(document),
            is_world_readable: file.is_world_readable,
        }),
        Err(error) => Err(refuse_config(&name, &error)),
    });
    match parsed {
        // After a save the same file comes in again: what was said of the save stays.
        Ok(config) => {
            let saved = state.slicer.saved.take().filter(|saved| Some(saved) == config.path.as_ref());
            let backup = state.slicer.backup;
            state.slicer = SlicerDesk { config: Some(config), saved, backup, ..SlicerDesk::default() };
        }
        Err(problem) => state.slicer.problem = Some(problem),
    }
}

/// A config whose text was pasted. It has no file: a copy of it can be saved.
pub(super) fn take_pasted(state: &mut State, text: &SecretText, now: UnixTime) {
    const NAME: &str = "Pasted config";
    state.pane = Pane::Slicer;
    match SlicerConfig::parse(text.expose().as_bytes()) {
        Ok(document) => {
            let config =
                OpenConfig { path: None, name: NAME.to_owned(), document: Rc::new(document), is_world_readable: false };
            let backup = state.slicer.backup;
            state.slicer = SlicerDesk { config: Some(config), backup, ..SlicerDesk::default() };
            let advice = "To read a token that is in it, paste it into the box of Read token.";
            notify(state, Tone::Done, "Opened the pasted config", advice, now);
        }
        Err(error) => state.slicer.problem = Some(refuse_config(NAME, &error)),
    }
}

pub(super) fn save(state: &mut State, memo: &mut Memo, now: UnixTime) -> Vec<Effect> {
    if state.waiting.iter().any(|waiting| waiting.errand == Errand::Save) {
        notify(state, Tone::Problem, "The config is being saved already", "Wait for it, or cancel that.", now);
        return Vec::new();
    }
    let Some((config, content)) = prepare(state, memo, now) else { return Vec::new() };
    let Some(path) = config.path else {
        notify(state, Tone::Problem, "A pasted config has no file", "Save a copy, or open the file itself.", now);
        return Vec::new();
    };
    let backup = state.slicer.backup.then_some(now);
    vec![Effect::SaveConfig { path, expected: config.document.content_hash(), content, backup }]
}

pub(super) fn save_copy(state: &mut State, memo: &mut Memo, path: PathBuf, now: UnixTime) -> Vec<Effect> {
    match prepare(state, memo, now) {
        Some((_, content)) => vec![Effect::SaveCopy { path, content }],
        None => Vec::new(),
    }
}

/// Asks where a copy of the open config shall go.
pub(super) fn offer_copy(state: &mut State, now: UnixTime) -> Vec<Effect> {
    match open_config(state, now) {
        Some(config) => {
            let name = if config.path.is_some() { config.name } else { USUAL_NAME.to_owned() };
            loading::open_dialog(state, Effect::OpenCopyDialog(name), now)
        }
        None => Vec::new(),
    }
}

fn open_config(state: &mut State, now: UnixTime) -> Option<OpenConfig> {
    let config = state.slicer.config.clone();
    if config.is_none() {
        notify(state, Tone::Problem, "No config is open", "Open the Slicer's config first.", now);
    }
    config
}

/// The open config and its content with the token, if both can be had and the token is fit for it.
fn prepare(state: &mut State, memo: &mut Memo, now: UnixTime) -> Option<(OpenConfig, SecretBytes)> {
    let config = open_config(state, now)?;
    let wish = state.form.wish(state.local).ok();
    let credential = memo.credential(state);
    let ready = wish.is_some_and(|wish| is_ready(&readiness(credential.as_deref(), &Terms::of_wish(&wish), now)));
    let token = memo.test_token(state).and_then(Result::ok);
    let (Some(token), true) = (token, ready) else {
        notify(state, Tone::Problem, "The token is not ready for a Slicer", "See what is unmet in the list.", now);
        return None;
    };
    match config.document.with_api_key(&api_key_value(token.token()), state.slicer.line) {
        Ok(after) => {
            let content = SecretBytes::new(after.as_bytes().to_vec());
            Some((config, content))
        }
        Err(error) => {
            state.slicer.problem = Some(refuse_config(&config.name, &error));
            None
        }
    }
}

pub(super) fn take_saved(
    state: &mut State,
    path: PathBuf,
    is_copy: bool,
    result: Result<Saved, SaveError>,
    now: UnixTime,
) -> Vec<Effect> {
    match result {
        Ok(saved) => {
            let kept = saved.backup.as_deref().map(|backup| format!(", and kept {}", name_of(backup)));
            let message = format!("Saved {}{}", name_of(&path), kept.unwrap_or_default());
            let advice =
                if is_copy { "Put it in its place, then restart the Slicer." } else { "Now restart the Slicer." };
            state.slicer.problem = None;
            notify(state, Tone::Done, message, advice, now);
            if is_copy {
                return Vec::new();
            }
            state.slicer.saved = Some(path.clone());
            vec![Effect::ReadConfig(path)]
        }
        Err(error) => {
            state.slicer.problem = Some(refuse_file(&name_of(&path), &error));
            Vec::new()
        }
    }
}

/// A command to run, for the clipboard.
pub(super) fn copy_command(state: &mut State, command: SlicerCommand, now: UnixTime) -> Vec<Effect> {
    let path = state.slicer.config.as_ref().and_then(|config| config.path.as_ref()?.to_str());
    let (label, text) = match command {
        SlicerCommand::Restart => ("the restart command", Some(RESTART_COMMAND.to_owned())),
        SlicerCommand::Chmod => ("the chmod command", path.map(chmod_command)),
        SlicerCommand::Sudo => ("the sudo command", crate::app::derive::word_sudo(state)),
    };
    match text {
        Some(text) => copying::copy_plain(state, label, SecretText::new(text)),
        None => {
            notify(
                state,
                Tone::Problem,
                "This path can't be written in a command",
                "Rename the file, or use the line.",
                now,
            );
            Vec::new()
        }
    }
}

/// The commands of the Slicer pane.
#[derive(Clone, Copy)]
pub(super) enum SlicerCommand {
    Restart,
    Chmod,
    Sudo,
}

fn refuse_file(name: &str, error: &SaveError) -> Problem {
    Problem {
        message: format!("{name}: {error}"),
        advice: error.advice().to_owned(),
        needs_rights: error.needs_rights(),
    }
}

fn refuse_config(name: &str, error: &SlicerConfigError) -> Problem {
    Problem { message: format!("{name}: {error}"), advice: error.advice().to_owned(), needs_rights: false }
}
