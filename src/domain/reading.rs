//! A token read: what it holds, whether its signature holds, everything that is wrong with it, and the verdict.

use super::check;
use super::credential::Credential;
use super::finding::{Finding, Severity, Verdict};
use super::signature::{self, Signature};
use super::time::UnixTime;
use super::token::ParsedToken;

/// What a token does not show, whatever is in it (documented of Scoped API keys: revisions, the date, the domain).
pub const LIMITS: &str = "A token does not show whether the key's revision is active, its “valid until” date is past, or \
     the domain is another";

/// The state of a token's signature does not change with time: it is found once for a token and a key.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// What could be read of the token.
    pub token: ParsedToken,
    /// Whether the signature holds.
    pub signature: Signature,
}

impl Inspection {
    /// Reads a token and checks its signature with the loaded key, if there is one.
    #[must_use]
    pub fn of(token: &str, credential: Option<&Credential>) -> Self {
        let token = ParsedToken::parse(token);
        let signature = signature::verify(&token, credential);
        Self { token, signature }
    }

    /// Everything that is wrong with the token at a moment, errors first, and the verdict.
    #[must_use]
    pub fn judge(&self, credential: Option<&Credential>, now: UnixTime) -> Judgement {
        let mut findings = check::all(&self.token, &self.signature, credential, now);
        findings.sort_by_key(|finding| finding.severity);
        let verdict = Verdict::over(&findings, self.signature.is_verified());
        Judgement { verdict, findings }
    }
}

/// What is said of a token at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The answer.
    pub verdict: Verdict,
    /// The reasons, errors first, within one severity in the order of the checks.
    pub findings: Vec<Finding>,
}

impl Judgement {
    /// The line under the verdict: `2 problems, 1 warning · signature verified with live-ops.env`.
    #[must_use]
    pub fn summarize(&self, inspection: &Inspection, credential: Option<&Credential>) -> String {
        let status = inspection.signature.status();
        let signature = match credential {
            Some(key) if inspection.signature.is_verified() => format!("{} with {}", status.phrase(), key.name()),
            _ => status.phrase().to_owned(),
        };
        match self.count_problems() {
            _ if self.verdict == Verdict::Accept => format!("{signature} · as far as the token shows"),
            counts if counts.is_empty() => signature,
            counts => format!("{counts} · {signature}"),
        }
    }

    /// `2 problems, 1 warning`, or the empty text.
    #[must_use]
    pub fn count_problems(&self) -> String {
        let count = |severity| self.findings.iter().filter(|f| f.severity == severity).count();
        let parts = [word_count(count(Severity::Error), "problem"), word_count(count(Severity::Warning), "warning")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// `1 problem`, `2 problems`; nothing for none.
fn word_count(count: usize, noun: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(format!("{count} {noun}s")),
    }
}
