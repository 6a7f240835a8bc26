//! RFC 7515, appendix A.3: a JWS that is signed with ES256.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use token_debugger::domain::credential::Credential;
use token_debugger::domain::signature::{Status, verify};
use token_debugger::domain::token::ParsedToken;
use token_support::{NOW, base64url, compact, judge, letter_with_bit_flipped, octets, read_jwk, valid};

/// Appendix A.3.1: the key.
const KEY: &str = r#"{"kty":"EC",
 "crv":"P-256",
 "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
 "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
 "d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"
}"#;

/// Appendix A.3.1: the compact serialization.
const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9\
    .eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ\
    .DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

/// Appendix A.3.1: R and S, of which the RFC prints the octets in decimal.
const R: [u8; 32] = [
    14, 209, 33, 83, 121, 99, 108, 72, 60, 47, 127, 21, 88, 7, 212, 2, 163, 178, 40, 3, 58, 249, 124, 126, 23, 129,
    154, 195, 22, 158, 166, 101,
];
const S: [u8; 32] = [
    197, 10, 7, 211, 140, 60, 112, 229, 216, 241, 45, 175, 8, 74, 84, 128, 166, 101, 144, 197, 242, 147, 80, 154, 143,
    63, 127, 138, 131, 163, 84, 213,
];

fn key() -> Credential {
    read_jwk(KEY).unwrap()
}

fn status(token: &str) -> Status {
    verify(&ParsedToken::parse(token), Some(&key())).status()
}

#[test]
fn the_example_is_verified_with_its_key() {
    let key = key();
    assert!(key.signing_key().is_some());
    let (status, judgement) = judge(TOKEN, Some(&key), NOW);
    assert_eq!(status, Status::Verified);
    assert!(judgement.findings.iter().all(|finding| !finding.code.as_str().starts_with("signature")), "{judgement:?}");
}

#[test]
fn the_example_is_read_to_the_octet() {
    let parsed = ParsedToken::parse(TOKEN);
    assert_eq!(parsed.header().unwrap().text, r#"{"alg":"ES256"}"#);
    let claims = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
    assert_eq!(parsed.claims().unwrap().text, claims);
    assert_eq!(parsed.signature().unwrap().bytes, [R, S].concat());
}

#[test]
fn a_signature_of_the_private_half_is_verified_with_the_public_half() {
    let public = read_jwk(&KEY.replace(",\n \"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"", "")).unwrap();
    assert!(public.signing_key().is_none());
    let token = valid().signed_with(&key());
    assert_eq!(verify(&ParsedToken::parse(&token), Some(&public)).status(), Status::Verified);
}

#[test]
fn both_signs_of_s_are_verified() {
    // n - s is as good as s (SEC 1, section 4.1): the RFC's s is above n / 2.
    let (input, _) = TOKEN.rsplit_once('.').unwrap();
    let low = subtract(&octets(token_support::ORDER), &S);
    assert!(S[0] > 0x7f && low[0] < 0x80);
    assert_eq!(status(&format!("{input}.{}", base64url(&[R.to_vec(), low].concat()))), Status::Verified);
}

/// `a - b` of two big-endian numbers of the same length.
fn subtract(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut out = vec![0; a.len()];
    let mut borrow = false;
    for place in (0..a.len()).rev() {
        let (first, one) = a[place].overflowing_sub(b[place]);
        let (second, two) = first.overflowing_sub(u8::from(borrow));
        (out[place], borrow) = (second, one || two);
    }
    out
}

#[test]
fn every_flipped_bit_of_the_signature_fails() {
    let (input, _) = TOKEN.rsplit_once('.').unwrap();
    for place in 0..64 {
        for bit in 0..8 {
            let mut signature = [R, S].concat();
            signature[place] ^= 1 << bit;
            assert_eq!(status(&format!("{input}.{}", base64url(&signature))), Status::Failed, "bit {bit} of {place}");
        }
    }
}

/// Also the bits of a last letter that stand for nothing: what was received must be what was signed.
#[test]
fn no_token_with_a_flipped_bit_in_any_letter_is_verified() {
    let tokens = [
        TOKEN.to_owned(),
        valid().signed_with(&key()),
        valid().without_claim("exp").claim("net", "true").claim("msg", r#"{"id":"é"}"#).signed_with(&key()),
        compact(br#"{"alg":"ES256"}"#, b"", &key()),
    ];
    for token in &tokens {
        assert_eq!(status(token), Status::Verified);
        for place in (0..token.len()).filter(|place| token.as_bytes()[*place] != b'.') {
            for bit in 0..6 {
                let mut letters = token.clone().into_bytes();
                letters[place] = letter_with_bit_flipped(letters[place], bit);
                let flipped = String::from_utf8(letters).unwrap();
                assert_ne!(status(&flipped), Status::Verified, "bit {bit} of letter {place}: {flipped}");
            }
        }
    }
}

#[test]
fn no_token_with_a_flipped_bit_in_any_byte_is_verified() {
    for place in 0..TOKEN.len() {
        for bit in 0..7 {
            let mut bytes = TOKEN.as_bytes().to_vec();
            bytes[place] ^= 1 << bit;
            let flipped = String::from_utf8(bytes).unwrap();
            assert_ne!(status(&flipped), Status::Verified, "bit {bit} of byte {place}");
        }
    }
}
