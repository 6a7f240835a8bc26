//! Arguments of the command line and fields of the window: times, scopes, paths, roots, answers, shell words.

use token_debugger::domain::numeric_date::NumericDate;
use token_debugger::domain::request::{Answer, PathTemplate, Root, Sent, explain_answer, literal};
use token_debugger::domain::scope::{Coverage, coverage, find, narrower, nearest, split};
use token_debugger::domain::shell::quote;
use token_debugger::domain::text::{decode_in_place, is_hidden, make_visible, shorten};
use token_debugger::domain::time::{FIRST_SECOND, LAST_SECOND, UnixTime, Zone, word_relative};

use super::json_grammar;

const NOW: UnixTime = UnixTime(1_763_752_592);

/// # Panics
/// When an answer is wrong.
pub fn check(bytes: &[u8]) {
    let text = decode_in_place(bytes);
    let (one, two) = text.split_once('\0').unwrap_or((&text, ""));
    check_time(one, two);
    check_numeric_date(one);
    check_scopes(one, two);
    check_requests(one, two);
    check_texts(one);
}

fn check_time(one: &str, two: &str) {
    if let Ok(moment) = UnixTime::parse(one) {
        assert!((FIRST_SECOND..=LAST_SECOND).contains(&moment.0));
        assert_eq!(UnixTime::parse(&moment.to_rfc3339()), Ok(moment));
        assert_eq!(UnixTime::parse(&moment.0.to_string()), Ok(moment));
        let (date, time) = moment.to_date_and_time(Zone::UTC);
        assert_eq!(UnixTime::from_date_and_time(&date, &time, Zone::UTC), Ok(moment));
        assert!(!word_relative(moment, NOW).is_empty() && !moment.word_utc(NOW).is_empty());
    }
    for zone in [Zone::UTC, Zone::new(|_| 50_400), Zone::new(|moment| if moment.0 < NOW.0 { 3_600 } else { 7_200 })] {
        if let Ok(moment) = UnixTime::from_date_and_time(one, two, zone) {
            assert!((FIRST_SECOND..=LAST_SECOND).contains(&moment.0));
            let _ = moment.word_local(NOW, zone);
        }
    }
}

fn check_numeric_date(text: &str) {
    let is_number =
        json_grammar::depth_of(text).is_some() && text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    let is_number = is_number && !text.ends_with(|c: char| c.is_ascii_whitespace());
    let date = NumericDate::parse(text);
    assert_eq!(date.is_some(), is_number, "{text:?}");
    let _ = NumericDate::as_milliseconds(text);
    let (Some(date), Ok(float)) = (date, text.parse::<f64>()) else { return };
    // A float is only near: within a thousandth of a second at this size, when it is not at an end.
    match date {
        NumericDate::TooEarly => assert!(float <= -62_135_596_799.9, "{text}"),
        NumericDate::TooLate => assert!(float >= 253_402_300_799.0, "{text}"),
        NumericDate::At { second, nanos } => {
            #[allow(clippy::cast_precision_loss, reason = "seconds of four-digit years fit a float")]
            let near = second.0 as f64 + f64::from(nanos) / 1e9;
            assert!(nanos < 1_000_000_000 && (near - float).abs() < 1e-3, "{text}");
        }
    }
}

fn check_scopes(one: &str, two: &str) {
    let (area, right) = split(one);
    assert_eq!(right.map_or(area.to_owned(), |right| format!("{area}:{right}")), one);
    assert!(coverage(one, one) == Coverage::Same, "{one:?}");
    let _ = coverage(one, two);
    if let Some(listed) = nearest(one) {
        assert!(find(listed.scope).is_some());
    }
    let _ = narrower(one);
}

fn check_requests(one: &str, two: &str) {
    if let Ok(root) = Root::parse(one) {
        assert!(!root.authority().is_empty() && !root.path().ends_with('/'));
        let all = format!("{}://{}{}", root.scheme(), root.authority(), root.path());
        // An apostrophe is a character of a path (RFC 3986, section 3.3): the shell gets it quoted.
        assert!(all.is_ascii() && !all.contains(['"', '\\', ' ', '\n', '\r']), "{all:?}");
        assert_eq!(unquote(&quote(&all)).as_deref(), Some(all.as_str()));
    }
    if let Ok(path) = PathTemplate::parse(one) {
        let values: Vec<(String, String)> = path.parameters().map(|name| (name.to_owned(), two.to_owned())).collect();
        if let Ok(filled) = path.fill(&values) {
            assert!(filled.is_ascii() && filled.starts_with('/') && !filled.contains([' ', '\n', '{', '}', '"', '\\']));
            assert!(filled.split('/').all(|segment| !matches!(segment, "." | "..")));
        }
    }
    if let Ok(answer) = Answer::parse(one) {
        assert!((100..=599).contains(&answer.status()));
        let causes = explain_answer(&answer, &Sent::default());
        assert!(!causes.is_empty());
        assert!(causes.iter().all(|cause| !cause.sentence.chars().chain(cause.advice.chars()).any(is_hidden)));
    }
}

fn check_texts(text: &str) {
    let word = quote(text);
    assert_eq!(unquote(&word).as_deref(), Some(text));
    let visible = make_visible(text);
    assert!(!visible.chars().any(is_hidden) && !shorten(text, 40).chars().any(is_hidden));
    // A literal in JavaScript's double quotes is one line of ASCII or text, and closes where it began.
    for literal in [literal::javascript(text), literal::python(text)] {
        assert!(!literal.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\0']), "{literal:?}");
    }
}

/// A word of single-quoted parts and escaped quotes (POSIX.1-2017, Shell Command Language 2.2), read back.
fn unquote(word: &str) -> Option<String> {
    let mut plain = String::new();
    let mut rest = word;
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix("\\'") {
            plain.push('\'');
            rest = behind;
        } else {
            let (inside, behind) = rest.strip_prefix('\'')?.split_once('\'')?;
            plain.push_str(inside);
            rest = behind;
        }
    }
    Some(plain)
}
