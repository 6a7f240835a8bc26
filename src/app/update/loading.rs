//! Keys come and go.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::app::effect::Effect;
use crate::app::errand::name_of;
use crate::app::form::Form;
use crate::app::memo::Memo;
use crate::app::platform::scan::is_packed;
use crate::app::state::{Identity, Pane, State, Tone};
use crate::domain::capture::{Aside, MAX_TEXT, Nothing, capture};
use crate::domain::credential::{Credential, KeyFileError, KeyNote, looks_like_key, read_key};
use crate::domain::secret::{SecretBytes, SecretText};
use crate::domain::time::UnixTime;

use super::{hide_scan, notify, remember, scan, set_capture};

pub(super) fn browse(state: &mut State, now: UnixTime) -> Vec<Effect> {
    open_dialog(state, Effect::OpenDialog, now)
}

/// Opens a file dialog, unless one is open: then the path box is the other way.
pub(super) fn open_dialog(state: &mut State, dialog: Effect, now: UnixTime) -> Vec<Effect> {
    if state.dialog.is_some() {
        state.path_box = true;
        notify(state, Tone::Problem, "A file dialog is open already", "Use it, or type the path here.", now);
        return Vec::new();
    }
    vec![dialog]
}

pub(super) fn open_path(state: &mut State, now: UnixTime) -> Vec<Effect> {
    let path = state.path.trim();
    if path.is_empty() {
        notify(state, Tone::Problem, "There is no path yet", "Type the path of a .env or PEM file.", now);
        return Vec::new();
    }
    vec![Effect::ReadFile(PathBuf::from(path))]
}

pub(super) fn drop_files(state: &mut State, paths: Vec<PathBuf>, now: UnixTime) -> Vec<Effect> {
    match <[PathBuf; 1]>::try_from(paths) {
        Ok([path]) => vec![Effect::ReadFile(path)],
        Err(paths) => {
            let message = format!("{} files were dropped at once", paths.len());
            notify(state, Tone::Problem, message, "Drop one file: a key, or a text with a token.", now);
            Vec::new()
        }
    }
}

/// A single line that is a path: absolute, below the home folder, or a file URI.
pub(super) fn as_path(text: &str) -> Option<PathBuf> {
    let line = text.trim();
    let windows = line.get(1..3).is_some_and(|rest| rest == ":\\" || rest == ":/");
    let is_path = line.starts_with('/') || line.starts_with("~/") || line.starts_with("file://") || windows;
    // A path that is this long or has several lines is none.
    (is_path && line.len() < 4096 && !line.contains(['\n', '\0'])).then(|| PathBuf::from(line))
}

/// What a file holds decides where it goes: a key is loaded, a Slicer's config opened, a text with a token read, what
/// is packed scanned.
pub(super) fn take_file(
    state: &mut State,
    memo: &mut Memo,
    path: PathBuf,
    bytes: &SecretBytes,
    is_open_to_others: bool,
    now: UnixTime,
) -> Vec<Effect> {
    let name = name_of(&path);
    match destination(state.pane, bytes) {
        Destination::Key => load_file(state, bytes, &path, is_open_to_others, now),
        Destination::Config => {
            state.key_problem = None;
            return vec![Effect::ReadConfig(path)];
        }
        Destination::Scan => return scan::start(state, memo, path, now),
        Destination::Capture(text) => {
            state.pane = Pane::Read;
            hide_scan(state);
            state.key_problem = None;
            state.path_box = false;
            remember(state, Some("file"), now);
            set_capture(state, SecretText::new(text));
            notify(state, Tone::Done, format!("Read {name}"), "", now);
        }
    }
    Vec::new()
}

enum Destination {
    Key,
    Config,
    Scan,
    Capture(String),
}

fn destination(pane: Pane, bytes: &SecretBytes) -> Destination {
    if is_packed(bytes.expose()) {
        return Destination::Scan;
    }
    let Ok(text) = std::str::from_utf8(bytes.expose()) else {
        // A config's comments may be in another encoding; a DER key starts with the tag of a sequence.
        let is_config = pane == Pane::Slicer && bytes.expose().first() != Some(&0x30);
        return if is_config { Destination::Config } else { Destination::Key };
    };
    if text.len() > MAX_TEXT || looks_like_key(text) {
        return Destination::Key;
    }
    let capture = capture(text);
    let is_config = capture.nothing == Some(Nothing::SlicerConfig)
        || capture.asides.iter().any(|aside| matches!(aside, Aside::SlicerApiKey { .. }));
    match (pane, capture.found.is_empty()) {
        (Pane::Slicer, _) => Destination::Config,
        (_, false) => Destination::Capture(text.to_owned()),
        (_, true) if is_config => Destination::Config,
        (_, true) => Destination::Key,
    }
}

/// Loads a key that was pasted; the one that was loaded before stays if this is none.
pub(super) fn load(state: &mut State, bytes: &SecretBytes, name: &str, now: UnixTime) {
    match read_key(bytes, name) {
        Ok(credential) => accept(state, credential, now),
        Err(error) => refuse(state, name, error),
    }
}

fn load_file(state: &mut State, bytes: &SecretBytes, path: &Path, is_open_to_others: bool, now: UnixTime) {
    let name = name_of(path);
    let path = path.to_str();
    match read_key(bytes, &name) {
        Ok(credential) if is_open_to_others => accept(state, credential.with_open_file(path), now),
        Ok(credential) => accept(state, credential, now),
        Err(error) => return refuse(state, &name, error),
    }
    if let Some(path) = path {
        state.recent.note(path);
    }
    state.key_path = path.map(str::to_owned);
}

pub(super) fn refuse(state: &mut State, name: &str, error: KeyFileError) {
    state.notice = None;
    state.key_problem = Some((name.to_owned(), error));
}

pub(super) fn accept(state: &mut State, credential: Credential, now: UnixTime) {
    remember(state, Some("key"), now);
    let granted = credential.scopes().unwrap_or_default().to_vec();
    // What was carried over from a read token before any key was loaded is not thrown away.
    let chosen = if state.credential.is_none() { state.form.chosen() } else { Vec::new() };
    state.form.scopes.clear();
    state.form.choose_only(&granted);
    if !chosen.is_empty() {
        state.form.choose_only(&chosen);
    }
    let message = match (credential.is_sample(), credential.signing_key().is_some()) {
        (true, _) => "Made a sample key".to_owned(),
        (_, true) => format!("Loaded {}", credential.name()),
        (_, false) => format!("Loaded {}, a public key", credential.name()),
    };
    let advice = credential.notes().first().map(KeyNote::advice).unwrap_or_default();
    state.credential = Some(Rc::new(credential));
    state.key_path = None;
    state.identity = Identity::default();
    state.key_problem = None;
    state.path_box = false;
    state.path.clear();
    state.last_edit = now;
    notify(state, Tone::Done, message, advice, now);
}

pub(super) fn forget(state: &mut State, now: UnixTime) {
    state.credential = None;
    state.key_path = None;
    state.identity = Identity::default();
    state.key_problem = None;
    state.form = Form { nbf_zone: state.zone, ..Form::default() };
    notify(state, Tone::Done, "The key is wiped from memory", "", now);
}
