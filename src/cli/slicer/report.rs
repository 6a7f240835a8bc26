//! What `slicer` says.

use std::io;

use serde_json::{Value, json};

use crate::app::platform::program;
use crate::app::platform::save::Saved;
use crate::domain::slicer::{
    DiffKind, DiffLine, NeedState, REMINDERS, RESTART_COMMAND, Requirement, WORLD_READABLE, WORLD_READABLE_ADVICE,
    chmod_command, line_of,
};

use super::super::arguments::SlicerArguments;
use super::super::output::{Page, Style, finding_to_json, plain_object};
use super::{Change, Fitness};

/// Everything up to the difference or the line.
pub(super) fn write(fitness: &Fitness, change: Option<&Change>, page: &mut Page<'_>) -> io::Result<()> {
    let (style, title) =
        if fitness.is_ready() { (Style::Good, "Ready for a Slicer") } else { (Style::Bad, "Not ready for a Slicer") };
    page.line(&[(style, title)])?;
    for requirement in &fitness.requirements {
        write_requirement(requirement, page)?;
    }
    for finding in &fitness.findings {
        page.finding(finding)?;
    }
    page.plain("")?;
    page.line(&[(Style::Bold, "Can't be checked here")])?;
    for reminder in REMINDERS {
        page.line(&[(Style::Dim, reminder)])?;
    }
    page.plain("")?;
    match change {
        None => {
            page.line(&[(Style::Bold, "Line for the config")])?;
            page.plain(line_of(fitness.token.expose()).expose())
        }
        Some(change) => write_change(change, page),
    }
}

fn write_requirement(requirement: &Requirement, page: &mut Page<'_>) -> io::Result<()> {
    let style = match requirement.state {
        NeedState::Met => Style::Good,
        NeedState::Unmet => Style::Bad,
        NeedState::Unknown => Style::Warning,
    };
    let reason = if requirement.reason.is_empty() { String::new() } else { format!("  {}", requirement.reason) };
    page.line(&[
        (style, &format!("{:<8}", requirement.state.as_str())),
        (Style::Plain, requirement.need.title()),
        (Style::Dim, &reason),
    ])?;
    match requirement.advice.as_str() {
        "" => Ok(()),
        advice => page.line(&[(Style::Plain, "        "), (Style::Dim, advice)]),
    }
}

fn write_change(change: &Change, page: &mut Page<'_>) -> io::Result<()> {
    page.line(&[(Style::Bold, &change.shown_path)])?;
    for line in &change.difference {
        let style = match line.kind {
            DiffKind::Same => Style::Plain,
            DiffKind::Removed => Style::Bad,
            DiffKind::Added => Style::Good,
            DiffKind::Skipped(_) => Style::Dim,
        };
        page.line(&[(style, &format!("{} {}", line.kind.sign(), line.text))])?;
    }
    for note in change.before.notes() {
        page.plain("")?;
        page.line(&[(Style::Warning, &note.to_string())])?;
        page.line(&[(Style::Dim, note.advice())])?;
    }
    if change.is_world_readable {
        page.plain("")?;
        page.line(&[(Style::Warning, WORLD_READABLE)])?;
        page.line(&[(Style::Dim, WORLD_READABLE_ADVICE)])?;
        page.plain(&chmod_command(&absolute(change)))?;
    }
    Ok(())
}

/// What was written, and what is left to do.
pub(super) fn write_outcome(
    arguments: &SlicerArguments,
    change: Option<&Change>,
    saved: Option<&Saved>,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let Some(change) = change else { return Ok(()) };
    page.plain("")?;
    let Some(saved) = saved else {
        let outcome = match (arguments.write, change.is_none()) {
            (true, true) => "The config has this value already, so nothing was written",
            (true, false) => return Ok(()),
            (false, _) => "Nothing was written. Add --write to save the config, or --output FILE for a copy.",
        };
        return page.line(&[(Style::Dim, outcome)]);
    };
    page.line(&[(Style::Good, "Saved "), (Style::Plain, &saved.path.to_string_lossy())])?;
    if let Some(backup) = &saved.backup {
        page.line(&[(Style::Dim, "The old content is in "), (Style::Plain, &backup.to_string_lossy())])?;
    }
    if arguments.output.is_some() {
        return page.line(&[(Style::Dim, "Put it in the place of the config, then restart the Slicer")]);
    }
    page.line(&[(Style::Dim, "Restart the Slicer, so that it reads the config")])?;
    page.plain(RESTART_COMMAND)
}

/// The whole answer as one object.
pub(super) fn to_json(fitness: &Fitness, change: Option<&Change>, saved: Option<&Saved>) -> String {
    let line = line_of(fitness.token.expose());
    let requirements: Vec<Value> = fitness.requirements.iter().map(requirement_to_json).collect();
    let findings: Vec<Value> = fitness.findings.iter().map(finding_to_json).collect();
    plain_object([
        ("ready", fitness.is_ready().into()),
        ("requirements", requirements.into()),
        ("findings", findings.into()),
        ("reminders", REMINDERS.to_vec().into()),
        ("line", change.is_none().then(|| line.expose()).into()),
        ("config", change.map_or(Value::Null, change_to_json)),
        ("saved", saved.map_or(Value::Null, saved_to_json)),
        ("restart", RESTART_COMMAND.into()),
    ])
}

fn requirement_to_json(requirement: &Requirement) -> Value {
    json!({
        "need": requirement.need.as_str(),
        "state": requirement.state.as_str(),
        "title": requirement.need.title(),
        "reason": requirement.reason,
        "advice": requirement.advice,
    })
}

fn change_to_json(change: &Change) -> Value {
    let line = |line: &DiffLine| json!({"kind": line.kind.as_str(), "number": line.number, "text": line.text});
    let notes = change.before.notes().into_iter().map(|note| {
        let message = note.to_string();
        json!({"code": note.code(), "line": note.line(), "message": message, "advice": note.advice()})
    });
    json!({
        "path": change.shown_path,
        "apikey_lines": change.before.api_key_lines(),
        "difference": change.difference.iter().map(line).collect::<Vec<_>>(),
        "notes": notes.collect::<Vec<_>>(),
        "world_readable": change.is_world_readable,
        "chmod": change.is_world_readable.then(|| chmod_command(&absolute(change))),
    })
}

fn saved_to_json(saved: &Saved) -> Value {
    let backup = saved.backup.as_ref().map(|path| path.to_string_lossy());
    json!({"path": saved.path.to_string_lossy(), "backup": backup})
}

fn absolute(change: &Change) -> String {
    program::absolute(change.shown_path.as_ref()).unwrap_or_else(|| change.shown_path.clone())
}
