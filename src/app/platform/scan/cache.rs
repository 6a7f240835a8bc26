//! The tokens that were judged, so that one that is found again is not judged again.

use std::hash::{BuildHasher as _, RandomState};
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::domain::finding::Verdict;
use crate::domain::scan::{Checked, CodeSet, Inspected};
use crate::domain::time::UnixTime;

/// What an entry takes beside its digest, in bytes, about.
const ENTRY: usize = 256;
/// What it takes besides where the state of the signature is kept too.
const CHECKED: usize = 256;
/// What a digest takes as a rule, in bytes. Only one that takes more is weighed.
const USUAL_DIGEST: usize = 512;

/// What is kept of a token that was judged. The token taken apart is none of it: to do that again takes a small part of
/// the time of its verification, and in the room of one there is room for many answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// What was said of it: every token is judged at the same moment.
    Answer,
    /// The state of its signature as well: it is judged at other moments too.
    Signature,
}

impl Keep {
    /// What an entry takes with a usual digest, in bytes, about.
    fn size(self) -> usize {
        match self {
            Self::Answer => ENTRY + USUAL_DIGEST,
            Self::Signature => ENTRY + CHECKED + USUAL_DIGEST,
        }
    }

    /// What a set of the cache may take, in bytes.
    fn room(self) -> usize {
        PLACES * self.size()
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
    /// The state of the signature, and what is said at the last moment.
    Moments(Mutex<Moments<D>>),
}

struct Moments<D> {
    checked: Option<Checked>,
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
            Keep::Signature => Known::Moments(Mutex::new(Moments { checked: None, judged: None })),
        };
        Self { name, known }
    }

    /// What is said at a moment. The signature is verified when nobody has done it; whoever wants the same meanwhile
    /// waits for it instead of doing it too. The token is judged again when the moment is another than last time.
    ///
    /// `inspect` takes the token apart, and verifies the signature unless its state is given.
    pub(super) fn judge(
        &self,
        as_of: UnixTime,
        inspect: impl FnOnce(Option<Checked>) -> Inspected,
        judge: impl FnOnce(&Inspected) -> Judged<D>,
    ) -> Answer<'_, D> {
        match &self.known {
            Known::Answer(answer) => Answer::Kept(answer.get_or_init(|| judge(&inspect(None)))),
            Known::Moments(moments) => Answer::Shared(judge_at(moments, as_of, inspect, judge)),
        }
    }
}

fn judge_at<D>(
    moments: &Mutex<Moments<D>>,
    as_of: UnixTime,
    inspect: impl FnOnce(Option<Checked>) -> Inspected,
    judge: impl FnOnce(&Inspected) -> Judged<D>,
) -> Arc<Judged<D>> {
    let mut known = lock(moments);
    match (&known.judged, &known.checked) {
        (Some((moment, judged)), _) if *moment == as_of => judged.clone(),
        (_, Some(checked)) => {
            // Its tokens come from lines of many moments: nobody waits for another's.
            let checked = checked.clone();
            drop(known);
            let judged = Arc::new(judge(&inspect(Some(checked))));
            lock(moments).judged = Some((as_of, judged.clone()));
            judged
        }
        (_, None) => {
            let inspected = inspect(None);
            known.checked = Some(inspected.checked());
            let judged = Arc::new(judge(&inspected));
            known.judged = Some((as_of, judged.clone()));
            judged
        }
    }
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

/// A bounded cache, in sets: a token's hash says in which set it has one of a few places. What a thread looks at for a
/// token that is not there is then three lines of the processor's cache, and few of them were written by another thread
/// just before, which costs more than all else here.
///
/// In a full set the oldest one goes; one that was asked for since has its time once more. So tokens go one by one, and
/// the memory of the one that goes is that of the one that comes. One of which more was made than a set has room for is
/// not kept.
pub(super) struct Cache<D> {
    sets: Vec<Set<D>>,
    hasher: RandomState,
    keep: Keep,
}

/// So aligned, no two sets share a line of the processor's cache.
#[repr(align(64))]
struct Set<D>(Mutex<Places<D>>);

/// How many tokens a set has places for: what is kept of them here, and the lock, are three lines.
const PLACES: usize = 7;

struct Places<D> {
    kept: [Option<Kept<D>>; PLACES],
    /// The place whose token is the oldest.
    oldest: usize,
}

struct Kept<D> {
    hash: u64,
    entry: Arc<Entry<D>>,
    /// In bytes, about.
    size: u32,
    /// Since it came, or had its time once more.
    was_asked_for: bool,
}

impl<D> Cache<D> {
    /// A cache that takes at most this many bytes, about.
    pub(super) fn new(limit: usize, keep: Keep) -> Self {
        let sets = (0..limit / keep.room()).map(|_| Set(Mutex::new(Places::default()))).collect();
        Self { sets, hasher: RandomState::new(), keep }
    }

    /// The entry of a token: that which is there, or a new one.
    pub(super) fn entry(&self, token: &str) -> Arc<Entry<D>> {
        let name = self.name(token);
        let new = || Arc::new(Entry::new(name, self.keep));
        match self.places(name) {
            Some(places) => lock(places).entry(name, self.keep, new),
            None => new(),
        }
    }

    /// Notes how many bytes take what was made of a token, where it is more than was noted so far.
    pub(super) fn weigh(&self, entry: &Entry<D>, digest: usize) {
        let more = digest.saturating_sub(USUAL_DIGEST);
        if let Some(places) = self.places(entry.name).filter(|_| more > 0) {
            lock(places).weigh(entry.name, self.keep.size() + more, self.keep.room());
        }
    }

    fn name(&self, token: &str) -> Name {
        Name { hash: self.hasher.hash_one(token), end: token.as_bytes().last_chunk().copied().unwrap_or_default() }
    }

    fn places(&self, name: Name) -> Option<&Mutex<Places<D>>> {
        let number = name.hash.checked_rem(u64::try_from(self.sets.len()).ok()?)?;
        self.sets.get(usize::try_from(number).ok()?).map(|set| &set.0)
    }
}

impl<D> Kept<D> {
    fn is(&self, name: Name) -> bool {
        self.hash == name.hash && self.entry.name == name
    }
}

impl<D> Default for Places<D> {
    fn default() -> Self {
        Self { kept: Default::default(), oldest: 0 }
    }
}

impl<D> Places<D> {
    /// The entry: that which is there, or a new one, for which others are forgotten until all have room together.
    fn entry(&mut self, name: Name, keep: Keep, new: impl FnOnce() -> Arc<Entry<D>>) -> Arc<Entry<D>> {
        if let Some(kept) = self.kept.iter_mut().flatten().find(|kept| kept.is(name)) {
            kept.was_asked_for = true;
            return kept.entry.clone();
        }
        while self.size() + keep.size() > keep.room() {
            self.forget_oldest();
        }
        let place = self.kept.iter().position(Option::is_none).unwrap_or_else(|| self.forget_oldest());
        let entry = new();
        if let Some(place) = self.kept.get_mut(place) {
            *place =
                Some(Kept { hash: name.hash, entry: entry.clone(), size: short(keep.size()), was_asked_for: false });
        }
        entry
    }

    /// Forgets the oldest token, past those that were asked for, if there is any; gives its place.
    fn forget_oldest(&mut self) -> usize {
        loop {
            let place = self.oldest;
            self.oldest = (place + 1) % PLACES;
            match self.kept.get_mut(place) {
                Some(Some(kept)) if kept.was_asked_for => kept.was_asked_for = false,
                Some(kept) => {
                    *kept = None;
                    return place;
                }
                None => {}
            }
        }
    }

    fn size(&self) -> usize {
        self.kept.iter().flatten().map(|kept| kept.size as usize).sum()
    }

    /// Notes what a token takes, and forgets others until all have room; where it has none alone, only itself.
    fn weigh(&mut self, name: Name, size: usize, room: usize) {
        if size > room {
            self.kept.iter_mut().for_each(|kept| drop(kept.take_if(|kept| kept.is(name))));
            return;
        }
        if let Some(kept) = self.kept.iter_mut().flatten().find(|kept| kept.is(name)) {
            kept.size = kept.size.max(short(size));
        }
        while self.size() > room {
            self.forget_oldest();
        }
    }
}

fn short(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cache_forgets_what_was_not_asked_for() {
        // One set.
        let cache: Cache<()> = Cache::new(Keep::Answer.room(), Keep::Answer);
        let first = cache.entry("a");
        assert!(Arc::ptr_eq(&first, &cache.entry("a")));
        let mut kept = 0;
        for token in (0..100).map(|number| number.to_string()) {
            cache.entry(&token);
            kept += usize::from(Arc::ptr_eq(&first, &cache.entry("a")));
        }
        assert_eq!(kept, 100, "what is asked for again stays");
        // Once more it has its time, as the one that was asked for.
        for token in (0..2 * PLACES).map(|number| format!("another {number}")) {
            cache.entry(&token);
        }
        assert!(!Arc::ptr_eq(&first, &cache.entry("a")));
    }

    #[test]
    fn as_many_tokens_are_kept_as_have_room() {
        let cache: Cache<()> = Cache::new(100 * Keep::Answer.room(), Keep::Answer);
        let tokens: Vec<String> = (0..100_000).map(|number| number.to_string()).collect();
        let entries: Vec<_> = tokens.iter().map(|token| cache.entry(token)).collect();
        // Without counting the one that is asked for here.
        let kept = entries.iter().filter(|entry| Arc::strong_count(entry) > 1).count();
        assert_eq!(kept, 100 * PLACES, "all places are taken, by the last ones");
        let oldest = entries.iter().position(|entry| Arc::strong_count(entry) > 1).unwrap_or_default();
        assert!(oldest > tokens.len() - 600 * PLACES, "{oldest}");
    }

    #[test]
    fn a_set_takes_three_lines_of_the_processors_cache() {
        assert_eq!(size_of::<Set<()>>(), 3 * align_of::<Set<()>>());
    }

    #[test]
    fn what_was_made_of_tokens_counts_once_and_has_room() {
        const DIGEST: usize = 2_000;
        let room = Keep::Signature.room();
        let cache: Cache<()> = Cache::new(room, Keep::Signature);
        let mut most = 0;
        for round in 0..20 {
            // Of a hundred tokens half are asked for again, and each is judged at several moments.
            for token in (100..200).map(|number| (number + round * 50).to_string()) {
                let entry = cache.entry(&token);
                (0..5).for_each(|_| cache.weigh(&entry, DIGEST));
                let places = lock(&cache.sets[0].0);
                let kept = places.kept.iter().flatten().count();
                let each = Keep::Signature.size() + DIGEST - USUAL_DIGEST;
                assert_eq!(places.size(), kept * each, "each counts once");
                assert!(places.size() <= room, "{}", places.size());
                most = most.max(kept);
            }
        }
        assert!(most > 1, "control: more than one has room");
        let count = || lock(&cache.sets[0].0).kept.iter().flatten().count();
        let entry = cache.entry("a");
        let before = count();
        cache.weigh(&entry, room);
        assert_eq!(count(), before - 1, "one that takes more than all of the room is not kept, all others are");
        assert!(!Arc::ptr_eq(&entry, &cache.entry("a")));
        assert_eq!(count(), before, "the place that is empty is taken first");
    }

    #[test]
    fn without_room_nothing_is_kept() {
        let cache: Cache<()> = Cache::new(0, Keep::Answer);
        assert!(!Arc::ptr_eq(&cache.entry("a"), &cache.entry("a")));
    }
}
