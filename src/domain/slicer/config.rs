//! A config as a lossless document: every byte stays but those of the one value that is set.

use std::fmt;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::error::SlicerConfigError;
use super::line::{Line, Setting, first_word, read_setting, split, split_verbatim};
use super::note::ConfigNote;
use crate::domain::secret::{SecretBytes, SecretText};

/// Longest config that is read, in bytes (1 MiB).
pub const MAX_CONFIG: usize = 1024 * 1024;

const API_KEY: &[u8] = b"apikey";

/// The SHA-256 of a file's content, to see whether it changed since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The hash of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

/// The config of an on-premise Slicer. Its `Debug` shows no content, for that has keys in it.
#[derive(Clone, PartialEq, Eq)]
pub struct SlicerConfig {
    bytes: SecretBytes,
    lines: Vec<Line>,
}

impl SlicerConfig {
    /// Reads a config. Lines that are no setting, repeated settings, any line ends and any bytes are kept.
    ///
    /// # Errors
    /// [`SlicerConfigError`] for more than [`MAX_CONFIG`] bytes, for JSON and for UTF-16.
    pub fn parse(bytes: &[u8]) -> Result<Self, SlicerConfigError> {
        if bytes.len() > MAX_CONFIG {
            return Err(SlicerConfigError::TooLarge { size: bytes.len() });
        }
        if is_json(bytes) {
            return Err(SlicerConfigError::CloudSlicer);
        }
        if is_utf16(bytes) {
            return Err(SlicerConfigError::Utf16);
        }
        if bytes.contains(&b'\r') && !bytes.contains(&b'\n') {
            return Err(SlicerConfigError::CarriageReturns);
        }
        Ok(Self { bytes: SecretBytes::new(bytes.to_vec()), lines: split(bytes) })
    }

    /// The bytes: of a config that was parsed and not changed, those that it was parsed from.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.expose()
    }

    /// The hash of the bytes.
    #[must_use]
    pub fn content_hash(&self) -> ContentHash {
        ContentHash::of(self.as_bytes())
    }

    /// The numbers of the lines that set `apikey`, counted from 1. `verbatim_apikey` sets it too, and so does a name
    /// in other letters: whoever wrote it meant that.
    #[must_use]
    pub fn api_key_lines(&self) -> Vec<usize> {
        self.api_keys().map(|(number, _)| number).collect()
    }

    /// The value of the only `apikey` line; nothing if there are none or several.
    #[must_use]
    pub fn api_key(&self) -> Option<SecretText> {
        let mut settings = self.api_keys();
        let (_, setting) = settings.next().filter(|_| settings.next().is_none())?;
        let value = String::from_utf8_lossy(self.as_bytes().get(setting.value)?).into_owned();
        Some(SecretText::new(value))
    }

    /// What is worth knowing about the config, in the order of its lines.
    #[must_use]
    pub fn notes(&self) -> Vec<ConfigNote> {
        self.lines.iter().zip(1..).flat_map(|(line, number)| self.notes_of(line, number)).collect()
    }

    /// The config with another value of `apikey`: on the chosen line, on the only one, or if there is none on a new
    /// line behind `username`, or else at the end. Comment, spacing and every other line stay.
    ///
    /// # Errors
    /// [`SlicerConfigError`] when several lines set `apikey` and none is chosen, when the chosen one does not, when
    /// no line of the text is a setting, and when the value has other characters than a token.
    pub fn with_api_key(&self, value: &SecretText, line: Option<usize>) -> Result<Self, SlicerConfigError> {
        let value = value.expose();
        let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        if value.is_empty() || !value.bytes().all(is_fit) {
            return Err(SlicerConfigError::ValueNotFit);
        }
        let (place, text) = match self.choose(line)? {
            Some(setting) if setting.value.is_empty() => self.fill_in(&setting, value),
            Some(setting) => (setting.value, value.to_owned()),
            None => self.add(value)?,
        };
        Ok(self.splice(place, &SecretText::new(text)))
    }

    /// The content of each line.
    pub(super) fn contents(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.lines.iter().map(|line| self.as_bytes().get(line.content.clone()).unwrap_or_default())
    }

    fn setting(&self, line: &Line) -> Option<Setting> {
        read_setting(self.as_bytes(), &line.content)
    }

    fn name(&self, setting: &Setting) -> &[u8] {
        self.as_bytes().get(setting.name.clone()).unwrap_or_default()
    }

    fn api_keys(&self) -> impl Iterator<Item = (usize, Setting)> {
        let settings = self.lines.iter().zip(1..).filter_map(|(line, number)| Some((number, self.setting(line)?)));
        settings.filter(|(_, setting)| split_verbatim(self.name(setting)).0.eq_ignore_ascii_case(API_KEY))
    }

    fn choose(&self, line: Option<usize>) -> Result<Option<Setting>, SlicerConfigError> {
        let mut settings: Vec<(usize, Setting)> = self.api_keys().collect();
        let lines: Vec<usize> = settings.iter().map(|(number, _)| *number).collect();
        match line {
            Some(line) => match settings.into_iter().find(|(number, _)| *number == line) {
                Some((_, setting)) => Ok(Some(setting)),
                None => Err(SlicerConfigError::NotAnApiKeyLine { line, lines }),
            },
            None if lines.len() > 1 => Err(SlicerConfigError::SeveralApiKeys { lines }),
            None => Ok(settings.pop().map(|(_, setting)| setting)),
        }
    }

    /// A value where there was none: with a blank behind the colon and before a comment.
    fn fill_in(&self, setting: &Setting, value: &str) -> (Range<usize>, String) {
        let after = setting.value.start;
        let blanks = setting.comment.start.saturating_sub(after);
        let behind = if setting.comment.is_empty() || blanks > 1 { "" } else { " " };
        match self.as_bytes().get(after) {
            Some(b' ' | b'\t') => (after + 1..after + 1, format!("{value}{behind}")),
            _ => (after..after, format!(" {value}{behind}")),
        }
    }

    /// A line of its own, with the line end that its neighbour has.
    fn add(&self, value: &str) -> Result<(Range<usize>, String), SlicerConfigError> {
        let settings: Vec<(&Line, Setting)> =
            self.lines.iter().filter_map(|line| Some((line, self.setting(line)?))).collect();
        let is_blank = |line: &[u8]| matches!(line.trim_ascii(), [] | [b'#', ..]);
        if settings.is_empty() && !self.contents().all(is_blank) {
            return Err(SlicerConfigError::NoSetting);
        }
        let text_of = |end: &Range<usize>| match end.len() {
            2 => "\r\n",
            _ => "\n",
        };
        let usual = self.lines.first().map_or("\n", |line| text_of(&line.end));
        let username = settings.iter().find(|(_, setting)| self.name(setting).eq_ignore_ascii_case(b"username"));
        if let Some((line, _)) = username {
            let end = if line.end.is_empty() { usual } else { text_of(&line.end) };
            return Ok((line.content.end..line.content.end, format!("{end}apikey: {value}")));
        }
        let place = self.as_bytes().len();
        let is_ended = self.lines.last().is_none_or(|line| !line.end.is_empty());
        let text = if is_ended { format!("apikey: {value}{usual}") } else { format!("{usual}apikey: {value}") };
        Ok((place..place, text))
    }

    fn splice(&self, place: Range<usize>, text: &SecretText) -> Self {
        let before = self.as_bytes().get(..place.start).unwrap_or_default();
        let after = self.as_bytes().get(place.end..).unwrap_or_default();
        let bytes = [before, text.expose().as_bytes(), after].concat();
        let lines = split(&bytes);
        Self { bytes: SecretBytes::new(bytes), lines }
    }

    fn notes_of(&self, line: &Line, number: usize) -> Vec<ConfigNote> {
        let Some(setting) = self.setting(line) else {
            let word = first_word(self.as_bytes(), &line.content);
            let looks_so = split_verbatim(word).0.eq_ignore_ascii_case(API_KEY);
            return if looks_so { vec![ConfigNote::NoColon { line: number }] } else { Vec::new() };
        };
        let (name, _) = split_verbatim(self.name(&setting));
        if name.eq_ignore_ascii_case(b"password") {
            return vec![ConfigNote::PasswordObsolete { line: number }];
        }
        if !name.eq_ignore_ascii_case(API_KEY) {
            return Vec::new();
        }
        let touches = !setting.comment.is_empty() && setting.value.end == setting.comment.start;
        let notes = [
            (name != API_KEY).then_some(ConfigNote::OtherSpelling { line: number }),
            (touches && !setting.value.is_empty()).then_some(ConfigNote::CommentWithoutBlank { line: number }),
        ];
        notes.into_iter().flatten().collect()
    }
}

impl fmt::Debug for SlicerConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SlicerConfig").field("lines", &self.lines.len()).finish_non_exhaustive()
    }
}

/// Whether the text is a JSON object or array of objects as far as its first characters tell.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    match bytes {
        [b'{', ..] => true,
        [b'[', rest @ ..] => rest.trim_ascii_start().starts_with(b"{"),
        _ => false,
    }
}

/// A byte order mark, or a NUL in every second place of the first characters.
fn is_utf16(bytes: &[u8]) -> bool {
    let zero_at = |parity: usize| {
        let mut halves = bytes.iter().take(64).skip(parity).step_by(2);
        bytes.len() >= 8 && halves.all(|byte| *byte == 0)
    };
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || (zero_at(0) != zero_at(1))
}
