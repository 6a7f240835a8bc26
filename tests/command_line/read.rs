//! `read`: the JSON that programs rely on, and the exit codes.

use super::support::{
    KID, NOW, Output, claims_with, good_token, header, key_file, live_ops, names, path_of, run, sign,
};

fn read(token: &str, more: &[&str]) -> Output {
    let key = live_ops();
    run(&[&["read", token, "--key", &key, "--json"], more].concat(), b"")
}

#[test]
fn a_good_token_is_accepted_with_exit_code_0() {
    let token = good_token();
    let output = read(&token, &[]);
    let json = output.json();
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert_eq!(json["verdict"], "accept");
    assert_eq!(json["signature"]["status"], "verified");
    assert!(json["signature"]["reason"].is_null());
    assert!(output.codes().is_empty());
}

#[test]
fn the_stable_members_are_there_in_their_order() {
    let output = run(&["read", &good_token(), "--json"], b"");
    let json = output.json();
    assert_eq!(names(&json), ["found", "header", "claims", "signature", "verdict", "findings"]);
    assert_eq!(names(&json["found"]), ["kind", "start", "end", "count"]);
    assert_eq!(names(&json["signature"]), ["status", "reason"]);
    let finding = &json["findings"][0];
    assert_eq!(names(finding), ["code", "severity", "at", "message", "advice"]);
    assert_eq!(finding["code"], "signature_not_checked");
    assert_eq!(finding["severity"], "info");
    assert_eq!(finding["at"], "signature");
}

#[test]
fn found_says_the_kind_the_byte_offsets_and_the_count() {
    let token = good_token();
    let text = format!("é X-Auth-Uplynk-Jwt: {token} \n");
    let json = run(&["read", "--json"], text.as_bytes()).json();
    assert_eq!(json["found"]["start"], text.find("eyJ").unwrap());
    assert_eq!(json["found"]["end"], text.find("eyJ").unwrap() + token.len());
    assert_eq!(json["found"]["count"], 1);
    let kinds = [
        ("bare", token.clone()),
        ("header_line", format!("X-Auth-Uplynk-Jwt: {token}")),
        ("bearer", format!("Bearer {token}")),
        ("curl", format!("curl -H 'X-Auth-Uplynk-Jwt: {token}' https://services.uplynk.com/api/v4/assets")),
        ("slicer_config", format!("apikey: token_{token}")),
        ("json", format!(r#"{{"X-Auth-Uplynk-Jwt": "{token}"}}"#)),
        ("text", format!("19:13:20 sent {token} upstream")),
    ];
    for (kind, text) in kinds {
        assert_eq!(run(&["read", "--json"], text.as_bytes()).json()["found"]["kind"], kind);
    }
}

#[test]
fn one_flipped_bit_is_refused_with_exit_code_1() {
    let token = good_token();
    let last = if token.ends_with('A') { "Q" } else { "A" };
    let output = read(&format!("{}{last}", &token[..token.len() - 1]), &[]);
    assert_eq!(output.code, 1);
    assert_eq!(output.json()["verdict"], "refuse");
    assert_eq!(output.json()["signature"]["status"], "failed");
    assert_eq!(output.codes(), ["signature_mismatch"]);
}

#[test]
fn without_a_key_the_verdict_is_undecided_with_exit_code_0() {
    let output = run(&["read", &good_token(), "--json"], b"");
    assert_eq!(output.code, 0);
    assert_eq!(output.json()["verdict"], "undecided");
    assert_eq!(output.json()["signature"]["status"], "not_checked");
    assert!(output.json()["signature"]["reason"].is_string());
}

#[test]
fn a_token_of_another_key_is_undecided_and_says_so() {
    let key = key_file("other.env");
    let output = run(&["read", &good_token(), "--key", &key, "--json"], b"");
    assert_eq!(output.json()["signature"]["status"], "other_key");
    assert_eq!(output.json()["verdict"], "undecided");
    assert_eq!(output.code, 0);
}

#[test]
fn a_token_that_needs_another_algorithm_is_not_verifiable() {
    let token = sign(&header().replace("ES256", "RS256"), &claims_with(""));
    let output = read(&token, &[]);
    assert_eq!(output.json()["signature"]["status"], "not_verifiable");
    assert_eq!(output.json()["verdict"], "refuse");
    assert_eq!(output.code, 1);
}

#[test]
fn at_moves_the_judgement_to_that_moment_to_the_second() {
    let token = good_token();
    for (at, codes, code) in [
        ("1763752699", &[][..], 0),
        ("1763752700", &["expired"], 1),
        ("2025-11-21T19:18:19Z", &[], 0),
        ("2025-11-21T20:18:20+01:00", &["expired"], 1),
        ("1763752399", &["iat_in_future"], 0),
    ] {
        let output = read(&token, &["--at", at]);
        assert_eq!(output.codes(), codes, "{at}");
        assert_eq!(output.code, code, "{at}");
    }
}

#[test]
fn an_impossible_at_is_a_wrong_call() {
    for at in ["yesterday", "", "1e3", "2025-02-30T00:00:00Z", "99999999999999999999"] {
        let output = read(&good_token(), &["--at", at]);
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{at}");
        assert!(output.stderr.contains("RFC 3339"), "{}", output.stderr);
    }
}

#[test]
fn member_order_duplicates_and_number_text_are_those_of_the_token() {
    let claims = claims_with(r#""z":1.0, "a":18446744073709551616, "z":-0e-7,"#);
    let output = read(&sign(&header(), &claims), &[]);
    assert!(output.stdout.contains(r#""claims":{"z":1.0,"a":18446744073709551616,"z":-0e-7,"iat":"#));
    assert!(output.codes().contains(&"duplicate_member".to_owned()));
    assert_eq!(output.json()["signature"]["status"], "verified");
}

#[test]
fn a_part_that_cannot_be_read_is_null_and_the_other_is_shown() {
    let token = good_token();
    let (first, rest) = token.split_once('.').unwrap();
    let output = read(&format!("{first}.{}!{}", &rest[..20], &rest[21..]), &[]);
    let json = output.json();
    assert_eq!(json["header"]["kid"], KID);
    assert!(json["claims"].is_null());
    assert_eq!(output.code, 1);
    assert!(output.codes().contains(&"base64_invalid".to_owned()));
}

#[test]
fn standard_input_is_read_with_and_without_a_dash() {
    let token = good_token();
    let by_argument = read(&token, &[]);
    let key = live_ops();
    for arguments in [&["read", "--key", &key, "--json"][..], &["read", "-", "--key", &key, "--json"]] {
        assert_eq!(run(arguments, token.as_bytes()).stdout, by_argument.stdout);
    }
}

#[test]
fn an_argument_wins_over_standard_input() {
    let output = run(&["read", "nothing of the kind"], good_token().as_bytes());
    output.assert_unusable("No token was found");
}

#[test]
fn nth_chooses_among_several_tokens() {
    let second = sign(&header(), &claims_with(r#""net":"true","#));
    let text = format!("{}\n{second}\n", good_token());
    let nth = |nth: &str| run(&["read", "--json", "--nth", nth], text.as_bytes());
    assert_eq!(nth("1").json()["found"]["count"], 2);
    assert_eq!(nth("1").json()["found"]["start"], 0);
    assert!(!nth("1").codes().contains(&"net_not_boolean".to_owned()));
    assert!(nth("2").codes().contains(&"net_not_boolean".to_owned()));
    nth("3").assert_unusable("There is no token 3; the text has 2");
    for wrong in ["0", "-1", "two", "99999999999"] {
        assert_eq!(nth(wrong).code, 2, "{wrong}");
    }
}

#[test]
fn a_har_file_gives_its_tokens_in_order() {
    let har = std::fs::read(path_of("corpus/captures/har.har")).unwrap();
    let first = run(&["read", "--json"], &har).json();
    assert_eq!(first["found"]["kind"], "har");
    let count = first["found"]["count"].as_u64().unwrap();
    assert!(count > 1);
    let last = run(&["read", "--json", "--nth", &count.to_string()], &har).json();
    assert!(last["found"]["start"].as_u64() > first["found"]["start"].as_u64());
}

#[test]
fn a_key_file_that_cannot_be_used_leaves_standard_output_empty() {
    for key in ["/nowhere/live-ops.env", "-", "."] {
        let output = run(&["read", "--key", key, "--json"], good_token().as_bytes());
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{key}");
        assert!(output.stderr.lines().count() >= 2, "{}", output.stderr);
    }
}

#[test]
fn a_dash_is_never_a_key() {
    let env = std::fs::read(live_ops()).unwrap();
    run(&["read", &good_token(), "--key", "-"], &env).assert_unusable("standard input");
    run(&["mint", "--key", "-"], &env).assert_unusable("standard input");
    run(&["key", "-"], &env).assert_unusable("standard input");
}

#[test]
fn a_token_from_the_last_moment_that_is_counted_is_judged_without_overflow() {
    for number in [i64::MAX, i64::MIN, NOW.wrapping_mul(1000)] {
        let claims = claims_with("").replace(&format!("{}", NOW + 300), &number.to_string());
        let output = read(&sign(&header(), &claims), &["--at", "253402300799"]);
        assert!(output.code <= 1, "{}", output.stderr);
        assert_eq!(output.json()["signature"]["status"], "verified");
    }
}
