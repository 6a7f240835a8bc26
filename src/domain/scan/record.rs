//! A token's row in a list of millions.

use std::fmt;

use crate::domain::finding::{Code, Finding, Verdict};
use crate::domain::time::UnixTime;

/// A set of codes, one bit each.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeSet(u64);

// One bit for each code.
const _: () = assert!(Code::ALL.len() <= 64);

impl CodeSet {
    /// The codes of some findings.
    #[must_use]
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        Self(findings.into_iter().fold(0, |bits, finding| bits | bit(finding.code)))
    }

    /// Whether a code is in it.
    #[must_use]
    pub fn contains(self, code: Code) -> bool {
        self.0 & bit(code) != 0
    }

    /// The codes, in the order of [`Code::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Code> {
        // From bit to bit: of sixty codes a token has two or three.
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let lowest = usize::try_from(rest.trailing_zeros()).ok()?;
            rest &= rest.wrapping_sub(1);
            Code::ALL.get(lowest).copied()
        })
    }

    /// How many codes there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Debug for CodeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Code::as_str)).finish()
    }
}

fn bit(code: Code) -> u64 {
    1 << (code as u32)
}

/// A token that was found, in as few bytes as its row needs; the rest is read again from the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// The place of its input in the list of inputs.
    pub input: u32,
    /// The number of its line, counted from 1.
    pub line: u64,
    /// Where the piece that was searched starts in the input, unpacked: its line, or the document.
    pub offset: u64,
    /// How many bytes the piece has.
    pub length: u32,
    /// Which token of the piece, counted from 0.
    pub nth: u32,
    /// The moment at which it was judged.
    pub as_of: UnixTime,
    /// The time that its line says.
    pub seen: Option<UnixTime>,
    /// The answer.
    pub verdict: Verdict,
    /// What was found.
    pub codes: CodeSet,
    /// The number that stands for its `kid` in the scan's list; 0: it has none.
    pub kid: u32,
}
