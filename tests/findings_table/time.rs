//! Time: `iat`, `exp`, `nbf`, `net`. The values in words were worked out by hand from 2025-11-21T19:16:32Z.

use crate::case::Case;
use crate::token_support::{EXP, IAT, NOW, quoted, valid};

const SLICER: &str = r#"["video.services.ingest.slicer:ops"]"#;

pub(crate) fn cases() -> Vec<Case> {
    [ends(), malformed_ends(), starts(), not_before(), scales(), net()].concat()
}

/// A token with one other claim.
fn with(name: &'static str, claim: &str, json: impl ToString) -> Case {
    Case::new(name, valid().claim(claim, json).signed())
}

fn ends() -> Vec<Case> {
    let judged = |name, at: i64| Case::new(name, valid().signed()).at(at);
    vec![
        Case::new("no exp", valid().without_claim("exp").signed()).error(
            "exp_missing",
            "/claims/exp",
            "There is no exp",
        ),
        judged("the last second", EXP - 1),
        judged("exp is now", EXP).error("expired", "/claims/exp", "Expired this very second, at 19:21:20 UTC"),
        judged("a second past exp", EXP + 1).error("expired", "/claims/exp", "Expired 1 s ago, at 19:21:20 UTC"),
        judged("minutes past exp", EXP + 192).error(
            "expired",
            "/claims/exp",
            "Expired 3 min 12 s ago, at 19:21:20 UTC",
        ),
        judged("days past exp", EXP + 2 * 86_400 + 3 * 3_600).error(
            "expired",
            "/claims/exp",
            "Expired 2 d 3 h ago, at 2025-11-21 19:21:20 UTC",
        ),
        with("exp before 1970", "exp", -1).error("expired", "/claims/exp", "at 1969-12-31 23:59:59 UTC"),
        with("a day of life", "exp", IAT + 86_400),
        with("more than a day of life", "exp", IAT + 86_401).warning(
            "lifetime_too_long",
            "/claims/exp",
            "lives 1 d from iat, until 2025-11-22 19:16:21 UTC",
        ),
        with("a year of life", "exp", IAT + 365 * 86_400).warning(
            "lifetime_too_long",
            "/claims/exp",
            "lives 1 year from iat, until 2026-11-21 19:16:20 UTC",
        ),
    ]
}

fn malformed_ends() -> Vec<Case> {
    let bad = |name, json: &str, words: &str| with(name, "exp", json).error("exp_not_a_number", "/claims/exp", words);
    vec![
        bad("exp in words", "\"soon\"", "exp is the string “soon”, not a number"),
        bad("exp in quotes", &quoted(&EXP.to_string()), &format!("exp is the string “{EXP}”, not a number")),
        bad("exp null", "null", "exp is null, not a number"),
        bad("exp true", "true", "exp is true, not a number"),
        bad("exp in an array", &format!("[{EXP}]"), "exp is an array, not a number"),
    ]
}

fn starts() -> Vec<Case> {
    vec![
        Case::new("no iat", valid().without_claim("iat").signed()).error(
            "iat_missing",
            "/claims/iat",
            "There is no iat",
        ),
        with("iat in RFC 3339", "iat", quoted("2025-11-21T19:16:20Z")).error(
            "iat_not_a_number",
            "/claims/iat",
            "iat is the string “2025-11-21T19:16:20Z”, not a number",
        ),
        with("iat is now", "iat", NOW.0),
        with("iat a second ahead", "iat", NOW.0 + 1).warning(
            "iat_in_future",
            "/claims/iat",
            "Issued in 1 s, at 19:16:33 UTC",
        ),
        with("iat minutes ahead", "iat", NOW.0 + 252).warning(
            "iat_in_future",
            "/claims/iat",
            "Issued in 4 min 12 s, at 19:20:44 UTC",
        ),
    ]
}

fn not_before() -> Vec<Case> {
    vec![
        with("nbf is now", "nbf", NOW.0),
        with("nbf before now", "nbf", IAT),
        with("nbf in words", "nbf", quoted("now")).error(
            "nbf_not_a_number",
            "/claims/nbf",
            "nbf is the string “now”, not a number",
        ),
        with("nbf a second ahead", "nbf", NOW.0 + 1).error(
            "not_yet_valid",
            "/claims/nbf",
            "Valid only in 1 s, at 19:16:33 UTC",
        ),
        with("nbf the second before exp", "nbf", EXP - 1).error(
            "not_yet_valid",
            "/claims/nbf",
            "Valid only in 4 min 47 s, at 19:21:19 UTC",
        ),
        with("nbf is exp", "nbf", EXP)
            .error("not_yet_valid", "/claims/nbf", "Valid only in 4 min 48 s, at 19:21:20 UTC")
            .error("nbf_after_exp", "/claims/nbf", "nbf is at exp: the token is never valid"),
        with("nbf behind exp", "nbf", EXP + 65).error("not_yet_valid", "/claims/nbf", "at 19:22:25 UTC").error(
            "nbf_after_exp",
            "/claims/nbf",
            "nbf is 1 min 5 s behind exp: the token is never valid",
        ),
    ]
}

fn scales() -> Vec<Case> {
    let milliseconds = |second: i64| format!("{second}000");
    let words =
        |claim: &str, second: i64, date: &str| format!("{claim} looks like milliseconds: {second}000 would be {date}");
    vec![
        with("exp in milliseconds", "exp", milliseconds(EXP)).warning(
            "looks_like_milliseconds",
            "/claims/exp",
            words("exp", EXP, "2025-11-21 19:21:20 UTC"),
        ),
        with("iat in milliseconds", "iat", milliseconds(IAT))
            .warning("looks_like_milliseconds", "/claims/iat", words("iat", IAT, "2025-11-21 19:16:20 UTC"))
            .warning("iat_in_future", "/claims/iat", "Issued after the year 9999"),
        with("nbf in milliseconds", "nbf", milliseconds(IAT))
            .warning("looks_like_milliseconds", "/claims/nbf", words("nbf", IAT, "2025-11-21 19:16:20 UTC"))
            .error("not_yet_valid", "/claims/nbf", "Valid only after the year 9999"),
        with("the last second of 9999", "exp", "253402300799").warning(
            "lifetime_too_long",
            "/claims/exp",
            "until 9999-12-31 23:59:59 UTC",
        ),
        with("the year 10000", "exp", "253402300800").error(
            "time_out_of_range",
            "/claims/exp",
            "exp is 253402300800, outside the years 1 to 9999",
        ),
        with("exp 1e400", "exp", "1e400").error("time_out_of_range", "/claims/exp", "exp is 1e400, outside"),
        with("iat -1e400", "iat", "-1e400").error("time_out_of_range", "/claims/iat", "iat is -1e400, outside"),
        with("nbf before the year 1", "nbf", "-62135596801").error(
            "time_out_of_range",
            "/claims/nbf",
            "nbf is -62135596801, outside",
        ),
        with("exp of 64 bits and more", "exp", "18446744073709551616").error(
            "time_out_of_range",
            "/claims/exp",
            "exp is 18446744073709551616, outside",
        ),
    ]
}

fn net() -> Vec<Case> {
    let endless = |scp: &str| valid().without_claim("exp").claim("net", "true").claim("scp", scp).signed();
    vec![
        with("net with exp", "net", "true").error(
            "exp_with_net",
            "/claims/exp",
            "There is an exp although net is true",
        ),
        Case::new("net with exp in the past", valid().claim("net", "true").signed()).at(EXP + 60).error(
            "exp_with_net",
            "/claims/exp",
            "There is an exp although net is true",
        ),
        with("net false with exp", "net", "false"),
        with("net in quotes", "net", quoted("true")).error(
            "net_not_boolean",
            "/claims/net",
            "net is the string “true”, not true or false",
        ),
        with("net 1", "net", "1").error("net_not_boolean", "/claims/net", "net is the number 1, not true or false"),
        Case::new("net without exp", endless(r#"["video.services.assets:read"]"#)).warning(
            "never_expires",
            "/claims/net",
            "never expires by itself and allows more than a Slicer needs",
        ),
        Case::new(
            "net with the Slicer's scope and another",
            endless(r#"["video.services.ingest.slicer:ops","video.services.assets:read"]"#),
        )
        .warning("never_expires", "/claims/net", "allows more than a Slicer needs"),
        Case::new("a Slicer's token", endless(SLICER)).info(
            "never_expires",
            "/claims/net",
            "never expires by itself, as a Slicer needs it",
        ),
        Case::new("a Slicer's token ten years on", endless(SLICER)).at(IAT + 3_650 * 86_400).info(
            "never_expires",
            "/claims/net",
            "as a Slicer needs it",
        ),
    ]
}
