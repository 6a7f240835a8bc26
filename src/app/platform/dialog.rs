//! The file dialog, off the thread that paints.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::app::command::DialogOutcome;

/// Nobody closes a dialog that fast: one that ends sooner without a file was never shown.
const SOONEST_CANCEL: Duration = Duration::from_millis(250);

/// What a file dialog asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question<'a> {
    /// An existing file; the title of the dialog.
    Open(&'a str),
    /// A new file; the name that is offered.
    Save(&'a str),
}

impl Question<'_> {
    /// Shows the dialog and waits for its end. All files are listed: `.env` is a dotfile.
    pub(super) fn show(self) -> Option<PathBuf> {
        match self {
            Self::Open(title) => rfd::FileDialog::new().set_title(title).pick_file(),
            Self::Save(name) => rfd::FileDialog::new().set_title("Save a copy").set_file_name(name).save_file(),
        }
    }
}

/// Shows a dialog for an existing file and waits for its end.
pub(super) fn choose_file(title: &str) -> DialogOutcome {
    wait_for(|| ask(Question::Open(title)))
}

/// Shows a dialog for a new file and waits for its end.
pub(super) fn choose_place(name: &str) -> DialogOutcome {
    wait_for(|| ask(Question::Save(name)))
}

#[cfg(target_os = "linux")]
fn ask(question: Question<'_>) -> Option<PathBuf> {
    super::dialog_process::ask(question)
}

#[cfg(not(target_os = "linux"))]
fn ask(question: Question<'_>) -> Option<PathBuf> {
    question.show()
}

fn wait_for(dialog: impl FnOnce() -> Option<PathBuf>) -> DialogOutcome {
    if is_portal_silent() {
        return DialogOutcome::Silent;
    }
    let opened = Instant::now();
    match dialog() {
        Some(path) => DialogOutcome::Chosen(path),
        // Without a portal and without zenity the library gives up at once and says no more than "no file".
        None if opened.elapsed() < SOONEST_CANCEL => DialogOutcome::Unavailable,
        None => DialogOutcome::Cancelled,
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn is_portal_silent() -> bool {
    super::portal::is_silent()
}

/// There are no portals.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn is_portal_silent() -> bool {
    false
}
