//! What is remembered from one run to the next: how the window looks, never what was in it.
//!
//! No secret is among it and no path of a key. As text it is JSON, to be read and edited by hand.

use serde::{Deserialize, Serialize};

use super::form::ZoneChoice;
use super::lease::DEFAULT_CLEAR_AFTER;
use super::state::{Pane, State, Theme};

/// The settings. What a file leaves out is as at the first start; what it has besides is ignored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// How much larger everything is, from 0.5 to 3.
    pub zoom: f32,
    /// The zone of the `nbf` fields.
    pub zone: ZoneChoice,
    /// How long a copied net token stays in the clipboard, in seconds.
    pub clear_after_seconds: i64,
    /// The pane that was shown last.
    pub pane: Pane,
    /// The window's width and height, in points.
    pub window: [f32; 2],
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zoom: 1.0,
            zone: ZoneChoice::Utc,
            clear_after_seconds: DEFAULT_CLEAR_AFTER,
            pane: Pane::Read,
            window: [1180.0, 760.0],
        }
    }
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
        // Numbers, names and nothing else: writing them as JSON does not fail.
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// What the state says of them; zoom and size are the window's.
    #[must_use]
    pub fn of(state: &State, zoom: f32, window: [f32; 2]) -> Self {
        Self {
            theme: state.theme,
            zoom,
            zone: state.form.nbf_zone,
            clear_after_seconds: state.clear_after,
            pane: state.pane,
            window,
        }
        .within_range()
    }

    /// Puts them into a state.
    pub fn apply(&self, state: &mut State) {
        state.theme = self.theme;
        state.form.nbf_zone = self.zone;
        state.clear_after = self.clear_after_seconds;
        state.pane = self.pane;
    }

    fn within_range(mut self) -> Self {
        let within = |value: f32, low: f32, high: f32, default: f32| {
            if value.is_finite() { value.clamp(low, high) } else { default }
        };
        self.zoom = within(self.zoom, 0.5, 3.0, 1.0);
        self.window = [within(self.window[0], 800.0, 10_000.0, 1180.0), within(self.window[1], 560.0, 10_000.0, 760.0)];
        self.clear_after_seconds = self.clear_after_seconds.clamp(5, 3_600);
        self
    }
}
