//! `slicer`: whether a token is fit for a Slicer, and a config with it.

mod offer;
mod report;

use std::io::Write;
use std::path::Path;

use crate::app::platform::save::{self, SaveError, Saved};
use crate::domain::capture::{Found, Nothing, capture};
use crate::domain::credential::Credential;
use crate::domain::finding::{Code, Finding, Severity};
use crate::domain::mint::{Wish, sign};
use crate::domain::reading::Inspection;
use crate::domain::secret::SecretText;
use crate::domain::slicer::{
    DiffLine, Requirement, SlicerConfig, Terms, api_key_value, difference, is_ready, readiness, readiness_of_token,
};
use crate::domain::time::UnixTime;

use super::World;
use super::arguments::SlicerArguments;
use super::error::{CliError, complete, load_key};
use super::output::{Page, write_json, write_problem};
use super::read::read_input;

pub(super) fn run(arguments: &SlicerArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    let now = arguments.at.at.unwrap_or(world.now);
    let fitness = match &arguments.key {
        Some(path) => judge_key(path, arguments, now, world.stderr)?,
        None => judge_token(&take_one(&read_input(world)?)?, now),
    };
    let change = match arguments.config.as_deref().map(|path| Change::read(path, arguments.line, &fitness)).transpose()
    {
        Err(CliError::Save { error, .. }) if error.needs_rights() => {
            return Ok(report_failure(&error, arguments, world)?);
        }
        change => change?,
    };
    if !arguments.json {
        report::write(&fitness, change.as_ref(), &mut Page::new(world.stdout, world.colour))?;
    }
    let saved = match put(arguments, &fitness, change.as_ref(), now) {
        Err(error) => return Ok(report_failure(&error, arguments, world)?),
        Ok(saved) => saved,
    };
    if arguments.json {
        write_json(world.stdout, &report::to_json(&fitness, change.as_ref(), saved.as_ref()))?;
    } else {
        report::write_outcome(arguments, change.as_ref(), saved.as_ref(), &mut Page::new(world.stdout, world.colour))?;
    }
    if !fitness.is_ready() && (arguments.write || arguments.output.is_some()) {
        write_problem(
            world.stderr,
            "Not ready for a Slicer, so nothing was written",
            "See what is unmet in the list.",
        )?;
    }
    Ok(u8::from(!fitness.is_ready()))
}

/// A token, and whether it is fit for a Slicer.
struct Fitness {
    token: SecretText,
    requirements: Vec<Requirement>,
    /// What else is to be said of it.
    findings: Vec<Finding>,
}

impl Fitness {
    fn is_ready(&self) -> bool {
        is_ready(&self.requirements) && self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }
}

/// A fresh token of the key.
fn judge_key(
    path: &Path,
    arguments: &SlicerArguments,
    now: UnixTime,
    stderr: &mut dyn Write,
) -> Result<Fitness, CliError> {
    let credential: Credential = complete(load_key(path, stderr)?, arguments.kid.as_ref(), arguments.sub.as_ref())?;
    let wish = Wish::for_slicer();
    let token = sign(&credential, &wish, now)?;
    Ok(Fitness {
        token: SecretText::new(token.token().to_owned()),
        requirements: readiness(Some(&credential), &Terms::of_wish(&wish), now),
        findings: Vec::new(),
    })
}

/// A token that was made elsewhere: everything that can be seen without its key.
fn judge_token(found: &Found, now: UnixTime) -> Fitness {
    let inspection = Inspection::of(&found.token, None);
    let terms = Terms::of_token(&inspection.token);
    let findings = inspection.judge(None, now).findings;
    Fitness {
        token: SecretText::new(found.token.clone()),
        requirements: terms.map(|terms| readiness_of_token(&terms, now)).unwrap_or_default(),
        findings: findings.into_iter().filter(is_worth_saying).collect(),
    }
}

/// What stops the token, and that its signature is not checked: there is no key to check it with.
fn is_worth_saying(finding: &Finding) -> bool {
    finding.severity == Severity::Error || finding.code == Code::SignatureNotChecked
}

fn take_one(text: &str) -> Result<Found, CliError> {
    let capture = capture(text);
    match (capture.found.as_slice(), capture.nothing) {
        ([found], _) => Ok(found.clone()),
        ([], nothing) => Err(CliError::NoToken(nothing.unwrap_or(Nothing::Blank))),
        (several, _) => Err(CliError::SeveralTokens { count: several.len() }),
    }
}

/// A config before and after.
struct Change {
    shown_path: String,
    is_world_readable: bool,
    before: SlicerConfig,
    after: SlicerConfig,
    difference: Vec<DiffLine>,
}

impl Change {
    fn read(path: &Path, line: Option<usize>, fitness: &Fitness) -> Result<Self, CliError> {
        let file = save::read(path).map_err(|error| CliError::Save { path: path.to_owned(), error })?;
        let refuse = |error| CliError::Config { path: path.to_owned(), error };
        let before = SlicerConfig::parse(file.bytes.expose()).map_err(refuse)?;
        let after = before.with_api_key(&api_key_value(fitness.token.expose()), line).map_err(refuse)?;
        let difference = difference(&before, &after);
        let shown_path = path.to_string_lossy().into_owned();
        Ok(Self { shown_path, is_world_readable: file.is_world_readable, before, after, difference })
    }

    fn is_none(&self) -> bool {
        self.before == self.after
    }
}

/// Writes what is to be written, if anything is.
fn put(
    arguments: &SlicerArguments,
    fitness: &Fitness,
    change: Option<&Change>,
    now: UnixTime,
) -> Result<Option<Saved>, SaveError> {
    let (Some(path), Some(change), true) = (&arguments.config, change, fitness.is_ready()) else { return Ok(None) };
    if let Some(output) = &arguments.output {
        return save::save_copy(output, change.after.as_bytes()).map(Some);
    }
    if !arguments.write || change.is_none() {
        return Ok(None);
    }
    let backup = arguments.backup.then_some(now);
    save::save(path, change.before.content_hash(), change.after.as_bytes(), backup).map(Some)
}

/// The message, and where it is a matter of rights the other ways to the same end.
fn report_failure(error: &SaveError, arguments: &SlicerArguments, world: &mut World<'_>) -> std::io::Result<u8> {
    let path = arguments.output.as_ref().or(arguments.config.as_ref());
    let path = path.map(|path| path.to_string_lossy()).unwrap_or_default();
    write_problem(world.stderr, &format!("{path}: {error}"), error.advice())?;
    if error.needs_rights() && arguments.output.is_none() {
        offer::write(arguments, &mut Page::new(world.stderr, false))?;
    }
    Ok(2)
}
