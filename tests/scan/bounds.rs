//! The engine's bounds: what is printed, kept and counted does not grow with more than the input, and nothing hangs.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use token_debugger::app::platform::scan::{Call, Ending, Event, Input, Limits, Observer, Progress, Seen, scan};
use token_debugger::domain::reading::{Inspection, Judgement};
use token_debugger::domain::scan::{AsOf, Keyring, Prefilter};
use token_debugger::domain::time::UnixTime;

use crate::inputs::objects;
use crate::material::unsigned;
use crate::processor_time::{processor_time, processor_time_since};
use crate::support::{NOW, run};

#[test]
fn what_stands_beside_the_tokens_of_a_line_is_given_once_each() {
    let line: Vec<String> = (0..5)
        .map(|place| format!("X-STAPI-API-Key: k7Gq2LmXw9TzR4vB1nYc{place} X-Auth-Uplynk-Jwt: {}", unsigned(place)))
        .collect();
    let output = run(&["scan"], line.join(" ").as_bytes());
    let asides: Vec<usize> =
        objects(&output.stdout).iter().map(|object| object["asides"].as_array().map_or(0, Vec::len)).collect();
    assert_eq!(asides, [1; 5], "{}", output.stdout);
    // Behind the last token.
    let line = format!("{} X-STAPI-API-Key: k7Gq2LmXw9TzR4vB1nYcE8", unsigned(1));
    let output = run(&["scan"], line.as_bytes());
    assert_eq!(objects(&output.stdout)[0]["asides"].as_array().map(Vec::len), Some(1), "{}", output.stdout);
}

/// Scans a text without a key.
fn scan_text<O: Observer>(
    text: &str,
    threads: usize,
    limits: Limits,
    observer: &O,
    sink: &mut dyn FnMut(Event<O::Part>) -> ControlFlow<()>,
) -> Ending {
    let (progress, cancel, keyring) = (Progress::default(), AtomicBool::new(false), Keyring::default());
    let call = Call {
        inputs: &[Input::stdin()],
        keyring: &keyring,
        as_of: AsOf::Moment(UnixTime(NOW)),
        threads,
        limits,
        progress: &progress,
        cancel: &cancel,
    };
    scan(&call, Some(&mut text.as_bytes()), observer, sink)
}

/// Panics at a token.
struct Panicking;

impl Observer for Panicking {
    type Digest = ();
    type Part = ();

    fn digest(&self, _: &Inspection, _: &Judgement) {
        panic!("this observer panics");
    }

    fn add(&self, (): &mut (), _: &Seen<'_>, (): &()) {}
}

#[test]
fn a_worker_that_panics_ends_the_scan_with_a_panic_and_loses_nothing_in_silence() {
    let short = (0..5000).map(|line| format!("{}\n", unsigned(line % 7))).collect::<Vec<_>>().concat();
    let long = short.replace('\n', " , ");
    for text in [short, long] {
        let limits = Limits { line: 16 << 20, block: 1024, in_flight: 4096, cache: 0 };
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            scan_text(&text, 2, limits, &Panicking, &mut |_| ControlFlow::Continue(()))
        }));
        assert!(outcome.is_err(), "{outcome:?}");
    }
}

/// What a thread has of its own, and how many of them there are. It takes a while to go.
struct Own;

static OWN: AtomicUsize = AtomicUsize::new(0);

impl Own {
    fn new() -> Self {
        OWN.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        (0..10_000).for_each(|_| std::thread::yield_now());
        OWN.fetch_sub(1, Ordering::SeqCst);
    }
}

thread_local! {
    static OF_THREAD: Own = Own::new();
}

/// Has each worker keep something of its own.
struct Keeping;

impl Observer for Keeping {
    type Digest = ();
    type Part = usize;

    fn digest(&self, _: &Inspection, _: &Judgement) {}

    fn add(&self, part: &mut usize, _: &Seen<'_>, (): &()) {
        OF_THREAD.with(|_| *part += 1);
    }
}

#[test]
fn when_a_scan_is_over_nothing_of_its_threads_is_left() {
    let text = (0..2000).map(|line| format!("{}\n", unsigned(line))).collect::<Vec<_>>().concat();
    let limits = Limits { line: 8192, block: 1024, in_flight: 16 * 1024, cache: 0 };
    let (mut tokens, mut most) = (0, 0);
    scan_text(&text, 4, limits, &Keeping, &mut |event| {
        most = most.max(OWN.load(Ordering::SeqCst));
        if let Event::Part(count) = event {
            tokens += count;
        }
        ControlFlow::Continue(())
    });
    assert_eq!((tokens, OWN.load(Ordering::SeqCst)), (2000, 0));
    assert!(most > 0, "control: there was something");
}

/// How long a text takes the prefilter, and how many lines are let through.
fn prefilter(text: &str) -> (Duration, usize) {
    let filter = Prefilter::new();
    let start = processor_time();
    let count = filter.lines(text.as_bytes()).count();
    (processor_time_since(start), count)
}

#[test]
fn escapes_that_could_be_a_tokens_name_do_not_make_a_line_look_back_to_its_start_each_time() {
    // Not JSON, since it begins with a bracket; each escape is looked at.
    let line = |length: usize| format!("[ab cde {}", "\\u0041".repeat(length / 6));
    let (short, _) = prefilter(&line(128 * 1024));
    let (long, seen) = prefilter(&line(1024 * 1024));
    assert_eq!(seen, 0);
    // Eight times the text; a look back each time takes 64 times as long.
    let most = short.max(Duration::from_millis(4)) * 24;
    assert!(long < most, "{long:?} against {short:?}");
}

/// Makes nothing of a token.
struct Silent;

impl Observer for Silent {
    type Digest = ();
    type Part = ();

    fn digest(&self, _: &Inspection, _: &Judgement) {}

    fn add(&self, (): &mut (), _: &Seen<'_>, (): &()) {}
}

#[test]
fn a_sink_that_panics_ends_the_scan_with_its_panic() {
    let text = (0..5000).map(|line| format!("{}\n", unsigned(line))).collect::<Vec<_>>().concat();
    let limits = Limits { line: 8192, block: 1024, in_flight: 4096, cache: 0 };
    let outcome =
        catch_unwind(AssertUnwindSafe(|| scan_text(&text, 2, limits, &Silent, &mut |_| panic!("this sink panics"))));
    let panic = outcome.expect_err("it panicked");
    assert_eq!(panic.downcast_ref(), Some(&"this sink panics"));
}
