//! The tokens that were judged, so that one that is found again is not judged again.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::finding::Verdict;
use crate::domain::scan::{CodeSet, Inspected};
use crate::domain::time::UnixTime;

/// How many parts the cache has, each with a lock of its own.
const SHARDS: usize = 16;
/// What an entry takes beside its token and its digest, in bytes, about.
const ENTRY: usize = 256;
/// What the trees of header and claims take beside what grows with the token, in bytes, about.
const TREES: usize = 4 * 1024;
/// What each byte of a token takes in the trees, about.
const EACH_BYTE_IN_TREES: usize = 7;

/// What is kept of a token that was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// What was said of it: every token is judged at the same moment. The token taken apart is let go at once, while its
    /// memory is still in the processor's caches, and in the room of one such token there is room for many answers.
    Answer,
    /// The token taken apart as well: it is judged at other moments too.
    Token,
}

impl Keep {
    /// What an entry takes without its digest, in bytes, about.
    fn size_of(self, token: &str) -> usize {
        ENTRY
            + token.len()
            + match self {
                Self::Answer => 0,
                Self::Token => TREES + EACH_BYTE_IN_TREES * token.len(),
            }
    }
}

/// What is said of a token at a moment, and what was made of it.
pub(super) struct Judged<D> {
    pub(super) verdict: Verdict,
    pub(super) codes: CodeSet,
    pub(super) digest: D,
}

/// A token that was judged.
pub(super) struct Entry<D> {
    hash: u64,
    keep: Keep,
    known: Mutex<Known<D>>,
}

struct Known<D> {
    inspected: Option<Arc<Inspected>>,
    /// The last moment it was judged at.
    judged: Option<(UnixTime, Arc<Judged<D>>)>,
}

impl<D> Entry<D> {
    fn new(hash: u64, keep: Keep) -> Self {
        Self { hash, keep, known: Mutex::new(Known { inspected: None, judged: None }) }
    }

    /// What is said at a moment. The token is taken apart and its signature verified where that is not at hand; it is
    /// judged again when the moment is another than last time.
    pub(super) fn judge(
        &self,
        as_of: UnixTime,
        inspect: impl FnOnce() -> Inspected,
        judge: impl FnOnce(&Inspected) -> Judged<D>,
    ) -> Arc<Judged<D>> {
        let mut known = lock(&self.known);
        if let Some((moment, judged)) = &known.judged
            && *moment == as_of
        {
            return judged.clone();
        }
        // The lock is held meanwhile: whoever wants the same waits for it instead of doing it too.
        let inspected = known.inspected.take().unwrap_or_else(|| Arc::new(inspect()));
        if self.keep == Keep::Token {
            known.inspected = Some(inspected.clone());
        }
        let is_first = known.judged.is_none();
        if is_first {
            return known.judged.insert((as_of, Arc::new(judge(&inspected)))).1.clone();
        }
        // Its tokens come from lines of many moments: nobody waits for another's.
        drop(known);
        let judged = Arc::new(judge(&inspected));
        lock(&self.known).judged = Some((as_of, judged.clone()));
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
    keep: Keep,
}

/// Its maps go by the token's hash, so that the token is hashed once. Of two tokens with the same one the later takes the
/// place.
struct Shard<D> {
    young: HashMap<u64, Kept<D>>,
    old: HashMap<u64, Kept<D>>,
    young_size: usize,
}

struct Kept<D> {
    token: Box<str>,
    entry: Arc<Entry<D>>,
    /// In bytes, about.
    size: usize,
}

impl<D> Cache<D> {
    /// A cache that takes at most this many bytes, about.
    pub(super) fn new(limit: usize, keep: Keep) -> Self {
        let shard = || Mutex::new(Shard { young: HashMap::new(), old: HashMap::new(), young_size: 0 });
        let shards = (0..SHARDS).map(|_| shard()).collect();
        Self { shards, hasher: RandomState::new(), limit: limit / SHARDS / 2, keep }
    }

    /// The entry of a token: that which is there, or a new one.
    pub(super) fn entry(&self, token: &str) -> Arc<Entry<D>> {
        let hash = self.hasher.hash_one(token);
        let entry = || Arc::new(Entry::new(hash, self.keep));
        let size = self.keep.size_of(token);
        let new = || Kept { token: Box::from(token), entry: entry(), size };
        let shard = self.shard(hash).filter(|_| size <= self.limit);
        shard.map_or_else(entry, |shard| lock(shard).entry(token, hash, self.limit, new))
    }

    /// Notes how many bytes take what was made of a token last.
    pub(super) fn weigh(&self, token: &str, entry: &Entry<D>, digest: usize) {
        if let Some(shard) = self.shard(entry.hash) {
            lock(shard).weigh(entry.hash, self.keep.size_of(token) + digest);
        }
    }

    fn shard(&self, hash: u64) -> Option<&Mutex<Shard<D>>> {
        self.shards.get(place_of(hash))
    }
}

impl<D> Shard<D> {
    fn entry(&mut self, token: &str, hash: u64, limit: usize, new: impl FnOnce() -> Kept<D>) -> Arc<Entry<D>> {
        if let Some(kept) = self.young.get(&hash).filter(|kept| &*kept.token == token) {
            return kept.entry.clone();
        }
        let kept = self.old.remove(&hash).filter(|kept| &*kept.token == token);
        let kept = kept.unwrap_or_else(new);
        if self.young_size + kept.size > limit {
            self.old = std::mem::take(&mut self.young);
            self.young_size = 0;
        }
        self.young_size += kept.size;
        let entry = kept.entry.clone();
        self.young.insert(hash, kept);
        entry
    }

    fn weigh(&mut self, hash: u64, size: usize) {
        if let Some(kept) = self.young.get_mut(&hash) {
            self.young_size = self.young_size - kept.size + size;
            kept.size = size;
        }
    }
}

/// The place of a token's shard.
fn place_of(hash: u64) -> usize {
    usize::try_from(hash % SHARDS as u64).unwrap_or_default()
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
        let cache: Cache<()> = Cache::new(SHARDS * 2 * (ENTRY + 4) * 3, Keep::Answer);
        let first = cache.entry("a");
        assert!(Arc::ptr_eq(&first, &cache.entry("a")));
        let place = |token: &str| place_of(cache.hasher.hash_one(token));
        let is_beside = |token: &String| place(token) == place("a");
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
    fn what_was_made_of_tokens_counts_once_and_as_long_as_it_is_kept() {
        const DIGEST: usize = 10_000;
        let cache: Cache<()> = Cache::new(SHARDS * 2 * DIGEST * 10, Keep::Token);
        for round in 0..20 {
            // Of a hundred tokens half are asked for again, and each is judged at several moments.
            for token in (0..100).map(|number| (number + round * 50).to_string()) {
                let entry = cache.entry(&token);
                (0..5).for_each(|_| cache.weigh(&token, &entry, DIGEST));
            }
            for shard in cache.shards.iter().map(lock) {
                let kept: usize = shard.young.values().map(|kept| kept.size).sum();
                assert_eq!(shard.young_size, kept);
                assert!(kept <= DIGEST * 11 + TREES, "{kept}");
                let least = (shard.young.len() + shard.old.len()).saturating_sub(2) * DIGEST;
                assert!(least <= 2 * (DIGEST * 11 + TREES), "{least}");
            }
        }
        let entries: usize = cache.shards.iter().map(|shard| lock(shard).young.len()).sum();
        assert!(entries > SHARDS, "control: more than one fits into a shard");
    }

    #[test]
    fn a_token_that_is_longer_than_the_room_is_not_kept() {
        let cache: Cache<()> = Cache::new(0, Keep::Token);
        assert!(!Arc::ptr_eq(&cache.entry("a"), &cache.entry("a")));
    }
}
