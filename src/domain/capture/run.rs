//! The characters of one token while it is being read, each with its place in the text.

use std::ops::Range;

use super::segment::{self, Shape};

/// One character of the token and the bytes of the text that stand for it.
struct Unit {
    character: char,
    range: Range<usize>,
}

/// The characters of one token, in order.
#[derive(Default)]
pub(super) struct Run {
    units: Vec<Unit>,
    state: State,
}

/// What a run knows about itself; a copy of it is a mark to go back to.
#[derive(Clone, Copy, Default)]
pub(super) struct State {
    length: usize,
    dots: usize,
    segment_start: usize,
    shape: Option<Shape>,
}

impl Run {
    /// Adds a character. `Some` when it is a dot that shows that the last segment runs into another token: the byte
    /// of the text where that one starts; the run then ends before it.
    pub(super) fn push(&mut self, character: char, range: Range<usize>) -> Option<usize> {
        if character == '.' {
            if let Some(start) = self.cut_at_seam() {
                return Some(start);
            }
            if self.state.dots == 0 {
                self.state.shape = segment::shape(&self.text());
            }
            self.state.dots += 1;
            self.state.segment_start = self.units.len() + 1;
        }
        self.units.push(Unit { character, range });
        self.state.length = self.units.len();
        None
    }

    /// Adds characters of one byte each that are no dots, all of a range.
    pub(super) fn extend(&mut self, text: &str, range: Range<usize>) {
        let bytes = text.as_bytes().get(range.clone()).unwrap_or_default();
        self.units
            .extend(bytes.iter().zip(range).map(|(byte, at)| Unit { character: char::from(*byte), range: at..at + 1 }));
        self.state.length = self.units.len();
    }

    fn cut_at_seam(&mut self) -> Option<usize> {
        let segment = self.text_from(self.state.segment_start);
        let offset = segment::seam(&segment).filter(|offset| *offset > 0 || self.state.dots >= 2)?;
        // A damaged character before the seam may take several bytes.
        let characters = segment.get(..offset)?.chars().count();
        let cut = self.state.segment_start + characters;
        let start = self.units.get(cut)?.range.start;
        self.units.truncate(if offset == 0 { cut.saturating_sub(1) } else { cut });
        self.state.length = self.units.len();
        Some(start)
    }

    /// A mark to come back to.
    pub(super) fn mark(&self) -> State {
        self.state
    }

    /// Forgets what was added since the mark was taken.
    pub(super) fn reset(&mut self, mark: State) {
        self.units.truncate(mark.length);
        self.state = mark;
    }

    /// Shortens the run to its first characters, all in the last segment.
    pub(super) fn truncate(&mut self, length: usize) {
        self.units.truncate(length);
        self.state.length = self.units.len();
    }

    /// Takes characters from the end for as long as the test holds.
    pub(super) fn trim_end(&mut self, unwanted: impl Fn(char) -> bool) {
        while let Some(last) = self.units.last().filter(|last| unwanted(last.character)) {
            if last.character == '.' {
                self.state.dots = self.state.dots.saturating_sub(1);
            }
            self.units.pop();
        }
        self.state.length = self.units.len();
        self.state.segment_start = self.units.iter().rposition(|unit| unit.character == '.').map_or(0, |dot| dot + 1);
    }

    /// How many characters there are.
    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// How many characters there were when a mark was taken, or now if there are fewer.
    pub(super) fn length_at(&self, mark: State) -> usize {
        mark.length.min(self.units.len())
    }

    /// How many dots there are.
    pub(super) fn dots(&self) -> usize {
        self.state.dots
    }

    /// The byte of the text where the first dot is.
    pub(super) fn first_dot(&self) -> Option<usize> {
        self.units.iter().find(|unit| unit.character == '.').map(|unit| unit.range.start)
    }

    /// The characters behind the last dot.
    pub(super) fn last_segment(&self) -> String {
        self.text_from(self.state.segment_start)
    }

    /// Whether the last characters are these.
    pub(super) fn ends_with(&self, end: &str) -> bool {
        let last = self.units.iter().rev().map(|unit| unit.character);
        end.chars().rev().eq(last.take(end.chars().count()))
    }

    /// Whether the last character is a dot.
    pub(super) fn ends_with_dot(&self) -> bool {
        self.units.last().is_some_and(|last| last.character == '.')
    }

    /// Whether the third segment is as long as a signature of the header's `alg`, or longer.
    pub(super) fn is_complete(&self) -> bool {
        let lengths = self.signature_lengths();
        let length = self.units.len() - self.state.segment_start;
        self.state.dots == 2 && lengths.last().is_some_and(|longest| lengths.contains(&length) || length > *longest)
    }

    /// Whether the third segment has exactly the length of a signature of the header's `alg`.
    pub(super) fn is_exact(&self) -> bool {
        let length = self.units.len() - self.state.segment_start;
        self.state.dots == 2 && self.signature_lengths().contains(&length)
    }

    /// The lengths that the signature can have; empty if not known.
    pub(super) fn signature_lengths(&self) -> &'static [usize] {
        self.state.shape.map_or(&[], |shape| shape.signature)
    }

    /// Where the last segment starts, in characters.
    pub(super) fn segment_start(&self) -> usize {
        self.state.segment_start
    }

    /// The token.
    pub(super) fn text(&self) -> String {
        self.text_from(0)
    }

    /// Whether the first segment can be a JSON object's; three characters are needed to rule it out.
    pub(super) fn may_start_object(&self) -> bool {
        let start: String = self.units.iter().take(4).map(|unit| unit.character).collect();
        start.len() < 3 || segment::starts_object(&start)
    }

    /// The characters from one on.
    pub(super) fn text_from(&self, from: usize) -> String {
        let mut text = String::with_capacity(self.units.len().saturating_sub(from));
        text.extend(self.units.iter().skip(from).map(|unit| unit.character));
        text
    }

    /// Bytes of the text from the first to behind the last character; an empty run has none.
    pub(super) fn span(&self) -> Range<usize> {
        match (self.units.first(), self.units.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }

    /// The bytes of the text that make up the token, neighbours joined.
    pub(super) fn pieces(&self) -> Vec<Range<usize>> {
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for unit in &self.units {
            match pieces.last_mut() {
                Some(last) if last.end == unit.range.start => last.end = unit.range.end,
                _ => pieces.push(unit.range.clone()),
            }
        }
        pieces
    }
}
