//! Escapes and characters that can't be seen: undone or left out, wherever they stand in a token.

use token_debugger::domain::capture::capture;

use crate::{check, token, tokens};

/// The header line with something put in at a character of its token.
fn line_with(inserted: &str, at: usize) -> String {
    let token = token();
    let (before, behind) = token.split_at(at);
    format!("X-Auth-Uplynk-Jwt: {before}{inserted}{behind}")
}

/// Places in the header, in the claims and in the signature, and directly behind a dot.
fn places() -> Vec<usize> {
    let token = token();
    let dots: Vec<usize> = token.match_indices('.').map(|(at, _)| at).collect();
    vec![1, 10, dots[0] + 1, dots[0] + 20, dots[1] + 1, dots[1] + 40, token.len() - 1]
}

/// A dot in the escapes of URLs, JSON and most languages.
#[test]
fn an_escaped_dot_parts_the_segments() {
    for dot in [r"%2E", r"%2e", r"\x2e", r"\u002e", r"\\u002E", r"\\\\x2E"] {
        assert_eq!(tokens(&format!("X-Auth-Uplynk-Jwt: {}", token().replace('.', dot))), [token()], "{dot}");
        assert_eq!(tokens(&token().replace('.', dot)), [token()], "{dot}");
    }
}

/// Letters too: the escape counts by what it stands for.
#[test]
fn an_escaped_letter_is_the_letter() {
    let token = token();
    for at in places() {
        let character = token[at..].chars().next().unwrap();
        let code = u32::from(character);
        for escape in [format!("%{code:02X}"), format!(r"\x{code:02x}"), format!(r"\u{code:04x}")] {
            let text = format!("X-Auth-Uplynk-Jwt: {}{escape}{}", &token[..at], &token[at + 1..]);
            assert_eq!(tokens(&text), [token.as_str()], "{escape} at {at}");
        }
    }
}

/// What stands for a character beyond ASCII, or for none, is no letter of the token: the token is not what it was.
#[test]
fn an_escape_of_no_ascii_character_is_not_dropped() {
    for escape in ["%C3", "%FF", r"\xe9", "%4", "%zz", r"\u00e9", r"\uD800", r"\xzz"] {
        assert_ne!(tokens(&line_with(escape, 30)), [token()], "{escape}");
    }
}

#[test]
fn what_can_not_be_seen_is_left_out() {
    let invisible = [
        "\u{ad}", "\u{180e}", "\u{200b}", "\u{200c}", "\u{200d}", "\u{200e}", "\u{200f}", "\u{202a}", "\u{202c}",
        "\u{202e}", "\u{2060}", "\u{2066}", "\u{206f}", "\u{feff}", r"\u200b", r"\ufeff",
    ];
    for inserted in invisible {
        for at in places() {
            assert_eq!(tokens(&line_with(inserted, at)), [token()], "{} at {at}", inserted.escape_unicode());
        }
    }
}

/// ECMA-48, section 5.4: `ESC [`, digits and semicolons, one letter.
#[test]
fn colours_of_a_terminal_are_left_out() {
    for colour in ["\u{1b}[m", "\u{1b}[0m", "\u{1b}[31m", "\u{1b}[1;31m", "\u{1b}[38;5;196m", "\u{1b}[38;2;10;20;30m"] {
        for at in places() {
            assert_eq!(tokens(&line_with(colour, at)), [token()], "{} at {at}", colour.escape_default());
        }
        let text = format!("level=info {colour}{}\u{1b}[0m done", token());
        assert_eq!(tokens(&text), [token()], "{}", colour.escape_default());
    }
    // Without its letter it is none, and damages the token.
    let (before, behind) = (token()[..30].to_owned(), token()[30..].to_owned());
    assert_eq!(tokens(&line_with("\u{1b}[31!", 30)), [format!("{before}[31!{behind}")]);
}

/// The pieces are what is left of the text when escapes and what can't be seen are taken out.
#[test]
fn pieces_leave_out_what_is_not_the_token() {
    let text = line_with("\u{200b}", 12);
    let found = &capture(&text).found[0];
    assert_eq!(found.pieces[..], [19..31, 34..text.len()]);
    assert_eq!(found.span, 19..text.len());
}

#[test]
fn blanks_inside_are_left_out_where_the_signature_then_has_its_length() {
    for blank in [
        " ", "\t", "\u{a0}", "\u{2003}", "\u{3000}", r"\t", "\n", "\r\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}",
        "\u{2029}", r"\n", r"\r", r"\r\n", "\\\n", "\\\r\n", "^\n", "^\r\n", "`\n", "`\r\n", "\n  ", "  \n",
    ] {
        for at in places() {
            assert_eq!(tokens(&line_with(blank, at)), [token()], "{} at {at}", blank.escape_debug());
        }
    }
}

#[test]
fn quotation_marks_of_every_language_end_a_token() {
    let token = token();
    for (open, close) in [
        ("\"", "\""),
        ("'", "'"),
        ("`", "`"),
        ("\u{201c}", "\u{201d}"),
        ("\u{2018}", "\u{2019}"),
        ("\u{201e}", "\u{201f}"),
        ("«", "»"),
        ("\u{2039}", "\u{203a}"),
        (r#"\""#, r#"\""#),
        (r"\'", r"\'"),
        ("^\"", "^\""),
        (r#"\\\""#, r#"\\\""#),
        (r"\u0022", r"\u0022"),
        ("%22", "%22"),
        ("<", ">"),
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
    ] {
        let cases = [
            (format!("the token {open}{token}{close} was sent"), vec![token.clone()]),
            (format!("{open}{token}{close}"), vec![token.clone()]),
            (format!("X-Auth-Uplynk-Jwt: {open}{token}{close} and more"), vec![token.clone()]),
        ];
        check(&cases);
    }
}

#[test]
fn a_mark_behind_a_token_in_prose_is_no_part_of_it() {
    let token = token();
    for mark in [".", ",", ";", ":", "!", "?", "…", "...", ")", "]", "&x=1", "|", "\"", "'s", " ", "\\", "@"] {
        check(&[
            (format!("We sent {token}{mark}"), vec![token.clone()]),
            (format!("We sent {token}{mark} Then nothing."), vec![token.clone()]),
        ]);
    }
}
