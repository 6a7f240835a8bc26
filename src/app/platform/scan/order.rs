//! Brings what the workers made into the order of the input, and holds the reader back while much is on its way.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::Event;
use super::progress::Progress;

/// What a worker or the reader says of one place in the input.
pub(super) struct Message<P> {
    /// The place, counted from 0.
    pub(super) place: u64,
    pub(super) event: Option<Event<P>>,
    /// What the event was made of.
    pub(super) counted: Counted,
    /// It is the last of its place.
    pub(super) end: Option<End>,
}

/// What was searched, to be counted when it comes to the sink: what is cut off is not.
#[derive(Clone, Copy, Default)]
pub(super) struct Counted {
    pub(super) tokens: usize,
    pub(super) inspected: usize,
    pub(super) lines: usize,
    pub(super) bytes: usize,
}

/// The end of a place.
#[derive(Clone, Copy)]
pub(super) struct End {
    /// The bytes that are then no longer on their way.
    pub(super) bytes: usize,
    /// The place was left before its end: what stands behind it is not wanted.
    pub(super) is_cut: bool,
}

/// How many bytes are on their way.
pub(super) struct Room {
    limit: usize,
    taken: Mutex<Taken>,
    freed: Condvar,
}

#[derive(Default)]
struct Taken {
    bytes: usize,
    blocks: usize,
}

impl Room {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, taken: Mutex::default(), freed: Condvar::new() }
    }

    /// Waits until there is room for a block. One that is longer than all of the room waits until it is alone; `false`
    /// when the scan ends.
    pub(super) fn take(&self, bytes: usize, stop: &AtomicBool) -> bool {
        let mut taken = self.lock();
        while taken.blocks > 0 && taken.bytes.saturating_add(bytes) > self.limit {
            if stop.load(Ordering::Relaxed) {
                return false;
            }
            taken = self.freed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        taken.bytes = taken.bytes.saturating_add(bytes);
        taken.blocks += 1;
        !stop.load(Ordering::Relaxed)
    }

    /// How many blocks are on their way.
    pub(super) fn blocks(&self) -> usize {
        self.lock().blocks
    }

    /// Whether a block of this size takes all of the room.
    pub(super) fn is_filled_by(&self, bytes: usize) -> bool {
        bytes > self.limit
    }

    fn free(&self, bytes: usize) {
        let mut taken = self.lock();
        taken.bytes = taken.bytes.saturating_sub(bytes);
        taken.blocks = taken.blocks.saturating_sub(1);
        drop(taken);
        self.freed.notify_all();
    }

    fn wake(&self) {
        // Under the lock, so that nobody who looked before it waits after it.
        drop(self.lock());
        self.freed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives the events to the sink in the order of their places, until all senders are gone. Whether all were given.
pub(super) fn deliver<P>(
    ready: &Receiver<Message<P>>,
    room: &Room,
    stop: &AtomicBool,
    progress: &Progress,
    sink: &mut dyn FnMut(Event<P>) -> ControlFlow<()>,
) -> bool {
    let mut delivery = Delivery { next: 0, waiting: BTreeMap::new(), room, stop, progress, sink, is_over: false };
    loop {
        let message = match ready.try_recv() {
            Ok(message) => message,
            Err(_) => {
                delivery.idle();
                let Ok(message) = ready.recv() else { return !delivery.is_over };
                message
            }
        };
        delivery.take(message);
    }
}

struct Delivery<'a, P> {
    next: u64,
    waiting: BTreeMap<u64, Vec<Message<P>>>,
    room: &'a Room,
    stop: &'a AtomicBool,
    progress: &'a Progress,
    sink: &'a mut dyn FnMut(Event<P>) -> ControlFlow<()>,
    /// The sink wants no more, or a place was cut.
    is_over: bool,
}

/// Also when the sink panics, nobody waits any more for it to take something.
impl<P> Drop for Delivery<'_, P> {
    fn drop(&mut self) {
        self.end();
    }
}

impl<P> Delivery<'_, P> {
    fn take(&mut self, message: Message<P>) {
        if message.place != self.next && !self.is_over {
            self.waiting.entry(message.place).or_default().push(message);
            return;
        }
        self.give(message);
        while let Some(messages) = self.waiting.remove(&self.next) {
            let place = self.next;
            for message in messages {
                self.give(message);
            }
            if self.next == place {
                break;
            }
        }
    }

    fn idle(&mut self) {
        if !self.is_over && (self.sink)(Event::Idle).is_break() {
            self.end();
        }
    }

    fn give(&mut self, message: Message<P>) {
        if !self.is_over {
            self.count(message.counted);
            if message.event.is_some_and(|event| (self.sink)(event).is_break()) {
                self.end();
            }
        }
        if let Some(end) = message.end {
            if end.is_cut && !self.is_over {
                self.end();
            }
            self.room.free(end.bytes);
            self.next += 1;
        }
    }

    fn count(&self, counted: Counted) {
        Progress::add(&self.progress.tokens, counted.tokens);
        Progress::add(&self.progress.inspected, counted.inspected);
        Progress::add(&self.progress.lines, counted.lines);
        Progress::add(&self.progress.unpacked, counted.bytes);
    }

    fn end(&mut self) {
        self.is_over = true;
        self.waiting.clear();
        self.stop.store(true, Ordering::Relaxed);
        self.room.wake();
    }
}
