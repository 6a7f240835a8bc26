//! A request as HTTP has it, without its credential.

use super::endpoint::Method;
use super::root::Root;

/// What proves who asks. The value itself is never part of a request: it is put in when the request is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authentication {
    /// An XAuth token, bare in its own header (documented).
    XAuthToken,
    /// STAPI's opaque key.
    StapiKey,
    /// An OAuth 2.0 access token (RFC 6750 section 2.1).
    AccessToken,
    /// An OAuth 2.0 client's ID and secret (RFC 6749 section 2.3.1).
    ClientSecret,
}

impl Authentication {
    /// The header that carries it.
    #[must_use]
    pub fn header(self) -> &'static str {
        match self {
            Self::XAuthToken => "X-Auth-Uplynk-Jwt",
            Self::StapiKey => "X-STAPI-API-Key",
            Self::AccessToken | Self::ClientSecret => "Authorization",
        }
    }

    /// What stands in front of the credential in the header, with its blank.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::XAuthToken | Self::StapiKey => "",
            Self::AccessToken => "Bearer ",
            Self::ClientSecret => "Basic ",
        }
    }

    /// The environment variable that the written request takes it from. For a client's ID and secret this is what the
    /// raw message names; commands and scripts take `OAUTH_CLIENT_ID` and `OAUTH_CLIENT_SECRET` and join them.
    #[must_use]
    pub fn variable(self) -> &'static str {
        match self {
            Self::XAuthToken => "UPLYNK_JWT",
            Self::StapiKey => "STAPI_API_KEY",
            Self::AccessToken => "OAUTH_ACCESS_TOKEN",
            Self::ClientSecret => "OAUTH_CLIENT_BASIC",
        }
    }
}

/// The environment variable with an OAuth 2.0 client's ID.
pub(super) const CLIENT_ID: &str = "OAUTH_CLIENT_ID";
/// The environment variable with an OAuth 2.0 client's secret.
pub(super) const CLIENT_SECRET: &str = "OAUTH_CLIENT_SECRET";

/// What a request carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The media type.
    pub content_type: &'static str,
    /// The text. It holds no control character: what makes it writes them as escapes.
    pub text: String,
}

/// A request as HTTP has it. Method, URL and body hold no character that a header or a request line can't hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    method: Method,
    root: Root,
    target: String,
    authentication: Authentication,
    body: Option<Body>,
}

impl HttpRequest {
    /// `target` is the path behind the root's, with its query.
    pub(super) fn new(
        method: Method,
        root: Root,
        target: String,
        authentication: Authentication,
        body: Option<Body>,
    ) -> Self {
        Self { method, root, target, authentication, body }
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// The whole URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}", self.root, self.target)
    }

    /// What the `Host` header says (RFC 9110 section 7.2).
    #[must_use]
    pub fn host(&self) -> &str {
        self.root.authority()
    }

    /// What the request line says: the path and the query (RFC 9112 section 3.2.1).
    #[must_use]
    pub fn target(&self) -> String {
        let target = format!("{}{}", self.root.path(), self.target);
        if target.starts_with('/') { target } else { format!("/{target}") }
    }

    /// What proves who asks.
    #[must_use]
    pub fn authentication(&self) -> Authentication {
        self.authentication
    }

    /// What it carries.
    #[must_use]
    pub fn body(&self) -> Option<&Body> {
        self.body.as_ref()
    }

    /// Whether an empty body has to be announced: the methods that mean to carry one (RFC 9110 section 8.6).
    pub(super) fn announces_empty_body(&self) -> bool {
        self.body.is_none() && matches!(self.method, Method::Post | Method::Put | Method::Patch)
    }
}
