//! Whether a line could be one token and nothing else. Such a token may be damaged beyond any mark, so this looks at the
//! line's words: `capture::wrap` joins words over a blank only if they look like base64.

/// Shortest line that capture takes for a token: eight characters that start a JSON object.
const SHORTEST: usize = 8;
/// Shortest token, in characters, that capture takes for one although nothing of it can be read.
const SHORTEST_UNREADABLE: usize = 60;

/// Whether a line without any mark could still be a token that stands alone. `true` wherever that is not sure.
pub(super) fn may_be_alone(line: &[u8]) -> bool {
    if line.len() < SHORTEST {
        return false;
    }
    match skip_junk(line) {
        Start::Letter(at) => line.get(at..).is_some_and(letters_may_be_alone),
        Start::Escape => true,
        Start::OtherScript | Start::None => false,
    }
}

/// Where the first letter or digit is.
enum Start {
    Letter(usize),
    /// An escape stands there, which may be for a letter.
    Escape,
    /// A letter that no token has.
    OtherScript,
    None,
}

fn skip_junk(line: &[u8]) -> Start {
    let mut at = 0;
    while let Some(byte) = line.get(at) {
        at += match byte {
            b'\\' | b'%' => return Start::Escape,
            0x1b => length_of_control_sequence(line.get(at..).unwrap_or_default()),
            byte if byte.is_ascii_alphanumeric() => return Start::Letter(at),
            byte if byte.is_ascii() => 1,
            _ => match first_character(line.get(at..).unwrap_or_default()) {
                Some(character) if character.is_alphanumeric() => return Start::OtherScript,
                character => character.map_or(1, char::len_utf8),
            },
        };
    }
    Start::None
}

/// `ESC [`, parameters, a letter, as `capture::lexeme` takes it.
fn length_of_control_sequence(bytes: &[u8]) -> usize {
    const LONGEST: usize = 16;
    if bytes.get(1) != Some(&b'[') {
        return 1;
    }
    let parameters = bytes.iter().skip(2).take(LONGEST).take_while(|byte| matches!(byte, b'0'..=b'9' | b';')).count();
    match bytes.get(2 + parameters) {
        Some(last) if last.is_ascii_alphabetic() => 3 + parameters,
        _ => 1,
    }
}

fn first_character(bytes: &[u8]) -> Option<char> {
    let chunk = bytes.get(..bytes.len().min(4)).unwrap_or_default().utf8_chunks().next()?;
    chunk.valid().chars().next()
}

/// The same of a line from its first letter or digit on.
fn letters_may_be_alone(line: &[u8]) -> bool {
    let split = |byte: &u8| is_blank(*byte) || matches!(byte, b'"' | b'\'') || is_opaque(*byte);
    let end = line.iter().position(split).unwrap_or(line.len());
    // An object's start with something between its letters.
    if line.first() == Some(&b'e') && end < 3 && line.get(end).is_none_or(|byte| is_blank(*byte) || is_opaque(*byte)) {
        return true;
    }
    match line.get(end) {
        None => may_be_unreadable(line),
        // Only a literal on another line would be joined, and a line break here is an escape.
        Some(b'"' | b'\'') => ends_with_junk(line, line.get(end + 1..).unwrap_or_default()),
        Some(_) => words_may_be_joined(line),
    }
}

/// Whether a token that ends before `rest` could be all of the line.
fn ends_with_junk(line: &[u8], rest: &[u8]) -> bool {
    match rest.iter().find(|byte| byte.is_ascii_alphanumeric() || is_opaque(**byte)) {
        Some(byte) => is_opaque(*byte),
        None => may_be_unreadable(line),
    }
}

/// Three segments of which nothing can be read: two dots and some length.
fn may_be_unreadable(line: &[u8]) -> bool {
    line.len() >= SHORTEST_UNREADABLE && memchr::memchr_iter(b'.', line).nth(1).is_some()
}

/// A word of the line, as far as its neighbours matter.
#[derive(Clone, Copy)]
struct Word<'a> {
    bytes: &'a [u8],
    /// All of it is ASCII without escapes.
    is_plain: bool,
}

impl Word<'_> {
    /// The characters that a token may have, from the start.
    fn chunk(&self) -> &[u8] {
        let is_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.=+/".contains(byte);
        let end = self.bytes.iter().position(|byte| !is_token(byte)).unwrap_or(self.bytes.len());
        self.bytes.get(..end).unwrap_or_default()
    }
}

fn words_may_be_joined(line: &[u8]) -> bool {
    let mut words = line
        .split(|byte| is_blank(*byte))
        .filter(|word| !word.is_empty())
        .map(|bytes| Word { bytes, is_plain: !bytes.iter().any(|byte| is_opaque(*byte)) });
    let Some(mut before) = words.next() else { return false };
    // Whether two words before this one may have had the same length: what follows such is taken for a block of text
    // that was broken into lines.
    let mut may_be_block = !before.is_plain;
    for word in words {
        if before.is_plain && word.is_plain && !may_join(before, word, may_be_block) {
            let offset = line.len() - behind(line, word.bytes).len();
            return ends_with_junk(line, line.get(offset..).unwrap_or_default());
        }
        may_be_block |= !word.is_plain || before.chunk().len() == word.chunk().len();
        before = word;
    }
    true
}

/// The line from a word on, which is a part of it.
fn behind<'a>(line: &'a [u8], word: &[u8]) -> &'a [u8] {
    let offset = word.as_ptr().addr().saturating_sub(line.as_ptr().addr());
    line.get(offset..).unwrap_or_default()
}

/// Whether `capture::wrap` may join a word to the one before it.
fn may_join(before: Word<'_>, word: Word<'_>, may_be_block: bool) -> bool {
    let chunk = word.chunk();
    let is_tied = chunk.starts_with(b".") || before.bytes.ends_with(b".");
    is_tied || may_be_dense(chunk) || (may_be_block && may_go_on(before.chunk().len(), chunk))
}

/// Whether a chunk may be base64: of some length and mixed case, with digits.
fn may_be_dense(chunk: &[u8]) -> bool {
    chunk.len() >= 8
        && chunk.iter().any(u8::is_ascii_digit)
        && chunk.iter().any(u8::is_ascii_lowercase)
        && chunk.iter().any(u8::is_ascii_uppercase)
}

/// Whether a chunk may be the next line of a block of this width.
fn may_go_on(width: usize, chunk: &[u8]) -> bool {
    let is_plain_word = chunk.len() >= 4 && chunk.iter().all(u8::is_ascii_lowercase);
    chunk.len() == width || (chunk.len() < width && !is_plain_word)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// What may be an escape, a line break, or a character of more than one byte.
fn is_opaque(byte: u8) -> bool {
    !(b' '..=b'~').contains(&byte) && byte != b'\t' || matches!(byte, b'\\' | b'%' | b'^' | b'`')
}
