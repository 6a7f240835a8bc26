//! P-256 keys: one that verifies ES256, one that signs it, and the DER structures in which they travel.

pub mod base64;
pub mod der;
mod error;
mod oid;

use std::fmt;
use std::sync::Arc;

use ::base64::Engine as _;
use ::base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use aws_lc_rs::agreement;
use ecdsa::hazmat::sign_prehashed_rfc6979;
use jsonwebtoken::{Algorithm as JwsAlgorithm, DecodingKey};
use p256::{NistP256, SecretKey};
use sha2::{Digest as _, Sha256};

use super::secret::wiping_stack;

pub use error::KeyError;
pub use oid::{Algorithm, Curve};

/// Octets of a P-256 scalar, and of one coordinate of a point.
pub const SCALAR_LENGTH: usize = 32;

/// Octets of an uncompressed P-256 point: `04`, x, y (SEC 1, section 2.3.3).
const POINT_LENGTH: usize = 1 + 2 * SCALAR_LENGTH;

/// What stands before the point in the SPKI DER of every P-256 key: the lengths, `id-ecPublicKey`, `secp256r1` and
/// the head of the bit string (RFC 5480, sections 2.1.1 and 2.2).
const SPKI_HEAD: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// A P-256 public key that verifies ES256. `Debug` prints the fingerprint.
#[derive(Clone)]
pub struct VerifyingKey {
    point: [u8; POINT_LENGTH],
    // Prepared once: building it costs an allocation, and a signature is verified at every edit.
    decoding: DecodingKey,
}

impl VerifyingKey {
    /// Reads a point as SEC 1 (section 2.3.4) writes it, compressed or not. `None` when it is no point of the curve,
    /// or the point at infinity.
    #[must_use]
    pub fn from_sec1_point(bytes: &[u8]) -> Option<Self> {
        let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(bytes).ok()?;
        Some(Self::from_point(key.to_sec1_point(false).as_bytes().try_into().ok()?))
    }

    fn from_point(point: [u8; POINT_LENGTH]) -> Self {
        // For its aws_lc_rs backend the "DER" of an EC key is the bare point.
        Self { point, decoding: DecodingKey::from_ec_der(&point) }
    }

    /// `SHA256:` and the unpadded standard base64 of the SHA-256 of the SPKI DER: what
    /// `openssl pkey -pubout -outform DER | openssl dgst -sha256 -binary | base64` prints, without its `=`.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        format!("SHA256:{}", STANDARD_NO_PAD.encode(Sha256::digest(self.spki_der())))
    }

    /// The key as a DER `SubjectPublicKeyInfo` with an uncompressed point (RFC 5480).
    #[must_use]
    pub fn spki_der(&self) -> Vec<u8> {
        [SPKI_HEAD.as_slice(), &self.point].concat()
    }

    /// Whether `signature`, r and s of 32 octets each, is this key's ES256 signature over `message` (RFC 7518,
    /// section 3.4). A signature with a high s is as good as any other.
    #[must_use]
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = URL_SAFE_NO_PAD.encode(signature);
        jsonwebtoken::crypto::verify(&signature, message, &self.decoding, JwsAlgorithm::ES256).unwrap_or(false)
    }
}

impl PartialEq for VerifyingKey {
    fn eq(&self, other: &Self) -> bool {
        self.point == other.point
    }
}

impl Eq for VerifyingKey {}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({})", self.fingerprint())
    }
}

/// A P-256 private key that signs ES256. It is wiped when the last of its clones is dropped; `Debug` prints
/// `[redacted]`.
#[derive(Clone)]
pub struct SigningKey {
    // In one place on the heap: a move would leave a copy where it was.
    scalar: Arc<SecretKey>,
    verifying: VerifyingKey,
}

impl SigningKey {
    /// Takes the private scalar, 32 octets, most significant first. `None` for another length, for zero, and for a
    /// number that is not below the order of the curve.
    #[must_use]
    pub fn from_scalar(bytes: &[u8]) -> Option<Self> {
        // p256 would pad a scalar that is up to eight octets short.
        if bytes.len() != SCALAR_LENGTH {
            return None;
        }
        wiping_stack(|| {
            let scalar = Arc::new(SecretKey::from_slice(bytes).ok()?);
            Some(Self { scalar, verifying: public_half(bytes)? })
        })
    }

    /// The public half.
    #[must_use]
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.verifying
    }

    /// The ES256 signature over `message`, r and s of 32 octets each. It is deterministic (RFC 6979): the same
    /// message gives the same signature.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let digest = Sha256::digest(message);
        let (signature, _) =
            wiping_stack(|| sign_prehashed_rfc6979::<NistP256, Sha256>(&self.scalar.to_nonzero_scalar(), &digest, &[]));
        signature.to_bytes().into()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey([redacted])")
    }
}

/// The public key of a private scalar.
fn public_half(scalar: &[u8]) -> Option<VerifyingKey> {
    let private = agreement::PrivateKey::from_private_key(&agreement::ECDH_P256, scalar).ok()?;
    let point = private.compute_public_key().ok()?;
    Some(VerifyingKey::from_point(point.as_ref().try_into().ok()?))
}

/// One half of a key pair, or the private half from which the other follows.
#[derive(Clone, Debug)]
pub enum KeyHalf {
    /// A key that signs.
    Private(SigningKey),
    /// A key that verifies and can't sign.
    Public(VerifyingKey),
}

impl KeyHalf {
    /// The public half, which both have.
    #[must_use]
    pub fn verifying_key(&self) -> &VerifyingKey {
        match self {
            Self::Private(key) => key.verifying_key(),
            Self::Public(key) => key,
        }
    }

    /// The private half.
    #[must_use]
    pub fn signing_key(&self) -> Option<&SigningKey> {
        match self {
            Self::Private(key) => Some(key),
            Self::Public(_) => None,
        }
    }
}
