//! What a status code means, and what is known of the token that was refused.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use token_debugger::domain::reading::Judgement;
use token_debugger::domain::request::{
    Answer, AnswerError, Api, Cause, Form, Likelihood, Method, NeededScope, Sent, explain_answer, find,
};
use token_debugger::domain::scope::narrower;
use token_support::{Draft, IAT, NOW, judge, live, valid};

fn explain(status: u16, body: &str, judgement: Option<&Judgement>) -> Vec<Cause> {
    explain_answer(&Answer::new(status, body), &Sent { judgement, needed: None, api: Some(Api::V4) })
}

fn judged(draft: &Draft, with_key: bool) -> Judgement {
    judge(&draft.signed(), with_key.then(live).as_ref(), NOW).1
}

/// RFC 9110, section 15, and RFC 6585: a word of the meaning of each.
#[test]
fn every_status_has_its_own_meaning() {
    for (statuses, word) in [
        (&[100, 101, 199][..], "interim"),
        (&[300, 301, 302, 307, 399], "another place"),
        (&[400, 422], "does not understand"),
        (&[404, 410], "nothing at this path"),
        (&[405], "does not take this method"),
        (&[407], "proxy"),
        (&[411, 413], "length"),
        (&[415], "kind of body"),
        (&[414, 431], "too long"),
        (&[429], "too many requests"),
        (&[500, 502, 503, 599], "could not answer"),
        (&[402, 406, 408, 409, 418, 499], "refuses the request"),
    ] {
        for status in statuses {
            let first = &explain(*status, "", None)[0];
            assert_eq!(first.likely, Likelihood::Likely);
            assert!(first.sentence.contains(word), "{status}: {}", first.sentence);
        }
    }
}

/// Only an answer to the client's request can be about its token.
#[test]
fn what_is_wrong_with_the_token_is_told_of_the_clients_errors_only() {
    let expired = judged(&valid().claim("exp", IAT + 1), true);
    for (status, is_told) in [(399, false), (400, true), (404, true), (499, true), (500, false)] {
        let told = explain(status, "", Some(&expired)).iter().any(|cause| cause.sentence.contains("xpired"));
        assert_eq!(told, is_told, "{status}");
    }
}

/// A warning may be why 401 was answered; that a net token lives on, or that a scope is not in the table, is not.
#[test]
fn of_the_warnings_those_are_told_that_may_be_the_reason() {
    let finding = |draft: &Draft, with_key: bool, code: &str| {
        let judgement = judged(draft, with_key);
        let finding = judgement.findings.iter().find(|finding| finding.code.as_str() == code).unwrap().clone();
        explain(401, "", Some(&judgement)).iter().any(|cause| cause.sentence == finding.message)
    };
    assert!(finding(&valid(), false, "signature_not_checked"));
    assert!(finding(&valid().claim("iat", NOW.0 + 30).claim("exp", NOW.0 + 300), true, "iat_in_future"));
    for (draft, code) in [
        (valid().without_claim("exp").claim("net", "true"), "never_expires"),
        (valid().claim("scp", r#"["video.services.other:read"]"#), "scope_not_listed"),
        (valid().claim("scp", "[]"), "scp_empty"),
        (valid().claim("more", "1"), "unknown_claim"),
    ] {
        assert!(!finding(&draft, true, code), "{code}");
    }
}

/// 403 is about scopes: what the table does not list, and an empty list, may be why.
#[test]
fn for_403_what_is_odd_about_the_scopes_is_told() {
    for (scp, code) in [("[]", "scp_empty"), (r#"["video.services.other:read"]"#, "scope_not_listed")] {
        let judgement = judged(&valid().claim("scp", scp), false);
        let finding = judgement.findings.iter().find(|finding| finding.code.as_str() == code).unwrap();
        let causes = explain(403, "", Some(&judgement));
        let cause = causes.iter().find(|cause| cause.sentence == finding.message).unwrap();
        assert_eq!(cause.likely, Likelihood::Possible);
        let not_checked = judgement.findings.iter().find(|finding| finding.code.as_str() == "signature_not_checked");
        assert!(causes.iter().all(|cause| cause.sentence != not_checked.unwrap().message));
        // Nothing is known for sure, so the meaning of 403 comes first.
        assert!(causes[0].sentence.contains("reported meaning of 403"), "{}", causes[0].sentence);
    }
    let expired = judged(&valid().claim("exp", IAT + 1), true);
    let causes = explain(403, "", Some(&expired));
    assert!(causes.iter().any(|cause| cause.sentence.contains("xpired") && cause.likely == Likelihood::Possible));
}

#[test]
fn a_known_lack_of_a_scope_stands_alone_before_what_is_possible() {
    let endpoint = find(Api::V4, Method::Get, "/api/v4/channels");
    let needed = NeededScope::new(endpoint, &["video.services.assets:read".to_owned()], live().scopes());
    let sent = Sent { judgement: None, needed: Some(&needed), api: Some(Api::V4) };
    let causes = explain_answer(&Answer::new(403, ""), &sent);
    assert_eq!(causes[0].sentence, needed.sentence());
    assert!(causes.iter().all(|cause| !cause.sentence.contains("reported meaning of 403")));
}

#[test]
fn a_web_page_is_told_from_a_text() {
    let page = |body: &str| explain(502, body, None).iter().any(|cause| cause.sentence.contains("web page"));
    assert!(page("<html><body>Bad gateway</body></html>") && page("  <!DOCTYPE html>"));
    assert!(!page("{\"a\": \"<b>\"}") && !page(""));
    assert!(Answer::new(1, "<p>").is_html() && !Answer::new(1, "p").is_html());
}

/// v2's `error` is an integer.
#[test]
fn only_an_integer_is_an_error_of_v2() {
    for (body, error) in [
        ("{\"error\": 7}", Some("7")),
        ("{\"error\": -1}", Some("-1")),
        ("{\"error\": 0}", Some("0")),
        ("{\"error\": 7.5}", None),
        ("{\"error\": 1e2}", None),
        ("{\"error\": \"7\"}", None),
        ("{\"error\": null}", None),
        ("{}", None),
        ("7", None),
    ] {
        assert_eq!(Answer::new(200, body).error().as_deref(), error, "{body}");
    }
}

#[test]
fn the_longest_answer_is_read() {
    const MOST: usize = 1024 * 1024;
    let answer = |length: usize| Answer::parse(&format!("401\n{}", "a".repeat(length - 4)));
    assert_eq!(answer(MOST).unwrap().status(), 401);
    assert_eq!(answer(MOST + 1), Err(AnswerError::TooLarge));
    let advices = [AnswerError::NoStatus.advice(), AnswerError::TooLarge.advice()];
    assert!(advices[0].contains("status") && advices[1].contains("first lines"), "{advices:?}");
}

#[test]
fn forms_have_their_languages_names() {
    assert_eq!(Form::ALL.map(Form::label), ["curl", "Python", "JavaScript", "Raw HTTP"]);
    assert_eq!(Form::ALL.map(Form::as_str), ["curl", "python", "javascript", "http"]);
}

/// A bare area allows changing too; its `:read` is narrower, where the table has one.
#[test]
fn a_bare_area_has_a_narrower_scope() {
    assert_eq!(narrower("video.services.assets"), Some("video.services.assets:read"));
    for scope in ["video.services.assets:read", "video.services.assets:write", "video.services.no-such-area", ""] {
        assert_eq!(narrower(scope), None, "{scope}");
    }
}
