//! The file dialog, off the thread that paints.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::app::command::DialogOutcome;

/// Nobody closes a dialog that fast: one that ends sooner without a file was never shown.
const SOONEST_CANCEL: Duration = Duration::from_millis(250);

/// Shows a dialog for an existing file and waits for its end. All files are listed: `.env` is a dotfile.
pub(super) fn choose_file(title: &str) -> DialogOutcome {
    wait_for(|| rfd::FileDialog::new().set_title(title).pick_file())
}

/// Shows a dialog for a new file and waits for its end.
pub(super) fn choose_place(name: &str) -> DialogOutcome {
    wait_for(|| rfd::FileDialog::new().set_title("Save a copy").set_file_name(name).save_file())
}

fn wait_for(dialog: impl FnOnce() -> Option<PathBuf>) -> DialogOutcome {
    let opened = Instant::now();
    match dialog() {
        Some(path) => DialogOutcome::Chosen(path),
        // Without a portal and without zenity the library gives up at once and says no more than "no file".
        None if opened.elapsed() < SOONEST_CANCEL => DialogOutcome::Unavailable,
        None => DialogOutcome::Cancelled,
    }
}
