//! The platform of the window: every effect is carried out on another thread, and wakes the window when it is done.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Builder;

use crate::app::command::Report;
use crate::app::effect::Effect;
use crate::app::errand::{Errand, file_name};
use crate::app::program::Platform;
use crate::app::scan::ScanOrder;
use crate::domain::capture::MAX_TEXT;
use crate::domain::credential::{KeyFileError, MAX_KEY_FILE};

use super::clipboard::ClipboardThread;
use super::dialog::{choose_file, choose_place};
use super::errands::Errands;
use super::file_scan::{self, RowReader, WantedRow};
use super::files::{expand, read_capped, read_head};
use super::randomness::{draw_64_bytes, draw_scalar};
pub use super::reporter::Wake;
use super::save;
use super::settings_writer::SettingsWriter;

/// The desktop.
pub struct Desktop {
    errands: Errands,
    clipboard: ClipboardThread,
    settings: SettingsWriter,
    rows: RowReader,
    /// Ends the scan that is under way.
    cancel_scan: Arc<AtomicBool>,
    quit: bool,
}

impl Desktop {
    /// Starts the platform; `wake` is called from other threads when there is something to poll. The settings are saved
    /// at this path.
    #[must_use]
    pub fn new(wake: Wake, settings: Option<PathBuf>) -> Self {
        let errands = Errands::new(wake);
        let reporter = errands.reporter();
        Self {
            errands,
            clipboard: ClipboardThread::start(reporter.clone()),
            settings: SettingsWriter::start(settings, reporter),
            rows: RowReader::start(),
            cancel_scan: Arc::default(),
            quit: false,
        }
    }

    /// Whether the program was asked to close.
    #[must_use]
    pub fn wants_to_quit(&self) -> bool {
        self.quit
    }

    /// Waits a little for what is still to be written.
    pub fn finish(&mut self) {
        self.settings.finish();
    }

    /// Scans a file on other threads; the scan before it ends.
    fn scan(&mut self, phrase: String, mut order: ScanOrder) {
        self.cancel_scan.store(true, Ordering::Relaxed);
        let cancel = Arc::new(AtomicBool::new(false));
        self.cancel_scan = cancel.clone();
        let ticket = self.errands.begin(Errand::ScanFile, phrase);
        order.path = locate(&order.path);
        let no_threads = file_scan::without_threads(&order);
        let scan = move || {
            let last = file_scan::run(&order, &cancel, &|report| ticket.report(report));
            ticket.finish(last);
        };
        if Builder::new().spawn(scan).is_err() {
            self.errands.cancel(Errand::ScanFile);
            self.errands.reporter().send(no_threads);
        }
    }

    fn cancel(&mut self, errand: Errand) {
        match errand {
            Errand::ScanFile => self.cancel_scan.store(true, Ordering::Relaxed),
            Errand::ReadRow => self.rows.cancel(),
            _ => {}
        }
        self.errands.cancel(errand);
    }

    fn in_background(&self, work: impl FnOnce() -> Report + Send + 'static) {
        let reporter = self.errands.reporter();
        std::thread::spawn(move || reporter.send(work()));
    }
}

impl Platform for Desktop {
    fn perform(&mut self, effect: Effect) {
        let phrase = Errand::of(&effect).map(|errand| errand.phrase(&file_name(&effect))).unwrap_or_default();
        let errands = &mut self.errands;
        match effect {
            Effect::ReadFile(path) => errands.run(Errand::ReadFile, phrase, move || read_file(&path)),
            Effect::ReadConfig(path) => errands.run(Errand::ReadConfig, phrase, move || read_config(&path)),
            Effect::ScanFile(order) => self.scan(phrase, order),
            Effect::StopScan => self.cancel_scan.store(true, Ordering::Relaxed),
            Effect::ReadRow { order, row, record } => {
                self.rows.read(WantedRow { order, row, record }, errands.begin(Errand::ReadRow, phrase));
            }
            Effect::OpenDialog => {
                errands.run(Errand::KeyDialog, phrase, || Report::Dialog(choose_file("Load key")));
            }
            Effect::OpenConfigDialog => {
                errands.run(Errand::ConfigDialog, phrase, || Report::ConfigDialog(choose_file("Open config")));
            }
            Effect::OpenCopyDialog(name) => {
                errands.run(Errand::CopyDialog, phrase, move || Report::CopyDialog(choose_place(&name)));
            }
            Effect::SaveConfig { path, expected, content, backup } => errands.run(Errand::Save, phrase, move || {
                let result = save::save(&path, expected, content.expose(), backup);
                Report::ConfigSaved { path, is_copy: false, result }
            }),
            Effect::SaveCopy { path, content } => errands.run(Errand::Save, phrase, move || {
                let result = save::save_copy(&path, content.expose());
                Report::ConfigSaved { path, is_copy: true, result }
            }),
            Effect::Copy { label, advice, text } => {
                self.clipboard.copy(label, advice, text, errands.begin(Errand::Copy, phrase));
            }
            Effect::ReadClipboard => self.clipboard.read(errands.begin(Errand::Paste, phrase)),
            Effect::ClearClipboard => self.clipboard.clear(),
            Effect::Randomness => self.in_background(|| Report::Random(draw_scalar())),
            Effect::ProofBytes => self.in_background(|| Report::ProofBytes(draw_64_bytes())),
            Effect::SaveSettings(text) => self.settings.write(text),
            Effect::Cancel(errand) => self.cancel(errand),
            Effect::Quit => self.quit = true,
        }
    }

    fn poll(&mut self) -> Vec<Report> {
        self.errands.poll()
    }
}

/// So many bytes of a file tell whether it is a key: the first half of the largest.
const HEAD: u64 = MAX_KEY_FILE / 2;

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
    let read = read_capped(&path, limit);
    if let Err(error @ KeyFileError::TooLarge { .. }) = read {
        let head = read_head(&path, HEAD);
        return Report::LargeFile { path, head, error };
    }
    let is_open_to_others = read.as_ref().is_ok_and(|file| file.is_open_to_others);
    Report::FileRead { path, result: read.map(|file| file.bytes), is_open_to_others }
}
