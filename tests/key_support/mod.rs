//! The key files that the tests of keys share. They are made by `fixtures/make_keys.py`; fingerprints and expected
//! codes stand in its index files.

use std::fs;
use std::path::{Path, PathBuf};

use token_debugger::domain::credential::{Credential, KeyFileError, read_key};
use token_debugger::domain::secret::SecretBytes;

fn folder(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/keys").join(kind)
}

/// The bytes of one file.
pub(crate) fn fixture(kind: &str, name: &str) -> Vec<u8> {
    fs::read(folder(kind).join(name)).unwrap()
}

/// The rows of an index file, without its head.
pub(crate) fn index(kind: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder(kind).join("index.tsv")).unwrap();
    let rows: Vec<Vec<String>> =
        text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    assert!(rows.len() > 20, "the index of {kind} is short");
    rows
}

/// Reads bytes as a key file.
pub(crate) fn read(bytes: &[u8]) -> Result<Credential, KeyFileError> {
    read_key(&SecretBytes::new(bytes.to_vec()), "a file")
}

/// Reads a file that must load.
pub(crate) fn good(name: &str) -> Credential {
    read(&fixture("good", name)).unwrap()
}
