//! Key files: what loads signs and verifies, and no answer holds anything of the file.
//!
//! Bytes that begin with `p`, `e` and `s` are DER, wrapped here as PKCS#8 and SEC1 in PEM; `d` puts a text into
//! `PRIVATE_B64`. Other bytes are the file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use token_debugger::domain::credential::{Credential, MAX_KEY_FILE, looks_like_key, read_key};
use token_debugger::domain::secret::SecretBytes;

/// # Panics
/// When an answer is wrong.
pub fn check(bytes: &[u8]) {
    match bytes {
        [b'p', der @ ..] => check_file(pem("PRIVATE KEY", der).as_bytes()),
        [b'e', der @ ..] => check_file(pem("EC PRIVATE KEY", der).as_bytes()),
        [b'q', der @ ..] => check_file(pem("PUBLIC KEY", der).as_bytes()),
        [b'd', text @ ..] => {
            check_file(format!("KID=k\nSUB=s\nSCP=a:read\nPRIVATE_B64={}\n", STANDARD.encode(text)).as_bytes());
        }
        [b'=', rest @ ..] => check_file(rest),
        _ => check_file(bytes),
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap_or_default()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

fn check_file(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = looks_like_key(text);
    }
    match read_key(&SecretBytes::new(bytes.to_vec()), "a file") {
        Ok(credential) => check_credential(bytes, &credential),
        Err(error) => {
            assert!(!error.code().is_empty() && !error.advice().is_empty());
            refuse_content(bytes, &format!("{error} {error:?} {}", error.advice()));
        }
    }
}

fn check_credential(bytes: &[u8], credential: &Credential) {
    assert!(u64::try_from(bytes.len()).is_ok_and(|size| size <= MAX_KEY_FILE));
    let public = credential.verifying_key();
    let again = read_key(&SecretBytes::new(public.spki_der()), "spki").expect("SPKI that was just written");
    assert_eq!(again.fingerprint(), credential.fingerprint());
    if let Some(key) = credential.signing_key() {
        assert_eq!(key.verifying_key(), public);
        let signature = key.sign(b"message");
        assert!(public.verify(b"message", &signature) && !public.verify(b"massage", &signature));
        assert!(!format!("{key:?}").contains("SHA256"));
    }
    for scope in credential.scopes().unwrap_or_default() {
        assert_eq!(scope.trim(), scope);
        assert!(!scope.is_empty());
    }
    assert!(!credential.root_url().ends_with('/') && credential.root_url().contains("://"));
    assert!([credential.kid(), credential.sub()].into_iter().flatten().all(|text| !text.trim().is_empty()));
}

/// No run of base64 of the file, as long as half a scalar's, is in what is said. A JWK's `alg` and `use` are repeated
/// if they have at most 20 letters, as the registered names have.
fn refuse_content(bytes: &[u8], said: &str) {
    const LENGTH: usize = 21;
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'_');
    for run in bytes.split(|byte| !is_letter(byte)).filter(|run| run.len() >= LENGTH) {
        for window in run.windows(LENGTH) {
            let window = std::str::from_utf8(window).unwrap_or("\0");
            assert!(!said.contains(window), "an error repeats the file");
        }
    }
}
