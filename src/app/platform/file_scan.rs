//! The scan of one file for the window: the engine's parts become rows, which are told of once a second.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::app::command::Report;
use crate::app::scan::{Cause, MOST_ROWS, Row, RowError, ScanNews, ScanOrder, ScanProgress, Stage};
use crate::domain::capture::{Found, capture_of_any_length};
use crate::domain::finding::Severity;
use crate::domain::reading::{Inspection, Judgement};
use crate::domain::scan::{CodeSet, Keyring, Record, Sighting, Summary, Traits};
use crate::domain::text::{shorten, substitute};

use super::errands::Ticket;
use super::scan::{Call, Ending, Event, Input, InputError, Limits, Observer, Progress, Seen, scan, usual_threads};

/// How long it is from one report to the next; the first one comes sooner.
const PACE: Duration = Duration::from_secs(1);
const FIRST: Duration = Duration::from_millis(100);
/// So many rows are kept together.
const CHUNK: usize = 65_536;
/// So many different key IDs are told apart, and so many characters of each are kept.
const MOST_KIDS: usize = 10_000;
const LONGEST_KID: usize = 120;
const OTHER_KIDS: &str = "any other key ID";
/// So many causes are told of.
const MOST_CAUSES: usize = 20;

/// Scans a file until its end, or until it is cancelled. What it finds is reported; gives the last report.
pub(super) fn run(order: &ScanOrder, cancel: &AtomicBool, report: &dyn Fn(Report)) -> Report {
    let inputs = [Input::file(&order.path)];
    let size = inputs.first().and_then(Input::size).unwrap_or_default();
    let progress = Progress::default();
    let call = Call {
        inputs: &inputs,
        keyring: &keyring(order),
        as_of: order.as_of,
        threads: usual_threads(),
        limits: Limits::USUAL,
        progress: &progress,
        cancel,
    };
    let rows = RowMaker::default();
    let mut notes = Notes::new(size);
    let ending = scan(&call, None, &rows, &mut |event| {
        match event {
            Event::Part(part) => notes.add(part),
            Event::Failed { error, .. } => notes.news.problem = Some(error),
            // The engine counts them.
            Event::TooLong { .. } | Event::Idle => {}
        }
        if notes.is_due() {
            report(Report::Scanned { scan: order.number, news: notes.take(&progress, &rows), end: None });
        }
        ControlFlow::Continue(())
    });
    let end = notes.close(ending);
    Report::Scanned { scan: order.number, news: notes.take(&progress, &rows), end: Some(end) }
}

/// What is reported of a scan for which the system has no threads.
pub(super) fn without_threads(order: &ScanOrder) -> Report {
    let news = ScanNews { problem: Some(InputError::NoThreads), ..ScanNews::default() };
    Report::Scanned { scan: order.number, news, end: Some(Stage::Stopped) }
}

/// A row that is to be read again.
pub(super) struct WantedRow {
    pub(super) order: ScanOrder,
    pub(super) row: u32,
    pub(super) record: Record,
}

/// The thread that reads rows again, one at a time: whoever goes through a list with a key held down wants the row at
/// which it is let go, and in a packed file each takes all that is before it to be unpacked.
pub(super) struct RowReader {
    jobs: Sender<(WantedRow, Ticket, Arc<AtomicBool>)>,
    /// Ends the reading that is under way.
    cancel: Arc<AtomicBool>,
}

impl RowReader {
    pub(super) fn start() -> Self {
        let (jobs, inbox) = channel::<(WantedRow, Ticket, Arc<AtomicBool>)>();
        std::thread::spawn(move || {
            for (WantedRow { order, row, record }, ticket, cancel) in inbox {
                if !cancel.load(Ordering::Relaxed) {
                    let result = read_row(&order, &record, &cancel);
                    ticket.finish(Report::RowRead { scan: order.number, row, result });
                }
            }
        });
        Self { jobs, cancel: Arc::default() }
    }

    /// Reads a row in place of the one before.
    pub(super) fn read(&mut self, row: WantedRow, ticket: Ticket) {
        self.cancel();
        self.cancel = Arc::default();
        // A thread that is gone reads nothing; the window is closing.
        let _ = self.jobs.send((row, ticket, self.cancel.clone()));
    }

    /// Nobody waits for a row any more.
    pub(super) fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }
}

impl Drop for RowReader {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// Reads the token of a row again. It must be the one that was judged.
fn read_row(order: &ScanOrder, record: &Record, cancel: &AtomicBool) -> Result<Found, RowError> {
    let line = record.line;
    let bytes = Input::file(&order.path).read_piece(record.offset, record.length, cancel);
    let bytes = bytes.map_err(|error| match error {
        InputError::Shorter => RowError::Changed { line },
        error => RowError::Unreadable { line, error },
    })?;
    let nth = usize::try_from(record.nth).unwrap_or(usize::MAX);
    let found = capture_of_any_length(&substitute(&bytes)).found.into_iter().nth(nth);
    let found = found.ok_or(RowError::Changed { line })?;
    let keyring = keyring(order);
    let inspected = keyring.inspect(&found.token);
    let key = inspected.key.and_then(|place| keyring.get(place));
    let judgement = inspected.inspection.judge(key, record.as_of);
    let is_same = judgement.verdict == record.verdict && CodeSet::of(&judgement.findings) == record.codes;
    if is_same { Ok(found) } else { Err(RowError::Changed { line }) }
}

fn keyring(order: &ScanOrder) -> Keyring {
    Keyring::new(order.key.as_deref().cloned().into_iter().collect())
}

/// Makes rows of tokens.
#[derive(Default)]
struct RowMaker {
    kids: Mutex<Kids>,
}

/// The numbers of the key IDs, in the order in which they were met.
#[derive(Default)]
struct Kids {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
    told: usize,
}

impl Kids {
    /// The number of a key ID; further ones share one.
    fn number(&mut self, name: &str) -> u32 {
        let name = shorten(name, LONGEST_KID);
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let name = if self.names.len() < MOST_KIDS { name } else { OTHER_KIDS.to_owned() };
        *self.numbers.entry(name).or_insert_with_key(|name| {
            self.names.push(name.clone());
            u32::try_from(self.names.len()).unwrap_or(u32::MAX)
        })
    }

    fn further(&mut self) -> Vec<String> {
        let further = self.names.get(self.told..).unwrap_or_default().to_vec();
        self.told = self.names.len();
        further
    }
}

/// What is made of a token once.
struct Digest {
    kid: u32,
    errors: CodeSet,
    traits: Traits,
}

/// What is made of a block of the file.
struct Part {
    rows: Vec<Row>,
    summary: Summary,
}

impl Default for Part {
    fn default() -> Self {
        Self { rows: Vec::new(), summary: Summary::part() }
    }
}

impl Observer for RowMaker {
    type Digest = Digest;
    type Part = Part;

    fn digest(&self, inspection: &Inspection, judgement: &Judgement) -> Digest {
        let mut kids = self.kids.lock().unwrap_or_else(PoisonError::into_inner);
        let kid = inspection.token.kid().map_or(0, |kid| kids.number(kid));
        let errors = judgement.findings.iter().filter(|finding| finding.severity == Severity::Error);
        Digest { kid, errors: CodeSet::of(errors), traits: Traits::of(inspection, judgement) }
    }

    fn weigh(&self, digest: &Digest) -> usize {
        size_of::<Digest>() + digest.traits.size()
    }

    fn add(&self, part: &mut Part, seen: &Seen<'_>, digest: &Digest) {
        part.rows.push(Row { record: seen.record(digest.kid), errors: digest.errors });
        let sighting = Sighting {
            input: seen.input_place,
            line: seen.line,
            seen: seen.captured_at(),
            is_own_time: seen.is_own_time,
            endpoint: None,
        };
        part.summary.add(&digest.traits, &sighting);
    }
}

/// What is still to be told of.
struct Notes {
    began: Instant,
    due: Instant,
    size: u64,
    listed: usize,
    chunk: Vec<Row>,
    news: ScanNews,
    summary: Summary,
}

impl Notes {
    fn new(size: u64) -> Self {
        let began = Instant::now();
        let (chunk, news, summary) = (Vec::new(), ScanNews::default(), Summary::default());
        Self { began, due: began + FIRST, size, listed: 0, chunk, news, summary }
    }

    fn is_due(&self) -> bool {
        Instant::now() >= self.due
    }

    fn add(&mut self, part: Part) {
        self.summary.merge(part.summary);
        let room = MOST_ROWS.saturating_sub(self.listed);
        let rows = part.rows.get(..part.rows.len().min(room)).unwrap_or_default();
        self.listed += rows.len();
        self.chunk.extend_from_slice(rows);
        if self.chunk.len() >= CHUNK {
            self.close_chunk();
        }
    }

    /// The scan is over.
    fn close(&mut self, ending: Ending) -> Stage {
        match ending {
            Ending::Complete => Stage::Done,
            Ending::Stopped => Stage::Stopped,
            Ending::NoThreads => {
                self.news.problem = Some(InputError::NoThreads);
                Stage::Stopped
            }
        }
    }

    fn close_chunk(&mut self) {
        if !self.chunk.is_empty() {
            self.news.rows.push(Arc::new(std::mem::take(&mut self.chunk)));
        }
    }

    fn take(&mut self, progress: &Progress, rows: &RowMaker) -> ScanNews {
        self.close_chunk();
        self.due = Instant::now() + PACE;
        let mut news = std::mem::take(&mut self.news);
        news.kids = rows.kids.lock().unwrap_or_else(PoisonError::into_inner).further();
        news.causes = self.causes();
        news.progress = ScanProgress {
            bytes: progress.bytes(),
            size: self.size,
            tokens: progress.tokens(),
            too_long: progress.too_long(),
            elapsed: self.began.elapsed(),
        };
        news
    }

    fn causes(&self) -> Vec<Cause> {
        let ranked = self.summary.causes.ranked();
        let causes = ranked.into_iter().take(MOST_CAUSES).filter_map(|(codes, count)| {
            let example = self.summary.example(*codes)?;
            Some(Cause {
                codes: *codes,
                count: count.count,
                line: example.line,
                message: example.message.clone(),
                advice: example.advice.clone(),
            })
        });
        causes.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scan_that_gets_no_threads_says_so() {
        let ends = [Ending::Complete, Ending::Stopped, Ending::NoThreads].map(|ending| {
            let mut notes = Notes::new(0);
            (notes.close(ending), notes.take(&Progress::default(), &RowMaker::default()).problem)
        });
        let no_threads = (Stage::Stopped, Some(InputError::NoThreads));
        assert_eq!(ends, [(Stage::Done, None), (Stage::Stopped, None), no_threads]);
    }
}
