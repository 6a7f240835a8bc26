//! The platform of the window: every effect is carried out on another thread, and wakes the window when it is done.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use crate::app::command::Report;
use crate::app::effect::Effect;
use crate::app::program::Platform;
use crate::domain::capture::MAX_TEXT;

use super::clipboard::ClipboardThread;
use super::dialog::{choose_file, choose_place};
use super::files::{expand, read_capped};
use super::randomness::{draw_64_bytes, draw_scalar};
use super::reporter::Reporter;
pub use super::reporter::Wake;
use super::save;

/// The desktop.
pub struct Desktop {
    inbox: Receiver<Report>,
    reporter: Reporter,
    clipboard: ClipboardThread,
    quit: bool,
}

impl Desktop {
    /// Starts the platform; `wake` is called from other threads when there is something to poll.
    #[must_use]
    pub fn new(wake: Wake) -> Self {
        let (outbox, inbox) = channel();
        let reporter = Reporter { outbox, wake };
        Self { inbox, clipboard: ClipboardThread::start(reporter.clone()), reporter, quit: false }
    }

    /// Whether the program was asked to close.
    #[must_use]
    pub fn wants_to_quit(&self) -> bool {
        self.quit
    }

    fn in_background(&self, work: impl FnOnce() -> Report + Send + 'static) {
        let reporter = self.reporter.clone();
        std::thread::spawn(move || reporter.send(work()));
    }
}

impl Platform for Desktop {
    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::ReadFile(path) => self.in_background(move || read_file(&path)),
            Effect::OpenDialog => self.in_background(|| Report::Dialog(choose_file("Load key"))),
            Effect::ReadConfig(path) => self.in_background(move || read_config(&path)),
            Effect::OpenConfigDialog => self.in_background(|| Report::ConfigDialog(choose_file("Open config"))),
            Effect::OpenCopyDialog(name) => self.in_background(move || Report::CopyDialog(choose_place(&name))),
            Effect::SaveConfig { path, expected, content, backup } => self.in_background(move || {
                let result = save::save(&path, expected, content.expose(), backup);
                Report::ConfigSaved { path, is_copy: false, result }
            }),
            Effect::SaveCopy { path, content } => self.in_background(move || {
                let result = save::save_copy(&path, content.expose());
                Report::ConfigSaved { path, is_copy: true, result }
            }),
            Effect::Copy { label, advice, text } => self.clipboard.copy(label, advice, text),
            Effect::ClearClipboard => self.clipboard.clear(),
            Effect::ReadClipboard => self.clipboard.read(),
            Effect::Randomness => self.in_background(|| Report::Random(draw_scalar())),
            Effect::ProofBytes => self.in_background(|| Report::ProofBytes(draw_64_bytes())),
            Effect::Quit => self.quit = true,
        }
    }

    fn poll(&mut self) -> Vec<Report> {
        self.inbox.try_iter().collect()
    }
}

/// Absolute, so that commands that name it work from anywhere.
fn locate(path: &Path) -> PathBuf {
    let path = expand(path);
    std::path::absolute(&path).unwrap_or(path)
}

fn read_config(path: &Path) -> Report {
    let path = locate(path);
    let result = save::read(&path);
    Report::ConfigRead { path, result }
}

fn read_file(path: &Path) -> Report {
    let path = locate(path);
    // A text with tokens may be larger than a key: the larger limit holds, the domain applies the smaller.
    let limit = u64::try_from(MAX_TEXT).unwrap_or(u64::MAX);
    let result = read_capped(&path, limit);
    Report::FileRead { path, result }
}
