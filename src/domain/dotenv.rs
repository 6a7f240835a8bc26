//! `.env` files: variables with their values, as people and tools write them.
//!
//! Own code, because dotenvy prints the bad line, which may be the key, in its error, puts `$NAME` of the environment
//! into values and refuses a byte order mark. Here nothing is expanded, and a bad line is known by its number.
//!
//! The grammar is the one that python-dotenv documents ("File format" in its README), but for these, on purpose:
//!
//! | spelling | python-dotenv 1.2 | here | because |
//! | --- | --- | --- | --- |
//! | `NAME` without `=`, `words`, `NAME: value`, `=value` | a name without value, or a warning and the next line | the first bad line is the answer, by its number | a line that was skipped may be the key |
//! | an open quote, text behind a closing quote | a warning and the next line | the line is the answer | the same |
//! | `'NAME'=value`, `"NAME"=value`, names that begin with a digit or have other letters than ASCII's | taken, the double quotes as part of the name | refused | no variable of a shell has such a name |
//! | `NAME=value'` | the quote is part of the value | refused | half of a pair was lost |
//! | `NAME=#text`, `NAME= #text` | the value `#text` | an empty value | no value of a key file begins so, a comment does |
//! | `\a`, `\b`, `\f`, `\v`, `\'` in double quotes | escapes | as they stand | none occurs in a key file |
//! | `\$` in double quotes | as it stands | `$` | what a shell reads |
//! | `\'`, `\\` in single quotes | escapes | as they stand: `\'` closes the quote | what a shell reads |
//! | `${NAME}`, `${NAME:-default}` | replaced from the file and the environment | as they stand | a key file must not depend on where it is read |
//! | a byte order mark | part of the first name | left out | Windows editors write it |
//! | a no-break space before `#` | begins a comment | part of the value | it is not one of the two blanks |
//!
//! A name that stands twice is given twice, as there.

use std::fmt;

use super::secret::SecretText;

/// Longest name, in bytes: a line of base64 that went astray is longer.
const LONGEST_NAME: usize = 60;

/// One variable. `Debug` shows its line alone: a line of a key that went astray can look like a name.
#[derive(Clone)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value, without the quotes around it.
    pub value: SecretText,
    /// The line of its name, counted from 1.
    pub line: usize,
}

impl fmt::Debug for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Variable([redacted], line {})", self.line)
    }
}

/// A line that is no assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {line} of the .env file {problem}")]
pub struct DotenvError {
    /// Its number, counted from 1; for a quote that isn't closed, the line where it opens.
    pub line: usize,
    /// What is wrong with it.
    pub problem: LineProblem,
}

/// What is wrong with a line of a `.env` file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineProblem {
    /// No `=`.
    #[error("has no = sign")]
    NoEqualsSign,
    /// `NAME: value`.
    #[error("has a colon where the = sign belongs")]
    Colon,
    /// No name, or one that a variable can't have.
    #[error("doesn't start with the name of a variable")]
    BadName,
    /// A quote without its second half.
    #[error("opens a quote that is never closed")]
    UnclosedQuote,
    /// A quote at the end of a value that doesn't start with one.
    #[error("closes a quote that was never opened")]
    StrayQuote,
    /// Typographic quotes, which a word processor makes.
    #[error("has typographic quotes")]
    CurlyQuote,
    /// More behind the closing quote.
    #[error("goes on behind the closing quote")]
    TextBehindQuote,
    /// A PEM text over several lines without quotes.
    #[error("begins a PEM text without quotes around it")]
    UnquotedPem,
}

impl DotenvError {
    /// A stable name of the case.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self.problem {
            LineProblem::NoEqualsSign => "dotenv_no_equals_sign",
            LineProblem::Colon => "dotenv_colon",
            LineProblem::BadName => "dotenv_bad_name",
            LineProblem::UnclosedQuote => "dotenv_unclosed_quote",
            LineProblem::StrayQuote => "dotenv_stray_quote",
            LineProblem::CurlyQuote => "dotenv_curly_quote",
            LineProblem::TextBehindQuote => "dotenv_text_behind_quote",
            LineProblem::UnquotedPem => "dotenv_unquoted_pem",
        }
    }

    /// What the user can do.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self.problem {
            LineProblem::NoEqualsSign => {
                "Write NAME=value; a value over several lines needs quotes, a comment starts with #."
            }
            LineProblem::Colon => "Write NAME=value, with = instead of the colon.",
            LineProblem::BadName => "Write NAME=value, with letters, digits and _ in the name.",
            LineProblem::UnclosedQuote | LineProblem::StrayQuote => "Add the missing quote, or remove both.",
            LineProblem::CurlyQuote => "Replace them by straight quotes, or remove them.",
            LineProblem::TextBehindQuote => "Let the line end behind the closing quote.",
            LineProblem::UnquotedPem => "Put double quotes around the whole PEM text.",
        }
    }
}

/// Reads the variables of a `.env` text, in its order, each as often as it stands there.
///
/// It takes a byte order mark, LF, CRLF and CR, blank lines, comments (`#` first in a line, or behind a blank),
/// `export `, blanks around `=`, single and double quotes over several lines, and `\n`, `\r`, `\t`, `\"`, `\\` and
/// `\$` in double quotes.
///
/// # Errors
/// The first line that is no assignment.
pub fn read(text: &str) -> Result<Vec<Variable>, DotenvError> {
    let mut cursor = Cursor { rest: text.trim_start_matches('\u{feff}'), line: 1 };
    let mut variables = Vec::new();
    while cursor.skip_to_assignment() {
        variables.push(cursor.read_assignment()?);
    }
    Ok(variables)
}

/// Reads a line `NAME=value` up to the `=`: the name and what follows. `None` for any other line.
#[must_use]
pub fn split_assignment(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(is_blank);
    let name = take_name(strip_export(line));
    let value = strip_export(line).strip_prefix(name)?.trim_start_matches(is_blank).strip_prefix('=')?;
    (!name.is_empty()).then_some((name, value))
}

struct Cursor<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Cursor<'a> {
    /// Passes blank lines and comments; whether anything follows them.
    fn skip_to_assignment(&mut self) -> bool {
        loop {
            self.rest = self.rest.trim_start_matches(is_blank);
            match self.rest.chars().next() {
                None => return false,
                Some('#') => {
                    self.take_to_line_end();
                }
                Some('\n' | '\r') => self.pass_line_end(),
                Some(_) => return true,
            }
        }
    }

    fn read_assignment(&mut self) -> Result<Variable, DotenvError> {
        let line = self.line;
        let bad = |problem| DotenvError { line, problem };
        self.rest = strip_export(self.rest);
        let name = take_name(self.rest);
        let behind = self.rest[name.len()..].trim_start_matches(is_blank);
        self.rest = match behind.chars().next() {
            Some('=') if name.is_empty() || name.len() > LONGEST_NAME => return Err(bad(LineProblem::BadName)),
            // Padding of base64, not an assignment.
            Some('=') if behind.starts_with("==") => return Err(bad(LineProblem::NoEqualsSign)),
            Some('=') => behind[1..].trim_start_matches(is_blank),
            Some(':') if !name.is_empty() => return Err(bad(LineProblem::Colon)),
            _ if to_line_end(behind).contains('=') => return Err(bad(LineProblem::BadName)),
            _ => return Err(bad(LineProblem::NoEqualsSign)),
        };
        let value = self.read_value().map_err(bad)?;
        Ok(Variable { name: name.to_owned(), value, line })
    }

    fn read_value(&mut self) -> Result<SecretText, LineProblem> {
        match self.rest.chars().next() {
            Some(quote @ ('"' | '\'')) => self.read_quoted(quote),
            Some('“' | '”' | '‘' | '’') => Err(LineProblem::CurlyQuote),
            _ => self.read_unquoted(),
        }
    }

    fn read_unquoted(&mut self) -> Result<SecretText, LineProblem> {
        let value = strip_comment(self.take_to_line_end()).trim();
        if value.ends_with(['"', '\'']) {
            return Err(LineProblem::StrayQuote);
        }
        if value.starts_with("-----BEGIN ") && !value.contains("-----END ") {
            return Err(LineProblem::UnquotedPem);
        }
        Ok(secret(value))
    }

    fn read_quoted(&mut self, quote: char) -> Result<SecretText, LineProblem> {
        let inside = &self.rest[quote.len_utf8()..];
        let end = closing_quote(inside, quote).ok_or(LineProblem::UnclosedQuote)?;
        let (value, behind) = inside.split_at(end);
        self.line += line_ends(value);
        self.rest = &behind[quote.len_utf8()..];
        let tail = self.take_to_line_end();
        if !strip_comment(tail).trim().is_empty() {
            return Err(LineProblem::TextBehindQuote);
        }
        Ok(if quote == '"' { unescape(value) } else { secret(value) })
    }

    /// Takes the rest of the line and leaves its end.
    fn take_to_line_end(&mut self) -> &'a str {
        let taken = to_line_end(self.rest);
        self.rest = &self.rest[taken.len()..];
        taken
    }

    fn pass_line_end(&mut self) {
        let rest = self.rest;
        self.rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
        self.line += 1;
    }
}

fn is_blank(c: char) -> bool {
    c == ' ' || c == '\t'
}

fn to_line_end(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or_default()
}

fn strip_export(text: &str) -> &str {
    text.strip_prefix("export").filter(|rest| rest.starts_with(is_blank)).map_or(text, |rest| {
        let rest = rest.trim_start_matches(is_blank);
        // A variable may be called `export`.
        if rest.starts_with('=') { text } else { rest }
    })
}

fn take_name(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))).unwrap_or(text.len());
    let name = &text[..end];
    if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') { name } else { "" }
}

/// Cuts a comment off: `#` behind a blank, or first.
fn strip_comment(text: &str) -> &str {
    let mut behind_blank = true;
    for (at, c) in text.char_indices() {
        if c == '#' && behind_blank {
            return &text[..at];
        }
        behind_blank = is_blank(c);
    }
    text
}

fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == quote && !escaped {
            return Some(at);
        }
        escaped = quote == '"' && c == '\\' && !escaped;
    }
    None
}

fn line_ends(text: &str) -> usize {
    let pairs = text.matches("\r\n").count();
    text.matches(['\n', '\r']).count() - pairs
}

/// A copy in wiped memory, allocated once.
fn secret(value: &str) -> SecretText {
    SecretText::new(value.to_owned())
}

fn unescape(value: &str) -> SecretText {
    // Escapes only shrink a text: this length is enough, so that the secret is never moved.
    let mut plain = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some(c @ ('"' | '\\' | '$')) => plain.push(c),
            other => plain.extend(std::iter::once('\\').chain(other)),
        }
    }
    SecretText::new(plain)
}
