//! Tokens that stand close together, cut and whole: which characters belong to which.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use token_debugger::domain::capture::capture;
use token_support::{compact, live, valid};

fn tokens(text: &str) -> Vec<String> {
    capture(text).found.into_iter().map(|found| found.token).collect()
}

/// A token whose header is written over several lines: its base64url begins `ewog` and not `eyJ`.
fn pretty() -> String {
    let header = valid().header_json().replace('{', "{\n \"x\": 1,\n ");
    let token = compact(header.as_bytes(), valid().claims_json().as_bytes(), &live());
    assert!(token.starts_with("ewog"), "{token}");
    token
}

#[test]
fn a_token_with_a_pretty_header_is_found_like_any_other() {
    assert_eq!(tokens(&pretty()), [pretty()]);
    assert_eq!(tokens(&format!("X-Auth-Uplynk-Jwt: {}\n", pretty())), [pretty()]);
}

#[test]
fn a_cut_token_does_not_swallow_the_next_line_that_begins_another() {
    let whole = valid().signed();
    for length in [whole.len() - 1, whole.len() - 20, whole.len() - 60] {
        let cut = &whole[..length];
        for next in [valid().claim("iss", "\"a\"").signed(), pretty()] {
            assert_eq!(tokens(&format!("{cut}\n{next}\n")), [cut.to_owned(), next.clone()], "{length}");
            let lines = format!("X-Auth-Uplynk-Jwt: {cut}\nX-Auth-Uplynk-Jwt: {next}\n");
            assert_eq!(tokens(&lines), [cut.to_owned(), next], "{length}");
        }
    }
}

#[test]
fn a_word_behind_a_whole_signature_is_no_part_of_it() {
    let token = valid().signed();
    for text in [format!("{token} accepted"), format!("{token}\naccepted"), format!("{token} is refused by it")] {
        assert_eq!(tokens(&text), std::slice::from_ref(&token), "{text}");
    }
}

/// Where nothing says how long the signature is, words of the line are not added to it up to the next token.
#[test]
fn words_between_a_token_of_unknown_alg_and_another_belong_to_neither() {
    let unknown = valid().header("alg", "\"XX999\"").signed();
    let other = valid().signed();
    assert_eq!(tokens(&format!("{unknown} some words x{other}")), [unknown.clone(), other.clone()]);
    assert_eq!(tokens(&format!("{unknown} some words {other}")), [unknown, other]);
}
