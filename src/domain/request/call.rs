//! What a call says, before it is HTTP: a v4 request with path, query and body, or a v2 call whose parameters go into
//! the token.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::endpoint::{Api, Endpoint, Method, find};
use super::error::RequestError;
use super::http_request::{Authentication, Body, HttpRequest};
use super::path::{PathTemplate, percent_encode};
use super::root::Root;
use super::write::Note;
use crate::domain::json::{Json, compact};
use crate::domain::mint::Wish;
use crate::domain::text::escape_json;

/// Longest body that goes into a command, in bytes: Linux takes arguments up to 128 KiB.
pub const MAX_BODY: usize = 64 * 1024;

/// STAPI's root.
pub const STAPI_ROOT: &str = "https://api.stapi.io/v1";

/// A name and its value.
pub type Pair = (String, String);

/// A call of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiRequest {
    /// v4.
    V4(RestRequest),
    /// v2.
    V2(Call),
}

/// A REST request: v4, STAPI, or any other server's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestRequest {
    /// The method.
    pub method: Method,
    /// The path behind the root, from the catalogue or typed.
    pub path: String,
    /// Values for the parameters in the path.
    pub parameters: Vec<Pair>,
    /// The query's names and values, in order.
    pub query: Vec<Pair>,
    /// The body as JSON text; blank is none. `Content-Type: application/json` goes with it (reported for v4).
    pub body: String,
}

/// A v2 call. Its parameters travel in the token's `msg` (documented as an object); that the body is then empty and
/// the method is GET is presumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The path, which starts `/api2/`.
    pub path: String,
    /// The parameters as JSON text, an object; blank is the empty object.
    pub parameters: String,
}

impl ApiRequest {
    /// Which of the two interfaces.
    #[must_use]
    pub fn api(&self) -> Api {
        match self {
            Self::V4(_) => Api::V4,
            Self::V2(_) => Api::V2,
        }
    }

    /// The row of the catalogue that it is, if there is one.
    #[must_use]
    pub fn endpoint(&self) -> Option<&'static Endpoint> {
        match self {
            Self::V4(request) => find(Api::V4, request.method, request.path.trim()),
            Self::V2(call) => find(Api::V2, Method::Get, call.path.trim()),
        }
    }

    /// What is to be known of how it is sent.
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        match self {
            Self::V4(_) => Vec::new(),
            Self::V2(_) => vec![Note::CallPresumed],
        }
    }

    /// The request as HTTP, with an XAuth token to prove who asks.
    ///
    /// # Errors
    /// [`RequestError`] for a path, parameters or a body that can't be sent so.
    pub fn to_http(&self, root: &Root) -> Result<HttpRequest, RequestError> {
        match self {
            Self::V4(request) if request.path.trim().starts_with("/api2/") => {
                Err(RequestError::CallPath { path: request.path.trim().to_owned() })
            }
            Self::V4(request) => request.to_http(root, Authentication::XAuthToken),
            Self::V2(call) => call.to_http(root),
        }
    }

    /// The token to make for this very request: the scopes, and for v2 the parameters in `msg`.
    ///
    /// # Errors
    /// [`RequestError`] for parameters of a v2 call that are no JSON object.
    pub fn wish(&self, scopes: Vec<String>) -> Result<Wish, RequestError> {
        let msg = match self {
            Self::V4(_) => String::new(),
            Self::V2(call) => call.msg()?,
        };
        Ok(Wish { scopes, msg, ..Wish::default() })
    }
}

impl RestRequest {
    /// The request as HTTP.
    ///
    /// # Errors
    /// [`RequestError`] for a path, parameters or a body that can't be sent so.
    pub fn to_http(&self, root: &Root, authentication: Authentication) -> Result<HttpRequest, RequestError> {
        let path = PathTemplate::parse(&self.path)?.fill(&self.parameters)?;
        let query = encode_query(&self.query)?;
        let body = self.read_body()?;
        Ok(HttpRequest::new(self.method, root.clone(), format!("{path}{query}"), authentication, body))
    }

    fn read_body(&self) -> Result<Option<Body>, RequestError> {
        let text = self.body.trim();
        if text.is_empty() {
            return Ok(None);
        }
        // RFC 9110 section 9.3.1: what a body of GET means is nowhere defined; `fetch` refuses to send one.
        if self.method == Method::Get {
            return Err(RequestError::BodyNotAllowed(self.method));
        }
        if text.len() > MAX_BODY {
            return Err(RequestError::BodyTooLarge { size: text.len() });
        }
        Json::parse(text).map_err(RequestError::BodyNotJson)?;
        Ok(Some(Body { content_type: "application/json", text: tidy_json(text) }))
    }
}

impl Call {
    /// A call with parameters that are all text, as they are typed one by one.
    ///
    /// # Errors
    /// [`RequestError::ParameterTwice`]
    pub fn with_texts(path: &str, parameters: &[Pair]) -> Result<Self, RequestError> {
        let mut seen = HashSet::new();
        if let Some((name, _)) = parameters.iter().find(|(name, _)| !seen.insert(name)) {
            return Err(RequestError::ParameterTwice(name.clone()));
        }
        let object: Map<String, Value> =
            parameters.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect();
        Ok(Self { path: path.to_owned(), parameters: Value::Object(object).to_string() })
    }

    /// What the token's `msg` is to hold: the parameters without white space, order and number text as typed.
    ///
    /// # Errors
    /// [`RequestError`] if they are no JSON object, or too long.
    pub fn msg(&self) -> Result<String, RequestError> {
        let text = self.parameters.trim();
        if text.is_empty() {
            return Ok("{}".to_owned());
        }
        if text.len() > MAX_BODY {
            return Err(RequestError::BodyTooLarge { size: text.len() });
        }
        let json = Json::parse(text).map_err(RequestError::ParametersNotJson)?;
        match json.members() {
            Some(_) => Ok(tidy_json(text)),
            None => Err(RequestError::ParametersNotObject(json.describe())),
        }
    }

    fn to_http(&self, root: &Root) -> Result<HttpRequest, RequestError> {
        let path = self.path.trim();
        if !path.starts_with("/api2/") {
            return Err(RequestError::NoCallPath { path: path.to_owned() });
        }
        let path = PathTemplate::parse(path)?.fill(&[])?;
        self.msg()?;
        Ok(HttpRequest::new(Method::Get, root.clone(), path, Authentication::XAuthToken, None))
    }
}

/// `?name=value&…`, or nothing.
fn encode_query(pairs: &[Pair]) -> Result<String, RequestError> {
    if pairs.is_empty() {
        return Ok(String::new());
    }
    Ok(format!("?{}", encode_pairs(pairs)?))
}

/// Names and values as a query or a form has them. A blank is `%20`, which both take.
pub(super) fn encode_pairs(pairs: &[Pair]) -> Result<String, RequestError> {
    let pairs = pairs.iter().map(|(name, value)| match name.as_str() {
        "" => Err(RequestError::QueryName),
        name => Ok(format!("{}={}", percent_encode(name), percent_encode(value))),
    });
    Ok(pairs.collect::<Result<Vec<_>, _>>()?.join("&"))
}

/// The same JSON on one line, with characters that can't be seen as escapes: a terminal takes some of them for
/// commands of its own, and a reader should see what is sent.
fn tidy_json(text: &str) -> String {
    escape_json(&compact(text)).into_owned()
}
