//! Where this program and its files are, for commands that the user runs.

use std::path::Path;

use crate::domain::text::is_hidden;

/// The absolute path of this program; nothing if it can't be told, or not written in a command.
#[must_use]
pub fn path() -> Option<String> {
    absolute(&std::env::current_exe().ok()?)
}

/// The absolute path of a file, symbolic links kept; nothing if it can't be written in a command: it is not UTF-8, or
/// has characters that can't be seen.
#[must_use]
pub fn absolute(path: &Path) -> Option<String> {
    let path = std::path::absolute(path).ok()?;
    path.to_str().filter(|text| !text.chars().any(is_hidden)).map(str::to_owned)
}
