//! Keys of the kinds that pyca/cryptography keeps among its vectors: `make_keys.py` made `keys/`, whose index has the
//! wanted answers and the fingerprints by that library.

use std::fs;

use token_debugger::domain::credential::{Credential, KeyFileError, read_key};
use token_debugger::domain::secret::SecretBytes;

struct Row {
    file: String,
    code: String,
    fingerprint: String,
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string("tests/vectors/keys/index.tsv").unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        Row { file: cells[0].to_owned(), code: cells[1].to_owned(), fingerprint: cells[3].to_owned() }
    };
    text.lines().skip(1).map(row).collect()
}

fn read(file: &str) -> Result<Credential, KeyFileError> {
    let bytes = fs::read(format!("tests/vectors/keys/{file}")).unwrap();
    read_key(&SecretBytes::new(bytes), file)
}

#[test]
fn every_kind_of_key_is_taken_or_refused_by_name() {
    let rows = rows();
    let mut wrong = Vec::new();
    for row in &rows {
        let (answer, said) = match read(&row.file) {
            Ok(credential) if credential.fingerprint() == row.fingerprint => ("ok", String::new()),
            Ok(credential) => ("another key", credential.fingerprint()),
            Err(error) => (error.code(), format!("{error}. {}", error.advice())),
        };
        if answer != row.code {
            wrong.push(format!("{}: wanted {}, got {answer}: {said}", row.file, row.code));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    let sound = rows.iter().filter(|row| row.code == "ok").count();
    println!("{sound} keys taken, {} refused by name", rows.len() - sound);
    assert!(sound >= 10 && rows.len() >= 90, "{sound} of {}", rows.len());
}

#[test]
fn sound_private_keys_sign_what_they_verify() {
    let mut private = 0;
    for row in rows().iter().filter(|row| row.code == "ok") {
        let credential = read(&row.file).unwrap();
        let Some(key) = credential.signing_key() else { continue };
        assert!(credential.verifying_key().verify(b"message", &key.sign(b"message")), "{}", row.file);
        private += 1;
    }
    assert!(private >= 7, "{private} private keys");
}

/// Why the curve is looked at here, before p256 sees the key.
#[test]
fn p256_alone_takes_the_key_that_names_no_curve() {
    let bytes = fs::read("tests/vectors/keys/missing-curve.der").unwrap();
    assert!(p256::SecretKey::from_sec1_der(&bytes).is_ok());
    assert_eq!(read("missing-curve.der").unwrap_err().code(), "key_unnamed_curve");
}

#[test]
fn every_file_is_in_the_index() {
    let mut files: Vec<String> = fs::read_dir("tests/vectors/keys")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.retain(|file| file != "index.tsv");
    files.sort();
    let mut named: Vec<String> = rows().into_iter().map(|row| row.file).collect();
    named.sort();
    assert_eq!(files, named);
}
