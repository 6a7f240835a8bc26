//! The tables that the program brings along, as comma-separated values (RFC 4180).
//!
//! Not with the `csv` crate: the automaton that it builds for each reader took an eighth of the whole time of `read`.
//! These two tables are the crate's own, so quotes inside quotes and line breaks inside fields need not be understood;
//! tests read them with another reader and compare.

/// The rows below the heading, field by field; a field that is missing is empty. The fields are parts of the text:
/// nothing is copied.
pub(super) fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().skip(1).filter(|line| !line.is_empty()).map(fields)
}

fn fields<const N: usize>(line: &'static str) -> [&'static str; N] {
    let mut fields = [""; N];
    let mut rest = line;
    for field in &mut fields {
        let quoted = rest.strip_prefix('"').and_then(|quoted| quoted.split_once('"'));
        (*field, rest) = match quoted {
            Some((text, behind)) => (text, behind.strip_prefix(',').unwrap_or_default()),
            None => split_at_comma(rest),
        };
    }
    fields
}

/// A search through the bytes: fields are short, and what the standard library prepares for a search is not.
fn split_at_comma(text: &'static str) -> (&'static str, &'static str) {
    match text.bytes().position(|byte| byte == b',') {
        Some(place) => (&text[..place], &text[place + 1..]),
        None => (text, ""),
    }
}
