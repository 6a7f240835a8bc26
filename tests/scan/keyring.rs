//! Which of several keys a token is judged with, and the row that is made of it.

use token_debugger::domain::credential::{Credential, read_key};
use token_debugger::domain::finding::{Code, Finding, Place};
use token_debugger::domain::scan::{CodeSet, Keyring};
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::token::ParsedToken;

use crate::material::{OTHER_KID, unsigned};
use crate::support::{KID, claims_with, good_token, header, path_of, sign};

fn key(name: &str) -> Credential {
    let bytes = std::fs::read(path_of("fixtures/keys/good").join(name)).unwrap();
    read_key(&SecretBytes::new(bytes), name).unwrap()
}

/// The place of the key with which a token is judged: of another key, of one without a kid, of the token's own.
fn place(token: &str) -> Option<usize> {
    Keyring::new(vec![key("other.env"), key("live-ops.pem"), key("live-ops.env")]).inspect(token).key
}

fn with_kid(kid: &str) -> String {
    let token = sign(&header().replace(KID, kid), &claims_with(""));
    // With another signature, so that no key holds.
    let (input, _) = token.rsplit_once('.').unwrap();
    format!("{input}.{}", unsigned(1).rsplit_once('.').unwrap().1)
}

#[test]
fn a_token_that_no_key_verifies_is_judged_with_the_key_of_its_kid_or_one_that_has_none() {
    assert_eq!(place(&with_kid(OTHER_KID)), Some(0));
    assert_eq!(place(&with_kid(KID)), Some(2));
    assert_eq!(place(&with_kid("another")), Some(1));
    assert_eq!(Keyring::new(vec![key("other.env")]).inspect(&with_kid("another")).key, Some(0));
    assert_eq!(Keyring::default().inspect(&good_token()).key, None);
}

#[test]
fn what_was_found_out_about_a_signature_is_kept_without_the_token() {
    let keyring = Keyring::new(vec![key("other.env"), key("live-ops.pem"), key("live-ops.env")]);
    let wrong_kid = sign(&header().replace(KID, OTHER_KID), &claims_with(""));
    for token in [good_token(), wrong_kid, with_kid(KID), with_kid("another"), "eyJh.x.y".to_owned()] {
        let first = keyring.inspect(&token);
        let again = first.checked().with(ParsedToken::parse(&token));
        assert_eq!(again.key, first.key);
        assert_eq!(again.inspection.signature, first.inspection.signature);
        assert_eq!(again.inspection.token.text(), token);
    }
}

#[test]
fn a_token_is_judged_with_the_key_that_verifies_it() {
    assert_eq!(place(&good_token()), Some(2));
    let wrong_kid = sign(&header().replace(KID, OTHER_KID), &claims_with(""));
    let inspected = Keyring::new(vec![key("other.env"), key("live-ops.env")]).inspect(&wrong_kid);
    assert!(inspected.inspection.signature.is_verified());
    assert_eq!(inspected.key, Some(1));
}

#[test]
fn a_set_of_codes_has_each_once() {
    let codes = [Code::Expired, Code::KidMismatch, Code::Expired];
    let findings = codes.map(|code| Finding::new(code, Place::Token, "", ""));
    let set = CodeSet::of(&findings);
    assert_eq!((set.len(), set.is_empty()), (2, false));
    assert!(set.contains(Code::Expired) && set.contains(Code::KidMismatch) && !set.contains(Code::NotYetValid));
    assert!(CodeSet::default().is_empty());
    let said = format!("{set:?}");
    assert!(said.contains("expired") && said.contains("kid_mismatch"), "{said}");
}
