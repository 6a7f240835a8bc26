//! The tables that the program brings along, as comma-separated values (RFC 4180).
//!
//! Not with the `csv` crate: the automaton that it builds for each reader took an eighth of the whole time of `read`.
//! These two tables are the crate's own, so quotes inside quotes and line breaks inside fields need not be understood;
//! tests read them with another reader and compare.

/// The rows below the heading, field by field.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).filter(|line| !line.is_empty()).map(fields)
}

fn fields(line: &'static str) -> Vec<&'static str> {
    let mut fields = Vec::with_capacity(5);
    let mut rest = Some(line);
    while let Some(text) = rest {
        let (field, behind) = match text.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
            Some((field, behind)) => (field, behind.strip_prefix(',')),
            None => match text.split_once(',') {
                Some((field, behind)) => (field, Some(behind)),
                None => (text, None),
            },
        };
        fields.push(field);
        rest = behind;
    }
    fields
}
