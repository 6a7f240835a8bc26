//! An answer as it was pasted: the status, and what is to be known of the body.

use std::fmt;

use thiserror::Error;

use crate::domain::json::{Json, JsonKind};

/// Longest answer that is read, in bytes (1 MiB).
const MAX_LENGTH: usize = 1024 * 1024;

/// The members in which servers put a sentence for a reader.
const MESSAGE_MEMBERS: [&str; 6] = ["msg", "message", "detail", "error_description", "error_message", "error"];

/// Why a text is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AnswerError {
    /// There is no status in it.
    #[error("There is no status in the answer")]
    NoStatus,
    /// Over 1 MiB.
    #[error("The answer is longer than {MAX_LENGTH} bytes")]
    TooLarge,
}

impl AnswerError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NoStatus => "Start with the status, as in 401, and let the body follow.",
            Self::TooLarge => "The status and the first lines of the body are enough.",
        }
    }
}

/// What a server answered. `Debug` does not show the body.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    status: u16,
    body: String,
}

impl Answer {
    /// An answer of a status code and a body.
    #[must_use]
    pub fn new(status: u16, body: &str) -> Self {
        Self { status, body: body.trim().to_owned() }
    }

    /// Reads a pasted answer: what `curl --include` or `--verbose` shows, a raw message, or the status code with the
    /// body behind it. Of several status lines (a proxy's, a redirect's) the last counts.
    ///
    /// # Errors
    /// [`AnswerError`]
    pub fn parse(text: &str) -> Result<Self, AnswerError> {
        if text.len() > MAX_LENGTH {
            return Err(AnswerError::TooLarge);
        }
        let lines: Vec<&str> = text.lines().collect();
        let last = lines.iter().enumerate().rev().find_map(|(place, line)| Some((place, status_line(line)?)));
        match last {
            Some((place, status)) => {
                let head = lines.iter().skip(place).take_while(|line| !is_blank(line)).count();
                let body: Vec<&str> = lines.iter().skip(place + head).map(|line| without_mark(line)).collect();
                Ok(Self::new(status, &body.join("\n")))
            }
            None => Self::parse_short(text),
        }
    }

    /// `401 Unauthorized {"…"}`, or the code on a line of its own.
    fn parse_short(text: &str) -> Result<Self, AnswerError> {
        let text = text.trim_start();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (code, rest) = text.split_at(digits);
        let status = read_code(code).ok_or(AnswerError::NoStatus)?;
        let (first, others) = rest.split_once('\n').unwrap_or((rest, ""));
        // What stands on the status's line is the reason phrase (RFC 9112 section 4), unless it looks like a body.
        let body = if first.contains(['{', '[', '<']) { rest } else { others };
        let body = body.find(['{', '[', '<']).and_then(|start| body.get(start..)).unwrap_or(body);
        Ok(Self::new(status, body))
    }

    /// The status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// v2's integer `error` (reported: 0 when all is well), as its text.
    #[must_use]
    pub fn error(&self) -> Option<String> {
        match &Json::parse(&self.body).ok()?.member("error")?.kind {
            JsonKind::Number(text) if text.parse::<i64>().is_ok() => Some(text.to_string()),
            _ => None,
        }
    }

    /// What the server says to a reader, if its body is an object with such a text.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        let json = Json::parse(&self.body).ok()?;
        let texts = MESSAGE_MEMBERS.iter().filter_map(|name| json.member(name)?.as_str());
        texts.map(str::trim).find(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Whether the body is a web page.
    #[must_use]
    pub fn is_html(&self) -> bool {
        self.body.starts_with('<')
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("status", &self.status).finish_non_exhaustive()
    }
}

/// The code of a status line, `HTTP/1.1 401 Unauthorized` (RFC 9112 section 4) or `HTTP/2 401`.
fn status_line(line: &str) -> Option<u16> {
    let mut words = without_mark(line).split_ascii_whitespace();
    let version = words.next()?.strip_prefix("HTTP/")?;
    let known = version.starts_with(|c: char| c.is_ascii_digit());
    known.then(|| read_code(words.next()?)).flatten()
}

fn read_code(text: &str) -> Option<u16> {
    text.parse().ok().filter(|code| text.len() == 3 && (100..=599).contains(code))
}

/// `curl --verbose` marks what it received.
fn without_mark(line: &str) -> &str {
    line.strip_prefix("< ").or_else(|| line.strip_prefix('<').filter(|rest| rest.trim().is_empty())).unwrap_or(line)
}

fn is_blank(line: &str) -> bool {
    without_mark(line).trim().is_empty()
}
