//! Any text is answered: no panic, no standstill, no flood of findings, and never "accept".
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use std::time::{Duration, Instant};

use token_debugger::domain::finding::Verdict;
use token_debugger::domain::reading::Judgement;
use token_debugger::domain::signature::Status;
use token_support::{NOW, base64url, codes_of, compact, judge, live, live_granting, quoted, valid};

/// A long way above what any of these takes unoptimised on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// More lines than this nobody reads.
const MOST_FINDINGS: usize = 500;

/// Numbers that are the same at every run: xorshift64 (Marsaglia, 2003).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    fn pick<'a>(&mut self, parts: &[&'a str]) -> &'a str {
        parts[self.below(parts.len())]
    }
}

fn answer(token: &str) -> (Status, Judgement) {
    let started = Instant::now();
    let (status, judgement) = judge(token, Some(&live()), NOW);
    assert!(started.elapsed() < PATIENCE, "{} bytes took {:?}", token.len(), started.elapsed());
    assert!(judgement.findings.len() < MOST_FINDINGS, "{} findings", judgement.findings.len());
    for finding in &judgement.findings {
        assert!(finding.message.chars().count() < 400, "a message of {} characters", finding.message.chars().count());
        assert!(!finding.message.is_empty() && !finding.advice.is_empty());
    }
    (status, judgement)
}

#[test]
fn random_texts_are_never_accepted() {
    const PARTS: &[&str] = &[
        ".",
        "..",
        "eyJ",
        "e30",
        "eyJhbGciOiJFUzI1NiJ9",
        "=",
        "-",
        "_",
        "+",
        "/",
        "A",
        "{",
        "}",
        "\"",
        "[",
        ",",
        ":",
        " ",
        "\n",
        "\u{0}",
        "\u{feff}",
        "é",
        "😀",
        "\u{202e}",
        "null",
        "1e999",
        "\\u",
        "\\ud800",
        "alg",
        "exp",
        "~1",
    ];
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for _ in 0..10_000 {
        let length = numbers.below(40);
        let text: String = (0..length).map(|_| numbers.pick(PARTS)).collect();
        assert_ne!(answer(&text).1.verdict, Verdict::Accept, "{text:?}");
    }
}

#[test]
fn a_good_token_with_any_other_text_is_never_accepted() {
    const PARTS: &[&str] = &["", ".", "=", "A", "-", "*", " ", "\n", "é", "\u{200b}", "eyJ9", "\"", "{}"];
    let good: Vec<char> = valid().signed().chars().collect();
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    let mut tried = 0;
    while tried < 10_000 {
        let mut mutated = good.clone();
        for _ in 0..=numbers.below(3) {
            let start = numbers.below(mutated.len() + 1);
            let end = (start + numbers.below(4)).min(mutated.len());
            let with: Vec<char> = numbers.pick(PARTS).chars().collect();
            mutated.splice(start..end, with);
        }
        if mutated == good {
            continue;
        }
        tried += 1;
        let text: String = mutated.into_iter().collect();
        let (status, judgement) = answer(&text);
        assert_ne!(status, Status::Verified, "{text:?}");
        assert_ne!(judgement.verdict, Verdict::Accept, "{text:?}");
    }
}

#[test]
fn signed_claims_of_any_json_are_answered() {
    const VALUES: &[&str] = &[
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1e400",
        "-1e-400",
        "1763752592.5",
        "\"\"",
        "\"\\ud800\"",
        "\" \"",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "{\"\":\"\"}",
        "[\"video.services.assets:read\",\"\"]",
        "\"\u{202e}\"",
    ];
    const NAMES: &[&str] = &["iat", "exp", "nbf", "net", "sub", "scp", "iss", "msg", "", "\\u0000", "~/", "EXP"];
    let mut numbers = Numbers(0xda94_2042_e4dd_58b5);
    for _ in 0..2_000 {
        let mut draft = valid();
        for _ in 0..=numbers.below(6) {
            draft = draft.further_claim(numbers.pick(NAMES), numbers.pick(VALUES));
        }
        assert_eq!(answer(&draft.signed()).0, Status::Verified);
    }
}

#[test]
fn every_cut_of_a_token_is_answered_and_none_accepted() {
    let token = valid().signed();
    for end in 0..token.len() {
        assert_ne!(answer(&token[..end]).1.verdict, Verdict::Accept, "{end}");
        assert_ne!(answer(&token[token.len() - end..]).1.verdict, Verdict::Accept, "{end}");
    }
}

#[test]
fn nesting_of_any_depth_is_answered() {
    for depth in [128, 129, 200, 100_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let nested = format!("{}0{}", open.repeat(depth), close.repeat(depth));
            let token = compact(valid().header_json().as_bytes(), nested.as_bytes(), &live());
            assert!(
                codes_of(&answer(&token).1).contains(&"claims_not_json") || (depth == 128 && close == "}"),
                "{depth}"
            );
            answer(&valid().claim("msg", &nested).signed());
            answer(&valid().header("jwk", &nested).signed());
        }
        answer(&base64url("[".repeat(depth).as_bytes()));
    }
}

#[test]
fn a_million_dots_are_answered() {
    let (_, judgement) = answer(&".".repeat(1_000_000));
    let expected = ["claims_not_json", "header_not_json", "token_too_large", "wrong_segment_count"];
    assert!(expected.iter().all(|code| codes_of(&judgement).contains(code)), "{judgement:?}");
    assert!(judgement.findings.iter().any(|finding| finding.message.starts_with("There are 1000001 segments")));
    answer(&format!("{}{}", valid().signed(), ".".repeat(1_000_000)));
}

#[test]
fn a_hundred_thousand_duplicates_are_answered() {
    let one = format!("\"exp\":{},", NOW.0 + 60).repeat(100_000);
    let claims = valid().claims_json().replacen('{', &format!("{{{one}"), 1);
    let (status, judgement) = answer(&compact(valid().header_json().as_bytes(), claims.as_bytes(), &live()));
    assert_eq!(status, Status::Verified);
    assert_eq!(codes_of(&judgement), ["duplicate_member", "token_too_large"]);
    assert!(judgement.findings.iter().any(|finding| finding.message.contains("100001 times")));
}

#[test]
fn a_hundred_thousand_members_of_any_kind_are_answered() {
    let many = |item: &dyn Fn(usize) -> String| (0..100_000).map(item).collect::<Vec<_>>().join(",");
    let claims = many(&|place| format!("\"claim{place}\":\"\\u202e\""));
    let claims = valid().claims_json().replacen('{', &format!("{{{claims},"), 1);
    answer(&compact(valid().header_json().as_bytes(), claims.as_bytes(), &live()));
    for entry in [
        &(|place| quoted(&format!("video.services.area{place}:read"))) as &dyn Fn(usize) -> String,
        &|_| "\"video.services.assets:read\"".to_owned(),
        &|_| "7".to_owned(),
        &|_| "\"video.services. assets\"".to_owned(),
    ] {
        answer(&valid().claim("scp", format!("[{}]", many(entry))).signed());
    }
}

#[test]
fn the_one_bad_scope_behind_many_good_ones_is_found() {
    let good = vec!["\"video.services.assets:read\""; 1_000].join(",");
    let codes_behind = |bad: &str| codes_of(&answer(&valid().claim("scp", format!("[{good},{bad}]")).signed()).1);
    assert!(codes_behind("\"video.services.le:read\"").contains(&"scope_not_granted"));
    assert!(codes_behind("7").contains(&"scope_not_string"));
    // A key that grants a thousand scopes, and a token that asks for each of them and for one more.
    let granted: Vec<String> = (0..1_000).map(|place| format!("video.services.area{place}:read")).collect();
    let granted: Vec<&str> = granted.iter().map(String::as_str).collect();
    let asked: Vec<String> = granted.iter().map(|scope| quoted(scope)).collect();
    let token = valid().claim("scp", format!("[{},\"video.services.le:read\"]", asked.join(","))).signed();
    let (_, judgement) = judge(&token, Some(&live_granting(&granted)), NOW);
    assert!(codes_of(&judgement).contains(&"scope_not_granted"));
    assert_eq!(judgement.verdict, Verdict::Refuse);
}

#[test]
fn megabytes_of_one_segment_are_answered() {
    for segment in ["A".repeat(3_000_000), "é".repeat(1_000_000), base64url("\"".repeat(1_000_000).as_bytes())] {
        answer(&segment);
        answer(&format!("{segment}.{segment}.{segment}"));
    }
}
