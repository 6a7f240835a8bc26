//! Keys of other kinds, and files that are none: each is called by its name. The DER is put together here, from the
//! structures of the RFCs that are named.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[allow(dead_code, reason = "each test takes its part")]
mod key_support;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use key_support::{fixture, read};
use token_debugger::domain::credential::{Content, Credential, KeyFileError, looks_like_key, may_be_secret};

/// One DER value of up to 127 bytes (X.690, section 8.1).
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len()).unwrap();
    assert!(length < 128);
    [&[tag, length], content].concat()
}

fn sequence(members: &[Vec<u8>]) -> Vec<u8> {
    der(0x30, &members.concat())
}

fn integer(value: u8) -> Vec<u8> {
    der(0x02, &[value])
}

fn integers(count: u8) -> Vec<u8> {
    sequence(&(1..=count).map(integer).collect::<Vec<_>>())
}

/// An object identifier (X.690, section 8.19).
fn oid(numbers: &str) -> Vec<u8> {
    let numbers: Vec<u32> = numbers.split('.').map(|number| number.parse().unwrap()).collect();
    let mut content = vec![u8::try_from(numbers[0] * 40 + numbers[1]).unwrap()];
    for number in &numbers[2..] {
        let groups: Vec<u8> = (0..5).rev().map(|at| ((number >> (7 * at)) & 0x7f) as u8).collect();
        let first = groups.iter().position(|group| *group > 0).unwrap_or(4);
        content.extend(groups[first..4].iter().map(|group| group | 0x80));
        content.push(groups[4]);
    }
    der(0x06, &content)
}

/// `OneAsymmetricKey` (RFC 5958, section 2).
fn pkcs8(algorithm: &str, parameters: Option<Vec<u8>>) -> Vec<u8> {
    let algorithm = sequence(&[vec![oid(algorithm)], parameters.into_iter().collect()].concat());
    sequence(&[integer(0), algorithm, der(0x04, &der(0x04, &[1; 32]))])
}

/// `SubjectPublicKeyInfo` (RFC 5280, section 4.1).
fn spki(algorithm: &str, parameters: Option<Vec<u8>>) -> Vec<u8> {
    let algorithm = sequence(&[vec![oid(algorithm)], parameters.into_iter().collect()].concat());
    sequence(&[algorithm, der(0x03, &[0, 4, 1, 2, 3])])
}

fn pem(label: &str, content: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(content))
}

fn refused(bytes: &[u8]) -> KeyFileError {
    read(bytes).map(|_| ()).unwrap_err()
}

fn not_a_key(text: &str) -> Content {
    match refused(text.as_bytes()) {
        KeyFileError::NotAKey { found } => found,
        other => panic!("{text}: {other:?}"),
    }
}

const EC: &str = "1.2.840.10045.2.1";

/// RFC 3279, 4055, 5480, 8410: the algorithms that keys have, by their object identifiers.
#[test]
fn a_key_of_another_algorithm_is_named() {
    for (algorithm, name) in [
        ("1.2.840.113549.1.1.1", "an RSA key"),
        ("1.2.840.113549.1.1.10", "an RSA-PSS key"),
        ("1.2.840.10040.4.1", "a DSA key"),
        ("1.2.840.113549.1.3.1", "a Diffie-Hellman key"),
        ("1.2.840.10046.2.1", "a Diffie-Hellman key"),
        ("1.3.101.110", "an X25519 key"),
        ("1.3.101.111", "an X448 key"),
        ("1.3.101.112", "an Ed25519 key"),
        ("1.3.101.113", "an Ed448 key"),
        ("1.3.101.114", "a key of the algorithm 1.3.101.114"),
    ] {
        for key in [pkcs8(algorithm, None), spki(algorithm, None)] {
            let error = refused(&key);
            assert_eq!(error.code(), "key_wrong_algorithm", "{algorithm}");
            assert!(error.to_string().contains(name), "{algorithm}: {error}");
        }
    }
}

/// RFC 5480, section 2.1.1.1; SEC 2; RFC 5639.
#[test]
fn a_key_on_another_curve_is_named() {
    for (curve, name) in [
        ("1.2.840.10045.3.1.1", "P-192"),
        ("1.3.132.0.33", "P-224"),
        ("1.3.132.0.34", "P-384"),
        ("1.3.132.0.35", "P-521"),
        ("1.3.132.0.10", "secp256k1"),
        ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
        ("1.3.132.0.1", "1.3.132.0.1"),
    ] {
        let parameters = || Some(oid(curve));
        let sec1 = sequence(&[integer(1), der(0x04, &[1; 32]), der(0xa0, &oid(curve))]);
        let beside =
            pem("EC PARAMETERS", &oid(curve)) + &pem("EC PRIVATE KEY", &sequence(&[integer(1), der(0x04, &[1; 32])]));
        for key in [pkcs8(EC, parameters()), spki(EC, parameters()), sec1, beside.into_bytes()] {
            let error = refused(&key);
            assert_eq!(error.code(), "key_wrong_curve", "{curve}");
            assert!(error.to_string().contains(&format!("the curve {name}")), "{curve}: {error}");
        }
    }
    for parameters in [None, Some(der(0x05, &[])), Some(integer(1))] {
        assert_eq!(refused(&pkcs8(EC, parameters.clone())).code(), "key_unnamed_curve");
        assert_eq!(refused(&spki(EC, parameters)).code(), "key_unnamed_curve");
    }
    assert_eq!(refused(&pkcs8(EC, Some(sequence(&[integer(1)])))).code(), "key_explicit_curve");
}

/// RFC 8017, appendix A.1: a public key has two numbers, a private key nine and more; OpenSSL's DSA form has six.
#[test]
fn numbers_alone_are_keys_of_the_traditional_forms() {
    for (count, name) in
        [(2, Some("an RSA key")), (6, Some("a DSA key")), (9, Some("an RSA key")), (10, Some("an RSA key"))]
    {
        let error = refused(&integers(count));
        assert_eq!(error.code(), "key_wrong_algorithm", "{count}");
        assert!(error.to_string().contains(name.unwrap()), "{count}: {error}");
    }
    for count in [1, 3, 4, 5, 7, 8] {
        assert_eq!(refused(&integers(count)).code(), "key_unknown_structure", "{count}");
    }
    let mixed = |count: u8, at: usize| {
        let mut members: Vec<_> = (1..=count).map(integer).collect();
        members[at] = der(0x05, &[]);
        sequence(&members)
    };
    assert_eq!(refused(&mixed(6, 3)).code(), "key_unknown_structure");
    assert_eq!(refused(&mixed(9, 8)).code(), "key_unknown_structure");
    assert_eq!(refused(&mixed(10, 9)).code(), "key_wrong_algorithm");
}

/// RFC 7292, section 4: a PFX is version 3 and content. Another version is none.
#[test]
fn an_archive_is_known_by_its_version() {
    let archive = |version: u8| sequence(&[integer(version), sequence(&[oid("1.2.840.113549.1.7.1")])]);
    assert_eq!(refused(&archive(3)).code(), "key_is_pkcs12");
    assert_eq!(refused(&archive(0)).code(), "key_unknown_structure");
}

/// RFC 5280, section 4.1, and RFC 2986, section 4.1.
#[test]
fn a_certificate_and_a_request_are_told_apart() {
    let signed =
        |first: &[Vec<u8>]| sequence(&[sequence(first), sequence(&[oid("1.2.840.10045.4.3.2")]), der(0x03, &[0, 1])]);
    let empty = || sequence(&[]);
    let attributes = || der(0xa0, &[]);
    assert_eq!(refused(&signed(&[integer(0), empty(), empty(), attributes()])).code(), "key_is_certificate_request");
    assert_eq!(refused(&signed(&[attributes(), integer(1), empty(), empty(), empty()])).code(), "key_is_certificate");
    assert_eq!(refused(&signed(&[integer(0), empty(), empty(), empty()])).code(), "key_is_certificate");
    assert_eq!(refused(&signed(&[integer(0), empty(), attributes()])).code(), "key_is_certificate");
}

#[test]
fn a_damaged_structure_is_called_by_its_name() {
    // A version that is none, a scalar that is no octet string's, a key that is no bit string.
    for (key, name) in [
        (sequence(&[integer(9), sequence(&[oid(EC), oid("1.2.840.10045.3.1.7")]), der(0x04, &[1; 4])]), "PKCS#8"),
        (sequence(&[integer(9), der(0x04, &[1; 32]), der(0xa0, &oid("1.2.840.10045.3.1.7"))]), "SEC1"),
        (sequence(&[sequence(&[integer(1)]), der(0x03, &[0, 4])]), "SPKI"),
    ] {
        let error = refused(&key);
        assert_eq!(error.code(), "key_damaged", "{name}");
        assert!(error.to_string().contains(&format!("The {name} structure")), "{error}");
    }
}

#[test]
fn a_pem_block_of_another_kind_is_called_by_its_label() {
    for (label, code) in [
        ("ENCRYPTED PRIVATE KEY", "key_encrypted"),
        ("RSA PRIVATE KEY", "key_wrong_algorithm"),
        ("RSA PUBLIC KEY", "key_wrong_algorithm"),
        ("DSA PRIVATE KEY", "key_wrong_algorithm"),
        ("DSA PARAMETERS", "key_wrong_algorithm"),
        ("DH PARAMETERS", "key_wrong_algorithm"),
        ("CERTIFICATE", "key_is_certificate"),
        ("TRUSTED CERTIFICATE", "key_is_certificate"),
        ("X509 CERTIFICATE", "key_is_certificate"),
        ("CERTIFICATE REQUEST", "key_is_certificate_request"),
        ("NEW CERTIFICATE REQUEST", "key_is_certificate_request"),
        ("OPENSSH PRIVATE KEY", "key_is_openssh"),
        ("PGP PUBLIC KEY BLOCK", "key_is_pgp"),
        ("EC PARAMETERS", "key_parameters_alone"),
    ] {
        let content = if label == "EC PARAMETERS" { oid("1.2.840.10045.3.1.7") } else { vec![1, 2, 3] };
        assert_eq!(refused(pem(label, &content).as_bytes()).code(), code, "{label}");
    }
    assert_eq!(refused(pem("SOMETHING ELSE", &[1]).as_bytes()).code(), "pem_unknown_block");
}

/// A defect is named by its line, whatever ends the lines.
#[test]
fn a_defect_of_a_pem_block_has_its_line() {
    let key = String::from_utf8(fixture("good", "pkcs8.pem")).unwrap();
    for end in ["\n", "\r\n", "\r"] {
        let lines = key.trim_end().replace('\n', end);
        for (text, line) in [
            (format!("one{end}two{end}{lines}"), None),
            (format!("one{end}two{end}{}", lines.replacen("MIGH", "MI*H", 1)), Some(4)),
            (lines.replacen("MIGH", "MI*H", 1), Some(2)),
            (format!("one{end}{lines}{end}-----END PRIVATE KEY-----"), Some(key.lines().count() + 2)),
            (format!("one{end}two{end}-----BEGIN PRIVATE KEY-----{end}MIGH"), Some(3)),
            (format!("-----END PRIVATE KEY-----{end}{lines}"), Some(1)),
        ] {
            match (read(text.as_bytes()), line) {
                (Ok(_), None) => {}
                (Err(error), Some(line)) => {
                    assert!(
                        error.to_string().contains(&format!("line {line}")),
                        "{error}: wanted line {line} of {text:?}"
                    );
                }
                (result, _) => panic!("{text:?}: {:?}", result.map(|_| ())),
            }
        }
    }
}

/// RFC 7518, section 6; RFC 8037, section 2.
#[test]
fn a_jwk_of_another_kind_is_named() {
    for (jwk, name) in [
        (r#"{"kty":"RSA"}"#, "an RSA key"),
        (r#"{"kty":"oct"}"#, "a symmetric key"),
        (r#"{"kty":"OKP","crv":"Ed25519"}"#, "an Ed25519 key"),
        (r#"{"kty":"OKP","crv":"Ed448"}"#, "an Ed448 key"),
        (r#"{"kty":"OKP","crv":"X25519"}"#, "an X25519 key"),
        (r#"{"kty":"OKP","crv":"X448"}"#, "an X448 key"),
        (r#"{"kty":"OKP","crv":"other"}"#, "a key of another algorithm"),
        (r#"{"kty":"other"}"#, "a key of another algorithm"),
        (r#"{"kty":"EC","crv":"P-384"}"#, "the curve P-384"),
        (r#"{"kty":"EC","crv":"P-521"}"#, "the curve P-521"),
        (r#"{"kty":"EC","crv":"secp256k1"}"#, "the curve secp256k1"),
        (r#"{"kty":"EC","crv":"other"}"#, "another curve"),
    ] {
        let error = refused(jwk.as_bytes());
        assert!(error.to_string().contains(name), "{jwk}: {error}");
    }
}

#[test]
fn a_text_without_a_key_is_called_what_it_is() {
    let read_token = "To read a token, paste it in Read token.";
    for (text, content, name) in [
        ("eyJhbGciOiJFUzI1NiJ9.e30.AA", Content::Token, "a token"),
        ("eyJhbGciOiJFUzI1NiJ9.e30\n .AA", Content::Token, "a token"),
        ("eyJhbGciOiJFUzI1NiJ9.e30.A!", Content::Text, "text"),
        ("[1]", Content::Json, "JSON that is no JWK"),
        ("curl https://a.example/", Content::Curl, "a curl command"),
        ("CURL -v", Content::Curl, "a curl command"),
        ("curls!", Content::Text, "text"),
        ("X-Auth-Uplynk-Jwt: a", Content::Header, "an HTTP header"),
        ("authorization: Bearer a", Content::Header, "an HTTP header"),
        ("GET / HTTP/1.1\r\nHost: a", Content::Header, "an HTTP header"),
        ("username: a\n  apikey: b", Content::SlicerConfig, "a Slicer config"),
        ("<html>", Content::Markup, "HTML or XML"),
        ("http://a.example", Content::Url, "a URL"),
        ("https://a.example", Content::Url, "a URL"),
        ("ssh-ed25519 AAAA comment", Content::OpenSshPublicKey, "a line of OpenSSH's authorized_keys"),
        ("ecdsa-sha2-nistp256 AAAA comment", Content::OpenSshPublicKey, "a line of OpenSSH's authorized_keys"),
        ("two words!", Content::Text, "text"),
        ("one\ncurl https://a.example/!", Content::Text, "text"),
    ] {
        assert_eq!(not_a_key(text), content, "{text}");
        assert!(refused(text.as_bytes()).to_string().contains(name), "{text}");
        let advice = refused(text.as_bytes()).advice().clone();
        let is_read = matches!(content, Content::Token | Content::Curl | Content::Header);
        assert_eq!(advice == read_token, is_read, "{text}: {advice}");
        assert_eq!(advice.contains("open the config in Slicer"), content == Content::SlicerConfig, "{text}: {advice}");
    }
}

/// Base64 has two marks of padding at most, at its end.
#[test]
fn padding_stands_at_the_end_of_base64_only() {
    let key = STANDARD.encode(fixture("good", "pkcs8.der"));
    let bare = key.trim_end_matches('=');
    for good in [bare.to_owned(), format!("{bare}="), format!("{bare}=="), format!("{bare}=\n=\n")] {
        assert!(read(good.as_bytes()).is_ok(), "{good}");
    }
    for bad in [format!("{bare}==="), format!("{bare}=A"), format!("{}={}", &bare[..20], &bare[20..])] {
        assert!(read(bad.as_bytes()).is_err(), "{bad}");
    }
    // PEM has the standard alphabet alone (RFC 7468, section 3); base64 in a variable either.
    let block = |body: &str| format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
    let body = key.replace('/', "_").replace('+', "-");
    assert_ne!(body, key);
    assert!(read(body.as_bytes()).is_ok());
    assert!(read(block(&key).as_bytes()).is_ok());
    assert_eq!(refused(block(&body).as_bytes()).code(), "pem_not_base64");
}

#[test]
fn what_may_be_a_secret_is_not_taken_for_a_path() {
    let long = "a".repeat(256);
    for secret in ["eyJhbGciOiJFUzI1NiJ9", "a/eyJ.b", "-----BEGIN X", "one\ntwo", &long, &format!("a/{long}")] {
        assert!(may_be_secret(secret), "{secret}");
    }
    for path in ["live.env", "/home/joe/keys/live.env", &long[1..], &format!("{0}/{0}", &long[1..])] {
        assert!(!may_be_secret(path), "{path}");
    }
    assert!(looks_like_key("KID=1\nPRIVATE_B64=2"));
    assert!(!looks_like_key("a text"));
    let filler = |length: usize| format!("-----BEGIN {}", "A".repeat(length - 11));
    let most = usize::try_from(token_debugger::domain::credential::MAX_KEY_FILE).unwrap();
    assert!(looks_like_key(&filler(most)));
    assert!(!looks_like_key(&filler(most + 1)));
}

/// UTF-16 has a mark, or letters with a zero on every other place.
#[test]
fn utf_16_is_named() {
    for bytes in [&b"\xff\xfeK"[..], b"\xfe\xff\0K", b"K\0I\0D\0", b"\0K\0I\0D"] {
        assert_eq!(refused(bytes).code(), "key_file_utf16", "{bytes:?}");
    }
    for bytes in [&b"\x01\0\x02\0"[..], b"\0\x01\0\x02", b"K\0\x02\0", b"\x01\0K\0", b"K\0ID"] {
        assert_ne!(refused(bytes).code(), "key_file_utf16", "{bytes:?}");
    }
}

/// The address of the service: https, a host, no user; else the default with a note.
#[test]
fn a_root_url_is_a_host_with_a_path() {
    let dotenv = String::from_utf8(fixture("good", "live-ops.env")).unwrap();
    let without: String = dotenv.split_inclusive('\n').filter(|line| !line.starts_with("ROOT_URL")).collect();
    let with = |url: &str| -> Credential { read(format!("{without}ROOT_URL={url}\n").as_bytes()).unwrap() };
    for good in ["https://a.example", "HTTPS://a.example/path", "https://[::1]:8443/x", "https://1.2.3.4"] {
        assert_eq!(with(good).root_url(), good, "{good}");
    }
    for bad in ["https://", "https://-a", "https://u@a", "https://a?b", "ftp://a", "a.example", "https://a b"] {
        assert_eq!(with(bad).root_url(), "https://services.uplynk.com", "{bad}");
    }
}
