//! Test tokens: claims from a form, signed with the loaded key.
//!
//! The same key, wish and moment give the same token (RFC 6979), so a token is derived where it is needed.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use thiserror::Error;

use super::credential::Credential;
use super::json::{Json, JsonError, compact};
use super::scope::SLICER_SCOPE;
use super::secret::SecretText;
use super::time::{TimeError, UnixTime};

/// How long a test token lives, in seconds (documented: five minutes after the last edit).
pub const LIFETIME: i64 = 300;

/// What a test token shall say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// `scp`
    pub scopes: Vec<String>,
    /// `net`: never expires; `exp` is left out.
    pub net: bool,
    /// `nbf`
    pub nbf: Option<UnixTime>,
    /// `iss`, the domain that the token comes from; blank is left out.
    pub iss: String,
    /// `msg` as JSON text, an object; blank is left out.
    pub msg: String,
}

impl Wish {
    /// What a Slicer's token needs (documented): the one scope, and no end.
    #[must_use]
    pub fn for_slicer() -> Self {
        Self { scopes: vec![SLICER_SCOPE.to_owned()], net: true, ..Self::default() }
    }
}

/// Why no token can be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MintError {
    /// The loaded key is a public key.
    #[error("The loaded key is a public key: it checks tokens but can't sign")]
    CannotSign,
    /// No key ID is known.
    #[error("The key ID (kid) of this key is not known")]
    KidMissing,
    /// No owner is known.
    #[error("The owner (sub) of this key is not known")]
    SubMissing,
    /// `nbf` is no time.
    #[error("nbf is no time: {0}")]
    NbfNotATime(TimeError),
    /// `msg` is not JSON.
    #[error("msg can't be read as JSON: {0}")]
    MsgNotJson(JsonError),
    /// `msg` is JSON, but no object.
    #[error("msg is {0}, not an object")]
    MsgNotObject(&'static str),
}

impl MintError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::CannotSign => "Load the .env file, or a PEM file with the private key.",
            Self::KidMissing => "Give the key ID: KID in the .env file, or the key's page in the CMS.",
            Self::SubMissing => "Give the owner ID: SUB in the .env file, or the key's page in the CMS.",
            Self::NbfNotATime(_) => "Write a date such as 2026-11-21 and a time such as 19:18:00, or switch nbf off.",
            Self::MsgNotJson(_) => "Mend it there; it starts with { and names are in double quotes.",
            Self::MsgNotObject(_) => "Write an object, for example {\"id\": \"1234\"}.",
        }
    }
}

/// A signed test token.
#[derive(Clone, PartialEq, Eq)]
pub struct TestToken {
    token: SecretText,
    header: String,
    claims: String,
    issued_at: UnixTime,
    expires_at: Option<UnixTime>,
}

impl TestToken {
    /// The compact serialization.
    #[must_use]
    pub fn token(&self) -> &str {
        self.token.expose()
    }

    /// The header as a request carries it (documented name of the header).
    #[must_use]
    pub fn header_line(&self) -> SecretText {
        SecretText::new(format!("X-Auth-Uplynk-Jwt: {}", self.token()))
    }

    /// The line for a Slicer's config (documented: one underscore).
    #[must_use]
    pub fn slicer_line(&self) -> SecretText {
        SecretText::new(format!("apikey: token_{}", self.token()))
    }

    /// The header's JSON, as signed.
    #[must_use]
    pub fn header_json(&self) -> &str {
        &self.header
    }

    /// The claims' JSON, as signed.
    #[must_use]
    pub fn claims_json(&self) -> &str {
        &self.claims
    }

    /// `iat`
    #[must_use]
    pub fn issued_at(&self) -> UnixTime {
        self.issued_at
    }

    /// `exp`; a net token has none.
    #[must_use]
    pub fn expires_at(&self) -> Option<UnixTime> {
        self.expires_at
    }
}

impl fmt::Debug for TestToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestToken")
            .field("issued_at", &self.issued_at)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// Signs a token that says what is wished, made at a moment. It expires [`LIFETIME`] later unless it is a net token.
///
/// # Errors
/// [`MintError`] when the key or the wish is not fit for it.
pub fn sign(credential: &Credential, wish: &Wish, at: UnixTime) -> Result<TestToken, MintError> {
    let key = credential.signing_key().ok_or(MintError::CannotSign)?;
    let kid = credential.kid().ok_or(MintError::KidMissing)?;
    let sub = credential.sub().ok_or(MintError::SubMissing)?;
    let header = json!({"alg": "ES256", "kid": kid, "typ": "JWT"}).to_string();
    let expires_at = (!wish.net).then(|| at.plus(LIFETIME));
    let claims = word_claims(wish, sub, at, expires_at)?;
    let encode = |json: &str| URL_SAFE_NO_PAD.encode(json);
    let input = format!("{}.{}", encode(&header), encode(&claims));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(input.as_bytes()));
    let token = SecretText::new(format!("{input}.{signature}"));
    Ok(TestToken { token, header, claims, issued_at: at, expires_at })
}

/// The claims' JSON. `msg` goes in as typed, without its white space: order and number text are the user's.
fn word_claims(wish: &Wish, sub: &str, at: UnixTime, expires_at: Option<UnixTime>) -> Result<String, MintError> {
    let mut claims = Map::new();
    claims.insert("iat".to_owned(), at.0.into());
    if let Some(end) = expires_at {
        claims.insert("exp".to_owned(), end.0.into());
    }
    if let Some(nbf) = wish.nbf {
        claims.insert("nbf".to_owned(), nbf.0.into());
    }
    claims.insert("sub".to_owned(), sub.into());
    claims.insert("scp".to_owned(), wish.scopes.clone().into());
    if wish.net {
        claims.insert("net".to_owned(), true.into());
    }
    if !wish.iss.trim().is_empty() {
        claims.insert("iss".to_owned(), wish.iss.trim().into());
    }
    let mut text = Value::Object(claims).to_string();
    if !wish.msg.trim().is_empty() {
        let msg = read_msg(&wish.msg)?;
        // The object always has iat, sub and scp, so a comma belongs before a further member.
        text.truncate(text.len().saturating_sub(1));
        text.push_str(",\"msg\":");
        text.push_str(&msg);
        text.push('}');
        // One level deeper than msg alone, the claims must still be readable.
        Json::parse(&text).map_err(MintError::MsgNotJson)?;
    }
    Ok(text)
}

fn read_msg(msg: &str) -> Result<String, MintError> {
    let json = Json::parse(msg).map_err(MintError::MsgNotJson)?;
    match json.members() {
        Some(_) => Ok(compact(msg).into_owned()),
        None => Err(MintError::MsgNotObject(json.describe())),
    }
}
