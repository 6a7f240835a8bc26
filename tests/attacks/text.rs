//! Text of a token that would be taken for something else: by a terminal, an eye, a shell, a config.

use token_debugger::domain::finding::Finding;
use token_debugger::domain::reading::Judgement;
use token_debugger::domain::secret::SecretText;
use token_debugger::domain::slicer::SlicerConfig;
use token_debugger::domain::text::is_hidden;

use crate::token_support::{NOW, codes_of, judge, live, quoted, valid};

/// Escape sequences, C1 controls, bidirectional overrides (CVE-2021-42574), zero-width letters, a tag character.
const HIDING: [&str; 8] = [
    "\\u001b[2J\\u001b]0;pwned\\u0007",
    "\\u009b31m",
    "\u{9b}31m",
    "\u{202e}nimda",
    "\u{2066}a\u{2069}",
    "a\u{200b}b",
    "\\ud83d\\ude00\u{e0041}",
    "a\\rb\\nc",
];

fn assert_shows_all(finding: &Finding) {
    for text in [&finding.message, &finding.advice] {
        assert!(!text.chars().any(is_hidden), "{text:?}");
    }
}

fn judged(token: &str) -> Judgement {
    judge(token, Some(&live()), NOW).1
}

#[test]
fn no_finding_repeats_a_character_that_hides() {
    for text in HIDING {
        let value = quoted(text);
        for name in ["alg", "kid", "typ", "cty", "crit", "jku", text] {
            judged(&valid().header(name, &value).signed()).findings.iter().for_each(assert_shows_all);
        }
        for name in ["iat", "exp", "nbf", "sub", "scp", "iss", "net", "msg", text] {
            judged(&valid().claim(name, &value).signed()).findings.iter().for_each(assert_shows_all);
        }
        judged(&valid().claim("scp", format!("[{value}]")).signed()).findings.iter().for_each(assert_shows_all);
        judged(&valid().further_claim(text, "1").further_claim(text, "2").signed())
            .findings
            .iter()
            .for_each(assert_shows_all);
    }
}

#[test]
fn text_that_hides_is_a_finding_of_its_own() {
    for text in &HIDING[..7] {
        assert!(codes_of(&judged(&valid().claim("iss", quoted(text)).signed())).contains(&"suspicious_text"), "{text}");
    }
    // Positive control: letters of any language hide nothing.
    assert_eq!(codes_of(&judged(&valid().claim("iss", quoted("пример.例え.عربي")).signed())), [""; 0]);
}

/// What is put behind `apikey: ` can't start a second line, a comment or another setting.
#[test]
fn no_value_adds_a_line_to_a_slicers_config() {
    let config = SlicerConfig::parse(b"username: joe@example.com\napikey: abc\nslicerID: s\n").unwrap();
    let set = |value: &str| config.with_api_key(&SecretText::new(value.to_owned()), None);
    for value in [
        "a\nenable_remote_config: 1",
        "a\rport: 1",
        "a\r\nb: c",
        "a # b",
        "a\u{2028}b: c",
        "a\u{85}b: c",
        "a\u{b}b: c",
        "a\0b",
        "verbatim_a: b",
    ] {
        assert!(set(value).is_err(), "{value:?}");
    }
    // Positive control: a token is written.
    let written = set(&format!("token_{}", valid().signed())).unwrap();
    assert_eq!(String::from_utf8_lossy(written.as_bytes()).lines().count(), 3);
}
