//! ES256 (RFC 7518, section 3.4) for jsonwebtoken, by ring.
//!
//! jsonwebtoken's own backends are aws-lc-rs, of which 2.4 MB of other algorithms come along, and p256, which
//! takes four times as long; it leaves the place of a backend open.

use jsonwebtoken::Algorithm;
use jsonwebtoken::crypto::JwtVerifier;
use jsonwebtoken::signature::{Error, Verifier};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

/// Verifies with the public key whose uncompressed point (SEC 1, section 2.3.3) it is given.
pub(super) struct Es256<'a> {
    key: UnparsedPublicKey<&'a [u8]>,
}

impl<'a> Es256<'a> {
    pub(super) fn new(point: &'a [u8]) -> Self {
        Self { key: UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point) }
    }
}

impl Verifier<Vec<u8>> for Es256<'_> {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), Error> {
        self.key.verify(message, signature).map_err(|_| Error::new())
    }
}

impl JwtVerifier for Es256<'_> {
    fn algorithm(&self) -> Algorithm {
        Algorithm::ES256
    }
}
