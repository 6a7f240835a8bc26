//! The header and the claims as lines to show: as received, every time said in words, hidden characters made visible.

use std::borrow::Cow;

use super::json::{Json, JsonKind, escape_pointer};
use super::numeric_date::NumericDate;
use super::text::make_visible;
use super::time::{UnixTime, Zone, word_relative};

/// Most members and entries that are shown: nobody reads more, and a pane is painted sixty times a second.
pub const MOST_VALUES: usize = 2_000;

/// What a piece of a line is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Braces, commas, colons.
    Punctuation,
    /// A member's name.
    Name,
    /// A string.
    Text,
    /// A number.
    Number,
    /// `true`, `false`, `null`.
    Keyword,
}

/// One line of a pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Levels of indentation.
    pub indent: usize,
    /// The pieces of JSON.
    pub pieces: Vec<(Tone, String)>,
    /// What stands behind the JSON: the time in words, the meaning of a scope.
    pub note: Option<String>,
    /// The JSON Pointer of the member or entry that starts on this line.
    pub pointer: Option<String>,
}

impl Line {
    /// The JSON of the line as text, without indentation and note.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// What the notes are worded from.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The moment that relative times are seen from.
    pub now: UnixTime,
    /// The zone of local times.
    pub local: Zone,
    /// The note of a string at a pointer: who that owner is, what that scope means.
    pub explain: &'a dyn Fn(&str, &str) -> Option<String>,
}

/// The lines of one segment. `root` is `/header` or `/claims`. Behind the first [`MOST_VALUES`] values each object and
/// array says how many more it has.
#[must_use]
pub fn lines(root: &str, json: &Json, reader: &Reader<'_>) -> Vec<Line> {
    let mut writer = Writer { lines: Vec::new(), values: 0, reader };
    writer.value(json, Opening { indent: 0, pointer: root.to_owned(), name: None }, "");
    writer.lines
}

/// The lines of a segment's text, character for character but for hidden ones, which are made visible.
#[must_use]
pub fn received_lines(text: &str) -> Vec<Line> {
    let line = |text: &str| Line {
        indent: 0,
        pieces: vec![(Tone::Text, make_visible(text).into_owned())],
        note: None,
        pointer: None,
    };
    text.split('\n').map(line).collect()
}

/// Where a value starts.
struct Opening {
    indent: usize,
    pointer: String,
    name: Option<String>,
}

struct Writer<'a> {
    lines: Vec<Line>,
    values: usize,
    reader: &'a Reader<'a>,
}

impl Writer<'_> {
    fn value(&mut self, json: &Json, at: Opening, behind: &str) {
        match &json.kind {
            JsonKind::Object(members) if !members.is_empty() => {
                let child = |place: usize| {
                    let member = members.get(place)?;
                    Some((escape_pointer(&member.name), Some(member.name.as_str()), &member.value))
                };
                self.group(["{", "}"], members.len(), child, at, behind);
            }
            JsonKind::Array(items) if !items.is_empty() => {
                let child = |place: usize| Some((place.to_string().into(), None, items.get(place)?));
                self.group(["[", "]"], items.len(), child, at, behind);
            }
            _ => self.scalar(json, at, behind),
        }
    }

    fn group<'j>(
        &mut self,
        brackets: [&str; 2],
        count: usize,
        child: impl Fn(usize) -> Option<(Cow<'j, str>, Option<&'j str>, &'j Json)>,
        at: Opening,
        behind: &str,
    ) {
        let Opening { indent, pointer, name } = at;
        let opening = vec![(Tone::Punctuation, brackets[0].to_owned())];
        self.push(indent, name, opening, None, Some(pointer.clone()));
        let mut shown = 0;
        while self.values < MOST_VALUES
            && let Some((token, name, value)) = child(shown)
        {
            shown += 1;
            self.values += 1;
            let child = Opening { indent: indent + 1, pointer: format!("{pointer}/{token}"), name: name.map(quote) };
            self.value(value, child, if shown == count { "" } else { "," });
        }
        if shown < count {
            let rest = vec![(Tone::Punctuation, format!("… {} more", count - shown))];
            self.push(indent + 1, None, rest, None, None);
        }
        let closing = vec![(Tone::Punctuation, format!("{}{behind}", brackets[1]))];
        self.push(indent, None, closing, None, None);
    }

    fn scalar(&mut self, json: &Json, at: Opening, behind: &str) {
        let (tone, text) = match &json.kind {
            JsonKind::Null => (Tone::Keyword, "null".to_owned()),
            JsonKind::Bool(value) => (Tone::Keyword, value.to_string()),
            JsonKind::Number(text) => (Tone::Number, text.to_string()),
            JsonKind::String(text) => (Tone::Text, quote(text)),
            JsonKind::Array(_) => (Tone::Punctuation, "[]".to_owned()),
            JsonKind::Object(_) => (Tone::Punctuation, "{}".to_owned()),
        };
        let note = self.note(&json.kind, &at.pointer);
        let mut pieces = vec![(tone, text)];
        if !behind.is_empty() {
            pieces.push((Tone::Punctuation, behind.to_owned()));
        }
        self.push(at.indent, at.name, pieces, note, Some(at.pointer));
    }

    fn note(&self, kind: &JsonKind, pointer: &str) -> Option<String> {
        match kind {
            JsonKind::Number(text) if is_time_claim(pointer) => word_time(NumericDate::parse(text)?, self.reader),
            JsonKind::String(text) => (self.reader.explain)(pointer, text),
            _ => None,
        }
    }

    fn push(
        &mut self,
        indent: usize,
        name: Option<String>,
        mut pieces: Vec<(Tone, String)>,
        note: Option<String>,
        pointer: Option<String>,
    ) {
        if let Some(name) = name {
            pieces.insert(0, (Tone::Name, name));
            pieces.insert(1, (Tone::Punctuation, ": ".to_owned()));
        }
        self.lines.push(Line { indent, pieces, note, pointer });
    }
}

/// The three claims of RFC 7519 sections 4.1.4 to 4.1.6 that are times.
fn is_time_claim(pointer: &str) -> bool {
    matches!(pointer, "/claims/exp" | "/claims/nbf" | "/claims/iat")
}

/// `19:13:20 UTC · 20:13:20 local · 3 min 12 s ago`
fn word_time(date: NumericDate, reader: &Reader<'_>) -> Option<String> {
    let second = date.second()?;
    let utc = second.word_utc(reader.now);
    let local = second.word_local(reader.now, reader.local);
    let relative = word_relative(second, reader.now);
    Some(format!("{utc} · {local} · {relative}"))
}

/// A JSON string with its hidden characters made visible.
fn quote(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", make_visible(&escaped))
}
