//! Paths with parameters: `/api/v4/channels/{id}`.
//!
//! A path holds only characters that a URL's path may hold (RFC 3986 section 3.3), so that it means the same to every
//! client. A parameter's value may be anything: it is percent-encoded as one segment.

use thiserror::Error;

use crate::domain::text::shorten;

/// Longest path or value that is taken, in bytes. Common HTTP servers refuse request lines over 8 KiB.
const MAX_LENGTH: usize = 4096;

/// Why there is no path.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PathError {
    /// It does not start with a slash.
    #[error("The path does not start with /")]
    NotAbsolute,
    /// A character that a path can't hold.
    #[error("Character {position} of the path is {}, which a path can't hold", word_character(*character))]
    Character {
        /// Counted from 1, in characters.
        position: usize,
        /// The character.
        character: char,
    },
    /// A `%` without two hexadecimal digits (RFC 3986 section 2.1).
    #[error("Character {position} of the path is % without two hexadecimal digits behind it")]
    Escape {
        /// Counted from 1, in characters.
        position: usize,
    },
    /// A brace that opens or closes nothing, or a parameter without a proper name.
    #[error("Character {position} of the path is a brace that belongs to no parameter")]
    Brace {
        /// Counted from 1, in characters.
        position: usize,
    },
    /// `.` or `..` (RFC 3986 section 3.3): clients resolve them before they send.
    #[error("The path has . or .. as a segment, so clients would ask for another path")]
    DotSegment,
    /// Two slashes side by side.
    #[error("The path has two slashes side by side")]
    EmptySegment,
    /// A parameter without a value.
    #[error("The path's parameter {{{name}}} has no value")]
    NoValue {
        /// The parameter.
        name: String,
    },
    /// A value that is `.` or `..`, which can't be encoded away (RFC 3986 section 6.2.2.2).
    #[error("The value of {{{name}}} is . or .., so clients would ask for another path")]
    DotValue {
        /// The parameter.
        name: String,
    },
    /// A value for a parameter that the path does not have.
    #[error("The path has no parameter {{{}}}", shorten(name, 40))]
    NoParameter {
        /// The name that was given.
        name: String,
    },
    /// Two values for one parameter.
    #[error("{} has two values", shorten(name, 40))]
    TwoValues {
        /// The parameter.
        name: String,
    },
    /// The path or a value is too long.
    #[error("The path or a value in it is longer than {MAX_LENGTH} bytes")]
    TooLong,
}

impl PathError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NotAbsolute => "Write it from the first slash on, as in /api/v4/channels.",
            Self::Character { character: '?', .. } => "Give the query by itself, as names with values.",
            Self::Character { .. } => "Write {name} there and give the value as a parameter: it is then encoded.",
            Self::Escape { .. } => "Write %25 for a percent sign, or use a parameter.",
            Self::Brace { .. } => "Write a parameter as {name}, with letters, digits and _ in its name.",
            Self::DotSegment | Self::EmptySegment => "Write the path that is meant.",
            Self::NoValue { .. } => "Give the parameter a value.",
            Self::DotValue { .. } => "Give the ID itself.",
            Self::NoParameter { .. } => {
                "Use the names that stand in braces in the path; what goes behind ? is the query."
            }
            Self::TwoValues { .. } => "Give one value for each name.",
            Self::TooLong => "Shorten it: servers refuse such a request.",
        }
    }
}

/// A path with its parameters in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Parameter(String),
}

impl PathTemplate {
    /// Reads a path; blanks around it don't count.
    ///
    /// # Errors
    /// [`PathError`] with the place.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let text = text.trim();
        if text.len() > MAX_LENGTH {
            return Err(PathError::TooLong);
        }
        if !text.starts_with('/') {
            return Err(PathError::NotAbsolute);
        }
        let parts = split(text)?;
        refuse_segments(text)?;
        Ok(Self { text: text.to_owned(), parts })
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The names of its parameters, in order.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Parameter(name) => Some(name.as_str()),
            Part::Literal(_) => None,
        })
    }

    /// The path with values for its parameters, each percent-encoded as one segment.
    ///
    /// # Errors
    /// [`PathError`] if a value is missing, too many, or can't be a segment.
    pub fn fill(&self, values: &[(String, String)]) -> Result<String, PathError> {
        for (place, (name, _)) in values.iter().enumerate() {
            if !self.parameters().any(|parameter| parameter == name) {
                return Err(PathError::NoParameter { name: name.clone() });
            }
            if values.iter().take(place).any(|(earlier, _)| earlier == name) {
                return Err(PathError::TwoValues { name: name.clone() });
            }
        }
        let mut path = String::with_capacity(self.text.len());
        for part in &self.parts {
            match part {
                Part::Literal(text) => path.push_str(text),
                Part::Parameter(name) => path.push_str(&encode_value(name, values)?),
            }
        }
        // Two values side by side in one segment may make .. together.
        refuse_segments(&path)?;
        Ok(path)
    }

    /// Whether a path is this one with its parameters filled in.
    #[must_use]
    pub fn fits(&self, path: &str) -> bool {
        let (mut ours, mut theirs) = (self.text.split('/'), path.split('/'));
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return true,
                (Some(our), Some(their)) if our == their || (is_parameter(our) && !their.is_empty()) => {}
                _ => return false,
            }
        }
    }
}

/// Percent-encodes everything but the unreserved characters (RFC 3986 section 2.3): the result is one path segment, or
/// one name or value of a query.
#[must_use]
pub(super) fn percent_encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Whether a path may hold the character as it is: `pchar` and the slash, without the percent sign (RFC 3986 section
/// 3.3).
pub(super) fn is_path_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/".contains(character)
}

/// Whether a segment is `.` or `..`, encoded or not: the URL standard's parsers, so browsers and `fetch`, take `%2e`
/// for a dot.
pub(super) fn is_dot_segment(segment: &str) -> bool {
    let plain = segment.replace("%2e", ".").replace("%2E", ".");
    plain == "." || plain == ".."
}

fn refuse_segments(path: &str) -> Result<(), PathError> {
    if path.split('/').any(is_dot_segment) {
        return Err(PathError::DotSegment);
    }
    if path.contains("//") {
        return Err(PathError::EmptySegment);
    }
    Ok(())
}

fn is_parameter(segment: &str) -> bool {
    segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).is_some_and(is_name)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

fn split(text: &str) -> Result<Vec<Part>, PathError> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut characters = text.chars().zip(1..);
    while let Some((character, position)) = characters.next() {
        match character {
            '{' => {
                let name: String = characters.by_ref().map(|(c, _)| c).take_while(|c| *c != '}').collect();
                // Without a closing brace the name runs to the end, and the text has fewer characters than it needs.
                let closed = text.chars().nth(position + name.chars().count()) == Some('}');
                if !closed || !is_name(&name) {
                    return Err(PathError::Brace { position });
                }
                parts.push(Part::Literal(std::mem::take(&mut literal)));
                parts.push(Part::Parameter(name));
            }
            '}' => return Err(PathError::Brace { position }),
            '%' => {
                let digits: String = characters.clone().map(|(c, _)| c).take(2).collect();
                if digits.len() != 2 || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
                    return Err(PathError::Escape { position });
                }
                literal.push('%');
            }
            character if is_path_character(character) => literal.push(character),
            character => return Err(PathError::Character { position, character }),
        }
    }
    parts.push(Part::Literal(literal));
    Ok(parts)
}

fn encode_value(name: &str, values: &[(String, String)]) -> Result<String, PathError> {
    let value = values.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str());
    match value {
        None | Some("") => Err(PathError::NoValue { name: name.to_owned() }),
        Some("." | "..") => Err(PathError::DotValue { name: name.to_owned() }),
        Some(value) if value.len() > MAX_LENGTH => Err(PathError::TooLong),
        Some(value) => Ok(percent_encode(value)),
    }
}

/// A character for a sentence: itself if it can be seen, else its code point.
pub(super) fn word_character(character: char) -> String {
    match character {
        ' ' => "a space".to_owned(),
        other => shorten(&other.to_string(), 1),
    }
}
