//! The names that say what follows: headers, `Bearer`, `token_`, the legacy scheme's parameters, a Slicer's settings.

use std::ops::Range;

use super::lexeme::{Lexeme, Symbol, lexeme_at};
use super::segment;

/// What a name says about the value that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// `X-Auth-Uplynk-Jwt`, without case, also with underscores as environment variables have it.
    XAuth,
    /// `Bearer`.
    Bearer,
    /// `token_`, a Slicer's form of a token.
    Token,
    /// A Slicer's setting `apikey`.
    ApiKey,
    /// `X-STAPI-API-Key`.
    Stapi,
    /// `Authorization`; of interest for the legacy scheme only.
    Authorization,
    /// The legacy scheme's `msg`.
    Msg,
    /// The legacy scheme's `sig`.
    Sig,
}

const NAMES: [(&str, Name); 8] = [
    ("x-auth-uplynk-jwt", Name::XAuth),
    ("x-stapi-api-key", Name::Stapi),
    ("authorization", Name::Authorization),
    ("bearer", Name::Bearer),
    ("token_", Name::Token),
    ("apikey", Name::ApiKey),
    ("msg", Name::Msg),
    ("sig", Name::Sig),
];

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) name: Name,
    /// Its first byte.
    pub(super) start: usize,
    /// Behind its last byte.
    pub(super) end: usize,
}

/// The first byte, at or behind one, with which a name or a token can start: nearly all others are passed over here.
pub(super) fn next_start(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    rest.iter().position(|byte| MAY_START.get(usize::from(*byte)).is_some_and(|may| *may)).map(|found| from + found)
}

/// The first bytes of names, and that of base64url of a JSON object.
const MAY_START: [bool; 256] = {
    let mut may = [false; 256];
    let mut place = 0;
    let firsts = b"xXaAbBtTmse";
    while place < firsts.len() {
        may[firsts[place] as usize] = true;
        place += 1;
    }
    may
};

/// The name that starts at a byte, as a word of its own.
pub(super) fn anchor_at(text: &str, at: usize) -> Option<Anchor> {
    name_at(text, at).filter(|anchor| is_whole(text.as_bytes(), *anchor))
}

/// The name that starts at a byte, whatever stands before and behind it.
pub(super) fn name_at(text: &str, at: usize) -> Option<Anchor> {
    let bytes = text.as_bytes();
    let rest = bytes.get(at..)?;
    // Of the legacy scheme's names case counts.
    let first = match rest.first()? {
        first @ (b'm' | b's') => *first,
        b'M' | b'S' => return None,
        first => first.to_ascii_lowercase(),
    };
    let may_be = |word: &str| word.as_bytes().first() == Some(&first);
    let is_here = |word: &str| rest.get(..word.len()).is_some_and(|here| same(here, word));
    let (word, name) = NAMES.iter().find(|(word, _)| may_be(word) && is_here(word))?;
    Some(Anchor { name: *name, start: at, end: at + word.len() })
}

fn same(here: &[u8], word: &str) -> bool {
    here.iter()
        .zip(word.bytes())
        .all(|(byte, wanted)| byte.eq_ignore_ascii_case(&wanted) || (*byte == b'_' && wanted == b'-'))
}

/// Short names count as whole words only.
fn is_whole(bytes: &[u8], anchor: Anchor) -> bool {
    let is_part = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    let before = is_part(anchor.start.checked_sub(1));
    let behind = is_part(Some(anchor.end));
    match anchor.name {
        Name::XAuth | Name::Stapi => !behind,
        Name::Token => true,
        Name::ApiKey => !before && !behind && starts_line(bytes, anchor.start),
        Name::Bearer | Name::Authorization | Name::Msg | Name::Sig => !before && !behind,
    }
}

/// Whether only blanks and comment marks stand before a byte on its line.
fn starts_line(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(at.saturating_sub(64)..at).unwrap_or_default();
    let blank = |byte: &&u8| matches!(**byte, b' ' | b'\t' | b'#' | b'>' | 0xEF | 0xBB | 0xBF);
    let blanks = before.iter().rev().take_while(blank).count();
    blanks == before.len() || before.iter().rev().nth(blanks).is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
}

/// Where the value of a name starts, and in what quotation marks it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) start: usize,
    pub(super) opener: Option<char>,
    /// How many lines lie between the name and the value.
    pub(super) breaks: usize,
}

/// The value behind a name: behind colon, equals sign, arrow, comma, brackets, quotes, blanks, in a HAR's pair of
/// `"name"` and `"value"`, on a folded line (RFC 9112, section 5.2).
pub(super) fn value_after(text: &str, anchor: Anchor) -> Option<Value> {
    const MOST_BETWEEN: usize = 48;
    let mut value = Value { start: anchor.end, opener: quote_before(text, anchor.start), breaks: 0 };
    for _ in 0..MOST_BETWEEN {
        let lexeme = lexeme_at(text, value.start)?;
        match lexeme.symbol {
            Symbol::Quote(mark) => value.opener = if value.opener == Some(mark) { None } else { Some(mark) },
            Symbol::LineBreak if value.breaks == 0 => value.breaks += 1,
            symbol if stands_between(symbol) => {}
            Symbol::Token('b' | 'u' | 'r' | 'f') if quote_at(text, lexeme.range.end) => {}
            Symbol::Token('v' | 'V') if value.opener.is_some() && is_pair(text, &lexeme.range) => {
                value.start += "value".len();
                continue;
            }
            _ => return Some(value),
        }
        value.start = lexeme.range.end;
    }
    None
}

/// Whether a name and its value can have this between them.
fn stands_between(symbol: Symbol) -> bool {
    match symbol {
        Symbol::Continuation | Symbol::Blank | Symbol::Invisible | Symbol::Padding => true,
        Symbol::Other(mark) => matches!(mark, ':' | '\\'),
        Symbol::Ender(mark) => mark != ';',
        _ => false,
    }
}

fn quote_before(text: &str, at: usize) -> Option<char> {
    let before = text.get(..at)?.chars().next_back()?;
    matches!(before, '"' | '\'' | '`').then_some(before)
}

fn quote_at(text: &str, at: usize) -> bool {
    matches!(lexeme_at(text, at), Some(Lexeme { symbol: Symbol::Quote(_), .. }))
}

fn is_pair(text: &str, range: &Range<usize>) -> bool {
    let end = range.start + "value".len();
    text.get(range.start..end).is_some_and(|word| word.eq_ignore_ascii_case("value")) && quote_at(text, end)
}

/// Goes on behind words that people put before a token: `Bearer`, `JWT`, `Token`, `token_`. The second is whether one was there.
pub(super) fn skip_scheme(text: &str, value: Value) -> (Value, bool) {
    const SCHEMES: [&str; 4] = ["bearer", "token_", "jwt", "token"];
    let mut rest = value;
    let found = SCHEMES.iter().find(|scheme| {
        text.get(value.start..value.start + scheme.len()).is_some_and(|here| here.eq_ignore_ascii_case(scheme))
    });
    let Some(scheme) = found else { return (value, false) };
    rest.start += scheme.len();
    let word_end = rest.start;
    while let Some(Lexeme {
        symbol: Symbol::Blank | Symbol::Invisible | Symbol::Other(':') | Symbol::Token('_'),
        range,
    }) = lexeme_at(text, rest.start)
    {
        rest.start = range.end;
    }
    if rest.start > word_end || scheme.ends_with('_') { (rest, true) } else { (value, false) }
}

/// Whether a token starts at a byte: base64url of a JSON object.
pub(super) fn starts_token(text: &str, at: usize) -> bool {
    let is_ascii = |start: &&str| start.is_ascii();
    matches!(text.as_bytes().get(at..at + 2), Some([b'e', b'y' | b'w' | b'3']))
        && [4, 3]
            .iter()
            .find_map(|length| text.get(at..at + length).filter(is_ascii))
            .is_some_and(segment::starts_object)
}
