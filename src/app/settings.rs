//! What is remembered from one run to the next: how the window looks, never what was in it.
//!
//! No secret is among it, and no path of a key unless the person turned recent keys on. As text it is JSON, to be read
//! and edited by hand.

use serde::{Deserialize, Serialize};

use crate::domain::time::UnixTime;

use super::form::ZoneChoice;
use super::lease::DEFAULT_CLEAR_AFTER;
use super::state::{Pane, State, Theme};

/// How much larger or smaller everything can be, from and to.
pub const ZOOM: [f32; 2] = [0.5, 3.0];

/// How many key files are remembered at most.
const MOST_RECENT: usize = 8;

/// The settings. What a file leaves out is as at the first start; what it has besides is ignored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// How much larger everything is, from 0.5 to 3.
    pub zoom: f32,
    /// The zone of the `nbf` fields and of the clock.
    pub zone: ZoneChoice,
    /// How long a copied net token stays in the clipboard, in seconds; `null` for as long as nothing else is copied.
    pub clear_after_seconds: Option<i64>,
    /// The pane that was shown last.
    pub pane: Pane,
    /// The window's width and height, in points.
    pub window: [f32; 2],
    /// Whether the paths of key files are remembered.
    pub recent_keys: bool,
    /// The paths of key files, the last one first; empty unless they are to be remembered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recent_key_files: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zoom: 1.0,
            zone: ZoneChoice::Utc,
            clear_after_seconds: Some(DEFAULT_CLEAR_AFTER),
            pane: Pane::Read,
            window: [1180.0, 760.0],
            recent_keys: false,
            recent_key_files: Vec::new(),
        }
    }
}

/// One of the settings that a person changes by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setting {
    /// Light, dark, or as the system says.
    Theme(Theme),
    /// The zone of the `nbf` fields and of the clock.
    Zone(ZoneChoice),
    /// How long a copied net token stays in the clipboard, in seconds; nothing for always.
    ClearAfter(Option<i64>),
    /// Whether the paths of key files are remembered.
    RecentKeys(bool),
}

impl Settings {
    /// Reads the text of a settings file. What is out of range is brought into it.
    ///
    /// # Errors
    /// A sentence with the place, if it is no such JSON.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(text)
            .map_err(|error| format!("line {}, column {} is not as it should be", error.line(), error.column()))?;
        Ok(read.within_range())
    }

    /// The text for the file.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Numbers, names and paths, and nothing else: writing them as JSON does not fail.
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// What the state says of them.
    #[must_use]
    pub fn of(state: &State) -> Self {
        Self {
            theme: state.theme,
            zoom: state.zoom,
            zone: state.zone,
            clear_after_seconds: state.clear_after,
            pane: state.pane,
            window: state.window,
            recent_keys: state.recent.is_on(),
            recent_key_files: state.recent.paths().to_vec(),
        }
        .within_range()
    }

    /// Puts them into a state.
    pub fn apply(&self, state: &mut State) {
        state.theme = self.theme;
        state.zoom = self.zoom;
        state.zone = self.zone;
        state.form.nbf_zone = self.zone;
        state.clear_after = self.clear_after_seconds;
        state.pane = self.pane;
        state.window = self.window;
        state.recent = RecentKeys::new(self.recent_keys, self.recent_key_files.clone());
    }

    fn within_range(mut self) -> Self {
        let within = |value: f32, low: f32, high: f32, default: f32| {
            if value.is_finite() { value.clamp(low, high) } else { default }
        };
        self.zoom = within(self.zoom, ZOOM[0], ZOOM[1], 1.0);
        self.window = [within(self.window[0], 800.0, 10_000.0, 1180.0), within(self.window[1], 560.0, 10_000.0, 760.0)];
        self.clear_after_seconds = self.clear_after_seconds.map(|seconds| seconds.clamp(5, 3_600));
        if !self.recent_keys {
            self.recent_key_files.clear();
        }
        self.recent_key_files.truncate(MOST_RECENT);
        self
    }
}

/// The paths of the key files that were loaded last: none unless the person wants them to be remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecentKeys(Option<Vec<String>>);

impl RecentKeys {
    fn new(on: bool, paths: Vec<String>) -> Self {
        Self(on.then_some(paths))
    }

    /// Whether they are remembered.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// The paths, the last one first.
    #[must_use]
    pub fn paths(&self) -> &[String] {
        self.0.as_deref().unwrap_or_default()
    }

    /// Starts to remember, with the file that is loaded; or forgets all of them.
    pub(super) fn switch(&mut self, on: bool, loaded: Option<&str>) {
        match (on, self.is_on()) {
            (true, false) => self.0 = Some(loaded.map(str::to_owned).into_iter().collect()),
            (true, true) => {}
            (false, _) => self.0 = None,
        }
    }

    /// Puts a path first, if they are remembered.
    pub(super) fn note(&mut self, path: &str) {
        let Some(paths) = &mut self.0 else { return };
        paths.retain(|known| known != path);
        paths.insert(0, path.to_owned());
        paths.truncate(MOST_RECENT);
    }
}

/// The settings file as this run knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsFile {
    /// Its path, to show.
    pub path: String,
    /// What it holds, as far as it is known.
    pub(super) content: Settings,
    /// Since when it differs from the state.
    pub(super) stale_since: Option<UnixTime>,
}

impl SettingsFile {
    /// The file as it was read.
    pub(super) fn new(path: String, content: Settings) -> Self {
        Self { path, content, stale_since: None }
    }

    /// Whether it is soon to be written.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.stale_since.is_some()
    }
}
