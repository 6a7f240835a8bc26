//! OAuth 2.0 (RFC 6749): the token request of the client-credentials grant, and the authorization URL with PKCE
//! (RFC 7636).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::call::{Pair, encode_pairs};
use super::endpoint::Method;
use super::error::RequestError;
use super::http_request::{Authentication, Body, HttpRequest};
use super::root::Root;
use super::url;
use crate::domain::secret::SecretText;

/// The token request of the client-credentials grant (RFC 6749 section 4.4.2). The client proves who it is with HTTP
/// Basic authentication (section 2.3.1).
///
/// # Errors
/// [`RequestError`] for a URL that no credential may be sent to.
pub fn client_credentials(token_url: &str, scopes: &[String]) -> Result<HttpRequest, RequestError> {
    let server = url::parse(token_url)?;
    let mut form = vec![("grant_type".to_owned(), "client_credentials".to_owned())];
    form.extend(scope_parameter(scopes));
    let body = Body { content_type: "application/x-www-form-urlencoded", text: encode_pairs(&form)? };
    // RFC 6749 section 3.2: a query that the endpoint has is kept.
    let query = server.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
    let target = format!("{}{query}", server.path);
    let root = Root::parse(&format!("{}://{}", server.scheme, server.authority))?;
    Ok(HttpRequest::new(Method::Post, root, target, Authentication::ClientSecret, Some(body)))
}

/// What an authorization URL asks for (RFC 6749 section 4.1.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorizationRequest {
    /// The authorization endpoint.
    pub url: String,
    /// The client's ID.
    pub client_id: String,
    /// Where the answer goes, as registered; blank is left out.
    pub redirect_uri: String,
    /// The scopes; none is left out.
    pub scopes: Vec<String>,
}

impl AuthorizationRequest {
    /// The URL to open in a browser.
    ///
    /// # Errors
    /// [`RequestError`] for an endpoint that is not https, an empty client ID, a redirect URI that is none.
    pub fn to_url(&self, proof: &Pkce) -> Result<String, RequestError> {
        let server = url::parse(&self.url)?;
        if self.client_id.trim().is_empty() {
            return Err(RequestError::Empty("The client ID"));
        }
        let mut pairs = vec![
            ("response_type".to_owned(), "code".to_owned()),
            ("client_id".to_owned(), self.client_id.trim().to_owned()),
        ];
        let redirect_uri = self.redirect_uri.trim();
        if !redirect_uri.is_empty() {
            refuse_redirect(redirect_uri)?;
            pairs.push(("redirect_uri".to_owned(), redirect_uri.to_owned()));
        }
        pairs.extend(scope_parameter(&self.scopes));
        pairs.push(("state".to_owned(), proof.state.clone()));
        pairs.push(("code_challenge".to_owned(), proof.challenge()));
        pairs.push(("code_challenge_method".to_owned(), "S256".to_owned()));
        // RFC 6749 section 3.1: a query that the endpoint has is kept.
        let query = server.query.filter(|query| !query.is_empty()).map(|query| format!("{query}&")).unwrap_or_default();
        Ok(format!("{}://{}{}?{query}{}", server.scheme, server.authority, server.path, encode_pairs(&pairs)?))
    }
}

/// The client's proof that the one who asks for the token is the one who asked for the code (RFC 7636 section 4.1),
/// and the `state` that ties the answer to the question (RFC 6749 section 10.12).
#[derive(Clone, PartialEq, Eq)]
pub struct Pkce {
    verifier: SecretText,
    state: String,
}

impl Pkce {
    /// Makes both of random bytes: the verifier of 32, as RFC 7636 section 4.1 recommends, the state of 16.
    #[must_use]
    pub fn new(verifier: &[u8; 32], state: &[u8; 16]) -> Self {
        Self { verifier: SecretText::new(URL_SAFE_NO_PAD.encode(verifier)), state: URL_SAFE_NO_PAD.encode(state) }
    }

    /// The same of the first 48 of some random bytes; `None` if they are fewer.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (verifier, rest) = bytes.split_first_chunk::<32>()?;
        Some(Self::new(verifier, rest.first_chunk::<16>()?))
    }

    /// `code_verifier`, for the token request. It is a secret until then.
    #[must_use]
    pub fn verifier(&self) -> &str {
        self.verifier.expose()
    }

    /// `code_challenge` of the method S256 (RFC 7636 section 4.2).
    #[must_use]
    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier().as_bytes()))
    }

    /// `state`, which the answer must repeat.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }
}

impl fmt::Debug for Pkce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pkce").finish_non_exhaustive()
    }
}

/// `scope`: a list with blanks between (RFC 6749 section 3.3).
fn scope_parameter(scopes: &[String]) -> Option<Pair> {
    (!scopes.is_empty()).then(|| ("scope".to_owned(), scopes.join(" ")))
}

/// An absolute URI without a fragment (RFC 6749 section 3.1.2), of any scheme: apps have their own (RFC 8252 section
/// 7.1).
fn refuse_redirect(uri: &str) -> Result<(), RequestError> {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    let absolute = uri.split_once(':').is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty());
    let clean = uri.chars().all(|c| c.is_ascii_graphic() && c != '#');
    if absolute && clean { Ok(()) } else { Err(RequestError::RedirectUri) }
}
