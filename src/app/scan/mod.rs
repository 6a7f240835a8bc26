//! The scan of a file that is too large for the paste box, or packed: what was found, how the list of it is looked at.
//!
//! [`ScanDesk`] is the truth. What follows from it for the list, counts and the order of the rows, is found out by
//! `list`, a bounded number of rows a frame.

mod list;
mod rows;
mod sorting;
mod words;

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;

use super::platform::scan::InputError;
use crate::domain::capture::{Capture, Nothing};
use crate::domain::credential::Credential;
use crate::domain::finding::{Code, Verdict};
use crate::domain::scan::{AsOf, CodeSet, Record};

pub(super) use list::ScanList;
pub use list::{Counts, STEP};
pub use rows::{Row, Rows};
pub use words::{word_basis, word_left_out, word_progress, word_tokens};

/// Most rows that are listed, 400 MB of them; of a larger file the rest is counted.
pub const MOST_ROWS: usize = 5_000_000;

/// What is to be scanned, and how.
#[derive(Clone, Debug)]
pub struct ScanOrder {
    /// Tells this scan from those before it.
    pub number: u64,
    /// The file.
    pub path: PathBuf,
    /// The key to judge with: its public half, for a scan signs nothing.
    pub key: Option<Arc<Credential>>,
    /// The moment to judge at.
    pub as_of: AsOf,
}

impl PartialEq for ScanOrder {
    fn eq(&self, other: &Self) -> bool {
        // A number stands for one scan with one key.
        self.number == other.number && self.path == other.path && self.as_of == other.as_of
    }
}

impl Eq for ScanOrder {}

/// A scan: its order, what came of it, and how that is looked at.
#[derive(Clone, Debug)]
pub struct ScanDesk {
    /// What is scanned, and how.
    pub order: ScanOrder,
    /// The file's name without folders, to show.
    pub name: String,
    /// How far it is.
    pub stage: Stage,
    /// The counters of the engine.
    pub progress: ScanProgress,
    /// A row for each token, in the order of the file.
    pub rows: Rows,
    /// The key IDs that were found; a record's number 1 stands for the first.
    pub kids: Vec<String>,
    /// Why tokens would be refused, the most frequent first.
    pub causes: Vec<Cause>,
    /// Why the file could not be read, or not to its end.
    pub problem: Option<InputError>,
    /// Which rows are shown.
    pub filter: Filter,
    /// In which order they are shown.
    pub sort: Sort,
    /// The row that is chosen.
    pub selected: Option<u32>,
    /// The row that was read again, and what came of it.
    pub opened: Option<OpenedRow>,
    /// What the right part shows while no row is open.
    blank: Rc<Capture>,
    /// Whether something that was pasted is shown in its place.
    pub is_hidden: bool,
}

/// How far a scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is under way.
    Running,
    /// All of the file was read, as far as it can be.
    Done,
    /// It was stopped.
    Stopped,
}

/// The counters of a scan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScanProgress {
    /// Bytes of the file that were read, packed as they are.
    pub bytes: u64,
    /// Bytes of the file.
    pub size: u64,
    /// Tokens that were found, each time.
    pub tokens: u64,
    /// Lines that were passed over since they are too long.
    pub too_long: u64,
    /// Since it began.
    pub elapsed: Duration,
}

/// Errors for which tokens would be refused, all of them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Their codes.
    pub codes: CodeSet,
    /// How many tokens have them.
    pub count: u64,
    /// The line of the first of these tokens.
    pub line: u64,
    /// What its first error says.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

/// What came of a scan since the last time.
#[derive(Clone, Debug, Default)]
pub struct ScanNews {
    /// Further rows.
    pub rows: Vec<Arc<Vec<Row>>>,
    /// Further key IDs.
    pub kids: Vec<String>,
    /// All causes so far.
    pub causes: Vec<Cause>,
    /// The counters.
    pub progress: ScanProgress,
    /// Why the file can't be read any further.
    pub problem: Option<InputError>,
}

/// Which rows are shown: those that have all that is named here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The verdict.
    pub verdict: Option<Verdict>,
    /// One of the findings.
    pub code: Option<Code>,
    /// The number of the key ID; 0 for none.
    pub kid: Option<u32>,
    /// All of the errors, and no other: those that a [`Cause`] counts.
    pub cause: Option<CodeSet>,
}

impl Filter {
    /// Exactly the rows that a cause counts.
    #[must_use]
    pub fn of_cause(errors: CodeSet) -> Self {
        Self { cause: Some(errors), ..Self::default() }
    }

    /// Whether a row is shown.
    #[must_use]
    pub fn takes(&self, row: &Row) -> bool {
        let record = &row.record;
        self.verdict.is_none_or(|verdict| record.verdict == verdict)
            && self.code.is_none_or(|code| record.codes.contains(code))
            && self.kid.is_none_or(|kid| record.kid == kid)
            && self.cause.is_none_or(|errors| row.errors == errors)
    }
}

/// In which order the rows are shown. Rows that are equal by it stay in the order of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// The other way round.
    pub reversed: bool,
}

/// By what rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Their place in the file.
    #[default]
    Place,
    /// Refused, undecided, accepted.
    Verdict,
    /// The time that their line says; those without one last.
    Time,
    /// The key ID by its letters; tokens without one last.
    Kid,
    /// The number of findings, the most first.
    Findings,
}

impl SortBy {
    /// Every one, in the order of the list of choices.
    pub const ALL: &'static [Self] = &[Self::Place, Self::Verdict, Self::Time, Self::Kid, Self::Findings];

    /// The label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Place => "Place in the file",
            Self::Verdict => "Verdict",
            Self::Time => "Time",
            Self::Kid => "Key ID",
            Self::Findings => "Most findings",
        }
    }
}

/// A change in how the list is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanEdit {
    /// Only tokens of this verdict, or of any.
    Verdict(Option<Verdict>),
    /// Only tokens with this finding, or with any. A cause gives way to it.
    Code(Option<Code>),
    /// The tokens with exactly these errors, whatever was looked for before.
    Cause(CodeSet),
    /// Only tokens of this key ID, or of any.
    Kid(Option<u32>),
    /// Sort by this.
    Sort(SortBy),
    /// Open this row.
    Select(u32),
}

/// A row that was read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedRow {
    /// Which one.
    pub row: u32,
    /// Its token, or why there is none.
    pub result: Result<Rc<Capture>, RowError>,
}

/// Why a row can't be opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RowError {
    /// There is no such token in its place any more.
    #[error("Line {line} is not as it was scanned: the file has changed")]
    Changed {
        /// The number of the line.
        line: u64,
    },
    /// The file can't be read any more.
    #[error("Line {line} can't be read again: {error}")]
    Unreadable {
        /// The number of the line.
        line: u64,
        /// Why not.
        error: InputError,
    },
}

impl RowError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Changed { .. } => "Scan it again to see what it holds now.",
            Self::Unreadable { error, .. } => error.advice(),
        }
    }
}

impl ScanDesk {
    /// A scan that begins.
    #[must_use]
    pub fn new(order: ScanOrder, name: String) -> Self {
        Self {
            order,
            name,
            stage: Stage::Running,
            progress: ScanProgress::default(),
            rows: Rows::default(),
            kids: Vec::new(),
            causes: Vec::new(),
            problem: None,
            filter: Filter::default(),
            sort: Sort::default(),
            selected: None,
            opened: None,
            blank: Rc::new(Capture { found: Vec::new(), asides: Vec::new(), nothing: Some(Nothing::Blank) }),
            is_hidden: false,
        }
    }

    /// The token that is open, as a capture.
    #[must_use]
    pub fn capture(&self) -> &Rc<Capture> {
        self.opened.as_ref().and_then(|opened| opened.result.as_ref().ok()).unwrap_or(&self.blank)
    }

    /// The row of the token that is open.
    #[must_use]
    pub fn opened_record(&self) -> Option<&Record> {
        self.rows.get(self.opened.as_ref()?.row).map(|row| &row.record)
    }

    /// Takes in what was found.
    pub fn take(&mut self, news: ScanNews) {
        news.rows.into_iter().for_each(|chunk| self.rows.push(chunk));
        self.kids.extend(news.kids);
        self.causes = news.causes;
        self.progress = news.progress;
        self.problem = self.problem.take().or(news.problem);
    }

    /// Whether tokens were judged with this key, or with none.
    #[must_use]
    pub fn is_judged_with(&self, key: Option<&Credential>) -> bool {
        match (self.order.key.as_deref(), key) {
            (None, None) => true,
            (Some(own), Some(other)) => own.judges_like(other),
            _ => false,
        }
    }

    /// The key ID that a number stands for; nothing for 0, which says that there is none.
    #[must_use]
    pub fn kid(&self, number: u32) -> Option<&str> {
        self.kids.get(usize::try_from(number).ok()?.checked_sub(1)?).map(String::as_str)
    }
}
