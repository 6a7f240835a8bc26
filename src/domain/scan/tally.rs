//! Counts by name, in bounded memory.

use std::collections::HashMap;
use std::hash::Hash;

use crate::domain::time::UnixTime;

/// How often something was seen, and when first and last, by the times that the lines say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How often.
    pub count: u64,
    /// The earliest time of those lines that say one.
    pub first: Option<UnixTime>,
    /// The latest.
    pub last: Option<UnixTime>,
}

impl Count {
    /// Counts one more.
    pub fn add(&mut self, seen: Option<UnixTime>) {
        self.merge(&Self { count: 1, first: seen, last: seen });
    }

    /// Adds another count.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = [self.last, other.last].into_iter().flatten().max();
    }
}

/// Counts by a key. Of hostile input, with a new key in every line, the first `limit` keys are kept; the others are
/// counted together.
#[derive(Clone, Debug)]
pub struct Tally<K> {
    counts: HashMap<K, Count>,
    // The kept keys in the order in which they came, so that a merge keeps those that came first.
    order: Vec<K>,
    limit: usize,
    left_out: Count,
}

impl<K: Clone + Eq + Hash + Ord> Tally<K> {
    /// An empty tally that keeps this many keys.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { counts: HashMap::new(), order: Vec::new(), limit, left_out: Count::default() }
    }

    /// Counts a key once more.
    pub fn add(&mut self, key: &K, seen: Option<UnixTime>) {
        self.entry(key).add(seen);
    }

    /// Adds the counts of what came behind this. What was left out there stays so, also if its key has room here.
    pub fn merge(&mut self, other: &Self) {
        for key in &other.order {
            if let Some(count) = other.counts.get(key) {
                self.entry(key).merge(count);
            }
        }
        self.left_out.merge(&other.left_out);
    }

    /// The keys with their counts, the most frequent first, of the same count in the order of the keys.
    #[must_use]
    pub fn ranked(&self) -> Vec<(&K, Count)> {
        let mut ranked: Vec<(&K, Count)> = self.counts.iter().map(|(key, count)| (key, *count)).collect();
        ranked.sort_by(|(key, count), (other, than)| than.count.cmp(&count.count).then_with(|| key.cmp(other)));
        ranked
    }

    /// Whether nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Whether a key is one of those that are kept.
    #[must_use]
    pub fn contains(&self, key: &K) -> bool {
        self.counts.contains_key(key)
    }

    /// What was counted of keys for which there was no room.
    #[must_use]
    pub fn left_out(&self) -> Count {
        self.left_out
    }

    fn entry(&mut self, key: &K) -> &mut Count {
        if !self.counts.contains_key(key) && self.counts.len() < self.limit {
            self.order.push(key.clone());
            self.counts.insert(key.clone(), Count::default());
        }
        self.counts.get_mut(key).unwrap_or(&mut self.left_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_beyond_the_limit_are_counted_together() {
        let mut tally = Tally::new(2);
        for key in ["b", "a", "b", "c", "d", "a", "b"] {
            tally.add(&key, None);
        }
        let ranked: Vec<_> = tally.ranked().into_iter().map(|(key, count)| (*key, count.count)).collect();
        assert_eq!(ranked, [("b", 3), ("a", 2)]);
        assert_eq!(tally.left_out().count, 2);
    }

    #[test]
    fn a_merge_of_parts_that_had_room_counts_as_if_all_had_come_one_after_another() {
        let keys = ["x", "y", "x", "z", "w", "y", "z"];
        let count = |keys: &[&'static str], limit| {
            let mut tally = Tally::new(limit);
            for key in keys {
                tally.add(key, None);
            }
            tally
        };
        let whole = count(&keys, 3);
        assert_eq!(whole.left_out().count, 1, "the control: a key is left out");
        for cut in 0..=keys.len() {
            let (before, behind) = keys.split_at(cut);
            let mut merged = count(before, 3);
            merged.merge(&count(behind, keys.len()));
            assert_eq!(merged.ranked(), whole.ranked());
            assert_eq!(merged.left_out(), whole.left_out());
        }
    }

    #[test]
    fn a_merge_of_parts_without_room_loses_no_count() {
        let keys = ["x", "y", "x", "z", "w", "y", "z"];
        let mut merged = Tally::new(2);
        for part in keys.chunks(3) {
            let mut tally = Tally::new(1);
            for key in part {
                tally.add(key, None);
            }
            merged.merge(&tally);
        }
        let kept: u64 = merged.ranked().iter().map(|(_, count)| count.count).sum();
        assert_eq!(kept + merged.left_out().count, 7);
    }

    #[test]
    fn first_and_last_are_the_earliest_and_the_latest() {
        let mut count = Count::default();
        for seen in [Some(5), None, Some(3), Some(9)] {
            count.add(seen.map(UnixTime));
        }
        assert_eq!(count, Count { count: 4, first: Some(UnixTime(3)), last: Some(UnixTime(9)) });
    }
}
