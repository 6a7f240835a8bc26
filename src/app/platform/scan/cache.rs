//! The tokens that were judged, so that one that is found again is not judged again.

use std::hash::{BuildHasher as _, RandomState};
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use hashbrown::HashTable;

use crate::domain::finding::Verdict;
use crate::domain::scan::{CodeSet, Inspected};
use crate::domain::time::UnixTime;

/// How many parts the cache has, each with a lock of its own.
const SHARDS: usize = 16;
/// What an entry takes beside its digest, in bytes, about.
const ENTRY: usize = 256;
/// What a digest takes as a rule, in bytes. Only one that takes more is weighed.
const USUAL_DIGEST: usize = 512;
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
    /// What an entry takes with a usual digest, in bytes, about.
    fn size_of(self, token: &str) -> usize {
        match self {
            Self::Answer => ENTRY + USUAL_DIGEST,
            Self::Token => ENTRY + USUAL_DIGEST + TREES + EACH_BYTE_IN_TREES * token.len(),
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
    name: Name,
    known: Known<D>,
}

enum Known<D> {
    /// What is said at the one moment that there is.
    Answer(OnceLock<Judged<D>>),
    Token(Mutex<Moments<D>>),
}

struct Moments<D> {
    inspected: Option<Arc<Inspected>>,
    /// The last moment it was judged at.
    judged: Option<(UnixTime, Arc<Judged<D>>)>,
}

/// What an entry says at a moment.
pub(super) enum Answer<'a, D> {
    Kept(&'a Judged<D>),
    Shared(Arc<Judged<D>>),
}

impl<D> Deref for Answer<'_, D> {
    type Target = Judged<D>;

    fn deref(&self) -> &Judged<D> {
        match self {
            Self::Kept(judged) => judged,
            Self::Shared(judged) => judged,
        }
    }
}

impl<D> Entry<D> {
    fn new(name: Name, keep: Keep) -> Self {
        let known = match keep {
            Keep::Answer => Known::Answer(OnceLock::new()),
            Keep::Token => Known::Token(Mutex::new(Moments { inspected: None, judged: None })),
        };
        Self { name, known }
    }

    /// What is said at a moment. The token is taken apart and its signature verified where that is not at hand; it is
    /// judged again when the moment is another than last time. Whoever wants the same meanwhile waits for it instead of
    /// doing it too.
    pub(super) fn judge(
        &self,
        as_of: UnixTime,
        inspect: impl FnOnce() -> Inspected,
        judge: impl FnOnce(&Inspected) -> Judged<D>,
    ) -> Answer<'_, D> {
        match &self.known {
            Known::Answer(answer) => Answer::Kept(answer.get_or_init(|| judge(&inspect()))),
            Known::Token(moments) => Answer::Shared(judge_at(moments, as_of, inspect, judge)),
        }
    }
}

fn judge_at<D>(
    moments: &Mutex<Moments<D>>,
    as_of: UnixTime,
    inspect: impl FnOnce() -> Inspected,
    judge: impl FnOnce(&Inspected) -> Judged<D>,
) -> Arc<Judged<D>> {
    let mut known = lock(moments);
    if let Some((moment, judged)) = &known.judged
        && *moment == as_of
    {
        return judged.clone();
    }
    let inspected = known.inspected.get_or_insert_with(|| Arc::new(inspect())).clone();
    if known.judged.is_none() {
        return known.judged.insert((as_of, Arc::new(judge(&inspected)))).1.clone();
    }
    // Its tokens come from lines of many moments: nobody waits for another's.
    drop(known);
    let judged = Arc::new(judge(&inspected));
    lock(moments).judged = Some((as_of, judged.clone()));
    judged
}

/// What a token is called in the cache, in the place of its text, which may be long: a hash with a key that was drawn for
/// this cache, and the last bytes, which are the end of a signature. Of two tokens that end alike by chance one in 2^64
/// has the hash of the other. Who makes tokens end alike does not know the key: of 2^50 of them one may find its hash
/// among those that are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Name {
    hash: u64,
    end: [u8; 8],
}

/// A bounded cache. It has two generations: when the young one is full it becomes the old one, and what was in the old
/// one and not asked for since is forgotten.
pub(super) struct Cache<D> {
    shards: Vec<Mutex<Shard<D>>>,
    hasher: RandomState,
    limit: usize,
    keep: Keep,
}

/// By the hashes of the names, which are not hashed again.
type Generation<D> = HashTable<Kept<D>>;

struct Shard<D> {
    young: Generation<D>,
    old: Generation<D>,
    young_size: usize,
}

struct Kept<D> {
    name: Name,
    entry: Arc<Entry<D>>,
    /// In bytes, about.
    size: usize,
}

impl<D> Cache<D> {
    /// A cache that takes at most this many bytes, about.
    pub(super) fn new(limit: usize, keep: Keep) -> Self {
        let shard = || Mutex::new(Shard { young: HashTable::new(), old: HashTable::new(), young_size: 0 });
        let shards = (0..SHARDS).map(|_| shard()).collect();
        Self { shards, hasher: RandomState::new(), limit: limit / SHARDS / 2, keep }
    }

    /// The entry of a token: that which is there, or a new one.
    pub(super) fn entry(&self, token: &str) -> Arc<Entry<D>> {
        let name = self.name(token);
        let size = self.keep.size_of(token);
        let new = || Kept { name, entry: Arc::new(Entry::new(name, self.keep)), size };
        let Some(shard) = self.shard(name).filter(|_| size <= self.limit) else { return new().entry };
        let (entry, forgotten) = lock(shard).entry(name, self.limit, new);
        // It is thousands of entries, which nobody waits for here.
        drop(forgotten);
        entry
    }

    /// Notes how many bytes take what was made of a token, where it is more than was noted so far.
    pub(super) fn weigh(&self, token: &str, entry: &Entry<D>, digest: usize) {
        let more = digest.saturating_sub(USUAL_DIGEST);
        if let Some(shard) = self.shard(entry.name).filter(|_| more > 0) {
            lock(shard).weigh(entry.name, self.keep.size_of(token) + more);
        }
    }

    fn name(&self, token: &str) -> Name {
        Name { hash: self.hasher.hash_one(token), end: token.as_bytes().last_chunk().copied().unwrap_or_default() }
    }

    fn shard(&self, name: Name) -> Option<&Mutex<Shard<D>>> {
        self.shards.get(place_of(name))
    }
}

impl<D> Shard<D> {
    /// The entry, and what is forgotten for it.
    fn entry(
        &mut self,
        name: Name,
        limit: usize,
        new: impl FnOnce() -> Kept<D>,
    ) -> (Arc<Entry<D>>, Option<Generation<D>>) {
        let is_it = |kept: &Kept<D>| kept.name == name;
        if let Some(kept) = self.young.find(name.hash, is_it) {
            return (kept.entry.clone(), None);
        }
        let kept = self.old.find_entry(name.hash, is_it).map_or_else(|_| new(), |found| found.remove().0);
        let is_full = self.young_size + kept.size > limit;
        let forgotten = is_full.then(|| {
            self.young_size = 0;
            std::mem::replace(&mut self.old, std::mem::take(&mut self.young))
        });
        self.young_size += kept.size;
        let entry = kept.entry.clone();
        self.young.insert_unique(name.hash, kept, |kept| kept.name.hash);
        (entry, forgotten)
    }

    fn weigh(&mut self, name: Name, size: usize) {
        let found = self.young.find_mut(name.hash, |kept| kept.name == name);
        if let Some(kept) = found.filter(|kept| kept.size < size) {
            self.young_size = self.young_size - kept.size + size;
            kept.size = size;
        }
    }
}

/// The place of a token's shard. The tables take the lowest bits of the hash, and the highest.
fn place_of(name: Name) -> usize {
    usize::try_from((name.hash >> 32) % SHARDS as u64).unwrap_or_default()
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
        let cache: Cache<()> = Cache::new(SHARDS * 2 * (ENTRY + USUAL_DIGEST) * 3, Keep::Answer);
        let first = cache.entry("a");
        assert!(Arc::ptr_eq(&first, &cache.entry("a")));
        let place = |token: &str| place_of(cache.name(token));
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
                let kept: usize = shard.young.iter().map(|kept| kept.size).sum();
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
