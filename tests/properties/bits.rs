//! One bit is all that parts a verified token from any other: every bit of a token is flipped, none verifies.
//!
//! 100 tokens have some 350 000 bits, each a verification: minutes unoptimised, so `cargo test` takes every 97th bit.
//! With `TRUST_BITS=all` every bit is flipped; tests/trust/bits.sh does that in an optimised build.

use std::time::Instant;

use token_debugger::domain::finding::Verdict;
use token_debugger::domain::signature::Status;

use crate::token_support::{Draft, NOW, judge, live, valid};

const TOKENS: usize = 100;
/// A prime, so that over the tokens every bit of a character comes up.
const STEP: usize = 97;

/// Tokens of many lengths: the last letters of header and claims hold bits that base64url does not use.
fn token(number: usize) -> String {
    let draft: Draft = valid().claim("iss", format!("\"{}.example\"", "a".repeat(number % 7)));
    match number % 4 {
        0 => draft,
        1 => draft.claim("msg", format!("{{\"number\":{number}}}")),
        2 => draft.claim("nbf", NOW.0 - 60),
        _ => draft.header("cty", &format!("\"{number}\"")),
    }
    .signed()
}

#[test]
fn no_flipped_bit_of_a_token_is_verified() {
    let is_all = std::env::var("TRUST_BITS").is_ok_and(|value| value == "all");
    let step = if is_all { 1 } else { STEP };
    let key = live();
    let (mut flipped, mut all) = (0, 0);
    let started = Instant::now();
    for number in 0..TOKENS {
        let good = token(number);
        // Positive control: as it was signed it is verified.
        assert_eq!(judge(&good, Some(&key), NOW).0, Status::Verified, "{good}");
        all += good.len() * 8;
        for bit in (number % step..good.len() * 8).step_by(step) {
            let mut bytes = good.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            // With the highest bit set it is no UTF-8; the program reads such a byte as a substitute.
            let text = token_debugger::domain::text::decode_in_place(&bytes);
            let (status, judgement) = judge(&text, Some(&key), NOW);
            assert_ne!(status, Status::Verified, "bit {bit} of {good}");
            assert_ne!(judgement.verdict, Verdict::Accept, "bit {bit} of {good}");
            flipped += 1;
        }
    }
    let skipped = all - flipped;
    println!(
        "{flipped} of {all} bits of {TOKENS} tokens flipped, 0 verified, {skipped} skipped, {:.1?}",
        started.elapsed()
    );
    assert!(flipped >= all / step - TOKENS, "{flipped} of {all}");
}
