//! What else was seen in one text, as much as is kept of it.

use std::ops::Range;

use super::MAX_TEXT;
use super::aside::Aside;
use super::inflater::Inflater;

/// The most that are kept of a text that is longer than [`MAX_TEXT`]: of a shorter one all are, for in what is shown of
/// it each secret is to be masked.
const MOST: usize = 1000;

/// What was seen so far.
pub(super) struct Asides {
    kept: Vec<Aside>,
    most: usize,
    inflater: Inflater,
    end: usize,
    left_out: Option<(Range<usize>, usize)>,
}

impl Asides {
    /// None yet, of a text.
    pub(super) fn new(text: &str) -> Self {
        let most = if text.len() > MAX_TEXT { MOST } else { usize::MAX };
        Self { kept: Vec::new(), most, inflater: Inflater::default(), end: 0, left_out: None }
    }

    /// Behind the last one.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// What inflates the text's legacy calls.
    pub(super) fn inflater(&mut self) -> &mut Inflater {
        &mut self.inflater
    }

    pub(super) fn push(&mut self, aside: Aside) {
        let span = aside.span();
        self.end = span.end;
        if self.kept.len() < self.most {
            self.kept.push(aside);
            return;
        }
        let (left_out, count) = self.left_out.get_or_insert((span.clone(), 0));
        *left_out = left_out.start.min(span.start)..left_out.end.max(span.end);
        *count += 1;
    }

    /// All that were kept; the last says how many were not.
    pub(super) fn into_list(self) -> Vec<Aside> {
        let mut list = self.kept;
        list.extend(self.left_out.map(|(span, count)| Aside::LeftOut { span, count }));
        list
    }
}
