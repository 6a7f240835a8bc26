//! `scan`: every token in logs of any size.

mod arguments;
mod bar;
mod counting;
mod stream;
mod summary;

use std::io::{ErrorKind, Write};
use std::ops::ControlFlow;

use crate::app::platform::foreground;
use crate::app::platform::scan::{
    Call, Ending, Event, Input, InputError, Limits, Observer, Progress, expand_inputs, scan, usual_threads,
};
use crate::domain::scan::{AsOf, Keyring};

use super::World;
use super::error::{CliError, load_key, word_path};
use super::output::write_problem;

pub(super) use arguments::ScanArguments;

use bar::Bar;
use counting::Counting;
use stream::{Lines, Stream};
use summary::Report;

pub(super) fn run(arguments: &ScanArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    let mut keys = Vec::new();
    for path in &arguments.keys {
        keys.push(load_key(path, world.stderr)?);
    }
    let inputs = match arguments.files.as_slice() {
        [] => vec![Input::stdin()],
        files => expand_inputs(files),
    };
    let progress = Progress::default();
    let call = Call {
        inputs: &inputs,
        keyring: &Keyring::new(keys),
        as_of: arguments.as_of(world.now),
        threads: arguments.threads.map_or_else(usual_threads, usize::from),
        limits: Limits::USUAL,
        progress: &progress,
        cancel: foreground::listen_for_interrupt(),
    };
    if arguments.summary { count(&call, arguments, world) } else { list(&call, world) }
}

/// The name of an input, as it may be shown.
fn name_of(input: &Input) -> String {
    word_path(input.name())
}

/// Prints each token.
fn list(call: &Call<'_>, world: &mut World<'_>) -> Result<u8, CliError> {
    let says_moment = matches!(call.as_of, AsOf::Line { .. });
    let observer = Stream::new(call.inputs, says_moment);
    let mut refused = 0;
    let stdout = &mut *world.stdout;
    let mut run = Run::new(call, Bar::new(call.inputs, true), world.stderr);
    let ending = run.scan(world.stdin, &observer, &mut |part: Option<Lines>| match part {
        Some(part) => {
            refused += part.refused;
            stdout.write_all(part.text.as_bytes())
        }
        None => stdout.flush(),
    })?;
    let problems = run.finish(ending)?;
    Ok(code(refused > 0, problems))
}

/// Prints counts.
fn count(call: &Call<'_>, arguments: &ScanArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    let mut total = crate::domain::scan::Summary::default();
    let mut run = Run::new(call, Bar::new(call.inputs, false), world.stderr);
    let ending = run.scan(world.stdin, &Counting, &mut |part: Option<counting::Counts>| {
        if let Some(part) = part {
            total.merge(part.0);
        }
        Ok(())
    })?;
    let problems = run.finish(ending)?;
    let refused = !total.causes.ranked().is_empty();
    let report = Report { call, summary: &total, is_complete: ending == Ending::Complete };
    if arguments.json {
        report.write_json(world.stdout)?;
    } else {
        report.write(world.stdout, world.colour)?;
    }
    Ok(code(refused, problems))
}

/// `1 token`, `2 tokens`.
fn word_count(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// 2 when something could not be read, 1 when a token has an error.
fn code(refused: bool, problems: bool) -> u8 {
    if problems { 2 } else { u8::from(refused) }
}

/// A scan, with what is said of it on standard error.
struct Run<'a, 'w> {
    call: &'a Call<'a>,
    stderr: &'w mut dyn Write,
    bar: Bar,
    first_too_long: Option<(usize, u64)>,
}

impl<'a, 'w> Run<'a, 'w> {
    fn new(call: &'a Call<'a>, bar: Bar, stderr: &'w mut dyn Write) -> Self {
        Self { call, stderr, bar, first_too_long: None }
    }

    /// Scans; `take` gets each part, and nothing when there is none for the moment.
    fn scan<O: Observer>(
        &mut self,
        stdin: &mut (dyn std::io::Read + Send),
        observer: &O,
        take: &mut dyn FnMut(Option<O::Part>) -> std::io::Result<()>,
    ) -> Result<Ending, CliError> {
        let mut failure = None;
        let ending = scan(self.call, Some(stdin), observer, &mut |event| {
            self.bar.show(self.call.progress);
            let taken = match event {
                Event::Part(part) => take(Some(part)),
                Event::Idle => take(None),
                Event::Failed { input, error } => self.say_failed(input, &error),
                Event::TooLong { input, line } => {
                    self.first_too_long.get_or_insert((input, line));
                    Ok(())
                }
            };
            match taken {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        self.bar.clear();
        match failure {
            Some(error) => Err(CliError::Output(error)),
            None if ending == Ending::NoThreads => Err(CliError::NoThreads),
            None => Ok(ending),
        }
    }

    /// Standard error that is gone does not stop the scan.
    fn say(&mut self, message: &str, advice: &str) -> std::io::Result<()> {
        let Self { bar, stderr, .. } = self;
        match bar.suspend(|| write_problem(*stderr, message, advice)) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            said => said,
        }
    }

    fn say_failed(&mut self, input: usize, error: &InputError) -> std::io::Result<()> {
        self.say(&format!("{}: {error}", self.name(input)), error.advice())
    }

    fn name(&self, input: usize) -> String {
        self.call.inputs.get(input).map(name_of).unwrap_or_default()
    }

    /// Says what was not scanned; whether an input could not be read.
    fn finish(&mut self, ending: Ending) -> Result<bool, CliError> {
        let progress = self.call.progress;
        if let Some((input, line)) = self.first_too_long {
            let first = format!("{}, line {line}", self.name(input));
            let sentence = match progress.too_long() {
                1 => format!("A line of more than 64 MiB was passed over: {first}"),
                count => format!("{count} lines of more than 64 MiB were passed over, the first in {first}"),
            };
            self.say(&sentence, "Break it into lines, for example with tr or jq -c.")?;
        }
        let (tokens, lines) = (progress.tokens(), word_count(progress.lines(), "line"));
        if ending == Ending::Stopped {
            self.say(
                &format!("Stopped early, with {} in {lines}", word_count(tokens, "token")),
                "Run it again to the end for the rest.",
            )?;
        } else if tokens == 0 && progress.failed() == 0 {
            self.say(
                &format!("No token was found in {lines}"),
                "Check that the log has the header's value: many proxies leave it out.",
            )?;
        }
        Ok(progress.failed() > 0)
    }
}
