//! What the program wants from the world. Performed in one place, [`super::platform`].

use std::path::PathBuf;

use crate::domain::scan::Record;
use crate::domain::secret::{SecretBytes, SecretText};
use crate::domain::slicer::ContentHash;
use crate::domain::time::UnixTime;

use super::errand::Errand;
use super::scan::ScanOrder;

/// One wish; its result comes back as a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read a file, capped.
    ReadFile(PathBuf),
    /// Scan a file for tokens.
    ScanFile(ScanOrder),
    /// End the scan; what it found until then still comes.
    StopScan,
    /// Read a row of a scan again.
    ReadRow {
        /// The scan.
        order: ScanOrder,
        /// Which row.
        row: u32,
        /// Where it is, and what was found.
        record: Record,
    },
    /// Open the file dialog.
    OpenDialog,
    /// Read a Slicer's config.
    ReadConfig(PathBuf),
    /// Open the file dialog for a Slicer's config.
    OpenConfigDialog,
    /// Open the file dialog for a copy of the config; this is its name.
    OpenCopyDialog(String),
    /// Replace a config that is still as it was read.
    SaveConfig {
        /// Which one.
        path: PathBuf,
        /// What it must still hold.
        expected: ContentHash,
        /// What it shall hold.
        content: SecretBytes,
        /// Keep the old one, named after this moment.
        backup: Option<UnixTime>,
    },
    /// Write a new file.
    SaveCopy {
        /// Where.
        path: PathBuf,
        /// What.
        content: SecretBytes,
    },
    /// Put text into the clipboard, marked to stay out of clipboard histories.
    Copy {
        /// What it is, for the notice.
        label: &'static str,
        /// What to mind when using it, for the notice; may be empty.
        advice: String,
        /// The text.
        text: SecretText,
    },
    /// Empty the clipboard if it still holds what was copied last.
    ClearClipboard,
    /// Fetch the clipboard's text.
    ReadClipboard,
    /// 48 random bytes for an authorization URL.
    ProofBytes,
    /// 32 random bytes for the sample key.
    Randomness,
    /// Replace the settings file's content by this.
    SaveSettings(String),
    /// Wait no longer for an errand: its result is dropped.
    Cancel(Errand),
    /// Close the window.
    Quit,
}
