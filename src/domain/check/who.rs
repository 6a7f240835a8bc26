//! Who: `sub` is required, `iss` and `msg` are optional (documented).

use super::Subject;
use crate::domain::credential::Credential;
use crate::domain::finding::{Code, Finding, Place};
use crate::domain::json::{Json, JsonKind};
use crate::domain::text::shorten;

/// The claims that the vendor's page documents.
const KNOWN: [&str; 8] = ["iat", "exp", "sub", "scp", "iss", "nbf", "net", "msg"];

/// At most this many unknown claims are listed one by one.
const MOST_UNKNOWN: usize = 20;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(claims) = subject.token.claims_json() else { return Vec::new() };
    let mut findings = Vec::new();
    findings.extend(check_sub(claims, subject));
    findings.extend(check_iss(claims));
    findings.extend(check_msg(claims));
    findings.extend(check_unknown(claims));
    findings
}

fn check_sub(claims: &Json, subject: &Subject<'_>) -> Option<Finding> {
    let place = || Place::claim("sub");
    let Some(sub) = claims.member("sub") else {
        return Some(Finding::new(
            Code::SubMissing,
            place(),
            "There is no sub",
            "Set sub to the owner ID: SUB in the key's .env file.",
        ));
    };
    let Some(sub) = sub.as_str() else {
        return Some(Finding::new(
            Code::SubNotString,
            place(),
            format!("sub is {}, not a string", sub.describe_value()),
            "Write SUB from the key's .env file in quotes.",
        ));
    };
    let owner = subject.own_credential().and_then(Credential::sub)?;
    (sub != owner).then(|| {
        Finding::new(
            Code::SubMismatch,
            place(),
            format!("sub is {}; the loaded key's owner is {}", shorten(sub, 60), shorten(owner, 60)),
            "Set sub to the owner of the key that signs.",
        )
    })
}

fn check_iss(claims: &Json) -> Option<Finding> {
    let iss = claims.member("iss")?;
    iss.as_str().is_none().then(|| {
        Finding::new(
            Code::IssNotString,
            Place::claim("iss"),
            format!("iss is {}, not a string", iss.describe_value()),
            "Write the domain that the token comes from in quotes, or leave iss out.",
        )
    })
}

fn check_msg(claims: &Json) -> Option<Finding> {
    let msg = claims.member("msg")?;
    (!matches!(msg.kind, JsonKind::Object(_))).then(|| {
        Finding::new(
            Code::MsgNotObject,
            Place::claim("msg"),
            format!("msg is {}, not an object", msg.describe_value()),
            "Put the parameters of the /api2/ call into an object, or leave msg out.",
        )
    })
}

fn check_unknown(claims: &Json) -> Vec<Finding> {
    let mut unknown: Vec<&str> = Vec::new();
    for member in claims.members().unwrap_or_default() {
        let name = member.name.as_str();
        if unknown.len() < MOST_UNKNOWN && !KNOWN.contains(&name) && !unknown.contains(&name) {
            unknown.push(name);
        }
    }
    let finding = |name: &str| {
        Finding::new(
            Code::UnknownClaim,
            Place::claim(name),
            format!("{} is not among the documented claims", shorten(name, 40)),
            word_unknown(name),
        )
    };
    unknown.into_iter().map(finding).collect()
}

fn word_unknown(name: &str) -> &'static str {
    match name {
        "scope" | "scopes" => "An XAuth token names its scopes in scp, as an array; OAuth 2.0 uses scope.",
        _ => "What the service does with it is not documented. Leave it out if nothing needs it.",
    }
}
