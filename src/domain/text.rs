//! Characters that hide: control, bidirectional and zero-width ones.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character is invisible or changes how its neighbours are shown (Unicode Technical Report 36
/// section 2.10: control, format, line separator, bidirectional and zero-width characters).
#[must_use]
pub fn is_hidden(character: char) -> bool {
    // Nearly all that is looked at is ASCII.
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a text has nothing but printable ASCII, as nearly all that is looked at. Without a way out before its end, so
/// that many bytes are compared at once.
#[must_use]
pub fn is_printable_ascii(text: &str) -> bool {
    text.bytes().fold(true, |so_far, byte| so_far & matches!(byte, b' '..=b'~'))
}

/// The text with each hidden character written as `‹U+202E›`.
#[must_use]
pub fn make_visible(text: &str) -> Cow<'_, str> {
    if is_printable_ascii(text) || !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_hidden(character) {
            // Writing to a String does not fail.
            let _ = write!(out, "‹U+{:04X}›", u32::from(character));
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// JSON text with each hidden character as a `\u` escape. Outside strings JSON has none but white space, so the
/// meaning stays; line breaks between members stay too.
#[must_use]
pub fn escape_json(json: &str) -> Cow<'_, str> {
    let escapes = |character: char| is_hidden(character) && !matches!(character, '\n');
    if is_printable_ascii(json) || !json.chars().any(escapes) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if escapes(character) {
            let mut units = [0_u16; 2];
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// The start of a text, made visible, of at most `most` characters as they are written, with `…` for the rest.
#[must_use]
pub fn shorten(text: &str, most: usize) -> String {
    if text.len() <= most && is_printable_ascii(text) {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut room = most;
    for (at, character) in text.char_indices() {
        let written = make_visible(text.get(at..at + character.len_utf8()).unwrap_or_default());
        let Some(rest) = room.checked_sub(written.chars().count()) else { return out + "…" };
        out.push_str(&written);
        room = rest;
    }
    out
}

/// A number with a comma after every three digits: `1,234,567`.
#[must_use]
pub fn group_digits(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of bytes in the unit that suits it: `12 bytes`, `1.5 MB`. A MB is a million bytes.
#[must_use]
pub fn word_bytes(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];
    match UNITS.into_iter().find(|(_, size)| bytes >= *size) {
        Some((unit, size)) => format!("{}.{} {unit}", bytes / size, bytes % size * 10 / size),
        None => format!("{bytes} bytes"),
    }
}

/// Bytes as text. UTF-16 with a byte order mark, as some shells write it, is read as such. Each byte that is not UTF-8
/// becomes the one-byte character U+001A (substitute), so that offsets in the text are offsets in the bytes.
#[must_use]
pub fn decode_in_place(bytes: &[u8]) -> String {
    decode_utf16(bytes).unwrap_or_else(|| substitute(bytes).into_owned())
}

/// Bytes as text, each byte that is not UTF-8 replaced by U+001A (substitute). What is UTF-8 is not copied.
#[must_use]
pub fn substitute(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(std::iter::repeat_n('\u{1A}', chunk.invalid().len()));
    }
    Cow::Owned(text)
}

fn decode_utf16(bytes: &[u8]) -> Option<String> {
    let (rest, little) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, true),
        [0xfe, 0xff, rest @ ..] => (rest, false),
        _ => return None,
    };
    let (pairs, _) = rest.as_chunks::<2>();
    let read = |pair: &[u8; 2]| if little { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) };
    let units = pairs.iter().map(read);
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}
