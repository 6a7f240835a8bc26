//! How text and JSON are written: hidden characters are always escaped, colours are for terminals.

use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::{Map, Value};

use crate::domain::credential::KeyNote;
use crate::domain::finding::{Finding, Severity, Verdict};
use crate::domain::text::{escape_json, make_visible};

/// A style of the terminal (ECMA-48, select graphic rendition).
#[derive(Clone, Copy)]
pub(super) enum Style {
    Plain,
    Bold,
    Dim,
    Good,
    Bad,
    Warning,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "0",
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Good => "1;32",
            Self::Bad => "1;31",
            Self::Warning => "1;33",
        }
    }

    pub(super) fn of_severity(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Bad,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Bold,
        }
    }

    pub(super) fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Accept => Self::Good,
            Verdict::Refuse => Self::Bad,
            Verdict::Undecided => Self::Warning,
        }
    }
}

/// Writes pieces of text as one line.
pub(super) struct Page<'a> {
    stream: &'a mut dyn Write,
    colour: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(stream: &'a mut dyn Write, colour: bool) -> Self {
        Self { stream, colour }
    }

    pub(super) fn line(&mut self, pieces: &[(Style, &str)]) -> io::Result<()> {
        for (style, text) in pieces {
            let text = make_visible(text);
            match style {
                Style::Plain => write!(self.stream, "{text}")?,
                style if self.colour => write!(self.stream, "\u{1b}[{}m{text}\u{1b}[0m", style.code())?,
                _ => write!(self.stream, "{text}")?,
            }
        }
        writeln!(self.stream)
    }

    pub(super) fn plain(&mut self, text: &str) -> io::Result<()> {
        self.line(&[(Style::Plain, text)])
    }

    /// Text of several lines.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        text.lines().try_for_each(|line| self.plain(line))
    }

    pub(super) fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let severity = format!("{:<8}", finding.severity.as_str());
        let place = finding.place.to_string();
        self.line(&[
            (Style::of_severity(finding.severity), &severity),
            (Style::Bold, &finding.message),
            (Style::Dim, &format!("  [{}, {place}]", finding.code.as_str())),
        ])?;
        self.line(&[(Style::Plain, "        "), (Style::Dim, &finding.advice)])
    }

    pub(super) fn note(&mut self, note: &KeyNote) -> io::Result<()> {
        let severity = format!("{:<8}", note.severity().as_str());
        self.line(&[(Style::of_severity(note.severity()), &severity), (Style::Bold, &note.message())])?;
        self.line(&[(Style::Plain, "        "), (Style::Dim, &note.advice())])
    }
}

/// A problem on standard error, with its way out.
pub(super) fn write_problem(stream: &mut dyn Write, message: &str, advice: &str) -> io::Result<()> {
    writeln!(stream, "token-debugger: {}\n{}", make_visible(message), make_visible(advice))
}

/// One JSON value on one line.
pub(super) fn write_json(stream: &mut dyn Write, json: &str) -> io::Result<()> {
    writeln!(stream, "{}", escape_json(json))
}

/// The members of a finding, in their order.
fn finding_members(finding: &Finding) -> [(&'static str, Cow<'_, str>); 5] {
    [
        ("code", finding.code.as_str().into()),
        ("severity", finding.severity.as_str().into()),
        ("at", finding.place.to_string().into()),
        ("message", finding.message.as_str().into()),
        ("advice", finding.advice.as_str().into()),
    ]
}

/// A finding as JSON.
pub(super) fn finding_to_json(finding: &Finding) -> Value {
    let members = finding_members(finding).map(|(name, value)| (name.to_owned(), value.into()));
    Value::Object(members.into_iter().collect())
}

/// The same as text, behind what is there already.
pub(super) fn write_finding(out: &mut String, finding: &Finding) {
    for (place, (name, value)) in finding_members(finding).iter().enumerate() {
        out.push_str(if place == 0 { "{\"" } else { ",\"" });
        out.push_str(name);
        out.push_str("\":");
        write_string(out, value);
    }
    out.push('}');
}

/// A JSON string, behind what is there already.
pub(super) fn write_string(out: &mut String, text: &str) {
    // Few texts have anything to escape (RFC 8259 section 7), and without a way out many bytes are compared at once.
    if text.bytes().fold(false, |so_far, byte| so_far | matches!(byte, ..b' ' | b'"' | b'\\')) {
        out.push_str(&Value::from(text).to_string());
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}

/// A number, behind what is there already.
pub(super) fn write_number(out: &mut String, number: impl itoa::Integer) {
    out.push_str(itoa::Buffer::new().format(number));
}

/// An object from members in order. A member's value is JSON text, so that a token's own JSON goes in as it was
/// received: member order, duplicates and number text kept.
pub(super) fn object(members: &[(&str, String)]) -> String {
    let members = members.iter().map(|(name, value)| format!("{}:{value}", Value::from(*name)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

/// A string or null.
pub(super) fn text_or_null(text: Option<&str>) -> String {
    text.map_or(Value::Null, Value::from).to_string()
}

/// An object of plain values.
pub(super) fn plain_object(members: impl IntoIterator<Item = (&'static str, Value)>) -> String {
    let map: Map<String, Value> = members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Value::Object(map).to_string()
}
