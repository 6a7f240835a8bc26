//! What is carried out on other threads: each errand has a number, and the result of one that was cancelled, or has
//! given way to a later one, is dropped.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, Builder};
use std::time::Duration;

use crate::app::command::Report;
use crate::app::errand::Errand;

use super::reporter::{Message, Number, Reporter, Wake};

/// After so long a person wants to know what is going on.
const BLINK: Duration = Duration::from_millis(200);

/// The errands that are under way.
pub(super) struct Errands {
    inbox: Receiver<Message>,
    reporter: Reporter,
    running: HashMap<Number, Errand>,
    last: Number,
}

/// The way back for the result of one errand.
pub(super) struct Ticket {
    reporter: Reporter,
    number: Number,
    /// Dropped with the ticket: then there is nothing left to wait for.
    _done: Sender<()>,
}

impl Ticket {
    /// Part of what the errand brings; more comes.
    pub(super) fn report(&self, report: Report) {
        self.reporter.send_numbered(Some(self.number), report);
    }

    /// The errand is done.
    pub(super) fn finish(self, report: Report) {
        self.reporter.send_numbered(Some(self.number), report);
    }
}

impl Errands {
    pub(super) fn new(wake: Wake) -> Self {
        let (outbox, inbox) = channel();
        Self { inbox, reporter: Reporter { outbox, wake }, running: HashMap::new(), last: 0 }
    }

    /// The way back for what is no errand: it is done at once, or at its own time.
    pub(super) fn reporter(&self) -> Reporter {
        self.reporter.clone()
    }

    /// An errand begins. If it takes longer than a blink, that is reported with this phrase.
    pub(super) fn begin(&mut self, errand: Errand, phrase: String) -> Ticket {
        if errand.gives_way() {
            self.cancel(errand);
        }
        self.last += 1;
        let number = self.last;
        self.running.insert(number, errand);
        let (done, ended) = channel();
        let reporter = self.reporter.clone();
        // Where the system gives no thread, nobody is told that it takes long.
        let _ = Builder::new().spawn(move || {
            if ended.recv_timeout(BLINK) == Err(RecvTimeoutError::Timeout) {
                reporter.send_numbered(Some(number), Report::Slow { errand, phrase });
            }
        });
        Ticket { reporter: self.reporter.clone(), number, _done: done }
    }

    /// An errand on a thread of its own.
    pub(super) fn run(&mut self, errand: Errand, phrase: String, work: impl FnOnce() -> Report + Send + 'static) {
        let ticket = self.begin(errand, phrase);
        thread::spawn(move || ticket.finish(work()));
    }

    /// The results of these errands are not wanted any more.
    pub(super) fn cancel(&mut self, errand: Errand) {
        self.running.retain(|_, running| *running != errand);
    }

    /// What came in and is still wanted.
    pub(super) fn poll(&mut self) -> Vec<Report> {
        let messages: Vec<Message> = self.inbox.try_iter().collect();
        messages.into_iter().filter_map(|message| self.accept(message)).collect()
    }

    fn accept(&mut self, Message { number, report }: Message) -> Option<Report> {
        let is_wanted = match (number, &report) {
            (None, _) => true,
            (Some(number), Report::Slow { .. } | Report::Scanned { end: None, .. }) => {
                self.running.contains_key(&number)
            }
            (Some(number), _) => self.running.remove(&number).is_some(),
        };
        is_wanted.then_some(report)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::Arc;

    use super::*;

    /// Errands, and what hears when there is something to poll.
    fn errands() -> (Errands, Receiver<()>) {
        let (wake, woken) = channel();
        (Errands::new(Arc::new(move || wake.send(()).unwrap())), woken)
    }

    /// An errand that lasts until it is let go.
    fn gated(errands: &mut Errands, errand: Errand, report: Report) -> Sender<()> {
        let (gate, opened) = channel::<()>();
        errands.run(errand, "Reading a file".to_owned(), move || {
            let _ = opened.recv();
            report
        });
        gate
    }

    fn is_slow(report: &Report) -> bool {
        matches!(report, Report::Slow { errand: Errand::ReadFile, phrase } if phrase == "Reading a file")
    }

    #[test]
    fn what_takes_long_is_told_of_and_its_result_still_comes() {
        let (mut errands, woken) = errands();
        let gate = gated(&mut errands, Errand::ReadFile, Report::Cleared(true));
        woken.recv().unwrap();
        let reports = errands.poll();
        assert!(matches!(reports.as_slice(), [report] if is_slow(report)), "{reports:?}");
        gate.send(()).unwrap();
        woken.recv().unwrap();
        assert!(matches!(errands.poll().as_slice(), [Report::Cleared(true)]));
    }

    #[test]
    fn result_of_a_cancelled_errand_is_dropped() {
        let (mut errands, woken) = errands();
        let gate = gated(&mut errands, Errand::ReadFile, Report::Cleared(true));
        let other = gated(&mut errands, Errand::Save, Report::Cleared(false));
        errands.cancel(Errand::ReadFile);
        gate.send(()).unwrap();
        woken.recv().unwrap();
        other.send(()).unwrap();
        let mut reports = errands.poll();
        while !reports.iter().any(|report| matches!(report, Report::Cleared(false))) {
            woken.recv().unwrap();
            reports.extend(errands.poll());
        }
        assert!(!reports.iter().any(|report| matches!(report, Report::Cleared(true))), "{reports:?}");
        assert!(!reports.iter().any(is_slow), "{reports:?}");
    }

    #[test]
    fn the_file_that_was_asked_for_last_is_the_one_that_counts() {
        let (mut errands, woken) = errands();
        let first = gated(&mut errands, Errand::ReadFile, Report::Cleared(false));
        let second = gated(&mut errands, Errand::ReadFile, Report::Cleared(true));
        second.send(()).unwrap();
        woken.recv().unwrap();
        first.send(()).unwrap();
        woken.recv().unwrap();
        let reports = errands.poll();
        let results: Vec<_> = reports.iter().filter(|report| !is_slow(report)).collect();
        assert!(matches!(results.as_slice(), [Report::Cleared(true)]), "{reports:?}");
    }

    #[test]
    fn two_saves_are_both_told_of() {
        let (mut errands, woken) = errands();
        for gate in [true, false].map(|ours| gated(&mut errands, Errand::Save, Report::Cleared(ours))) {
            gate.send(()).unwrap();
            woken.recv().unwrap();
        }
        let reports = errands.poll();
        assert_eq!(reports.iter().filter(|report| matches!(report, Report::Cleared(_))).count(), 2, "{reports:?}");
    }
}
