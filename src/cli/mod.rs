//! The command line: arguments in, text or JSON out, an exit code.
//!
//! [`run`] takes everything that it touches as an argument, so that tests call it as the shell does.

mod arguments;
mod comparison;
mod error;
mod key;
mod mint;
mod output;
mod read;
mod request;
mod scopes;
mod slicer;

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::PathBuf;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::domain::time::{UnixTime, Zone};

use arguments::{Arguments, Subcommand};
use error::CliError;

/// What the command line sees of the world.
pub struct World<'a> {
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// Standard output.
    pub stdout: &'a mut dyn Write,
    /// Standard error.
    pub stderr: &'a mut dyn Write,
    /// The present moment.
    pub now: UnixTime,
    /// The zone of the machine.
    pub local: Zone,
    /// Whether standard output is a terminal that shows colours.
    pub colour: bool,
}

/// What is to happen after the arguments were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The program ends with this code: 0 fine, 1 the token has at least one error, 2 the input or the call can't be
    /// used.
    Exit(u8),
    /// The window opens, with this key file if one is named.
    Window(Option<PathBuf>),
}

/// Carries a command line out. The first argument is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, world: &mut World<'_>) -> Outcome {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return explain_usage(&error, world),
    };
    let Some(subcommand) = arguments.subcommand else {
        return Outcome::Window(arguments.file);
    };
    let result = match subcommand {
        Subcommand::Read(arguments) => read::run(&arguments, world),
        Subcommand::Request(arguments) => request::run(&arguments, world),
        Subcommand::Mint(arguments) => mint::run(&arguments, world),
        Subcommand::Scopes(arguments) => scopes::run(&arguments, world),
        Subcommand::Key(arguments) => key::run(&arguments, world),
        Subcommand::Slicer(arguments) => slicer::run(&arguments, world),
    };
    Outcome::Exit(match result {
        Ok(code) => code,
        Err(CliError::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            // Where standard error is gone too there is nobody left to tell.
            let _ = output::write_problem(world.stderr, &error.to_string(), &error.advice());
            2
        }
    })
}

/// Help and version go to standard output and are no failure; a wrong call is. The message repeats arguments.
fn explain_usage(error: &clap::Error, world: &mut World<'_>) -> Outcome {
    let asked_for = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let stream: &mut dyn Write = if asked_for { world.stdout } else { world.stderr };
    // Where the stream is gone there is nobody left to tell.
    let _ = output::Page::new(stream, false).text(&error.render().to_string());
    Outcome::Exit(if asked_for { 0 } else { 2 })
}
