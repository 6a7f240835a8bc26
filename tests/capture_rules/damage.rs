//! Characters that no token has: damage inside of a token where a name or quotation marks say that it is one.

use crate::{check, token};

/// The token with other characters in place of one.
fn damaged(at: usize, mark: &str) -> String {
    let token = token();
    format!("{}{mark}{}", &token[..at], &token[at + 1..])
}

/// Places in the header, the claims and the signature.
fn places() -> Vec<usize> {
    let token = token();
    let dots: Vec<usize> = token.match_indices('.').map(|(at, _)| at).collect();
    vec![20, dots[0] + 30, dots[1] + 30]
}

#[test]
fn behind_the_headers_name_any_mark_is_damage() {
    for at in places() {
        for mark in ["!", "*", "~", "#", "$", ":", "@", "é", "😀", ",", "(", "]", "&", "‘", "="] {
            let damaged = damaged(at, mark);
            check(&[(format!("X-Auth-Uplynk-Jwt: {damaged}"), vec![damaged.clone()])]);
        }
    }
}

/// A token has no two of them together: what stands before is all that there is.
#[test]
fn two_marks_together_end_the_token() {
    for at in places() {
        for marks in ["!!", "*#", "##", "é!"] {
            let text = format!("X-Auth-Uplynk-Jwt: {}", damaged(at, marks));
            assert_eq!(crate::tokens(&text)[0], token()[..at], "{marks} at {at}");
        }
    }
}

/// Three marks and more, far apart, too.
#[test]
fn behind_the_headers_name_many_marks_are_damage() {
    let mut damaged = token();
    for at in places() {
        damaged.replace_range(at..=at, "*");
        check(&[(format!("X-Auth-Uplynk-Jwt: {damaged}\nHost: a"), vec![damaged.clone()])]);
    }
}

/// In a text one mark may be damage; what parts words and addresses is none.
#[test]
fn in_a_text_one_mark_is_damage() {
    for at in places() {
        for mark in ["!", "*", "~", "#", "$", "é", "😀"] {
            let damaged = damaged(at, mark);
            check(&[(format!("We sent {damaged} today"), vec![damaged.clone()])]);
        }
    }
    let at = places()[2];
    for mark in [":", "@", ",", "(", "]", "&", "\"", "'", "="] {
        check(&[(format!("We sent {} today", damaged(at, mark)), vec![token()[..at].to_owned()])]);
    }
}

#[test]
fn in_a_text_a_second_mark_ends_the_token() {
    let token = token();
    let (first, second) = (token.len() - 40, token.len() - 20);
    let mut twice = token.clone();
    twice.replace_range(first..=first, "*");
    twice.replace_range(second..=second, "*");
    check(&[(format!("We sent {twice} today"), vec![twice[..second].to_owned()])]);
}

#[test]
fn in_an_address_a_mark_ends_the_token() {
    let at = places()[2];
    for mark in ["!", "*", "~", "#", "$", ":", "é"] {
        check(&[(format!("https://a.example/?token={}", damaged(at, mark)), vec![token()[..at].to_owned()])]);
    }
}

/// A value in quotation marks goes up to the mark that closes it.
#[test]
fn in_quotation_marks_what_stands_behind_a_whole_signature_is_damage_too() {
    let token = token();
    for mark in ["!", "*", "x", "abc"] {
        check(&[
            (format!("{{\"X-Auth-Uplynk-Jwt\": \"{token}{mark}\"}}"), vec![format!("{token}{mark}")]),
            (format!("curl -H 'X-Auth-Uplynk-Jwt: {token}{mark}' https://a"), vec![format!("{token}{mark}")]),
        ]);
    }
    // Without them a mark behind the signature is the sentence's.
    for mark in ["!", "*", "?", ":"] {
        check(&[(format!("X-Auth-Uplynk-Jwt: {token}{mark}"), vec![token.clone()])]);
    }
}

#[test]
fn a_mark_that_closes_the_quotation_ends_the_token() {
    let token = token();
    let cut = &token[..token.len() - 20];
    for quote in ['"', '\''] {
        check(&[(
            format!("{{{quote}X-Auth-Uplynk-Jwt{quote}: {quote}{cut}{quote}, {quote}a{quote}: 1}}"),
            vec![cut.to_owned()],
        )]);
    }
}

/// RFC 7515 leaves padding off. Where a name says that it is a token, and before a dot, it is kept to be named.
#[test]
fn padding_is_kept_where_it_can_be_a_tokens() {
    let token = token();
    let padded = token.split('.').map(|segment| format!("{segment}=")).collect::<Vec<_>>().join(".");
    let doubled = padded.replace('=', "==");
    let inside = damaged(places()[1], "=");
    check(&[
        (format!("X-Auth-Uplynk-Jwt: {padded}"), vec![padded.clone()]),
        (format!("X-Auth-Uplynk-Jwt: {doubled}"), vec![doubled.clone()]),
        (format!("X-Auth-Uplynk-Jwt: {inside}"), vec![inside.clone()]),
        (format!("We sent {padded} today"), vec![padded.clone()]),
        (format!("We sent {doubled} today"), vec![doubled]),
        (format!("We sent {inside} today"), vec![inside[..places()[1]].to_owned()]),
        (format!("a={token}=b"), vec![token]),
    ]);
}

/// A list of tokens: a comma before the next is no damage of the one before.
#[test]
fn a_comma_before_another_token_parts_them() {
    let token = token();
    let cut = &token[..token.len() - 20];
    check(&[
        (format!("X-Auth-Uplynk-Jwt: {cut},{token}"), vec![cut.to_owned(), token.clone()]),
        (format!("X-Auth-Uplynk-Jwt: {token},{token}"), vec![token.clone(), token.clone()]),
    ]);
}

/// Up to four characters that can't be seen may stand behind a mark.
#[test]
fn a_mark_with_what_can_not_be_seen_behind_it_is_damage() {
    for count in 0..=4 {
        let hidden = "\u{200b}".repeat(count);
        let at = places()[1];
        let (before, behind) = (&token()[..at], token()[at + 1..].to_owned());
        check(&[(format!("X-Auth-Uplynk-Jwt: {before}*{hidden}{behind}"), vec![format!("{before}*{behind}")])]);
    }
}

#[test]
fn an_ellipsis_says_that_the_token_was_cut() {
    let token = token();
    let cut = &token[..token.len() - 20];
    for ellipsis in ["…", "..."] {
        check(&[
            (format!("We sent {cut}{ellipsis} today"), vec![cut.to_owned()]),
            (format!("X-Auth-Uplynk-Jwt: {cut}{ellipsis}"), vec![cut.to_owned()]),
        ]);
    }
    check(&[(format!("{{\"X-Auth-Uplynk-Jwt\": \"{cut}…\"}}"), vec![cut.to_owned()])]);
}

/// A word that stands directly behind a signature of the right length is cut off; what may be a signature is not.
#[test]
fn a_word_directly_behind_a_signature_is_cut_off() {
    let token = token();
    check(&[
        (format!("We sent {token}accepted today"), vec![token.clone()]),
        (format!("We sent {token}-accepted today"), vec![token.clone()]),
        (format!("We sent {token}_OK today"), vec![token.clone()]),
        (format!("We sent {token}x today"), vec![format!("{token}x")]),
        (format!("We sent {token}aB3dE today"), vec![format!("{token}aB3dE")]),
        // Where a name says that it is a token, all of it counts.
        (format!("X-Auth-Uplynk-Jwt: {token}accepted"), vec![format!("{token}accepted")]),
    ]);
}
