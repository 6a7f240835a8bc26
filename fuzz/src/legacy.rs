//! The legacy scheme: what a `msg` holds is what zlib gives, at most so much of it.
//!
//! Bytes that begin with `z` are zlib's, with `j` a text that is compressed here, with `r` one byte repeated very
//! often; others are a whole text.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use token_debugger::domain::capture::{Aside, LegacyError, MAX_MSG, MAX_TEXT, capture};

use super::json_grammar;

/// # Panics
/// When an answer is wrong.
pub fn check(bytes: &[u8]) {
    match bytes {
        [b'z', packed @ ..] => check_packed(packed),
        [b'j', text @ ..] => check_packed(&pack(text)),
        [b'r', byte, high, low, ..] => {
            let count = usize::from(u16::from_be_bytes([*high, *low])) * 64;
            let text = [b"\"", vec![*byte; count].as_slice(), b"\""].concat();
            check_packed(&pack(&text));
        }
        _ => super::capture::check(bytes),
    }
}

fn pack(text: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).expect("memory can be written to");
    encoder.finish().expect("memory can be written to")
}

fn check_packed(packed: &[u8]) {
    let text = format!("msg={}&sig={}", STANDARD.encode(packed), "0a".repeat(32));
    if packed.is_empty() || text.len() > MAX_TEXT {
        return;
    }
    super::capture::check(text.as_bytes());
    let seen = capture(&text);
    let [Aside::LegacyMsgSig { span, msg }] = seen.asides.as_slice() else { panic!("{seen:?}") };
    assert_eq!(*span, 0..text.len());
    let mut plain = Vec::new();
    let inflated = ZlibDecoder::new(packed).take(1 << 24).read_to_end(&mut plain);
    let large = plain.len() > MAX_MSG;
    match msg {
        Ok(json) => assert!(!large && json.as_bytes() == plain),
        Err(LegacyError::TooLarge { limit }) => assert!(large && *limit == MAX_MSG),
        Err(LegacyError::NotZlib) => assert!(inflated.is_err()),
        Err(LegacyError::NotJson) => assert!(!large && !is_json(&plain)),
        Err(LegacyError::NotBase64) => panic!("it is base64"),
        Err(LegacyError::NotInflated { .. }) => panic!("it is the only one"),
    }
    assert!(msg.is_err() || is_json(&plain));
}

fn is_json(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| json_grammar::depth_of(text).is_some())
}
