//! What others can see of a scan while it runs.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counters that only grow; any thread may read them.
#[derive(Debug, Default)]
pub struct Progress {
    pub(super) bytes: AtomicU64,
    pub(super) unpacked: AtomicU64,
    pub(super) lines: AtomicU64,
    pub(super) tokens: AtomicU64,
    pub(super) inspected: AtomicU64,
    pub(super) too_long: AtomicU64,
    pub(super) failed: AtomicU64,
}

impl Progress {
    /// Bytes that were read, packed as they are: to compare with the sizes of the files.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Bytes of text, unpacked.
    #[must_use]
    pub fn unpacked(&self) -> u64 {
        self.unpacked.load(Ordering::Relaxed)
    }

    /// Lines that were read.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.lines.load(Ordering::Relaxed)
    }

    /// Tokens that were found, each time.
    #[must_use]
    pub fn tokens(&self) -> u64 {
        self.tokens.load(Ordering::Relaxed)
    }

    /// Tokens whose signature was checked: each once while the cache holds it.
    #[must_use]
    pub fn inspected(&self) -> u64 {
        self.inspected.load(Ordering::Relaxed)
    }

    /// Lines that were passed over since they are too long.
    #[must_use]
    pub fn too_long(&self) -> u64 {
        self.too_long.load(Ordering::Relaxed)
    }

    /// Inputs that could not be read, or not to their end.
    #[must_use]
    pub fn failed(&self) -> u64 {
        self.failed.load(Ordering::Relaxed)
    }

    pub(super) fn add(counter: &AtomicU64, count: usize) {
        counter.fetch_add(u64::try_from(count).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}
