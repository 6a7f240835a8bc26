//! How texts, numbers and sizes are written for people and for other programs.

use std::borrow::Cow;

use token_debugger::domain::text::{escape_json, group_digits, is_printable_ascii, make_visible, shorten, word_bytes};

#[test]
fn numbers_are_grouped_by_three_digits() {
    for (number, grouped) in [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1_000, "1,000"),
        (12_345, "12,345"),
        (123_456, "123,456"),
        (1_234_567, "1,234,567"),
        (u64::MAX, "18,446,744,073,709,551,615"),
    ] {
        assert_eq!(group_digits(number), grouped);
    }
}

#[test]
fn a_number_of_bytes_has_the_unit_that_suits_it() {
    for (bytes, worded) in [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (1_550, "1.5 kB"),
        (999_999, "999.9 kB"),
        (1_000_000, "1.0 MB"),
        (1_590_000, "1.5 MB"),
        (2_000_000_000, "2.0 GB"),
        (12_345_000_000, "12.3 GB"),
    ] {
        assert_eq!(word_bytes(bytes), worded);
    }
}

#[test]
fn every_character_of_ascii_is_printable_or_hidden() {
    for byte in 0..=127_u8 {
        let text = char::from(byte).to_string();
        assert_eq!(is_printable_ascii(&text), (0x20..0x7f).contains(&byte), "{byte:#x}");
        assert_eq!(make_visible(&text) == text, is_printable_ascii(&text), "{byte:#x}");
        let long = format!("{0}{text}{0}", "a".repeat(100));
        assert_eq!(is_printable_ascii(&long), is_printable_ascii(&text), "{byte:#x}");
        assert_eq!(make_visible(&long) == long, is_printable_ascii(&text), "{byte:#x}");
    }
    assert!(is_printable_ascii(""));
}

#[test]
fn hidden_characters_of_json_are_escaped_and_its_line_breaks_stay() {
    let same = ["", "{}", "{\"a\":\"b\"}", "{\n\"a\": \"é ✓ 😀\"\n}"];
    for json in same {
        assert!(matches!(escape_json(json), Cow::Borrowed(text) if text == json), "{json}");
    }
    for (json, escaped) in [
        ("{\"a\":\"\u{202e}\"}", "{\"a\":\"\\u202e\"}"),
        ("{\"a\":\"\u{7f}b\u{200b}\"}", "{\"a\":\"\\u007fb\\u200b\"}"),
        ("{\n\"a\":\"\u{feff}\"\n}", "{\n\"a\":\"\\ufeff\"\n}"),
        // Beyond the first plane: two units (RFC 8259, section 7).
        ("\"\u{e0001}\"", "\"\\udb40\\udc01\""),
        ("\"\u{1b}[31m\"", "\"\\u001b[31m\""),
    ] {
        assert_eq!(escape_json(json), escaped);
    }
}

#[test]
fn a_long_text_is_cut_and_says_so() {
    assert_eq!(shorten("abc", 3), "abc");
    assert_eq!(shorten("abcd", 3), "abc…");
    assert_eq!(shorten("éééé", 2), "éé…");
    // What is hidden takes the room of its mark.
    assert_eq!(shorten("a\u{202e}b", 2), "a…");
    assert_eq!(shorten("a\u{202e}b", 9), "a‹U+202E›…");
    assert_eq!(shorten("a\u{202e}b", 10), "a‹U+202E›b");
    assert_eq!(shorten(&"\u{7f}".repeat(60), 60).chars().count(), 7 * 8 + 1);
}
