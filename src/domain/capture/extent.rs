//! How far a value reaches that is no token.

use super::lexeme::{Symbol, lexeme_at};
use super::word;

/// The value that was looked at last. Names within it may each have a value that ends with it, and there may be as many
/// as it has room for: its end is looked for once.
#[derive(Default)]
pub(super) struct Extent {
    end: usize,
    last_digit: Option<usize>,
}

impl Extent {
    /// Goes to the value that starts at a byte; gives where it ends.
    pub(super) fn move_to(&mut self, text: &str, start: usize) -> usize {
        if start >= self.end {
            self.end = value_end(text, start);
            let content = text.as_bytes().get(start..self.end).unwrap_or_default();
            self.last_digit = content.iter().rposition(u8::is_ascii_digit).map(|at| start + at);
        }
        self.end
    }

    /// Whether what stands from a byte of the value to its end are words or a placeholder.
    pub(super) fn is_words(&self, text: &str, start: usize) -> bool {
        const LONGEST: usize = 256;
        let end = text.floor_char_boundary(self.end.min(start.saturating_add(LONGEST)));
        self.last_digit.is_none_or(|digit| digit < start) && text.get(start..end).is_some_and(word::is_wordlike)
    }
}

/// Behind the last character of a value.
fn value_end(text: &str, mut at: usize) -> usize {
    while let Some(lexeme) = lexeme_at(text, at) {
        match lexeme.symbol {
            Symbol::Token(_) | Symbol::Padding | Symbol::Standard(_) | Symbol::Other(_) => at = lexeme.range.end,
            _ => break,
        }
    }
    at
}
