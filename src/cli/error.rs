//! Why a call can't be carried out: exit code 2.

use std::io::Write;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::app::platform::files::read_capped;
use crate::app::platform::program;
use crate::app::platform::save::SaveError;
use crate::domain::capture::{MAX_TEXT, Nothing};
use crate::domain::credential::{Credential, KeyFileError, KeyNote, MAX_KEY_FILE, may_be_secret, read_key};
use crate::domain::mint::MintError;
use crate::domain::request::{AnswerError, RequestError, UrlError};
use crate::domain::slicer::SlicerConfigError;
use crate::domain::text::{make_visible, shorten};

use super::output::Page;

#[derive(Debug, Error)]
pub(super) enum CliError {
    #[error("{}: {error}", word_path(.path))]
    Key { path: PathBuf, error: KeyFileError },
    #[error("{}", .0.message())]
    NoToken(Nothing),
    #[error("There is no token {wanted}; the text has {count}")]
    NoSuchToken { wanted: u32, count: usize },
    #[error("Standard input has {count} tokens")]
    SeveralTokens { count: usize },
    #[error("{}: {error}", word_path(.path))]
    Config { path: PathBuf, error: SlicerConfigError },
    #[error("{}: {error}", word_path(.path))]
    Save { path: PathBuf, error: SaveError },
    #[error("--against: {}", .0.message())]
    NoTokenAgainst(Nothing),
    #[error("{0}")]
    Mint(#[from] MintError),
    #[error("The key file says another {0}")]
    OtherIdentity(&'static str),
    #[error("No scope is known for this key")]
    NoScope,
    #[error("{0}")]
    Request(#[from] RequestError),
    #[error("{0}")]
    Answer(#[from] AnswerError),
    #[error("{} is no method", shorten(text, 20))]
    NoMethod { text: String },
    #[error("This call is not in the catalogue, so the scope that it needs is not known")]
    NeededScopeNotKnown,
    #[error("The system gave no random bytes: {0}")]
    Randomness(String),
    #[error("A key is never read from standard input")]
    KeyFromInput,
    /// The rest is not read, so the size is not known.
    #[error("Standard input has more than {MAX_TEXT} bytes, the most that is searched for a token")]
    InputTooLarge,
    #[error("Standard input can't be read: {0}")]
    Input(std::io::Error),
    #[error("{} can't be written: {error}", make_visible(&.path.to_string_lossy()))]
    Folder { path: PathBuf, error: std::io::Error },
    #[error("The system gives no threads to work with")]
    NoThreads,
    #[error("The output can't be written: {0}")]
    Output(#[from] std::io::Error),
}

impl From<UrlError> for CliError {
    fn from(error: UrlError) -> Self {
        Self::Request(error.into())
    }
}

impl CliError {
    pub(super) fn advice(&self) -> String {
        match self {
            Self::Key { error, .. } => error.advice(),
            Self::NoToken(nothing) | Self::NoTokenAgainst(nothing) => nothing.advice(),
            Self::NoSuchToken { .. } => "Count from 1, in the order of the text.".to_owned(),
            Self::SeveralTokens { .. } => "Give the one that the Slicer is to have.".to_owned(),
            Self::Config { error: SlicerConfigError::SeveralApiKeys { .. }, .. } => {
                "Choose one of these lines with --line, or remove in an editor those that are out of date.".to_owned()
            }
            Self::Config { error, .. } => error.advice().to_owned(),
            Self::Save { error, .. } => error.advice().to_owned(),
            Self::Mint(MintError::KidMissing) => "Add --kid: the key ID is on the key's page in the CMS.".to_owned(),
            Self::Mint(MintError::SubMissing) => "Add --sub: the owner ID is on the key's page in the CMS.".to_owned(),
            Self::Mint(error) => error.advice().to_owned(),
            Self::Request(error) => error.advice().to_owned(),
            Self::Answer(error) => error.advice().to_owned(),
            Self::NoMethod { .. } => "Write GET, POST, PUT, PATCH or DELETE; a v2 call goes with --call.".to_owned(),
            Self::NeededScopeNotKnown => "Give the scopes with --scope.".to_owned(),
            Self::Randomness(_) => "Try again.".to_owned(),
            Self::OtherIdentity(name) => format!("Leave --{name} out: it is for files that do not say it."),
            Self::NoScope => "Add --scope, as often as needed; token-debugger scopes lists them.".to_owned(),
            Self::KeyFromInput => "Name the key's file; a file of the name - is ./-.".to_owned(),
            Self::InputTooLarge => "Give only the part with the token.".to_owned(),
            Self::Input(_) => "Pipe the text in, or give it as an argument.".to_owned(),
            Self::Folder { .. } => "Name a folder that you may write to with --out.".to_owned(),
            Self::NoThreads => "End other programs, or raise the limit of your processes (ulimit -u).".to_owned(),
            Self::Output(_) => "Check the disk or the program that reads the output.".to_owned(),
        }
    }
}

/// A path as it may be shown: a key or a token in the place of a path is not.
pub(super) fn word_path(path: &Path) -> String {
    let text = path.to_string_lossy();
    if may_be_secret(&text) {
        return "[not shown]".to_owned();
    }
    make_visible(&text).into_owned()
}

/// The loaded key with what the arguments say where its file does not.
pub(super) fn complete(loaded: Credential, kid: Option<&String>, sub: Option<&String>) -> Result<Credential, CliError> {
    let differs = |known: Option<&str>, given: Option<&String>| {
        known.zip(given).is_some_and(|(known, given)| known != given.trim())
    };
    if differs(loaded.kid(), kid) {
        return Err(CliError::OtherIdentity("kid"));
    }
    if differs(loaded.sub(), sub) {
        return Err(CliError::OtherIdentity("sub"));
    }
    Ok(loaded.with_identity(kid.cloned(), sub.cloned(), None))
}

/// Reads the key file that the arguments name, to use it; one that is open to other users is warned of.
pub(super) fn load_key(path: &Path, stderr: &mut dyn Write) -> Result<Credential, CliError> {
    let credential = read_key_file(path)?;
    for note in credential.notes().iter().filter(|note| matches!(note, KeyNote::OpenToOthers { .. })) {
        Page::new(stderr, false).note(note)?;
    }
    Ok(credential)
}

/// Reads the key file that the arguments name. Standard input is for tokens: a key there is soon in a shell's history.
pub(super) fn read_key_file(path: &Path) -> Result<Credential, CliError> {
    if path.as_os_str() == "-" {
        return Err(CliError::KeyFromInput);
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let read = || {
        let file = read_capped(path, MAX_KEY_FILE)?;
        let credential = read_key(&file.bytes, &make_visible(&name))?;
        let absolute = program::absolute(path);
        Ok(if file.is_open_to_others { credential.with_open_file(absolute.as_deref()) } else { credential })
    };
    read().map_err(|error| CliError::Key { path: path.to_owned(), error })
}
