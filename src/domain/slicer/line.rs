//! How one line of a Slicer's config is written.

use std::ops::Range;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// In front of a setting's name it says that `#` is part of the value.
const VERBATIM: &str = "verbatim_";

/// One line: its content and what ends it, as byte ranges of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) content: Range<usize>,
    /// `\n`, `\r\n`, or nothing at the end of a text.
    pub(super) end: Range<usize>,
}

/// A line `setting: value # comment`, as byte ranges of the text that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) name: Range<usize>,
    /// Without the blanks around it. Empty: the place directly behind the colon.
    pub(super) value: Range<usize>,
    /// From `#` to the end of the line; empty if there is none.
    pub(super) comment: Range<usize>,
}

/// The lines of a text. None for an empty one.
pub(super) fn split(text: &[u8]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(|byte| *byte == b'\n') {
        let stop = start + piece.len();
        let content = match piece {
            [content @ .., b'\r', b'\n'] | [content @ .., b'\n'] | content => start..start + content.len(),
        };
        lines.push(Line { end: content.end..stop, content });
        start = stop;
    }
    lines
}

/// Reads the content of a line as a setting: a name of letters, digits, `_`, `-` and `.`, a colon, a value. `None` for
/// anything else.
pub(super) fn read_setting(text: &[u8], content: &Range<usize>) -> Option<Setting> {
    let bytes = text.get(content.clone())?;
    let mark = if content.start == 0 && bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let start = mark + count_blanks(bytes.get(mark..)?);
    let length = bytes.get(start..)?.iter().take_while(|byte| is_of_name(**byte)).count();
    let name = start..start + length;
    let colon = name.end + count_blanks(bytes.get(name.end..)?);
    if name.is_empty() || bytes.get(colon) != Some(&b':') {
        return None;
    }
    let after = colon + 1;
    let is_verbatim = split_verbatim(bytes.get(name.clone())?).1;
    let hash = bytes.get(after..)?.iter().position(|byte| *byte == b'#').filter(|_| !is_verbatim);
    let stop = hash.map_or(bytes.len(), |hash| after + hash);
    let shift = |range: Range<usize>| range.start + content.start..range.end + content.start;
    Some(Setting { name: shift(name), value: shift(trim(bytes, after..stop)), comment: shift(stop..bytes.len()) })
}

/// A setting's name without `verbatim_`, and whether that stood before it.
pub(super) fn split_verbatim(name: &[u8]) -> (&[u8], bool) {
    match name.split_at_checked(VERBATIM.len()) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case(VERBATIM.as_bytes()) => (rest, true),
        _ => (name, false),
    }
}

/// The first word of a line that is no comment: letters, digits, `_`, `-` and `.`.
pub(super) fn first_word<'a>(text: &'a [u8], content: &Range<usize>) -> &'a [u8] {
    let bytes = text.get(content.clone()).unwrap_or_default();
    let bytes = bytes.get(count_blanks(bytes)..).unwrap_or_default();
    let length = bytes.iter().take_while(|byte| is_of_name(**byte)).count();
    bytes.get(..length).unwrap_or_default()
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

fn count_blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| is_blank(**byte)).count()
}

/// A range without the blanks at its ends. One of nothing but blanks becomes the empty range at its start.
fn trim(bytes: &[u8], range: Range<usize>) -> Range<usize> {
    let part = bytes.get(range.clone()).unwrap_or_default();
    let behind = part.iter().rev().take_while(|byte| is_blank(**byte)).count();
    let stop = range.end - behind;
    if stop == range.start {
        return range.start..range.start;
    }
    range.start + count_blanks(part)..stop
}
