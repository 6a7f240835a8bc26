//! Slicer configs: a change touches the bytes of one value, and the same change again touches none.
//!
//! The first byte chooses the line that is set: 0 none in particular.

use std::ops::Range;

use token_debugger::domain::secret::SecretText;
use token_debugger::domain::slicer::{DiffKind, SlicerConfig, api_key_value, difference};
use token_debugger::domain::text::is_hidden;

const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.eyJuZXQiOnRydWV9.c2lnbmF0dXJl";

/// # Panics
/// When an answer is wrong.
pub fn check(bytes: &[u8]) {
    let (line, bytes) = match bytes {
        [line @ 1..=9, rest @ ..] => (Some(usize::from(*line)), rest),
        _ => (None, bytes),
    };
    let config = match SlicerConfig::parse(bytes) {
        Ok(config) => config,
        Err(error) => return assert!(!error.to_string().is_empty() && !error.advice().is_empty()),
    };
    assert_eq!(config.as_bytes(), bytes);
    let numbers = config.api_key_lines();
    let count = split(bytes).len();
    assert!(numbers.windows(2).all(|two| two[0] < two[1]) && numbers.iter().all(|number| (1..=count).contains(number)));
    assert_eq!(config.api_key().is_some(), numbers.len() == 1);
    assert!(config.notes().iter().all(|note| (1..=count).contains(&note.line()) && !note.to_string().is_empty()));
    assert!(config.with_api_key(&SecretText::new("a b".to_owned()), line).is_err());
    let value = api_key_value(TOKEN);
    match config.with_api_key(&value, line) {
        Ok(changed) => check_change(&config, &changed, &value, line.or(numbers.first().copied())),
        Err(error) => assert!(!error.to_string().is_empty() && !error.advice().is_empty()),
    }
}

fn check_change(before: &SlicerConfig, after: &SlicerConfig, value: &SecretText, line: Option<usize>) {
    let (old, new) = (split(before.as_bytes()), split(after.as_bytes()));
    match line {
        Some(number) => {
            assert_eq!(old.len(), new.len());
            assert!(old.iter().zip(&new).zip(1..).all(|((old, new), place)| place == number || old == new));
            check_line(old[number - 1], new[number - 1], value.expose());
        }
        None => check_new_line(before.as_bytes(), after.as_bytes(), value.expose()),
    }
    let number = line.or(after.api_key_lines().first().copied());
    let again = after.with_api_key(value, number).expect("the line that was just set");
    assert!(again == *after, "setting it again changes something");
    if let Some(set) = after.api_key() {
        assert!(set == *value, "the value is not the one that was set");
    }
    check_difference(before, after);
}

/// Name, colon and comment of the line stay; the value is in their midst, with blanks only where there was none.
fn check_line(old: &[u8], new: &[u8], value: &str) {
    assert!(places(new, value.as_bytes()).any(|at| is_value_set(old, new, at..at + value.len())));
}

fn is_value_set(old: &[u8], new: &[u8], value: Range<usize>) -> bool {
    let (head, tail) = (&new[..value.start], &new[value.end..]);
    let colon = old.iter().position(|byte| *byte == b':').expect("a setting has a colon") + 1;
    let is_verbatim = head.to_ascii_lowercase().windows(9).any(|name| name == b"verbatim_");
    let comment = old[colon..].iter().position(|byte| *byte == b'#').filter(|_| !is_verbatim);
    let comment = comment.map_or(&[][..], |comment| &old[colon + comment..]);
    head.starts_with(&old[..colon])
        && head[colon..].iter().all(u8::is_ascii_whitespace)
        && (old.starts_with(head) || head.len() == colon + 1)
        && tail.ends_with(comment)
        && (old.ends_with(tail) || tail.trim_ascii() == comment.trim_ascii())
}

/// One line more, at a line's end or at the text's; all else stands as it stood.
fn check_new_line(before: &[u8], after: &[u8], value: &str) {
    let line = format!("apikey: {value}");
    let forms = [format!("\n{line}"), format!("\r\n{line}"), format!("{line}\n"), format!("{line}\r\n")];
    let fits = |form: &String, at: usize| {
        let (head, tail) = (&after[..at], &after[at + form.len()..]);
        let is_at_a_line = if form.starts_with('a') { head.is_empty() || head.ends_with(b"\n") } else { true };
        is_at_a_line && [head, tail].concat() == before
    };
    assert!(forms.iter().any(|form| places(after, form.as_bytes()).any(|at| fits(form, at))));
}

fn check_difference(before: &SlicerConfig, after: &SlicerConfig) {
    let lines = difference(before, after);
    let count = |kind: DiffKind| lines.iter().filter(|line| line.kind == kind).count();
    // A carriage return at the text's end becomes part of a line end when a line comes behind it.
    let most = if before.as_bytes().ends_with(b"\r") { 2 } else { 1 };
    assert!(count(DiffKind::Added) <= most && count(DiffKind::Removed) <= count(DiffKind::Added));
    assert_eq!(count(DiffKind::Added) == 0, before == after);
    for line in &lines {
        assert!(!line.text.chars().any(is_hidden), "{:?}", line.text);
        assert!(!line.text.contains(TOKEN), "a token is shown");
    }
}

fn split(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').collect()
}

/// Where a part begins, each time that it is there.
fn places(bytes: &[u8], part: &[u8]) -> impl Iterator<Item = usize> {
    bytes.windows(part.len()).enumerate().filter(move |(_, window)| *window == part).map(|(place, _)| place)
}
