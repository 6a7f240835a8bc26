//! Key files, through the crate's public door: every form that must load, every defect that must be named.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

mod key_support;

use key_support::{fixture, good, index, read};
use token_debugger::domain::credential::{Content, KeyFileError, MAX_KEY_FILE, RequiredVariable};
use token_debugger::domain::dotenv::{DotenvError, LineProblem};
use token_debugger::domain::jwk::{JwkError, MemberProblem};
use token_debugger::domain::key::{Algorithm, Curve, KeyError};
use token_debugger::domain::pem::PemError;

fn bad(name: &str) -> KeyFileError {
    read(&fixture("bad", name)).unwrap_err()
}

/// A text with its lines ended in another way, or with other things that editors leave behind.
fn variants(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| text.contains('\n')) else {
        return vec![("as it is", bytes.to_vec())];
    };
    vec![
        ("as it is", bytes.to_vec()),
        ("CRLF", text.replace('\n', "\r\n").into_bytes()),
        ("CR", text.replace('\n', "\r").into_bytes()),
        ("byte order mark", format!("\u{feff}{text}").into_bytes()),
        ("trailing blanks", text.replace('\n', " \t\n").into_bytes()),
        ("no final newline", text.trim_end().as_bytes().to_vec()),
        ("blank lines around", format!("\n\n{text}\n\n").into_bytes()),
    ]
}

#[test]
fn every_form_gives_the_key_that_openssl_sees() {
    for row in index("good") {
        let [name, form, kid, sub, scopes, fingerprint] = row.as_slice() else { panic!("{row:?}") };
        for (variant, bytes) in variants(&fixture("good", name)) {
            let key = read(&bytes).unwrap_or_else(|error| panic!("{name}, {variant}: {error}"));
            assert_eq!(key.fingerprint(), *fingerprint, "{name}, {variant}");
            assert_eq!(key.form().as_str(), form, "{name}, {variant}");
            assert_eq!(key.kid().unwrap_or_default(), kid, "{name}, {variant}");
            assert_eq!(key.sub().unwrap_or_default(), sub, "{name}, {variant}");
            let count = key.scopes().map(|scopes| scopes.len().to_string()).unwrap_or_default();
            assert_eq!(count, *scopes, "{name}, {variant}");
            let is_public = form.contains("SPKI") || form.contains("public");
            assert_eq!(key.signing_key().is_none(), is_public, "{name}, {variant}");
        }
    }
}

#[test]
fn every_private_form_signs_what_its_public_half_verifies() {
    let public = good("public.pem");
    for row in index("good").iter().filter(|row| row[0] != "other.env") {
        if let Some(signing) = good(&row[0]).signing_key() {
            let mut signature = signing.sign(b"header.claims");
            assert!(public.verifying_key().verify(b"header.claims", &signature), "{}", row[0]);
            assert!(!public.verifying_key().verify(b"header.claimz", &signature), "{}", row[0]);
            signature[63] ^= 1;
            assert!(!public.verifying_key().verify(b"header.claims", &signature), "{}", row[0]);
        }
    }
}

#[test]
fn every_bad_file_is_refused_by_its_code_with_advice() {
    for row in index("bad") {
        let [name, code] = row.as_slice() else { panic!("{row:?}") };
        match read(&fixture("bad", name)) {
            Ok(key) => panic!("{name} loads as {}", key.form().as_str()),
            Err(error) => {
                assert_eq!(error.code(), code, "{name}: {error}");
                assert!(error.to_string().len() > 10, "{name}");
                assert!(error.advice().len() > 10, "{name}");
            }
        }
    }
}

fn is_text(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "pem" || extension == "env")
}

#[test]
fn bad_files_are_bad_with_any_line_ends() {
    for row in index("bad").iter().filter(|row| is_text(&row[0])) {
        for (variant, bytes) in variants(&fixture("bad", &row[0])) {
            let error = read(&bytes).map(|key| key.fingerprint()).unwrap_err();
            assert_eq!(error.code(), row[1], "{}, {variant}: {error}", row[0]);
        }
    }
}

#[test]
fn no_message_repeats_eight_characters_of_a_file() {
    let known_words = "PRIVATE_B64 PRIVATE KEY certificate ENCRYPTED openssl";
    for row in index("bad") {
        let bytes = fixture("bad", &row[0]);
        let error = read(&bytes).unwrap_err();
        let said = format!("{error} {} {error:?}", error.advice());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let secrets = text.split(|c: char| !(c.is_ascii_alphanumeric() || "+/_-=.".contains(c)));
        for secret in secrets.filter(|secret| secret.len() >= 8 && secret.is_ascii()) {
            for at in 0..=secret.len() - 8 {
                let piece = &secret[at..at + 8];
                assert!(known_words.contains(piece) || !said.contains(piece), "{}: {piece} in {said}", row[0]);
            }
        }
    }
}

#[test]
fn debug_of_a_credential_shows_no_private_part() {
    let key = good("private.jwk");
    let text = String::from_utf8(fixture("good", "private.jwk")).unwrap();
    let d = text.lines().find_map(|line| line.trim().strip_prefix("\"d\": \"")).unwrap().trim_end_matches('"');
    let debug = format!("{key:?}");
    assert!(debug.contains("[redacted]"));
    assert!(!debug.contains(&d[..8]));
}

#[test]
fn the_curve_and_the_algorithm_of_a_foreign_key_are_named() {
    let curve = |found| KeyFileError::Key(KeyError::Curve { found });
    let algorithm = |found| KeyFileError::Key(KeyError::Algorithm { found });
    assert_eq!(bad("p384.pem"), curve(Curve::P384));
    assert_eq!(bad("p384-sec1.pem"), curve(Curve::P384));
    assert_eq!(bad("p384.jwk"), curve(Curve::P384));
    assert_eq!(bad("parameters-p384.pem"), curve(Curve::P384));
    assert_eq!(bad("p521.pem"), curve(Curve::P521));
    assert_eq!(bad("p224.pem"), curve(Curve::P224));
    assert_eq!(bad("secp256k1.pem"), curve(Curve::Secp256k1));
    assert_eq!(bad("brainpool.pem"), curve(Curve::BrainpoolP256r1));
    assert_eq!(bad("sect283k1.pem"), curve(Curve::Other("1.3.132.0.16".to_owned())));
    for name in ["rsa.pem", "rsa-traditional.pem", "rsa-public.pem", "rsa.der", "rsa-traditional.der", "rsa.jwk"] {
        assert_eq!(bad(name), algorithm(Algorithm::Rsa), "{name}");
    }
    assert_eq!(bad("dsa.pem"), algorithm(Algorithm::Dsa));
    assert_eq!(bad("ed25519.pem"), algorithm(Algorithm::Ed25519));
    assert_eq!(bad("ed25519.jwk"), algorithm(Algorithm::Ed25519));
    assert_eq!(bad("ed448.pem"), algorithm(Algorithm::Ed448));
    assert_eq!(bad("x25519.pem"), algorithm(Algorithm::X25519));
    assert_eq!(bad("oct.jwk"), algorithm(Algorithm::Symmetric));
    assert_eq!(bad("p384.pem").to_string(), "The key is on the curve P-384, not on P-256");
    assert_eq!(bad("rsa.pem").to_string(), "The key is an RSA key, not an ECDSA P-256 key");
}

#[test]
fn an_encrypted_key_comes_with_the_command_that_decrypts_it() {
    for name in ["encrypted.pem", "encrypted.der", "encrypted-traditional.pem", "encrypted-beside-public.pem"] {
        assert_eq!(bad(name), KeyFileError::Key(KeyError::Encrypted), "{name}");
        assert!(bad(name).advice().contains("openssl pkey -in FILE -out key.pem"), "{name}");
    }
}

#[test]
fn all_missing_variables_are_named_at_once() {
    let missing = |variables: &[RequiredVariable]| KeyFileError::MissingVariables { variables: variables.to_vec() };
    assert_eq!(bad("env-without-kid.env"), missing(&[RequiredVariable::Kid]));
    assert_eq!(bad("env-empty-kid.env"), missing(&[RequiredVariable::Kid]));
    assert_eq!(bad("env-without-private.env"), missing(&[RequiredVariable::PrivateB64]));
    assert_eq!(bad("env-without-sub-scp.env"), missing(&[RequiredVariable::Sub, RequiredVariable::Scp]));
    assert_eq!(bad("env-without-sub-scp.env").to_string(), "The .env file has no value for SUB and SCP");
    assert_eq!(bad("env-other-program.env"), missing(&RequiredVariable::ALL));
}

#[test]
fn a_bad_line_of_a_dotenv_file_is_known_by_its_number() {
    let at = |line, problem| KeyFileError::Dotenv(DotenvError { line, problem });
    assert_eq!(bad("env-no-equals-sign.env"), at(6, LineProblem::NoEqualsSign));
    assert_eq!(bad("env-colon.env"), at(1, LineProblem::Colon));
    assert_eq!(bad("env-bad-name.env"), at(6, LineProblem::BadName));
    assert_eq!(bad("env-unclosed-quote.env"), at(3, LineProblem::UnclosedQuote));
    assert_eq!(bad("env-stray-quote.env"), at(3, LineProblem::StrayQuote));
    assert_eq!(bad("env-curly-quote.env"), at(1, LineProblem::CurlyQuote));
    assert_eq!(bad("env-behind-quote.env"), at(3, LineProblem::TextBehindQuote));
    assert_eq!(bad("env-unquoted-pem.env"), at(3, LineProblem::UnquotedPem));
    assert_eq!(bad("env-colon.env").to_string(), "Line 1 of the .env file has a colon where the = sign belongs");
}

#[test]
fn lines_behind_a_quoted_pem_are_counted_from_the_top_of_the_file() {
    let mut file = fixture("good", "env-pem-lines.env");
    let lines = String::from_utf8_lossy(&file).lines().count();
    file.extend(b"not an assignment\n");
    for (variant, bytes) in variants(&file).into_iter().filter(|(variant, _)| *variant != "blank lines around") {
        let error = read(&bytes).unwrap_err();
        let expected = DotenvError { line: lines + 1, problem: LineProblem::NoEqualsSign };
        assert_eq!(error, KeyFileError::Dotenv(expected), "{variant}");
    }
}

#[test]
fn private_b64_says_what_it_is_instead() {
    let of = |found| KeyFileError::PrivateB64OfSomethingElse { line: 3, found };
    assert_eq!(bad("env-not-base64.env"), KeyFileError::PrivateB64NotBase64 { line: 3 });
    assert_eq!(bad("env-base64-of-text.env"), of(Content::Text));
    assert_eq!(bad("env-base64-of-json.env"), of(Content::Json));
    assert_eq!(bad("env-base64-of-token.env"), of(Content::Token));
    assert_eq!(bad("env-base64-of-noise.env"), of(Content::Binary));
    assert_eq!(bad("env-token.env"), KeyFileError::PrivateB64NotAKey { line: 3, found: Content::Token });
    assert_eq!(bad("env-public.env"), KeyFileError::PrivateB64IsPublic { line: 3 });
    assert_eq!(bad("env-two-keys.env"), KeyFileError::TwoPrivateB64 { first: 3, second: 8 });
    let cause = Box::new(KeyFileError::Key(KeyError::Curve { found: Curve::P384 }));
    assert_eq!(bad("env-p384.env"), KeyFileError::PrivateB64 { line: 3, cause });
    let cause = Box::new(KeyFileError::Pem(PemError::Unclosed { line: 1 }));
    assert_eq!(bad("env-base64-cut.env"), KeyFileError::PrivateB64 { line: 3, cause });
}

#[test]
fn a_defect_of_a_pem_text_is_known_by_its_line() {
    let pem = KeyFileError::Pem;
    assert_eq!(bad("pem-without-end.pem"), pem(PemError::Unclosed { line: 1 }));
    assert_eq!(bad("pem-end-cut.pem"), pem(PemError::EndDiffers { line: 1, end_line: 5 }));
    assert_eq!(bad("pem-end-differs.pem"), pem(PemError::EndDiffers { line: 1, end_line: 5 }));
    assert_eq!(bad("pem-without-begin.pem"), pem(PemError::EndWithoutBegin { line: 8 }));
    assert_eq!(bad("pem-begin-damaged.pem"), pem(PemError::BeginDamaged { line: 1 }));
    assert_eq!(bad("pem-bad-line.pem"), pem(PemError::NotBase64 { line: 2 }));
    assert_eq!(bad("pem-empty.pem"), pem(PemError::EmptyBlock { line: 1 }));
    assert_eq!(bad("pem-unknown.pem"), pem(PemError::UnknownBlock { line: 1 }));
}

/// RFC 1421, section 4.6.1.1: a block with `Proc-Type` may be signed only, or in clear.
#[test]
fn a_pem_header_that_says_nothing_of_encryption_is_a_bad_line() {
    let with_header = |header: &str| {
        let text = String::from_utf8(fixture("good", "sec1.pem")).unwrap();
        let begin = "-----BEGIN EC PRIVATE KEY-----\n";
        assert!(text.contains(begin));
        read(text.replace(begin, &format!("{begin}{header}\n\n")).as_bytes()).unwrap_err()
    };
    assert_eq!(with_header("Proc-Type: 4,MIC-CLEAR").code(), "pem_not_base64");
    assert_eq!(with_header("Comment: ENCRYPTED").code(), "pem_not_base64");
    assert_eq!(with_header("Proc-Type: 4,ENCRYPTED").code(), "key_encrypted");
}

#[test]
fn a_line_that_is_not_utf8_is_known_by_its_number() {
    assert_eq!(bad("latin1.env"), KeyFileError::NotUtf8 { line: 2 });
}

#[test]
fn a_file_longer_than_the_limit_is_refused_with_both_sizes() {
    let limit = usize::try_from(MAX_KEY_FILE).unwrap();
    let error = read(&vec![b'\n'; limit + 1]).unwrap_err();
    assert_eq!(error, KeyFileError::TooLarge { size: MAX_KEY_FILE + 1, limit: MAX_KEY_FILE });
    assert_eq!(error.to_string(), "The file has 65537 bytes, too many for a key, which has 65536 at most");
    let mut padded = fixture("good", "live-ops.pem");
    padded.resize(limit, b'\n');
    assert!(read(&padded).is_ok());
}

#[test]
fn the_wrong_member_of_a_jwk_is_named() {
    let member = |member, problem| KeyFileError::Jwk(JwkError::Member { member, problem });
    assert_eq!(bad("d-short.jwk"), member("d", MemberProblem::Length { found: 29 }));
    assert_eq!(bad("x-padded.jwk"), member("x", MemberProblem::NotBase64url));
    assert_eq!(bad("y-number.jwk"), member("y", MemberProblem::WrongType));
    assert_eq!(bad("x-missing.jwk"), member("x", MemberProblem::Missing));
    assert_eq!(bad("crv-missing.jwk"), member("crv", MemberProblem::Missing));
    assert_eq!(bad("keys-object.jwk"), member("keys", MemberProblem::WrongType));
    assert_eq!(bad("d-short.jwk").to_string(), "The member d of the JWK has 29 bytes, but a P-256 key has 32");
}

#[test]
fn a_jwk_that_is_not_for_es256_signatures_is_refused_by_what_it_is_for() {
    let found = |text: &str| text.to_owned();
    assert_eq!(bad("use-enc.jwk"), KeyFileError::Jwk(JwkError::Use { found: found("enc") }));
    assert_eq!(bad("alg-es384.jwk"), KeyFileError::Jwk(JwkError::Alg { found: found("ES384") }));
    assert_eq!(bad("key-ops-verify.jwk"), KeyFileError::Jwk(JwkError::KeyOps { wanted: "sign" }));
    assert_eq!(bad("key-ops-derive.jwk"), KeyFileError::Jwk(JwkError::KeyOps { wanted: "verify" }));
    assert_eq!(bad("set-empty.jwk"), KeyFileError::Jwk(JwkError::NoUsableKey { count: 0 }));
    assert_eq!(bad("set-two.jwk"), KeyFileError::Jwk(JwkError::SeveralUsableKeys { count: 2 }));
}

#[test]
fn what_the_edge_refuses_is_said_in_a_sentence_with_advice() {
    let unreadable = KeyFileError::Unreadable { kind: "timed out".to_owned() };
    let cases = [
        (KeyFileError::Empty, "The file is empty"),
        (KeyFileError::IsDirectory, "This is a folder, not a file"),
        (KeyFileError::NotFound, "There is no file of this name"),
        (KeyFileError::NoPermission, "The file may not be read by this user"),
        (KeyFileError::NotAFile, "This is a device or a pipe, not a file"),
        (unreadable, "The file can't be read (timed out)"),
    ];
    for (error, message) in cases {
        assert_eq!(error.to_string(), message);
        assert!(error.code().starts_with("key_file_"), "{message}");
        assert!(error.advice().len() > 10, "{message}");
    }
}
