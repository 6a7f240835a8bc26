//! Rows of scans, made up.
#![allow(dead_code, reason = "each test takes its part")]

use std::sync::Arc;
use std::time::Duration;

use token_debugger::app::command::Report;
use token_debugger::app::scan::{Cause, Row, ScanNews, ScanProgress, Stage};
use token_debugger::domain::capture::capture;
use token_debugger::domain::credential::KeyFileError;
use token_debugger::domain::finding::{Code, Finding, Place, Severity, Verdict};
use token_debugger::domain::scan::{CodeSet, Record};
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::time::UnixTime;

/// 2026-11-21T00:00:00Z: the time of the first line.
pub(crate) const FIRST: i64 = 1_795_219_200;

pub(crate) fn codes(codes: &[Code]) -> CodeSet {
    let findings: Vec<_> = codes.iter().map(|code| Finding::new(*code, Place::Token, "", "")).collect();
    CodeSet::of(&findings)
}

/// The row of a line: every second token is expired, every third of those of another key too; every fifth is accepted.
/// The times go back by a second every tenth line.
pub(crate) fn record(line: u64) -> Record {
    let (verdict, codes) = match line {
        line if line.is_multiple_of(6) => (Verdict::Refuse, codes(&[Code::Expired, Code::KidMismatch])),
        line if line.is_multiple_of(2) => (Verdict::Refuse, codes(&[Code::Expired])),
        line if line.is_multiple_of(5) => (Verdict::Accept, CodeSet::default()),
        _ => (Verdict::Undecided, codes(&[Code::SignatureNotChecked])),
    };
    let second = FIRST + i64::try_from(line).unwrap() - if line.is_multiple_of(10) { 2 } else { 0 };
    Record {
        input: 0,
        line,
        offset: line * 600,
        length: 600,
        nth: 0,
        as_of: UnixTime(FIRST),
        seen: (!line.is_multiple_of(7)).then_some(UnixTime(second)),
        verdict,
        codes,
        kid: u32::try_from(line % 4).unwrap(),
    }
}

/// The rows of some lines.
pub(crate) fn records(lines: std::ops::RangeInclusive<u64>) -> Vec<Record> {
    lines.map(record).collect()
}

/// The row of a token whose findings weigh as usual.
pub(crate) fn row(record: Record) -> Row {
    let errors: Vec<_> = record.codes.iter().filter(|code| code.usual_severity() == Severity::Error).collect();
    Row { record, errors: codes(&errors) }
}

/// Rows that come, with three key IDs the first time.
pub(crate) fn news(records: Vec<Record>, kids: &[&str]) -> ScanNews {
    let tokens = u64::try_from(records.len()).unwrap();
    ScanNews {
        rows: vec![Arc::new(records.into_iter().map(row).collect())],
        kids: kids.iter().map(|kid| (*kid).to_owned()).collect(),
        causes: vec![
            Cause {
                codes: codes(&[Code::Expired]),
                count: tokens / 3,
                line: 2,
                message: "Expired 3 min 12 s before the line's time (2026-11-21 19:13:20 UTC)".to_owned(),
                advice: "Make a new token; a test token lives five minutes.".to_owned(),
            },
            Cause {
                codes: codes(&[Code::Expired, Code::KidMismatch]),
                count: tokens / 6,
                line: 6,
                message: "The signature is of the loaded key, but kid names another".to_owned(),
                advice: "Put the kid of the key that signs into the header.".to_owned(),
            },
        ],
        progress: ScanProgress {
            bytes: 312_000_000,
            size: 700_000_000,
            tokens,
            too_long: 0,
            elapsed: Duration::from_secs(2),
        },
        problem: None,
    }
}

/// A log that is too large for the paste box was opened.
pub(crate) fn large_file(path: &str) -> Report {
    Report::LargeFile {
        path: path.into(),
        head: SecretBytes::new(b"GET / HTTP/1.1\n".to_vec()),
        error: KeyFileError::TooLarge { size: 700_000_000, limit: 1_048_576 },
    }
}

/// A row of the first scan was read again, and this is found in it.
pub(crate) fn row_read(row: u32, text: &str) -> Report {
    Report::RowRead { scan: 1, row, result: Ok(capture(text).found.remove(0)) }
}

pub(crate) fn scanned(scan: u64, news: ScanNews, end: Option<Stage>) -> Report {
    Report::Scanned { scan, news, end }
}
