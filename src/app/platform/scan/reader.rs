//! The thread that reads the inputs.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use super::input::{Input, InputError, Source};
use super::order::{Counted, End, Message, Room};
use super::progress::Progress;
use super::splitter::{Block, Cut, READ, Splitter};
use super::unpack::Text;
use super::{Call, Event, Parts};
use crate::app::platform::waiting::Waiting;

/// A block on its way to a worker.
pub(super) struct Job {
    pub(super) place: u64,
    pub(super) input: usize,
    pub(super) block: Block,
}

pub(super) struct Reader<'a, P> {
    call: &'a Call<'a>,
    stop: &'a AtomicBool,
    room: &'a Room,
    jobs: Sender<Job>,
    parts: Parts<P>,
    place: u64,
}

impl<'a, P> Reader<'a, P> {
    pub(super) fn new(
        call: &'a Call<'a>,
        stop: &'a AtomicBool,
        room: &'a Room,
        jobs: Sender<Job>,
        parts: Parts<P>,
    ) -> Self {
        Self { call, stop, room, jobs, parts, place: 0 }
    }

    pub(super) fn run(&mut self, mut stdin: Option<&mut (dyn Read + Send)>) {
        for (place, input) in self.call.inputs.iter().enumerate() {
            if self.is_stopped() {
                return;
            }
            if let Err(error) = self.read_input(place, input, &mut stdin)
                && !self.is_stopped()
            {
                Progress::add(&self.call.progress.failed, 1);
                self.say(Event::Failed { input: place, error });
            }
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.call.cancel.load(Ordering::Relaxed)
    }

    fn read_input(
        &mut self,
        place: usize,
        input: &Input,
        stdin: &mut Option<&mut (dyn Read + Send)>,
    ) -> Result<(), InputError> {
        let raw: Box<dyn Read + '_> = match &input.source {
            Source::Nothing(error) => return Err(error.clone()),
            Source::File(path) => open(path)?,
            Source::Stdin => Box::new(stdin.as_mut().ok_or(InputError::NoStdin)?),
        };
        let progress = self.call.progress;
        let (stop, cancel) = (self.stop, self.call.cancel);
        let is_stopped = move || stop.load(Ordering::Relaxed) || cancel.load(Ordering::Relaxed);
        let text = Text::open(Counting { source: raw, progress }, is_stopped);
        self.read_text(place, &mut text.map_err(|error| InputError::of(&error))?)
    }

    fn read_text(&mut self, input: usize, text: &mut Text<'_>) -> Result<(), InputError> {
        let mut splitter = Splitter::new(self.call.limits);
        loop {
            let read = read_more(splitter.buffer(), text);
            if self.is_stopped() {
                return Ok(());
            }
            match read {
                Ok(0) => {
                    self.cut(&mut splitter, input, true);
                    return Ok(());
                }
                // While all are busy, small pieces are gathered: each costs a round between threads.
                Ok(_) if splitter.waiting() < self.call.limits.block && self.room.blocks() > self.call.threads => {}
                Ok(_) => self.cut(&mut splitter, input, false),
                Err(error) if error.kind() == ErrorKind::Interrupted => self.cut(&mut splitter, input, false),
                Err(error) => {
                    self.cut(&mut splitter, input, true);
                    return Err(text.name_error(&error));
                }
            }
        }
    }

    fn cut(&mut self, splitter: &mut Splitter, input: usize, is_end: bool) {
        splitter.cut(is_end, &mut |cut| match cut {
            Cut::Block(block) => self.send(input, block),
            Cut::TooLong(line) => {
                Progress::add(&self.call.progress.too_long, 1);
                self.say(Event::TooLong { input, line });
            }
        });
    }

    fn send(&mut self, input: usize, block: Block) {
        if self.is_stopped() || !self.room.take(block.bytes.len(), self.stop) {
            return;
        }
        // A worker that is gone wants no more.
        let _ = self.jobs.send(Job { place: self.place, input, block });
        self.place += 1;
    }

    /// Tells the sink something, at this place of the input.
    fn say(&mut self, event: Event<P>) {
        if self.room.take(0, self.stop) {
            let end = Some(End { bytes: 0, is_cut: false });
            let counted = Counted::default();
            let _ = self.parts.send(Message { place: self.place, event: Some(event), counted, end });
            self.place += 1;
        }
    }
}

fn open(path: &std::path::Path) -> Result<Box<dyn Read>, InputError> {
    let file = File::open(path).map_err(|error| InputError::of(&error))?;
    match file.metadata() {
        Ok(metadata) if metadata.is_dir() => Err(InputError::IsFolder),
        Ok(metadata) if metadata.is_file() => Ok(Box::new(file)),
        // A pipe or a device.
        _ => Ok(Box::new(Waiting::new(file))),
    }
}

fn read_more(buffer: &mut Vec<u8>, text: &mut Text<'_>) -> io::Result<usize> {
    let before = buffer.len();
    buffer.resize(before + READ, 0);
    let read = text.read(buffer.get_mut(before..).unwrap_or_default());
    buffer.truncate(before + read.as_ref().map_or(0, |count| *count));
    read
}

/// Counts what is read.
struct Counting<'a, R> {
    source: R,
    progress: &'a Progress,
}

impl<R: Read> Read for Counting<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        Progress::add(&self.progress.bytes, count);
        Ok(count)
    }
}
