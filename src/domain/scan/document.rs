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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said when the input comes in pieces of any length.
    #[track_caller]
    fn look(input: &str) -> Look {
        let whole = Document::default().look(input.as_bytes());
        for size in 1..5 {
            let mut document = Document::default();
            let ends = (0..input.len()).step_by(size).skip(1).chain([input.len()]);
            let said = ends.map(|end| document.look(&input.as_bytes()[..end])).find(|look| *look != Look::More);
            assert_eq!(said.unwrap_or(Look::More), whole, "in pieces of {size}");
        }
        whole
    }

    #[test]
    fn a_document_over_several_lines_ends_with_its_last_bracket() {
        for document in ["{\n \"a\": \"}\\\"\\\\\"\n}", "\u{feff}\n[\n1, {}]", "[\n]"] {
            assert_eq!(look(&format!("{document}\nrest")), Look::Ends(document.len()), "{document:?}");
        }
    }

    #[test]
    fn what_is_on_one_line_is_a_line() {
        assert_eq!(look("{\"a\": 1}\n{\"a\": 2}\n"), Look::Lines);
        assert_eq!(look("[2025-11-21T19:13:20Z] started\n"), Look::Lines);
    }

    #[test]
    fn other_texts_are_lines_at_once() {
        for input in ["GET / HTTP/1.1\n{", "{ not JSON\n", "[error] a\n", "\"{\n"] {
            assert_eq!(look(input), Look::Lines, "{input:?}");
        }
    }

    #[test]
    fn a_document_without_its_end_needs_more() {
        assert_eq!(look("{\n\"a\": \"b\\"), Look::More);
        assert_eq!(look(""), Look::More);
    }
}
