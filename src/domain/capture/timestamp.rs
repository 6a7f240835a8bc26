//! Times in text: as RFC 3339, section 5.6 writes them, as access logs do, and as numbers of seconds behind a name.

use std::borrow::Cow;
use std::ops::Range;

use smol_str::{SmolStr, format_smolstr};

use crate::domain::time::UnixTime;

/// How far from the line's start, and before a token, a time is looked for, in bytes.
const NEAR_START: usize = 64;
const NEAR_TOKEN: usize = 512;
/// The same for a time in brackets: what an access log has between it and the token is a request, which may be long.
const NEAR_IN_BRACKETS: usize = 4096;
/// Names that log formats give to the time of a line.
const NAMES: [&str; 9] =
    ["time", "timestamp", "@timestamp", "ts", "date", "datetime", "startedDateTime", "logged_at", "eventTime"];

/// The years 2000 to 2099: a number outside of them is no moment of a log.
const PLAUSIBLE: Range<i64> = 946_684_800..4_102_444_800;

/// The time of a line, as [`UnixTime::parse`] reads it: at the line's start, in the brackets of an access log, or the
/// value of a member that is named so, before the token.
pub(super) fn time_of_line(text: &str, line_start: usize, token_start: usize) -> Option<SmolStr> {
    let mut head = line_start..token_start.min(line_start.saturating_add(NEAR_START));
    let before = |farthest: usize| token_start.saturating_sub(farthest).max(line_start)..token_start;
    let at_start = head.find_map(|at| Some((at, SmolStr::new(text.get(at..at + time_at(text, at)?)?))));
    let written = at_start.or_else(|| named_time(text, before(NEAR_TOKEN)));
    match (bracketed_time(text, before(NEAR_IN_BRACKETS)), written) {
        // What stands behind the line's own time is a part of the request.
        (Some((at, moment)), written) if written.as_ref().is_none_or(|(other, _)| at < *other) => {
            Some(moment.to_rfc3339().into())
        }
        (_, written) => written.map(|(_, written)| written),
    }
}

/// The last time in brackets, as the common log format has it, and where it starts.
fn bracketed_time(text: &str, range: Range<usize>) -> Option<(usize, UnixTime)> {
    const LONGEST: usize = "[21/Nov/2025:19:13:20.123456789 +0000]".len();
    let start = range.start;
    let bytes = text.as_bytes().get(range)?;
    memchr::memrchr_iter(b'[', bytes).find_map(|at| {
        let inner = bytes.get(at + 1..bytes.len().min(at + LONGEST))?;
        let is_form = matches!(inner, [b'0'..=b'9', b'0'..=b'9', b'/', _, _, _, b'/', ..]);
        let length = if is_form { memchr::memchr(b']', inner)? } else { return None };
        let inner = std::str::from_utf8(inner.get(..length)?).ok()?;
        has_common_form(inner)
            .then(|| UnixTime::parse_common_log(inner).ok())
            .flatten()
            .map(|moment| (start + at, moment))
    })
}

/// Whether each part has its number of digits: the calendar is looked at later.
fn has_common_form(time: &str) -> bool {
    const FORM: &[u8] = b"00/Aaa/0000:00:00:00";
    const ZONE: &[u8] = b" +0000";
    let fits = |form: &[u8], bytes: &[u8]| {
        form.len() == bytes.len()
            && form.iter().zip(bytes).all(|(form, byte)| match form {
                b'0' => byte.is_ascii_digit(),
                b'A' => byte.is_ascii_uppercase(),
                b'a' => byte.is_ascii_lowercase(),
                b'+' => matches!(byte, b'+' | b'-'),
                other => byte == other,
            })
    };
    let Some((clock, rest)) = time.as_bytes().split_at_checked(FORM.len()) else { return false };
    let Some((fraction, zone)) = rest.len().checked_sub(ZONE.len()).and_then(|at| rest.split_at_checked(at)) else {
        return false;
    };
    let is_fraction = match fraction {
        [] => true,
        [b'.', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    fits(FORM, clock) && fits(ZONE, zone) && is_fraction
}

/// The last value of a member with one of [`NAMES`] that is a time, and where it starts.
fn named_time(text: &str, range: Range<usize>) -> Option<(usize, SmolStr)> {
    range.rev().find_map(|at| {
        let written = match time_at(text, at) {
            Some(length) => SmolStr::new(text.get(at..at + length)?),
            None => number_at(text, at)?,
        };
        is_named(text, at).then_some((at, written))
    })
}

fn is_named(text: &str, at: usize) -> bool {
    let before = name_before(text, at);
    let before = before.trim_end_matches([' ', '"', '\'', '\\', ':', '=']);
    NAMES.iter().any(|name| {
        before
            .strip_suffix(name)
            .is_some_and(|rest| !rest.ends_with(|last: char| last.is_alphanumeric() || last == '_'))
    })
}

fn name_before(text: &str, at: usize) -> Cow<'_, str> {
    String::from_utf8_lossy(text.as_bytes().get(at.saturating_sub(32)..at).unwrap_or_default())
}

/// The Unix time that starts at a byte: seconds, also with a fraction, or milliseconds of thirteen digits. As the value
/// of a member or of a pair only, not as a query's parameter.
fn number_at(text: &str, at: usize) -> Option<SmolStr> {
    const MILLISECONDS: usize = 13;
    let bytes = text.as_bytes();
    let before = at.checked_sub(1).and_then(|before| bytes.get(before))?;
    if !matches!(before, b':' | b'=' | b' ' | b'"' | b'\'') {
        return None;
    }
    let here = bytes.get(at..)?;
    let digits = here.iter().take(MILLISECONDS + 1).take_while(|byte| byte.is_ascii_digit()).count();
    let rest = here.get(digits..)?;
    let fraction = match rest {
        [b'.', behind @ ..] => match behind.iter().take(12).take_while(|byte| byte.is_ascii_digit()).count() {
            0 => 0,
            count => count + 1,
        },
        _ => 0,
    };
    let ends = rest.get(fraction).is_none_or(|next| !next.is_ascii_alphanumeric() && !b"._-+:/%".contains(next));
    let number: i64 = text.get(at..at + digits)?.parse().ok()?;
    let seconds = match digits {
        9 | 10 => number,
        MILLISECONDS => number / 1000,
        _ => return None,
    };
    if !ends || !PLAUSIBLE.contains(&seconds) || !is_value(text, at) {
        return None;
    }
    let is_whole = digits < MILLISECONDS && fraction == 0;
    Some(if is_whole { format_smolstr!("{seconds}") } else { UnixTime(seconds).to_rfc3339().into() })
}

/// Whether a colon or an equals sign stands before a byte, and no query's parameter before that.
fn is_value(text: &str, at: usize) -> bool {
    let before = name_before(text, at);
    let pair = before.trim_end_matches([' ', '"', '\'', '\\']);
    let name = pair.trim_end_matches([' ', '"', '\'', '\\', ':', '=']);
    let rest = name.trim_end_matches(|character: char| character.is_alphanumeric() || matches!(character, '_' | '@'));
    pair.ends_with([':', '=']) && !rest.ends_with(['?', '&'])
}

/// The length of the time that starts at a byte: date, `T` or a blank, time, fraction, zone. A day or an hour that there
/// is not makes it none.
fn time_at(text: &str, at: usize) -> Option<usize> {
    const FORM: &[u8] = b"0000-00-00T00:00:00";
    let bytes = text.as_bytes();
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
    let length = FORM.len() + fraction + zone;
    text.get(at..at + length).is_some_and(|time| UnixTime::parse(time).is_ok()).then_some(length)
}

fn zone_length(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'Z' | b'z', ..] => Some(1),
        [b'+' | b'-', h1, h2, b':', m1, m2, ..] if [h1, h2, m1, m2].iter().all(|byte| byte.is_ascii_digit()) => Some(6),
        _ => None,
    }
}
