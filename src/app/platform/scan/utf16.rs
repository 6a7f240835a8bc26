//! UTF-16 with a byte order mark, as some shells write their output, as UTF-8.

use std::io::{self, Read};

/// Reads UTF-16 and gives UTF-8. What is no UTF-16 becomes U+FFFD.
pub(super) struct Utf16<R> {
    source: R,
    is_little: bool,
    /// Bytes that are not converted yet: half of a unit or of a pair.
    rest: Vec<u8>,
    /// Text that is not given yet.
    ready: Vec<u8>,
    given: usize,
}

/// Whether the bytes start with a byte order mark of UTF-16, and whether it says that the low byte is first.
pub(super) fn order_of(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xff, 0xfe, ..] => Some(true),
        [0xfe, 0xff, ..] => Some(false),
        _ => None,
    }
}

impl<R: Read> Utf16<R> {
    pub(super) fn new(source: R, is_little: bool) -> Self {
        Self { source, is_little, rest: Vec::new(), ready: Vec::new(), given: 0 }
    }

    /// Converts what is there, but for a unit or a pair of which a part is missing.
    fn convert(&mut self, is_end: bool) {
        let whole = self.rest.len() - self.rest.len() % 2;
        let unit = |pair: &[u8]| match pair {
            [a, b] if self.is_little => u16::from_le_bytes([*a, *b]),
            [a, b] => u16::from_be_bytes([*a, *b]),
            _ => 0,
        };
        let mut units: Vec<u16> = self.rest.get(..whole).unwrap_or_default().chunks(2).map(unit).collect();
        let is_open = !is_end && units.last().is_some_and(|last| (0xd800..0xdc00).contains(last));
        if is_open {
            units.pop();
        }
        self.rest.drain(..units.len() * 2);
        let text: String = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.ready = text.into_bytes();
        self.given = 0;
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() {
            let before = self.rest.len();
            self.rest.resize(before + buffer.len().clamp(4, 64 * 1024), 0);
            let read = self.source.read(self.rest.get_mut(before..).unwrap_or_default());
            self.rest.truncate(before + read.as_ref().map_or(0, |count| *count));
            let is_end = read? == 0;
            self.convert(is_end);
            if is_end && self.ready.is_empty() {
                return Ok(0);
            }
        }
        let rest = self.ready.get(self.given..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}
