//! Decompression bombs in the legacy scheme's `msg`, the one thing that is ever inflated.

use std::io::Write as _;
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use token_debugger::domain::capture::{Aside, LegacyError, MAX_MSG, MAX_TEXT, capture};

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn pasted(packed: &[u8]) -> String {
    format!("msg={}&sig={}", STANDARD.encode(packed), "0".repeat(64))
}

/// What is said of the one `msg` of a text.
fn read(text: &str) -> Result<String, LegacyError> {
    let [Aside::LegacyMsgSig { msg, .. }] = &capture(text).asides[..] else { panic!("no msg is seen") };
    msg.clone()
}

#[test]
fn a_bomb_is_inflated_up_to_the_limit_only() {
    let bomb = pasted(&deflate(&vec![b' '; 256 * 1024 * 1024]));
    assert!(bomb.len() < MAX_TEXT, "{} bytes are refused before they are looked at", bomb.len());
    let started = Instant::now();
    assert_eq!(read(&bomb), Err(LegacyError::TooLarge { limit: MAX_MSG }));
    // 256 MiB take longer than this unoptimised.
    assert!(started.elapsed().as_secs() < 20, "it took {:?}", started.elapsed());
}

#[test]
fn the_limit_is_exact() {
    let json = |length: usize| format!("\"{}\"", "a".repeat(length - 2));
    assert_eq!(read(&pasted(&deflate(json(MAX_MSG).as_bytes()))), Ok(json(MAX_MSG)));
    assert_eq!(read(&pasted(&deflate(json(MAX_MSG + 1).as_bytes()))), Err(LegacyError::TooLarge { limit: MAX_MSG }));
}

/// A bomb in a bomb is the inner one's bytes: it is inflated once.
#[test]
fn what_comes_out_is_not_inflated_again() {
    let inner = deflate(&vec![b' '; 16 * 1024 * 1024]);
    assert_eq!(read(&pasted(&deflate(&inner))), Err(LegacyError::NotJson));
}

#[test]
fn damaged_streams_are_named() {
    let good = deflate(b"{\"a\":1}");
    assert_eq!(read(&pasted(&good)), Ok("{\"a\":1}".to_owned()));
    let mut checksum = good.clone();
    *checksum.last_mut().unwrap() ^= 1;
    for damaged in [&good[..good.len() - 5], &checksum, &[good[0], good[1], 0xff, 0xff, 0xff, 0xff]] {
        assert_eq!(read(&pasted(damaged)), Err(LegacyError::NotZlib));
    }
}
