//! Two tokens member by member.

use crate::list::har;
use crate::support::Window;
use crate::token_support::{IAT, NOW, valid};

fn choose(window: &mut Window, word: &str) {
    window.click("Compare with");
    window.click(word);
}

#[test]
fn read_token_is_compared_with_the_test_token() {
    let mut window = Window::reading(&valid().signed());
    window.expect_not("Second · the test token");
    choose(&mut window, "The test token");
    window.expect("Second · the test token");
    window.expect("3 members differ, 4 are the same.");
    // `iat` of the test token is NOW.
    assert_eq!(NOW.0 - IAT, 12);
    window.expect("12 s later");
    window.expect("differs");
    window.expect("only in the second");
    choose(&mut window, "Nothing");
    window.expect_not("Second · the test token");
}

#[test]
fn edit_of_the_form_shows_in_the_comparison() {
    let mut window = Window::reading(&valid().signed());
    choose(&mut window, "The test token");
    window.click("Create token");
    window.type_into("iss", "example.com");
    window.click("Read token");
    window.expect("\"example.com\"");
    window.expect("4 members differ");
    window.expect("absent");
}

#[test]
fn comparison_with_the_test_token_says_that_it_needs_a_key() {
    let mut window = Window::open();
    window.paste(&valid().signed());
    choose(&mut window, "The test token");
    window.expect("There is no test token without a key");
    window.expect("Load a key, or try a sample key.");
}

#[test]
fn two_entries_of_a_list_are_compared() {
    let mut window = Window::reading(&har(4));
    choose(&mut window, "2 · GET services.uplynk.com/api/v4/assets/1");
    window.expect("Second · token 2");
    window.expect("1 member differs, 6 are the same.");
    window.expect("only in the first");
    window.expect("video.services.ads:write");
}

#[test]
fn another_text_is_searched_for_its_token() {
    let mut window = Window::reading(&valid().signed());
    choose(&mut window, "Another text…");
    window.expect_not("No token was found in this text");
    window.type_into("Text to compare with", "nothing of use");
    window.expect("No token was found in this text");
    let other = valid().claim("iss", "\"example.com\"").signed();
    window.type_into("Text to compare with", &format!("X-Auth-Uplynk-Jwt: {other}"));
    window.expect("Second · the other text");
    window.expect("1 member differs, 7 are the same.");
    window.expect("\"example.com\"");
}

#[test]
fn same_token_has_no_difference() {
    let token = valid().signed();
    let mut window = Window::reading(&token);
    choose(&mut window, "Another text…");
    window.type_into("Text to compare with", &token);
    window.expect("All members are the same.");
    window.expect("in both");
    window.expect_not("differs");
}

#[test]
fn long_values_are_shortened_and_hidden_characters_shown() {
    let long = format!("\"a\u{202E}{}\"", "b".repeat(400));
    let mut window = Window::reading(&valid().claim("iss", &long).signed());
    choose(&mut window, "The test token");
    let shown: Vec<_> = window.texts().into_iter().filter(|text| text.starts_with("\"a‹U+202E›")).collect();
    assert!(shown.iter().any(|text| text.ends_with('…') && text.len() < 200), "{shown:?}");
}
