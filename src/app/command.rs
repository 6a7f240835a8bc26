//! Everything that a person can do, and everything that comes back from outside.

use std::path::PathBuf;

use crate::domain::capture::Found;
use crate::domain::credential::KeyFileError;
use crate::domain::secret::{SecretBytes, SecretText};

use super::errand::Errand;
use super::form::Edit;
use super::platform::save::{ReadFile, SaveError, Saved};
use super::request_desk::RequestEdit;
use super::scan::{RowError, ScanEdit, ScanNews, Stage};
use super::settings::Setting;
use super::state::Against;

pub use super::action::Action;

/// What changes the state.
#[derive(Clone, Debug)]
pub enum Command {
    /// Something from the table of actions: a button, a menu entry, a shortcut.
    Do(Action),
    /// The paste box of the Read pane holds this text now.
    SetCapture(SecretText),
    /// Another token of the list of found tokens.
    SelectToken(usize),
    /// What to compare the read token with.
    Compare(Against),
    /// The moment to judge the captured token at, as typed; empty for now.
    SetJudgeAt(String),
    /// A member of the panes to highlight (JSON Pointer), or none.
    Highlight(Option<String>),
    /// A change in the form of the Create pane.
    Edit(Edit),
    /// A change on the desk of the Request pane.
    EditRequest(RequestEdit),
    /// A change in how the list of a scan is looked at.
    EditScan(ScanEdit),
    /// The command palette holds this text now.
    SetPalette(String),
    /// The path box holds this text now.
    SetPath(String),
    /// What the window asks for when a key file says no `kid`, `sub` or scopes.
    SetIdentity(IdentityField, String),
    /// Text that was pasted while no text field had the focus, or that looks like a key wherever it was pasted.
    Paste(SecretText),
    /// Copy text that is selected.
    CopySelection(SecretText),
    /// Keep the old config beside the new one, or not.
    SetBackup(bool),
    /// Which of several `apikey` lines is to change, counted from 1.
    ChooseLine(usize),
    /// Files that were dropped.
    Drop(Vec<PathBuf>),
    /// A file to load from the command line.
    Open(PathBuf),
    /// One of the settings.
    Set(Setting),
    /// The window has this width and height now, in points of the screen.
    Resize([f32; 2]),
    /// What an effect brought.
    Report(Report),
}

/// One of the three things that a PEM file does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityField {
    /// The key ID.
    Kid,
    /// The owner ID.
    Sub,
    /// The granted scopes, separated by commas or white space.
    Scopes,
}

/// The result of an effect.
#[derive(Clone, Debug)]
pub enum Report {
    /// A file was read, as far as that went.
    FileRead {
        /// Which one.
        path: PathBuf,
        /// Its bytes, or why there are none.
        result: Result<SecretBytes, KeyFileError>,
        /// Whether users other than its owner may do anything with it.
        is_open_to_others: bool,
    },
    /// A file is too large to be read whole.
    LargeFile {
        /// Which one.
        path: PathBuf,
        /// How it begins.
        head: SecretBytes,
        /// Why it is not read, if it should be a key.
        error: KeyFileError,
    },
    /// A scan found something, or is over.
    Scanned {
        /// Its number.
        scan: u64,
        /// What it found since the last time.
        news: ScanNews,
        /// How it ended, if it is over.
        end: Option<Stage>,
    },
    /// A row of a scan was read again.
    RowRead {
        /// The number of the scan.
        scan: u64,
        /// Which row.
        row: u32,
        /// Its token, or why there is none.
        result: Result<Found, RowError>,
    },
    /// The file dialog was closed.
    Dialog(DialogOutcome),
    /// A Slicer's config was read, as far as that went.
    ConfigRead {
        /// Which one, absolute.
        path: PathBuf,
        /// The file, or why there is none.
        result: Result<ReadFile, SaveError>,
    },
    /// The file dialog for a config was closed.
    ConfigDialog(DialogOutcome),
    /// The file dialog for a copy of the config was closed.
    CopyDialog(DialogOutcome),
    /// A config was saved, as far as that went.
    ConfigSaved {
        /// Which one.
        path: PathBuf,
        /// Whether it is a copy elsewhere.
        is_copy: bool,
        /// What was done, or why nothing was.
        result: Result<Saved, SaveError>,
    },
    /// Text was put into the clipboard.
    Copied {
        /// What was copied, for the notice: never the value.
        label: &'static str,
        /// What to mind when using it.
        advice: String,
        /// Why not, if not.
        result: Result<(), String>,
    },
    /// The clipboard was cleared; false if it held something else by then.
    Cleared(bool),
    /// The clipboard's text, if it has any.
    Clipboard(Result<SecretText, String>),
    /// Random bytes for an authorization URL.
    ProofBytes(Result<SecretBytes, String>),
    /// An errand takes longer than a blink. Its result still comes.
    Slow {
        /// What it is.
        errand: Errand,
        /// What is going on.
        phrase: String,
    },
    /// The settings were saved, or why not.
    SettingsSaved(Result<(), String>),
    /// Random bytes for the sample key.
    Random(Result<SecretBytes, String>),
}

/// How the file dialog ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialogOutcome {
    /// A file was chosen.
    Chosen(PathBuf),
    /// Nothing was chosen.
    Cancelled,
    /// No dialog can be had here.
    Unavailable,
    /// The desktop's portal, which shows the dialogs, does not answer.
    Silent,
}
