//! A token says which key it wants to be checked with, or brings one along: only the loaded key counts.

use ring::hmac;
use token_debugger::domain::credential::Credential;
use token_debugger::domain::finding::Verdict;
use token_debugger::domain::signature::Status;

use crate::token_support::{NOW, base64url, codes_of, judge, live, other, quoted, signing_input, valid};

/// Values of `kid` that opened files, left a query or a command, or fetched addresses elsewhere.
const KIDS: [&str; 14] = [
    "../../../../../../dev/null",
    "/dev/null",
    "/proc/sys/kernel/randomize_va_space",
    "..\\\\..\\\\windows\\\\win.ini",
    "file:///etc/passwd",
    "https://attacker.example/key.pem",
    "' UNION SELECT 'secret' -- ",
    "key' OR '1'='1",
    "$(touch pwned)",
    "| whoami",
    "a; rm -rf b",
    "%00",
    "*)(uid=*",
    "{{7*7}}",
];

/// The public half as a JWK (RFC 7517, section 4).
fn jwk_of(key: &Credential) -> String {
    let point = key.verifying_key().spki_der();
    let (x, y) = (base64url(&point[27..59]), base64url(&point[59..]));
    format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"}}"#)
}

#[test]
fn kid_is_compared_and_never_a_path_a_query_or_a_command() {
    for kid in KIDS {
        let (status, judgement) = judge(&valid().header("kid", &quoted(kid)).signed_with(&other()), Some(&live()), NOW);
        assert_eq!(status, Status::OtherKey, "{kid}");
        assert_eq!(codes_of(&judgement), ["kid_mismatch"], "{kid}");
        assert_ne!(judgement.verdict, Verdict::Accept, "{kid}");
        // The loaded key's own signature under such a name: said, and no error in the check itself.
        let (status, judgement) = judge(&valid().header("kid", &quoted(kid)).signed(), Some(&live()), NOW);
        assert_eq!(status, Status::Verified, "{kid}");
        assert_eq!(judgement.verdict, Verdict::Refuse, "{kid}");
    }
}

/// A file that is empty or known to the attacker as the secret of an HMAC: the usual end of a path in `kid`.
#[test]
fn hmac_under_an_empty_or_known_secret_is_not_verified_whatever_the_kid() {
    for kid in KIDS {
        for secret in [&b""[..], b"\n", b"2\n", b"secret"] {
            let draft = valid().header("alg", &quoted("HS256")).header("kid", &quoted(kid));
            let input = signing_input(draft.header_json().as_bytes(), draft.claims_json().as_bytes());
            let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
            let signature = base64url(hmac::sign(&key, input.as_bytes()).as_ref());
            let (status, judgement) = judge(&format!("{input}.{signature}"), Some(&live()), NOW);
            assert_eq!(status, Status::NotVerifiable, "{kid}");
            assert_eq!(judgement.verdict, Verdict::Refuse, "{kid}");
        }
    }
}

/// The attacker's key in every member that can bring one (RFC 7515, sections 4.1.2 to 4.1.8), alone and all at once.
#[test]
fn no_member_that_brings_a_key_makes_an_attackers_signature_hold() {
    let attacker = other();
    let spki = base64url(&attacker.verifying_key().spki_der());
    let members = [
        ("jwk", jwk_of(&attacker)),
        ("jku", quoted("https://attacker.example/jwks.json")),
        ("x5u", quoted("https://attacker.example/chain.pem")),
        ("x5c", format!("[\"{spki}\"]")),
        ("x5t", quoted("GvnPApfWMdLRi8PDmisFn7bprKg")),
        ("x5t#S256", quoted("GvnPApfWMdLRi8PDmisFn7bprKgGvnPApfWMdLRi8PA")),
        ("jwks", format!("{{\"keys\":[{}]}}", jwk_of(&attacker))),
        ("epk", jwk_of(&attacker)),
    ];
    let mut all = valid();
    for (name, json) in &members {
        all = all.header(name, json);
        let token = valid().header(name, json).signed_with(&attacker);
        assert_eq!(judge(&token, Some(&live()), NOW).0, Status::Failed, "{name}");
        assert_eq!(judge(&token, None, NOW).0, Status::NotChecked, "{name}");
        // Positive control: loaded as a key, it is the one that holds.
        assert_eq!(judge(&token, Some(&attacker), NOW).0, Status::Verified, "{name}");
    }
    assert_eq!(judge(&all.signed_with(&attacker), Some(&live()), NOW).0, Status::Failed);
}

/// The loaded key's own public half in the header vouches for nothing either.
#[test]
fn the_right_key_in_the_header_does_not_make_a_wrong_signature_hold() {
    let token = valid().header("jwk", &jwk_of(&live())).with_signature(|mut signature| {
        signature[40] ^= 4;
        signature.to_vec()
    });
    assert_eq!(judge(&token, Some(&live()), NOW).0, Status::Failed);
}
