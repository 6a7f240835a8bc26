//! The two programs, the command line and the window: where they are, and how the first starts the second.

use std::env::consts::EXE_SUFFIX;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use thiserror::Error;

use crate::domain::text::is_hidden;

const COMMAND_LINE: &str = "token-debugger";
const WINDOW: &str = "token-debugger-window";

/// Why the window's program does not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// It is not installed.
    #[error("This installation has no window: {WINDOW} is not beside {COMMAND_LINE}")]
    Missing,
    /// The system doesn't run it.
    #[error("The window can't be started: {0}")]
    Refused(#[from] io::Error),
}

impl StartError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Missing => {
                "Put both programs into one folder (cargo install --path . does), or use the command line: token-debugger --help."
            }
            Self::Refused(_) => "Install it again, or use the command line: token-debugger --help.",
        }
    }
}

/// Starts the window in place of this program, with this key file if one is named. Where a process can't be replaced,
/// waits for the window and gives its exit code.
///
/// # Errors
/// [`StartError`] when there is no such program, or the system doesn't run it.
pub fn open_window(file: Option<&Path>) -> Result<ExitCode, StartError> {
    let window = std::env::current_exe().ok().and_then(|own| find(&own, WINDOW, "libexec"));
    let mut command = Command::new(window.ok_or(StartError::Missing)?);
    // A file whose name begins with a dash is still a file.
    command.args(file.map(|path| [Path::new("--"), path]).into_iter().flatten());
    Ok(replace(command)?)
}

#[cfg(unix)]
fn replace(mut command: Command) -> io::Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec())
}

#[cfg(not(unix))]
fn replace(mut command: Command) -> io::Result<ExitCode> {
    let code = command.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The absolute path of this program, for commands that the user runs; nothing if it can't be told, or not written in
/// a command.
#[must_use]
pub fn path() -> Option<String> {
    absolute(&std::env::current_exe().ok()?)
}

/// The absolute path of the command line that belongs to this window, for commands that the user runs; nothing if it
/// is not there, or can't be written in a command.
#[must_use]
pub fn command_line() -> Option<String> {
    absolute(&find(&std::env::current_exe().ok()?, COMMAND_LINE, "bin")?)
}

/// The absolute path of a file, symbolic links kept; nothing if it can't be written in a command: it is not UTF-8, or
/// has characters that can't be seen.
#[must_use]
pub fn absolute(path: &Path) -> Option<String> {
    let path = std::path::absolute(path).ok()?;
    path.to_str().filter(|text| !text.chars().any(is_hidden)).map(str::to_owned)
}

/// The other of the two programs: beside this one, or in the folder that the file hierarchy standard (FHS 3.0, section
/// 4.7) has for it: programs that no user starts are in `libexec`.
fn find(own: &Path, name: &str, elsewhere: &str) -> Option<PathBuf> {
    let folder = own.parent()?;
    let name = format!("{name}{EXE_SUFFIX}");
    [Some(folder.join(&name)), folder.parent().map(|above| above.join(elsewhere).join(&name))]
        .into_iter()
        .flatten()
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn install(paths: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for path in paths {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        folder
    }

    #[test]
    fn the_window_is_found_beside_the_command_line_and_in_libexec() {
        let window = format!("{WINDOW}{EXE_SUFFIX}");
        for place in ["usr/bin", "usr/libexec"] {
            let folder = install(&["usr/bin/token-debugger", &format!("{place}/{window}")]);
            let found = find(&folder.path().join("usr/bin/token-debugger"), WINDOW, "libexec");
            assert_eq!(found, Some(folder.path().join(place).join(&window)));
        }
    }

    #[test]
    fn the_command_line_is_found_from_libexec() {
        let name = format!("{COMMAND_LINE}{EXE_SUFFIX}");
        let folder = install(&[&format!("usr/bin/{name}"), "usr/libexec/token-debugger-window"]);
        let found = find(&folder.path().join("usr/libexec/token-debugger-window"), COMMAND_LINE, "bin");
        assert_eq!(found, Some(folder.path().join("usr/bin").join(name)));
    }

    #[test]
    fn a_window_that_is_not_installed_is_not_found() {
        let folder = install(&["bin/token-debugger"]);
        assert_eq!(find(&folder.path().join("bin/token-debugger"), WINDOW, "libexec"), None);
    }
}
