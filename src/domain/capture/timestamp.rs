//! Times in text, as RFC 3339, section 5.6 writes them.

use std::ops::Range;

/// How far from the line's start, and before a token, a time is looked for, in bytes.
const NEAR_START: usize = 64;
const NEAR_TOKEN: usize = 512;
/// Names that log formats give to the time of a line.
const NAMES: [&str; 9] =
    ["time", "timestamp", "@timestamp", "ts", "date", "datetime", "startedDateTime", "logged_at", "eventTime"];

/// The time of a line: at the line's start, or the value of a member that is named so, before the token.
pub(super) fn time_of_line(text: &str, line_start: usize, token_start: usize) -> Option<String> {
    let head = line_start..token_start.min(line_start.saturating_add(NEAR_START));
    let near = token_start.saturating_sub(NEAR_TOKEN).max(line_start)..token_start;
    let found =
        times(text, head).next().or_else(|| times(text, near).filter(|time| is_named(text, time.start)).last())?;
    text.get(found).map(str::to_owned)
}

fn times(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    range.filter_map(|at| time_at(text.as_bytes(), at).map(|length| at..at + length))
}

fn is_named(text: &str, at: usize) -> bool {
    let before = text.as_bytes().get(at.saturating_sub(32)..at).unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let before = before.trim_end_matches([' ', '"', '\'', '\\', ':', '=']);
    NAMES.iter().any(|name| {
        before
            .strip_suffix(name)
            .is_some_and(|rest| !rest.ends_with(|last: char| last.is_alphanumeric() || last == '_'))
    })
}

/// The length of the time that starts at a byte: date, `T` or a blank, time, fraction, zone.
fn time_at(bytes: &[u8], at: usize) -> Option<usize> {
    const FORM: &[u8] = b"0000-00-00T00:00:00";
    if at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let here = bytes.get(at..)?;
    let fits = here.len() > FORM.len()
        && FORM.iter().zip(here).all(|(form, byte)| match form {
            b'0' => byte.is_ascii_digit(),
            b'T' => matches!(byte, b'T' | b't' | b' '),
            other => byte == other,
        });
    if !fits {
        return None;
    }
    let rest = here.get(FORM.len()..)?;
    let fraction = match rest.first() {
        Some(b'.') => 1 + rest.iter().skip(1).take(12).take_while(|byte| byte.is_ascii_digit()).count(),
        _ => 0,
    };
    let zone = zone_length(rest.get(fraction..)?)?;
    Some(FORM.len() + fraction + zone)
}

fn zone_length(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'Z' | b'z', ..] => Some(1),
        [b'+' | b'-', h1, h2, b':', m1, m2, ..] if [h1, h2, m1, m2].iter().all(|byte| byte.is_ascii_digit()) => Some(6),
        _ => None,
    }
}
