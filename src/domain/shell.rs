//! Text for a shell.

/// One word of a POSIX shell in single quotes (POSIX.1-2017, Shell Command Language 2.2.2): nothing in it can break
/// out.
#[must_use]
pub fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
