//! Tokens over several lines, with blanks inside, and put together from string literals.

use crate::token_support::{compact, live, valid};
use crate::{check, token};

/// A token of an `alg` that is not known: nothing says how long its signature is.
fn of_unknown_alg() -> String {
    let header = valid().header("alg", "\"XX999\"").header_json();
    compact(header.as_bytes(), valid().claims_json().as_bytes(), &live())
}

fn wrap(text: &str, width: usize, between: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    characters.chunks(width).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join(between)
}

#[test]
fn lines_of_any_width_are_joined() {
    for token in [token(), of_unknown_alg()] {
        for width in [16, 20, 40, 64, 76, 100] {
            for between in ["\n", "\r\n", "\n    ", "\n> ", "\n| ", "\n>> ", "\\\n", "^\r\n"] {
                let wrapped = wrap(&token, width, between);
                check(&[
                    (wrapped.clone(), vec![token.clone()]),
                    (format!("X-Auth-Uplynk-Jwt: {wrapped}"), vec![token.clone()]),
                    (format!("It was\n{wrapped}\n\nand no other."), vec![token.clone()]),
                ]);
            }
        }
    }
}

#[test]
fn words_on_the_line_behind_are_no_part_of_it() {
    for token in [token(), of_unknown_alg()] {
        for width in [20, 64] {
            let wrapped = wrap(&token, width, "\n");
            for words in ["accepted", "was refused today", "Date: 2025", "HTTP/1.1 200 OK", "Content-Length", "ok", "1"]
            {
                check(&[
                    (format!("{wrapped}\n{words}\n"), vec![token.clone()]),
                    (format!("The token\n{wrapped}\n{words}\n"), vec![token.clone()]),
                ]);
            }
        }
        for words in ["accepted", "was refused today", "Content-Length", "ok"] {
            check(&[
                (format!("The token {token}\n{words}\n"), vec![token.clone()]),
                (format!("The token {token} {words}\n"), vec![token.clone()]),
            ]);
        }
    }
}

/// Without a known length, an empty line ends the token.
#[test]
fn an_empty_line_ends_a_token_of_unknown_length() {
    let token = of_unknown_alg();
    let lines = wrap(&token, 64, "\n");
    let lines: Vec<&str> = lines.lines().collect();
    let cut = lines[..3].concat();
    let text = format!("It was\n{}\n\n{}\n", lines[..3].join("\n"), lines[3..].join("\n"));
    check(&[(text, vec![cut])]);
}

/// A second part in capitals and small letters, with digits, must be base64; a word must not.
#[test]
fn behind_a_blank_what_must_be_base64_belongs_to_the_token() {
    let token = of_unknown_alg();
    let at = token.len() - 30;
    let (before, behind) = token.split_at(at);
    check(&[
        (format!("We sent {before} {behind}"), vec![token.clone()]),
        (format!("We sent {before} today"), vec![before.to_owned()]),
        (format!("We sent {before} Ab1"), vec![before.to_owned()]),
        (format!("We sent {before} Ab1dEf2 at noon"), vec![before.to_owned()]),
        (format!("We sent {before} Ab1dEf2h at noon"), vec![format!("{before}Ab1dEf2h")]),
        (format!("We sent {before} AbcdEfgh at noon"), vec![before.to_owned()]),
    ]);
}

/// Blanks around the dots, as a word processor puts them.
#[test]
fn blanks_around_dots_are_left_out() {
    let one_side = [" .", ". "];
    // On both sides only where the signature's length is known: a dot alone says nothing.
    let sides = [&one_side[..], &["\n.", ".\n", " . ", " .\n"]].concat();
    for (token, dots) in [(of_unknown_alg(), one_side.to_vec()), (token(), sides)] {
        for dot in dots {
            let spread = token.replace('.', dot);
            check(&[
                (spread.clone(), vec![token.clone()]),
                (format!("X-Auth-Uplynk-Jwt: {spread}"), vec![token.clone()]),
                (format!("We sent {spread} today"), vec![token.clone()]),
            ]);
        }
    }
}

#[test]
fn string_literals_that_a_language_joins_are_joined() {
    for token in [token(), of_unknown_alg()] {
        for (between, quote) in [
            ("'\n'", '\''),
            ("\"\n    \"", '"'),
            ("\" +\n    \"", '"'),
            ("\"\n    + \"", '"'),
            ("' .\n'", '\''),
            ("\" \\\n\"", '"'),
            ("\" +\r\n\t\"", '"'),
        ] {
            let literals = format!("{quote}{}{quote}", wrap(&token, 48, between));
            check(&[
                (format!("token = {literals}"), vec![token.clone()]),
                (format!("headers = {{{quote}X-Auth-Uplynk-Jwt{quote}: {literals}}}"), vec![token.clone()]),
            ]);
        }
    }
}

#[test]
fn string_literals_of_a_list_are_not_joined() {
    let token = of_unknown_alg();
    let (before, behind) = token.split_at(token.len() - 40);
    for between in ["\",\n\"", "\" \"", "\"\n'", "\" -\n\"", "\"; \"", "\": \""] {
        let text = format!("values = [\"{before}{between}{behind}\"]");
        check(&[(text, vec![before.to_owned()])]);
    }
}

/// A full block of lines goes on with a line of the same width, or a shorter last one.
#[test]
fn a_line_longer_than_the_block_is_no_part_of_it() {
    let token = of_unknown_alg();
    let cut = &token[..token.len() - token.len() % 40];
    let block = wrap(cut, 40, "\n");
    let dense = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9aB3dE5gH7jK9mN1pQ3sT5vW7yZ9";
    check(&[
        (format!("It was\n{block}\n{dense}\n"), vec![cut.to_owned()]),
        (format!("It was\n{block}\n{}\n", &dense[..40]), vec![format!("{cut}{}", &dense[..40])]),
        (format!("It was\n{block}\n{}\n", &dense[..9]), vec![format!("{cut}{}", &dense[..9])]),
    ]);
}

/// The next token's start ends the one before, wrapped or not.
#[test]
fn a_token_on_the_next_line_is_another() {
    for first in [token(), of_unknown_alg()] {
        let second = valid().claim("iss", "\"b.example\"").signed();
        for length in [first.len(), first.len() - 1, first.len() - 30] {
            let cut = &first[..length];
            for between in ["\n", " ", "\n\n", ",\n", "\r\n> "] {
                check(&[
                    (format!("{cut}{between}{second}"), vec![cut.to_owned(), second.clone()]),
                    (format!("The tokens {cut}{between}{second} were sent"), vec![cut.to_owned(), second.clone()]),
                    (
                        format!("The tokens\n{}{between}{}\n", wrap(cut, 64, "\n"), wrap(&second, 64, "\n")),
                        vec![cut.to_owned(), second.clone()],
                    ),
                ]);
            }
        }
    }
}

/// RFC 7518, section 3.1: with a blank inside, a signature of each `alg` is known by its length alone; what follows is a
/// word of letters and digits, as base64 has.
#[test]
fn the_signature_of_every_alg_has_its_length() {
    for (alg, length) in [
        ("ES256", 86),
        ("ES384", 128),
        ("ES512", 176),
        ("EdDSA", 86),
        ("HS256", 43),
        ("HS384", 64),
        ("HS512", 86),
        ("RS256", 342),
        ("PS512", 512),
        ("RS384", 683),
    ] {
        let signed = valid().header("alg", &format!("{alg:?}"));
        let start = compact(signed.header_json().as_bytes(), signed.claims_json().as_bytes(), &live());
        let start = &start[..=start.rfind('.').unwrap()];
        let signature: String = "aB3dE5gH7jK9mN1".chars().cycle().take(length).collect();
        let token = format!("{start}{signature}");
        let split = format!("{start}{} {}", &signature[..20], &signature[20..]);
        check(&[(format!("We sent {split} Xy7Zw9Vu5T today"), vec![token])]);
    }
    let unsigned = valid().header("alg", "\"none\"");
    let token = compact(unsigned.header_json().as_bytes(), unsigned.claims_json().as_bytes(), &live());
    let token = &token[..=token.rfind('.').unwrap()];
    check(&[(format!("X-Auth-Uplynk-Jwt: {token} Xy7Zw9Vu5T"), vec![token.to_owned()])]);
}
