//! Findings that are easily taken for one another.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use token_debugger::domain::finding::{Severity, Verdict};
use token_debugger::domain::signature::Status;
use token_support::{
    Draft, EXP, IAT, NOW, OTHER_KID, codes, codes_of, compact, judge, live, other, quoted, signing_input, valid,
};

/// State, codes and verdict of a token with the loaded key.
fn read(token: &str) -> (Status, Vec<&'static str>, Verdict) {
    let (status, judgement) = judge(token, Some(&live()), NOW);
    (status, codes_of(&judgement), judgement.verdict)
}

fn with(claim: &str, json: impl ToString) -> Draft {
    valid().claim(claim, json)
}

#[test]
fn a_malformed_member_is_never_called_absent() {
    for (claim, bad, malformed, absent) in [
        ("exp", "\"soon\"", "exp_not_a_number", "exp_missing"),
        ("iat", "\"now\"", "iat_not_a_number", "iat_missing"),
        ("sub", "7", "sub_not_string", "sub_missing"),
        ("scp", "7", "scp_not_array", "scp_missing"),
    ] {
        assert_eq!(codes(&with(claim, bad)), [malformed]);
        assert_eq!(codes(&with(claim, "null")), [malformed]);
        assert_eq!(codes(&valid().without_claim(claim)), [absent]);
    }
    for (member, bad, malformed, absent) in [
        ("alg", "7", "alg_not_es256", "alg_missing"),
        ("kid", "7", "kid_not_string", "kid_missing"),
        ("typ", "7", "typ_not_jwt", "typ_missing"),
    ] {
        assert_eq!(codes(&valid().header(member, bad)), [malformed]);
        assert_eq!(codes(&valid().header(member, "null")), [malformed]);
        assert_eq!(codes(&valid().without_header(member)), [absent]);
    }
}

#[test]
fn null_is_a_value_of_the_wrong_type_also_where_a_claim_is_optional() {
    for (claim, code) in
        [("nbf", "nbf_not_a_number"), ("net", "net_not_boolean"), ("iss", "iss_not_string"), ("msg", "msg_not_object")]
    {
        assert_eq!(codes(&with(claim, "null")), [code]);
    }
    let (status, found, _) = read(&valid().header("crit", "null").signed());
    assert_eq!((status, found), (Status::NotVerifiable, vec!["crit_not_understood"]));
}

#[test]
fn null_in_exp_is_an_exp_when_net_is_true() {
    assert_eq!(codes(&with("exp", "null").claim("net", "true")), ["exp_not_a_number", "exp_with_net"]);
}

#[test]
fn another_key_is_told_from_a_bad_signature_by_the_kid() {
    let foreign = valid().header("kid", &quoted(OTHER_KID)).signed_with(&other());
    assert_eq!(read(&foreign), (Status::OtherKey, vec!["kid_mismatch"], Verdict::Undecided));
    let forged = valid().signed_with(&other());
    assert_eq!(read(&forged), (Status::Failed, vec!["signature_mismatch"], Verdict::Refuse));
    let misnamed = valid().header("kid", &quoted(OTHER_KID)).signed();
    assert_eq!(read(&misnamed), (Status::Verified, vec!["kid_mismatch"], Verdict::Refuse));
}

#[test]
fn a_token_of_another_key_verifies_when_that_key_is_loaded() {
    let foreign =
        valid().header("kid", &quoted(OTHER_KID)).claim("sub", quoted(other().sub().unwrap())).signed_with(&other());
    let (status, judgement) = judge(&foreign, Some(&other()), NOW);
    assert_eq!((status, judgement.verdict), (Status::Verified, Verdict::Accept));
}

#[test]
fn a_key_without_kid_can_fail_a_signature_but_not_call_it_another_key() {
    let nameless = token_support::read_jwk(
        r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
    )
    .unwrap();
    let (status, judgement) = judge(&valid().signed(), Some(&nameless), NOW);
    assert_eq!((status, codes_of(&judgement)), (Status::Failed, vec!["signature_mismatch"]));
}

#[test]
fn no_key_is_not_a_failed_check() {
    let forged = valid().signed_with(&other());
    let (status, judgement) = judge(&forged, None, NOW);
    assert_eq!(status, Status::NotChecked);
    assert_eq!(codes_of(&judgement), ["signature_not_checked"]);
    assert_eq!(judgement.verdict, Verdict::Undecided);
    assert_eq!(judgement.findings[0].severity, Severity::Info);
}

#[test]
fn what_is_wrong_without_a_signature_is_said_without_a_key_too() {
    let (status, judgement) = judge(&with("exp", NOW.0 - 1).signed(), None, NOW);
    assert_eq!(status, Status::NotChecked);
    assert_eq!(codes_of(&judgement), ["expired", "signature_not_checked"]);
    assert_eq!(judgement.verdict, Verdict::Refuse);
}

#[test]
fn claims_that_are_no_json_can_have_a_good_signature() {
    let header = valid().header_json();
    let signed = compact(header.as_bytes(), b"not JSON", &live());
    assert_eq!(read(&signed), (Status::Verified, vec!["claims_not_json"], Verdict::Refuse));
    let input = signing_input(header.as_bytes(), b"not JSON");
    let (_, signature) = valid().signed().rsplit_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let forged = format!("{input}.{signature}");
    assert_eq!(read(&forged), (Status::Failed, vec!["claims_not_json", "signature_mismatch"], Verdict::Refuse));
}

#[test]
fn a_damaged_segment_is_not_a_failed_signature() {
    let token = valid().signed();
    let damaged = token.replacen(".ey", ".e*", 1);
    assert_ne!(damaged, token);
    assert_eq!(read(&damaged), (Status::NotVerifiable, vec!["base64_invalid"], Verdict::Refuse));
}

#[test]
fn milliseconds_are_told_from_a_far_future() {
    assert_eq!(codes(&with("exp", format!("{EXP}000"))), ["looks_like_milliseconds"]);
    assert_eq!(codes(&with("exp", "99999999999")), ["lifetime_too_long"]);
    assert_eq!(codes(&with("exp", "253402300799")), ["lifetime_too_long"]);
    assert_eq!(codes(&with("exp", "253402300800")), ["time_out_of_range"]);
    // Microseconds are no milliseconds of any year that a token could mean.
    assert_eq!(codes(&with("exp", format!("{EXP}000000"))), ["time_out_of_range"]);
}

#[test]
fn net_in_quotes_is_no_net_token() {
    let without_exp = |net: &str| codes(&valid().without_claim("exp").claim("net", net));
    assert_eq!(without_exp("\"true\""), ["exp_missing", "net_not_boolean"]);
    assert_eq!(without_exp("1"), ["exp_missing", "net_not_boolean"]);
    assert_eq!(without_exp("true"), ["never_expires"]);
    assert_eq!(codes(&with("net", "\"true\"")), ["net_not_boolean"]);
    assert_eq!(codes(&with("net", "true")), ["exp_with_net"]);
}

#[test]
fn net_false_asks_for_exp_like_no_net() {
    assert_eq!(codes(&with("net", "false")), [""; 0]);
    assert_eq!(codes(&valid().without_claim("exp").claim("net", "false")), ["exp_missing"]);
    assert_eq!(codes(&valid().without_claim("exp")), ["exp_missing"]);
}

#[test]
fn the_last_of_duplicate_members_counts_and_is_flagged() {
    let (past, ahead) = (NOW.0 - 1, EXP);
    assert_eq!(codes(&with("exp", past).further_claim("exp", ahead)), ["duplicate_member"]);
    assert_eq!(codes(&with("exp", ahead).further_claim("exp", past)), ["duplicate_member", "expired"]);
    assert_eq!(codes(&with("exp", ahead).further_claim("exp", "null")), ["duplicate_member", "exp_not_a_number"]);
    assert_eq!(codes(&with("net", "true").further_claim("net", "false")), ["duplicate_member"]);
    let scopes = r#"["video.services.le:read"]"#;
    assert_eq!(codes(&valid().further_claim("scp", scopes)), ["duplicate_member", "scope_not_granted"]);
}

#[test]
fn an_expired_token_that_was_also_changed_says_both() {
    let token = with("exp", NOW.0 - 1).signed();
    let (input, _) = token.rsplit_once('.').unwrap();
    let (_, signature) = valid().signed().rsplit_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let (_, found, _) = read(&format!("{input}.{signature}"));
    assert_eq!(found, ["expired", "signature_mismatch"]);
}

#[test]
fn all_faults_are_said_at_once() {
    let token = valid()
        .without_header("typ")
        .claim("exp", NOW.0 - 1)
        .claim("iat", "\"now\"")
        .claim("nbf", NOW.0 + 5)
        .without_claim("sub")
        .claim("iss", "7")
        .claim("scp", r#"["video.services.le:read",7]"#)
        .signed_with(&other());
    let (status, judgement) = judge(&token, Some(&live()), NOW);
    let expected = [
        "expired",
        "iat_not_a_number",
        "iss_not_string",
        "nbf_after_exp",
        "not_yet_valid",
        "scope_not_granted",
        "scope_not_string",
        "signature_mismatch",
        "sub_missing",
        "typ_missing",
    ];
    assert_eq!((status, codes_of(&judgement)), (Status::Failed, expected.to_vec()));
}

#[test]
fn a_few_seconds_are_blamed_on_the_clocks_and_minutes_are_not() {
    let advice = |draft: &Draft, at: i64| {
        let (_, judgement) = judge(&draft.signed(), Some(&live()), token_debugger::domain::time::UnixTime(at));
        assert_eq!(judgement.findings.len(), 1, "{judgement:?}");
        judgement.findings[0].advice.contains("clocks")
    };
    assert!(advice(&valid(), EXP) && advice(&valid(), EXP + 5) && !advice(&valid(), EXP + 600));
    assert!(advice(&valid(), IAT - 5) && !advice(&valid(), IAT - 600));
    let later = with("nbf", NOW.0);
    assert!(advice(&later, NOW.0 - 5) && !advice(&with("nbf", NOW.0 + 200), NOW.0));
}
