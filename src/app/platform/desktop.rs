//! The platform of the window: every effect is carried out on another thread, and wakes the window when it is done.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use p256::elliptic_curve::Generate as _;
use zeroize::Zeroizing;

use crate::app::command::Report;
use crate::app::effect::Effect;
use crate::app::program::Platform;
use crate::domain::capture::MAX_TEXT;
use crate::domain::secret::SecretBytes;

use super::clipboard::ClipboardThread;
use super::dialog::choose_file;
use super::files::read_capped;

/// Tells the window that something finished.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The desktop.
pub struct Desktop {
    inbox: Receiver<Report>,
    reporter: Reporter,
    clipboard: ClipboardThread,
    quit: bool,
}

/// Sends reports to the window and wakes it.
#[derive(Clone)]
pub(super) struct Reporter {
    outbox: Sender<Report>,
    wake: Wake,
}

impl Reporter {
    pub(super) fn send(&self, report: Report) {
        // The window is closing if nobody listens.
        if self.outbox.send(report).is_ok() {
            (self.wake)();
        }
    }
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
            Effect::ReadFile(path) => self.in_background(|| read_file(path)),
            Effect::OpenDialog => self.in_background(|| Report::Dialog(choose_file())),
            Effect::Copy { label, advice, text } => self.clipboard.copy(label, advice, text),
            Effect::ReadClipboard => self.clipboard.read(),
            Effect::Randomness => self.in_background(|| Report::Random(draw_scalar())),
            Effect::Quit => self.quit = true,
        }
    }

    fn poll(&mut self) -> Vec<Report> {
        self.inbox.try_iter().collect()
    }
}

fn read_file(path: PathBuf) -> Report {
    // A text with tokens may be larger than a key: the larger limit holds, the domain applies the smaller.
    let limit = u64::try_from(MAX_TEXT).unwrap_or(u64::MAX);
    let result = read_capped(&path, limit);
    Report::FileRead { path, result }
}

/// The bytes of a fresh private key, from the system's random source.
fn draw_scalar() -> Result<SecretBytes, String> {
    let key = p256::SecretKey::try_generate().map_err(|error| error.to_string())?;
    let scalar = Zeroizing::new(key.to_bytes());
    Ok(SecretBytes::new(scalar.to_vec()))
}
