//! JSON as it was received: member order, duplicate members and the text of numbers are kept.
//!
//! `serde_json` does the grammar (RFC 8259). Its own `Value` keeps the last of duplicate members without a word and
//! turns 18446744073709551616 into a float, so the tree is built here, from a text that passed. Its `RawValue`s would
//! do as well, but are read again at every level: 128 levels around 1 MiB took half a second.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::IgnoredAny;
use smol_str::SmolStr;
use thiserror::Error;

use super::text::shorten;

/// Deepest nesting that is read; real tokens have three levels.
pub const MAX_DEPTH: usize = 128;

/// One JSON value and where it stands.
#[derive(Clone, PartialEq)]
pub struct Json {
    /// Byte range of the value in the text that was read.
    pub span: Range<usize>,
    /// What it is.
    pub kind: JsonKind,
}

/// The seven shapes of a JSON value. Its texts are short as a rule, and then take no memory of their own.
#[derive(Clone, PartialEq)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as its text.
    Number(SmolStr),
    /// A string, unescaped. A lone surrogate escape reads as U+FFFD.
    String(SmolStr),
    /// An array.
    Array(Vec<Json>),
    /// An object's members in order, duplicates included.
    Object(Vec<Member>),
}

/// One member of an object.
#[derive(Clone, PartialEq)]
pub struct Member {
    /// The name, unescaped.
    pub name: SmolStr,
    /// The value.
    pub value: Json,
}

impl Member {
    /// Whether it has this name.
    ///
    /// Claims are called by three letters, as a rule different ones at the end: to look at the last byte first spares
    /// most of the calls of the slower comparison.
    #[must_use]
    pub fn has_name(&self, name: &str) -> bool {
        let own = self.name.as_bytes();
        own.len() == name.len() && own.last() == name.as_bytes().last() && own == name.as_bytes()
    }
}

/// Why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JsonError {
    /// The grammar was broken.
    #[error("line {line}, column {column} is not JSON")]
    Grammar {
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in bytes.
        column: usize,
    },
    /// The text ends before the value does.
    #[error("it ends before the JSON is complete")]
    Ends,
    /// More levels than [`MAX_DEPTH`].
    #[error("it is nested more than {MAX_DEPTH} levels deep")]
    TooDeep,
}

impl Json {
    /// Reads one JSON value with nothing but white space around it.
    ///
    /// # Errors
    /// [`JsonError`] with the place.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        refuse_depth(text)?;
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| JsonError::from(&error))?;
        Ok(Reader { text, at: 0 }.value())
    }

    /// The members, if it is an object.
    #[must_use]
    pub fn members(&self) -> Option<&[Member]> {
        match &self.kind {
            JsonKind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The value that counts under a name: of duplicates the last, as most JSON readers take it (RFC 8259 section 4).
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Self> {
        let found = self.members()?.iter().rfind(|member| member.has_name(name))?;
        Some(&found.value)
    }

    /// The text, if it is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            JsonKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// "a string", "an object" …: for sentences.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match self.kind {
            JsonKind::Null => "null",
            JsonKind::Bool(true) => "true",
            JsonKind::Bool(false) => "false",
            JsonKind::Number(_) => "a number",
            JsonKind::String(_) => "a string",
            JsonKind::Array(_) => "an array",
            JsonKind::Object(_) => "an object",
        }
    }
}

impl Json {
    /// The same with the value of a string: "the string “soon”".
    #[must_use]
    pub fn describe_value(&self) -> String {
        match &self.kind {
            JsonKind::String(text) => format!("the string “{}”", shorten(text, 40)),
            JsonKind::Number(text) => format!("the number {}", shorten(text, 40)),
            _ => self.describe().to_owned(),
        }
    }
}

/// The tree may hold what a token says: its text is not for logs.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Json({} at {:?})", self.describe(), self.span)
    }
}

impl fmt::Debug for JsonKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JsonKind([redacted])")
    }
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Member([redacted])")
    }
}

impl From<&serde_json::Error> for JsonError {
    fn from(error: &serde_json::Error) -> Self {
        if error.is_eof() { Self::Ends } else { Self::Grammar { line: error.line(), column: error.column() } }
    }
}

/// One token of a JSON Pointer (RFC 6901 section 3): `~` and `/` escaped.
#[must_use]
pub fn escape_pointer(name: &str) -> Cow<'_, str> {
    if name.contains(['~', '/']) { name.replace('~', "~0").replace('/', "~1").into() } else { name.into() }
}

/// The same JSON without white space between its parts; strings and numbers stay as received.
#[must_use]
pub fn compact(text: &str) -> Cow<'_, str> {
    // Nearly all tokens have none, and many bytes are compared at once.
    if !text.bytes().fold(false, |so_far, byte| so_far | is_blank(byte)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    for character in text.chars() {
        if in_string {
            in_string = escaped || character != '"';
            escaped = character == '\\' && !escaped;
        } else if matches!(character, ' ' | '\t' | '\r' | '\n') {
            continue;
        } else {
            in_string = character == '"';
        }
        out.push(character);
    }
    Cow::Owned(out)
}

/// Counts brackets outside strings, before anything recurses over them.
fn refuse_depth(text: &str) -> Result<(), JsonError> {
    // So many there must be; to count them many bytes are compared at once.
    if text.bytes().filter(|byte| matches!(byte, b'{' | b'[')).count() <= MAX_DEPTH {
        return Ok(());
    }
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(JsonError::TooDeep);
        }
    }
    Ok(())
}

/// Reads a text that is known to be JSON.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self) -> Json {
        self.pass(is_blank);
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => JsonKind::Object(self.list(b'}', |reader| {
                let name = reader.string();
                reader.pass(|byte| is_blank(byte) || byte == b':');
                Member { name, value: reader.value() }
            })),
            Some(b'[') => JsonKind::Array(self.list(b']', Self::value)),
            Some(b'"') => JsonKind::String(self.string()),
            _ => {
                self.pass(|byte| !is_blank(byte) && !matches!(byte, b',' | b']' | b'}'));
                match self.since(start) {
                    "null" | "" => JsonKind::Null,
                    "true" => JsonKind::Bool(true),
                    "false" => JsonKind::Bool(false),
                    number => JsonKind::Number(SmolStr::new(number)),
                }
            }
        };
        Json { span: start..self.at, kind }
    }

    /// What stands between the bracket here and its end.
    fn list<T>(&mut self, end: u8, item: fn(&mut Self) -> T) -> Vec<T> {
        // A segment's own list: most tokens have more claims than a list first makes room for.
        let mut items = if self.at == 0 { Vec::with_capacity(8) } else { Vec::new() };
        self.at += 1;
        loop {
            self.pass(|byte| is_blank(byte) || byte == b',');
            match self.peek() {
                None => return items,
                Some(byte) if byte == end => break,
                Some(_) => items.push(item(self)),
            }
        }
        self.at += 1;
        items
    }

    fn string(&mut self) -> SmolStr {
        self.at += 1;
        let start = self.at;
        self.pass(|byte| !matches!(byte, b'"' | b'\\'));
        if self.peek() == Some(b'\\') {
            return self.escaped_string(start);
        }
        let written = self.since(start);
        self.at += 1;
        SmolStr::new(written)
    }

    /// The rest of a string that has escapes.
    fn escaped_string(&mut self, start: usize) -> SmolStr {
        let mut escaped = false;
        self.pass(|byte| {
            let goes_on = escaped || byte != b'"';
            escaped = byte == b'\\' && !escaped;
            goes_on
        });
        self.at += 1;
        unescape(self.since(start - 1)).into()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn pass(&mut self, mut passes: impl FnMut(u8) -> bool) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| !passes(*byte)).unwrap_or(rest.len());
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// A string's text. RFC 8259 section 8.2 allows escapes of lone surrogates, which no Rust string holds.
fn unescape(text: &str) -> String {
    serde_json::from_str::<String>(text).unwrap_or_else(|_| {
        serde_json::from_slice::<lossy::Text>(text.as_bytes()).map(|text| text.0).unwrap_or_default()
    })
}

/// Reads a JSON string as bytes, in which `serde_json` lets lone surrogates pass, then as text with U+FFFD for them.
mod lossy {
    use serde::de::{Deserialize, Deserializer, Visitor};
    use std::fmt;

    pub(super) struct Text(pub(super) String);

    impl<'de> Deserialize<'de> for Text {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_bytes(BytesVisitor)
        }
    }

    struct BytesVisitor;

    impl Visitor<'_> for BytesVisitor {
        type Value = Text;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Text, E> {
            Ok(Text(String::from_utf8_lossy(bytes).into_owned()))
        }
    }
}
