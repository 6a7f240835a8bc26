//! Millions of rows, in chunks as they came: they are moved in and never copied, however many there are.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::domain::scan::{CodeSet, Record};

/// A row of a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The token.
    pub record: Record,
    /// Which of its findings are errors. Its codes alone do not say so: a finding weighs less in some circumstances.
    pub errors: CodeSet,
}

/// The rows of a scan, in the order of the file.
#[derive(Clone, Default)]
pub struct Rows {
    chunks: Vec<Arc<Vec<Row>>>,
    // The number of rows up to the end of each chunk.
    ends: Vec<usize>,
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("len", &self.len()).finish_non_exhaustive()
    }
}

impl Rows {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at a place, counted from 0.
    #[must_use]
    pub fn get(&self, row: u32) -> Option<&Row> {
        let row = usize::try_from(row).ok()?;
        let chunk = self.chunk_of(row);
        self.chunks.get(chunk)?.get(row - self.start_of(chunk))
    }

    /// Adds rows at the end.
    pub fn push(&mut self, chunk: Arc<Vec<Row>>) {
        if !chunk.is_empty() {
            self.ends.push(self.len() + chunk.len());
            self.chunks.push(chunk);
        }
    }

    /// The rows of a range with their places.
    pub fn range(&self, range: Range<usize>) -> impl Iterator<Item = (u32, &Row)> {
        let first = self.chunk_of(range.start);
        let skipped = range.start - self.start_of(first).min(range.start);
        let chunks = self.chunks.get(first..).unwrap_or_default();
        let rows = chunks.iter().flat_map(|chunk| chunk.iter()).skip(skipped).take(range.len());
        (u32::try_from(range.start).unwrap_or(u32::MAX)..).zip(rows)
    }

    fn chunk_of(&self, row: usize) -> usize {
        self.ends.partition_point(|end| *end <= row)
    }

    fn start_of(&self, chunk: usize) -> usize {
        chunk.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default()
    }
}
