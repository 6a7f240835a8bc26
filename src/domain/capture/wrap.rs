//! Joins the chunks of a token that is wrapped over lines, has blanks inside, or is put together from string literals.

use super::lexeme::{Lexeme, Symbol, lexeme_at};
use super::reader::{Chunk, Place, read_chunk};
use super::run::{Run, State};
use super::segment::{self, OBJECT_START, starts_object};
use super::word;

/// Longest text, in characters, in which the end of a signature is looked for.
const LONGEST_LOOK: usize = 16 * 1024;
/// Longest text, in characters, in which the first dot is looked for.
const LONGEST_HEADER: usize = 4 * 1024;
/// Most characters of a chunk that no token has.
const MOST_DAMAGE: usize = 2;
/// Longest line whose width is measured, in bytes.
const LONGEST_LINE: usize = 512;

/// Where the token ends.
pub(super) struct Joined {
    pub(super) end: usize,
    pub(super) glued: bool,
}

/// Adds those chunks behind `end` that belong to the token.
pub(super) fn join(text: &str, place: Place, run: &mut Run<'_>, end: usize) -> Joined {
    let exact = join_to_exact_length(text, place, run, end);
    exact.unwrap_or_else(|| join_step_by_step(text, place, run, end))
}

/// The surest sign: with some of the next chunks the signature gets exactly the length that the header's `alg` asks for.
fn join_to_exact_length(text: &str, place: Place, run: &mut Run<'_>, end: usize) -> Option<Joined> {
    let before = run.mark();
    let first = run.len();
    let mut wordlike = 0;
    let mut at = end;
    while run.may_start_object() && run.may_become_exact() {
        let Some(next) = next_chunk(text, place, run, at) else { break };
        if next.chunk.glued {
            return Some(Joined { end: next.chunk.end, glued: true });
        }
        let added = next.text(run);
        if word::is_wordlike(added) && added.len() > 1 {
            wordlike += added.len();
        }
        let looked = run.len().saturating_sub(first);
        if run.is_exact() {
            if wordlike * 2 <= looked {
                return Some(Joined { end: next.chunk.end, glued: false });
            }
            break;
        }
        if run.dots() > 2 || looked > LONGEST_LOOK || (run.dots() == 0 && looked > LONGEST_HEADER) {
            break;
        }
        at = next.chunk.end;
    }
    run.reset(before);
    None
}

/// Without that sign each chunk must look like a part of a token by itself.
fn join_step_by_step(text: &str, place: Place, run: &mut Run<'_>, end: usize) -> Joined {
    let mut at = end;
    let mut block = Block { width: run.len(), lines: 1 };
    while !run.is_complete() {
        let before = run.mark();
        let dangling = run.ends_with(".") && run.dots() <= 2;
        let Some(next) = next_chunk(text, place, run, at) else { break };
        if next.chunk.glued {
            return Joined { end: next.chunk.end, glued: true };
        }
        let added = next.text(run);
        let ties = Ties { added, is_quoted: place.opener.is_some(), dangling, width_before: width_up_to(text, at) };
        if !next.belongs(text, &ties, &block) {
            run.reset(before);
            break;
        }
        block.add(added.len());
        at = next.chunk.end;
    }
    Joined { end: at, glued: false }
}

/// What speaks for a chunk's being a part of the token.
struct Ties<'a> {
    added: &'a str,
    /// The token stands in quotation marks, and so does the chunk.
    is_quoted: bool,
    /// The token so far ends with a dot.
    dangling: bool,
    /// How wide the line before is, in bytes.
    width_before: usize,
}

/// The lengths of the chunks that were joined so far: full lines have all the same.
struct Block {
    width: usize,
    lines: usize,
}

impl Block {
    fn add(&mut self, width: usize) {
        self.lines = if width == self.width { self.lines + 1 } else { 1 };
        self.width = width;
    }

    /// Whether a chunk is likely the next line, or the shorter last one, behind full lines.
    fn goes_on_with(&self, added: &str) -> bool {
        self.lines >= 2 && (added.len() == self.width || added.len() < self.width && !word::is_plain_word(added))
    }
}

/// A chunk behind a gap, already added to the run.
struct Next {
    before: State,
    gap: Gap,
    chunk: Chunk,
}

impl Next {
    fn text<'a>(&self, run: &'a Run<'_>) -> &'a str {
        run.text_from(run.length_at(self.before))
    }

    fn belongs(&self, text: &str, ties: &Ties<'_>, block: &Block) -> bool {
        let sound = self.chunk.odd == 0 || (ties.added.len() >= 16 && self.gap.breaks == 1);
        if self.gap.breaks > 1 || !sound {
            return false;
        }
        let wordlike = word::is_wordlike(ties.added);
        if ties.is_quoted || self.gap.in_literals {
            return !wordlike || !word::is_plain_word(ties.added);
        }
        let is_dense = !wordlike || block.goes_on_with(ties.added);
        if self.gap.breaks == 0 {
            let is_tied = ties.dangling || ties.added.starts_with('.') || block.goes_on_with(ties.added);
            return word::is_dense(ties.added) || (is_tied && is_dense);
        }
        let is_tied = ties.added.starts_with('.') || (ties.dangling && !word::is_plain_word(ties.added));
        let fits = ties.width_before + 2 >= ties.added.len();
        fits && (is_dense || is_tied) && (block.lines >= 2 || is_alone(text, self.chunk.end))
    }
}

/// Adds the next chunk to the run, unless it can't be a part of this token in any case.
fn next_chunk(text: &str, place: Place, run: &mut Run<'_>, at: usize) -> Option<Next> {
    let gap = gap(text, place, at)?;
    let before = run.mark();
    let dangling = run.ends_with(".");
    // Seen at once, so that of many tokens each is not read again by the one before it.
    let rest = text.get(gap.end..).unwrap_or_default();
    let is_another = rest.starts_with(OBJECT_START) || run.dots() == 0 && rest.get(..4).is_some_and(starts_object);
    if !dangling && is_another {
        return None;
    }
    let chunk = read_chunk(text, gap.end, place, run);
    let next = Next { before, gap, chunk };
    let added = if chunk.glued { "" } else { next.text(run) };
    let sound = chunk.odd <= MOST_DAMAGE;
    let another = starts_another(added, dangling);
    if chunk.glued || (chunk.clean && sound && !another && !added.is_empty()) {
        return Some(next);
    }
    run.reset(before);
    None
}

/// Whether a chunk has the start of another token in it, rather than of the claims behind a dot.
fn starts_another(added: &str, dangling: bool) -> bool {
    let first = added.split('.').next().unwrap_or_default();
    (!dangling && (added.starts_with(OBJECT_START) || segment::reads_as_object(first)))
        || added.match_indices(OBJECT_START).any(|(at, _)| {
            let before = added.get(..at).and_then(|before| before.chars().next_back());
            before.is_some_and(|before| !before.is_alphanumeric() && before != '.')
        })
}

/// What stands between two chunks.
struct Gap {
    end: usize,
    breaks: usize,
    /// The chunks are string literals, one a line, that the language joins.
    in_literals: bool,
}

/// The gap at a byte; `None` if there is none, or nothing behind it.
fn gap(text: &str, place: Place, at: usize) -> Option<Gap> {
    let mut gap = Gap { end: at, breaks: 0, in_literals: false };
    loop {
        let lexeme = lexeme_at(text, gap.end)?;
        match lexeme.symbol {
            Symbol::LineBreak | Symbol::Continuation => gap.breaks += 1,
            Symbol::Blank | Symbol::Invisible => {}
            // The mark of mail programs before quoted lines.
            Symbol::Ender('>' | '|') if gap.breaks > 0 => {}
            Symbol::Quote(mark) if gap.breaks == 0 && gap.end == at && may_close(place, mark) => {
                let end = next_literal(text, lexeme.range.end, mark)?;
                return Some(Gap { end, breaks: 1, in_literals: true });
            }
            _ if gap.end > at => return Some(gap),
            _ => return None,
        }
        gap.end = lexeme.range.end;
    }
}

fn may_close(place: Place, mark: char) -> bool {
    matches!(mark, '"' | '\'') && place.opener.is_none_or(|opener| opener == mark)
}

/// Where the content of the next string literal starts, if one with the same quotes follows on another line, with
/// nothing but a plus sign, a dot or a continuation between.
fn next_literal(text: &str, mut at: usize, mark: char) -> Option<usize> {
    let mut breaks = 0;
    loop {
        let lexeme = lexeme_at(text, at)?;
        at = lexeme.range.end;
        match lexeme.symbol {
            Symbol::LineBreak | Symbol::Continuation => breaks += 1,
            Symbol::Blank | Symbol::Standard('+') | Symbol::Token('.') => {}
            Symbol::Quote(next) if next == mark && breaks > 0 => return Some(at),
            _ => return None,
        }
    }
}

/// Whether nothing else stands on the line behind a chunk.
fn is_alone(text: &str, mut at: usize) -> bool {
    loop {
        match lexeme_at(text, at) {
            Some(Lexeme { symbol: Symbol::Blank | Symbol::Invisible, range }) => at = range.end,
            Some(Lexeme { symbol, .. }) => return !matches!(symbol, Symbol::Token(_) | Symbol::Other(_)),
            None => return true,
        }
    }
}

/// How many bytes of its line stand before a byte, at most [`LONGEST_LINE`].
fn width_up_to(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(at.saturating_sub(LONGEST_LINE)..at).unwrap_or_default();
    memchr::memrchr(b'\n', before).map_or(before.len(), |at| before.len() - at - 1)
}
