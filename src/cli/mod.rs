//! The command line: arguments in, text or JSON out, an exit code.
//!
//! [`run`] takes everything that it touches as an argument, so that tests call it as the shell does.

mod arguments;
mod comparison;
mod error;
mod generate;
mod key;
mod mint;
mod object;
mod output;
mod read;
mod request;
mod scan;
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
    pub stdin: &'a mut (dyn Read + Send),
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
    let words: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match parse(&words) {
        Ok(arguments) => arguments,
        Err(error) => return explain_usage(&error, &words, world),
    };
    let Some(subcommand) = arguments.subcommand else {
        return Outcome::Window(arguments.file);
    };
    let result = match subcommand {
        Subcommand::Read(arguments) => read::run(&arguments, world),
        Subcommand::Request(arguments) => request::run(&arguments, world),
        Subcommand::Mint(arguments) => mint::run(&arguments, world),
        Subcommand::Scan(arguments) => scan::run(&arguments, world),
        Subcommand::Scopes(arguments) => scopes::run(&arguments, world),
        Subcommand::Key(arguments) => key::run(&arguments, world),
        Subcommand::Slicer(arguments) => slicer::run(&arguments, world),
        Subcommand::Generate(arguments) => generate::run(&arguments, world),
    };
    let flushed = result.and_then(|code| world.stdout.flush().map(|()| code).map_err(CliError::Output));
    Outcome::Exit(match flushed {
        Ok(code) => code,
        Err(CliError::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            // Where standard error is gone too there is nobody left to tell.
            let _ = output::write_problem(world.stderr, &error.to_string(), &error.advice());
            2
        }
    })
}

/// clap builds the definitions of all subcommands before it looks at the first argument, which took an eighth of the
/// time of `read`. So the two that scripts call most are tried alone; what they don't accept goes the whole way.
fn parse(arguments: &[OsString]) -> Result<Arguments, clap::Error> {
    let alone = match arguments {
        [_, name, ..] if name == "read" => parse_alone(arguments).map(Subcommand::Read),
        [_, name, ..] if name == "mint" => parse_alone(arguments).map(Subcommand::Mint),
        _ => None,
    };
    match alone {
        Some(subcommand) => Ok(Arguments { file: None, subcommand: Some(subcommand) }),
        None => Arguments::try_parse_from(arguments),
    }
}

/// The arguments of one subcommand; nothing where there is an error or help to show.
fn parse_alone<A: clap::Args>(arguments: &[OsString]) -> Option<A> {
    let command = A::augment_args(clap::Command::new("token-debugger"));
    let matches = command.try_get_matches_from(arguments.get(1..)?).ok()?;
    A::from_arg_matches(&matches).ok()
}

/// Help and version go to standard output and are no failure; a wrong call is. The message repeats arguments, but none
/// that may be a key or a token in the wrong place.
fn explain_usage(error: &clap::Error, words: &[OsString], world: &mut World<'_>) -> Outcome {
    let asked_for = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let stream: &mut dyn Write = if asked_for { world.stdout } else { world.stderr };
    // Where the stream is gone there is nobody left to tell.
    let _ = output::Page::new(stream, false).text(&hide_long_words(error.render().to_string(), words));
    let _ = stream.flush();
    Outcome::Exit(if asked_for { 0 } else { 2 })
}

/// A usage message without what is longer than any name of an option: it may be a secret in the wrong place.
fn hide_long_words(mut message: String, words: &[OsString]) -> String {
    const LONGEST: usize = 24;
    for word in words.iter().skip(1) {
        let word = word.to_string_lossy();
        // The message may name an option without its value. A value keeps its padding, which is `=` too.
        let (name, value) = word.split_once('=').unwrap_or((&word, ""));
        // A key has several lines, which the message may break otherwise.
        for part in std::iter::once(&*word).chain(word.lines()).chain(name.lines()).chain(value.lines()).map(str::trim)
        {
            if part.len() > LONGEST {
                message = message.replace(part, "[not shown]");
            }
        }
    }
    message
}
