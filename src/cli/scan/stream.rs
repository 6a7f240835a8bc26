//! One JSON object a line.

use std::cell::{Cell, RefCell};

use crate::app::platform::scan::{Input, Observer, Seen};
use crate::cli::object::{write_asides_json, write_found, write_judged};
use crate::cli::output::{write_number, write_string};
use crate::domain::finding::Verdict;
use crate::domain::reading::{Inspection, Judgement};
use crate::domain::text::escape_json;

use super::name_of;

thread_local! {
    /// Where an answer is written before its length is known.
    static DRAFT: RefCell<String> = const { RefCell::new(String::new()) };
    /// How many bytes the last lines took that this thread wrote together.
    static ROOM: Cell<usize> = const { Cell::new(0) };
}

/// Writes tokens as lines of JSON.
pub(super) struct Stream {
    /// The names of the inputs, as JSON.
    names: Vec<String>,
    /// Whether each line says the moment at which it was judged.
    says_moment: bool,
}

/// What is the same wherever a token is found.
pub(super) struct Digest {
    json: Box<str>,
    is_refused: bool,
}

/// The lines of a block.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) text: String,
    pub(super) refused: u64,
}

impl Stream {
    pub(super) fn new(inputs: &[Input], says_moment: bool) -> Self {
        let name = |input: &Input| {
            let mut json = String::new();
            write_string(&mut json, &name_of(input));
            escape_json(&json).into_owned()
        };
        Self { names: inputs.iter().map(name).collect(), says_moment }
    }
}

impl Observer for Stream {
    type Digest = Digest;
    type Part = Lines;

    fn digest(&self, inspection: &Inspection, judgement: &Judgement) -> Digest {
        // Thousands of them are kept, so each takes the room that it needs, once it is known.
        let json = DRAFT.with_borrow_mut(|draft| {
            draft.clear();
            write_judged(draft, inspection, judgement);
            Box::from(&*escape_json(draft))
        });
        Digest { json, is_refused: judgement.verdict == Verdict::Refuse }
    }

    fn weigh(&self, digest: &Digest) -> usize {
        digest.json.len()
    }

    fn add(&self, part: &mut Lines, seen: &Seen<'_>, digest: &Digest) {
        let out = &mut part.text;
        if out.is_empty() {
            // Parts are alike, as a rule: a text that grows would be copied on its way.
            out.reserve(ROOM.get() + ROOM.get() / 16);
        }
        out.push('{');
        write_found(out, seen.found, seen.count);
        out.push_str(&digest.json);
        if !seen.asides.is_empty() {
            let mut asides = String::new();
            write_asides_json(&mut asides, seen.asides);
            out.push_str(&escape_json(&asides));
        }
        out.push_str(",\"file\":");
        out.push_str(self.names.get(seen.input_place).map_or("null", String::as_str));
        out.push_str(",\"line\":");
        write_number(out, seen.line);
        if self.says_moment {
            out.push_str(",\"as_of\":\"");
            out.push_str(&seen.as_of.to_rfc3339());
            out.push_str(if seen.is_own_time { "\",\"as_of_line\":true" } else { "\",\"as_of_line\":false" });
        }
        out.push_str("}\n");
        part.refused += u64::from(digest.is_refused);
        ROOM.set(out.len());
    }
}
