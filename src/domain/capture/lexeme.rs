//! What stands at one place of the text, with the escapes of shells, JSON and URLs undone.

use std::ops::Range;

/// The sort of a character, as far as a token is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbol {
    /// A character of base64url (RFC 4648, section 5), or the dot between segments.
    Token(char),
    /// `=`.
    Padding,
    /// `+` or `/`, which standard base64 has in the place of `-` and `_`.
    Standard(char),
    /// Nothing that can be seen: zero-width, byte order mark, soft hyphen, direction mark, a terminal's colour code.
    Invisible,
    /// A blank or a tab of any width.
    Blank,
    /// The end of a line.
    LineBreak,
    /// The end of a line that the shell takes as none: `\`, `^` or a backtick before it.
    Continuation,
    /// A quotation mark.
    Quote(char),
    /// What else usually ends a value: brackets, comma, semicolon, `&`, `|`.
    Ender(char),
    /// Any other character.
    Other(char),
}

/// One character of the text, or the escape that stands for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) symbol: Symbol,
    pub(super) range: Range<usize>,
}

/// The lexeme that starts at a byte; `None` at the end (and inside of a character).
pub(super) fn lexeme_at(text: &str, at: usize) -> Option<Lexeme> {
    // Nearly all that is read of a token.
    if let Some(byte @ (b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.')) = text.as_bytes().get(at) {
        return Some(Lexeme { symbol: Symbol::Token(char::from(*byte)), range: at..at + 1 });
    }
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let (symbol, length) = match first {
        '\\' => backslash(rest),
        '^' | '`' => shell(rest, first),
        '%' => percent(rest),
        '\r' if rest.starts_with("\r\n") => (Symbol::LineBreak, 2),
        '\u{1b}' => colour(rest),
        other => (classify(other), other.len_utf8()),
    };
    Some(Lexeme { symbol, range: at..at + length })
}

fn classify(character: char) -> Symbol {
    match character {
        // Also here: what an escape stands for.
        'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_' | '.' => Symbol::Token(character),
        '=' => Symbol::Padding,
        '+' | '/' => Symbol::Standard(character),
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Symbol::LineBreak,
        '"' | '\'' | '`' | '\u{2018}'..='\u{201f}' | '«' | '»' | '\u{2039}' | '\u{203a}' => Symbol::Quote(character),
        '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | '&' | '|' => Symbol::Ender(character),
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => Symbol::Invisible,
        other if other.is_whitespace() => Symbol::Blank,
        other => Symbol::Other(other),
    }
}

/// JSON's and most languages' escapes. Several backslashes are what is left of escapes inside of escapes.
fn backslash(rest: &str) -> (Symbol, usize) {
    const DEEPEST: usize = 8;
    let slashes = rest.bytes().take(DEEPEST).take_while(|byte| *byte == b'\\').count();
    let behind = rest.get(slashes..).unwrap_or_default();
    let (symbol, length) = match behind.chars().next() {
        Some('n' | 'r') => (Symbol::LineBreak, 1),
        Some('t') => (Symbol::Blank, 1),
        Some('\r') if behind.starts_with("\r\n") => (Symbol::Continuation, 2),
        Some('\n' | '\r') => (Symbol::Continuation, 1),
        Some(quote @ ('"' | '\'' | '`')) => (Symbol::Quote(quote), 1),
        Some('/') => (Symbol::Standard('/'), 1),
        Some('u') => escaped(behind, 1, 4),
        Some('x') => escaped(behind, 1, 2),
        _ => (Symbol::Other('\\'), 0),
    };
    (symbol, slashes + length)
}

/// A Windows `^"`, and the line continuations of cmd and PowerShell.
fn shell(rest: &str, first: char) -> (Symbol, usize) {
    let behind = rest.get(1..).unwrap_or_default();
    if behind.starts_with("\r\n") {
        return (Symbol::Continuation, 3);
    }
    match behind.chars().next() {
        Some('\n' | '\r') => (Symbol::Continuation, 2),
        Some('"') if first == '^' => (Symbol::Quote('"'), 2),
        _ => (classify(first), 1),
    }
}

/// A URL's percent-encoding (RFC 3986, section 2.1), of ASCII only.
fn percent(rest: &str) -> (Symbol, usize) {
    let (symbol, length) = escaped(rest, 1, 2);
    if length == 0 { (Symbol::Other('%'), 1) } else { (symbol, length) }
}

/// The character that some hexadecimal digits stand for, with the bytes up to behind them; no bytes if there is none.
fn escaped(text: &str, from: usize, digits: usize) -> (Symbol, usize) {
    let character = text
        .get(from..from + digits)
        .filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .and_then(|hex| u32::from_str_radix(hex, 16).ok())
        .filter(|code| digits > 2 || *code < 0x80)
        .and_then(char::from_u32);
    character.map_or((Symbol::Other('\\'), 0), |character| (classify(character), from + digits))
}

/// A terminal's control sequence (ECMA-48, section 5.4): `ESC [`, parameters, one final letter.
fn colour(rest: &str) -> (Symbol, usize) {
    const LONGEST: usize = 16;
    let bytes = rest.as_bytes();
    if bytes.get(1) != Some(&b'[') {
        return (Symbol::Invisible, 1);
    }
    let parameters = bytes.iter().skip(2).take(LONGEST).take_while(|byte| matches!(byte, b'0'..=b'9' | b';')).count();
    match bytes.get(2 + parameters) {
        Some(last) if last.is_ascii_alphabetic() => (Symbol::Invisible, 3 + parameters),
        _ => (Symbol::Invisible, 1),
    }
}
