//! Which lines the prefilter looks at and which it passes over, by the reason for each.

use proptest::prelude::*;
use token_debugger::domain::scan::Prefilter;

fn seen(block: &str) -> Vec<&str> {
    Prefilter::new().lines(block.as_bytes()).map(|line| block.get(line).unwrap()).collect()
}

/// What is looked at when it is noted of each line whether it says `token`.
fn seen_with_notes(block: &str) -> Vec<&str> {
    let prefilter = Prefilter::new();
    let mut lines = prefilter.lines(block.as_bytes());
    let mut seen = Vec::new();
    while let Some(line) = lines.next().map(|line| block.get(line).unwrap()) {
        lines.note(line.starts_with("token_"));
        seen.push(line);
    }
    seen
}

#[track_caller]
fn assert_looked_at(lines: &[&str]) {
    for line in lines {
        assert_eq!(seen(line), [*line], "{line:?} is passed over");
    }
}

#[track_caller]
fn assert_passed_over(lines: &[&str]) {
    for line in lines {
        assert_eq!(seen(line), Vec::<&str>::new(), "{line:?}");
    }
}

#[test]
fn usual_lines_of_logs_are_passed_over() {
    assert_passed_over(&[
        "2025-11-21T19:13:20.123Z INFO request done in 12 ms",
        r#"10.0.0.1 - - [21/Nov/2025:19:13:20 +0000] "GET /index.html HTTP/1.1" 200 612"#,
        r#"{"time":"2025-11-21T19:13:20Z","level":"info","msg":"a \"quoted\" word"}"#,
        "\u{1b}[32mINFO\u{1b}[0m server: listening somewhere",
        "приложение запущено 12 Abcdefg1",
        "at com.example.Main.run(Main.java:12)",
        "",
    ]);
}

#[test]
fn a_name_before_a_token_counts_in_any_case() {
    let block = "GET /keys?eye=1 200\r\nX-AUTH_UPLYNK-JWT: x\nthe bearer's badge\ncost: 12 Bearers\n\nt eyJh\r\n";
    assert_eq!(seen(block), ["X-AUTH_UPLYNK-JWT: x", "the bearer's badge", "t eyJh"]);
    assert_eq!(seen("a\nnote token_x"), ["note token_x"]);
}

#[test]
fn bearer_is_a_word_of_its_own_and_apikey_starts_its_line() {
    assert_looked_at(&["the bearer is", "apikey: x12", "  # apikey: x"]);
    assert_passed_over(&["the bearers came", "forbearer came", "bearer-x came", "my apikey: x", "  apikeys are here"]);
}

#[test]
fn a_start_in_the_middle_of_a_word_counts_only_where_a_header_can_follow() {
    assert_looked_at(&["the keyJson is 3", "say \\u0022eyIx"]);
    assert_passed_over(&["the keyId is 3", "an EYJ is there"]);
}

#[test]
fn a_json_serialization_begins_its_line_with_a_brace() {
    assert_looked_at(&[
        "{\"signature\": 1",
        " \t{\"signature\": 1",
        "\u{b}{\"signature\": 1",
        "\u{feff}{\"signature\": 1",
    ]);
    assert_passed_over(&["x \"signature\": 1"]);
    let block = "x \"signature\": 1\n{\"signature\": 2}\ny \"signature\": 3\n{\"signature\": 4}\n";
    assert_eq!(seen(block), ["{\"signature\": 2}", "{\"signature\": 4}"]);
    // A second mark of a line is judged as the first one, not by another line.
    assert_eq!(seen("{ nothing\nx \"signature \"signature\n"), Vec::<&str>::new());
}

#[test]
fn an_objects_start_may_have_something_between_its_letters() {
    assert_looked_at(&["e yJhbGc", "\u{feff}e yJhbGciOi", "\u{1b}[32me yJhbGciOi", "\u{1b}[1;32me yJhbGciOi"]);
    assert_looked_at(&["%65yJhbGciOiJFUzI1NiJ9.e30"]);
    // Too short, not at the line's start, behind a letter that no token has, not between the first three.
    assert_passed_over(&["e yJ", "x yJhbGciOi", "запущено e yJhbGciOi", "every word counts here", "eab more words"]);
}

#[test]
fn three_segments_of_which_nothing_can_be_read_are_looked_at() {
    let part = "Zm9vYmFyQmF6MTIz0123456789";
    assert_looked_at(&[&format!("{part}.{part}.{part}"), &format!("  \"{part}.{part}.{part}\",")]);
    assert_looked_at(&[&format!("{part}. {part} .{part}")]);
    // Without dots, and with dots but short.
    assert_passed_over(&[&"a".repeat(70), "a.b.c.d.e"]);
}

#[test]
fn words_that_may_be_parts_of_one_token_are_looked_at() {
    assert_looked_at(&["Zm9vYmFy Zm9vYmFz", "abcd. efgh", "abcdef é", "abcdefgh\"\\q", "abcdef - \\q"]);
    // Base64 has lower case, upper case and digits.
    assert_passed_over(&["hello HelloWorld", "hello THERE", "abcdef\tmore words", "abcdefgh\"x\\q"]);
}

#[test]
fn behind_two_words_of_the_same_length_goes_on_what_fits_below_them() {
    let block = |word: &str| format!("Zm9vYmFy Zm9vYmFz {word}");
    assert_looked_at(&[&block("ABCDEFGH"), &block("ABCDE"), &block("abc")]);
    // An ordinary word, one that is longer, and words that are no block.
    assert_passed_over(&[&block("abcde"), &block("ABCDEFGHIJ"), "Zm9vYmFy Zm9vYmFzZm9 ABCDEFGH"]);
}

#[test]
fn behind_lines_with_tokens_the_next_one_is_looked_at_whatever_it_is() {
    let dense = "token_1\ntoken_2\ntoken_3\ntoken_4";
    assert_eq!(
        seen_with_notes(&format!("{dense}\none\ntwo\ntoken_5\nthree\n")).join(" "),
        "token_1 token_2 token_3 token_4 one token_5"
    );
    let with_words = dense.replace("token_4", "words");
    assert_eq!(
        seen_with_notes(&format!("{with_words}\none\ntwo\ntoken_5")).join(" "),
        "token_1 token_2 token_3 token_5"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_noted_hides_no_line(kinds in prop::collection::vec(0_usize..14, 0..60)) {
        let texts = [
            "token_a", "token_b", "token_c", "token_d", "token_e", "token_f", "bearer of news", "words", "", "  {\"a\":1,",
            "{\"a\":\"\\u0041\"}", "[\"\\u0041\"]", "\"\\u0041\"", "Zm9vYmFyLjEyMzQ1Njc4OTAxMjM0NTY3ODkw",
        ];
        let block = kinds.iter().map(|kind| texts[*kind]).collect::<Vec<_>>().join("\n");
        let (without, with) = (seen(&block), seen_with_notes(&block));
        let mut rest = with.iter();
        prop_assert!(without.iter().all(|line| rest.any(|other| std::ptr::eq(*line, *other))), "{block:?}");
        let more = with.iter().filter(|line| !without.iter().any(|other| std::ptr::eq(**line, *other)));
        prop_assert!(more.count() <= without.len() / 4);
    }
}
