//! Notes and sentences on key files: each has a name, a sentence and a way out.

use std::collections::BTreeSet;

use token_debugger::domain::credential::{KeyFileError, KeyNote};
use token_debugger::domain::finding::Severity;
use token_debugger::domain::key::KeyError;
use token_debugger::domain::pem::PemError;
use token_debugger::domain::slicer::ConfigNote;

fn notes() -> Vec<KeyNote> {
    vec![
        KeyNote::PublicKeyOnly,
        KeyNote::KidMissing,
        KeyNote::SubMissing,
        KeyNote::ScopesUnknown,
        KeyNote::ScopesEmpty,
        KeyNote::DuplicateVariable { name: "KID", first: 2, last: 9 },
        KeyNote::RootUrlNotHttps,
        KeyNote::RootUrlInvalid,
        KeyNote::OpenToOthers { command: "chmod 600 'a b'".to_owned() },
        KeyNote::Sample,
    ]
}

#[test]
fn each_note_on_a_key_has_a_name_a_sentence_and_advice_of_its_own() {
    let notes = notes();
    let codes: BTreeSet<&str> = notes.iter().map(KeyNote::code).collect();
    let messages: BTreeSet<String> = notes.iter().map(KeyNote::message).collect();
    let advice: BTreeSet<String> = notes.iter().map(|note| note.advice().into_owned()).collect();
    assert_eq!([codes.len(), messages.len(), advice.len()], [notes.len(); 3]);
    for code in codes {
        assert!(["key_", "dotenv_", "root_url_"].iter().any(|start| code.starts_with(start)), "{code}");
    }
    assert!(messages.iter().all(|message| message.len() > 20 && !message.ends_with('.')));
    assert_eq!(notes[5].message(), "KID stands on lines 2 and 9, and the last one counts");
    assert!(notes[8].advice().ends_with("chmod 600 'a b'"), "{}", notes[8].advice());
}

/// A key that can be used for what it is gives nothing to warn of.
#[test]
fn only_what_should_be_mended_is_a_warning() {
    let infos: Vec<KeyNote> = notes().into_iter().filter(|note| note.severity() == Severity::Info).collect();
    assert_eq!(infos, [KeyNote::PublicKeyOnly, KeyNote::Sample]);
    assert!(notes().iter().all(|note| note.severity() != Severity::Error));
}

#[test]
fn lines_inside_of_a_variable_are_said_to_be_that() {
    let words = |cause: KeyFileError| KeyFileError::PrivateB64 { line: 3, cause: Box::new(cause) }.to_string();
    let pem = words(KeyFileError::Pem(PemError::Unclosed { line: 1 }));
    assert!(pem.starts_with("PRIVATE_B64 on line 3 can't be used."), "{pem}");
    assert!(pem.ends_with(", counted inside the variable"), "{pem}");
    let encrypted = words(KeyFileError::Key(KeyError::Encrypted));
    assert!(!encrypted.contains("counted"), "{encrypted}");
}

/// Commands on the file would not work for a key inside of a variable of it.
#[test]
fn advice_on_a_key_in_a_variable_is_not_that_on_a_key_file() {
    let inside = |cause: KeyFileError| KeyFileError::PrivateB64 { line: 3, cause: Box::new(cause) }.advice();
    let encrypted = KeyFileError::Key(KeyError::Encrypted);
    assert!(encrypted.advice().contains("openssl") && !encrypted.advice().contains("base64 -d"));
    assert!(inside(encrypted).contains("base64 -d"));
    let cut = KeyFileError::Pem(PemError::Unclosed { line: 1 });
    assert!(inside(cut.clone()).contains("CMS"));
    assert_ne!(inside(cut.clone()), cut.advice());
    let boxed = KeyFileError::PrivateB64 { line: 3, cause: Box::new(cut.clone()) };
    assert_eq!(boxed.code(), cut.code());
}

#[test]
fn each_note_on_a_config_has_a_name_a_line_and_advice_of_its_own() {
    let notes = [
        ConfigNote::PasswordObsolete { line: 4 },
        ConfigNote::OtherSpelling { line: 4 },
        ConfigNote::NoColon { line: 4 },
        ConfigNote::CommentWithoutBlank { line: 4 },
    ];
    let codes: BTreeSet<&str> = notes.iter().map(ConfigNote::code).collect();
    let advice: BTreeSet<&str> = notes.iter().map(ConfigNote::advice).collect();
    assert_eq!([codes.len(), advice.len()], [4; 2]);
    assert!(notes.iter().all(|note| note.line() == 4 && note.to_string().contains("ine 4")));
    assert!(codes.iter().chain(&advice).all(|words| words.len() > 6));
}
