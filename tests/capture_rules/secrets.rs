//! Other secrets: opaque keys, and calls of the legacy scheme.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write as _;
use token_debugger::domain::capture::{
    Aside, LegacyError, MAX_MSG, MAX_MSGS, MAX_TEXT, Nothing, capture, capture_of_any_length,
};

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
                Aside::LeftOut { .. } => "left out",
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

/// How many bytes of JSON the calls of a text were inflated to, and how many were not inflated for lack of room.
fn inflated(text: &str) -> (usize, usize) {
    let mut sum = (0, 0);
    for aside in capture_of_any_length(text).asides {
        match aside {
            Aside::LegacyMsgSig { msg: Ok(json), .. } => sum.0 += json.len(),
            Aside::LegacyMsgSig { msg: Err(LegacyError::NotInflated { limit: MAX_MSGS }), .. } => sum.1 += 1,
            _ => {}
        }
    }
    sum
}

#[test]
fn all_calls_of_a_text_together_inflate_to_no_more_than_a_limit() {
    let json = |length: usize| format!("\"{}\"", "a".repeat(length - 2));
    let call = format!("msg={}&sig={SIG} ", msg(json(MAX_MSG).as_bytes()));
    assert_eq!(inflated(&call.repeat(16)), (MAX_MSGS, 0));
    assert_eq!(inflated(&call.repeat(20)), (MAX_MSGS, 4));
    // What turns out to be too large, or no JSON, was inflated too.
    let bomb = format!("msg={}&sig={SIG} ", msg(&vec![b' '; 4 * MAX_MSG]));
    assert_eq!(inflated(&(bomb.repeat(20) + &call)).0, 0);
    let no_json = format!("msg={}&sig={SIG} ", msg(&vec![b' '; MAX_MSG]));
    assert_eq!(inflated(&(no_json.repeat(16) + &call)), (0, 1));
    // A small one still has room behind one that has not.
    let small = format!("msg={}&sig={SIG} ", msg(b"{}"));
    let rest = format!("msg={}&sig={SIG} ", msg(json(MAX_MSG - 2).as_bytes()));
    assert_eq!(inflated(&(call.repeat(15) + &rest + &small)), (MAX_MSGS, 0));
    let seen = capture(&call.repeat(17));
    let last = seen.asides.last().unwrap();
    assert_eq!(
        last.message(),
        format!(
            "The text has a call in the legacy scheme (msg and sig), but its msg was not inflated: all of this text may inflate to {MAX_MSGS} bytes"
        )
    );
    assert_eq!(last.advice(), "Read this call alone to see what its msg holds.");
}

#[test]
fn the_limit_is_of_all_headers_of_a_har_file() {
    let call = msg(format!("\"{}\"", "a".repeat(MAX_MSG - 2)).as_bytes());
    let header = format!("{{\"name\":\"Authorization\",\"value\":\"Authorization: {call} {SIG}\"}}");
    let entry = format!("{{\"request\":{{\"headers\":[{header},{header}]}}}}");
    let har = format!("{{\"log\":{{\"entries\":[{}]}}}}", [entry.as_str(); 10].join(","));
    assert_eq!(inflated(&har), (MAX_MSGS, 4));
}

#[test]
fn of_a_long_text_a_thousand_asides_are_listed_and_the_others_counted() {
    let key = format!("Bearer {SECRET} ");
    // All that a person sees has to be masked.
    let short = key.repeat(MAX_TEXT / key.len());
    assert_eq!(capture(&short).asides.len(), MAX_TEXT / key.len());
    let long = key.repeat(MAX_TEXT / key.len() + 1);
    let seen = capture_of_any_length(&long).asides;
    assert_eq!(seen.len(), 1001);
    let span = 1000 * key.len() + 7..long.len() - 1;
    assert_eq!(seen[1000], Aside::LeftOut { span: span.clone(), count: MAX_TEXT / key.len() + 1 - 1000 });
    assert!(seen[1000].is_secret() && seen[1000].message().ends_with("calls in the legacy scheme are not listed"));
    assert_eq!(seen[1000].span(), span);
    let one = key.repeat(1001) + &" ".repeat(MAX_TEXT);
    let last = capture_of_any_length(&one).asides.pop().unwrap();
    assert_eq!(last.message(), "One more secret or call in the legacy scheme is not listed");
    assert_eq!(last.advice(), "Read a shorter part of the text to see what it has.");
}
