//! The tokens that were judged, so that one that is found again is not judged again.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::domain::finding::Verdict;
use crate::domain::scan::{CodeSet, Inspected, Keyring};
use crate::domain::time::UnixTime;

/// How many parts the cache has, each with a lock of its own.
const SHARDS: usize = 16;
/// What an entry takes beside what grows with its token, in bytes, about: the trees of header and claims, findings.
const ENTRY: usize = 4 * 1024;
/// What each byte of a token takes in an entry, about.
const EACH_BYTE: usize = 8;

/// What is said of a token at a moment, and what was made of it.
pub(super) struct Judged<D> {
    pub(super) verdict: Verdict,
    pub(super) codes: CodeSet,
    pub(super) digest: D,
}

/// A token that was judged.
pub(super) struct Entry<D> {
    inspected: OnceLock<Inspected>,
    /// The last moment it was judged at.
    judged: Mutex<Option<(UnixTime, Arc<Judged<D>>)>>,
}

impl<D> Entry<D> {
    fn new() -> Self {
        Self { inspected: OnceLock::new(), judged: Mutex::new(None) }
    }

    /// The token taken apart; `count` is called when that was not done before.
    pub(super) fn inspect(&self, token: &str, keyring: &Keyring, count: impl FnOnce()) -> &Inspected {
        self.inspected.get_or_init(|| {
            count();
            keyring.inspect(token)
        })
    }

    /// What is said at a moment; judged again when the moment is another than last time.
    pub(super) fn judge(&self, as_of: UnixTime, judge: impl FnOnce() -> Judged<D>) -> Arc<Judged<D>> {
        let mut last = lock(&self.judged);
        match &*last {
            Some((moment, judged)) if *moment == as_of => return judged.clone(),
            // Its tokens come from lines of many moments: nobody waits for another's.
            Some(_) => drop(last),
            // The lock is held meanwhile: whoever wants the same waits for it instead of doing it too.
            None => return last.insert((as_of, Arc::new(judge()))).1.clone(),
        }
        let judged = Arc::new(judge());
        *lock(&self.judged) = Some((as_of, judged.clone()));
        judged
    }
}

/// A bounded cache. It has two generations: when the young one is full it becomes the old one, and what was in the old
/// one and not asked for since is forgotten.
pub(super) struct Cache<D> {
    shards: Vec<Mutex<Shard<D>>>,
    /// Tokens that somebody made alike on purpose don't gather in one shard.
    hasher: RandomState,
    limit: usize,
}

struct Shard<D> {
    young: HashMap<Box<str>, Arc<Entry<D>>>,
    old: HashMap<Box<str>, Arc<Entry<D>>>,
    young_size: usize,
}

impl<D> Cache<D> {
    /// A cache that takes at most this many bytes, about.
    pub(super) fn new(limit: usize) -> Self {
        let shard = || Mutex::new(Shard { young: HashMap::new(), old: HashMap::new(), young_size: 0 });
        Self { shards: (0..SHARDS).map(|_| shard()).collect(), hasher: RandomState::new(), limit: limit / SHARDS / 2 }
    }

    /// The entry of a token: that which is there, or a new one.
    pub(super) fn entry(&self, token: &str) -> Arc<Entry<D>> {
        let size = ENTRY + EACH_BYTE * token.len();
        let shard = self.shards.get(self.place(token)).filter(|_| size <= self.limit);
        shard.map_or_else(|| Arc::new(Entry::new()), |shard| lock(shard).entry(token, size, self.limit))
    }

    /// Notes that what was made of a token takes more bytes.
    pub(super) fn grow(&self, token: &str, bytes: usize) {
        if let Some(shard) = self.shards.get(self.place(token)) {
            lock(shard).grow(token, bytes);
        }
    }

    /// The place of a token's shard.
    fn place(&self, token: &str) -> usize {
        usize::try_from(self.hasher.hash_one(token) % SHARDS as u64).unwrap_or_default()
    }
}

impl<D> Shard<D> {
    fn entry(&mut self, token: &str, size: usize, limit: usize) -> Arc<Entry<D>> {
        if let Some(entry) = self.young.get(token) {
            return entry.clone();
        }
        let (name, entry) = self.old.remove_entry(token).unwrap_or_else(|| (Box::from(token), Arc::new(Entry::new())));
        if self.young_size + size > limit {
            self.old = std::mem::take(&mut self.young);
            self.young_size = 0;
        }
        self.young_size += size;
        self.young.insert(name, entry.clone());
        entry
    }

    fn grow(&mut self, token: &str, bytes: usize) {
        if self.young.contains_key(token) {
            self.young_size += bytes;
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cache_forgets_what_was_not_asked_for() {
        // Room for three in each generation of a shard.
        let cache: Cache<()> = Cache::new(SHARDS * 2 * (ENTRY + EACH_BYTE * 4) * 3);
        let first = cache.entry("a");
        assert!(Arc::ptr_eq(&first, &cache.entry("a")));
        let is_beside = |token: &String| cache.place(token) == cache.place("a");
        let others: Vec<String> = (0..9999).map(|number: u32| number.to_string()).filter(is_beside).take(3).collect();
        assert_eq!(others.len(), 3);
        let mut kept = 0;
        for _ in 0..10 {
            for token in &others {
                cache.entry(token);
            }
            kept += usize::from(Arc::ptr_eq(&first, &cache.entry("a")));
        }
        assert_eq!(kept, 10, "what is asked for again stays");
        for token in (0..1000).map(|number| number.to_string()) {
            cache.entry(&token);
        }
        assert!(!Arc::ptr_eq(&first, &cache.entry("a")));
        let entries: usize = cache.shards.iter().map(lock).map(|shard| shard.young.len() + shard.old.len()).sum();
        assert!(entries <= SHARDS * 6, "{entries}");
    }

    #[test]
    fn a_token_that_is_longer_than_the_room_is_not_kept() {
        let cache: Cache<()> = Cache::new(0);
        assert!(!Arc::ptr_eq(&cache.entry("a"), &cache.entry("a")));
    }
}
