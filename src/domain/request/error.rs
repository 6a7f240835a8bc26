//! Why a request can't be written.

use thiserror::Error;

use super::call::MAX_BODY;
use super::endpoint::Method;
use super::path::PathError;
use super::url::UrlError;
use crate::domain::json::JsonError;
use crate::domain::text::shorten;

/// Why a request can't be written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RequestError {
    /// The URL that it goes to.
    #[error("{0}")]
    Url(#[from] UrlError),
    /// The path or its parameters.
    #[error("{0}")]
    Path(#[from] PathError),
    /// A path of v2 in a v4 request.
    #[error("{path} is the path of a v2 call")]
    CallPath {
        /// The path.
        path: String,
    },
    /// A call whose path is not one of v2.
    #[error("The path of a v2 call starts with /api2/, not with {}", shorten(path, 20))]
    NoCallPath {
        /// The path.
        path: String,
    },
    /// The body is not JSON.
    #[error("The body is not JSON: {0}")]
    BodyNotJson(JsonError),
    /// A body where the method has none.
    #[error("A {0} request has no body")]
    BodyNotAllowed(Method),
    /// The body is too long for a command.
    #[error("The body has {size} bytes; at most {MAX_BODY} go into a command")]
    BodyTooLarge {
        /// In bytes.
        size: usize,
    },
    /// A query parameter without a name.
    #[error("A query parameter has no name")]
    QueryName,
    /// The parameters of a call are not JSON.
    #[error("The parameters are not JSON: {0}")]
    ParametersNotJson(JsonError),
    /// The parameters of a call are JSON, but no object.
    #[error("The parameters are {0}, not an object")]
    ParametersNotObject(&'static str),
    /// One parameter of a call twice.
    #[error("The parameter {} stands twice", shorten(.0, 40))]
    ParameterTwice(String),
    /// A character in a credential that could start another header line (RFC 9110 section 5.5).
    #[error("Character {position} of the credential can't stand in a header")]
    CredentialCharacter {
        /// Counted from 1.
        position: usize,
    },
    /// A blank where an OAuth parameter is required.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// A redirection URI that is no absolute URI without a fragment (RFC 6749 section 3.1.2).
    #[error("The redirect URI is no absolute URI without a fragment")]
    RedirectUri,
}

impl RequestError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Url(error) => error.advice(),
            Self::Path(error) => error.advice(),
            Self::CallPath { .. } => "Make it a v2 call: its parameters go into the token.",
            Self::NoCallPath { .. } => "Write the path of the call, as in /api2/asset/get, or make it a v4 request.",
            Self::BodyNotJson(_) => "Mend it there; names and texts are in double quotes.",
            Self::BodyNotAllowed(_) => "Take the body away, or choose POST, PUT or PATCH.",
            Self::BodyTooLarge { .. } => "Send a smaller body, or put it into a file and name that in the command.",
            Self::QueryName => "Write it as name=value.",
            Self::ParametersNotJson(_) => "Mend it there; it starts with { and names are in double quotes.",
            Self::ParametersNotObject(_) => "Write an object, for example {\"id\": \"1234\"}.",
            Self::ParameterTwice(_) => "Give each name once; a list is one value in JSON.",
            Self::CredentialCharacter { .. } => "Take line breaks and blanks out of it.",
            Self::Empty(_) => "Fill it in; the authorization server's registration of your client has it.",
            Self::RedirectUri => "Write it as it is registered, for example http://127.0.0.1:8080/callback.",
        }
    }
}
