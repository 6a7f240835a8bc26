//! The engine: order, once, bounds, an end before the end.

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use token_debugger::app::platform::scan::{Call, Ending, Event, Input, Limits, Observer, Progress, Seen, scan};
use token_debugger::domain::capture::capture;
use token_debugger::domain::reading::{Inspection, Judgement};
use token_debugger::domain::scan::{AsOf, Keyring, Record, Sighting, Summary, Traits};
use token_debugger::domain::time::UnixTime;

use crate::material::{Scene, unsigned};
use crate::support::NOW;

/// Notes the line and the token of each, and how often it was asked for a digest.
#[derive(Default)]
struct Notes {
    digests: AtomicUsize,
}

impl Observer for Notes {
    type Digest = Traits;
    type Part = Vec<(u64, String, Record, Traits)>;

    fn digest(&self, inspection: &Inspection, judgement: &Judgement) -> Traits {
        self.digests.fetch_add(1, Ordering::Relaxed);
        Traits::of(inspection, judgement)
    }

    fn add(&self, part: &mut Self::Part, seen: &Seen<'_>, digest: &Traits) {
        part.push((seen.line, seen.found.token.clone(), seen.record(0), digest.clone()));
    }
}

struct Outcome {
    ending: Ending,
    seen: Vec<(u64, String, Record, Traits)>,
    too_long: Vec<u64>,
    progress: Progress,
    digests: usize,
}

/// Scans standard input with these limits; `enough` says after how many tokens the flag of the cancellation is set.
fn run(stdin: &mut (dyn Read + Send), threads: usize, limits: Limits, enough: Option<usize>) -> Outcome {
    run_inputs(&[Input::stdin()], stdin, threads, limits, enough)
}

fn run_inputs(
    inputs: &[Input],
    stdin: &mut (dyn Read + Send),
    threads: usize,
    limits: Limits,
    enough: Option<usize>,
) -> Outcome {
    run_as_of(AsOf::Moment(UnixTime(NOW)), inputs, stdin, threads, limits, enough)
}

fn run_as_of(
    as_of: AsOf,
    inputs: &[Input],
    stdin: &mut (dyn Read + Send),
    threads: usize,
    limits: Limits,
    enough: Option<usize>,
) -> Outcome {
    let (progress, cancel, notes) = (Progress::default(), AtomicBool::new(false), Notes::default());
    let keyring = Keyring::default();
    let call = Call { inputs, keyring: &keyring, as_of, threads, limits, progress: &progress, cancel: &cancel };
    let (mut seen, mut too_long) = (Vec::new(), Vec::new());
    let ending = scan(&call, Some(stdin), &notes, &mut |event| {
        match event {
            Event::Part(part) => seen.extend(part),
            Event::TooLong { line, .. } => too_long.push(line),
            Event::Failed { error, .. } => panic!("{error}"),
            Event::Idle => {}
        }
        if enough.is_some_and(|enough| seen.len() >= enough) {
            cancel.store(true, Ordering::Relaxed);
        }
        ControlFlow::Continue(())
    });
    Outcome { ending, seen, too_long, progress, digests: notes.digests.load(Ordering::Relaxed) }
}

const SMALL: Limits = Limits { line: 8192, block: 1024, in_flight: 16 * 1024, cache: 1 << 22 };

#[test]
fn tokens_come_in_the_order_of_the_input_however_many_threads_there_are() {
    let tokens: Vec<String> = (0..40).map(unsigned).collect();
    let lines: Vec<String> = (0..1500).map(|line| format!("{line} token_{}", tokens[line * 7 % 40])).collect();
    let text = lines.join("\n");
    for threads in [1, 2, 16] {
        let outcome = run(&mut text.as_bytes(), threads, SMALL, None);
        assert_eq!(outcome.ending, Ending::Complete);
        let expected: Vec<(u64, String)> =
            (0..1500).map(|line| (line as u64 + 1, tokens[line * 7 % 40].clone())).collect();
        let seen: Vec<(u64, String)> = outcome.seen.iter().map(|seen| (seen.0, seen.1.clone())).collect();
        assert!(seen == expected, "with {threads} threads");
        assert_eq!((outcome.progress.tokens(), outcome.progress.lines()), (1500, 1500));
        // Each is judged once, and counted each time.
        assert_eq!((outcome.progress.inspected(), outcome.digests), (40, 40));
    }
}

#[test]
fn without_room_in_the_cache_a_token_is_judged_each_time() {
    let text = format!("{0}\n{0}\n{0}\n", unsigned(1));
    let outcome = run(&mut text.as_bytes(), 1, Limits { cache: 0, ..SMALL }, None);
    assert_eq!((outcome.seen.len(), outcome.progress.inspected()), (3, 3));
}

#[test]
fn a_line_that_is_too_long_is_passed_over_and_its_neighbours_are_found() {
    let (before, behind) = (unsigned(1), unsigned(2));
    for length in [8000, 8192, 8193, 9000, 50_000] {
        for end in ["\n", ""] {
            let text = format!("{before}\n{}\n{behind}{end}", "x".repeat(length));
            let outcome = run(&mut text.as_bytes(), 2, SMALL, None);
            let seen: Vec<_> = outcome.seen.iter().map(|seen| (seen.0, seen.1.as_str())).collect();
            assert_eq!(seen, [(1, before.as_str()), (3, behind.as_str())], "{length}");
            let expected: &[u64] = if length > 8192 { &[2] } else { &[] };
            assert_eq!(outcome.too_long, expected, "{length}");
            assert_eq!(outcome.progress.too_long(), expected.len() as u64);
        }
    }
}

#[test]
fn a_long_line_gives_all_its_tokens() {
    // More than capture takes as a paste, and more tokens than a part has.
    let tokens: Vec<String> = (0..30).map(unsigned).collect();
    let line =
        (0..1200).map(|place| format!("{} {}, ", tokens[place % 30], "word ".repeat(120))).collect::<Vec<_>>().concat();
    let text = format!("first\n{line}\n{}\n", tokens[0]);
    assert!(line.len() > 1024 * 1024);
    let limits = Limits { line: 8 << 20, block: 4096, in_flight: 16 * 1024, cache: 1 << 22 };
    let outcome = run(&mut text.as_bytes(), 3, limits, None);
    let expected: Vec<_> =
        (0..1200).map(|place| (2, tokens[place % 30].clone())).chain([(3, tokens[0].clone())]).collect();
    let seen: Vec<_> = outcome.seen.iter().map(|seen| (seen.0, seen.1.clone())).collect();
    assert!(seen == expected, "{} tokens", seen.len());
    assert_eq!(outcome.progress.inspected(), 30);
}

#[test]
fn a_long_line_comes_behind_the_lines_before_it() {
    // It looks like a JSON document, so its lines come together, and is none.
    let line: String = (0..2500).map(|place| unsigned(place % 30) + " ").collect();
    let text = format!("[\n\"{}\"\n\n{line}\n,]\n", unsigned(0));
    let limits = Limits { line: 8 << 20, block: 4096, in_flight: 16 * 1024, cache: 1 << 22 };
    let outcome = run(&mut text.as_bytes(), 2, limits, None);
    let lines: Vec<u64> = outcome.seen.iter().map(|seen| seen.0).collect();
    assert!(lines == [vec![2], vec![4; 2500]].concat(), "{:?}", lines.get(..3));
    assert_eq!((outcome.progress.tokens(), outcome.progress.inspected()), (2501, 30));
}

#[test]
fn a_token_is_checked_once_and_judged_at_each_moment() {
    let log: String = (0..400_u32)
        .map(|line| format!("2025-11-21T19:13:{:02}Z {}\n", line / 10, unsigned(line as usize % 50)))
        .collect::<Vec<_>>()
        .concat();
    let as_of = AsOf::Line { otherwise: UnixTime(NOW) };
    let scan = |limits| run_as_of(as_of, &[Input::stdin()], &mut log.as_bytes(), 2, limits, None);
    let (cached, fresh) = (scan(SMALL), scan(Limits { cache: 0, ..SMALL }));
    let rows = |outcome: &Outcome| outcome.seen.iter().map(|seen| seen.2).collect::<Vec<_>>();
    assert!(rows(&cached) == rows(&fresh));
    assert_eq!((cached.progress.inspected(), fresh.progress.inspected()), (50, 400));
    assert_eq!(cached.digests, 400, "each is judged at other moments");
    let moments: std::collections::BTreeSet<i64> = cached.seen.iter().map(|seen| seen.2.as_of.0).collect();
    assert_eq!(moments.len(), 40);
}

#[test]
fn lines_are_numbered_right_whether_they_have_tokens_or_not() {
    let kinds = ["{}", "{}\r", "", "\r", "words", "{}", "bearer of news", "{}", "{} {}", "{}", "{}\r", "plain"];
    let lines: Vec<String> = (0..300).map(|line| kinds[line * line % 11].replace("{}", &unsigned(line % 20))).collect();
    for end in ["", "\n"] {
        let text = lines.join("\n") + end;
        let outcome = run(&mut text.as_bytes(), 2, SMALL, None);
        let expected: Vec<u64> = (1..)
            .zip(&lines)
            .flat_map(|(number, line)| std::iter::repeat_n(number, line.matches("eyJ").count() / 2))
            .collect();
        let seen: Vec<u64> = outcome.seen.iter().map(|seen| seen.0).collect();
        assert!(expected.len() > 100 && seen == expected, "{seen:?}\n{expected:?}");
        assert_eq!(outcome.progress.lines(), 300);
    }
}

#[test]
fn what_was_found_before_a_cancellation_is_a_beginning_of_the_whole() {
    let text: String = (0..2000).map(|line| format!("{}\n", unsigned(line % 20))).collect::<Vec<_>>().concat();
    let outcome = run(&mut text.as_bytes(), 4, SMALL, Some(50));
    assert_eq!(outcome.ending, Ending::Stopped);
    let lines: Vec<u64> = outcome.seen.iter().map(|seen| seen.0).collect();
    assert!((50..2000).contains(&lines.len()), "{}", lines.len());
    assert_eq!(lines, (1..=lines.len() as u64).collect::<Vec<_>>());
    // What was judged behind the cut is not counted either.
    assert_eq!(outcome.progress.tokens(), lines.len() as u64);
    assert!(outcome.progress.lines() <= lines.len() as u64, "{}", outcome.progress.lines());
    // The summary so far.
    let mut summary = Summary::default();
    for (line, _, _, traits) in &outcome.seen {
        summary.add(traits, &Sighting { input: 0, line: *line, seen: None, is_own_time: false, endpoint: None });
    }
    assert_eq!(summary.tokens.count, lines.len() as u64);
}

#[test]
fn a_sink_that_wants_no_more_ends_the_scan() {
    let text: String = (0..2000).map(|line| format!("{}\n", unsigned(line % 20))).collect::<Vec<_>>().concat();
    let (progress, cancel) = (Progress::default(), AtomicBool::new(false));
    let call = Call {
        inputs: &[Input::stdin()],
        keyring: &Keyring::default(),
        as_of: AsOf::Moment(UnixTime(NOW)),
        threads: 3,
        limits: SMALL,
        progress: &progress,
        cancel: &cancel,
    };
    let mut calls = 0;
    let ending = scan(&call, Some(&mut text.as_bytes()), &Notes::default(), &mut |event| {
        calls += usize::from(matches!(event, Event::Part(_)));
        if calls > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((ending, calls), (Ending::Stopped, 1));
    assert!(progress.lines() < 2000);
}

#[test]
fn a_row_leads_back_to_its_token() {
    let scene = Scene::new();
    let text = format!("first\nä {}\r\n\n{} x {}\n", unsigned(1), unsigned(2), unsigned(3));
    let pretty = format!("{{\n  \"a\": 1,\n  \"Authorization\": \"Bearer {}\"\n}}\n", unsigned(4));
    for (name, content, count) in [
        ("plain.log", text.clone().into_bytes(), 3),
        ("packed", crate::material::gzip(text.as_bytes()), 3),
        ("document.json", pretty.into_bytes(), 1),
    ] {
        let inputs = [Input::file(std::path::Path::new(&scene.write(name, content)))];
        let outcome = run_inputs(&inputs, &mut std::io::empty(), 2, SMALL, None);
        assert_eq!(outcome.seen.len(), count, "{name}");
        for (line, token, record, _) in &outcome.seen {
            let piece = inputs[0].read_piece(record.offset, record.length, &AtomicBool::new(false)).unwrap();
            let piece = String::from_utf8(piece).unwrap();
            assert_eq!(&capture(&piece).found[record.nth as usize].token, token, "{name}");
            assert_eq!(record.line, *line);
        }
    }
}

/// Gives what it has in pieces of a few bytes, with an interruption before each.
struct Dripping<'a> {
    rest: &'a [u8],
    is_dry: bool,
}

impl Read for Dripping<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.is_dry = !self.is_dry;
        if self.is_dry {
            return Err(std::io::ErrorKind::Interrupted.into());
        }
        let count = self.rest.len().min(7).min(buffer.len());
        buffer[..count].copy_from_slice(&self.rest[..count]);
        self.rest = &self.rest[count..];
        Ok(count)
    }
}

#[test]
fn an_input_that_drips_gives_the_same() {
    let text = format!("first\r\n{}\r\n\n\0{}\n{}", unsigned(1), unsigned(2), unsigned(3));
    for content in
        [text.clone().into_bytes(), crate::material::gzip(text.as_bytes()), crate::material::zstd(text.as_bytes())]
    {
        let outcome = run(&mut Dripping { rest: &content, is_dry: false }, 2, SMALL, None);
        let lines: Vec<u64> = outcome.seen.iter().map(|seen| seen.0).collect();
        assert_eq!(lines, [2, 4, 5]);
        assert_eq!(outcome.ending, Ending::Complete);
    }
}
