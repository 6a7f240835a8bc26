//! Tokens that PyJWT made with `live-ops.env` (`fixtures/tokens/make_tokens.py`), read with the same file.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use token_debugger::domain::finding::Verdict;
use token_debugger::domain::signature::Status;
use token_debugger::domain::time::UnixTime;
use token_debugger::domain::token::ParsedToken;
use token_support::{base64url, codes_of, judge, letter_with_bit_flipped, live};

struct Row {
    name: &'static str,
    at: UnixTime,
    verdict: &'static str,
    codes: Vec<&'static str>,
    token: &'static str,
}

fn rows() -> Vec<Row> {
    let row = |line: &'static str| {
        let [name, at, verdict, codes, token]: [&str; 5] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let codes = codes.split(',').filter(|code| *code != "-").collect();
        Row { name, at: UnixTime(at.parse().unwrap()), verdict, codes, token }
    };
    let rows: Vec<Row> = include_str!("fixtures/tokens/pyjwt.tsv").lines().skip(1).map(row).collect();
    assert_eq!(rows.len(), 22);
    rows
}

#[test]
fn each_is_verified_and_judged_as_documented() {
    for row in rows() {
        let (status, judgement) = judge(row.token, Some(&live()), row.at);
        assert_eq!(status, Status::Verified, "{}", row.name);
        assert_eq!(judgement.verdict.as_str(), row.verdict, "{}: {judgement:?}", row.name);
        assert_eq!(codes_of(&judgement), row.codes, "{}", row.name);
    }
}

#[test]
fn one_flipped_bit_of_the_signature_is_a_mismatch() {
    for row in rows().iter().filter(|row| row.verdict == "accept") {
        let parsed = ParsedToken::parse(row.token);
        let (input, _) = row.token.rsplit_once('.').unwrap();
        // The last bit of the first and of the last octet of r and of s: both numbers stay in range.
        for bit in [7, 255, 263, 511] {
            let mut signature = parsed.signature().unwrap().bytes.clone();
            signature[bit / 8] ^= 1 << (7 - bit % 8);
            let (status, judgement) = judge(&format!("{input}.{}", base64url(&signature)), Some(&live()), row.at);
            assert_eq!((status, judgement.verdict), (Status::Failed, Verdict::Refuse), "{} bit {bit}", row.name);
            assert!(codes_of(&judgement).contains(&"signature_mismatch"), "{} bit {bit}", row.name);
        }
    }
}

#[test]
fn one_flipped_bit_of_the_claims_is_a_mismatch_or_worse() {
    let rows = rows();
    let row = rows.iter().find(|row| row.name == "plain").unwrap();
    let (header, rest) = row.token.split_once('.').unwrap();
    let (claims, signature) = rest.split_once('.').unwrap();
    let mut mismatches = 0;
    for place in 0..claims.len() {
        for bit in 0..6 {
            let mut letters = claims.as_bytes().to_vec();
            letters[place] = letter_with_bit_flipped(letters[place], bit);
            let token = format!("{header}.{}.{signature}", String::from_utf8(letters).unwrap());
            let (status, judgement) = judge(&token, Some(&live()), row.at);
            assert_ne!(status, Status::Verified, "bit {bit} of letter {place}");
            assert_eq!(judgement.verdict, Verdict::Refuse, "bit {bit} of letter {place}");
            mismatches += usize::from(codes_of(&judgement).contains(&"signature_mismatch"));
        }
    }
    // All but the bits behind the last letter, which stand for nothing.
    assert!(mismatches >= claims.len() * 6 - 4, "{mismatches}");
}
