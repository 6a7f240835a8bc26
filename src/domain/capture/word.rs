//! Ordinary words against pieces of base64.

/// Whether a text looks like ordinary words, numbers, or names such as `Content-Length`: nothing in it mixes cases the
/// way base64 does.
pub(super) fn is_wordlike(text: &str) -> bool {
    text.split(|character: char| !character.is_alphanumeric()).all(is_word)
}

/// Whether a text must be base64: long, of mixed case, with digits.
pub(super) fn is_dense(text: &str) -> bool {
    text.len() >= 8 && !is_wordlike(text) && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a text looks like words, one of which is too long to be there by chance.
pub(super) fn is_plain_word(text: &str) -> bool {
    let is_long = |part: &str| part.len() >= 4 && part.chars().all(char::is_alphabetic);
    is_wordlike(text) && text.split(|character: char| !character.is_alphanumeric()).any(is_long)
}

fn is_word(part: &str) -> bool {
    let behind_first = part.chars().skip(1);
    let all_lower = behind_first.clone().all(|character| !character.is_uppercase());
    let all_upper = part.chars().all(|character| !character.is_lowercase());
    all_lower || all_upper
}
