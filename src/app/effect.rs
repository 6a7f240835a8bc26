//! What the program wants from the world. Performed in one place, [`super::platform`].

use std::path::PathBuf;

use crate::domain::secret::SecretText;

/// One wish; its result comes back as a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read a file, capped.
    ReadFile(PathBuf),
    /// Open the file dialog.
    OpenDialog,
    /// Put text into the clipboard, marked to stay out of clipboard histories.
    Copy {
        /// What it is, for the notice.
        label: &'static str,
        /// What to mind when using it, for the notice; may be empty.
        advice: String,
        /// The text.
        text: SecretText,
    },
    /// Fetch the clipboard's text.
    ReadClipboard,
    /// 32 random bytes for the sample key.
    Randomness,
    /// Close the window.
    Quit,
}
