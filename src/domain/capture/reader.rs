//! Reads one token, however it is wrapped, from a known start.

use super::lexeme::{Lexeme, Symbol, lexeme_at};
use super::run::Run;
use super::segment::Shapes;
use super::{MAX_TEXT, word, wrap};

/// How much is taken for a part of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The place says that a token is here (a header's value, the whole paste): damage is a part of it.
    pub(super) named: bool,
    /// The quotation mark that the value stands in, if any.
    pub(super) opener: Option<char>,
    /// The token is a part of a URL, where `/` ends it.
    pub(super) in_url: bool,
}

impl Place {
    /// Anywhere in a text.
    pub(super) const LOOSE: Self = Self { named: false, opener: None, in_url: false };
    /// A part of a URL.
    pub(super) const URL: Self = Self { named: false, opener: None, in_url: true };

    /// Where a name says that a token follows.
    pub(super) const fn named(opener: Option<char>) -> Self {
        Self { named: true, opener, in_url: false }
    }

    /// Most dots that are read: behind that it is no token, however damaged. Where a name says that it is one, all.
    const fn most_dots(self) -> usize {
        if self.named { usize::MAX } else { 5 }
    }
}

/// What was read.
pub(super) struct Reading<'a> {
    /// The characters.
    pub(super) run: Run<'a>,
    /// Where reading goes on: behind the token, or where the next one starts that is glued to it.
    pub(super) end: usize,
    /// Whether the next token starts at `end`, directly behind this one.
    pub(super) glued: bool,
}

/// Reads the token that starts at a byte.
pub(super) fn read<'a>(text: &str, start: usize, place: Place, shapes: &'a Shapes) -> Reading<'a> {
    let mut run = Run::new(shapes);
    let chunk = read_chunk(text, start, place, &mut run);
    let mut reading = Reading { run, end: chunk.end, glued: chunk.glued };
    if !reading.glued && chunk.clean && !reading.run.is_complete() {
        let joined = wrap::join(text, place, &mut reading.run, chunk.end);
        reading.end = joined.end;
        reading.glued = joined.glued;
    }
    if !reading.glued {
        trim(&mut reading.run, place);
    }
    reading
}

/// Characters that stand together.
#[derive(Clone, Copy)]
pub(super) struct Chunk {
    /// Behind the last character.
    pub(super) end: usize,
    /// What ended it is a space, a quote, a bracket or the text's end, not some other text.
    pub(super) clean: bool,
    /// How many characters are no part of base64url.
    pub(super) odd: usize,
    /// Another token starts at `end`.
    pub(super) glued: bool,
}

/// Adds the characters that stand together from a byte on.
pub(super) fn read_chunk(text: &str, start: usize, place: Place, run: &mut Run<'_>) -> Chunk {
    let mut chunk = Chunk { end: start, clean: true, odd: 0, glued: false };
    loop {
        let plain = plain_length(text, chunk.end);
        let taken = plain.min(MAX_TEXT.saturating_sub(run.len()));
        run.extend(text, chunk.end..chunk.end + taken);
        chunk.end += taken;
        if taken < plain {
            return Chunk { clean: false, ..chunk };
        }
        let Some(lexeme) = lexeme_at(text, chunk.end) else { return chunk };
        let taken = match lexeme.symbol {
            Symbol::Token(character) => Some(character),
            Symbol::Invisible => None,
            Symbol::Blank | Symbol::LineBreak | Symbol::Continuation => return chunk,
            Symbol::Padding if takes_padding(text, &lexeme, place) => Some('='),
            Symbol::Standard(character) if !(place.in_url && character == '/') => Some(character),
            Symbol::Padding | Symbol::Standard(_) => return Chunk { clean: false, ..chunk },
            Symbol::Quote(mark) | Symbol::Ender(mark) | Symbol::Other(mark) => {
                if !is_damage(text, &lexeme, place, run) || (chunk.odd > 0 && !place.named) {
                    return Chunk { clean: !matches!(lexeme.symbol, Symbol::Other(_)), ..chunk };
                }
                chunk.odd += 1;
                Some(mark)
            }
        };
        if let Some(character) = taken {
            if (character == '.' && run.dots() == place.most_dots()) || run.len() >= MAX_TEXT {
                return Chunk { clean: false, ..chunk };
            }
            if let Some(seam) = run.push(character, lexeme.range.clone()) {
                return Chunk { end: seam, glued: true, ..chunk };
            }
        }
        chunk.end = lexeme.range.end;
    }
}

/// How many characters of base64url stand together from a byte on: nearly all that is read of a token.
fn plain_length(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    // Without a way out within, so that the bytes of a chunk are compared at once.
    let (chunks, _) = rest.as_chunks::<32>();
    let is_plain_chunk = |chunk: &&[u8; 32]| chunk.iter().fold(true, |so_far, byte| so_far & is_plain(*byte));
    let passed = 32 * chunks.iter().take_while(is_plain_chunk).count();
    passed + rest.iter().skip(passed).take_while(|byte| is_plain(**byte)).count()
}

/// Whether a byte is a character of base64url.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_')
}

/// Padding ends a segment; elsewhere in a text, `=` stands between a name and a value.
fn takes_padding(text: &str, lexeme: &Lexeme, place: Place) -> bool {
    place.named
        || !matches!(lexeme_at(text, lexeme.range.end), Some(Lexeme { symbol: Symbol::Token(next), .. }) if next != '.')
}

/// Whether a character that no token has is damage inside of one, and not what ends it.
fn is_damage(text: &str, lexeme: &Lexeme, place: Place, run: &Run<'_>) -> bool {
    let inside = !run.is_empty() && !run.is_complete() && token_follows(text, lexeme.range.end);
    match lexeme.symbol {
        Symbol::Quote(mark) => place.named && place.opener.is_none() && inside && !matches!(mark, '"' | '\''),
        Symbol::Ender(_) => place.named && inside && run.dots() < 3 && !starts_token(text, lexeme.range.end),
        Symbol::Other(mark) if place.named => inside || place.opener.is_some() && run.dots() > 0 && mark.is_ascii(),
        Symbol::Other(mark) => inside && !place.in_url && !matches!(mark, ':' | '@' | '\\') && run.dots() < 3,
        _ => false,
    }
}

/// Whether a character of base64url follows, or a few that can't be seen and then one.
fn token_follows(text: &str, mut at: usize) -> bool {
    const MOST_INVISIBLE: usize = 4;
    for _ in 0..=MOST_INVISIBLE {
        match lexeme_at(text, at) {
            Some(Lexeme { symbol: Symbol::Invisible, range }) => at = range.end,
            Some(Lexeme { symbol, .. }) => return matches!(symbol, Symbol::Token(_)),
            None => return false,
        }
    }
    false
}

fn starts_token(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(super::segment::OBJECT_START))
}

/// Takes off the end what belongs to the text around: a sentence's end, an ellipsis, a word directly behind.
fn trim(run: &mut Run<'_>, place: Place) {
    if place.opener.is_some() {
        run.trim_end(|character| character == '…');
        return;
    }
    run.trim_end(|character| {
        !character.is_ascii_alphanumeric() && !matches!(character, '-' | '_' | '.' | '=' | '+' | '/')
    });
    if run.ends_with("...") || (run.dots() > 2 && run.ends_with(".")) {
        run.trim_end(|character| character == '.');
    }
    if !place.named {
        cut_word(run);
    }
}

/// Cuts a word off that stands directly behind a signature of the right length. What is longer in any other way stays:
/// a signature that is too long, or in DER, has its own finding.
fn cut_word(run: &mut Run<'_>) {
    let signature = run.last_segment();
    let lengths = run.signature_lengths();
    let behind = lengths.iter().rev().find_map(|length| signature.get(*length..).map(|rest| (*length, rest)));
    let Some((length, rest)) = behind.filter(|(length, rest)| *length > 0 && !rest.is_empty() && run.dots() == 2)
    else {
        return;
    };
    let named = rest.trim_start_matches(['-', '_', '/', '+']);
    if !rest.starts_with('=') && named.len() >= 2 && word::is_wordlike(named) {
        run.truncate(run.segment_start() + length);
    }
}
