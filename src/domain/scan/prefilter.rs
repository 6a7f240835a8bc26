//! Which lines of a text are worth a look.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, StartKind};
use memchr::memchr;

use super::alone::may_be_alone;

/// The names behind which tokens stand (`capture::anchor`), as far as they are the same in all spellings.
const NAMES: [&str; 5] = ["uplynk-jwt", "uplynk_jwt", "bearer", "token_", "apikey"];

/// Base64url of `{` and what may follow it in a JSON object: a quote, a closing brace, blank, tab, CR, LF.
const STARTS: [&str; 24] = [
    "eyI", "eyJ", "eyK", "eyL", "e30", "e31", "e32", "e33", "eyA", "eyB", "eyC", "eyD", "ewk", "ewl", "ewm", "ewn",
    "ew0", "ew1", "ew2", "ew3", "ewo", "ewp", "ewq", "ewr",
];

/// What a JSON serialization has (RFC 7515 section 7.2, RFC 7516 section 7.2), and the escapes by which a JSON text can
/// hide its name, or the name of a HAR's header: letters, hyphen, underscore.
const IN_JSON: [&str; 8] =
    ["\"signature", "\"ciphertext", "\\u004", "\\u005", "\\u006", "\\u007", "\\u002d", "\\u005f"];

/// Finds the lines in which there may be a token, by what every token has: a name before it, a start that is
/// base64url of a JSON object, or nothing else on its line.
///
/// It may let a line through that has no token; it holds back none that has one.
pub struct Prefilter {
    // None if the automaton can't be had: then every line is let through.
    marks: Option<AhoCorasick>,
}

impl Default for Prefilter {
    fn default() -> Self {
        Self::new()
    }
}

impl Prefilter {
    /// Builds the automaton: a few hundred microseconds, once a scan.
    #[must_use]
    pub fn new() -> Self {
        let patterns = NAMES.iter().chain(&STARTS).chain(&IN_JSON);
        let marks = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .start_kind(StartKind::Unanchored)
            .prefilter(false)
            .build(patterns);
        Self { marks: marks.ok() }
    }

    /// The lines of a block that are worth a look, as byte ranges without the line break, in order.
    #[must_use]
    pub fn lines<'a>(&'a self, block: &'a [u8]) -> Lines<'a> {
        Lines { prefilter: self, block, at: 0, mark: None, braces: Braces::default(), in_a_row: 0 }
    }

    /// Where the next mark of a token is, from a byte on.
    fn next_mark(&self, block: &[u8], mut from: usize, braces: &mut Braces) -> Option<usize> {
        let Some(marks) = &self.marks else { return (from < block.len()).then_some(from) };
        while from < block.len() {
            let found = marks.find(Input::new(block).anchored(Anchored::No).span(from..block.len()))?;
            if is_mark(block, found.start(), found.pattern().as_usize(), braces) {
                return Some(found.start());
            }
            from = found.start() + 1;
        }
        None
    }
}

/// Behind so many lines in a row that have a token the next one is given without looking for marks.
const DENSE: u32 = 4;

/// The lines of a block that are worth a look, in order.
pub struct Lines<'a> {
    prefilter: &'a Prefilter,
    block: &'a [u8],
    /// The start of the next line.
    at: usize,
    /// The mark that was found last, which may be before this line; `usize::MAX` where there is none any more.
    mark: Option<usize>,
    braces: Braces,
    /// How many lines before this one have a token, one behind the other.
    in_a_row: u32,
}

impl Lines<'_> {
    /// Takes note of whether the line that was given last has a token. Where all have one, to look for marks first would
    /// be done for nothing.
    pub fn note(&mut self, has_token: bool) {
        self.in_a_row = if has_token { self.in_a_row.saturating_add(1) } else { 0 };
    }

    /// Whether there is a mark before the end of the next line.
    fn is_marked(&mut self, end: usize) -> bool {
        let known = self.mark.filter(|mark| *mark >= self.at);
        let mark = known
            .unwrap_or_else(|| self.prefilter.next_mark(self.block, self.at, &mut self.braces).unwrap_or(usize::MAX));
        self.mark = Some(mark);
        mark < end
    }
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        while self.at < self.block.len() {
            let rest = self.block.get(self.at..).unwrap_or_default();
            let end = memchr(b'\n', rest).map_or(self.block.len(), |length| self.at + length);
            let content = without_return(self.block, self.at..end);
            let is_worth_it = self.in_a_row >= DENSE
                || self.is_marked(end)
                || may_be_alone(self.block.get(content.clone()).unwrap_or_default());
            self.at = end + 1;
            if is_worth_it {
                return Some(content);
            }
            self.in_a_row = 0;
        }
        None
    }
}

fn without_return(block: &[u8], line: Range<usize>) -> Range<usize> {
    let end = line.end - usize::from(!line.is_empty() && block.get(line.end - 1) == Some(&b'\r'));
    line.start..end
}

/// Whether a mark counts where it stands: the automaton knows neither case nor what is around.
fn is_mark(block: &[u8], at: usize, pattern: usize, braces: &mut Braces) -> bool {
    match pattern {
        // `bearer` is a word of its own.
        2 => !is_word(block, at.checked_sub(1)) && !is_word(block, Some(at + NAMES[2].len())),
        // `apikey` starts its line.
        4 => !is_word(block, Some(at + NAMES[4].len())) && starts_line(block, at),
        name if name < NAMES.len() => true,
        start if start < NAMES.len() + STARTS.len() => {
            let start = STARTS.get(start - NAMES.len()).map(|start| start.as_bytes());
            let here = block.get(at..at + 3);
            here == start && (here == Some(b"eyJ") || !is_inside_word(block, at))
        }
        _ => braces.begin_line_of(block, at),
    }
}

fn is_word(block: &[u8], at: Option<usize>) -> bool {
    let byte = at.and_then(|at| block.get(at));
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Whether a letter or digit stands before a byte that can't be the end of an escape.
fn is_inside_word(block: &[u8], at: usize) -> bool {
    const LONGEST_ESCAPE: usize = 12;
    let before = block.get(at.saturating_sub(LONGEST_ESCAPE)..at).unwrap_or_default();
    before.last().is_some_and(u8::is_ascii_alphanumeric)
        && !before.iter().any(|byte| matches!(byte, b'\\' | b'%' | 0x1b))
}

/// Whether nothing but what capture takes for blank stands before a byte on its line, as far as capture looks.
fn starts_line(block: &[u8], at: usize) -> bool {
    const FARTHEST: usize = 64;
    let before = block.get(at.saturating_sub(FARTHEST)..at).unwrap_or_default();
    let blank = |byte: &&u8| matches!(**byte, b' ' | b'\t' | b'#' | b'>' | 0xEF | 0xBB | 0xBF);
    let other = before.iter().rev().find(|byte| !blank(byte));
    other.is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
}

/// Whether lines begin with a brace, behind blanks. It is asked of places in their order, and looks back to the place it
/// was asked of last, not to the start of a line that may be as long as the block.
#[derive(Default)]
struct Braces {
    asked: usize,
    is_brace: Option<bool>,
}

impl Braces {
    fn begin_line_of(&mut self, block: &[u8], at: usize) -> bool {
        let between = block.get(self.asked..at).unwrap_or_default();
        let line = memchr::memrchr(b'\n', between).map(|before| self.asked + before + 1);
        let is_brace = match (line, self.is_brace) {
            (None, Some(is_brace)) => is_brace,
            _ => {
                // Blanks that are not ASCII, and the byte order mark, have bytes from 0x80 on.
                let line = block.get(line.unwrap_or_default()..at).unwrap_or_default();
                line.iter().find(|byte| !is_blank(**byte)) == Some(&b'{')
            }
        };
        (self.asked, self.is_brace) = (at, Some(is_brace));
        is_brace
    }
}

fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0x0b || !byte.is_ascii()
}
