//! JSON Web Keys (RFC 7517) on P-256 (RFC 7518, section 6.2), alone or as the one usable key of a JWK Set.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::key::{Algorithm, Curve, KeyError, KeyHalf, SCALAR_LENGTH, SigningKey, VerifyingKey};

/// A key with the identifier that it names.
#[derive(Clone, Debug)]
pub struct Jwk {
    /// The key.
    pub key: KeyHalf,
    /// Its `kid`.
    pub kid: Option<String>,
}

/// What is wrong with a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MemberProblem {
    /// It isn't there.
    #[error("is missing")]
    Missing,
    /// It has another JSON type.
    #[error("is of the wrong JSON type")]
    WrongType,
    /// It is not base64url without padding (RFC 7515, section 2).
    #[error("is not base64url")]
    NotBase64url,
    /// It is not as long as a number of P-256 (RFC 7518, sections 6.2.1.2 and 6.2.2.1).
    #[error("has {found} bytes, but a P-256 key has 32")]
    Length {
        /// Its length in octets.
        found: usize,
    },
}

/// Why a JSON text gives no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JwkError {
    /// It is not JSON.
    #[error("The JSON text is damaged on line {line}")]
    NotJson {
        /// The line, counted from 1.
        line: usize,
    },
    /// It is JSON, but has neither `kty` nor `keys`.
    #[error("The JSON text is no JWK, because it has no member kty")]
    NotJwk,
    /// A member that stands twice (RFC 7517, section 4, wants each once).
    #[error("The JWK has a member twice")]
    DuplicateMember,
    /// A member that is missing or broken.
    #[error("The member {member} of the JWK {problem}")]
    Member {
        /// Its name.
        member: &'static str,
        /// What is wrong with it.
        problem: MemberProblem,
    },
    /// `use` is not `sig`.
    #[error("The JWK is not for signatures, because its use is {found}")]
    Use {
        /// What it is for.
        found: String,
    },
    /// `key_ops` doesn't allow what the key is for.
    #[error("The JWK may not be used to {wanted}, because key_ops doesn't have that operation")]
    KeyOps {
        /// The operation: `sign` for a private key, `verify` for a public one.
        wanted: &'static str,
    },
    /// `alg` is not `ES256`.
    #[error("The JWK is not for ES256, because its alg is {found}")]
    Alg {
        /// The algorithm.
        found: String,
    },
    /// A set without a key that can be used.
    #[error("The JWK Set has {count} keys, and none can be used for ES256")]
    NoUsableKey {
        /// How many keys there are.
        count: usize,
    },
    /// A set with a choice.
    #[error("The JWK Set has {count} keys that can be used for ES256")]
    SeveralUsableKeys {
        /// How many can be used.
        count: usize,
    },
    /// The key itself.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl JwkError {
    /// A stable name of the case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "jwk_not_json",
            Self::NotJwk => "jwk_not_jwk",
            Self::DuplicateMember => "jwk_duplicate_member",
            Self::Member { .. } => "jwk_member",
            Self::Use { .. } => "jwk_use",
            Self::KeyOps { .. } => "jwk_key_ops",
            Self::Alg { .. } => "jwk_alg",
            Self::NoUsableKey { .. } => "jwk_no_usable_key",
            Self::SeveralUsableKeys { .. } => "jwk_several_usable_keys",
            Self::Key(error) => error.code(),
        }
    }

    /// What the user can do.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "Export the key again, or correct that line.",
            Self::NotJwk => "Load a JWK of type EC, or the .env or PEM file of a Scoped API key.",
            Self::DuplicateMember => "Export the key again, with every member once.",
            Self::Member { .. } => "Export the key again as a JWK with kty, crv, x, y and, to sign, d.",
            Self::Use { .. } | Self::KeyOps { .. } | Self::Alg { .. } => {
                "Load a key that is meant for ES256 signatures."
            }
            Self::NoUsableKey { .. } => "Load a key of type EC on the curve P-256.",
            Self::SeveralUsableKeys { .. } => "Save the one key that you need in a file of its own and load that.",
            Self::Key(error) => error.advice(),
        }
    }
}

/// The members that matter. Kept as they stand in the text, so that no secret is copied.
#[derive(Deserialize)]
struct Members<'a> {
    #[serde(borrow)]
    kty: Option<&'a RawValue>,
    crv: Option<&'a RawValue>,
    x: Option<&'a RawValue>,
    y: Option<&'a RawValue>,
    d: Option<&'a RawValue>,
    kid: Option<&'a RawValue>,
    alg: Option<&'a RawValue>,
    #[serde(rename = "use")]
    usage: Option<&'a RawValue>,
    key_ops: Option<&'a RawValue>,
    keys: Option<&'a RawValue>,
}

/// Whether the text is a JSON object with the member `kty`, or a set of such.
#[must_use]
pub fn looks_like_jwk(text: &str) -> bool {
    let Ok(members) = read_members(text) else {
        return false;
    };
    match members.keys {
        Some(keys) => keys_of(keys).is_ok_and(|keys| keys.iter().any(|key| looks_like_jwk_alone(key.get()))),
        None => members.kty.is_some(),
    }
}

/// Reads a JWK or a JWK Set.
///
/// # Errors
/// What the text is instead, or what is wrong with it. A set must have exactly one key that can be used.
pub fn read(text: &str) -> Result<Jwk, JwkError> {
    let members = read_members(text)?;
    match (members.kty, members.keys) {
        (None, Some(keys)) => read_set(keys),
        _ => read_key(&members),
    }
}

fn read_members(text: &str) -> Result<Members<'_>, JwkError> {
    // serde would fill the members from an array too.
    if !text.trim_start().starts_with('{') {
        return Err(JwkError::NotJwk);
    }
    serde_json::from_str(text).map_err(|error| match error.classify() {
        // Any value is taken for any member: what is left to complain about is a name that stands twice.
        serde_json::error::Category::Data => JwkError::DuplicateMember,
        _ => JwkError::NotJson { line: error.line().max(1) },
    })
}

fn looks_like_jwk_alone(text: &str) -> bool {
    read_members(text).is_ok_and(|members| members.kty.is_some())
}

fn keys_of(keys: &RawValue) -> Result<Vec<&RawValue>, JwkError> {
    serde_json::from_str(keys.get()).map_err(|_| JwkError::Member { member: "keys", problem: MemberProblem::WrongType })
}

fn read_set(keys: &RawValue) -> Result<Jwk, JwkError> {
    let keys = keys_of(keys)?;
    let mut results: Vec<_> = keys.iter().map(|key| read_members(key.get()).and_then(|key| read_key(&key))).collect();
    // A set of one says what is wrong with that one.
    if results.len() == 1
        && let Some(result) = results.pop()
    {
        return result;
    }
    let mut usable: Vec<_> = results.into_iter().flatten().collect();
    match (usable.len(), usable.pop()) {
        (1, Some(jwk)) => Ok(jwk),
        (0, _) => Err(JwkError::NoUsableKey { count: keys.len() }),
        (count, _) => Err(JwkError::SeveralUsableKeys { count }),
    }
}

fn read_key(members: &Members<'_>) -> Result<Jwk, JwkError> {
    check_type(members)?;
    check_purpose(members)?;
    let public = read_point(members)?;
    let kid = members.kid.map(|kid| text_of("kid", kid)).transpose()?.filter(|kid| !kid.is_empty());
    let Some(d) = members.d else {
        return Ok(Jwk { key: KeyHalf::Public(public), kid });
    };
    let private = SigningKey::from_halves(&octets_of("d", Some(d))?, public)?;
    Ok(Jwk { key: KeyHalf::Private(private), kid })
}

fn check_type(members: &Members<'_>) -> Result<(), JwkError> {
    let kty = text_of("kty", members.kty.ok_or(JwkError::NotJwk)?)?;
    let crv = members.crv.map(|crv| text_of("crv", crv)).transpose()?;
    let found = match (kty.as_str(), crv.as_deref()) {
        ("EC", Some("P-256")) => return Ok(()),
        ("EC", None) => return Err(missing("crv")),
        ("EC", Some(crv)) => return Err(KeyError::Curve { found: curve_named(crv) }.into()),
        ("OKP", Some("Ed25519")) => Algorithm::Ed25519,
        ("OKP", Some("Ed448")) => Algorithm::Ed448,
        ("OKP", Some("X25519")) => Algorithm::X25519,
        ("OKP", Some("X448")) => Algorithm::X448,
        ("RSA", _) => Algorithm::Rsa,
        ("oct", _) => Algorithm::Symmetric,
        _ => Algorithm::Unknown,
    };
    Err(KeyError::Algorithm { found }.into())
}

fn curve_named(crv: &str) -> Curve {
    match crv {
        "P-384" => Curve::P384,
        "P-521" => Curve::P521,
        "secp256k1" => Curve::Secp256k1,
        _ => Curve::Unknown,
    }
}

/// What the key may be used for: `use`, `key_ops` (RFC 7517, sections 4.2 and 4.3) and `alg` (section 4.4).
fn check_purpose(members: &Members<'_>) -> Result<(), JwkError> {
    if let Some(usage) = members.usage {
        let found = text_of("use", usage)?;
        if found != "sig" {
            return Err(JwkError::Use { found: quotable(found) });
        }
    }
    if let Some(key_ops) = members.key_ops {
        let wanted = if members.d.is_some() { "sign" } else { "verify" };
        let operations: Vec<String> = serde_json::from_str(key_ops.get())
            .map_err(|_| JwkError::Member { member: "key_ops", problem: MemberProblem::WrongType })?;
        if !operations.iter().any(|operation| operation == wanted) {
            return Err(JwkError::KeyOps { wanted });
        }
    }
    if let Some(alg) = members.alg {
        let found = text_of("alg", alg)?;
        if found != "ES256" {
            return Err(JwkError::Alg { found: quotable(found) });
        }
    }
    Ok(())
}

fn read_point(members: &Members<'_>) -> Result<VerifyingKey, JwkError> {
    let x = octets_of("x", members.x)?;
    let y = octets_of("y", members.y)?;
    let point = [&[0x04], x.as_slice(), y.as_slice()].concat();
    VerifyingKey::from_sec1_point(&point).ok_or_else(|| KeyError::PointInvalid.into())
}

fn missing(member: &'static str) -> JwkError {
    JwkError::Member { member, problem: MemberProblem::Missing }
}

fn text_of(member: &'static str, value: &RawValue) -> Result<String, JwkError> {
    serde_json::from_str(value.get()).map_err(|_| JwkError::Member { member, problem: MemberProblem::WrongType })
}

/// Decodes a coordinate or a scalar of P-256.
fn octets_of(member: &'static str, value: Option<&RawValue>) -> Result<Zeroizing<Vec<u8>>, JwkError> {
    let bad = |problem| JwkError::Member { member, problem };
    let raw = value.ok_or_else(|| missing(member))?.get();
    if !raw.starts_with('"') {
        return Err(bad(MemberProblem::WrongType));
    }
    // Borrowed, so not copied; only a text with escapes can't be borrowed, and base64url has none.
    let text: &str = serde_json::from_str(raw).map_err(|_| bad(MemberProblem::NotBase64url))?;
    let mut octets = Zeroizing::new(vec![0; text.len()]);
    let found =
        URL_SAFE_NO_PAD.decode_slice(text, octets.as_mut_slice()).map_err(|_| bad(MemberProblem::NotBase64url))?;
    if found != SCALAR_LENGTH {
        return Err(bad(MemberProblem::Length { found }));
    }
    octets.truncate(found);
    Ok(octets)
}

/// A value as it may stand in a message: registered names are short and plain, anything else isn't repeated.
fn quotable(value: String) -> String {
    const LONGEST: usize = 20;
    let is_plain = value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '.'));
    if (1..=LONGEST).contains(&value.len()) && is_plain { value } else { "another one".to_owned() }
}
