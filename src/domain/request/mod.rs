//! Requests, ready for somebody else to run: this program sends none.
//!
//! What a call says ([`ApiRequest`]: v4 or v2) and where it goes ([`Root`]) make an [`HttpRequest`]; [`write()`] turns
//! that into a command, a script or a raw message in which nothing can break out of its quotes. [`NeededScope`] holds
//! the scope that the catalogue names for a call against the token and the key, [`explain_answer`] reads what came
//! back. STAPI calls and OAuth 2.0 go the same way with another [`Authentication`].

mod answer;
mod call;
mod cause;
mod endpoint;
mod error;
mod http_request;
pub mod literal;
mod needed_scope;
pub mod oauth;
mod path;
mod root;
mod url;
mod write;

pub use answer::{Answer, AnswerError};
pub use call::{ApiRequest, Call, MAX_BODY, Pair, RestRequest, STAPI_ROOT};
pub use cause::{Cause, Likelihood, Sent, explain_answer};
pub use endpoint::{Api, Basis, Endpoint, Method, catalogue, find};
pub use error::RequestError;
pub use http_request::{Authentication, Body, HttpRequest};
pub use needed_scope::{NeededScope, ScopeState};
pub use path::{PathError, PathTemplate};
pub use root::Root;
pub use url::UrlError;
pub use write::{Form, KeyFile, Note, Secret, Signing, Written, write};
