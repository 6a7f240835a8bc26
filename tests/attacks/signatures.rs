//! Signatures that hold for nothing, and the same one in other octets.

use token_debugger::domain::finding::Verdict;
use token_debugger::domain::signature::Status;

use crate::token_support::{NOW, ORDER, base64url, codes_of, judge, live, octets, quoted, valid};

/// Numbers that verifiers took without a look at the range (CVE-2022-21449), in every pairing with each other and with
/// a good half.
#[test]
fn no_pairing_of_numbers_out_of_range_is_verified() {
    let order = octets(ORDER);
    let mut above = order.clone();
    above[31] += 1;
    // The field's prime p (SEC 2, section 2.4.2), which lies above n.
    let prime = octets("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");
    let numbers = [vec![0; 32], order, above, prime, vec![0xff; 32]];
    for bad in &numbers {
        for other in &numbers {
            for token in [
                valid().with_signature(|_| [bad.clone(), other.clone()].concat()),
                valid().with_signature(|good| [bad, &good[32..]].concat()),
                valid().with_signature(|good| [&good[..32], bad].concat()),
            ] {
                let (status, judgement) = judge(&token, Some(&live()), NOW);
                assert_eq!(status, Status::Failed);
                assert_eq!(codes_of(&judgement), ["signature_out_of_range"]);
            }
        }
    }
}

#[test]
fn a_token_whose_signature_is_taken_off_is_refused() {
    let token = valid().signed();
    let (input, _) = token.rsplit_once('.').unwrap();
    for stripped in [input.to_owned(), format!("{input}."), format!("{input}.."), format!("{input}.AA")] {
        let (status, judgement) = judge(&stripped, Some(&live()), NOW);
        assert_ne!(status, Status::Verified, "{stripped}");
        assert_eq!(judgement.verdict, Verdict::Refuse, "{stripped}");
    }
}

/// The last letter of 64 octets has four bits that mean nothing: only the spelling with zeros is base64url of it
/// (RFC 4648, section 3.5).
#[test]
fn the_same_signature_has_one_spelling() {
    let token = valid().signed();
    let good = token.chars().last().unwrap();
    let mut verified = Vec::new();
    for letter in ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['-', '_', '+', '/', '=']) {
        let spelled = format!("{}{letter}", &token[..token.len() - 1]);
        if judge(&spelled, Some(&live()), NOW).0 == Status::Verified {
            verified.push(letter);
        }
    }
    assert_eq!(verified, [good]);
}

/// A JWE is not a JWS with more dots, whatever its header says (CVE-2022-3102).
#[test]
fn five_segments_are_not_verified_though_three_of_them_would_be() {
    let token = valid().signed();
    let parts: Vec<&str> = token.split('.').collect();
    for five in [
        format!("{token}.AAAA.AAAA"),
        format!("{}.AAAA.AAAA.{}.{}", parts[0], parts[1], parts[2]),
        format!("AAAA.AAAA.{token}"),
    ] {
        let (status, judgement) = judge(&five, Some(&live()), NOW);
        assert_eq!(status, Status::NotVerifiable, "{five}");
        assert_eq!(judgement.verdict, Verdict::Refuse, "{five}");
    }
}

/// Work that an encrypted token may ask for: iterations of PBES2 (`p2c`), a compressed content (`zip`).
#[test]
fn what_an_encrypted_token_asks_for_is_not_done() {
    let header = r#"{"alg":"PBES2-HS256+A128KW","enc":"A128CBC-HS256","p2s":"AAAA","p2c":2147483647,"zip":"DEF"}"#;
    let started = std::time::Instant::now();
    let jwe = format!("{}.AAAA.AAAA.{}.AAAA", base64url(header.as_bytes()), base64url(&[0; 4096]));
    let (status, judgement) = judge(&jwe, Some(&live()), NOW);
    assert_eq!(status, Status::NotVerifiable);
    assert_eq!(codes_of(&judgement), ["encrypted_token"]);
    // In a signed token the same members are nothing but members.
    let signed = valid().header("zip", &quoted("DEF")).header("p2c", "2147483647").signed();
    assert_eq!(judge(&signed, Some(&live()), NOW).0, Status::Verified);
    assert!(started.elapsed().as_secs() < 10, "it took {:?}", started.elapsed());
}
