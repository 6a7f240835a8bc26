//! The ways in which verifiers were talked into "verified" (RFC 8725, section 2; RFC 7515, section 10): none works.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use ring::hmac;
use token_debugger::domain::credential::Credential;
use token_debugger::domain::finding::Verdict;
use token_debugger::domain::reading::Inspection;
use token_debugger::domain::signature::Status;
use token_support::{NOW, OTHER_KID, base64url, codes_of, compact, der, judge, live, other, quoted, read_jwk, valid};

/// The state of a token that must not be verified, whatever else is said of it.
fn refused(token: &str, key: &Credential) -> Status {
    let (status, judgement) = judge(token, Some(key), NOW);
    assert_ne!(status, Status::Verified, "{judgement:?}");
    assert_ne!(judgement.verdict, Verdict::Accept, "{judgement:?}");
    status
}

fn codes(token: &str) -> Vec<&'static str> {
    codes_of(&judge(token, Some(&live()), NOW).1)
}

#[test]
fn a_critical_extension_is_not_verifiable_though_the_signature_is_good() {
    for crit in ["[\"exp\"]", "[\"b64\"]", "[\"http://example.com/x\"]", "[]", "null", "\"exp\"", "true"] {
        assert_eq!(refused(&valid().header("crit", crit).signed(), &live()), Status::NotVerifiable, "{crit}");
    }
}

#[test]
fn an_unencoded_payload_is_not_verifiable() {
    let draft = valid().header("b64", "false").header("crit", "[\"b64\"]");
    assert_eq!(refused(&draft.signed(), &live()), Status::NotVerifiable);
    assert_eq!(refused(&valid().header("b64", "false").signed(), &live()), Status::NotVerifiable);
    // RFC 7797, section 3: what is signed is then the payload itself.
    let input = format!("{}.payload", base64url(draft.header_json().as_bytes()));
    let signature = live().signing_key().unwrap().sign(input.as_bytes());
    assert_eq!(refused(&format!("{input}.{}", base64url(&signature)), &live()), Status::NotVerifiable);
}

#[test]
fn a_detached_payload_is_not_filled_in() {
    let token = valid().signed();
    let (header, rest) = token.split_once('.').unwrap();
    let (_, signature) = rest.split_once('.').unwrap();
    assert_eq!(refused(&format!("{header}..{signature}"), &live()), Status::Failed);
}

#[test]
fn a_jwk_that_is_not_meant_for_es256_is_not_loaded() {
    let jwk = |more: &str| {
        read_jwk(&format!(
            r#"{{"kty":"EC","crv":"P-256",{more}"x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}}"#
        ))
        .map(|key| key.fingerprint())
    };
    assert!(jwk("").is_ok());
    assert!(jwk(r#""use":"sig","key_ops":["verify"],"alg":"ES256","#).is_ok());
    for more in [
        r#""use":"enc","#,
        r#""key_ops":["sign"],"#,
        r#""key_ops":[],"#,
        r#""key_ops":["deriveBits","wrapKey"],"#,
        r#""use":"sig","key_ops":["encrypt"],"#,
        r#""alg":"ES384","#,
        r#""alg":"ECDH-ES","#,
    ] {
        assert!(jwk(more).is_err(), "{more}");
    }
}

#[test]
fn a_longer_signature_is_not_cut_to_size() {
    for more in [1, 2, 32, 64] {
        let behind = valid().with_signature(|s| [s.to_vec(), vec![0; more]].concat());
        assert_eq!(refused(&behind, &live()), Status::Failed);
        let between = valid().with_signature(|s| [&s[..32], &vec![0; more], &s[32..]].concat());
        assert_eq!(refused(&between, &live()), Status::Failed);
        // As a big number it would be the same.
        let in_front =
            valid().with_signature(|s| [vec![0; more], s[..32].to_vec(), vec![0; more], s[32..].to_vec()].concat());
        assert_eq!(refused(&in_front, &live()), Status::Failed);
    }
}

#[test]
fn a_signature_without_its_leading_zeros_is_not_filled_up() {
    let cut = |claims: usize| {
        let draft = valid().claim("msg", format!("{{\"n\":{claims}}}"));
        let mut zero = false;
        let token = draft.with_signature(|s| {
            zero = s[0] == 0;
            s[usize::from(zero)..].to_vec()
        });
        (zero, token)
    };
    // One signature in 256 has a zero in front.
    let (_, token) = (0..5_000).map(cut).find(|(zero, _)| *zero).unwrap();
    assert_eq!(refused(&token, &live()), Status::Failed);
    assert_eq!(codes(&token), ["signature_length"]);
}

#[test]
fn padding_is_not_overlooked() {
    let token = valid().signed();
    for padding in ["=", "==", "===", "%3D%3D"] {
        assert_eq!(refused(&format!("{token}{padding}"), &live()), Status::NotVerifiable, "{padding}");
    }
    let parts: Vec<&str> = token.split('.').collect();
    assert_eq!(refused(&format!("{}=.{}.{}", parts[0], parts[1], parts[2]), &live()), Status::NotVerifiable);
    assert_eq!(refused(&format!("{}.{}=.{}", parts[0], parts[1], parts[2]), &live()), Status::NotVerifiable);
    // Signed as it stands, with its padding in the signing input.
    let input = format!("{}.{}=", parts[0], parts[1]);
    let signature = live().signing_key().unwrap().sign(input.as_bytes());
    assert_eq!(refused(&format!("{input}.{}", base64url(&signature)), &live()), Status::NotVerifiable);
}

#[test]
fn characters_in_and_around_the_token_are_not_dropped() {
    let token = valid().signed();
    let inside = format!("{}\n{}", &token[..40], &token[40..]);
    for other in [format!(" {token}"), format!("{token} "), format!("{token}\n"), format!("{token}\0"), inside] {
        assert_eq!(refused(&other, &live()), Status::NotVerifiable, "{other:?}");
    }
}

#[test]
fn a_der_signature_is_not_converted() {
    let token = valid().with_signature(der);
    assert_eq!(refused(&token, &live()), Status::Failed);
    assert_eq!(codes(&token), ["signature_der"]);
}

/// The attacker signs with a key of his own and puts that into the header (CVE-2018-0114).
#[test]
fn a_key_in_the_header_is_not_used() {
    let point = other().verifying_key().spki_der();
    let (x, y) = (base64url(&point[27..59]), base64url(&point[59..]));
    let jwk = format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}","kid":"{OTHER_KID}"}}"#);
    assert_eq!(read_jwk(&jwk).unwrap().fingerprint(), other().fingerprint());
    let token = valid().header("jwk", &jwk).signed_with(&other());
    assert_eq!(refused(&token, &live()), Status::Failed);
    assert_eq!(codes(&token), ["key_in_header", "signature_mismatch"]);
    let under_its_kid = valid().header("jwk", &jwk).header("kid", &quoted(OTHER_KID)).signed_with(&other());
    assert_eq!(refused(&under_its_kid, &live()), Status::OtherKey);
}

#[test]
fn without_a_loaded_key_no_key_in_the_header_takes_its_place() {
    for (name, value) in
        [("jwk", "{}"), ("jku", "\"https://example.com/k\""), ("x5c", "[\"MIIB\"]"), ("x5u", "\"file:///k\"")]
    {
        let (status, judgement) = judge(&valid().header(name, value).signed(), None, NOW);
        assert_eq!(status, Status::NotChecked);
        assert_eq!(codes_of(&judgement), ["key_in_header", "signature_not_checked"], "{name}");
    }
}

#[test]
fn alg_none_is_refused_in_every_case() {
    for bits in 0..16_u32 {
        let letter =
            |(place, letter): (usize, char)| if bits >> place & 1 == 1 { letter.to_ascii_uppercase() } else { letter };
        let alg = quoted(&"none".char_indices().map(letter).collect::<String>());
        let draft = valid().header("alg", &alg);
        for token in [draft.with_signature(|_| Vec::new()), draft.signed()] {
            assert_eq!(refused(&token, &live()), Status::NotVerifiable, "{alg}");
            assert!(codes(&token).contains(&"alg_none"), "{alg}");
        }
    }
}

#[test]
fn no_alg_is_not_taken_for_es256() {
    for draft in [valid().without_header("alg"), valid().header("alg", "null"), valid().header("alg", "\"\"")] {
        assert_eq!(refused(&draft.signed(), &live()), Status::NotVerifiable);
    }
}

#[test]
fn another_name_over_a_good_es256_signature_is_not_verifiable() {
    for alg in ["ES256K", "ES384", "es256", "ES256 ", "ES256\u{200b}", "HS256", "RS256", "EdDSA", "ESP256"] {
        assert_eq!(refused(&valid().header("alg", &quoted(alg)).signed(), &live()), Status::NotVerifiable, "{alg}");
    }
}

/// The public key's octets as the secret of an HMAC (CVE-2016-10555), in each form that is public.
#[test]
fn hs256_with_the_public_key_as_its_secret_is_not_verifiable() {
    let spki = live().verifying_key().spki_der();
    let pem = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/keys/good/public.pem")).unwrap();
    for secret in [&spki[..], &spki[26..], &spki[27..], &pem[..]] {
        for (name, alg) in [("HS256", hmac::HMAC_SHA256), ("HS384", hmac::HMAC_SHA384), ("HS512", hmac::HMAC_SHA512)] {
            let draft = valid().header("alg", &quoted(name));
            let input = token_support::signing_input(draft.header_json().as_bytes(), draft.claims_json().as_bytes());
            let signature = base64url(hmac::sign(&hmac::Key::new(alg, secret), input.as_bytes()).as_ref());
            assert_eq!(refused(&format!("{input}.{signature}"), &live()), Status::NotVerifiable);
            assert_eq!(codes(&format!("{input}.{signature}")), ["alg_not_es256"]);
            // Called ES256 it is a signature of the wrong length, or of the wrong octets.
            let (other_header, _) =
                valid().signed().split_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
            let (_, rest) = input.split_once('.').unwrap();
            assert_eq!(refused(&format!("{other_header}.{rest}.{signature}"), &live()), Status::Failed);
        }
    }
}

/// r = s = 0 passes where nobody looks at the range (CVE-2022-21449).
#[test]
fn a_signature_of_zeros_is_not_verified() {
    assert_eq!(refused(&valid().with_signature(|_| vec![0; 64]), &live()), Status::Failed);
    assert_eq!(codes(&valid().with_signature(|_| vec![0; 64])), ["signature_out_of_range"]);
}

#[test]
fn the_other_serialization_of_the_same_jws_is_not_verifiable() {
    let token = valid().signed();
    let parts: Vec<&str> = token.split('.').collect();
    let flattened = format!(r#"{{"protected":"{}","payload":"{}","signature":"{}"}}"#, parts[0], parts[1], parts[2]);
    assert_eq!(refused(&flattened, &live()), Status::NotVerifiable);
}

/// Verified is what was received, not what it means: the same JSON in other words has another signature.
#[test]
fn equal_json_in_another_spelling_is_not_verified() {
    let token = valid().signed();
    let (_, signature) = token.rsplit_once('.').unwrap();
    let (header, claims) = (valid().header_json(), valid().claims_json());
    for (header, claims) in [
        (header.replace(',', ", "), claims.clone()),
        (header.clone(), format!("{claims}\n")),
        (header.clone(), claims.replace("exp", "\\u0065xp")),
    ] {
        let other = compact(header.as_bytes(), claims.as_bytes(), &live());
        let (input, _) = other.rsplit_once('.').unwrap();
        assert_eq!(refused(&format!("{input}.{signature}"), &live()), Status::Failed);
        assert_eq!(judge(&other, Some(&live()), NOW).0, Status::Verified);
    }
}

/// The last `alg` counts (RFC 7515, section 4), and the duplicate is said.
#[test]
fn of_two_algs_the_last_decides() {
    let token = |first: &str, last: &str| {
        let header = valid().header("alg", last).header_json().replacen('{', &format!("{{\"alg\":{first},"), 1);
        compact(header.as_bytes(), valid().claims_json().as_bytes(), &live())
    };
    assert_eq!(refused(&token("\"ES256\"", "\"none\""), &live()), Status::NotVerifiable);
    assert_eq!(codes(&token("\"ES256\"", "\"none\"")), ["alg_none", "duplicate_member"]);
    assert_eq!(codes(&token("\"none\"", "\"ES256\"")), ["duplicate_member"]);
}

#[test]
fn a_signature_of_one_token_is_not_taken_for_another() {
    let (one, two) = (valid().signed(), valid().claim("iss", quoted("example.com")).signed());
    let (input, _) = one.rsplit_once('.').unwrap();
    let (_, signature) = two.rsplit_once('.').unwrap();
    assert_eq!(refused(&format!("{input}.{signature}"), &live()), Status::Failed);
    // The dot is signed too: a letter can't move from one segment to the other.
    let (header, rest) = one.split_once('.').unwrap();
    let moved = format!("{}.{}{rest}", &header[..header.len() - 4], &header[header.len() - 4..]);
    assert_ne!(refused(&moved, &live()), Status::NotChecked);
}

#[test]
fn why_a_signature_does_not_hold_is_said() {
    let reason = |token: &str| {
        let signature = Inspection::of(token, Some(&live())).signature;
        assert_eq!(signature.status(), Status::Failed, "{token}");
        signature.reason().unwrap_or_default().to_owned()
    };
    let with = |signature: &[u8]| valid().with_signature(|_| signature.to_vec());
    assert_eq!(reason(&with(&[])), "there is no signature");
    assert_eq!(reason(&with(&[1; 63])), "the signature has 63 bytes, not 64");
    assert_eq!(reason(&valid().with_signature(der)), "the signature is in DER form");
    assert_eq!(reason(&with(&[0; 64])), "r is out of range");
    assert_eq!(reason(&with(&[[1; 32], [0xff; 32]].concat())), "s is out of range");
    assert_eq!(reason(&with(&[1; 64])), "it does not fit these bytes and the loaded key");
}
