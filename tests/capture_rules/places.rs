//! Tokens that no name announces: in addresses, directly behind other characters, cut in front.

use crate::token_support::{base64url, compact, live, valid};
use crate::{check, only, token, tokens};

/// A token whose header names no `alg`: a JSON object, and no header that is sure.
fn without_alg() -> String {
    compact(br#"{"one":1,"two":2}"#, valid().claims_json().as_bytes(), &live())
}

#[test]
fn in_an_address_a_token_is_one_part_of_the_path_or_the_query() {
    let token = token();
    for (before, behind) in [
        ("https://a.example/", "/download"),
        ("https://a.example/x/", ""),
        ("https://a.example/?token=", ""),
        ("https://a.example/?token=", "&x=1"),
        ("https://a.example/?x=1&token=", "#top"),
        ("https://a.example/?token=", "/x"),
        ("https://a.example/?", "/x"),
        ("https://a.example/?x&", "/x"),
    ] {
        check(&[(format!("{before}{token}{behind}"), vec![token.clone()])]);
    }
}

/// Elsewhere `/` and `+` are letters of standard base64: the token keeps them, so that it can be said.
#[test]
fn letters_of_standard_base64_stay_in_a_token() {
    let token = token();
    for letter in ['/', '+'] {
        let mut damaged = token.clone();
        let at = token.len() - 30;
        damaged.replace_range(at..=at, &letter.to_string());
        check(&[
            (format!("We sent {damaged} today"), vec![damaged.clone()]),
            (format!("token={damaged}"), vec![damaged.clone()]),
            (format!("X-Auth-Uplynk-Jwt: {damaged}"), vec![damaged.clone()]),
        ]);
        let in_address = format!("https://a.example/?token={damaged}");
        let wanted = if letter == '/' { token[..at].to_owned() } else { damaged };
        check(&[(in_address, vec![wanted])]);
    }
}

/// A word directly before a header that is whole is no part of it; before any other it counts as its damaged start.
#[test]
fn a_word_directly_before_a_token_is_parted_from_a_whole_header_only() {
    let (token, other) = (token(), without_alg());
    check(&[
        (format!("say word{token} now"), vec![token.clone()]),
        (format!("say 1{token} now"), vec![token.clone()]),
        (format!("say word{other} now"), vec![format!("word{other}")]),
        (format!("say word_{other} now"), vec![other.clone()]),
        (format!("say {other} now"), vec![other.clone()]),
        // A cut header names its `alg`, but does not end with a dot.
        (format!("say {} now", &token[..30]), vec![token[..30].to_owned()]),
        (format!("say word{} now", &token[..30]), vec![]),
        (format!("say word{}:{} now", &token[..30], &token[31..]), vec![token[31..].to_owned()]),
    ]);
}

#[test]
fn letters_of_an_escape_are_no_word() {
    let other = without_alg();
    for escape in ["%20", "%0a", r"\n", r"\t", r"\u0020", r"\x20", "\u{1b}[0m", "\u{1b}[38;5;196m"] {
        assert_eq!(tokens(&format!("say{escape}{other} now")), [other.as_str()], "{}", escape.escape_default());
    }
    for (mark, word) in [("%", "2"), ("", "20"), ("[", "0m"), ("", "n")] {
        assert_eq!(tokens(&format!("say {mark}{word}{other} now")), [format!("{word}{other}")], "{mark}{word}");
    }
}

#[test]
fn one_part_alone_counts_if_it_is_a_header() {
    let header = base64url(br#"{"alg":"ES256"}"#);
    let claims = base64url(br#"{"one":1,"two":2,"three":3}"#);
    check(&[
        (format!("cut here {header} and lost"), vec![header.clone()]),
        (format!("cut here {} and lost", base64url(br#"{"typ":"JWT"}"#)), vec![base64url(br#"{"typ":"JWT"}"#)]),
        (format!("cut here {} and lost", base64url(br#"{"kid":"abc"}"#)), vec![base64url(br#"{"kid":"abc"}"#)]),
        (format!("see {claims} there"), vec![]),
        (format!("see {claims}.html there"), vec![]),
        (format!("see {claims}.{claims} there"), vec![format!("{claims}.{claims}")]),
        (format!("see {claims}.Ab1Cd2Ef3 there"), vec![format!("{claims}.Ab1Cd2Ef3")]),
        // Too short to be no chance.
        ("see eyJhIjoxfQ.Ab1 there".to_owned(), vec![]),
    ]);
}

/// JWE has five parts (RFC 7516, section 3.1); there is no token of more.
#[test]
fn a_token_has_five_parts_at_most() {
    let token = token();
    check(&[
        (format!("see {token}.Ab1Cd2 there"), vec![format!("{token}.Ab1Cd2")]),
        (format!("see {token}.Ab1Cd2.Ab1Cd2 there"), vec![format!("{token}.Ab1Cd2.Ab1Cd2")]),
    ]);
    for parts in 3..6 {
        let text = format!("see {token}{} there", ".Ab1Cd2".repeat(parts));
        assert!(!tokens(&text).contains(&token), "{text}");
    }
}

/// The header's start is lost: what is left of it stays, if it is long enough and no word or name.
#[test]
fn a_token_that_is_cut_in_front_starts_with_what_is_left() {
    let token = token();
    let claims = token.find('.').unwrap() + 1;
    let left = |length: usize| token[claims - 1 - length..].to_owned();
    check(&[
        (format!("see {} there", left(20)), vec![left(20)]),
        (format!("see {} there", left(10)), vec![left(10)]),
        (format!("see {} there", left(9)), vec![left(0)[1..].to_owned()]),
        (format!("see example.{} there", left(20)), vec![left(0)[1..].to_owned()]),
        (format!("see information.{} there", &token[claims..]), vec![token[claims..].to_owned()]),
        (format!("see {}.Ab1Cd2.Ab1Cd2 there", left(20)), vec![format!("{}.Ab1Cd2.Ab1Cd2", left(20))]),
    ]);
}

#[test]
fn what_is_cut_in_front_does_not_take_the_end_of_the_token_before() {
    let token = token();
    let text = format!("{token},{token}");
    assert_eq!(tokens(&text), [token.clone(), token.clone()]);
    assert_eq!(tokens(&format!("see {token}{token} there")), [token.clone(), token]);
}

#[test]
fn the_span_is_the_tokens_place() {
    let token = token();
    let text = format!("äöü say {token} now");
    let found = only(&text);
    assert_eq!(&text[found.span.clone()], token);
    assert_eq!(found.pieces[..], [found.span]);
}
