//! A text that is one token and nothing else, however damaged.

use super::anchor::Name;
use super::reader::{self, Place};
use super::run::Run;
use super::scan::{Sighting, is_token_named, skip_junk};
use super::segment::{self, Shapes};
use super::word;

/// The token that the whole text is, damaged in whatever way.
pub(super) fn read(text: &str, shapes: &Shapes) -> Option<Sighting> {
    let start = skip_junk(text, 0);
    if text.get(start..).is_some_and(starts_with_words) { None } else { read_alone(text, start, shapes) }
}

fn read_alone(text: &str, start: usize, shapes: &Shapes) -> Option<Sighting> {
    let reading = reader::read(text, start, Place::named(None), shapes);
    let ends = !reading.glued && skip_junk(text, reading.end) == text.len();
    (ends && is_token_alone(&reading.run)).then(|| Sighting::new(reading.run, None, start, false))
}

/// Whether a text starts with an address or a time and a short word, as the lines of most logs do. Such a word is joined to
/// nothing, so that reading would end before it: to see that first saves the attempt.
fn starts_with_words(text: &str) -> bool {
    const LONGEST_FIRST: usize = 32;
    const LONGEST_WORD: usize = 7;
    let start = text.bytes().take(LONGEST_FIRST).position(|byte| byte == b' ');
    let Some((first, rest)) = start.and_then(|space| Some((text.get(..space)?, text.get(space + 1..)?))) else {
        return false;
    };
    let is_of_first = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b'-');
    let ends_well = first.ends_with(|last: char| last.is_ascii_alphanumeric());
    if first.len() < 3 || !ends_well || !first.bytes().all(is_of_first) {
        return false;
    }
    let may_be_header = segment::starts_object(first) || first.contains(segment::OBJECT_START);
    let word = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let is_word = (1..=LONGEST_WORD).contains(&word) && rest.as_bytes().get(word) == Some(&b' ');
    let behind = rest.bytes().find(|byte| !matches!(byte, b' ' | b'-' | b'[' | b'"'));
    !may_be_header && is_word && behind.is_some_and(|byte| byte.is_ascii_alphanumeric())
}

/// Alone in a paste: as behind a name, but other things are pasted alone too.
fn is_token_alone(run: &Run<'_>) -> bool {
    const MOST_DOTS: usize = 8;
    const SHORTEST_UNREADABLE: usize = 60;
    if run.dots() > MOST_DOTS {
        return false;
    }
    let token = run.text();
    if has_name_before(token) {
        return false;
    }
    if is_token_named(run, Name::Bearer) {
        return run.dots() > 0 || segment::reads_as_header(token);
    }
    run.dots() == 2
        && token.len() >= SHORTEST_UNREADABLE
        && token.split('.').all(|part| part.is_empty() || !word::is_wordlike(part))
}

/// Whether a header starts behind a mark in the first segment: what stands before it is a name, not a damaged header.
fn has_name_before(token: &str) -> bool {
    const MOST_MARKS: usize = 8;
    let first = token.split('.').next().unwrap_or_default();
    let is_mark = |character: char| !character.is_ascii_alphanumeric() && !matches!(character, '-' | '_');
    first
        .match_indices(is_mark)
        .take(MOST_MARKS)
        .any(|(at, mark)| first.get(at + mark.len()..).is_some_and(segment::reads_as_object))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_of_logs_start_with_words_and_tokens_do_not() {
        for line in ["10.0.1.5 - - [2025", "2025-11-21T19:13:20Z INFO call", "fe80::1 - - x", "19:13:20.123 GET /a"] {
            let start = skip_junk(line, 0);
            assert!(line.get(start..).is_some_and(starts_with_words), "{line}");
        }
        for text in ["eyJ.eyJ.c2ln and more", "abc.eyJhIjoxfQ.c2ln", "10.0.1.5 - - ", "no end", "a b c d", ""] {
            assert!(!starts_with_words(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_starts_with_words_is_no_token_alone(
            first in "[A-Za-z0-9][A-Za-z0-9.:-]{1,29}[A-Za-z0-9]",
            word in "[A-Za-z0-9-]{1,7}",
            rest in "[ \\[\"-]{0,2}[A-Za-z0-9]([A-Za-z0-9_-]{0,30}[. ]?){0,4}(eyJhbGciOiJFUzI1NiJ9\\.e30\\.[A-Za-z0-9_-]{86})?\\PC{0,9}",
        ) {
            let text = format!("{first} {word} {rest}");
            // Nearly all do: where too few did, the test would fail.
            prop_assume!(starts_with_words(&text));
            prop_assert!(read_alone(&text, 0, &Shapes::default()).is_none(), "{}", text);
        }
    }
}
