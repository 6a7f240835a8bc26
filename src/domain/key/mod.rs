//! P-256 keys: one that verifies ES256, one that signs it, and the DER structures in which they travel.

pub mod base64;
pub mod der;
mod error;
mod es256;
mod oid;

use std::fmt;
use std::sync::Arc;

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD_NO_PAD;
use ecdsa::hazmat::sign_prehashed_rfc6979;
use jsonwebtoken::signature::Verifier as _;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use p256::{NistP256, PublicKey, SecretKey};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use sha2::{Digest as _, Sha256};

use super::secret::wiping_stack;
use es256::Es256;

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
#[derive(Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    point: [u8; POINT_LENGTH],
}

impl VerifyingKey {
    /// Reads a point as SEC 1 (section 2.3.4) writes it, compressed or not. `None` when it is no point of the curve,
    /// or the point at infinity.
    #[must_use]
    pub fn from_sec1_point(bytes: &[u8]) -> Option<Self> {
        Self::from_public_key(&PublicKey::from_sec1_bytes(bytes).ok()?)
    }

    fn from_public_key(key: &PublicKey) -> Option<Self> {
        Some(Self { point: key.to_sec1_point(false).as_bytes().try_into().ok()? })
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
        Es256::new(&self.point).verify(message, &signature.to_vec()).is_ok()
    }
}

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
        wiping_stack(|| {
            let scalar = secret_key(bytes)?;
            let verifying = public_half(&scalar)?;
            Some(Self { scalar, verifying })
        })
    }

    /// Takes the private scalar as [`Self::from_scalar`] does, and the public key that stands beside it. To compare
    /// them takes a tenth of the time of working the public key out.
    ///
    /// # Errors
    /// [`KeyError::ScalarOutOfRange`], or [`KeyError::HalvesDiffer`] when they are not of one pair.
    pub fn from_halves(bytes: &[u8], verifying: VerifyingKey) -> Result<Self, KeyError> {
        wiping_stack(|| {
            let scalar = secret_key(bytes).ok_or(KeyError::ScalarOutOfRange)?;
            let (algorithm, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
            let pair = EcdsaKeyPair::from_private_key_and_public_key(algorithm, bytes, &verifying.point, &random);
            // It draws a random number as well, and may fail at that.
            if pair.is_ok() || public_half(&scalar).as_ref() == Some(&verifying) {
                Ok(Self { scalar, verifying })
            } else {
                Err(KeyError::HalvesDiffer)
            }
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

fn secret_key(bytes: &[u8]) -> Option<Arc<SecretKey>> {
    // p256 would pad a scalar that is up to eight octets short.
    if bytes.len() != SCALAR_LENGTH {
        return None;
    }
    SecretKey::from_slice(bytes).ok().map(Arc::new)
}

/// The public key of a private scalar.
fn public_half(scalar: &SecretKey) -> Option<VerifyingKey> {
    VerifyingKey::from_public_key(&scalar.public_key())
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
