//! The name that stands directly before a value: a JSON member's, a query parameter's, a variable's.

use smol_str::{SmolStr, format_smolstr};

/// How name and value are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `"name": "…"`.
    Json,
    /// `'name': '…'`.
    Python,
    /// `?name=…` or `&name=…`.
    Query,
    /// `name=…` or `name: …`.
    Assignment,
}

/// A name before a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member<'a> {
    form: Form,
    name: &'a str,
}

impl Member<'_> {
    /// Whether name and value stand in quotation marks, as in JSON and Python.
    pub(super) fn is_quoted(&self) -> bool {
        matches!(self.form, Form::Json | Form::Python)
    }

    /// Whether it is a query parameter.
    pub(super) fn is_parameter(&self) -> bool {
        self.form == Form::Query
    }

    /// The name for a list. A HAR's or a log's pair has its name elsewhere: then it is the header's.
    pub(super) fn phrase(&self, is_x_auth: bool) -> SmolStr {
        let name = if is_x_auth { "X-Auth-Uplynk-Jwt" } else { self.name };
        match self.form {
            Form::Python => format_smolstr!("Python dict, {name}"),
            Form::Query => format_smolstr!("query parameter {name}"),
            Form::Json | Form::Assignment => SmolStr::new(name),
        }
    }
}

/// The name before the value that starts at a byte.
pub(super) fn member_before(text: &str, at: usize) -> Option<Member<'_>> {
    const FARTHEST: usize = 96;
    let window = text.as_bytes().get(at.saturating_sub(FARTHEST)..at)?;
    let (rest, opened) = strip_quotes(strip(window, b"["));
    let rest = if opened.is_some() { strip_prefix_letter(rest) } else { rest };
    let rest = strip(rest, b" \t\r\n");
    let separator = rest.iter().rev().take_while(|byte| matches!(byte, b':' | b'=' | b'>')).count();
    let (rest, separator) = rest.split_at_checked(rest.len() - separator)?;
    if separator.is_empty() {
        return None;
    }
    let (rest, quote) = strip_quotes(strip(rest, b" \t\r\n"));
    let length = rest
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'@'))
        .count();
    let (before, name) = rest.split_at_checked(rest.len() - length)?;
    let form = match (quote, opened, separator, before.last()) {
        (Some(b'\''), Some(b'\''), b":", _) => Form::Python,
        (Some(_), Some(_), b":", _) => Form::Json,
        (None, None, b"=", Some(b'?' | b'&')) => Form::Query,
        _ => Form::Assignment,
    };
    let name = std::str::from_utf8(name).ok()?;
    (!name.is_empty()).then_some(Member { form, name })
}

fn strip<'a>(bytes: &'a [u8], unwanted: &[u8]) -> &'a [u8] {
    let count = bytes.iter().rev().take_while(|byte| unwanted.contains(byte)).count();
    bytes.get(..bytes.len() - count).unwrap_or_default()
}

/// Takes one quotation mark and the backslashes before it off the end.
fn strip_quotes(bytes: &[u8]) -> (&[u8], Option<u8>) {
    match bytes.split_last() {
        Some((quote @ (b'"' | b'\''), rest)) => (strip(rest, b"\\"), Some(*quote)),
        _ => (bytes, None),
    }
}

/// Takes the letter of a Python literal (`b'…'`) off the end.
fn strip_prefix_letter(bytes: &[u8]) -> &[u8] {
    match bytes {
        [rest @ .., before, b'b' | b'u' | b'r' | b'f']
            if !before.is_ascii_alphanumeric() && !matches!(before, b'_' | b'-') =>
        {
            bytes.get(..=rest.len()).unwrap_or_default()
        }
        _ => bytes,
    }
}
