//! What is done outside and can take long: a slow file, a dialog, a program that does not hand its clipboard over.

use std::path::Path;

use crate::domain::credential::may_be_secret;
use crate::domain::text::make_visible;
use crate::domain::time::UnixTime;

use super::effect::Effect;

/// A kind of effect that can take long. Where a second one of the kind begins, the first one's result may be late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Errand {
    /// A key or a text is read.
    ReadFile,
    /// A Slicer's config is read.
    ReadConfig,
    /// The file dialog for a key.
    KeyDialog,
    /// The file dialog for a config.
    ConfigDialog,
    /// The file dialog for a copy of a config.
    CopyDialog,
    /// A config is saved.
    Save,
    /// Text is put into the clipboard.
    Copy,
    /// The clipboard's text is fetched.
    Paste,
    /// A file is scanned.
    ScanFile,
    /// A row of a scan is read again.
    ReadRow,
}

impl Errand {
    /// What kind of errand an effect is; nothing if it is done at once.
    #[must_use]
    pub fn of(effect: &Effect) -> Option<Self> {
        match effect {
            Effect::ReadFile(_) => Some(Self::ReadFile),
            Effect::ReadConfig(_) => Some(Self::ReadConfig),
            Effect::OpenDialog => Some(Self::KeyDialog),
            Effect::OpenConfigDialog => Some(Self::ConfigDialog),
            Effect::OpenCopyDialog(_) => Some(Self::CopyDialog),
            Effect::SaveConfig { .. } | Effect::SaveCopy { .. } => Some(Self::Save),
            Effect::Copy { .. } => Some(Self::Copy),
            Effect::ReadClipboard => Some(Self::Paste),
            Effect::ScanFile(_) => Some(Self::ScanFile),
            Effect::ReadRow { .. } => Some(Self::ReadRow),
            Effect::ClearClipboard
            | Effect::StopScan
            | Effect::Randomness
            | Effect::ProofBytes
            | Effect::SaveSettings(_)
            | Effect::Cancel(_)
            | Effect::Quit => None,
        }
    }

    /// Whether a person is asked, who may take all the time in the world.
    #[must_use]
    pub fn is_dialog(self) -> bool {
        matches!(self, Self::KeyDialog | Self::ConfigDialog | Self::CopyDialog)
    }

    /// Whether the next one of the kind takes its place, so that the last one asked for is the one that counts.
    #[must_use]
    pub fn gives_way(self) -> bool {
        !matches!(self, Self::Save | Self::Copy)
    }

    /// What is going on, with the name of the file that it is about.
    #[must_use]
    pub fn phrase(self, name: &str) -> String {
        match self {
            Self::ReadFile | Self::ReadConfig => format!("Reading {name}"),
            Self::KeyDialog | Self::ConfigDialog | Self::CopyDialog => "The file dialog is open".to_owned(),
            Self::Save => format!("Saving {name}"),
            Self::Copy => "Waiting for the clipboard to take the text".to_owned(),
            Self::Paste => "Waiting for the clipboard's text".to_owned(),
            Self::ScanFile => format!("Scanning {name}"),
            Self::ReadRow => format!("Reading a line of {name}"),
        }
    }
}

/// The name of the file that an effect is about; empty if it is about none.
#[must_use]
pub fn file_name(effect: &Effect) -> String {
    match effect {
        Effect::ReadFile(path)
        | Effect::ReadConfig(path)
        | Effect::SaveConfig { path, .. }
        | Effect::SaveCopy { path, .. } => name_of(path),
        Effect::ScanFile(order) | Effect::ReadRow { order, .. } => name_of(&order.path),
        _ => String::new(),
    }
}

/// A file's name without its folders, as it may be shown: a key or a token in the place of a path is not.
#[must_use]
pub fn name_of(path: &Path) -> String {
    if may_be_secret(&path.to_string_lossy()) {
        return "[not shown]".to_owned();
    }
    let name = path.file_name().unwrap_or(path.as_os_str());
    make_visible(&name.to_string_lossy()).into_owned()
}

/// Something that takes longer than a blink: the person is told of it and may cancel it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What it is.
    pub errand: Errand,
    /// What is going on.
    pub phrase: String,
    /// Since when the person is told.
    pub since: UnixTime,
}

/// After so many seconds a dialog may be one that nobody sees.
const UNSEEN_AFTER: i64 = 3;

impl Waiting {
    /// Whether it may be a dialog that was never shown: then the path box is worth offering.
    #[must_use]
    pub fn may_be_unseen(&self, now: UnixTime) -> bool {
        self.errand.is_dialog() && now.since(self.since) >= UNSEEN_AFTER
    }
}
