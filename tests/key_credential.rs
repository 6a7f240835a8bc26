//! What a key file says beside the key, and what looks like one.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

mod key_support;

use key_support::{fixture, good, index, read};
use token_debugger::domain::credential::{Credential, KeyNote, looks_like_key};

const KID: &str = "6f1c2a7e-58d0-4c0b-9a43-1b2f3c4de29a";

#[test]
fn a_tidy_dotenv_file_has_no_notes_and_a_pem_file_says_what_it_lacks() {
    assert_eq!(good("live-ops.env").notes(), []);
    assert_eq!(good("live-ops.env").root_url(), "https://services.uplynk.com");
    let missing = [KeyNote::KidMissing, KeyNote::SubMissing, KeyNote::ScopesUnknown];
    assert_eq!(good("live-ops.pem").notes(), missing);
    assert_eq!(good("public.pem").notes().first(), Some(&KeyNote::PublicKeyOnly));
    for note in good("public.pem").notes() {
        assert!(note.message().len() > 10 && note.advice().len() > 10, "{}", note.code());
    }
}

#[test]
fn scopes_are_trimmed_and_keep_their_order() {
    let key = good("env-spaced-scopes.env");
    let expected = ["video.services.assets:read", "video.services.channels:read", "video.services.ingest.slicer:ops"];
    assert_eq!(key.scopes().unwrap(), expected);
}

/// `live-ops.env` with some of its text replaced.
fn live_with(from: &str, to: &str) -> Credential {
    let text = String::from_utf8(fixture("good", "live-ops.env")).unwrap();
    assert!(text.contains(from));
    read(text.replacen(from, to, 1).as_bytes()).unwrap()
}

#[test]
fn an_empty_list_of_scopes_loads_with_a_note() {
    let key = live_with(
        "SCP=video.services.assets:read,video.services.channels:read,video.services.ingest.slicer:ops",
        "SCP=",
    );
    assert_eq!(key.scopes(), Some([].as_slice()));
    assert_eq!(key.notes(), [KeyNote::ScopesEmpty]);
}

#[test]
fn the_last_of_two_variables_counts_and_a_note_says_so() {
    let key = live_with("SUB=", "KID=second\nSUB=");
    assert_eq!(key.kid(), Some("second"));
    assert_eq!(key.notes(), [KeyNote::DuplicateVariable { name: "KID", first: 1, last: 2 }]);
}

#[test]
fn a_root_url_is_taken_when_it_is_one() {
    let root = |url: &str| {
        let key = live_with("ROOT_URL=https://services.uplynk.com", &format!("ROOT_URL={url}"));
        (key.root_url().to_owned(), key.notes().to_vec())
    };
    let default = "https://services.uplynk.com".to_owned();
    assert_eq!(root("https://test.example.com/"), ("https://test.example.com".to_owned(), vec![]));
    let local = "http://localhost:8080".to_owned();
    assert_eq!(root("http://localhost:8080"), (local, vec![KeyNote::RootUrlNotHttps]));
    assert_eq!(root(""), (default.clone(), vec![]));
    for url in ["services.uplynk.com", "ftp://example.com", "https://", "https://a b", "https://joe:x@example.com"] {
        assert_eq!(root(url), (default.clone(), vec![KeyNote::RootUrlInvalid]), "{url}");
    }
}

#[test]
fn nothing_in_a_value_is_expanded() {
    let key = live_with(KID, "$HOME-${PATH}-`id`-%TEMP%");
    assert_eq!(key.kid(), Some("$HOME-${PATH}-`id`-%TEMP%"));
}

#[test]
fn a_hash_sign_starts_a_comment_only_behind_a_blank() {
    assert_eq!(live_with(KID, "a#b #c").kid(), Some("a#b"));
    assert_eq!(live_with(KID, "'a #b' #c").kid(), Some("a #b"));
}

#[test]
fn identity_given_by_hand_fills_in_and_replaces() {
    let owned = |text: &str| Some(text.to_owned());
    let key = good("live-ops.pem").with_identity(owned(" kid "), None, Some(vec!["a:read".to_owned()]));
    assert_eq!(key.kid(), Some("kid"));
    assert_eq!(key.sub(), None);
    assert_eq!(key.scopes().unwrap(), ["a:read"]);
    assert_eq!(key.notes(), [KeyNote::SubMissing]);
    let key = key.with_identity(owned("other"), owned("owner"), None);
    assert_eq!((key.kid(), key.sub()), (Some("other"), Some("owner")));
    assert_eq!(key.notes(), []);
    let key = key.with_identity(owned("  "), None, Some(vec![]));
    assert_eq!(key.kid(), Some("other"));
    assert_eq!(key.notes(), [KeyNote::ScopesEmpty]);
}

#[test]
fn the_sample_key_is_marked_and_signs() {
    let key = Credential::sample(&[7; 32]).unwrap();
    assert!(key.is_sample());
    assert_eq!((key.name(), key.kid(), key.sub()), ("Sample key", Some("sample-key"), Some("sample-owner")));
    assert_eq!(key.scopes().unwrap().len(), 3);
    assert_eq!(key.form().as_str(), "sample");
    assert_eq!(key.notes(), [KeyNote::Sample]);
    let signature = key.signing_key().unwrap().sign(b"message");
    assert!(key.verifying_key().verify(b"message", &signature));
    assert!(!good("live-ops.env").is_sample());
}

#[test]
fn numbers_out_of_range_make_no_sample_key() {
    assert!(Credential::sample(&[0; 32]).is_none());
    assert!(Credential::sample(&[0xff; 32]).is_none());
}

#[test]
fn good_texts_look_like_keys() {
    for row in index("good").iter().filter(|row| Path::new(&row[0]).extension().unwrap() != "der") {
        let text = String::from_utf8(fixture("good", &row[0])).unwrap();
        assert!(looks_like_key(&text), "{}", row[0]);
    }
}

#[test]
fn other_texts_do_not_look_like_keys() {
    for name in ["token.txt", "curl.txt", "slicer.conf", "words.txt", "array.json", "page.html", "no-kty.json"] {
        assert!(!looks_like_key(&String::from_utf8(fixture("bad", name)).unwrap()), "{name}");
    }
    for text in ["", "/home/joe/live-ops.env", "C:\\keys\\live-ops.pem", "https://services.uplynk.com", "KIDS=2"] {
        assert!(!looks_like_key(text), "{text}");
    }
}
