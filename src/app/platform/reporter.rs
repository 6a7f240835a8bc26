//! The way back from other threads to the window.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use crate::app::command::Report;

/// Tells the window that something finished.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Tells errands of one kind apart.
pub(super) type Number = u64;

/// A report, and the number of the errand that it is of.
pub(super) struct Message {
    pub(super) number: Option<Number>,
    pub(super) report: Report,
}

/// Sends reports to the window and wakes it.
#[derive(Clone)]
pub(super) struct Reporter {
    pub(super) outbox: Sender<Message>,
    pub(super) wake: Wake,
}

impl Reporter {
    pub(super) fn send(&self, report: Report) {
        self.send_numbered(None, report);
    }

    pub(super) fn send_numbered(&self, number: Option<Number>, report: Report) {
        // The window is closing if nobody listens.
        if self.outbox.send(Message { number, report }).is_ok() {
            (self.wake)();
        }
    }
}
