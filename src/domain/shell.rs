//! Text for a shell.

/// One word of a POSIX shell in single quotes (POSIX.1-2017, Shell Command Language 2.2.2): nothing in it can break
/// out. NUL, which no argument of a program can hold, is the caller's to refuse.
#[must_use]
pub fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
