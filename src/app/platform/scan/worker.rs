//! A thread that finds and judges the tokens of blocks.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

use memchr::memchr_iter;
use serde::de::IgnoredAny;

use crate::domain::capture::{Aside, Capture, Found, Shapes, capture_among};
use crate::domain::scan::{Checked, CodeSet, Prefilter};
use crate::domain::text::substitute;
use crate::domain::token::{Headers, ParsedToken};

use super::cache::{Cache, Judged};
use super::order::{Counted, End, Message, Room};
use super::reader::Job;
use super::{Call, Event, Observer, Parts, Seen, captured_at, join};

/// How many tokens a part has at most, so that one long line does not make a part of any size.
const TOKENS_OF_PART: usize = 1024;

thread_local! {
    static HEADERS: RefCell<Headers> = RefCell::default();
    static SHAPES: Shapes = Shapes::default();
}

pub(super) struct Worker<'a, O: Observer> {
    pub(super) call: &'a Call<'a>,
    pub(super) observer: &'a O,
    pub(super) prefilter: &'a Prefilter,
    pub(super) cache: &'a Cache<O::Digest>,
    pub(super) stop: &'a AtomicBool,
    pub(super) room: &'a Room,
}

/// A piece that was searched.
struct Piece<'a> {
    input: usize,
    /// The number of its first line.
    line: u64,
    offset: u64,
    text: &'a str,
    capture: &'a Capture,
}

impl<O: Observer> Worker<'_, O> {
    pub(super) fn run(&self, work: &Mutex<Receiver<Job>>, parts: &Parts<O::Part>) {
        loop {
            let job = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(job) = job else { return };
            let mut output = Output::new(&job, parts);
            if let Some(lines) = self.search(&job, &mut output) {
                output.finish(lines);
            }
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.call.cancel.load(Ordering::Relaxed)
    }

    /// How many lines the block has, if it was searched to its end. The last one need not have a line break.
    fn search(&self, job: &Job, output: &mut Output<'_, O>) -> Option<u64> {
        let (bytes, first) = (job.block.bytes.as_slice(), job.block.line);
        let end = if job.block.documents.is_empty() {
            self.search_lines(job, 0..bytes.len(), first, output)?
        } else {
            self.search_documents(job, output)?
        };
        let has_rest = bytes.last().is_some_and(|last| *last != b'\n');
        Some(end - first + u64::from(has_rest))
    }

    /// The number of the line behind the last line break, if all was searched.
    fn search_documents(&self, job: &Job, output: &mut Output<'_, O>) -> Option<u64> {
        let (bytes, documents) = (job.block.bytes.as_slice(), job.block.documents.as_slice());
        let (mut start, mut line) = (0, job.block.line);
        for end in documents {
            let range = start..*end;
            let document = bytes.get(range.clone()).unwrap_or_default();
            line = if serde_json::from_slice::<IgnoredAny>(without_mark(document)).is_ok() {
                self.search_piece(job, range, line, output)?;
                line + count(document, 0..document.len())
            } else {
                self.search_lines(job, range, line, output)?
            };
            start = *end;
        }
        Some(line)
    }

    /// The number of the line behind the last line break, if all was searched.
    fn search_lines(&self, job: &Job, lines: Range<usize>, mut line: u64, output: &mut Output<'_, O>) -> Option<u64> {
        let (start, mut counted) = (lines.start, 0);
        let bytes = job.block.bytes.get(lines).unwrap_or_default();
        let mut worth_a_look = self.prefilter.lines(bytes);
        while let Some(range) = worth_a_look.next() {
            line += count(bytes, counted..range.start);
            // Where all lines have a token, nothing is left to be counted.
            counted = range.end;
            let tokens = self.search_piece(job, start + range.start..start + range.end, line, output)?;
            worth_a_look.note(tokens > 0);
        }
        Some(line + count(bytes, counted..bytes.len()))
    }

    /// How many tokens the piece has, if it was searched to its end.
    fn search_piece(&self, job: &Job, range: Range<usize>, line: u64, output: &mut Output<'_, O>) -> Option<usize> {
        if self.is_stopped() {
            return None;
        }
        let offset = job.block.offset.saturating_add(wide(range.start));
        let text: Cow<'_, str> = substitute(job.block.bytes.get(range).unwrap_or_default());
        let capture = SHAPES.with(|shapes| capture_among(&text, shapes));
        let piece = Piece { input: job.input, line, offset, text: &text, capture: &capture };
        let is_alone = self.room.is_filled_by(job.block.bytes.len());
        if is_alone && capture.found.len() > TOKENS_OF_PART {
            return self.share(&piece, output).then_some(capture.found.len());
        }
        let mut line = LineOf::new(&piece);
        for (nth, found) in capture.found.iter().enumerate() {
            if self.is_stopped() {
                return None;
            }
            let is_new = self.see(&piece, nth, found, line.of(found.span.start), &mut output.part);
            output.count(is_new);
        }
        Some(capture.found.len())
    }

    /// Judges the tokens of a long piece with all threads: it is alone on its way, so the others are idle.
    fn share(&self, piece: &Piece<'_>, output: &mut Output<'_, O>) -> bool {
        output.send_part();
        let mut lines = LineOf::new(piece);
        let found: Vec<(usize, u64, &Found)> =
            (0..).zip(&piece.capture.found).map(|(nth, found)| (nth, lines.of(found.span.start), found)).collect();
        for round in found.chunks(self.call.threads.max(1) * TOKENS_OF_PART) {
            if self.is_stopped() {
                return false;
            }
            let judge = |share: &[(usize, u64, &Found)]| {
                let (mut part, mut inspected) = (O::Part::default(), 0);
                for (nth, line, found) in share {
                    inspected += usize::from(self.see(piece, *nth, found, *line, &mut part));
                }
                (part, inspected)
            };
            let made: Vec<(O::Part, usize)> = thread::scope(|scope| {
                let shares = round.chunks(TOKENS_OF_PART);
                // Where the system gives no thread, this one does it.
                let threads: Vec<_> = shares
                    .map(|share| Builder::new().spawn_scoped(scope, move || judge(share)).map_err(|_| judge(share)))
                    .collect();
                threads.into_iter().map(|made| made.map_or_else(|made| made, join)).collect()
            });
            for ((part, inspected), share) in made.into_iter().zip(round.chunks(TOKENS_OF_PART)) {
                output.send(part, share.len(), inspected);
            }
        }
        true
    }

    /// Judges a token and adds it to a part. Whether its signature was checked for that, and not before.
    fn see(&self, piece: &Piece<'_>, nth: usize, found: &Found, line: u64, part: &mut O::Part) -> bool {
        let (as_of, is_own_time) = self.call.as_of.resolve(|| captured_at(found));
        let keyring = self.call.keyring;
        let entry = self.cache.entry(&found.token);
        let mut is_new = false;
        let inspect = |checked: Option<Checked>| {
            is_new = checked.is_none();
            let token = HEADERS.with_borrow_mut(|headers| ParsedToken::parse_among(&found.token, headers));
            match checked {
                Some(checked) => checked.with(token),
                None => keyring.check(token),
            }
        };
        let judged = entry.judge(as_of, inspect, |inspected| {
            let key = inspected.key.and_then(|place| keyring.get(place));
            let judgement = inspected.inspection.judge(key, as_of);
            let digest = self.observer.digest(&inspected.inspection, &judgement);
            self.cache.weigh(&entry, self.observer.weigh(&digest));
            Judged { verdict: judgement.verdict, codes: CodeSet::of(&judgement.findings), digest }
        });
        let Some(input) = self.call.inputs.get(piece.input) else { return is_new };
        let seen = Seen {
            input,
            input_place: piece.input,
            line,
            offset: piece.offset,
            text: piece.text,
            nth,
            count: piece.capture.found.len(),
            found,
            asides: asides_of(piece.capture, nth),
            verdict: judged.verdict,
            codes: judged.codes,
            as_of,
            is_own_time,
        };
        self.observer.add(part, &seen, &judged.digest);
        is_new
    }
}

/// What stands beside a token: behind the token before it, and for the last one of a piece all that follows.
fn asides_of(capture: &Capture, nth: usize) -> &[Aside] {
    let place = |token: Option<&Found>, otherwise: usize| {
        token.map_or(otherwise, |token| capture.asides.partition_point(|aside| aside.span().start < token.span.end))
    };
    let start = place(nth.checked_sub(1).and_then(|before| capture.found.get(before)), 0);
    let all = capture.asides.len();
    let end = place(capture.found.get(nth).filter(|_| nth + 1 < capture.found.len()), all);
    capture.asides.get(start..end).unwrap_or_default()
}

/// What a worker makes of a block. It says at all events that the block is done: nobody must wait for one whose worker
/// has panicked.
struct Output<'a, O: Observer> {
    place: u64,
    bytes: usize,
    parts: &'a Parts<O::Part>,
    part: O::Part,
    tokens: usize,
    inspected: usize,
    /// How many lines were searched, once all are.
    lines: Option<usize>,
}

impl<'a, O: Observer> Output<'a, O> {
    fn new(job: &Job, parts: &'a Parts<O::Part>) -> Self {
        let bytes = job.block.bytes.len();
        Self { place: job.place, bytes, parts, part: O::Part::default(), tokens: 0, inspected: 0, lines: None }
    }

    fn count(&mut self, is_new: bool) {
        self.tokens += 1;
        self.inspected += usize::from(is_new);
        if self.tokens == TOKENS_OF_PART {
            self.send_part();
        }
    }

    /// Sends what was added so far.
    fn send_part(&mut self) {
        if self.tokens > 0 {
            let part = std::mem::take(&mut self.part);
            self.send(part, self.tokens, self.inspected);
            (self.tokens, self.inspected) = (0, 0);
        }
    }

    fn send(&self, part: O::Part, tokens: usize, inspected: usize) {
        let counted = Counted { tokens, inspected, ..Counted::default() };
        // Where nobody takes it any more, the scan is over.
        let _ = self.parts.send(Message { place: self.place, event: Some(Event::Part(part)), counted, end: None });
    }

    fn finish(mut self, lines: u64) {
        self.lines = usize::try_from(lines).ok();
    }
}

impl<O: Observer> Drop for Output<'_, O> {
    fn drop(&mut self) {
        let event = Some(Event::Part(std::mem::take(&mut self.part)));
        let (bytes, lines) = self.lines.map_or((0, 0), |lines| (self.bytes, lines));
        let (tokens, inspected) = (self.tokens, self.inspected);
        let counted = Counted { tokens, inspected, lines, bytes };
        let end = Some(End { bytes: self.bytes, is_cut: self.lines.is_none() });
        let _ = self.parts.send(Message { place: self.place, event, counted, end });
    }
}

/// The numbers of the lines of a piece's tokens, which come in order.
struct LineOf<'a> {
    text: &'a [u8],
    counted: usize,
    line: u64,
}

impl<'a> LineOf<'a> {
    fn new(piece: &Piece<'a>) -> Self {
        Self { text: piece.text.as_bytes(), counted: 0, line: piece.line }
    }

    fn of(&mut self, at: usize) -> u64 {
        if at > self.counted {
            self.line += count(self.text, self.counted..at);
            self.counted = at;
        }
        self.line
    }
}

fn count(bytes: &[u8], range: Range<usize>) -> u64 {
    wide(memchr_iter(b'\n', bytes.get(range).unwrap_or_default()).count())
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

fn wide(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
