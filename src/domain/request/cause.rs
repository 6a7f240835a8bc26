//! What an answer means: its likely causes, ordered by what is known of the token that was sent.
//!
//! That the service answers 401 to a token that it does not accept and 403 for a missing scope, and that v2 answers
//! with an integer `error`, is reported; the other codes mean what RFC 9110 says.

use super::answer::Answer;
use super::endpoint::{Api, Basis};
use super::needed_scope::{NeededScope, ScopeState};
use crate::domain::finding::{Code, Finding, Severity, Verdict};
use crate::domain::reading::Judgement;
use crate::domain::text::shorten;

/// How well a cause fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// What is known of the request points to it.
    Likely,
    /// It can't be excluded.
    Possible,
}

impl Likelihood {
    /// The stable name, as in JSON output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

/// One thing that explains an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// How well it fits.
    pub likely: Likelihood,
    /// What it is, without a full stop.
    pub sentence: String,
    /// What to do about it.
    pub advice: String,
}

impl Cause {
    fn likely(sentence: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { likely: Likelihood::Likely, sentence: sentence.into(), advice: advice.into() }
    }

    fn possible(sentence: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { likely: Likelihood::Possible, ..Self::likely(sentence, advice) }
    }

    fn of(finding: &Finding, likely: Likelihood) -> Self {
        Self { likely, sentence: finding.message.clone(), advice: finding.advice.clone() }
    }
}

/// What is known of the request that was answered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent<'a> {
    /// What is wrong with the token that was sent, judged at the moment of sending.
    pub judgement: Option<&'a Judgement>,
    /// The scope that the call needs.
    pub needed: Option<&'a NeededScope>,
    /// v2 or v4, if it is known.
    pub api: Option<Api>,
}

/// The causes of an answer, likely ones first. There is always at least one.
#[must_use]
pub fn explain_answer(answer: &Answer, sent: &Sent<'_>) -> Vec<Cause> {
    let mut causes = match answer.status() {
        200..=299 => explain_success(answer, sent),
        401 => explain_refused_token(sent),
        403 => explain_missing_scope(sent),
        status => explain_other(status, sent),
    };
    causes.extend(answer.message().map(|text| {
        Cause::possible(
            format!("The server says “{}”", shorten(&text, 200)),
            "Its own words may say more than the code.",
        )
    }));
    if answer.is_html() {
        causes.push(Cause::possible(
            "The body is a web page, so a proxy or another server may have answered",
            "Compare the root URL, and try without the proxy.",
        ));
    }
    causes.sort_by_key(|cause| cause.likely);
    causes
}

fn explain_success(answer: &Answer, sent: &Sent<'_>) -> Vec<Cause> {
    match answer.error().as_deref() {
        Some(error) if error != "0" && sent.api != Some(Api::V4) => {
            let mut causes = vec![Cause::likely(
                format!("The v2 call failed with error {}", shorten(error, 20)),
                "What the number means is not published; 0 means that all is well (reported).",
            )];
            causes.extend(select(sent, |_| true, Likelihood::Likely));
            causes.extend(explain_scope(sent));
            causes.push(Cause::possible(
                "A parameter in the token's msg may be missing or wrong",
                "Compare the names and values in msg with the call's own description.",
            ));
            causes
        }
        _ => vec![Cause::likely("The server accepted the request", "Nothing is to be done.")],
    }
}

/// 401, reported: the token was not accepted.
fn explain_refused_token(sent: &Sent<'_>) -> Vec<Cause> {
    let mut causes = select(sent, |code| !is_about_grant(code), Likelihood::Likely);
    causes.extend(select(sent, is_about_grant, Likelihood::Possible));
    causes.extend(select_warnings(sent));
    let likely = match sent.judgement {
        Some(judgement) if judgement.verdict == Verdict::Accept => Likelihood::Likely,
        _ => Likelihood::Possible,
    };
    if sent.judgement.is_none() {
        causes.push(Cause::likely(
            "The token was not accepted (reported meaning of 401), and it is not here to be looked at",
            "Paste the request with its token: it may have expired or been signed with another key.",
        ));
    }
    causes.extend(
        [
            (
                "The key's revision may be deactivated, or the key be past its “valid until” date: a token does not show that",
                "Look at the key's page in the CMS.",
            ),
            (
                "The key may be limited to another domain than the request came from: a token does not show that",
                "Look at the domain limit on the key's page in the CMS.",
            ),
            (
                "The header may be missing or written otherwise",
                "Send the token bare in X-Auth-Uplynk-Jwt: no Bearer, no quotes, no line break.",
            ),
        ]
        .map(|(sentence, advice)| Cause { likely, ..Cause::likely(sentence, advice) }),
    );
    causes
}

/// 403, reported: a scope is missing.
fn explain_missing_scope(sent: &Sent<'_>) -> Vec<Cause> {
    let mut causes = explain_scope(sent);
    causes.extend(select(sent, is_about_grant, Likelihood::Likely));
    causes.extend(select(sent, |code| !is_about_grant(code), Likelihood::Possible));
    if let Some(judgement) = sent.judgement {
        let unlisted = judgement.findings.iter().filter(|finding| {
            matches!(finding.code, Code::ScopeNotListed | Code::ScpEmpty) && finding.severity != Severity::Error
        });
        causes.extend(unlisted.map(|finding| Cause::of(finding, Likelihood::Possible)));
    }
    if !causes.iter().any(|cause| cause.likely == Likelihood::Likely) {
        causes.push(Cause::likely(
            "The token lacks a scope that this call needs (reported meaning of 403)",
            "Compare the token's scopes with the published table and choose one whose summary fits the call.",
        ));
    }
    let slicer = |scope: &str| scope.starts_with("video.services.ingest.slicer");
    if sent.needed.and_then(NeededScope::scope).is_some_and(slicer) {
        causes.push(Cause::possible(
            "While a Slicer runs on a token, direct API calls to that Slicer do not work",
            "Ask whether this Slicer's config has an apikey that starts with token_.",
        ));
    }
    causes
}

/// What the needed scope says about a refusal.
fn explain_scope(sent: &Sent<'_>) -> Vec<Cause> {
    let Some(needed) = sent.needed else { return Vec::new() };
    let likely = match (needed.state(), needed.basis()) {
        (ScopeState::NotInToken | ScopeState::NotInKey | ScopeState::GrantNotKnown, _) => Likelihood::Likely,
        (ScopeState::Presumed | ScopeState::NotKnown, _) => Likelihood::Possible,
        (ScopeState::Ready, Some(Basis::Documented) | None) => return Vec::new(),
        (ScopeState::Ready, Some(basis)) => {
            return vec![Cause::possible(
                format!("The call may need another scope than the catalogue says, which is {} only", basis.as_str()),
                "Try a wider scope that the key grants.",
            )];
        }
    };
    vec![Cause { likely, ..Cause::likely(needed.sentence(), needed.advice()) }]
}

fn explain_other(status: u16, sent: &Sent<'_>) -> Vec<Cause> {
    let (sentence, advice) = word_status(status);
    let mut causes = vec![Cause::likely(sentence, advice)];
    if (400..=499).contains(&status) {
        causes.extend(select(sent, |_| true, Likelihood::Possible));
    }
    causes
}

/// What RFC 9110 says of a status code, section 15 (429 and 431: RFC 6585).
fn word_status(status: u16) -> (&'static str, &'static str) {
    match status {
        100..=199 => ("This is an interim answer", "Wait for the final one, or paste all that was received."),
        300..=399 => (
            "The server names another place, and the written requests do not follow it: the token would go along",
            "Compare the root URL and the path, a slash at its end included.",
        ),
        400 | 422 => (
            "The server does not understand the request's path, query, body or parameters",
            "Compare their names and values with the call's own description.",
        ),
        404 | 410 => (
            "There is nothing at this path, or nothing with this ID for this owner",
            "Compare the path with the catalogue and the ID with a list call.",
        ),
        405 => ("The path does not take this method", "Compare the method with the catalogue."),
        407 => ("A proxy on the way wants a login of its own", "Ask whoever runs the proxy."),
        411 | 413 => ("The body's length is missing or too large", "Send the request as it is written here."),
        415 => ("The server does not take this kind of body", "Send JSON with Content-Type: application/json."),
        414 | 431 => ("The URL or the header with the token is too long", "Use fewer scopes and a smaller msg."),
        429 => ("There were too many requests", "Wait as long as the Retry-After header says, or a minute."),
        500..=599 => (
            "The server, or one in front of it, could not answer; that says nothing of the token",
            "Try again later; if it lasts, give support the time and the path, not the token.",
        ),
        _ => ("The server refuses the request", "Compare method, path and body with the call's own description."),
    }
}

/// The errors of the token whose code is meant.
fn select(sent: &Sent<'_>, wanted: impl Fn(Code) -> bool, likely: Likelihood) -> Vec<Cause> {
    let findings = sent.judgement.map_or(&[][..], |judgement| judgement.findings.as_slice());
    let meant = findings.iter().filter(|finding| finding.severity == Severity::Error && wanted(finding.code));
    meant.map(|finding| Cause::of(finding, likely)).collect()
}

/// The warnings that may be a reason for 401: not what a scope allows, nor that a net token lives on.
fn select_warnings(sent: &Sent<'_>) -> Vec<Cause> {
    let harmless = [Code::NeverExpires, Code::ScopeNotListed, Code::ScpEmpty];
    let findings = sent.judgement.map_or(&[][..], |judgement| judgement.findings.as_slice());
    let meant = findings.iter().filter(|finding| {
        let unchecked = finding.code == Code::SignatureNotChecked;
        (finding.severity == Severity::Warning || unchecked) && !harmless.contains(&finding.code)
    });
    meant.map(|finding| Cause::of(finding, Likelihood::Possible)).collect()
}

/// Whether a finding is about what the key grants, and not about the token's form.
fn is_about_grant(code: Code) -> bool {
    matches!(code, Code::ScopeNotGranted | Code::ScopeWhitespace)
}
