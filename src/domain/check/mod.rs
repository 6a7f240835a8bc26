//! All checks of a token, one file a group. Every check runs: a first failure hides none of the others.
//!
//! The rules are those of docs.uplynk.com/reference/scoped-api-keys where it documents them, and of RFC 7515 and
//! RFC 7519 beneath.

mod form;
mod header;
mod scopes;
mod signing;
mod times;
mod who;

use super::credential::Credential;
use super::finding::{Code, Finding};
use super::json::Json;
use super::signature::{Signature, Status};
use super::time::UnixTime;
use super::token::ParsedToken;

/// What the checks look at.
struct Subject<'a> {
    token: &'a ParsedToken,
    signature: &'a Signature,
    credential: Option<&'a Credential>,
    now: UnixTime,
}

impl Subject<'_> {
    /// Whether this is a token of another system: another algorithm, and no `scp`. What an XAuth token must have
    /// besides is then no fault of it.
    fn is_foreign(&self) -> bool {
        let alg = self.token.header_json().and_then(|header| header.member("alg")).and_then(Json::as_str);
        let other_alg = alg.is_some_and(|alg| alg != "ES256" && !alg.eq_ignore_ascii_case("none"));
        other_alg && self.token.claims_json().is_some_and(|claims| claims.member("scp").is_none())
    }

    /// Whether the token names another `kid` than the loaded key has.
    fn names_other_key(&self) -> bool {
        let loaded = self.credential.and_then(Credential::kid);
        matches!((self.token.kid(), loaded), (Some(named), Some(loaded)) if named != loaded)
    }

    /// The loaded key, if it is the one to compare owner and scopes with: not when the token belongs to another.
    fn own_credential(&self) -> Option<&Credential> {
        let foreign = self.names_other_key() && self.signature.status() != Status::Verified;
        self.credential.filter(|_| !foreign)
    }
}

/// Everything that is to be said of a token at a moment, in the order of the groups.
#[must_use]
pub fn all(token: &ParsedToken, signature: &Signature, credential: Option<&Credential>, now: UnixTime) -> Vec<Finding> {
    let subject = Subject { token, signature, credential, now };
    let mut findings = form::check(&subject);
    findings.extend(header::check(&subject));
    findings.extend(signing::check(&subject));
    findings.extend(times::check(&subject));
    findings.extend(who::check(&subject));
    findings.extend(scopes::check(&subject));
    if subject.is_foreign() {
        findings.retain(|finding| !is_demand_of_xauth(finding.code));
    }
    findings
}

/// Whether only an XAuth token has to have what this code misses.
fn is_demand_of_xauth(code: Code) -> bool {
    matches!(
        code,
        Code::KidMissing
            | Code::TypMissing
            | Code::TypNotJwt
            | Code::IatMissing
            | Code::ExpMissing
            | Code::SubMissing
            | Code::ScpMissing
            | Code::UnknownClaim
            | Code::LifetimeTooLong
    )
}
