//! Slicer configs: only the value's bytes differ.

use proptest::prelude::*;
use token_debugger::domain::secret::SecretText;
use token_debugger::domain::slicer::SlicerConfig;

const NEW: &str = "token_eyJhbGciOiJFUzI1NiJ9.eyJuZXQiOnRydWV9.c2lnbmF0dXJl";

/// Bytes in front of the value, the value, and bytes behind it.
type Line = (Vec<u8>, Vec<u8>, Vec<u8>);

fn bytes(pattern: &str) -> impl Strategy<Value = Vec<u8>> {
    proptest::string::bytes_regex(pattern).unwrap()
}

/// A line that sets apikey, with a value.
fn api_key() -> impl Strategy<Value = Line> {
    let head = bytes("(?-u)[ \t]{0,2}(apikey|ApiKey|APIKEY)[ \t]{0,2}:[ \t]{0,3}");
    let value = bytes("(?-u)[!-\"$-~\\x80-\\xff]([!-\"$-~\\x80-\\xff \t]{0,20}[!-\"$-~\\x80-\\xff])?");
    (head, value, bytes("(?-u)[ \t]{0,3}(#[^\n\r]{0,20})?"))
}

/// Another line: a setting, a comment, or no setting at all.
fn other() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        bytes("(?-u)[a-z]{1,8}_id[ \t]?:[^\n\r]{0,20}"),
        bytes("(?-u)#[^\n\r]{0,20}"),
        bytes("(?-u)meta[ ][A-Z]=[^\n\r]{0,10}"),
        bytes("(?-u)[ \t]{0,4}"),
        bytes("(?-u)[\\x80-\\xff][^\n\r]{0,10}"),
    ]
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn only_the_bytes_of_the_value_differ(
        before in proptest::collection::vec(other(), 0..5),
        (head, value, tail) in api_key(),
        after in proptest::collection::vec(other(), 0..5),
        end in proptest::sample::select(vec![&b"\n"[..], b"\r\n"]),
        is_ended in any::<bool>(),
    ) {
        let lines = |lines: &[Vec<u8>]| -> Vec<u8> { lines.iter().flat_map(|line| [line, end].concat()).collect() };
        let with = |value: &[u8]| {
            let last = if after.is_empty() && !is_ended { &b""[..] } else { end };
            [&lines(&before), &head, value, &tail, last, &lines(&after)].concat()
        };
        let (text, wanted) = (with(&value), with(NEW.as_bytes()));
        let Ok(config) = SlicerConfig::parse(&text) else { return Err(TestCaseError::reject("JSON or UTF-16")) };
        prop_assert_eq!(config.as_bytes(), &text);
        prop_assert_eq!(config.api_key_lines(), vec![before.len() + 1]);
        let new = SecretText::new(NEW.to_owned());
        for line in [None, Some(before.len() + 1)] {
            let changed = config.with_api_key(&new, line).unwrap();
            prop_assert_eq!(changed.as_bytes(), &wanted, "{:?}", String::from_utf8_lossy(&text));
            prop_assert!(changed.with_api_key(&new, line).unwrap() == changed);
            prop_assert!(changed.api_key().unwrap().expose() == NEW);
        }
    }

    #[test]
    fn a_config_without_the_line_gets_one_line_more(
        lines in proptest::collection::vec(other(), 0..6), end in proptest::sample::select(vec!["\n", "\r\n"])
    ) {
        let text: Vec<u8> = lines.iter().flat_map(|line| [line, end.as_bytes()].concat()).collect();
        let Ok(config) = SlicerConfig::parse(&text) else { return Err(TestCaseError::reject("JSON or UTF-16")) };
        if let Ok(changed) = config.with_api_key(&SecretText::new(NEW.to_owned()), None) {
            let end = if lines.is_empty() { "\n" } else { end };
            prop_assert_eq!(changed.as_bytes(), [&text, format!("apikey: {NEW}{end}").as_bytes()].concat());
        }
    }
}
