//! What the window shows of a scan.

use std::rc::Rc;

use crate::domain::credential::Credential;

use super::memo::Memo;
use super::scan::{Counts, ScanDesk};

/// The list of a scan.
pub struct ScanView {
    /// The rows that are shown, by their places in the file; turned round if `reversed`.
    rows: Rc<Vec<u32>>,
    reversed: bool,
    /// The place in the list of the row that is chosen, counted from 0.
    pub selected: Option<usize>,
    /// How many tokens there are of each sort, whatever the filter.
    pub counts: Rc<Counts>,
    /// Whether all rows are counted, filtered and sorted.
    pub is_settled: bool,
    /// Whether the tokens would be judged otherwise now: another key is loaded.
    pub is_outdated: bool,
    /// How many rows were looked at to find this out.
    pub touched: usize,
}

impl ScanView {
    /// How many rows are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at a place of the list.
    #[must_use]
    pub fn row(&self, place: usize) -> Option<u32> {
        let place = if self.reversed { self.rows.len().checked_sub(place + 1)? } else { place };
        self.rows.get(place).copied()
    }
}

/// The list as far as it is found out by now.
pub(super) fn derive_scan(desk: &ScanDesk, memo: &mut Memo, credential: Option<&Credential>) -> ScanView {
    let (list, touched) = memo.scan_list(desk);
    let rows = list.shown();
    let place = desk.selected.and_then(|row| list.place_of(row));
    let reversed = desk.sort.reversed;
    let turned = |place: usize| if reversed { rows.len().checked_sub(place + 1) } else { Some(place) };
    ScanView {
        selected: place.and_then(turned),
        reversed,
        counts: list.counts(),
        is_settled: list.is_settled(desk),
        is_outdated: !desk.is_judged_with(credential),
        touched,
        rows,
    }
}
