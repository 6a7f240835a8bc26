//! The JSON object of a token, for `read --json` and for each line of `scan`.
//!
//! It is written member by member as text, so that a token's own JSON goes in as it was received: member order,
//! duplicates and number text kept.

use serde_json::{Value, json};

use crate::domain::capture::{Aside, Found};
use crate::domain::json::compact;
use crate::domain::reading::{Inspection, Judgement};
use crate::domain::token::JsonSegment;

use super::output::{write_finding, write_number, write_string};

/// The member `found`, without a comma.
pub(super) fn write_found(out: &mut String, found: &Found, count: usize) {
    out.push_str("\"found\":{\"kind\":\"");
    out.push_str(found.kind.as_str());
    out.push_str("\",\"start\":");
    write_number(out, found.span.start);
    out.push_str(",\"end\":");
    write_number(out, found.span.end);
    out.push_str(",\"count\":");
    write_number(out, count);
    out.push('}');
}

/// What does not depend on where the token was found: `header`, `claims`, `signature`, `verdict`, `findings`, each with
/// a comma before it.
pub(super) fn write_judged(out: &mut String, inspection: &Inspection, judgement: &Judgement) {
    write_source(out, "header", inspection.token.header());
    write_source(out, "claims", inspection.token.claims());
    out.push_str(",\"signature\":{\"status\":\"");
    out.push_str(inspection.signature.status().as_str());
    out.push_str("\",\"reason\":");
    match inspection.signature.reason() {
        Some(reason) => write_string(out, reason),
        None => out.push_str("null"),
    }
    out.push_str("},\"verdict\":\"");
    out.push_str(judgement.verdict.as_str());
    out.push_str("\",\"findings\":[");
    for (place, finding) in judgement.findings.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        write_finding(out, finding);
    }
    out.push(']');
}

/// The member `asides` with a comma before it; nothing where there are none.
pub(super) fn write_asides_json(out: &mut String, asides: &[Aside]) {
    if !asides.is_empty() {
        out.push_str(",\"asides\":");
        out.push_str(&asides.iter().map(aside_to_json).collect::<Value>().to_string());
    }
}

/// The received JSON without its white space, or null where there is none.
fn write_source(out: &mut String, name: &str, segment: Option<&JsonSegment>) {
    out.push_str(",\"");
    out.push_str(name);
    out.push_str("\":");
    match segment {
        Some(segment) if segment.json.is_ok() => out.push_str(&compact(&segment.text)),
        _ => out.push_str("null"),
    }
}

fn aside_to_json(aside: &Aside) -> Value {
    let msg = match aside {
        Aside::LegacyMsgSig { msg: Ok(json), .. } => Value::from(json.as_str()),
        _ => Value::Null,
    };
    let span = aside.span();
    json!({"start": span.start, "end": span.end, "message": aside.message(), "advice": aside.advice(), "msg": msg})
}
