//! Counts tokens instead of printing them.

use crate::app::platform::scan::{Observer, Seen};
use crate::domain::reading::{Inspection, Judgement};
use crate::domain::scan::{Sighting, Summary, Traits};

/// Makes counts of tokens.
pub(super) struct Counting;

/// The counts of a block.
pub(super) struct Counts(pub(super) Summary);

impl Default for Counts {
    fn default() -> Self {
        Self(Summary::part())
    }
}

impl Observer for Counting {
    type Digest = Traits;
    type Part = Counts;

    fn digest(&self, inspection: &Inspection, judgement: &Judgement) -> Traits {
        Traits::of(inspection, judgement)
    }

    fn weigh(&self, digest: &Traits) -> usize {
        digest.size()
    }

    fn add(&self, part: &mut Counts, seen: &Seen<'_>, digest: &Traits) {
        let endpoint = seen.endpoint();
        part.0.add(
            digest,
            &Sighting {
                input: seen.input_place,
                line: seen.line,
                seen: seen.captured_at(),
                is_own_time: seen.is_own_time,
                endpoint: endpoint.as_deref(),
            },
        );
    }
}
