//! Key files damaged in every place: each gives an answer.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod key_support;

use key_support::{fixture, good, index, read};

#[test]
fn no_prefix_of_a_key_file_panics_or_loads_another_key() {
    for row in index("good") {
        let bytes = fixture("good", &row[0]);
        let whole = good(&row[0]).fingerprint();
        for end in 0..bytes.len() {
            if let Ok(key) = read(&bytes[..end]) {
                assert_eq!(key.fingerprint(), whole, "{} cut at {end}", row[0]);
            }
        }
    }
}

/// One file of each form that is read by code of its own.
const FORMS: [&str; 13] = [
    "env-quoted-comments.env",
    "env-pem-lines.env",
    "env-pkcs8-der-urlsafe.env",
    "pkcs8-v2.pem",
    "sec1-parameters.pem",
    "sec1-text-around.pem",
    "public-compressed.pem",
    "pkcs8.der",
    "sec1.der",
    "public.der",
    "pkcs8-pem.b64.txt",
    "private.jwk",
    "set.jwk",
];

#[test]
fn no_changed_byte_makes_a_key_file_panic() {
    for name in FORMS {
        let mut bytes = fixture("good", name);
        let mut refused = 0;
        for at in 0..bytes.len() {
            let before = bytes[at];
            for value in [0, b'\n', b'"', 0xff] {
                bytes[at] = value;
                refused += usize::from(read(&bytes).is_err());
            }
            bytes[at] = before;
        }
        assert!(refused > bytes.len(), "{name}: only {refused} were refused");
    }
}
