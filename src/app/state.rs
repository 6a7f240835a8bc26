//! The truth of the running program, and nothing that could be derived from it.

use std::collections::VecDeque;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::domain::credential::{Credential, KeyFileError};
use crate::domain::secret::SecretText;
use crate::domain::time::{UnixTime, Zone};

use super::errand::{Errand, Waiting};
use super::form::{Form, ZoneChoice};
use super::history::{History, Snapshot};
use super::lease::{DEFAULT_CLEAR_AFTER, Lease};
use super::request_desk::RequestDesk;
use super::scan::ScanDesk;
use super::settings::{RecentKeys, Settings, SettingsFile};
use super::slicer_desk::SlicerDesk;

/// The panes of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pane {
    /// Why is this token refused?
    #[default]
    Read,
    /// A test token, and the Slicer line.
    Create,
    /// A never-expiring token in a Slicer's config.
    Slicer,
    /// A request that somebody else runs.
    Request,
}

impl Pane {
    /// Every pane, in the order of the tabs.
    pub const ALL: &'static [Self] = &[Self::Read, Self::Create, Self::Slicer, Self::Request];

    /// The tab's label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Read => "Read token",
            Self::Create => "Create token",
            Self::Slicer => "Slicer",
            Self::Request => "Request",
        }
    }

    /// What the pane is for.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Read => "Find out why a captured token is refused",
            Self::Create => "Make a test token from the loaded key",
            Self::Request => "Write a request with a fresh token, as a command that works",
            Self::Slicer => "Put a never-expiring token into a Slicer's config",
        }
    }
}

/// What the read token is compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Against {
    /// Nothing: no comparison is shown.
    #[default]
    Nothing,
    /// Another token of the same paste, counted from 0.
    Entry(usize),
    /// The test token of the Create pane.
    TestToken,
    /// The first token of another text.
    Text(SecretText),
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something went well.
    Done,
    /// Something did not.
    Problem,
}

/// A sentence for the person, with the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// What happened.
    pub message: String,
    /// What to do, if there is anything to do.
    pub advice: String,
    /// When it was said.
    pub at: UnixTime,
}

/// How long a notice of something that went well is shown, in seconds.
const SHOWN_FOR: i64 = 8;

impl Notice {
    /// Whether it is still to be seen: a problem until it is dismissed, anything else for a few seconds.
    #[must_use]
    pub fn is_shown(&self, now: UnixTime) -> bool {
        self.tone == Tone::Problem || now.since(self.at) < SHOWN_FOR
    }
}

/// What the window asks for when a key file does not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The key ID, as typed.
    pub kid: String,
    /// The owner ID, as typed.
    pub sub: String,
    /// The granted scopes, as typed.
    pub scopes: String,
}

impl Identity {
    /// The scopes as typed, separated by commas or white space.
    #[must_use]
    pub fn scope_list(&self) -> Vec<String> {
        split_scopes(&self.scopes)
    }
}

/// Scopes separated by commas or white space.
#[must_use]
pub fn split_scopes(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c == ',' || c.is_whitespace());
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The state.
#[derive(Clone, Debug)]
pub struct State {
    /// The pane that is shown.
    pub pane: Pane,
    /// The theme.
    pub theme: Theme,
    /// How much larger everything is.
    pub zoom: f32,
    /// The zone of the clock, and of `nbf` where nothing else was chosen for it.
    pub zone: ZoneChoice,
    /// The window's width and height, in points of the screen.
    pub window: [f32; 2],
    /// The key files that were loaded last, if they are to be remembered.
    pub recent: RecentKeys,
    /// The settings file, if the platform has a place for one.
    pub settings_file: Option<SettingsFile>,
    /// What the settings were before they were reset.
    pub before_reset: Option<Settings>,
    /// Whether the settings are shown.
    pub settings: bool,
    /// Whether the help is shown.
    pub help: bool,
    /// What is typed into the command palette, while it is shown.
    pub palette: Option<String>,
    /// The zone of the machine.
    pub local: Zone,
    /// The loaded key as its file says it, if any.
    pub credential: Option<Rc<Credential>>,
    /// What was typed for what the file does not say.
    pub identity: Identity,
    /// The file dialog that is open.
    pub dialog: Option<Errand>,
    /// What takes long at present, in the order in which it began.
    pub waiting: Vec<Waiting>,
    /// Whether files can be dropped on the window.
    pub takes_drops: bool,
    /// Whether the path box is shown.
    pub path_box: bool,
    /// What is in the path box.
    pub path: String,
    /// Why the last key file could not be loaded: shown until the next one loads.
    pub key_problem: Option<(String, KeyFileError)>,
    /// The last notice.
    pub notice: Option<Notice>,
    /// Why the settings could not be read: seen while there is no other notice, until it is dismissed.
    pub settings_problem: Option<Notice>,
    /// The pasted text.
    pub capture: Rc<SecretText>,
    /// Which of the found tokens is shown.
    pub selected: usize,
    /// What it is compared with.
    pub against: Against,
    /// The scan of a large file, if there is one.
    pub scan: Option<ScanDesk>,
    /// How many scans there have been.
    pub scans: u64,
    /// Whether a scan judges each token as of the time that its line says.
    pub scans_by_line: bool,
    /// Whether header and claims are shown as received, not laid out.
    pub received: bool,
    /// The moment to judge at, as typed; empty for now.
    pub judge_at: String,
    /// The highlighted member, as a JSON Pointer.
    pub highlight: Option<String>,
    /// The form.
    pub form: Form,
    /// The field for a further scope.
    pub scope_entry: String,
    /// The search over the scopes.
    pub scope_search: String,
    /// The desk of the Slicer pane.
    pub slicer: SlicerDesk,
    /// The desk of the Request pane.
    pub request: RequestDesk,
    /// Where the loaded key was read, if it was a file: for programs that sign by themselves.
    pub key_path: Option<String>,
    /// The path of this program, for commands that the user runs.
    pub program: Option<String>,
    /// The secret that is in the clipboard.
    pub lease: Option<Lease>,
    /// The leases of what is on its way to the clipboard, in order.
    pub(super) leases_to_come: VecDeque<Option<Lease>>,
    /// How long a copied net token stays in the clipboard, in seconds; nothing for always.
    pub clear_after: Option<i64>,
    /// Whether the person is asked if the program shall close although the clipboard will lose a secret.
    pub asking_to_quit: bool,
    /// What can be undone.
    pub history: History,
    /// When the form or the key changed last: the test token's `iat`.
    pub last_edit: UnixTime,
}

impl State {
    /// The state at the start: nothing loaded, nothing pasted.
    #[must_use]
    pub fn new(now: UnixTime, local: Zone) -> Self {
        Self {
            pane: Pane::Read,
            theme: Theme::System,
            zoom: 1.0,
            zone: ZoneChoice::Utc,
            window: Settings::default().window,
            recent: RecentKeys::default(),
            settings_file: None,
            before_reset: None,
            settings: false,
            help: false,
            palette: None,
            local,
            credential: None,
            identity: Identity::default(),
            dialog: None,
            waiting: Vec::new(),
            takes_drops: true,
            path_box: false,
            path: String::new(),
            key_problem: None,
            notice: None,
            settings_problem: None,
            capture: Rc::default(),
            selected: 0,
            against: Against::Nothing,
            scan: None,
            scans: 0,
            scans_by_line: false,
            received: false,
            judge_at: String::new(),
            highlight: None,
            form: Form::default(),
            scope_entry: String::new(),
            scope_search: String::new(),
            slicer: SlicerDesk::default(),
            request: RequestDesk::default(),
            key_path: None,
            program: None,
            lease: None,
            leases_to_come: VecDeque::new(),
            clear_after: Some(DEFAULT_CLEAR_AFTER),
            asking_to_quit: false,
            history: History::default(),
            last_edit: now,
        }
    }

    /// The notice that is to be seen.
    #[must_use]
    pub fn shown_notice(&self, now: UnixTime) -> Option<&Notice> {
        let last = self.notice.as_ref().filter(|notice| notice.is_shown(now));
        last.or(self.settings_problem.as_ref())
    }

    /// The scan that the Read pane shows in place of the paste box.
    #[must_use]
    pub fn shown_scan(&self) -> Option<&ScanDesk> {
        self.scan.as_ref().filter(|scan| !scan.is_hidden)
    }

    /// Which of the found tokens is shown: of a scan's list only the one that is open is found.
    #[must_use]
    pub fn place(&self) -> usize {
        if self.shown_scan().is_some() { 0 } else { self.selected }
    }

    /// What an undo would come back to.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { form: self.form.clone(), capture: self.capture.clone(), answer: self.request.answer.clone() }
    }
}
