//! The way back from other threads to the window.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use crate::app::command::Report;

/// Tells the window that something finished.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Sends reports to the window and wakes it.
#[derive(Clone)]
pub(super) struct Reporter {
    pub(super) outbox: Sender<Report>,
    pub(super) wake: Wake,
}

impl Reporter {
    pub(super) fn send(&self, report: Report) {
        // The window is closing if nobody listens.
        if self.outbox.send(report).is_ok() {
            (self.wake)();
        }
    }
}
