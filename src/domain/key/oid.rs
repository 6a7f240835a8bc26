//! The names behind the object identifiers of keys: algorithms and curves.

use std::fmt;

use sec1::der::asn1::ObjectIdentifier;

/// `id-ecPublicKey` (RFC 5480, section 2.1.1).
pub(super) const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");

/// `secp256r1`, which is P-256 (RFC 5480, section 2.1.1.1).
pub(super) const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");

/// A kind of key that is not ECDSA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// RSA.
    Rsa,
    /// RSA for RSASSA-PSS alone.
    RsaPss,
    /// DSA.
    Dsa,
    /// Diffie-Hellman.
    DiffieHellman,
    /// Ed25519.
    Ed25519,
    /// Ed448.
    Ed448,
    /// X25519.
    X25519,
    /// X448.
    X448,
    /// A secret that both sides share (a JWK of type `oct`).
    Symmetric,
    /// Any other, by its object identifier in dotted numbers.
    Other(String),
    /// One that the file doesn't name in a way that can be repeated.
    Unknown,
}

impl Algorithm {
    pub(super) fn from_oid(oid: ObjectIdentifier) -> Self {
        let text = oid.to_string();
        match text.as_str() {
            "1.2.840.113549.1.1.1" => Self::Rsa,
            "1.2.840.113549.1.1.10" => Self::RsaPss,
            "1.2.840.10040.4.1" => Self::Dsa,
            "1.2.840.113549.1.3.1" | "1.2.840.10046.2.1" => Self::DiffieHellman,
            "1.3.101.110" => Self::X25519,
            "1.3.101.111" => Self::X448,
            "1.3.101.112" => Self::Ed25519,
            "1.3.101.113" => Self::Ed448,
            _ => Self::Other(text),
        }
    }
}

impl fmt::Display for Algorithm {
    /// The name with its article, as in "an RSA key".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rsa => "an RSA key",
            Self::RsaPss => "an RSA-PSS key",
            Self::Dsa => "a DSA key",
            Self::DiffieHellman => "a Diffie-Hellman key",
            Self::Ed25519 => "an Ed25519 key",
            Self::Ed448 => "an Ed448 key",
            Self::X25519 => "an X25519 key",
            Self::X448 => "an X448 key",
            Self::Symmetric => "a symmetric key",
            Self::Other(oid) => return write!(f, "a key of the algorithm {oid}"),
            Self::Unknown => "a key of another algorithm",
        })
    }
}

/// An elliptic curve that is not P-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Curve {
    /// P-192, `prime192v1`.
    P192,
    /// P-224, `secp224r1`.
    P224,
    /// P-384, `secp384r1`.
    P384,
    /// P-521, `secp521r1`.
    P521,
    /// secp256k1, of 256 bits too, but another curve.
    Secp256k1,
    /// brainpoolP256r1, of 256 bits too, but another curve.
    BrainpoolP256r1,
    /// Any other, by its object identifier in dotted numbers.
    Other(String),
    /// One that the file doesn't name in a way that can be repeated.
    Unknown,
}

impl Curve {
    pub(super) fn from_oid(oid: ObjectIdentifier) -> Self {
        let text = oid.to_string();
        match text.as_str() {
            "1.2.840.10045.3.1.1" => Self::P192,
            "1.3.132.0.33" => Self::P224,
            "1.3.132.0.34" => Self::P384,
            "1.3.132.0.35" => Self::P521,
            "1.3.132.0.10" => Self::Secp256k1,
            "1.3.36.3.3.2.8.1.1.7" => Self::BrainpoolP256r1,
            _ => Self::Other(text),
        }
    }
}

impl fmt::Display for Curve {
    /// The name with its article, as in "the curve P-384".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::P192 => "the curve P-192",
            Self::P224 => "the curve P-224",
            Self::P384 => "the curve P-384",
            Self::P521 => "the curve P-521",
            Self::Secp256k1 => "the curve secp256k1",
            Self::BrainpoolP256r1 => "the curve brainpoolP256r1",
            Self::Other(oid) => return write!(f, "the curve {oid}"),
            Self::Unknown => "another curve",
        })
    }
}
