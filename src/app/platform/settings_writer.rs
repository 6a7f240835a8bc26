//! Writes the settings file while the window goes on.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crate::app::command::Report;

use super::reporter::Reporter;
use super::settings::save;

/// The thread that writes the settings, so that a slow disk does not hold the window up. What comes while it writes is
/// written next; of several only the last one.
pub(super) struct SettingsWriter {
    texts: Option<Sender<String>>,
    done: Receiver<()>,
}

/// So long the end of the program waits for the last text: a home folder that hangs does not keep it open.
const PATIENCE: Duration = Duration::from_secs(2);

impl SettingsWriter {
    pub(super) fn start(path: Option<PathBuf>, reporter: Reporter) -> Self {
        let (texts, inbox) = channel::<String>();
        let (ended, done) = channel();
        std::thread::spawn(move || {
            while let Ok(text) = inbox.recv() {
                let text = inbox.try_iter().last().unwrap_or(text);
                let Some(path) = &path else { continue };
                let result = save(path, &text).map_err(|error| error.kind().to_string());
                reporter.send(Report::SettingsSaved(result));
            }
            // Nobody listens if the program did not wait for it.
            let _ = ended.send(());
        });
        Self { texts: Some(texts), done }
    }

    pub(super) fn write(&self, text: String) {
        if let Some(texts) = &self.texts {
            // A thread that is gone has nothing to write; the window is closing.
            let _ = texts.send(text);
        }
    }

    /// Waits a little until what was to be written is written.
    pub(super) fn finish(&mut self) {
        self.texts = None;
        let _ = self.done.recv_timeout(PATIENCE);
    }
}
