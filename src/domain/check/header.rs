//! The header: `alg`, `kid`, `typ` are required (documented); the rest of RFC 7515 section 4.1 is not for XAuth.

use super::Subject;
use crate::domain::credential::Credential;
use crate::domain::finding::{Code, Finding, Place, Severity};
use crate::domain::json::{Json, JsonKind};
use crate::domain::text::shorten;

const CREATE: &str =
    "Make the token with the header {\"alg\": \"ES256\", \"kid\": …, \"typ\": \"JWT\"}, as Create token does.";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if subject.token.is_encrypted() {
        return findings;
    }
    if let Some(header) = subject.token.header_json() {
        findings.extend(check_alg(header, subject));
        findings.extend(check_kid(header, subject));
        findings.extend(check_typ(header));
        findings.extend(check_extensions(header));
    }
    findings.extend(check_nesting(subject));
    findings
}

fn check_alg(header: &Json, subject: &Subject<'_>) -> Option<Finding> {
    let place = || Place::header("alg");
    let Some(alg) = header.member("alg") else {
        return Some(Finding::new(Code::AlgMissing, place(), "The header has no alg", CREATE));
    };
    match &alg.kind {
        JsonKind::String(name) if name == "ES256" => None,
        JsonKind::String(name) if name.eq_ignore_ascii_case("none") => Some(Finding::new(
            Code::AlgNone,
            place(),
            format!("alg is {}: the token is not signed", shorten(name, 40)),
            "Never accept such a token. Make one that is signed with ES256.",
        )),
        JsonKind::String(name) if subject.is_foreign() => Some(Finding::new(
            Code::AlgNotEs256,
            place(),
            format!("This is not an XAuth token: alg is {}, not ES256, and there is no scp", shorten(name, 40)),
            "It belongs to another system, such as OAuth 2.0. The XAuth token is in the header X-Auth-Uplynk-Jwt.",
        )),
        JsonKind::String(name) => Some(Finding::new(
            Code::AlgNotEs256,
            place(),
            format!("alg is {}, not ES256", shorten(name, 40)),
            "An XAuth token is signed with ES256. Sign it with the private key of the Scoped API key.",
        )),
        _ => Some(Finding::new(
            Code::AlgNotEs256,
            place(),
            format!("alg is {}, not the string ES256", alg.describe_value()),
            CREATE,
        )),
    }
}

fn check_kid(header: &Json, subject: &Subject<'_>) -> Option<Finding> {
    let place = || Place::header("kid");
    let Some(kid) = header.member("kid") else {
        return Some(Finding::new(
            Code::KidMissing,
            place(),
            "The header has no kid",
            "The service needs the key ID to find the key. Take it from KID in the key's .env file.",
        ));
    };
    let Some(kid) = kid.as_str() else {
        return Some(Finding::new(
            Code::KidNotString,
            place(),
            format!("kid is {}, not a string", kid.describe_value()),
            "Write KID from the key's .env file in quotes.",
        ));
    };
    let loaded = subject.credential.and_then(Credential::kid)?;
    // No key could verify a token of another system here.
    if !subject.names_other_key() || subject.is_foreign() {
        return None;
    }
    let message = format!("The token names kid {}; the loaded key has {}", shorten(kid, 60), shorten(loaded, 60));
    Some(if subject.signature.is_verified() {
        Finding::new(
            Code::KidMismatch,
            place(),
            format!("{message}, and the signature is of the loaded key"),
            "The service will check it with the wrong key. Use the kid that belongs to the signing key.",
        )
    } else {
        Finding::new(
            Code::KidMismatch,
            place(),
            message,
            "Load the key with that kid to know whether the signature holds.",
        )
        .with_severity(Severity::Warning)
    })
}

fn check_typ(header: &Json) -> Option<Finding> {
    let place = || Place::header("typ");
    let Some(typ) = header.member("typ") else {
        return Some(Finding::new(Code::TypMissing, place(), "The header has no typ", CREATE));
    };
    let message = match typ.as_str() {
        Some("JWT") => return None,
        Some(other) => format!("typ is {}, not JWT", shorten(other, 40)),
        None => format!("typ is {}, not the string JWT", typ.describe_value()),
    };
    Some(Finding::new(Code::TypNotJwt, place(), message, CREATE))
}

/// Extensions and embedded keys (RFC 7515 sections 4.1.2 to 4.1.6 and 4.1.11; RFC 7797 section 3).
fn check_extensions(header: &Json) -> Vec<Finding> {
    let mut findings = Vec::new();
    if header.member("crit").is_some() {
        findings.push(Finding::new(
            Code::CritNotUnderstood,
            Place::header("crit"),
            "crit demands extensions; XAuth documents none",
            "Leave crit out. A verifier must refuse what it does not understand (RFC 7515 section 4.1.11).",
        ));
    }
    for name in ["jwk", "jku", "x5c", "x5u"] {
        if header.member(name).is_some() {
            findings.push(Finding::new(
                Code::KeyInHeader,
                Place::header(name),
                format!("{name} brings a key along; it is not used and not fetched here"),
                "Leave it out: the service finds the key by kid.",
            ));
        }
    }
    if header.member("b64").is_some_and(|b64| b64.kind == JsonKind::Bool(false)) {
        findings.push(Finding::new(
            Code::B64False,
            Place::header("b64"),
            "b64 is false: the claims are not base64url (RFC 7797)",
            "Leave b64 out.",
        ));
    }
    findings
}

/// A token inside a token (RFC 7519 section 5.2: `cty` is then `JWT`).
fn check_nesting(subject: &Subject<'_>) -> Option<Finding> {
    let header = subject.token.header_json();
    let cty = header.and_then(|header| header.member("cty")).and_then(Json::as_str);
    let says_so = cty.is_some_and(|cty| cty.eq_ignore_ascii_case("jwt"));
    let claims = subject.token.claims().map(|claims| claims.text.trim());
    let is_token = claims.is_some_and(|text| text.starts_with("eyJ") && text.matches('.').count() >= 2);
    (says_so || is_token).then(|| {
        let (place, message) = match cty {
            Some(cty) if !is_token => {
                (Place::header("cty"), format!("cty is {cty}: it says that the claims are a token"))
            }
            _ => (Place::Claims, "The claims are themselves a token".to_owned()),
        };
        Finding::new(Code::NestedToken, place, message, "Copy the inner token and read it by itself, or leave cty out.")
    })
}
