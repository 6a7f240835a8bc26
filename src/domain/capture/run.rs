//! The characters of one token while it is being read, each with its place in the text.

use std::ops::Range;

use smallvec::SmallVec;

use super::found::Pieces;
use super::segment::{self, Shape, Shapes};

/// Characters of the shortest header of an ES256 token: `{"alg":"ES256"}`.
const SHORTEST_HEADER: usize = 20;
/// Most bytes that a run makes room for before it is known to need them.
const ROOM: usize = 512;

/// The characters of one token, in order.
pub(super) struct Run<'a> {
    shapes: &'a Shapes,
    text: String,
    pieces: SmallVec<[Piece; 1]>,
    state: State,
}

/// Characters of the run and the bytes of the searched text that stand for them: any number of characters of one byte,
/// each of which stands for itself, or one character that is longer or is written as an escape.
struct Piece {
    /// The number of the first character, counted from 0.
    first: usize,
    /// Where it is in the run's text, in bytes.
    at: usize,
    source: Range<usize>,
    /// Each byte is a character.
    is_plain: bool,
}

impl Piece {
    /// Behind the last character.
    fn end(&self) -> usize {
        self.first + if self.is_plain { self.source.len() } else { 1 }
    }
}

/// What a run knows about itself; a copy of it is a mark to go back to.
#[derive(Clone, Copy, Default)]
pub(super) struct State {
    length: usize,
    dots: usize,
    segment_start: usize,
    shape: Option<Shape>,
}

impl<'a> Run<'a> {
    /// An empty run.
    pub(super) fn new(shapes: &'a Shapes) -> Self {
        Self { shapes, text: String::new(), pieces: SmallVec::new(), state: State::default() }
    }

    /// Adds a character. `Some` when it is a dot that shows that the last segment runs into another token: the byte
    /// of the text where that one starts; the run then ends before it.
    pub(super) fn push(&mut self, character: char, source: Range<usize>) -> Option<usize> {
        if character == '.' {
            if let Some(start) = self.cut_at_seam() {
                return Some(start);
            }
            if self.state.dots == 0 {
                self.state.shape = self.shapes.of(&self.text);
            }
            self.state.dots += 1;
            self.state.segment_start = self.len() + 1;
        }
        let is_plain = character.is_ascii() && source.len() == 1;
        self.add_piece(source, is_plain);
        self.text.push(character);
        None
    }

    /// Adds characters of one byte each that are no dots, all of a range.
    pub(super) fn extend(&mut self, text: &str, source: Range<usize>) {
        if let Some(characters) = text.get(source.clone()).filter(|characters| !characters.is_empty()) {
            self.add_piece(source, true);
            // The header comes first, and of the whole token it is a quarter.
            if self.text.is_empty() && characters.len() >= SHORTEST_HEADER {
                self.text.reserve((4 * characters.len()).min(ROOM));
            }
            self.text.push_str(characters);
        }
    }

    /// Notes where characters stand that are about to be added.
    fn add_piece(&mut self, source: Range<usize>, is_plain: bool) {
        match self.pieces.last_mut() {
            Some(last) if last.is_plain && is_plain && last.source.end == source.start => last.source.end = source.end,
            _ => self.pieces.push(Piece { first: self.state.length, at: self.text.len(), source, is_plain }),
        }
        self.state.length = self.pieces.last().map_or(0, Piece::end);
    }

    fn cut_at_seam(&mut self) -> Option<usize> {
        let segment = self.last_segment();
        // The first two segments start as a header does without being another token's.
        let offset = segment::seam(segment, usize::from(self.state.dots < 2))?;
        // A damaged character before the seam may take several bytes.
        let characters = segment.get(..offset)?.chars().count();
        let cut = self.state.segment_start + characters;
        let start = self.source_of(self.text.len() - segment.len() + offset)?;
        self.truncate(if offset == 0 { cut.saturating_sub(1) } else { cut });
        Some(start)
    }

    /// A mark to come back to.
    pub(super) fn mark(&self) -> State {
        self.state
    }

    /// Forgets what was added since the mark was taken.
    pub(super) fn reset(&mut self, mark: State) {
        self.truncate(mark.length);
        self.state = State { length: self.len(), ..mark };
    }

    /// Shortens the run to its first characters. What is known of its segments stays as it is: who cuts before the last
    /// one puts it right.
    pub(super) fn truncate(&mut self, length: usize) {
        if length >= self.len() {
            return;
        }
        self.text.truncate(self.place_of(length));
        self.pieces.truncate(self.pieces.partition_point(|piece| piece.first < length));
        if let Some(last) = self.pieces.last_mut().filter(|last| last.is_plain) {
            last.source.end = last.source.start + (length - last.first);
        }
        self.state.length = length;
    }

    /// Takes characters from the end for as long as the test holds.
    pub(super) fn trim_end(&mut self, unwanted: impl Fn(char) -> bool) {
        let kept = self.text.trim_end_matches(unwanted).len();
        let trimmed = self.text.get(kept..).unwrap_or_default();
        let (characters, dots) = (trimmed.chars().count(), trimmed.matches('.').count());
        if characters == 0 {
            return;
        }
        self.truncate(self.len() - characters);
        self.state.dots = self.state.dots.saturating_sub(dots);
        self.state.segment_start = self.text.rfind('.').map_or(0, |dot| self.number_of(dot + 1));
    }

    /// How many characters there are.
    pub(super) fn len(&self) -> usize {
        self.state.length
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// How many characters there were when a mark was taken, or now if there are fewer.
    pub(super) fn length_at(&self, mark: State) -> usize {
        mark.length.min(self.len())
    }

    /// How many dots there are.
    pub(super) fn dots(&self) -> usize {
        self.state.dots
    }

    /// The byte of the text where the first dot is.
    pub(super) fn first_dot(&self) -> Option<usize> {
        self.source_of(self.text.find('.')?)
    }

    /// The characters behind the last dot.
    pub(super) fn last_segment(&self) -> &str {
        self.text_from(self.state.segment_start)
    }

    /// Whether the last characters are these.
    pub(super) fn ends_with(&self, end: &str) -> bool {
        self.text.ends_with(end)
    }

    /// Whether the third segment is as long as a signature of the header's `alg`, or longer.
    pub(super) fn is_complete(&self) -> bool {
        let lengths = self.signature_lengths();
        let length = self.len() - self.state.segment_start;
        self.state.dots == 2 && lengths.last().is_some_and(|longest| lengths.contains(&length) || length > *longest)
    }

    /// Whether the third segment has exactly the length of a signature of the header's `alg`.
    pub(super) fn is_exact(&self) -> bool {
        let length = self.len() - self.state.segment_start;
        self.state.dots == 2 && self.signature_lengths().contains(&length)
    }

    /// Whether some more characters can make it exact: its header says what length that is, or is not at its end yet.
    pub(super) fn may_become_exact(&self) -> bool {
        self.state.dots == 0 || !self.signature_lengths().is_empty()
    }

    /// The lengths that the signature can have; empty if not known.
    pub(super) fn signature_lengths(&self) -> &'static [usize] {
        self.state.shape.map_or(&[], |shape| shape.signature)
    }

    /// Where the last segment starts, in characters.
    pub(super) fn segment_start(&self) -> usize {
        self.state.segment_start
    }

    /// The token, for good.
    pub(super) fn into_text(mut self) -> String {
        // It is kept, and may have been much longer meanwhile.
        if self.text.capacity() > 2 * self.text.len() {
            self.text.shrink_to_fit();
        }
        self.text
    }

    /// The token.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the first segment can be a JSON object's; three characters are needed to rule it out.
    pub(super) fn may_start_object(&self) -> bool {
        self.text.len() < 3 || segment::starts_object(&self.text)
    }

    /// The characters from one on.
    pub(super) fn text_from(&self, from: usize) -> &str {
        self.text.get(self.place_of(from)..).unwrap_or_default()
    }

    /// Bytes of the text from the first to behind the last character; an empty run has none.
    pub(super) fn span(&self) -> Range<usize> {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) => first.source.start..last.source.end,
            _ => 0..0,
        }
    }

    /// The bytes of the text that make up the token, neighbours joined.
    pub(super) fn pieces(&self) -> Pieces {
        let mut pieces = Pieces::new();
        for piece in &self.pieces {
            match pieces.last_mut() {
                Some(last) if last.end == piece.source.start => last.end = piece.source.end,
                _ => pieces.push(piece.source.clone()),
            }
        }
        pieces
    }

    /// Where a character is in the run's text, in bytes; behind the last one, its end.
    fn place_of(&self, number: usize) -> usize {
        let piece = self.pieces.get(self.pieces.partition_point(|piece| piece.end() <= number));
        piece.map_or(self.text.len(), |piece| piece.at + (number - piece.first))
    }

    /// The number of the character at a byte of the run's text.
    fn number_of(&self, place: usize) -> usize {
        self.piece_at(place).map_or(0, |piece| piece.first + (place - piece.at).min(piece.end() - piece.first))
    }

    /// The byte of the searched text where the character at a byte of the run's text stands.
    fn source_of(&self, place: usize) -> Option<usize> {
        let piece = self.piece_at(place)?;
        Some(piece.source.start + if piece.is_plain { place - piece.at } else { 0 })
    }

    /// The last piece that starts at or before a byte of the run's text.
    fn piece_at(&self, place: usize) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|piece| piece.at <= place).checked_sub(1)?)
    }
}
