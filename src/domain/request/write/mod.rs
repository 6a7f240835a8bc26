//! Requests as text to run: a curl command, a Python or JavaScript program, the raw message.

mod curl;
mod javascript;
mod key_file;
mod note;
mod python;
mod raw;

use super::error::RequestError;
use super::http_request::{Authentication, CLIENT_ID, CLIENT_SECRET, HttpRequest};
use crate::domain::mint::Wish;
use crate::domain::secret::SecretText;

pub use key_file::KeyFile;
pub use note::Note;

/// What a request is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A command for a POSIX shell, with curl 7.55 or later.
    Curl,
    /// A Python 3 program with `requests`, which signs with `PyJWT`.
    Python,
    /// A JavaScript module for Node with `fetch`, which signs with `jose`.
    JavaScript,
    /// The message itself (RFC 9112).
    Http,
}

impl Form {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Curl, Self::Python, Self::JavaScript, Self::Http];

    /// The stable name, as on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Python => "python",
            Self::JavaScript => "javascript",
            Self::Http => "http",
        }
    }

    /// The name to show.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Python => "Python",
            Self::JavaScript => "JavaScript",
            Self::Http => "Raw HTTP",
        }
    }

    /// Whether the text is a program, which can sign a token by itself.
    fn is_program(self) -> bool {
        matches!(self, Self::Python | Self::JavaScript)
    }
}

/// Where a written request takes its credential from.
#[derive(Clone, Copy, Debug)]
pub enum Secret<'a> {
    /// From an environment variable, see [`Authentication::variable`].
    Variable,
    /// From the key file: a program signs a token on each run. curl and the raw message can't sign; they take the
    /// environment variable, and a note has the command that fills it.
    Signed(&'a Signing<'a>),
    /// It stands in the text. Only when the user asks for it.
    Inline(&'a SecretText),
}

/// What a program signs.
#[derive(Clone, Copy, Debug)]
pub struct Signing<'a> {
    /// The key file.
    pub key_file: &'a KeyFile,
    /// What the token says.
    pub wish: &'a Wish,
}

/// A written request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The text to run. It holds the credential if that was asked for.
    pub text: SecretText,
    /// What is to be known before it is run.
    pub notes: Vec<Note>,
}

/// Writes a request.
///
/// # Errors
/// [`RequestError::CredentialCharacter`] for a credential that does not fit into a header.
pub fn write(request: &HttpRequest, secret: Secret<'_>, form: Form) -> Result<Written, RequestError> {
    if let Secret::Inline(credential) = secret {
        refuse_characters(credential)?;
    }
    let text = match form {
        Form::Curl => curl::write(request, secret),
        Form::Python => python::write(request, secret),
        Form::JavaScript => javascript::write(request, secret),
        Form::Http => raw::write(request, secret),
    };
    Ok(Written { text: SecretText::new(text), notes: notes(request, secret, form) })
}

/// A credential that goes into a header holds visible ASCII only: a line break would start another header.
fn refuse_characters(credential: &SecretText) -> Result<(), RequestError> {
    let mut characters = credential.expose().chars().zip(1..);
    match characters.find(|(character, _)| !character.is_ascii_graphic()) {
        Some((_, position)) => Err(RequestError::CredentialCharacter { position }),
        None if credential.expose().is_empty() => Err(RequestError::Empty("The credential")),
        None => Ok(()),
    }
}

fn notes(request: &HttpRequest, secret: Secret<'_>, form: Form) -> Vec<Note> {
    let authentication = request.authentication();
    let fill = |command| match form {
        Form::Http => Note::Placeholder { name: authentication.variable() },
        _ => Note::Variable { names: variables(authentication), fill: command },
    };
    match secret {
        Secret::Inline(_) => vec![Note::Inline],
        Secret::Signed(signing) if form.is_program() => {
            let rounded = form == Form::JavaScript && javascript::rounds_numbers(&signing.wish.msg);
            rounded.then_some(Note::NumbersRounded).into_iter().collect()
        }
        Secret::Signed(signing) => vec![fill(Some(signing.key_file.mint_command(signing.wish)))],
        Secret::Variable if authentication == Authentication::ClientSecret && !form.is_program() => {
            vec![fill(None), Note::ClientEncoding]
        }
        Secret::Variable => vec![fill(None)],
    }
}

fn variables(authentication: Authentication) -> Vec<&'static str> {
    match authentication {
        Authentication::ClientSecret => vec![CLIENT_ID, CLIENT_SECRET],
        other => vec![other.variable()],
    }
}
