//! Names that other programs rely on, in the JSON of the command line; and what secrets show of themselves.

use std::collections::BTreeSet;

use token_debugger::domain::comparison::Relation;
use token_debugger::domain::finding::{Code, Place, Severity, Verdict};
use token_debugger::domain::secret::{SecretBytes, SecretText};
use token_debugger::domain::signature::Status;
use token_debugger::domain::slicer::{TokenSource, chmod_command, sudo_command};

#[test]
fn relations_states_and_weights_have_stable_names() {
    let relations = [Relation::Same, Relation::Differs, Relation::OnlyFirst, Relation::OnlySecond];
    assert_eq!(relations.map(Relation::as_str), ["same", "differs", "only_first", "only_second"]);
    assert_eq!(relations.map(Relation::phrase), ["same", "differs", "only in the first", "only in the second"]);
    let states = [Status::Verified, Status::Failed, Status::NotChecked, Status::OtherKey, Status::NotVerifiable];
    assert_eq!(states.map(Status::as_str), ["verified", "failed", "not_checked", "other_key", "not_verifiable"]);
    let phrases: BTreeSet<&str> = states.map(Status::phrase).into_iter().collect();
    assert_eq!(phrases.len(), 5);
    assert_eq!(
        [Severity::Error, Severity::Warning, Severity::Info].map(Severity::as_str),
        ["error", "warning", "info"]
    );
    let verdicts = [Verdict::Accept, Verdict::Refuse, Verdict::Undecided].map(Verdict::as_str);
    assert_eq!(verdicts.into_iter().collect::<BTreeSet<_>>().len(), 3);
    assert!(verdicts.iter().all(|name| !name.is_empty()));
}

#[test]
fn codes_are_snake_case_and_differ() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes.len(), Code::ALL.len());
    assert!(codes.iter().all(|code| code.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())));
}

/// RFC 6901, section 3.
#[test]
fn places_are_segments_or_pointers() {
    let words = |place: Place| place.to_string();
    assert_eq!(words(Place::header("x5t#S256")), "/header/x5t#S256");
    assert_eq!(words(Place::claim("a/b~c")), "/claims/a~1b~0c");
    assert_eq!(words(Place::scope(12)), "/claims/scp/12");
    let segments = [Place::Token, Place::Header, Place::Claims, Place::Signature].map(words);
    assert_eq!(segments.into_iter().collect::<BTreeSet<_>>().len(), 4);
}

#[test]
fn secrets_give_their_content_and_never_show_it() {
    let (bytes, text) = (SecretBytes::new(b"canary".to_vec()), SecretText::new("canary".to_owned()));
    assert_eq!((bytes.expose(), text.expose()), (&b"canary"[..], "canary"));
    assert_eq!(text.to_bytes(), bytes);
    assert_eq!(format!("{bytes:?}{text:?}"), "[redacted][redacted]");
    assert_ne!(bytes, SecretBytes::default());
}

#[test]
fn commands_for_root_quote_what_they_are_given() {
    let source = TokenSource::KeyFile { path: "/k/a b.env", kid: Some("k'1"), sub: None };
    assert_eq!(
        sudo_command("/opt/t d", "/etc/uplynk.conf", Some(3), source),
        concat!(
            r"'/opt/t d' mint --as slicer --key='/k/a b.env' --kid='k'\''1' | sudo '/opt/t d' slicer ",
            "--config='/etc/uplynk.conf' --stdin --write --backup --line 3"
        )
    );
    let plain = sudo_command("/t", "/c", None, TokenSource::KeyFile { path: "/k", kid: None, sub: Some("s") });
    assert_eq!(
        plain,
        "'/t' mint --as slicer --key='/k' --sub='s' | sudo '/t' slicer --config='/c' --stdin --write --backup"
    );
    let pasted = sudo_command("/t", "/c", None, TokenSource::Paste);
    assert!(pasted.starts_with("sudo sh -c '") && pasted.contains("stty -echo"), "{pasted}");
    assert!(pasted.ends_with("' '/t' slicer --config='/c' --stdin --write --backup"), "{pasted}");
    assert_eq!(chmod_command("/etc/a b"), "sudo chmod 640 '/etc/a b'");
}
