//! What of a config's line may be shown: keys by their ends, other secrets not at all.
//!
//! A config is shown before it is changed, on a screen that others may see and in a terminal that keeps what it
//! showed. Secrets also stand in comments (an old line that was commented out) and in URLs.

use std::ops::Range;

use super::line::{Setting, read_setting, split_verbatim};
use crate::domain::text::shorten;

/// Stands for what is hidden, whatever its length.
const MASK: &str = "•••••••••••••";

/// How many characters are shown at each end of a key.
const SHOWN: usize = 4;

/// Shorter keys are hidden whole: their ends would tell too much.
const LEAST_LENGTH: usize = 20;

/// A run of letters and digits as long as this is taken for a key wherever it stands.
const KEY_LENGTH: usize = 24;

/// A comment may hold a setting with a comment, and so on: so many of them are read, the rest is hidden.
const DEEPEST: usize = 6;

/// Longest line that is shown, in characters.
const MOST_SHOWN: usize = 240;

/// Settings with one of these in their name are secret.
const SECRET_WORDS: [&str; 7] = ["password", "passwd", "passphrase", "secret", "token", "key", "credential"];

/// Of these the ends are shown: which key it is can be told by them.
const NAMED_BY_ENDS: [&str; 2] = ["apikey", "failover_id"];

/// The content of a line as it may be shown.
pub(super) fn mask_line(content: &[u8]) -> String {
    let text = String::from_utf8_lossy(content).replace('\t', "    ");
    shorten(&mask_text(&text, DEEPEST), MOST_SHOWN)
}

fn mask_text(text: &str, depth: usize) -> String {
    let bytes = text.as_bytes();
    if depth == 0 {
        return hide(text);
    }
    if let Some(setting) = read_setting(bytes, &(0..bytes.len())) {
        return mask_setting(text, &setting, depth - 1);
    }
    // What is commented out may be a setting.
    let (marks, rest) = split_while(text, |character| matches!(character, '#' | ' '));
    if marks.contains('#') { format!("{marks}{}", mask_text(rest, depth - 1)) } else { mask_words(text) }
}

fn mask_setting(text: &str, setting: &Setting, depth: usize) -> String {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let name = part(setting.name.clone());
    let value = part(setting.value.clone());
    let bare_name = String::from_utf8_lossy(split_verbatim(name.as_bytes()).0).to_ascii_lowercase();
    let shown = if NAMED_BY_ENDS.contains(&bare_name.as_str()) {
        mask_middle(value)
    } else if is_secret(name) {
        hide(value)
    } else {
        mask_words(value)
    };
    // A key that stands at the start of a line, with a colon behind it, reads as a name.
    let before = mask_words(part(0..setting.value.start));
    let between = part(setting.value.end..setting.comment.start);
    format!("{before}{shown}{between}{}", mask_text(part(setting.comment.clone()), depth))
}

/// `abcD•••••••••••••IJKL`, with `token_` in front if the value has it.
fn mask_middle(value: &str) -> String {
    let (prefix, key) = match value.strip_prefix("token_") {
        Some(key) => ("token_", key),
        None => ("", value),
    };
    let characters: Vec<char> = key.chars().collect();
    match (characters.first_chunk::<SHOWN>(), characters.last_chunk::<SHOWN>()) {
        (Some(first), Some(last)) if characters.len() >= LEAST_LENGTH => {
            format!("{prefix}{}{MASK}{}", String::from_iter(first), String::from_iter(last))
        }
        _ => format!("{prefix}{}", hide(key)),
    }
}

fn hide(value: &str) -> String {
    if value.is_empty() { String::new() } else { MASK.to_owned() }
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRET_WORDS.iter().any(|word| name.contains(word))
}

/// Text that is no setting's secret value: what follows a secret name and `=` or `:` is hidden, and so is the user
/// information of a URL (RFC 3986 section 3.2.1); what looks like a key is shown by its ends.
fn mask_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = split_while(rest, is_of_key).0;
        if let Some(behind) = rest.strip_prefix("://") {
            let (user, after) = split_user_information(behind);
            out.push_str("://");
            out.push_str(&hide(user));
            rest = after;
        } else if word.is_empty() {
            out.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        } else {
            let after = rest.get(word.len()..).unwrap_or_default();
            rest = push_word(&mut out, word, after);
        }
    }
    out
}

/// Appends a word, and the value behind it if it names a secret; gives what is left of the text.
fn push_word<'a>(out: &mut String, word: &str, after: &'a str) -> &'a str {
    if looks_like_key(word) {
        out.push_str(&mask_middle(word));
        return after;
    }
    out.push_str(word);
    let (blanks, rest) = split_while(after, |character| character == ' ');
    let (sign, rest) = split_while(rest, |character| matches!(character, '=' | ':'));
    if !is_secret(word) || sign.is_empty() {
        return after;
    }
    let (more_blanks, rest) = split_while(rest, |character| character == ' ');
    let (value, rest) = split_while(rest, |character| !character.is_whitespace() && character != '&');
    for part in [blanks, sign, more_blanks, &hide(value)] {
        out.push_str(part);
    }
    rest
}

fn is_of_key(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.')
}

fn looks_like_key(word: &str) -> bool {
    let is_token = word.len() >= LEAST_LENGTH && word.contains("eyJ");
    let has_key = word.split('.').any(|part| {
        let has = |kind: fn(&char) -> bool| part.chars().any(|character| kind(&character));
        part.len() >= KEY_LENGTH && has(char::is_ascii_digit) && has(char::is_ascii_alphabetic)
    });
    is_token || has_key
}

/// What stands before the last `@` of a URL's authority, and the rest from there.
fn split_user_information(behind: &str) -> (&str, &str) {
    let (authority, _) = split_while(behind, |character| !matches!(character, '/' | '?' | '#') && character != ' ');
    behind.split_at(authority.rfind('@').unwrap_or(0))
}

fn split_while(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|character| !belongs(character)).unwrap_or(text.len());
    text.split_at(end)
}
