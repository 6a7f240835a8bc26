//! Progress on a terminal: how far, how fast, how long still.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::app::platform::foreground;
use crate::app::platform::scan::{Input, Progress};

/// The line that shows progress; nothing where there is no terminal for it.
pub(super) struct Bar(Option<ProgressBar>);

impl Bar {
    /// The line for these inputs; whether tokens are printed meanwhile.
    pub(super) fn new(inputs: &[Input], prints_meanwhile: bool) -> Self {
        if !foreground::can_show_progress(prints_meanwhile) {
            return Self(None);
        }
        let readable = inputs.iter().filter(|input| input.is_readable());
        let total = readable.map(Input::size).sum::<Option<u64>>().filter(|total| *total > 0);
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
        let template = match total {
            Some(_) => "{bytes} of {total_bytes} [{wide_bar}] {bytes_per_sec}, {eta} left, {msg}",
            None => "{bytes} {spinner} {bytes_per_sec}, {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self(Some(bar))
    }

    pub(super) fn show(&self, progress: &Progress) {
        if let Some(bar) = &self.0 {
            bar.set_position(progress.bytes());
            bar.set_message(format!("{} tokens", progress.tokens()));
        }
    }

    /// Writes something else to standard error meanwhile.
    pub(super) fn suspend<R>(&self, write: impl FnOnce() -> R) -> R {
        match &self.0 {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    pub(super) fn clear(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
