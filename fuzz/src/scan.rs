//! Scans: any bytes give the same rows, however they are cut, shared among threads, remembered or packed.

use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use flate2::Compression;
use flate2::write::GzEncoder;
use token_debugger::app::platform::scan::{
    Call, Ending, Event, Input, InputError, Limits, Observer, Progress, Seen, is_packed, scan,
};
use token_debugger::domain::reading::{Inspection, Judgement};
use token_debugger::domain::scan::{AsOf, Keyring, Record};
use token_debugger::domain::time::UnixTime;

const AS_OF: AsOf = AsOf::Line { otherwise: UnixTime(1_763_752_592) };
/// The longest line: some of the inputs have longer ones.
const LINE: usize = 1024;
/// One block, one thread, nothing remembered.
const WHOLE: Limits = Limits { line: LINE, block: 1 << 20, in_flight: 1 << 20, cache: 0 };
/// A block for each line, of which two or three are on their way.
const CUT: Limits = Limits { line: LINE, block: 1, in_flight: 512, cache: 1 << 16 };

/// # Panics
/// When an answer is wrong.
pub fn check(bytes: &[u8]) {
    let seen = rows(bytes, WHOLE, 1);
    check_order(&seen);
    assert_eq!(rows(bytes, CUT, 2), seen, "other rows when it is cut");
    // What is packed is unpacked once, and only what is not packed is looked at for UTF-16.
    if !is_packed(bytes) && !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff]) {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(bytes).unwrap();
        assert_eq!(rows(&packed.finish().unwrap(), CUT, 1), seen, "other rows when it is packed");
    }
}

fn check_order(seen: &Rows) {
    assert!(seen.records.windows(2).all(|two| place(&two[0]) < place(&two[1])), "out of order");
    assert!(seen.records.iter().all(|row| row.input == 0 && row.line > 0));
    assert!(seen.too_long.windows(2).all(|two| two[0] < two[1]));
}

fn place(row: &Record) -> (u64, u32) {
    (row.offset, row.nth)
}

/// What a scan finds.
#[derive(Debug, Default, PartialEq)]
struct Rows {
    records: Vec<Record>,
    too_long: Vec<u64>,
    failed: Vec<InputError>,
}

fn rows(mut bytes: &[u8], limits: Limits, threads: usize) -> Rows {
    let (keyring, progress, cancel) = (Keyring::default(), Progress::default(), AtomicBool::new(false));
    let inputs = [Input::stdin()];
    let call = Call {
        inputs: &inputs,
        keyring: &keyring,
        as_of: AS_OF,
        threads,
        limits,
        progress: &progress,
        cancel: &cancel,
    };
    let mut rows = Rows::default();
    let ending = scan(&call, Some(&mut bytes), &Recorder, &mut |event| {
        match event {
            Event::Part(part) => rows.records.extend(part),
            Event::TooLong { line, .. } => rows.too_long.push(line),
            Event::Failed { error, .. } => rows.failed.push(error),
            Event::Idle => {}
        }
        ControlFlow::Continue(())
    });
    assert_eq!(ending, Ending::Complete);
    assert_eq!(progress.tokens(), rows.records.len() as u64);
    rows
}

struct Recorder;

impl Observer for Recorder {
    type Digest = ();
    type Part = Vec<Record>;

    fn digest(&self, _: &Inspection, _: &Judgement) {}

    fn add(&self, part: &mut Vec<Record>, seen: &Seen<'_>, (): &()) {
        part.push(seen.record(0));
    }
}
