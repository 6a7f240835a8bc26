//! Why a key file can't be used, and what to do about it.

use super::content::Content;
use crate::domain::dotenv::DotenvError;
use crate::domain::jwk::JwkError;
use crate::domain::key::KeyError;
use crate::domain::pem::PemError;

/// A variable that a `.env` file must have (documented).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequiredVariable {
    /// The key's identifier.
    Kid,
    /// The owner.
    Sub,
    /// The private key.
    PrivateB64,
    /// The granted scopes.
    Scp,
}

impl RequiredVariable {
    /// All of them, in the order in which they are missed.
    pub const ALL: [Self; 4] = [Self::Kid, Self::Sub, Self::PrivateB64, Self::Scp];

    /// The name in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Kid => "KID",
            Self::Sub => "SUB",
            Self::PrivateB64 => "PRIVATE_B64",
            Self::Scp => "SCP",
        }
    }
}

/// Why a key file can't be used. The messages name what was found, never any of the content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// No byte, or nothing but white space.
    #[error("The file is empty")]
    Empty,
    /// More bytes than [`super::MAX_KEY_FILE`].
    #[error("The file has {size} bytes, too many for a key, which has {limit} at most")]
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// A directory.
    #[error("This is a folder, not a file")]
    IsDirectory,
    /// No such file.
    #[error("There is no file of this name")]
    NotFound,
    /// The file may not be read.
    #[error("The file may not be read by this user")]
    NoPermission,
    /// A device, a pipe or a socket.
    #[error("This is a device or a pipe, not a file")]
    NotAFile,
    /// Reading failed for another reason.
    #[error("The file can't be read ({kind})")]
    Unreadable {
        /// The operating system's reason.
        kind: String,
    },
    /// UTF-16, which Windows programs write.
    #[error("The file is UTF-16 text, not UTF-8")]
    Utf16,
    /// Text in another encoding than UTF-8.
    #[error("The file is not UTF-8 text on line {line}")]
    NotUtf8 {
        /// The first such line, counted from 1.
        line: usize,
    },
    /// Neither text nor DER.
    #[error("The file is neither text nor a DER key, but {found}")]
    NotText {
        /// What it looks like.
        found: Content,
    },
    /// A text without a key.
    #[error("The file holds {found}, not a key")]
    NotAKey {
        /// What it looks like.
        found: Content,
    },
    /// Base64 of something without a key.
    #[error("The file is base64 of {found}, not of a key")]
    Base64NotAKey {
        /// What it looks like.
        found: Content,
    },
    /// A `.env` file without some of its variables, or with empty ones.
    #[error("The .env file has no value for {}", list(.variables))]
    MissingVariables {
        /// Which ones.
        variables: Vec<RequiredVariable>,
    },
    /// `PRIVATE_B64` that is no base64.
    #[error("PRIVATE_B64 on line {line} is not base64")]
    PrivateB64NotBase64 {
        /// The line of the variable, counted from 1.
        line: usize,
    },
    /// `PRIVATE_B64` that is a public key.
    #[error("PRIVATE_B64 on line {line} holds a public key, not a private one")]
    PrivateB64IsPublic {
        /// The line of the variable, counted from 1.
        line: usize,
    },
    /// `PRIVATE_B64` that is something else.
    #[error("PRIVATE_B64 on line {line} is {found}, not a key")]
    PrivateB64NotAKey {
        /// The line of the variable, counted from 1.
        line: usize,
        /// What it looks like.
        found: Content,
    },
    /// `PRIVATE_B64` that is base64 of something else.
    #[error("PRIVATE_B64 on line {line} is base64 of {found}, not of a key")]
    PrivateB64OfSomethingElse {
        /// The line of the variable, counted from 1.
        line: usize,
        /// What it looks like.
        found: Content,
    },
    /// The key in `PRIVATE_B64` is broken or of another kind. Lines in `cause` are those of the PEM text inside.
    #[error("PRIVATE_B64 on line {line} can't be used. {cause}{}", counting(.cause))]
    PrivateB64 {
        /// The line of the variable, counted from 1.
        line: usize,
        /// What is wrong with the key.
        cause: Box<KeyFileError>,
    },
    /// `PRIVATE_B64` twice, with different values.
    #[error("The .env file has two different values for PRIVATE_B64, on lines {first} and {second}")]
    TwoPrivateB64 {
        /// The line of the first.
        first: usize,
        /// The line of the second.
        second: usize,
    },
    /// A line of the `.env` file.
    #[error(transparent)]
    Dotenv(#[from] DotenvError),
    /// The PEM text.
    #[error(transparent)]
    Pem(#[from] PemError),
    /// The JWK.
    #[error(transparent)]
    Jwk(JwkError),
    /// The key.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl From<JwkError> for KeyFileError {
    fn from(error: JwkError) -> Self {
        match error {
            // A wrong key is a wrong key in whatever file.
            JwkError::Key(error) => Self::Key(error),
            error => Self::Jwk(error),
        }
    }
}

const FROM_CMS: &str = "Download the key's .env file from the CMS again and load that.";

impl KeyFileError {
    /// A stable name of the case, in snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "key_file_empty",
            Self::TooLarge { .. } => "key_file_too_large",
            Self::IsDirectory => "key_file_is_directory",
            Self::NotFound => "key_file_not_found",
            Self::NoPermission => "key_file_no_permission",
            Self::NotAFile => "key_file_not_a_file",
            Self::Unreadable { .. } => "key_file_unreadable",
            Self::Utf16 => "key_file_utf16",
            Self::NotUtf8 { .. } => "key_file_not_utf8",
            Self::NotText { .. } => "key_file_not_text",
            Self::NotAKey { .. } => "key_file_not_a_key",
            Self::Base64NotAKey { .. } => "key_file_base64_not_a_key",
            Self::MissingVariables { .. } => "dotenv_missing_variables",
            Self::PrivateB64NotBase64 { .. } => "private_b64_not_base64",
            Self::PrivateB64IsPublic { .. } => "private_b64_is_public",
            Self::PrivateB64NotAKey { .. } => "private_b64_not_a_key",
            Self::PrivateB64OfSomethingElse { .. } => "private_b64_of_something_else",
            Self::PrivateB64 { cause, .. } => cause.code(),
            Self::TwoPrivateB64 { .. } => "dotenv_two_private_keys",
            Self::Dotenv(error) => error.code(),
            Self::Pem(error) => error.code(),
            Self::Jwk(error) => error.code(),
            Self::Key(error) => error.code(),
        }
    }

    /// What the user can do.
    #[must_use]
    pub fn advice(&self) -> String {
        let advice = match self {
            Self::Empty => "Download the file again, or load another one.",
            Self::TooLarge { .. } => "Load the .env or PEM file of the key; it has a few hundred bytes.",
            Self::IsDirectory => "Load the key file in it. A file named .env is hidden in many file dialogs.",
            Self::NotFound => "Check the path, or browse for the file.",
            Self::NoPermission => "Let your user read it (chmod u+r FILE), or load a copy of your own.",
            Self::NotAFile => "Save the key in a file and load that.",
            Self::Unreadable { .. } => "Copy the file to a local disk and load the copy.",
            Self::Utf16 | Self::NotUtf8 { .. } => "Save it as UTF-8 in an editor and load it again.",
            Self::NotText { found } | Self::NotAKey { found } | Self::Base64NotAKey { found } => found.advice(),
            Self::MissingVariables { .. } => "Download the .env file from the CMS again, or add the missing lines.",
            Self::PrivateB64NotBase64 { .. }
            | Self::PrivateB64IsPublic { .. }
            | Self::PrivateB64NotAKey { .. }
            | Self::PrivateB64OfSomethingElse { .. } => FROM_CMS,
            Self::PrivateB64 { cause, .. } => return cause.in_variable_advice(),
            Self::TwoPrivateB64 { .. } => "Keep the lines of one key and put the other key in a file of its own.",
            Self::Dotenv(error) => error.advice(),
            Self::Pem(error) => error.advice(),
            Self::Jwk(error) => error.advice(),
            Self::Key(error) => error.advice(),
        };
        advice.to_owned()
    }

    /// The advice for a key inside of `PRIVATE_B64`, where commands on the file would not work.
    fn in_variable_advice(&self) -> String {
        match self {
            Self::Key(KeyError::Encrypted) => {
                "Take the PEM text out with base64 -d, remove its passphrase with openssl pkey -in FILE -out key.pem, \
                 and load key.pem."
                    .to_owned()
            }
            _ => FROM_CMS.to_owned(),
        }
    }
}

/// Lines inside of a variable are not those of the file.
fn counting(cause: &KeyFileError) -> &'static str {
    if matches!(cause, KeyFileError::Pem(_)) { ", counted inside the variable" } else { "" }
}

/// `KID`, `KID and SUB`, `KID, SUB and SCP`.
fn list(variables: &[RequiredVariable]) -> String {
    let names: Vec<&str> = variables.iter().map(|variable| variable.name()).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
