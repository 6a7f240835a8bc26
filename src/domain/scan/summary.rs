//! What was seen in a scan, counted in bounded memory.

use std::collections::HashMap;

use crate::domain::finding::{Code, Severity, Verdict};
use crate::domain::json::Json;
use crate::domain::reading::{Inspection, Judgement};
use crate::domain::text::shorten;
use crate::domain::time::UnixTime;

use super::record::CodeSet;
use super::tally::{Count, Tally};

/// How many different names are kept of each sort; a log of honest callers has far fewer.
const MOST_NAMES: usize = 10_000;
/// Longest name that is kept, in characters.
const LONGEST_NAME: usize = 120;
/// How many scopes of one token are counted.
const MOST_SCOPES: usize = 100;

/// What is counted of a token, the same wherever it is found.
#[derive(Clone, Debug)]
pub struct Traits {
    verdict: Verdict,
    codes: CodeSet,
    errors: CodeSet,
    kid: Option<String>,
    sub: Option<String>,
    scopes: Vec<String>,
    reason: Option<(String, String)>,
}

impl Traits {
    /// The traits of a token that was judged.
    #[must_use]
    pub fn of(inspection: &Inspection, judgement: &Judgement) -> Self {
        let errors = || judgement.findings.iter().filter(|finding| finding.severity == Severity::Error);
        let token = &inspection.token;
        let claim = |name: &str| token.claims_json().and_then(|claims| claims.member(name)).and_then(Json::as_str);
        let name = |text: &str| shorten(text, LONGEST_NAME);
        let mut scopes: Vec<String> = Vec::new();
        for (_, scope) in token.scopes().into_iter().take(MOST_SCOPES) {
            let scope = name(scope);
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        Self {
            verdict: judgement.verdict,
            codes: CodeSet::of(&judgement.findings),
            errors: CodeSet::of(errors()),
            kid: token.kid().map(name),
            sub: claim("sub").map(name),
            scopes,
            reason: errors().next().map(|finding| (finding.message.clone(), finding.advice.clone())),
        }
    }

    /// How many bytes it takes, about.
    #[must_use]
    pub fn size(&self) -> usize {
        let names = self.kid.iter().chain(&self.sub).chain(&self.scopes);
        let reason = self.reason.iter().flat_map(|(message, advice)| [message, advice]);
        size_of::<Self>() + names.chain(reason).map(|text| size_of::<String>() + text.capacity()).sum::<usize>()
    }
}

/// One place where a token was found.
#[derive(Clone, Copy, Debug)]
pub struct Sighting<'a> {
    /// The place of its input in the list of inputs.
    pub input: usize,
    /// The number of its line.
    pub line: u64,
    /// The time that the line says.
    pub seen: Option<UnixTime>,
    /// Whether it was judged as of that time.
    pub is_own_time: bool,
    /// Method and path of the call it was sent with.
    pub endpoint: Option<&'a str>,
}

/// The first token that was refused for one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The place of its input in the list of inputs.
    pub input: usize,
    /// The number of its line.
    pub line: u64,
    /// What its first error says.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

/// The counts of a scan. Made of parts, it is the same whatever the parts are.
#[derive(Clone, Debug)]
pub struct Summary {
    /// All tokens, each time that one was found.
    pub tokens: Count,
    /// How many were judged as of another moment than their line's.
    pub without_own_time: u64,
    /// By verdict.
    pub verdicts: Tally<&'static str>,
    /// By the code of a finding.
    pub codes: Tally<Code>,
    /// By `kid`; `None` stands for tokens without one.
    pub kids: Tally<Option<String>>,
    /// By `sub`.
    pub subs: Tally<Option<String>>,
    /// By scope that is asked for.
    pub scopes: Tally<String>,
    /// By method and path, of tokens whose capture says them.
    pub endpoints: Tally<String>,
    /// By the errors for which a token was refused, all of them together.
    pub causes: Tally<CodeSet>,
    examples: HashMap<CodeSet, Example>,
}

impl Default for Summary {
    fn default() -> Self {
        Self::with_limit(MOST_NAMES)
    }
}

impl Summary {
    /// A part of a summary: it keeps all names, since its input is short.
    #[must_use]
    pub fn part() -> Self {
        Self::with_limit(usize::MAX)
    }

    /// A summary that keeps this many different names of each sort.
    #[must_use]
    pub fn with_limit(limit: usize) -> Self {
        Self {
            tokens: Count::default(),
            without_own_time: 0,
            verdicts: Tally::new(limit),
            codes: Tally::new(limit),
            kids: Tally::new(limit),
            subs: Tally::new(limit),
            scopes: Tally::new(limit),
            endpoints: Tally::new(limit),
            causes: Tally::new(limit),
            examples: HashMap::new(),
        }
    }

    /// Counts a token that was found.
    pub fn add(&mut self, traits: &Traits, at: &Sighting<'_>) {
        let seen = at.seen;
        self.tokens.add(seen);
        self.without_own_time += u64::from(!at.is_own_time);
        self.verdicts.add(&traits.verdict.as_str(), seen);
        traits.codes.iter().for_each(|code| self.codes.add(&code, seen));
        self.kids.add(&traits.kid, seen);
        self.subs.add(&traits.sub, seen);
        traits.scopes.iter().for_each(|scope| self.scopes.add(scope, seen));
        if let Some(endpoint) = at.endpoint {
            self.endpoints.add(&endpoint.to_owned(), seen);
        }
        let Some((message, advice)) = traits.reason.as_ref() else { return };
        self.causes.add(&traits.errors, seen);
        self.examples.entry(traits.errors).or_insert_with(|| Example {
            input: at.input,
            line: at.line,
            message: message.clone(),
            advice: advice.clone(),
        });
    }

    /// Adds what was counted behind this.
    pub fn merge(&mut self, behind: Self) {
        self.tokens.merge(&behind.tokens);
        self.without_own_time += behind.without_own_time;
        self.verdicts.merge(&behind.verdicts);
        self.codes.merge(&behind.codes);
        self.kids.merge(&behind.kids);
        self.subs.merge(&behind.subs);
        self.scopes.merge(&behind.scopes);
        self.endpoints.merge(&behind.endpoints);
        self.causes.merge(&behind.causes);
        for (cause, example) in behind.examples {
            if self.causes.contains(&cause) {
                self.examples.entry(cause).or_insert(example);
            }
        }
    }

    /// The first token of a cause.
    #[must_use]
    pub fn example(&self, cause: CodeSet) -> Option<&Example> {
        self.examples.get(&cause)
    }
}
