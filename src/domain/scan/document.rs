//! Whether an input starts with a JSON document over several lines, such as a HAR file, and where that ends.

use memchr::memchr2;

/// The answer so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// It does not: the input is to be read line by line.
    Lines,
    /// It does, and the document ends before this byte.
    Ends(usize),
    /// More of the input is needed to say.
    More,
}

/// Looks for the end of a document while its input comes in. Only brackets and strings are looked at: whether what
/// stands between is JSON is for others to say.
#[derive(Clone, Debug, Default)]
pub struct Document {
    at: usize,
    depth: usize,
    in_string: bool,
    /// The first bracket, while what follows it was not seen yet.
    opener: Option<u8>,
    has_lines: bool,
}

impl Document {
    /// Looks at what came in so far, always from the input's first byte on.
    pub fn look(&mut self, input: &[u8]) -> Look {
        while let Some(byte) = input.get(self.at).copied() {
            if self.in_string {
                if !self.pass_string(input) {
                    return Look::More;
                }
                continue;
            }
            if !byte.is_ascii_whitespace()
                && let Some(opener) = self.opener.take()
                && !may_follow(opener, byte)
            {
                return Look::Lines;
            }
            self.at += 1;
            match byte {
                b'\n' if self.depth > 0 => self.has_lines = true,
                b'{' | b'[' => {
                    if self.depth == 0 {
                        self.opener = Some(byte);
                    }
                    self.depth += 1;
                }
                b'}' | b']' if self.depth == 1 => {
                    return if self.has_lines { Look::Ends(self.at) } else { Look::Lines };
                }
                b'}' | b']' if self.depth > 0 => self.depth -= 1,
                b'"' if self.depth > 0 => self.in_string = true,
                // Blanks, line breaks and a byte order mark may stand before it.
                _ if self.depth == 0 && !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF) => {
                    return Look::Lines;
                }
                _ => {}
            }
        }
        Look::More
    }

    /// Goes behind a string; `false` if its end is not there yet.
    fn pass_string(&mut self, input: &[u8]) -> bool {
        loop {
            let rest = input.get(self.at..).unwrap_or_default();
            let Some(length) = memchr2(b'"', b'\\', rest) else {
                self.at = input.len();
                return false;
            };
            if rest.get(length) == Some(&b'"') {
                self.at += length + 1;
                self.in_string = false;
                return true;
            }
            if rest.len() < length + 2 {
                self.at += length;
                return false;
            }
            self.at += length + 2;
        }
    }
}

/// What may stand behind the bracket that opens a document.
fn may_follow(opener: u8, byte: u8) -> bool {
    match opener {
        b'{' => matches!(byte, b'"' | b'}'),
        _ => matches!(byte, b'"' | b'{' | b'[' | b']' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'),
    }
}
