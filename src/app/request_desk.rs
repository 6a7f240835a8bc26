//! What lies on the desk of the Request pane: the call as typed, and how it is to be written.

use std::fmt;
use std::rc::Rc;

use crate::domain::credential::Credential;
use crate::domain::mint::Wish;
use crate::domain::request::oauth::{AuthorizationRequest, Pkce, client_credentials};
use crate::domain::request::{
    ApiRequest, Authentication, Call, Endpoint, Form, HttpRequest, Method, Pair, PathTemplate, RequestError,
    RestRequest, Root, STAPI_ROOT,
};

use super::state::split_scopes;

/// What kind of request it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RequestKind {
    /// The service's REST interface.
    #[default]
    V4,
    /// The service's calls, whose parameters go into the token.
    V2,
    /// STAPI, with its opaque key.
    Stapi,
    /// Any server, with an OAuth 2.0 access token.
    Bearer,
    /// The token request of OAuth 2.0's client-credentials grant.
    ClientCredentials,
    /// An OAuth 2.0 authorization URL with PKCE.
    Authorization,
}

impl RequestKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::V4, Self::V2, Self::Stapi, Self::Bearer, Self::ClientCredentials, Self::Authorization];

    /// The name to show.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::V4 => "v4 request",
            Self::V2 => "v2 call",
            Self::Stapi => "STAPI request",
            Self::Bearer => "OAuth 2.0 bearer",
            Self::ClientCredentials => "OAuth 2.0 client credentials",
            Self::Authorization => "OAuth 2.0 authorization URL",
        }
    }

    /// Whether it is a call of the service with an XAuth token.
    #[must_use]
    pub fn is_xauth(self) -> bool {
        matches!(self, Self::V4 | Self::V2)
    }
}

/// The desk. Its `Debug` shows what was chosen, never what was typed or pasted.
#[derive(Clone)]
pub struct RequestDesk {
    /// What kind of request it is.
    pub kind: RequestKind,
    /// The search over the endpoints.
    pub search: String,
    /// The method of a REST request.
    pub method: Method,
    /// The path of a REST request; may have parameters, as in `{id}`.
    pub path: String,
    /// Values for the parameters in the path, by name.
    pub parameters: Vec<Pair>,
    /// The query, one `name=value` a line.
    pub query: String,
    /// The body, JSON.
    pub body: String,
    /// The path of a v2 call.
    pub call_path: String,
    /// The parameters of a v2 call, a JSON object.
    pub call_parameters: String,
    /// The root of another server; blank for STAPI's own.
    pub root: String,
    /// The endpoint of OAuth 2.0 that is asked.
    pub url: String,
    /// OAuth 2.0's client ID.
    pub client_id: String,
    /// Where OAuth 2.0's answer goes.
    pub redirect_uri: String,
    /// The scopes that OAuth 2.0 is asked for.
    pub oauth_scopes: String,
    /// Verifier and state of the authorization URL.
    pub proof: Option<Rc<Pkce>>,
    /// What the request is written as.
    pub form: Form,
    /// Whether the token stands in the text.
    pub inline: bool,
    /// A pasted answer: status and body.
    pub answer: String,
}

impl Default for RequestDesk {
    fn default() -> Self {
        Self {
            kind: RequestKind::V4,
            search: String::new(),
            method: Method::Get,
            path: "/api/v4/assets".to_owned(),
            parameters: Vec::new(),
            query: String::new(),
            body: String::new(),
            call_path: "/api2/asset/get".to_owned(),
            call_parameters: String::new(),
            root: String::new(),
            url: String::new(),
            client_id: String::new(),
            redirect_uri: String::new(),
            oauth_scopes: String::new(),
            proof: None,
            form: Form::Curl,
            inline: false,
            answer: String::new(),
        }
    }
}

impl fmt::Debug for RequestDesk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestDesk")
            .field("kind", &self.kind)
            .field("method", &self.method)
            .field("form", &self.form)
            .field("inline", &self.inline)
            .finish_non_exhaustive()
    }
}

/// One change on the desk. Its `Debug` shows nothing of what was typed or pasted.
#[derive(Clone, PartialEq, Eq)]
pub enum RequestEdit {
    /// The kind of request.
    Kind(RequestKind),
    /// The search over the endpoints.
    Search(String),
    /// An endpoint of the catalogue.
    Choose(&'static Endpoint),
    /// The method.
    Method(Method),
    /// The path of a REST request.
    Path(String),
    /// The value of a parameter in the path: name, value.
    Parameter(String, String),
    /// The query.
    Query(String),
    /// The body.
    Body(String),
    /// The path of a v2 call.
    CallPath(String),
    /// The parameters of a v2 call.
    CallParameters(String),
    /// The root of another server.
    Root(String),
    /// The endpoint of OAuth 2.0.
    Url(String),
    /// The client ID.
    ClientId(String),
    /// The redirect URI.
    RedirectUri(String),
    /// The scopes for OAuth 2.0.
    OauthScopes(String),
    /// What it is written as.
    Form(Form),
    /// Whether the token stands in the text.
    Inline(bool),
    /// The pasted answer.
    Answer(String),
}

impl fmt::Debug for RequestEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RequestEdit([redacted])")
    }
}

impl RequestDesk {
    /// The call of the service, if it is one.
    #[must_use]
    pub fn call(&self) -> Option<ApiRequest> {
        match self.kind {
            RequestKind::V4 => Some(ApiRequest::V4(self.rest())),
            RequestKind::V2 => {
                Some(ApiRequest::V2(Call { path: self.call_path.clone(), parameters: self.call_parameters.clone() }))
            }
            _ => None,
        }
    }

    /// The names of the parameters in the path of a REST request.
    #[must_use]
    pub fn parameter_names(&self) -> Vec<String> {
        if matches!(self.kind, RequestKind::V2 | RequestKind::ClientCredentials | RequestKind::Authorization) {
            return Vec::new();
        }
        let template = PathTemplate::parse(&self.path);
        template.map(|template| template.parameters().map(str::to_owned).collect()).unwrap_or_default()
    }

    /// The value that was typed for a parameter.
    #[must_use]
    pub fn parameter(&self, name: &str) -> &str {
        self.parameters.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The request as HTTP; nothing for an authorization URL, which a browser opens.
    pub(super) fn to_http(&self, credential: Option<&Credential>) -> Result<Option<HttpRequest>, RequestError> {
        let request = match self.kind {
            RequestKind::V4 | RequestKind::V2 => {
                let root =
                    Root::parse(credential.map_or(crate::domain::credential::DEFAULT_ROOT_URL, |key| key.root_url()))?;
                self.call().map(|call| call.to_http(&root)).transpose()?
            }
            RequestKind::Stapi => {
                let root = if self.root.trim().is_empty() { STAPI_ROOT } else { self.root.trim() };
                Some(self.rest().to_http(&Root::parse(root)?, Authentication::StapiKey)?)
            }
            RequestKind::Bearer => {
                Some(self.rest().to_http(&Root::parse(self.root.trim())?, Authentication::AccessToken)?)
            }
            RequestKind::ClientCredentials => {
                Some(client_credentials(self.url.trim(), &split_scopes(&self.oauth_scopes))?)
            }
            RequestKind::Authorization => None,
        };
        Ok(request)
    }

    /// The authorization URL, once verifier and state are drawn.
    pub(super) fn authorization_url(&self) -> Option<Result<String, RequestError>> {
        let proof = self.proof.as_ref()?;
        let request = AuthorizationRequest {
            url: self.url.trim().to_owned(),
            client_id: self.client_id.clone(),
            redirect_uri: self.redirect_uri.clone(),
            scopes: split_scopes(&self.oauth_scopes),
        };
        Some(request.to_url(proof))
    }

    /// What the token for this very request says: the form's wish, and for a v2 call its parameters in `msg`.
    pub(super) fn wish(&self, of_form: Wish) -> Result<Wish, RequestError> {
        match self.call() {
            Some(call @ ApiRequest::V2(_)) => Ok(Wish { msg: call.wish(Vec::new())?.msg, ..of_form }),
            _ => Ok(of_form),
        }
    }

    fn rest(&self) -> RestRequest {
        let names = self.parameter_names();
        let parameters = names.into_iter().map(|name| {
            let value = self.parameter(&name).to_owned();
            (name, value)
        });
        RestRequest {
            method: self.method,
            path: self.path.clone(),
            parameters: parameters.collect(),
            query: split_pairs(&self.query),
            body: self.body.clone(),
        }
    }
}

/// `name=value`, one a line; a line without `=` is a name with an empty value.
fn split_pairs(text: &str) -> Vec<Pair> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let pairs = lines.map(|line| line.split_once('=').unwrap_or((line, "")));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
