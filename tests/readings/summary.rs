//! The line under the verdict.

use token_debugger::domain::finding::{Severity, Verdict};
use token_debugger::domain::reading::Inspection;

use crate::token_support::{NOW, OTHER_KID, live, other, quoted, valid};

fn summary(token: &str, is_loaded: bool) -> String {
    let key = is_loaded.then(live);
    let inspection = Inspection::of(token, key.as_ref());
    inspection.judge(key.as_ref(), NOW).summarize(&inspection, key.as_ref())
}

#[test]
fn an_accepted_token_says_by_which_key_and_how_far_that_goes() {
    assert_eq!(summary(&valid().signed(), true), "signature verified with live-ops.env · as far as the token shows");
}

#[test]
fn problems_and_warnings_are_counted_before_the_signature() {
    let without = |claims: &[&str]| claims.iter().fold(valid(), |draft, name| draft.without_claim(name)).signed();
    assert_eq!(summary(&without(&["exp"]), true), "1 problem · signature verified with live-ops.env");
    assert_eq!(summary(&without(&["exp", "sub"]), true), "2 problems · signature verified with live-ops.env");
    let doubtful = valid().header("jwk", "{}").header("x5u", &quoted("https://a.example"));
    assert_eq!(summary(&doubtful.signed_with(&other()), true), "1 problem, 2 warnings · signature does not hold");
    let one = valid().header("jwk", "{}").without_claim("exp").without_claim("sub").signed();
    assert_eq!(summary(&one, true), "2 problems, 1 warning · signature verified with live-ops.env");
}

#[test]
fn what_is_only_worth_knowing_is_not_counted() {
    let noted = valid().claim("aud", quoted("a")).signed();
    assert_eq!(summary(&noted, false), "signature not checked");
    let other_kid = valid().header("kid", &quoted(OTHER_KID)).signed_with(&other());
    assert_eq!(summary(&other_kid, true), "1 warning · signed with another key");
}

/// `refuse` with any error, `accept` only with a verified signature.
#[test]
fn the_verdict_follows_the_worst_finding_and_the_signature() {
    let judged = |token: &str, is_loaded: bool| {
        let key = is_loaded.then(live);
        Inspection::of(token, key.as_ref()).judge(key.as_ref(), NOW)
    };
    assert_eq!(judged(&valid().signed(), true).verdict, Verdict::Accept);
    assert_eq!(judged(&valid().signed(), false).verdict, Verdict::Undecided);
    assert_eq!(judged(&valid().header("jwk", "{}").signed(), true).verdict, Verdict::Accept);
    let mixed = judged(&valid().claim("aud", "1").header("jwk", "{}").without_claim("exp").signed(), true);
    assert_eq!(mixed.verdict, Verdict::Refuse);
    let weights: Vec<Severity> = mixed.findings.iter().map(|finding| finding.severity).collect();
    assert_eq!(weights, [Severity::Error, Severity::Warning, Severity::Info]);
}
