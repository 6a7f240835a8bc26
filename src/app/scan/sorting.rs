//! Sorts rows by a small number each, a few at a time: a radix sort of two digits of 16 bits.

use std::ops::Range;

use super::{Row, Rows};

const DIGIT: u32 = 16;
const DIGITS: usize = 1 << DIGIT;

/// A key and the row that it is of.
type Pair = (u32, u32);

/// A sort that is under way.
#[derive(Debug)]
pub(super) struct Sorting {
    rows: Range<usize>,
    pairs: Vec<Pair>,
    largest: u32,
    pass: Option<Pass>,
    shifts: std::vec::IntoIter<u32>,
}

/// The sort by one digit: counts, then moves each pair to its place.
#[derive(Debug)]
struct Pass {
    shift: u32,
    counted: usize,
    // How many pairs have a digit; once all are counted, where the next one of that digit goes.
    places: Vec<u32>,
    are_places: bool,
    moved: usize,
    target: Vec<Pair>,
}

impl Sorting {
    /// A sort of the first rows.
    pub(super) fn new(rows: usize) -> Self {
        Self { rows: 0..rows, pairs: Vec::new(), largest: 0, pass: None, shifts: vec![0, DIGIT].into_iter() }
    }

    /// Goes on, and takes what it touches off the budget. Gives the rows in their order when it is done. `key` gives
    /// nothing for rows that are left out.
    pub(super) fn advance(
        &mut self,
        rows: &Rows,
        key: &impl Fn(&Row) -> Option<u32>,
        budget: &mut usize,
    ) -> Option<Vec<u32>> {
        self.gather(rows, key, budget);
        while *budget > 0 && self.rows.is_empty() {
            let Some(pass) = &mut self.pass else {
                let wanted = self.shifts.find(|shift| self.largest >> shift > 0);
                let Some(shift) = wanted else {
                    return Some(self.pairs.drain(..).map(|(_, row)| row).collect());
                };
                self.pass = Some(Pass::new(shift, self.pairs.len()));
                continue;
            };
            if pass.advance(&self.pairs, budget) {
                self.pairs = std::mem::take(&mut pass.target);
                self.pass = None;
            }
        }
        None
    }

    fn gather(&mut self, rows: &Rows, key: &impl Fn(&Row) -> Option<u32>, budget: &mut usize) {
        let end = self.rows.end.min(self.rows.start + *budget);
        let step = self.rows.start..end;
        *budget -= step.len();
        self.rows.start = end;
        for (place, row) in rows.range(step) {
            if let Some(key) = key(row) {
                self.largest = self.largest.max(key);
                self.pairs.push((key, place));
            }
        }
    }
}

impl Pass {
    fn new(shift: u32, pairs: usize) -> Self {
        Self { shift, counted: 0, places: vec![0; DIGITS], are_places: false, moved: 0, target: vec![(0, 0); pairs] }
    }

    /// Whether all pairs are in their places.
    fn advance(&mut self, pairs: &[Pair], budget: &mut usize) -> bool {
        let step = step_of(pairs, self.counted, budget);
        self.counted += step.len();
        for (key, _) in step {
            if let Some(count) = self.places.get_mut(digit(*key, self.shift)) {
                *count += 1;
            }
        }
        if self.counted < pairs.len() {
            return false;
        }
        if !self.are_places {
            self.places.iter_mut().fold(0, |sum, count| sum + std::mem::replace(count, sum));
            self.are_places = true;
        }
        let step = step_of(pairs, self.moved, budget);
        self.moved += step.len();
        for pair in step {
            if let Some(place) = self.places.get_mut(digit(pair.0, self.shift))
                && let Some(target) = usize::try_from(*place).ok().and_then(|place| self.target.get_mut(place))
            {
                *target = *pair;
                *place += 1;
            }
        }
        self.moved == pairs.len()
    }
}

/// The next pairs, as many as the budget has.
fn step_of<'a>(pairs: &'a [Pair], from: usize, budget: &mut usize) -> &'a [Pair] {
    let rest = pairs.get(from..).unwrap_or_default();
    let step = rest.get(..rest.len().min(*budget)).unwrap_or_default();
    *budget -= step.len();
    step
}

fn digit(key: u32, shift: u32) -> usize {
    (key >> shift) as usize & (DIGITS - 1)
}
