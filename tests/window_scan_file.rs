//! The scan of a real file by the window's platform: rows, summary, a row read again, a file that changed, a stop.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use std::fs;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;
use token_debugger::app::command::Report;
use token_debugger::app::effect::Effect;
use token_debugger::app::platform::desktop::Desktop;
use token_debugger::app::platform::scan::InputError;
use token_debugger::app::program::Platform as _;
use token_debugger::app::scan::{Cause, Filter, Row, RowError, Rows, ScanDesk, ScanOrder, Stage};
use token_debugger::domain::finding::{Code, Verdict};
use token_debugger::domain::scan::{AsOf, Record};
use token_debugger::domain::time::UnixTime;
use token_support::{KID, NOW, OTHER_KID, live, other, quoted, valid};

/// A folder with a log, and the platform that scans it.
struct Test {
    folder: TempDir,
    desktop: Desktop,
    woken: Receiver<()>,
    last: u64,
}

impl Test {
    fn new() -> Self {
        let (wake, woken) = channel();
        let wake = move || {
            // The test may be over.
            let _ = wake.send(());
        };
        let desktop = Desktop::new(Arc::new(wake), None);
        Self { folder: tempfile::tempdir().unwrap(), desktop, woken, last: 0 }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("access.log")
    }

    fn write(&self, text: impl AsRef<[u8]>) {
        fs::write(self.path(), text).unwrap();
    }

    fn order(&mut self, as_of: AsOf) -> ScanOrder {
        self.last += 1;
        ScanOrder { number: self.last, path: self.path(), key: Some(Arc::new(live().public_half())), as_of }
    }

    /// The next report, but for those that say that something takes long.
    fn next(&mut self) -> Vec<Report> {
        self.woken.recv().unwrap();
        let reports = self.desktop.poll();
        reports.into_iter().filter(|report| !matches!(report, Report::Slow { .. })).collect()
    }

    /// Takes in reports until the scan is over.
    fn finish(&mut self, order: ScanOrder) -> ScanDesk {
        let number = order.number;
        let mut desk = ScanDesk::new(order, "access.log".to_owned());
        loop {
            for report in self.next() {
                let Report::Scanned { scan, news, end } = report else { panic!("{report:?}") };
                assert_eq!(scan, number);
                desk.take(news);
                if let Some(end) = end {
                    desk.stage = end;
                    return desk;
                }
            }
        }
    }

    fn scan(&mut self, as_of: AsOf) -> ScanDesk {
        let order = self.order(as_of);
        self.desktop.perform(Effect::ScanFile(order.clone()));
        self.finish(order)
    }

    fn read_row(&mut self, desk: &ScanDesk, row: u32) -> Result<String, RowError> {
        let record = desk.rows.get(row).unwrap().record;
        self.desktop.perform(Effect::ReadRow { order: desk.order.clone(), row, record });
        loop {
            for report in self.next() {
                if let Report::RowRead { result, .. } = report {
                    return result.map(|found| found.token);
                }
            }
        }
    }
}

/// The tokens of the log: one that is good, one that is expired, one of another key.
fn tokens() -> [String; 3] {
    let expired = valid().claim("iat", NOW.0 - 900).claim("exp", NOW.0 - 600).signed();
    let foreign = valid().header("kid", &quoted(OTHER_KID)).signed_with(&other());
    [valid().signed(), expired, foreign]
}

/// Ten lines for each token, with a time and some noise.
fn log() -> String {
    let line = |place: usize| {
        let token = &tokens()[place % 3];
        format!(
            "2025-11-21T19:16:{place:02}Z GET /api/v4/assets
2025-11-21T19:16:{place:02}Z X-Auth-Uplynk-Jwt: {token}
"
        )
    };
    (0..30).map(line).collect()
}

#[test]
fn plain_and_packed_logs_give_the_same_rows() {
    let mut test = Test::new();
    test.write(log());
    let plain = test.scan(AsOf::Moment(NOW));
    assert_eq!((plain.stage, plain.rows.len(), plain.problem.clone()), (Stage::Done, 30, None));
    let verdicts: Vec<_> = plain.rows.range(0..3).map(|(_, row)| row.record.verdict).collect();
    assert_eq!(verdicts, [Verdict::Accept, Verdict::Refuse, Verdict::Undecided]);
    let lines: Vec<_> = plain.rows.range(0..3).map(|(_, row)| row.record.line).collect();
    assert_eq!(lines, [2, 4, 6]);
    let kids: Vec<_> = plain.rows.range(0..3).map(|(_, row)| plain.kid(row.record.kid)).collect();
    assert_eq!(kids, [Some(KID), Some(KID), Some(OTHER_KID)]);
    assert_eq!(plain.rows.get(3).unwrap().record.seen, Some(UnixTime::parse("2025-11-21T19:16:03Z").unwrap()));
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(log().as_bytes()).unwrap();
    test.write(packed.finish().unwrap());
    let packed = test.scan(AsOf::Moment(NOW));
    assert!(plain.rows.range(0..30).eq(packed.rows.range(0..30)));
    assert!(packed.progress.size < plain.progress.size);
    let again = test.read_row(&packed, 1).unwrap();
    assert_eq!(again, tokens()[1]);
}

#[test]
fn causes_are_counted_with_an_example() {
    let mut test = Test::new();
    test.write(log());
    let desk = test.scan(AsOf::Moment(NOW));
    let [cause] = desk.causes.as_slice() else { panic!("{:?}", desk.causes) };
    assert_eq!((cause.count, cause.line, cause.codes.iter().collect::<Vec<_>>()), (10, 4, vec![Code::Expired]));
    assert!(cause.message.contains("Expired 10 min ago"), "{}", cause.message);
    // As of its line's time, eleven minutes earlier, it was good.
    let early = log().replace("2025-11-21T19:16", "2025-11-21T19:05");
    test.write(early);
    let desk = test.scan(AsOf::Line { otherwise: NOW });
    let codes: Vec<_> = desk.rows.range(1..2).flat_map(|(_, row)| row.record.codes.iter()).collect();
    assert_eq!(codes, []);
}

#[test]
fn rows_of_a_cause_are_those_that_it_counts() {
    let mut test = Test::new();
    let expired = || valid().claim("iat", NOW.0 - 900).claim("exp", NOW.0 - 600);
    let misnamed = expired().header("kid", &quoted(OTHER_KID));
    // The last two have the same findings, but of the foreign one it is no error that it names another key.
    let lines = [expired().signed(), misnamed.signed(), misnamed.signed_with(&other())];
    test.write(lines.map(|token| format!("X-Auth-Uplynk-Jwt: {token}\n")).concat());
    let desk = test.scan(AsOf::Moment(NOW));
    let codes: Vec<_> = desk.rows.range(0..3).map(|(_, row)| row.record.codes).collect();
    assert_eq!(codes[1], codes[2]);
    let lines_of = |cause: &Cause| -> Vec<u64> {
        let filter = Filter { cause: Some(cause.codes), ..Filter::default() };
        desk.rows.range(0..3).filter(|(_, row)| filter.takes(row)).map(|(_, row)| row.record.line).collect()
    };
    let mut shown: Vec<_> = desk.causes.iter().map(|cause| (cause.count, lines_of(cause))).collect();
    shown.sort();
    assert_eq!(shown, [(1, vec![2]), (2, vec![1, 3])]);
}

#[test]
fn row_is_read_again_as_long_as_it_is_there() {
    let mut test = Test::new();
    test.write(log());
    let desk = test.scan(AsOf::Moment(NOW));
    assert_eq!(test.read_row(&desk, 5), Ok(tokens()[2].clone()));
    // Whatever is written behind it changes nothing.
    test.write(format!("{}more\n", log()));
    assert_eq!(test.read_row(&desk, 5), Ok(tokens()[2].clone()));
    test.write(format!("one line more\n{}", log()));
    assert_eq!(test.read_row(&desk, 5), Err(RowError::Changed { line: 12 }));
    // Another token in its place.
    test.write(log().replace(&tokens()[2], &tokens()[1]));
    assert_eq!(test.read_row(&desk, 5), Err(RowError::Changed { line: 12 }));
    test.write("short\n");
    assert_eq!(test.read_row(&desk, 5), Err(RowError::Changed { line: 12 }));
    fs::remove_file(test.path()).unwrap();
    let error = Err(RowError::Unreadable { line: 12, error: InputError::NotFound });
    assert_eq!(test.read_row(&desk, 5), error);
}

/// How many bytes this process has read so far, as Linux counts them.
#[cfg(target_os = "linux")]
fn bytes_read() -> u64 {
    let told = fs::read_to_string("/proc/self/io").unwrap();
    told.lines().find_map(|line| line.strip_prefix("rchar: ")).unwrap().parse().unwrap()
}

/// How many threads this process has.
#[cfg(target_os = "linux")]
fn threads() -> usize {
    fs::read_dir("/proc/self/task").unwrap().count()
}

#[cfg(target_os = "linux")]
#[test]
fn row_far_down_a_plain_file_is_read_without_what_is_before_it() {
    const FAR: u64 = 4 << 30;
    let mut test = Test::new();
    test.write(log());
    let mut desk = test.scan(AsOf::Moment(NOW));
    let record = desk.rows.get(1).unwrap().record;
    let line = log()[usize::try_from(record.offset).unwrap()..][..usize::try_from(record.length).unwrap()].to_owned();
    let mut file = fs::File::create(test.path()).unwrap();
    file.seek(SeekFrom::Start(FAR)).unwrap();
    file.write_all(line.as_bytes()).unwrap();
    let row = *desk.rows.get(1).unwrap();
    desk.rows = Rows::default();
    desk.rows.push(Arc::new(vec![Row { record: Record { offset: FAR, ..record }, ..row }]));
    let before = bytes_read();
    assert_eq!(test.read_row(&desk, 0), Ok(tokens()[1].clone()));
    let read = bytes_read() - before;
    // The other tests of this process read too, but nothing of this size.
    assert!(read < FAR / 8, "{read} bytes are read for a row");
}

#[cfg(target_os = "linux")]
#[test]
fn row_that_is_chosen_ends_the_reading_of_the_row_before() {
    const MEMBERS: u64 = 4_096;
    let mut test = Test::new();
    test.write(log());
    let desk = test.scan(AsOf::Moment(NOW));
    let pack = |bytes: &[u8]| {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    // 64 GiB when it is unpacked: that takes minutes.
    let nothing = pack(&vec![b'\n'; 16 << 20]).repeat(usize::try_from(MEMBERS).unwrap());
    test.write([pack(log().as_bytes()), nothing].concat());
    let record = desk.rows.get(1).unwrap().record;
    let last = Record { offset: MEMBERS << 24, ..record };
    let before = threads();
    for row in 0..200 {
        test.desktop.perform(Effect::ReadRow { order: desk.order.clone(), row, record: last });
    }
    assert_eq!(test.read_row(&desk, 1), Ok(tokens()[1].clone()));
    // Those that wait to say that something takes long are gone in a moment; the other tests have theirs.
    let patience = Instant::now() + Duration::from_secs(20);
    while threads() > before + 50 {
        assert!(Instant::now() < patience, "{} threads, and {before} before", threads());
        std::thread::yield_now();
    }
    test.desktop.perform(Effect::ReadRow { order: desk.order.clone(), row: 0, record: last });
}

#[test]
fn file_that_can_not_be_read_says_why() {
    let mut test = Test::new();
    let desk = test.scan(AsOf::Moment(NOW));
    assert_eq!((desk.rows.len(), desk.problem), (0, Some(InputError::NotFound)));
}

#[test]
fn scan_that_gives_way_reports_nothing_more() {
    let mut test = Test::new();
    test.write(log().repeat(500));
    let first = test.order(AsOf::Moment(NOW));
    test.desktop.perform(Effect::ScanFile(first));
    let second = test.scan(AsOf::Moment(NOW));
    assert_eq!((second.stage, second.rows.len()), (Stage::Done, 15_000));
}

#[test]
fn stopped_scan_brings_what_it_has() {
    let mut test = Test::new();
    test.write(log().repeat(500));
    let order = test.order(AsOf::Moment(NOW));
    test.desktop.perform(Effect::ScanFile(order.clone()));
    test.desktop.perform(Effect::StopScan);
    let desk = test.finish(order);
    assert_eq!(desk.stage, Stage::Stopped);
    assert!(desk.rows.len() < 15_000, "{} rows", desk.rows.len());
}

#[test]
fn large_file_is_told_by_its_beginning() {
    let mut test = Test::new();
    test.write(log().repeat(200));
    assert!(fs::metadata(test.path()).unwrap().len() > 1 << 20);
    test.desktop.perform(Effect::ReadFile(test.path()));
    let reports = test.next();
    let [Report::LargeFile { path, head, error }] = reports.as_slice() else { panic!("{reports:?}") };
    assert_eq!((path, error.code()), (&test.path(), "key_file_too_large"));
    assert!(log().repeat(200).as_bytes().starts_with(head.expose()) && !head.expose().is_empty());
}
