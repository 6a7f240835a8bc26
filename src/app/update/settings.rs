//! Settings change, and are saved soon after.

use crate::app::command::Action;
use crate::app::effect::Effect;
use crate::app::settings::{Setting, Settings, ZOOM};
use crate::app::state::{State, Theme, Tone};
use crate::domain::time::UnixTime;

use super::{editing, notify};

/// One press of "Larger" or "Smaller".
const ZOOM_STEP: f32 = 0.1;

/// So many seconds after a change the file is written: a window that is being resized is not written at every step.
const SAVED_AFTER: i64 = 1;

pub(super) fn set(state: &mut State, setting: Setting, now: UnixTime) -> Vec<Effect> {
    match setting {
        Setting::Theme(theme) => state.theme = theme,
        Setting::Zone(zone) => {
            state.zone = zone;
            editing::switch_zone(state, zone);
        }
        Setting::ClearAfter(seconds) => state.clear_after = seconds,
        Setting::RecentKeys(on) => {
            let loaded = state.key_path.clone();
            state.recent.switch(on, loaded.as_deref());
            if !on {
                notify(state, Tone::Done, "The paths of recent keys are deleted", "", now);
                return save(state).into_iter().collect();
            }
        }
    }
    Vec::new()
}

pub(super) fn act(state: &mut State, action: Action, now: UnixTime) -> Vec<Effect> {
    match action {
        Action::SwitchTheme => state.theme = next_theme(state.theme),
        Action::ZoomIn => zoom(state, state.zoom + ZOOM_STEP),
        Action::ZoomOut => zoom(state, state.zoom - ZOOM_STEP),
        Action::ZoomNormal => state.zoom = 1.0,
        Action::ToggleSettings => state.settings = !state.settings,
        Action::ResetSettings => return reset(state, now),
        _ => take_back(state, now),
    }
    Vec::new()
}

/// Rounded, so that ten steps up and ten steps down lead back.
fn zoom(state: &mut State, wanted: f32) {
    state.zoom = ((wanted * 10.0).round() / 10.0).clamp(ZOOM[0], ZOOM[1]);
}

fn next_theme(theme: Theme) -> Theme {
    match theme {
        Theme::System => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::System,
    }
}

/// Everything but where the person is: the pane and the size of the window stay.
fn reset(state: &mut State, now: UnixTime) -> Vec<Effect> {
    let before = Settings::of(state);
    apply(state, &Settings { pane: before.pane, window: before.window, ..Settings::default() });
    state.before_reset = Some(Settings { recent_key_files: Vec::new(), ..before });
    notify(state, Tone::Done, "The settings are as at the first start", "Take reset back undoes it.", now);
    // The paths of keys leave the file at once.
    save(state).into_iter().collect()
}

fn take_back(state: &mut State, now: UnixTime) {
    match state.before_reset.take() {
        Some(before) => {
            let present = Settings::of(state);
            apply(state, &Settings { pane: present.pane, window: present.window, ..before });
            notify(state, Tone::Done, "The settings are as before the reset", "", now);
        }
        None => notify(state, Tone::Problem, "The settings were not reset", "Go on from here.", now),
    }
}

/// The moment that the form names stays, whatever zone it is shown in.
fn apply(state: &mut State, settings: &Settings) {
    editing::switch_zone(state, settings.zone);
    settings.apply(state);
}

/// Writes the settings if they have differed from the file for a while.
pub(super) fn save_when_stale(state: &mut State, now: UnixTime) -> Option<Effect> {
    let present = Settings::of(state);
    let file = state.settings_file.as_mut()?;
    if present == file.content {
        file.stale_since = None;
        return None;
    }
    let since = *file.stale_since.get_or_insert(now);
    // A clock that was set back does not keep them waiting.
    let is_due = now.since(since) >= SAVED_AFTER || now.since(since) < 0;
    is_due.then(|| save(state)).flatten()
}

/// Writes the settings if they differ from the file.
pub(super) fn save(state: &mut State) -> Option<Effect> {
    let present = Settings::of(state);
    let file = state.settings_file.as_mut()?;
    file.stale_since = None;
    if present == file.content {
        return None;
    }
    let text = present.to_text();
    file.content = present;
    Some(Effect::SaveSettings(text))
}

pub(super) fn take_saved(state: &mut State, result: Result<(), String>, now: UnixTime) {
    let Err(reason) = result else { return };
    let path = state.settings_file.as_ref().map(|file| file.path.clone()).unwrap_or_default();
    let advice = format!("They hold until the program ends. Make {path} writable to keep them.");
    notify(state, Tone::Problem, format!("The settings can't be saved: {reason}"), advice, now);
}
