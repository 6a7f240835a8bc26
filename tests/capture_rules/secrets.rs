//! Other secrets: opaque keys, and calls of the legacy scheme.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write as _;
use token_debugger::domain::capture::{Aside, LegacyError, MAX_MSG, Nothing, capture};

use crate::{token, tokens};

const SIG: &str = "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef";
const SECRET: &str = "Ab1Cd2Ef3Gh4";

/// The texts of the asides, with what they are.
fn asides(text: &str) -> Vec<(&'static str, &str)> {
    capture(text)
        .asides
        .iter()
        .map(|aside| {
            let name = match aside {
                Aside::LegacyMsgSig { .. } => "legacy",
                Aside::OpaqueKey { .. } => "key",
                Aside::OpaqueBearer { .. } => "bearer",
                Aside::SlicerApiKey { .. } => "apikey",
            };
            (name, &text[aside.span()])
        })
        .collect()
}

fn msg(json: &[u8]) -> String {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(json).unwrap();
    STANDARD.encode(encoder.finish().unwrap())
}

#[test]
fn a_secret_behind_its_name_is_seen_whole() {
    for (text, name) in [
        (format!("X-STAPI-API-Key: {SECRET}"), "key"),
        (format!("\"x-stapi-api-key\": \"{SECRET}\""), "key"),
        (format!("X_STAPI_API_KEY={SECRET}"), "key"),
        (format!("Authorization: Bearer {SECRET}"), "bearer"),
        (format!("authorization: bearer {SECRET}, Accept: a"), "bearer"),
        (format!("apikey: {SECRET}"), "apikey"),
        (format!("  # apikey: {SECRET}"), "apikey"),
        (format!("input: a\napikey: {SECRET} # a comment"), "apikey"),
    ] {
        assert_eq!(asides(&text), [(name, SECRET)], "{text}");
    }
}

/// What is shorter, in words, or a placeholder is no secret.
#[test]
fn what_does_not_look_like_a_secret_is_none() {
    for value in
        [&SECRET[..11], "$STAPI_API_KEY", "<your key here>", "placeholder-for-the-key", "PUT-YOUR-KEY-HERE", ""]
    {
        for name in ["X-STAPI-API-Key: ", "Authorization: Bearer ", "apikey: "] {
            assert_eq!(asides(&format!("{name}{value}")), [], "{name}{value}");
        }
    }
    // In small letters, but with a digit.
    assert_eq!(asides("X-STAPI-API-Key: placeholder1"), [("key", "placeholder1")]);
}

/// The names count as whole words; a setting only at the start of its line; a value on the same line.
#[test]
fn a_name_that_is_a_part_of_another_announces_nothing() {
    for text in [
        format!("forbearer {SECRET}"),
        format!("bearers {SECRET}"),
        format!("my-bearer {SECRET}"),
        format!("X-STAPI-API-Keys: {SECRET}"),
        format!("the apikey: {SECRET}"),
        format!("apikeys: {SECRET}"),
        format!("my_apikey: {SECRET}"),
        format!("Bearer\n{SECRET}"),
        format!("apikey:\n{SECRET}"),
        format!("Bearer{SECRET}"),
    ] {
        assert_eq!(asides(&text), [], "{text}");
    }
}

#[test]
fn a_token_is_no_opaque_secret() {
    let token = token();
    for text in [format!("Authorization: Bearer {token}"), format!("apikey: token_{token}"), format!("apikey: {token}")]
    {
        assert_eq!(asides(&text), [], "{text}");
        assert_eq!(tokens(&text), [token.as_str()], "{text}");
    }
}

#[test]
fn a_legacy_call_is_read_in_every_order() {
    let json = r#"{"_owner":"a","_timestamp":1}"#;
    let msg = msg(json.as_bytes());
    assert!(msg.starts_with("eJ"), "{msg}");
    for (text, span) in [
        (format!("msg={msg}&sig={SIG}"), format!("msg={msg}&sig={SIG}")),
        (format!("sig={SIG}&msg={msg}"), format!("sig={SIG}&msg={msg}")),
        (format!("https://a.example/?x=1&msg={msg}&sig={SIG}&y=2"), format!("msg={msg}&sig={SIG}")),
        (format!("{{\"msg\": \"{msg}\", \"sig\": \"{SIG}\"}}"), format!("msg\": \"{msg}\", \"sig\": \"{SIG}")),
        (format!("Authorization: {msg} {SIG}"), format!("{msg} {SIG}")),
        (format!("msg={}&sig={SIG}", msg.replace('=', "%3D")), format!("msg={}&sig={SIG}", msg.replace('=', "%3D"))),
    ] {
        let seen = capture(&text);
        assert_eq!(asides(&text), [("legacy", span.as_str())], "{text}");
        assert!(matches!(&seen.asides[0], Aside::LegacyMsgSig { msg: Ok(read), .. } if read == json), "{text}");
        assert!(!seen.asides[0].is_secret());
    }
    let hidden = format!("{}\u{200b}{}", &msg[..8], &msg[8..]);
    let seen = capture(&format!("msg={hidden}&sig={SIG}"));
    assert!(matches!(&seen.asides[0], Aside::LegacyMsgSig { msg: Ok(read), .. } if read == json));
    assert_eq!(capture(&format!("msg={msg}&sig={SIG}")).nothing, Some(Nothing::Legacy));
}

#[test]
fn what_is_no_legacy_call_is_none() {
    let msg = msg(b"{}");
    for text in [
        format!("msg={msg}"),
        format!("sig={SIG}"),
        format!("msg={msg}&sig={}", &SIG[1..]),
        format!("msg={msg}&sig={SIG}0"),
        format!("msg={msg}&sig={}", SIG.replace('0', "g")),
        format!("sig={}&msg={msg}", &SIG[1..]),
        format!("msg={msg}&msg={msg}"),
        format!("sig={SIG}&sig={SIG}"),
        format!(
            "msg={msg}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}&sig={SIG}"
        ),
        format!("Authorization: Basic {SIG}"),
        format!("msgs={msg}&sigs={SIG}"),
    ] {
        assert_eq!(asides(&text), [], "{text}");
    }
}

#[test]
fn why_a_legacy_msg_can_not_be_read_is_told() {
    let error = |msg: &str| match &capture(&format!("msg={msg}&sig={SIG}")).asides[0] {
        Aside::LegacyMsgSig { msg, .. } => msg.clone().unwrap_err(),
        other => panic!("{other:?}"),
    };
    let json = |length: usize| format!("\"{}\"", "a".repeat(length - 2));
    assert_eq!(error("eJaaa"), LegacyError::NotBase64);
    assert_eq!(error(&STANDARD.encode(b"x\x9cnot zlib at all")), LegacyError::NotZlib);
    assert_eq!(error(&msg(b"no JSON")), LegacyError::NotJson);
    assert_eq!(error(&msg(b"\"\xff\"")), LegacyError::NotJson);
    assert_eq!(error(&msg(json(MAX_MSG + 1).as_bytes())), LegacyError::TooLarge { limit: MAX_MSG });
    let longest = capture(&format!("msg={}&sig={SIG}", msg(json(MAX_MSG).as_bytes())));
    assert!(matches!(&longest.asides[0], Aside::LegacyMsgSig { msg: Ok(read), .. } if read.len() == MAX_MSG));
}

#[test]
fn every_aside_has_a_sentence_and_advice_of_its_own() {
    let msg = msg(b"{}");
    let texts = [
        format!("X-STAPI-API-Key: {SECRET}"),
        format!("Bearer {SECRET}"),
        format!("apikey: {SECRET}"),
        format!("msg={msg}&sig={SIG}"),
        format!("msg=eJaaa&sig={SIG}"),
        format!("msg={}&sig={SIG}", STANDARD.encode(b"x\x9cnot zlib at all")),
    ];
    let said: Vec<(String, String)> =
        texts.iter().map(|text| (capture(text).asides[0].message(), capture(text).asides[0].advice())).collect();
    for (at, (message, advice)) in said.iter().enumerate() {
        assert!(message.len() > 30 && advice.len() > 30 && advice.ends_with('.'), "{message} {advice}");
        assert!(said[..at].iter().all(|(other, way)| other != message && way != advice), "{message} {advice}");
    }
    assert!(texts[..3].iter().all(|text| capture(text).asides[0].is_secret()));
}
