//! One row of the table: a token, how it is judged, and what is to be said of it.

use token_debugger::domain::credential::Credential;
use token_debugger::domain::finding::{Finding, Severity, Verdict};
use token_debugger::domain::signature::Status;
use token_debugger::domain::time::UnixTime;

use crate::token_support::{NOW, judge, live};

#[derive(Clone)]
pub(crate) struct Case {
    name: &'static str,
    token: String,
    key: Option<Credential>,
    at: UnixTime,
    status: Status,
    expected: Vec<Expected>,
}

#[derive(Clone)]
struct Expected {
    code: &'static str,
    severity: Severity,
    place: &'static str,
    words: String,
}

impl Case {
    /// A token that is judged with its own key, and whose signature holds.
    pub(crate) fn new(name: &'static str, token: String) -> Self {
        Self { name, token, key: Some(live()), at: NOW, status: Status::Verified, expected: Vec::new() }
    }

    pub(crate) fn without_key(self) -> Self {
        Self { key: None, ..self }
    }

    pub(crate) fn with_key(self, key: Credential) -> Self {
        Self { key: Some(key), ..self }
    }

    pub(crate) fn at(self, second: i64) -> Self {
        Self { at: UnixTime(second), ..self }
    }

    pub(crate) fn status(self, status: Status) -> Self {
        Self { status, ..self }
    }

    pub(crate) fn error(self, code: &'static str, place: &'static str, words: impl Into<String>) -> Self {
        self.finding(Severity::Error, code, place, words.into())
    }

    pub(crate) fn warning(self, code: &'static str, place: &'static str, words: impl Into<String>) -> Self {
        self.finding(Severity::Warning, code, place, words.into())
    }

    pub(crate) fn info(self, code: &'static str, place: &'static str, words: impl Into<String>) -> Self {
        self.finding(Severity::Info, code, place, words.into())
    }

    fn finding(mut self, severity: Severity, code: &'static str, place: &'static str, words: String) -> Self {
        self.expected.push(Expected { code, severity, place, words });
        self
    }

    pub(crate) fn name(&self) -> &str {
        self.name
    }

    pub(crate) fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.expected.iter().map(|expected| expected.code)
    }

    /// `refuse` with any error, `accept` with none and a verified signature, else `undecided`.
    fn verdict(&self) -> Verdict {
        match self.status {
            _ if self.expected.iter().any(|expected| expected.severity == Severity::Error) => Verdict::Refuse,
            Status::Verified => Verdict::Accept,
            _ => Verdict::Undecided,
        }
    }

    /// What is not as expected.
    pub(crate) fn failure(&self) -> Option<String> {
        let (status, judgement) = judge(&self.token, self.key.as_ref(), self.at);
        let mut left: Vec<&Finding> = judgement.findings.iter().collect();
        let mut wrong = Vec::new();
        for expected in &self.expected {
            match left.iter().position(|finding| expected.is(finding)) {
                Some(place) => drop(left.remove(place)),
                None => wrong.push(format!("no {} at {} with “{}”", expected.code, expected.place, expected.words)),
            }
        }
        wrong.extend(left.iter().map(|finding| format!("unexpected {finding:?}")));
        if status != self.status {
            wrong.push(format!("the signature is {status:?}"));
        }
        if judgement.verdict != self.verdict() {
            wrong.push(format!("the verdict is {:?}", judgement.verdict));
        }
        if !judgement.findings.is_sorted_by_key(|finding| finding.severity) {
            wrong.push("errors are not first".to_owned());
        }
        if judgement.findings.iter().any(|finding| finding.advice.len() < 10) {
            wrong.push("a finding has no advice".to_owned());
        }
        (!wrong.is_empty()).then(|| format!("{}: {}", self.name, wrong.join("; ")))
    }
}

impl Expected {
    fn is(&self, finding: &Finding) -> bool {
        finding.code.as_str() == self.code
            && finding.severity == self.severity
            && finding.place.to_string() == self.place
            && finding.message.contains(&self.words)
    }
}
