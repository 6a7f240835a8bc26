//! The file dialog, off the thread that paints.

use std::time::{Duration, Instant};

use crate::app::command::DialogOutcome;

/// Nobody closes a dialog that fast: one that ends sooner without a file was never shown.
const SOONEST_CANCEL: Duration = Duration::from_millis(250);

/// Shows the dialog and waits for its end. All files are listed: `.env` is a dotfile.
pub(super) fn choose_file() -> DialogOutcome {
    let opened = Instant::now();
    let chosen = rfd::FileDialog::new().set_title("Load key").pick_file();
    match chosen {
        Some(path) => DialogOutcome::Chosen(path),
        // Without a portal and without zenity the library gives up at once and says no more than "no file".
        None if opened.elapsed() < SOONEST_CANCEL => DialogOutcome::Unavailable,
        None => DialogOutcome::Cancelled,
    }
}
