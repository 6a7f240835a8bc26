//! Why a config can't be read or changed, and what to do about it.

use thiserror::Error;

use super::config::MAX_CONFIG;

/// Why a config can't be read or changed. The messages name lines by their numbers, never by their content.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SlicerConfigError {
    /// More bytes than [`MAX_CONFIG`].
    #[error("The config has {size} bytes, more than the {MAX_CONFIG} that are read")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
    },
    /// A cloud Slicer's config: there `apikey` is reserved (documented).
    #[error("This is JSON, as a cloud Slicer's config is, and there apikey is reserved")]
    CloudSlicer,
    /// UTF-16, into which a line of single bytes can't be put.
    #[error("The config is UTF-16 text")]
    Utf16,
    /// Lines that end with a carriage return alone. Whether a Slicer takes that for the end of a line is not known.
    #[error("The lines of the config end with a carriage return alone")]
    CarriageReturns,
    /// Text, but none of its lines is a setting.
    #[error("No line of the file is a setting of a Slicer")]
    NoSetting,
    /// More than one line sets `apikey`, and none was chosen.
    #[error("apikey is set on lines {}", list(.lines))]
    SeveralApiKeys {
        /// Their numbers, counted from 1.
        lines: Vec<usize>,
    },
    /// The chosen line sets no `apikey`.
    #[error("Line {line} does not set apikey{}", found(.lines))]
    NotAnApiKeyLine {
        /// The chosen number.
        line: usize,
        /// The numbers of the lines that do.
        lines: Vec<usize>,
    },
    /// The new value is empty or has a character that could end the value or start another line.
    #[error("The value has a character that can't stand in a config")]
    ValueNotFit,
}

impl SlicerConfigError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } | Self::NoSetting => {
                "Choose the config of an on-premise Slicer, usually /etc/uplynk.conf."
            }
            Self::CloudSlicer => {
                "Leave this file as it is. The token belongs into the config of an on-premise Slicer, usually \
                 /etc/uplynk.conf."
            }
            Self::CarriageReturns | Self::Utf16 => "Save the config as UTF-8 in an editor and open it again.",
            Self::SeveralApiKeys { .. } | Self::NotAnApiKeyLine { .. } => {
                "Choose one of these lines, or remove in an editor those that are out of date."
            }
            Self::ValueNotFit => "Use a whole token. It has letters, digits, - and _ and two dots.",
        }
    }
}

/// `3 and 7`, `3, 7 and 9`.
fn list(lines: &[usize]) -> String {
    let numbers: Vec<String> = lines.iter().map(ToString::to_string).collect();
    match numbers.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

fn found(lines: &[usize]) -> String {
    match lines {
        [] => "; no line does".to_owned(),
        [line] => format!("; line {line} does"),
        _ => format!("; lines {} do", list(lines)),
    }
}
