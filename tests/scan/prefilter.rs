//! The prefilter holds back no line in which capture finds a token.

use std::fs;

use proptest::prelude::*;
use token_debugger::domain::capture::capture;
use token_debugger::domain::scan::Prefilter;
use token_debugger::domain::text::substitute;

use crate::support::path_of;

/// Whether a filter lets a line through.
type Filter<'a> = &'a dyn Fn(&[u8]) -> bool;

fn usual(prefilter: &Prefilter) -> impl Fn(&[u8]) -> bool + '_ {
    |line| prefilter.lines(line).next().is_some()
}

/// A line as a log would have it: its end is not part of it.
fn is_missed(filter: Filter<'_>, line: &[u8]) -> bool {
    let content = line.strip_suffix(b"\r").unwrap_or(line);
    !filter(line) && !capture(&substitute(content)).found.is_empty()
}

/// All lines of the corpus; those of a capture that has several also joined by nothing and by a blank.
fn lines() -> Vec<Vec<u8>> {
    let folder = path_of("corpus/captures");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.file_name().is_some_and(|name| name != "index.json" && name != "tokens.json"));
    files.sort();
    assert!(files.len() > 150, "the corpus has {} captures", files.len());
    let mut lines = Vec::new();
    for path in files {
        let text = fs::read(path).unwrap();
        let of_file: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
        lines.extend(of_file.iter().map(|line| line.to_vec()));
        if of_file.len() > 1 && text.len() < 64 * 1024 {
            lines.extend([of_file.concat(), of_file.join(&b' '), of_file.join(&b"\\n"[..])]);
        }
    }
    lines
}

/// The lines that a filter misses, of the corpus and of each of its lines without its start and its end.
fn count_missed(filter: Filter<'_>) -> (usize, Vec<String>) {
    let mut looked_at = 0;
    let mut missed = Vec::new();
    for line in lines() {
        let step = (line.len() / 40).max(1);
        let cuts = (0..line.len()).step_by(step).flat_map(|cut| [&line[..cut], &line[cut..]]);
        for part in cuts.chain([line.as_slice()]) {
            looked_at += 1;
            if is_missed(filter, part) {
                missed.push(String::from_utf8_lossy(part).chars().take(90).collect());
            }
        }
    }
    (looked_at, missed)
}

#[test]
fn no_line_of_the_corpus_is_missed_however_it_is_cut() {
    let prefilter = Prefilter::new();
    let (looked_at, missed) = count_missed(&usual(&prefilter));
    assert!(looked_at > 10_000, "{looked_at}");
    assert!(missed.is_empty(), "{} of {looked_at} are missed: {:#?}", missed.len(), &missed[..missed.len().min(9)]);
}

#[test]
fn a_filter_that_is_too_narrow_is_noticed() {
    let contains = |line: &[u8], mark: &str| line.windows(mark.len()).any(|here| here == mark.as_bytes());
    let (_, missed) = count_missed(&|line| contains(line, "eyJ"));
    assert!(missed.len() > 10, "{missed:?}");
    let (_, missed) = count_missed(&|line| ["eyJ", "Jwt", "earer"].iter().any(|mark| contains(line, mark)));
    assert!(!missed.is_empty());
}

#[test]
fn a_line_is_seen_in_the_middle_of_others() {
    let prefilter = Prefilter::new();
    let alone = usual(&prefilter);
    for line in lines().iter().filter(|line| alone(line)).take(200) {
        let block = [b"GET /a 200\nsome words\n", line.as_slice(), b"\n2025-11-21T19:13:20Z INFO done\n"].concat();
        let seen: Vec<_> = prefilter.lines(&block).collect();
        let content = line.strip_suffix(b"\r").unwrap_or(line);
        assert_eq!(seen.iter().map(|range| &block[range.clone()]).collect::<Vec<_>>(), [content]);
    }
}

/// What tokens are made of, and what stands around them.
const PIECES: &[&str] = &[
    "eyJhbGciOiJFUzI1NiJ9",
    "eyJh",
    "eyJ",
    "eyI",
    "ewo",
    "ewogImFsZyI6",
    "e30",
    "ey",
    "e",
    "y",
    "yJhbGciOiJFUzI1NiJ9",
    ".",
    ".",
    ".",
    "..",
    " ",
    " ",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\r",
    "\u{1b}[32m",
    "\u{1b}[0m",
    "\\",
    "\\n",
    "\\u0065",
    "\\u002e",
    "\\\"",
    "%65",
    "%2E",
    "%20",
    "^",
    "`",
    "\"",
    "'",
    "\u{201c}",
    "<",
    ">",
    "[",
    "(",
    "{",
    "}",
    ",",
    ";",
    ":",
    "=",
    "+",
    "/",
    "-",
    "_",
    "@",
    "#",
    "…",
    "bearer",
    "Bearer ",
    "token_",
    "TOKEN_",
    "apikey: ",
    "ApiKey=",
    "X-Auth-Uplynk-Jwt: ",
    "X_AUTH_UPLYNK_JWT=",
    "Authorization: ",
    "msg=",
    "word",
    "WORD",
    "Word",
    "GET",
    "curl -H ",
    "Zm9vYmFyQmF6MTIz",
    "AbCdEf12",
    "AbCdEfGh",
    "0123456789",
    "Q",
    "ß",
    "д",
    "{\"payload\":\"",
    "\",\"signature\":\"",
    "{\"ciphertext\":\"\",\"iv\":\"",
    "\"}",
    "{\"\\u0070ayload\":1,\"\\u0073ignature\":2}",
    "{\"log\":{\"entries\":[{\"request\":{\"headers\":[{\"name\":\"X\\u002dAuth-Uplynk-Jwt\",\"value\":\"",
    "\"}]}}]}}",
    "Zm9vYmFyQmF6MTIz0123456789Zm9vYmFyQmF6",
    "pZ3kQ9xLmT7vBn2cRf5wYh8sJd4gKa6e",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn no_line_that_is_made_of_their_pieces_is_missed(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..14)
    ) {
        thread_local! { static PREFILTER: Prefilter = Prefilter::new(); }
        let line = pieces.concat();
        let missed = PREFILTER.with(|prefilter| is_missed(&usual(prefilter), line.as_bytes()));
        prop_assert!(!missed, "{line:?}");
    }
}
