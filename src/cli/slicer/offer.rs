//! What to do where the rights to change a config are missing.

use std::io;

use crate::app::platform::program;
use crate::domain::slicer::{RESTART_COMMAND, TokenSource, sudo_command};

use super::super::arguments::SlicerArguments;
use super::super::output::{Page, Style};

pub(super) fn write(arguments: &SlicerArguments, page: &mut Page<'_>) -> io::Result<()> {
    page.plain("")?;
    if let Some(command) = word_command(arguments) {
        page.line(&[(Style::Dim, "With sudo; the token goes through a pipe, not through a command's arguments")])?;
        page.plain(&command)?;
        page.plain(RESTART_COMMAND)?;
        page.plain("")?;
    }
    page.line(&[(Style::Dim, "To save a copy elsewhere, give --output FILE in the place of --write")])?;
    page.line(&[(Style::Dim, "For the line alone, leave --config out")])
}

/// The command, where every path can be written in one.
fn word_command(arguments: &SlicerArguments) -> Option<String> {
    let program = program::path()?;
    let config = program::absolute(arguments.config.as_deref()?)?;
    let key = match &arguments.key {
        Some(key) => Some(program::absolute(key)?),
        None => None,
    };
    let source = match &key {
        Some(path) => TokenSource::KeyFile { path, kid: arguments.kid.as_deref(), sub: arguments.sub.as_deref() },
        None => TokenSource::Paste,
    };
    Some(sudo_command(&program, &config, arguments.line, source))
}
