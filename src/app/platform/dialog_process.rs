//! The file dialog of Linux, in a process of its own.
//!
//! The desktop's portal looks into the `/proc` folder of whoever asks for a dialog, and refuses a process that, as the
//! window does, forbids to be looked at ([`super::hardening`]). So the window starts its own program once more: that
//! one knows no secret, hides nothing, and ends with the dialog.

use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use super::dialog::Question;

/// The first argument of the window's program when it is to be a dialog. No part of its command line: nobody types it.
const ARGUMENT: &str = "--file-dialog";

/// Shows the dialog in another process and waits for its end.
pub(super) fn ask(question: Question<'_>) -> Option<PathBuf> {
    // The file may have been replaced by a newer one since; this is the one that runs.
    let mut command = Command::new("/proc/self/exe");
    command.arg(ARGUMENT).args(to_words(question)).stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(PathBuf::from(OsString::from_vec(output.stdout)))
}

/// Is the dialog, if the arguments of the program say so. A chosen path goes to standard output, byte for byte; exit
/// code 1 says that there is none.
#[must_use]
pub fn serve(arguments: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
    let words: Vec<OsString> = arguments.into_iter().skip(1).collect();
    let [argument, kind, text] = words.as_slice() else { return None };
    if argument != ARGUMENT {
        return None;
    }
    // A window that is gone needs no dialog.
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::TERM));
    let chosen = from_words(kind, text).and_then(Question::show);
    let written = chosen.map(|path| std::io::stdout().write_all(path.as_os_str().as_bytes()));
    Some(if matches!(written, Some(Ok(()))) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn to_words(question: Question<'_>) -> [&str; 2] {
    match question {
        Question::Open(title) => ["open", title],
        Question::Save(name) => ["save", name],
    }
}

fn from_words<'a>(kind: &OsStr, text: &'a OsStr) -> Option<Question<'a>> {
    let text = text.to_str()?;
    match kind.to_str()? {
        "open" => Some(Question::Open(text)),
        "save" => Some(Question::Save(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn a_question_survives_the_way_through_arguments() {
        for question in [Question::Open("Load key"), Question::Save("uplynk ü.conf")] {
            let [kind, text] = to_words(question);
            assert_eq!(from_words(OsStr::new(kind), OsStr::new(text)), Some(question));
        }
    }

    #[test]
    fn other_arguments_are_those_of_the_window() {
        for arguments in [&["window"][..], &["window", "live-ops.env"], &["window", "--", "--file-dialog"]] {
            assert!(serve(words(arguments)).is_none());
        }
    }

    #[test]
    fn an_unknown_question_has_no_answer() {
        assert!(from_words(OsStr::new("eat"), OsStr::new("x")).is_none());
        assert!(serve(words(&["window", ARGUMENT, "eat", "x"])).is_some());
    }
}
