//! The engine of the scan: inputs of any size, all cores, bounded memory, results in the order of the input.
//!
//! ```text
//! reader: open, unpack, split → jobs → workers: prefilter, capture, judge, Observer → parts → sink, in order
//! ```
//!
//! The reader cuts its inputs into blocks of whole lines, or a JSON document of several lines into one piece. A worker
//! finds the tokens of a block, judges each, and hands it to an [`Observer`], which makes a part of whatever it likes:
//! text to print, counts, rows of a list. The parts come to the sink, on the thread that called [`scan`], in the order
//! of the input. A token that is found again is not judged again while the cache holds it.
//!
//! Memory is bounded by [`Limits`]: blocks on their way hold at most `in_flight` bytes, unless one line or document
//! alone is longer, which is then on its way alone.

mod cache;
mod input;
mod order;
mod pieces;
mod progress;
mod reader;
mod splitter;
mod unpack;
mod utf16;
mod worker;

use std::io::Read;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread::{self, Builder, Scope, ScopedJoinHandle};

use crate::domain::capture::{Aside, Found};
use crate::domain::finding::Verdict;
use crate::domain::reading::{Inspection, Judgement};
use crate::domain::scan::{AsOf, CodeSet, Keyring, Prefilter, Record, endpoint};
use crate::domain::time::UnixTime;

pub use input::{Input, InputError, expand_inputs};
pub use progress::Progress;
pub use unpack::is_packed;

use cache::{Cache, Keep};
use order::{Message, deliver};
use reader::Reader;
use worker::Worker;

/// How much is taken in at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest line and longest document of several lines, in bytes. A longer line is passed over and counted.
    pub line: usize,
    /// How many bytes a block of lines has, about.
    pub block: usize,
    /// How many bytes of blocks are on their way at once.
    pub in_flight: usize,
    /// How many bytes the cache of judged tokens may take, about.
    pub cache: usize,
}

impl Limits {
    const MIB: usize = 1024 * 1024;
    /// Lines of 64 MiB, blocks of 256 KiB of which 8 MiB are on their way, 8 MiB of judged tokens.
    pub const USUAL: Self =
        Self { line: 64 * Self::MIB, block: Self::MIB / 4, in_flight: 8 * Self::MIB, cache: 8 * Self::MIB };
}

impl Default for Limits {
    fn default() -> Self {
        Self::USUAL
    }
}

/// What is to be scanned, and how.
pub struct Call<'a> {
    /// The inputs, in their order.
    pub inputs: &'a [Input],
    /// The keys to judge with.
    pub keyring: &'a Keyring,
    /// The moment to judge at.
    pub as_of: AsOf,
    /// How many threads judge; at least one.
    pub threads: usize,
    /// How much is taken in at once.
    pub limits: Limits,
    /// What others can see of the scan while it runs.
    pub progress: &'a Progress,
    /// When it is set, the scan ends soon, with a whole part of what it has found.
    pub cancel: &'a AtomicBool,
}

/// How many threads to judge with: one for each core.
#[must_use]
pub fn usual_threads() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// One token that was found, with all that is known of it.
pub struct Seen<'a> {
    /// Its input.
    pub input: &'a Input,
    /// The place of the input in the list.
    pub input_place: usize,
    /// The number of the line on which the token starts, counted from 1.
    pub line: u64,
    /// Where the piece that was searched starts in the unpacked input: its line, or the document.
    pub offset: u64,
    /// The piece that was searched.
    pub text: &'a str,
    /// Which token of the piece, counted from 0.
    pub nth: usize,
    /// How many tokens the piece has.
    pub count: usize,
    /// Where it was found.
    pub found: &'a Found,
    /// What else of interest the piece has between the token before it and this one; with the last one, all that follows
    /// too. So each is given once.
    pub asides: &'a [Aside],
    /// The answer.
    pub verdict: Verdict,
    /// The codes of what was found.
    pub codes: CodeSet,
    /// The moment at which it was judged.
    pub as_of: UnixTime,
    /// Whether that is the time that its line says.
    pub is_own_time: bool,
}

impl Seen<'_> {
    /// The moment it was captured at, if the capture says so.
    #[must_use]
    pub fn captured_at(&self) -> Option<UnixTime> {
        captured_at(self.found)
    }

    /// Method and path of the call it was sent with, if the capture says so.
    #[must_use]
    pub fn endpoint(&self) -> Option<String> {
        endpoint(self.found, self.text)
    }

    /// Its row in a long list. The observer knows the number of its `kid`.
    #[must_use]
    pub fn record(&self, kid: u32) -> Record {
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Record {
            input: short(self.input_place),
            line: self.line,
            offset: self.offset,
            length: short(self.text.len()),
            nth: short(self.nth),
            as_of: self.as_of,
            seen: self.captured_at(),
            verdict: self.verdict,
            codes: self.codes,
            kid,
        }
    }
}

fn captured_at(found: &Found) -> Option<UnixTime> {
    found.captured_at.as_deref().and_then(|time| UnixTime::parse(time).ok())
}

/// Makes of tokens what the caller wants. It is called by all workers at once.
pub trait Observer: Sync {
    /// What is made of a token and a moment once, however often the token is found. The cache keeps it.
    type Digest: Send + Sync;
    /// What is made of a block of the input; it goes to the sink.
    type Part: Send + Default;

    /// Digests a token that was judged.
    fn digest(&self, inspection: &Inspection, judgement: &Judgement) -> Self::Digest;

    /// How many bytes a digest takes, about: the cache keeps fewer tokens when theirs are large, and none whose digest
    /// takes more than some kilobytes.
    fn weigh(&self, _: &Self::Digest) -> usize {
        0
    }

    /// Adds a token that was found to the part of its block.
    fn add(&self, part: &mut Self::Part, seen: &Seen<'_>, digest: &Self::Digest);
}

/// What comes to the sink, in the order of the input.
#[derive(Debug)]
pub enum Event<P> {
    /// What was made of the next part of the input.
    Part(P),
    /// Nothing is ready for the moment: time to let go of what was gathered.
    Idle,
    /// An input can't be read, or not to its end. The scan goes on with the next one.
    Failed {
        /// The place of the input in the list.
        input: usize,
        /// What stands in the way.
        error: InputError,
    },
    /// A line is too long and was passed over.
    TooLong {
        /// The place of the input in the list.
        input: usize,
        /// The number of the line.
        line: u64,
    },
}

/// How a scan ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All of the input was read.
    Complete,
    /// It was cancelled, or the sink wanted no more.
    Stopped,
    /// The system gave no threads to work with.
    NoThreads,
}

/// Scans all inputs. `stdin` is what [`Input::stdin`] stands for. The sink is called on this thread; when it breaks,
/// the scan ends.
pub fn scan<O: Observer>(
    call: &Call<'_>,
    stdin: Option<&mut (dyn Read + Send)>,
    observer: &O,
    sink: &mut dyn FnMut(Event<O::Part>) -> ControlFlow<()>,
) -> Ending {
    let stop = AtomicBool::new(false);
    let room = order::Room::new(call.limits.in_flight);
    let prefilter = Prefilter::new();
    let cache = Cache::new(call.limits.cache, keep(call.as_of));
    let (jobs, work) = mpsc::channel();
    let work = std::sync::Mutex::new(work);
    let (parts, ready) = mpsc::sync_channel(PARTS_WAITING);
    thread::scope(|scope| {
        // It ends with this closure: when the sink panics, nobody waits to send to it.
        let ready = ready;
        let mut threads = Vec::new();
        for _ in 0..call.threads.max(1) {
            let worker = Worker { call, observer, prefilter: &prefilter, cache: &cache, stop: &stop, room: &room };
            let (work, parts) = (&work, parts.clone());
            threads.extend(spawn(scope, "scan worker", move || worker.run(work, &parts)));
        }
        let mut reader = Reader::new(call, &stop, &room, jobs, parts);
        let reader = if threads.is_empty() {
            drop(reader);
            None
        } else {
            spawn(scope, "scan reader", move || reader.run(stdin))
        };
        let is_read = reader.is_some();
        threads.extend(reader);
        let is_whole = deliver(&ready, &room, &stop, call.progress, sink);
        threads.into_iter().for_each(join);
        let is_cancelled = call.cancel.load(Ordering::Relaxed);
        match is_read {
            false => Ending::NoThreads,
            true if is_whole && !is_cancelled => Ending::Complete,
            true => Ending::Stopped,
        }
    })
}

/// How many messages wait for the sink before the workers do.
const PARTS_WAITING: usize = 64;

fn spawn<'scope>(
    scope: &'scope Scope<'scope, '_>,
    name: &str,
    work: impl FnOnce() + Send + 'scope,
) -> Option<ScopedJoinHandle<'scope, ()>> {
    Builder::new().name(name.to_owned()).spawn_scoped(scope, work).ok()
}

/// Waits for the end of a thread: a scope waits for what it does only, and what it has of its own may then still be in
/// memory. Where it panicked, so does this one.
fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

type Parts<P> = mpsc::SyncSender<Message<P>>;

fn keep(as_of: AsOf) -> Keep {
    match as_of {
        AsOf::Moment(_) => Keep::Answer,
        AsOf::Line { .. } => Keep::Signature,
    }
}
