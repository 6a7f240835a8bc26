//! Whether a token's signature holds, and if that can't be said, why.
//!
//! "Verified" is said of one thing only: an ES256 signature (RFC 7518 section 3.4) over exactly the received bytes,
//! checked with the loaded key. Keys that a token brings along are never used (RFC 8725 section 3.10).

use std::borrow::Cow;

use super::credential::Credential;
use super::json::{Json, JsonKind};
use super::text::shorten;
use super::token::{ParsedToken, Serialization, SignatureSegment};

/// An ES256 signature is r and s, 32 bytes each (RFC 7518 section 3.4).
pub const SIGNATURE_BYTES: usize = 64;

/// The order n of P-256's base point, big-endian (SEC 2 section 2.4.2; FIPS 186-4 D.1.2.3).
const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa,
    0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// The state of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It holds with the loaded key.
    Verified,
    /// It does not hold with the loaded key.
    Failed,
    /// No key is loaded.
    NotChecked,
    /// The token names another key than the loaded one, and does not verify with it.
    OtherKey,
    /// It can't be verified here: another algorithm, a critical extension, a damaged token.
    NotVerifiable,
}

impl Status {
    /// The stable name, as in JSON output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Failed => "failed",
            Self::NotChecked => "not_checked",
            Self::OtherKey => "other_key",
            Self::NotVerifiable => "not_verifiable",
        }
    }

    /// The same in words, for the line under the verdict.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Verified => "signature verified",
            Self::Failed => "signature does not hold",
            Self::NotChecked => "signature not checked",
            Self::OtherKey => "signed with another key",
            Self::NotVerifiable => "signature can't be verified here",
        }
    }
}

/// What the signature segment holds, whatever the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// There is no third segment, or it is empty.
    Missing,
    /// It is not base64url.
    Undecodable,
    /// It has not 64 bytes but this many.
    Length(usize),
    /// It is the DER form that ECDSA has elsewhere (RFC 3279 section 2.2.3), of this many bytes.
    Der(usize),
    /// r or s is zero, or not below the order of the curve: no signature has that (FIPS 186-4 section 6.4).
    OutOfRange {
        /// `r` or `s`.
        half: char,
    },
    /// Two numbers in range.
    Sound([u8; SIGNATURE_BYTES]),
}

/// A signature's state and the reason for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    status: Status,
    reason: Option<Cow<'static, str>>,
    shape: Shape,
}

impl Signature {
    /// The state.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// Why it is not verified, in a sentence without a full stop.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// What the signature segment holds.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Whether it holds with the loaded key.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.status == Status::Verified
    }
}

/// Checks a token's signature with the loaded key, if there is one.
#[must_use]
pub fn verify(token: &ParsedToken, credential: Option<&Credential>) -> Signature {
    let shape = shape_of(token.signature());
    let (status, reason) = match obstacle(token) {
        Some(reason) => (Status::NotVerifiable, Some(reason)),
        None => match credential {
            None => (Status::NotChecked, Some("no key is loaded".into())),
            Some(credential) => check(token, shape, credential),
        },
    };
    Signature { status, reason, shape }
}

fn check(token: &ParsedToken, shape: Shape, credential: &Credential) -> (Status, Option<Cow<'static, str>>) {
    let (Shape::Sound(bytes), Some(input)) = (shape, token.signing_input()) else {
        return (Status::Failed, Some(word_shape(shape)));
    };
    if credential.verifying_key().verify(input.as_bytes(), &bytes) {
        return (Status::Verified, None);
    }
    match (token.kid(), credential.kid()) {
        (Some(named), Some(loaded)) if named != loaded => {
            (Status::OtherKey, Some("the token names another kid than the loaded key has".into()))
        }
        _ => (Status::Failed, Some("it does not fit these bytes and the loaded key".into())),
    }
}

/// Why no key at all could verify this token here.
fn obstacle(token: &ParsedToken) -> Option<Cow<'static, str>> {
    if token.serialization() == Serialization::Json {
        return Some("it is in the JSON serialization".into());
    }
    if token.is_encrypted() {
        return Some("it is encrypted".into());
    }
    let Some(header) = token.header_json() else {
        return Some("the header can't be read".into());
    };
    obstacle_in_header(header).or_else(|| obstacle_in_segments(token))
}

fn obstacle_in_header(header: &Json) -> Option<Cow<'static, str>> {
    match header.member("alg").map(|alg| (&alg.kind, alg.describe())) {
        Some((JsonKind::String(alg), _)) if alg == "ES256" => {}
        Some((JsonKind::String(alg), _)) => {
            return Some(format!("alg is {}; only ES256 is verified here", shorten(alg, 40)).into());
        }
        Some((_, other)) => return Some(format!("alg is {other}, not a string").into()),
        None => return Some("the header has no alg".into()),
    }
    if header.member("crit").is_some() {
        return Some("the header demands extensions (crit)".into());
    }
    let unencoded = header.member("b64").is_some_and(|b64| b64.kind == JsonKind::Bool(false));
    unencoded.then(|| "its payload is not base64url (b64 is false)".into())
}

fn obstacle_in_segments(token: &ParsedToken) -> Option<Cow<'static, str>> {
    if token.segment_count() != 3 {
        return Some(format!("it has {} segments, not 3", token.segment_count()).into());
    }
    let segments = [
        ("header", token.header().map(|part| &part.segment)),
        ("claims", token.claims().map(|part| &part.segment)),
        ("signature", token.signature().map(|part| &part.segment)),
    ];
    let damaged = segments.iter().find(|(_, part)| part.is_some_and(|part| !part.is_sound()));
    damaged.map(|(name, _)| format!("the {name} segment is not base64url as JWS wants it").into())
}

fn shape_of(signature: Option<&SignatureSegment>) -> Shape {
    let Some(SignatureSegment { segment, bytes }) = signature else { return Shape::Missing };
    if segment.span.is_empty() {
        return Shape::Missing;
    }
    if !segment.is_whole() {
        return Shape::Undecodable;
    }
    let Ok(bytes) = <[u8; SIGNATURE_BYTES]>::try_from(bytes.as_slice()) else {
        let length = bytes.len();
        return if is_der(bytes) { Shape::Der(length) } else { Shape::Length(length) };
    };
    let (r, s) = bytes.split_at(32);
    let in_range = |half: &[u8]| half.iter().any(|byte| *byte != 0) && half < ORDER.as_slice();
    match (in_range(r), in_range(s)) {
        (false, _) => Shape::OutOfRange { half: 'r' },
        (_, false) => Shape::OutOfRange { half: 's' },
        _ => Shape::Sound(bytes),
    }
}

fn is_der(bytes: &[u8]) -> bool {
    p256::ecdsa::DerSignature::try_from(bytes).is_ok()
}

fn word_shape(shape: Shape) -> Cow<'static, str> {
    match shape {
        Shape::Missing => "there is no signature".into(),
        Shape::Undecodable => "the signature is not base64url".into(),
        Shape::Length(length) => format!("the signature has {length} bytes, not {SIGNATURE_BYTES}").into(),
        Shape::Der(_) => "the signature is in DER form".into(),
        Shape::OutOfRange { half } => format!("{half} is out of range").into(),
        Shape::Sound(_) => "nothing was signed".into(),
    }
}
