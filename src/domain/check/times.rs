//! Times: `iat` and `exp` are required, `nbf` and `net` optional; with `net` there is no `exp` (documented).
//!
//! No clock tolerance is documented, so none is given: `exp` equal to now is expired (RFC 7519 section 4.1.4, "on or
//! after"), `nbf` equal to now is good (section 4.1.5). Where a few seconds decided, the advice says so.

use std::cmp::Ordering;

use super::Subject;
use crate::domain::finding::{Code, Finding, Place, Severity};
use crate::domain::json::{Json, JsonKind};
use crate::domain::numeric_date::NumericDate;
use crate::domain::scope::SLICER_SCOPE;
use crate::domain::text::shorten;
use crate::domain::time::{UnixTime, word_duration};

/// Lifetimes above this many seconds are worth a word: no limit is documented.
const LONG_LIFETIME: i64 = 24 * 3_600;

/// A difference of up to this many seconds may be one of clocks.
const FEW_SECONDS: i64 = 30;

const CLOCKS: &str = "Only a few seconds decided: compare the clocks. No tolerance is documented.";
const WRITE_SECONDS: &str = "Write it as a number of seconds since 1970, without quotes.";

/// One of the time claims.
#[derive(Clone, Copy)]
enum TimeClaim {
    Absent,
    /// Not a number, or beyond what can be a date: said already.
    Bad,
    At(NumericDate),
}

impl TimeClaim {
    fn second(self) -> Option<UnixTime> {
        match self {
            Self::At(date) => date.second(),
            Self::Absent | Self::Bad => None,
        }
    }
}

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(claims) = subject.token.claims_json() else { return Vec::new() };
    let now = subject.now;
    let mut findings = Vec::new();
    let exp = read(claims, "exp", Code::ExpNotANumber, &mut findings);
    let iat = read(claims, "iat", Code::IatNotANumber, &mut findings);
    let nbf = read(claims, "nbf", Code::NbfNotANumber, &mut findings);
    let net = claims.member("net").map(|net| &net.kind);
    let never = net == Some(&JsonKind::Bool(true));
    findings.extend(check_net(net, exp, subject));
    findings.extend(check_exp(exp, iat, never, now));
    findings.extend(check_lifetime(claims, exp, iat, now));
    findings.extend(check_iat(iat, now));
    findings.extend(check_nbf(nbf, now));
    findings.extend(check_nbf_against_exp(nbf, exp));
    findings
}

fn read(claims: &Json, name: &str, not_a_number: Code, findings: &mut Vec<Finding>) -> TimeClaim {
    let place = || Place::claim(name);
    let Some(claim) = claims.member(name) else { return TimeClaim::Absent };
    let JsonKind::Number(text) = &claim.kind else {
        let message = format!("{name} is {}, not a number", claim.describe_value());
        findings.push(Finding::new(not_a_number, place(), message, WRITE_SECONDS));
        return TimeClaim::Bad;
    };
    let date = NumericDate::parse(text);
    // A moment of our time in milliseconds is one after the year 9999 in seconds.
    if date == Some(NumericDate::TooLate)
        && let Some(meant) = NumericDate::as_milliseconds(text)
    {
        findings.push(Finding::new(
            Code::LooksLikeMilliseconds,
            place(),
            format!("{name} looks like milliseconds: {} would be {}", shorten(text, 40), meant.word_utc_full()),
            "Divide by 1000: a NumericDate counts seconds.",
        ));
        return TimeClaim::At(NumericDate::TooLate);
    }
    match date {
        Some(date @ NumericDate::At { .. }) => TimeClaim::At(date),
        Some(NumericDate::TooEarly | NumericDate::TooLate) | None => {
            findings.push(Finding::new(
                Code::TimeOutOfRange,
                place(),
                format!("{name} is {}, outside the years 1 to 9999", shorten(text, 40)),
                WRITE_SECONDS,
            ));
            TimeClaim::Bad
        }
    }
}

fn check_net(net: Option<&JsonKind>, exp: TimeClaim, subject: &Subject<'_>) -> Option<Finding> {
    let place = || Place::claim("net");
    match net? {
        JsonKind::Bool(false) => None,
        JsonKind::Bool(true) if matches!(exp, TimeClaim::Absent) => Some(word_never_expires(place(), subject)),
        JsonKind::Bool(true) => Some(Finding::new(
            Code::ExpWithNet,
            Place::claim("exp"),
            "There is an exp although net is true",
            "Leave exp out of a net token, or net out of one that expires.",
        )),
        other => {
            let kind = Json { span: 0..0, kind: other.clone() }.describe_value();
            Some(Finding::new(
                Code::NetNotBoolean,
                place(),
                format!("net is {kind}, not true or false"),
                "Write true without quotes for a token that never expires, or leave net out.",
            ))
        }
    }
}

fn word_never_expires(place: Place, subject: &Subject<'_>) -> Finding {
    let scopes = subject.token.scopes();
    let slicer_only = !scopes.is_empty() && scopes.iter().all(|(_, scope)| *scope == SLICER_SCOPE);
    if slicer_only {
        Finding::new(
            Code::NeverExpires,
            place,
            "The token never expires by itself, as a Slicer needs it",
            "Only the key's “valid until” date in the CMS limits it, if one is set.",
        )
        .with_severity(Severity::Info)
    } else {
        Finding::new(
            Code::NeverExpires,
            place,
            "The token never expires by itself and allows more than a Slicer needs",
            format!("Use net only for a Slicer, with the one scope {SLICER_SCOPE}."),
        )
    }
}

fn check_exp(exp: TimeClaim, iat: TimeClaim, never: bool, now: UnixTime) -> Option<Finding> {
    let place = || Place::claim("exp");
    match exp {
        TimeClaim::Absent if !never => Some(Finding::new(
            Code::ExpMissing,
            place(),
            "There is no exp",
            "Set exp to the second at which the token ends; only a net token goes without.",
        )),
        // With net an exp is wrong whatever it says.
        TimeClaim::At(date) if !never && date.compare(now) != Ordering::Greater => {
            Some(word_expired(date.second()?, iat.second(), now))
        }
        _ => None,
    }
}

fn word_expired(end: UnixTime, start: Option<UnixTime>, now: UnixTime) -> Finding {
    let past = now.since(end);
    let moment = end.word_utc(now);
    let message = match past {
        0 => format!("Expired this very second, at {moment}"),
        _ => format!("Expired {} ago, at {moment}", word_duration(past)),
    };
    let lived = match start.map(|start| end.since(start)) {
        Some(lifetime @ 1..) => format!("It lived {}. ", word_duration(lifetime)),
        _ => String::new(),
    };
    let clocks = if past <= FEW_SECONDS { format!(" {CLOCKS}") } else { String::new() };
    let advice = format!("{lived}Make a new one: Edit as test token, or token-debugger mint.{clocks}");
    Finding::new(Code::Expired, Place::claim("exp"), message, advice)
}

fn check_lifetime(claims: &Json, exp: TimeClaim, iat: TimeClaim, now: UnixTime) -> Option<Finding> {
    let end = exp.second()?;
    let (start, from) = match (iat.second(), claims.member("iat")) {
        (Some(start), _) => (start, "iat"),
        (None, None) => (now, "now"),
        // What iat says instead of a time is said already.
        (None, Some(_)) => return None,
    };
    let lifetime = end.since(start);
    (lifetime > LONG_LIFETIME).then(|| {
        Finding::new(
            Code::LifetimeTooLong,
            Place::claim("exp"),
            format!("The token lives {} from {from}, until {}", word_duration(lifetime), end.word_utc_full()),
            "A token in the wrong hands works until then. Five minutes are enough for a call.",
        )
    })
}

fn check_iat(iat: TimeClaim, now: UnixTime) -> Option<Finding> {
    let place = || Place::claim("iat");
    match iat {
        TimeClaim::Absent => Some(Finding::new(
            Code::IatMissing,
            place(),
            "There is no iat",
            "Set iat to the second at which the token was made.",
        )),
        TimeClaim::At(date) if date.compare(now) == Ordering::Greater => {
            let message = word_ahead("Issued", date, now);
            let few = date.second().is_some_and(|second| second.since(now) <= FEW_SECONDS);
            let advice = if few { CLOCKS } else { "Set the clock of the machine that makes the token." };
            Some(Finding::new(Code::IatInFuture, place(), message, advice))
        }
        _ => None,
    }
}

fn check_nbf(nbf: TimeClaim, now: UnixTime) -> Option<Finding> {
    let TimeClaim::At(date) = nbf else { return None };
    (date.compare(now) == Ordering::Greater).then(|| {
        let few = date.second().is_some_and(|second| second.since(now) <= FEW_SECONDS);
        let advice = if few { CLOCKS } else { "Wait until then, or make a token without nbf." };
        let message = word_ahead("Valid only", date, now);
        Finding::new(Code::NotYetValid, Place::claim("nbf"), message, advice)
    })
}

/// `Issued in 4 min 12 s, at 19:20:44 UTC`
fn word_ahead(what: &str, date: NumericDate, now: UnixTime) -> String {
    match date.second() {
        Some(second) if second > now => {
            format!("{what} in {}, at {}", word_duration(second.since(now)), second.word_utc(now))
        }
        Some(second) => format!("{what} within this second, at {}", second.word_utc(now)),
        None => format!("{what} after the year 9999, if it counts seconds"),
    }
}

fn check_nbf_against_exp(nbf: TimeClaim, exp: TimeClaim) -> Option<Finding> {
    let (TimeClaim::At(start), TimeClaim::At(end)) = (nbf, exp) else { return None };
    let (from, to) = (start.second()?, end.second()?);
    (start >= end).then(|| {
        let gap = from.since(to);
        let message = match gap {
            0 => "nbf is at exp: the token is never valid".to_owned(),
            _ => format!("nbf is {} behind exp: the token is never valid", word_duration(gap)),
        };
        Finding::new(
            Code::NbfAfterExp,
            Place::claim("nbf"),
            message,
            "Set nbf earlier, or make it a net token, which has no exp.",
        )
    })
}
