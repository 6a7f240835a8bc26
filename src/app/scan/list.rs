//! What follows from a scan's rows for their list: counts, and which rows are shown in which order. A bounded number of
//! rows is looked at in a frame, so that a million never stop one.

use std::rc::Rc;

use super::sorting::Sorting;
use super::{Filter, Row, ScanDesk, SortBy};
use crate::domain::finding::{Code, Verdict};
use crate::domain::scan::Record;
use crate::domain::time::UnixTime;

/// At most so many rows are counted in a frame, and so many filtered or sorted: 1 to 3 ms together.
pub const STEP: usize = 65_536;

/// How many tokens there are of each sort, whatever the filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    verdicts: [u32; 3],
    codes: Vec<u32>,
    kids: Vec<u32>,
    /// The earliest and the latest time that lines say.
    pub span: Option<(UnixTime, UnixTime)>,
}

impl Counts {
    /// The tokens of a verdict.
    #[must_use]
    pub fn of_verdict(&self, verdict: Verdict) -> u32 {
        self.verdicts.get(place_of(verdict)).copied().unwrap_or_default()
    }

    /// The codes that occur and how often, the most frequent first.
    #[must_use]
    pub fn codes(&self) -> Vec<(Code, u32)> {
        let all = Code::ALL.iter().copied().zip(self.codes.iter().copied());
        let mut codes: Vec<_> = all.filter(|(_, count)| *count > 0).collect();
        codes.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        codes
    }

    /// The numbers of the key IDs that occur and how often, the most frequent first.
    #[must_use]
    pub fn kids(&self) -> Vec<(u32, u32)> {
        let mut kids: Vec<_> = (0..).zip(self.kids.iter().copied()).filter(|(_, count)| *count > 0).collect();
        kids.sort_by_key(|(kid, count)| (std::cmp::Reverse(*count), *kid));
        kids
    }

    fn add(&mut self, record: &Record) {
        if let Some(count) = self.verdicts.get_mut(place_of(record.verdict)) {
            *count += 1;
        }
        self.codes.resize(Code::ALL.len(), 0);
        for code in record.codes.iter() {
            if let Some(count) = self.codes.get_mut(code as usize) {
                *count += 1;
            }
        }
        let kid = usize::try_from(record.kid).unwrap_or_default();
        if kid >= self.kids.len() {
            self.kids.resize(kid + 1, 0);
        }
        if let Some(count) = self.kids.get_mut(kid) {
            *count += 1;
        }
        if let Some(seen) = record.seen {
            let (first, last) = self.span.unwrap_or((seen, seen));
            self.span = Some((first.min(seen), last.max(seen)));
        }
    }
}

/// What the user wants to see.
type Wanted = (Filter, SortBy);

/// The list of a scan, as far as it is found out.
#[derive(Debug, Default)]
pub(in crate::app) struct ScanList {
    scan: u64,
    counted: usize,
    counts: Rc<Counts>,
    wanted: Wanted,
    /// The rows that are shown, and from how many of all they were taken.
    shown: Rc<Vec<u32>>,
    taken: usize,
    sorting: Option<Sorting>,
    /// The place of each key ID among all, by its letters, and the earliest time, as they were when the sort began: the
    /// keys of all its rows are made with the same.
    ranks: Vec<u32>,
    first: Option<UnixTime>,
    version: u64,
    place: Option<((u64, u32), Option<usize>)>,
}

impl ScanList {
    /// The list of a scan: what is known of another is forgotten.
    pub(in crate::app) fn of(self, desk: &ScanDesk) -> Self {
        if self.scan == desk.order.number { self } else { Self { scan: desk.order.number, ..Self::default() } }
    }

    /// Looks at the next rows. Gives how many were looked at.
    pub(in crate::app) fn advance(&mut self, desk: &ScanDesk) -> usize {
        let wanted = (desk.filter, desk.sort.by);
        if self.wanted != wanted {
            self.wanted = wanted;
            self.taken = 0;
            self.sorting = None;
            if desk.sort.by == SortBy::Place {
                self.show(Vec::new());
            }
        }
        let counted = self.count(desk);
        let mut budget = STEP;
        match desk.sort.by {
            SortBy::Place => self.append(desk, &mut budget),
            // The times are compared with the earliest, which is known when all are counted.
            _ if self.counted == desk.rows.len() => self.sort(desk, &mut budget),
            _ => {}
        }
        counted + (STEP - budget)
    }

    /// Whether all rows are counted, filtered and sorted.
    pub(in crate::app) fn is_settled(&self, desk: &ScanDesk) -> bool {
        let rows = desk.rows.len();
        self.counted == rows && self.taken == rows && self.sorting.is_none()
    }

    pub(in crate::app) fn counts(&self) -> Rc<Counts> {
        self.counts.clone()
    }

    /// The rows that are shown, in their order.
    pub(in crate::app) fn shown(&self) -> Rc<Vec<u32>> {
        self.shown.clone()
    }

    /// Where a row is in the list.
    pub(in crate::app) fn place_of(&mut self, row: u32) -> Option<usize> {
        let asked = (self.version, row);
        match self.place {
            Some((before, place)) if before == asked => place,
            _ => {
                let place = match self.wanted.1 {
                    SortBy::Place => self.shown.binary_search(&row).ok(),
                    _ => self.shown.iter().position(|other| *other == row),
                };
                self.place = Some((asked, place));
                place
            }
        }
    }

    fn count(&mut self, desk: &ScanDesk) -> usize {
        let end = desk.rows.len().min(self.counted + STEP);
        let step = self.counted..end;
        let count = step.len();
        if count > 0 {
            let counts = Rc::make_mut(&mut self.counts);
            desk.rows.range(step).for_each(|(_, row)| counts.add(&row.record));
            self.counted = end;
        }
        count
    }

    fn append(&mut self, desk: &ScanDesk, budget: &mut usize) {
        let end = desk.rows.len().min(self.taken + *budget);
        let step = self.taken..end;
        *budget -= step.len();
        if step.is_empty() {
            return;
        }
        let further = desk.rows.range(step).filter(|(_, row)| desk.filter.takes(row));
        Rc::make_mut(&mut self.shown).extend(further.map(|(place, _)| place));
        self.taken = end;
        self.version += 1;
    }

    fn sort(&mut self, desk: &ScanDesk, budget: &mut usize) {
        if self.sorting.is_none() {
            if self.taken == desk.rows.len() {
                return;
            }
            self.taken = desk.rows.len();
            self.ranks = rank(&desk.kids);
            self.first = self.counts.span.map(|(first, _)| first);
            self.sorting = Some(Sorting::new(self.taken));
        }
        let (first, ranks) = (self.first, &self.ranks);
        let key = |row: &Row| desk.filter.takes(row).then(|| key_of(&row.record, desk.sort.by, first, ranks));
        if let Some(order) = self.sorting.as_mut().and_then(|sorting| sorting.advance(&desk.rows, &key, budget)) {
            self.sorting = None;
            self.show(order);
        }
    }

    fn show(&mut self, rows: Vec<u32>) {
        self.shown = Rc::new(rows);
        self.version += 1;
    }
}

/// Refused, undecided, accepted.
fn place_of(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Refuse => 0,
        Verdict::Undecided => 1,
        Verdict::Accept => 2,
    }
}

/// The number that a row is sorted by; what has none comes last.
fn key_of(record: &Record, by: SortBy, first: Option<UnixTime>, ranks: &[u32]) -> u32 {
    let number = match by {
        SortBy::Place => Some(0),
        SortBy::Verdict => u32::try_from(place_of(record.verdict)).ok(),
        SortBy::Time => record.seen.zip(first).and_then(|(seen, first)| u32::try_from(seen.since(first)).ok()),
        SortBy::Kid => usize::try_from(record.kid).ok().and_then(|kid| ranks.get(kid.checked_sub(1)?).copied()),
        SortBy::Findings => u32::try_from(Code::ALL.len() - record.codes.len()).ok(),
    };
    number.unwrap_or(u32::MAX)
}

/// The place of each among all, by its letters.
fn rank(names: &[String]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|place| names.get(*place));
    let mut ranks = vec![0; names.len()];
    for (rank, place) in (0..).zip(order) {
        if let Some(slot) = ranks.get_mut(place) {
            *slot = rank;
        }
    }
    ranks
}
