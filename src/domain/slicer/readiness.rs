//! What a token must be to stand in a Slicer's config (documented): made by a key that grants the Slicer's scope, with
//! that scope alone, `net` and no end.

use crate::domain::credential::Credential;
use crate::domain::json::{Json, JsonKind};
use crate::domain::mint::{MintError, Wish};
use crate::domain::numeric_date::NumericDate;
use crate::domain::scope::{Coverage, SLICER_SCOPE, coverage_by};
use crate::domain::text::shorten;
use crate::domain::time::{UnixTime, word_relative};
use crate::domain::token::ParsedToken;

/// What limits a Slicer's token and can't be seen in it (documented).
pub const REMINDERS: [&str; 3] = [
    "Support must have enabled Slicer tokens (beta) for the account.",
    "The key's “valid until” date in the CMS limits the token in time: the token itself has no end.",
    "While the Slicer runs on a token, direct API calls to this Slicer do not work.",
];

/// Said of a config that every user may read: a token in it is a credential without an end.
pub const WORLD_READABLE: &str = "Every user of this machine can read the config, and the token in it never expires";

/// What the user can do about that.
pub const WORLD_READABLE_ADVICE: &str =
    "Take that away, if the Slicer's own user is the file's owner or in the file's group.";

/// One thing that is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// A private key, with key ID and owner, that the service knows.
    KeyThatSigns,
    /// The key grants the Slicer's scope.
    KeyGrantsScope,
    /// The token has that scope and no other.
    OnlyThatScope,
    /// `net` is true and there is no `exp`.
    NetWithoutExp,
    /// `nbf` is missing or past.
    NoFutureNbf,
}

impl Need {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 5] =
        [Self::KeyThatSigns, Self::KeyGrantsScope, Self::OnlyThatScope, Self::NetWithoutExp, Self::NoFutureNbf];

    /// The stable name, as in JSON output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::KeyThatSigns => "key_that_signs",
            Self::KeyGrantsScope => "key_grants_scope",
            Self::OnlyThatScope => "only_that_scope",
            Self::NetWithoutExp => "net_without_exp",
            Self::NoFutureNbf => "no_future_nbf",
        }
    }

    /// The title in the list.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::KeyThatSigns => "The key can sign",
            Self::KeyGrantsScope => "The key grants video.services.ingest.slicer:ops",
            Self::OnlyThatScope => "Only that scope is in the token",
            Self::NetWithoutExp => "net is on, no exp",
            Self::NoFutureNbf => "No nbf in the future",
        }
    }
}

/// Whether a need is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedState {
    /// It is.
    Met,
    /// It is not.
    Unmet,
    /// That can't be told here. It does not stand in the way.
    Unknown,
}

impl NeedState {
    /// The stable name, as in JSON output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unmet => "unmet",
            Self::Unknown => "unknown",
        }
    }
}

/// A need, whether it is met, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// What is needed.
    pub need: Need,
    /// Whether it is met.
    pub state: NeedState,
    /// Why, with the actual values.
    pub reason: String,
    /// What the user can do; empty if it is met.
    pub advice: String,
}

impl Requirement {
    fn met(need: Need, reason: impl Into<String>) -> Self {
        Self { need, state: NeedState::Met, reason: reason.into(), advice: String::new() }
    }

    fn unmet(need: Need, reason: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { need, state: NeedState::Unmet, reason: reason.into(), advice: advice.into() }
    }

    /// Whether it is met.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.state == NeedState::Met
    }
}

/// Whether nothing is known to be missing.
#[must_use]
pub fn is_ready(requirements: &[Requirement]) -> bool {
    requirements.iter().all(|requirement| requirement.state != NeedState::Unmet)
}

/// What a token says, or would say, of the things that a Slicer asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    scopes: Vec<String>,
    net: bool,
    has_exp: bool,
    nbf: Nbf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nbf {
    Absent,
    At(NumericDate),
    NotANumber,
}

impl Terms {
    /// The terms of the token that a wish asks for.
    #[must_use]
    pub fn of_wish(wish: &Wish) -> Self {
        let at = |second| Nbf::At(NumericDate::At { second, nanos: 0 });
        Self { scopes: wish.scopes.clone(), net: wish.net, has_exp: !wish.net, nbf: wish.nbf.map_or(Nbf::Absent, at) }
    }

    /// The terms of a token; nothing if its claims can't be read.
    #[must_use]
    pub fn of_token(token: &ParsedToken) -> Option<Self> {
        let claims = token.claims_json()?;
        let nbf = match claims.member("nbf").map(|nbf| &nbf.kind) {
            None => Nbf::Absent,
            Some(JsonKind::Number(text)) => NumericDate::parse(text).map_or(Nbf::NotANumber, Nbf::At),
            Some(_) => Nbf::NotANumber,
        };
        Some(Self {
            scopes: scopes_of(claims),
            net: matches!(claims.member("net").map(|net| &net.kind), Some(JsonKind::Bool(true))),
            has_exp: claims.member("exp").is_some(),
            nbf,
        })
    }
}

/// The list for a loaded key, if there is one, and a token on these terms.
#[must_use]
pub fn readiness(credential: Option<&Credential>, terms: &Terms, now: UnixTime) -> Vec<Requirement> {
    let mut requirements = vec![judge_key(credential), judge_grant(credential)];
    requirements.extend(readiness_of_token(terms, now));
    requirements
}

/// The part of the list that the token alone decides: for one that was made elsewhere.
#[must_use]
pub fn readiness_of_token(terms: &Terms, now: UnixTime) -> Vec<Requirement> {
    vec![judge_scopes(&terms.scopes), judge_end(terms), judge_nbf(terms.nbf, now)]
}

fn judge_key(credential: Option<&Credential>) -> Requirement {
    let need = Need::KeyThatSigns;
    let Some(key) = credential else {
        return Requirement::unmet(need, "No key is loaded", "Load the .env file of a Scoped API key.");
    };
    let missing = [
        key.signing_key().is_none().then_some(MintError::CannotSign),
        key.kid().is_none().then_some(MintError::KidMissing),
        key.sub().is_none().then_some(MintError::SubMissing),
    ];
    match missing.into_iter().flatten().next() {
        Some(error) => Requirement::unmet(need, error.to_string(), error.advice()),
        None if key.is_sample() => Requirement::unmet(
            need,
            "This is a sample key, which the service doesn't know",
            "Load a key of your own to make a token that the service accepts.",
        ),
        None => Requirement::met(need, key.name()),
    }
}

fn judge_grant(credential: Option<&Credential>) -> Requirement {
    let need = Need::KeyGrantsScope;
    let Some(key) = credential else {
        return Requirement::unmet(need, "No key is loaded", "Load the .env file of a Scoped API key.");
    };
    match key.scopes() {
        None => Requirement {
            need,
            state: NeedState::Unknown,
            reason: "The file doesn't name the granted scopes".to_owned(),
            advice: "Look at the key's page in the CMS, or load its .env file.".to_owned(),
        },
        Some(granted) if coverage_by(granted, SLICER_SCOPE) != Coverage::No => Requirement::met(need, ""),
        Some([]) => Requirement::unmet(need, "It grants no scope", GRANT_IT),
        Some(granted) => Requirement::unmet(need, format!("It grants {}", list(granted)), GRANT_IT),
    }
}

const GRANT_IT: &str = "Grant the scope in a new revision of the key in the CMS, or use another key.";

fn judge_scopes(scopes: &[String]) -> Requirement {
    let need = Need::OnlyThatScope;
    let others: Vec<String> = scopes.iter().filter(|scope| *scope != SLICER_SCOPE).cloned().collect();
    let has_it = others.len() < scopes.len();
    let advice = format!("Choose {SLICER_SCOPE} and no other scope.");
    match (has_it, others.as_slice()) {
        (true, []) => Requirement::met(need, ""),
        (true, others) => Requirement::unmet(need, format!("It also has {}", list(others)), advice),
        (false, []) => Requirement::unmet(need, "It has no scope", advice),
        (false, others) => Requirement::unmet(need, format!("It has {} in its place", list(others)), advice),
    }
}

fn judge_end(terms: &Terms) -> Requirement {
    let need = Need::NetWithoutExp;
    let reason = match (terms.net, terms.has_exp) {
        (true, false) => return Requirement::met(need, ""),
        (true, true) => "net is on, but there is an exp as well",
        (false, true) => "net is off, and there is an exp: the Slicer would lose its access then",
        (false, false) => "net is off, and there is no exp either",
    };
    Requirement::unmet(need, reason, "Switch net on and leave exp out.")
}

fn judge_nbf(nbf: Nbf, now: UnixTime) -> Requirement {
    let need = Need::NoFutureNbf;
    let advice = "Leave nbf out, or restart the Slicer after that time.";
    match nbf {
        Nbf::Absent => Requirement::met(need, ""),
        Nbf::At(date) if date.compare(now).is_le() => Requirement::met(need, ""),
        Nbf::At(date) => {
            let when = date.second().map_or_else(|| "far ahead".to_owned(), |second| word_relative(second, now));
            Requirement::unmet(need, format!("nbf is {when}"), advice)
        }
        Nbf::NotANumber => Requirement::unmet(need, "nbf is not a number", "Leave nbf out."),
    }
}

/// The entries of `scp`. What is no string is kept as its description: it is not the Slicer's scope.
fn scopes_of(claims: &Json) -> Vec<String> {
    match claims.member("scp").map(|scp| (scp, &scp.kind)) {
        Some((_, JsonKind::Array(entries))) => {
            entries.iter().map(|entry| entry.as_str().unwrap_or(entry.describe()).to_owned()).collect()
        }
        Some((scp, _)) => vec![scp.describe().to_owned()],
        None => Vec::new(),
    }
}

/// `a`, `a and b`, `a, b, c and 4 more`.
fn list(scopes: &[String]) -> String {
    const MOST: usize = 3;
    let shown: Vec<String> = scopes.iter().take(MOST).map(|scope| shorten(scope, 80)).collect();
    let rest = scopes.len().saturating_sub(shown.len());
    match (shown.split_last(), rest) {
        (Some((last, others)), 0) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        (_, 0) => shown.join(", "),
        (_, rest) => format!("{} and {rest} more", shown.join(", ")),
    }
}
