//! Tokens and findings: verified and accepted is only what a second implementation of ECDSA verifies.
//!
//! Bytes that begin with `s` are a header and claims, parted by NUL, which are signed here; with `f` one bit of such
//! a token is flipped. Other bytes are the token's text.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Verifier as _;
use token_debugger::domain::annotation::{Reader, lines, received_lines};
use token_debugger::domain::comparison::{Relation, compare};
use token_debugger::domain::credential::Credential;
use token_debugger::domain::explanation::explain;
use token_debugger::domain::finding::{Severity, Verdict};
use token_debugger::domain::json::{Json, JsonKind, compact};
use token_debugger::domain::reading::{Inspection, Judgement};
use token_debugger::domain::signature::Status;
use token_debugger::domain::text::{decode_in_place, is_hidden};
use token_debugger::domain::time::{UnixTime, Zone};
use token_debugger::domain::token::{JsonSegment, Segment};

use super::json_grammar;

const NOW: UnixTime = UnixTime(1_763_752_592);
/// More lines than this nobody reads.
const MOST_FINDINGS: usize = 500;
const DEEPEST: usize = 128;

static KEY: LazyLock<Credential> = LazyLock::new(|| Credential::sample(&[7; 32]).expect("a scalar below the order"));

/// # Panics
/// When an answer is wrong.
pub fn check(bytes: &[u8]) {
    match bytes {
        [b's', rest @ ..] => check_signed(rest),
        [b'f', high, low, rest @ ..] => check_flipped(rest, usize::from(u16::from_be_bytes([*high, *low]))),
        _ => {
            check_text(&decode_in_place(bytes));
        }
    }
}

fn sign(bytes: &[u8]) -> String {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let (header, claims) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    let signature = KEY.signing_key().expect("a private key").sign(input.as_bytes());
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn check_signed(bytes: &[u8]) {
    let inspection = check_text(&sign(bytes));
    let Some(header) = inspection.token.header_json() else { return };
    let is_es256 = header.member("alg").and_then(Json::as_str) == Some("ES256");
    let is_plain = header.member("b64").is_none_or(|b64| b64.kind != JsonKind::Bool(false));
    let is_ours = is_es256 && is_plain && header.member("crit").is_none();
    assert_eq!(inspection.signature.status() == Status::Verified, is_ours);
}

fn check_flipped(bytes: &[u8], place: usize) {
    let mut token = sign(bytes).into_bytes();
    let bit = place % (token.len() * 7);
    token[bit / 7] ^= 1 << (bit % 7);
    let inspection = check_text(std::str::from_utf8(&token).expect("ASCII with a flipped lower bit"));
    assert_ne!(inspection.signature.status(), Status::Verified);
}

fn check_text(text: &str) -> Inspection {
    let inspection = Inspection::of(text, Some(&KEY));
    let token = &inspection.token;
    assert_eq!(token.text(), text);
    for part in [token.header(), token.claims()].into_iter().flatten() {
        // What is not UTF-8 reads as U+FFFD, which stands for other bytes.
        let bytes = part.not_utf8_at.is_none().then_some(part.text.as_bytes());
        check_segment(text, &part.segment, bytes);
    }
    token.signature().inspect(|part| check_segment(text, &part.segment, Some(&part.bytes)));
    for (root, part) in [("/header", token.header()), ("/claims", token.claims())] {
        part.inspect(|part| check_json(root, part));
    }
    if inspection.signature.is_verified() {
        assert!(verifies(text), "verified, but not by another implementation");
    }
    for now in [NOW, UnixTime(i64::MIN), UnixTime(i64::MAX)] {
        check_judgement(&inspection, &inspection.judge(Some(&KEY), now));
    }
    let unchecked = Inspection::of(text, None);
    assert!(!unchecked.signature.is_verified());
    assert_ne!(unchecked.judge(None, NOW).verdict, Verdict::Accept);
    let same = compare(token, token);
    assert!(same.header.iter().chain(&same.claims).all(|row| row.relation == Relation::Same));
    assert!(same.scopes.only_first.is_empty() && same.scopes.only_second.is_empty());
    inspection
}

fn check_segment(text: &str, segment: &Segment, bytes: Option<&[u8]>) {
    let body = text.get(segment.span.clone()).expect("a segment lies in the token");
    assert!(!body.contains('.'));
    assert_eq!(segment.is_sound(), URL_SAFE_NO_PAD.decode(body).is_ok());
    if let Some(bytes) = bytes.filter(|_| segment.is_sound()) {
        assert_eq!(URL_SAFE_NO_PAD.encode(bytes), body, "base64url that two texts could have");
    }
}

fn check_json(root: &str, part: &JsonSegment) {
    for line in received_lines(&part.text) {
        assert!(!line.text().chars().any(is_hidden));
    }
    let parsed = Json::parse(&part.text);
    let is_json = json_grammar::depth_of(&part.text).is_some_and(|depth| depth <= DEEPEST);
    assert_eq!(parsed.is_ok(), is_json, "RFC 8259 says otherwise: {:?}", parsed.err());
    let Ok(json) = parsed else { return };
    check_tree(&part.text, &json);
    let compacted = compact(&part.text);
    assert_eq!(compact(&compacted), compacted);
    assert!(is_alike(&json, &Json::parse(&compacted).expect("JSON stays JSON without white space")));
    let reader = Reader { now: NOW, local: Zone::UTC, explain: &|pointer, text| explain(pointer, text, Some(&KEY)) };
    for line in lines(root, &json, &reader) {
        assert!(!line.text().chars().any(is_hidden) && !line.note.unwrap_or_default().chars().any(is_hidden));
    }
}

/// Every value lies within its parent, behind its elder sibling, and is what stands there.
fn check_tree(text: &str, json: &Json) {
    let source = text.get(json.span.clone()).expect("a value lies in the text");
    let children: Vec<&Json> = match &json.kind {
        JsonKind::Array(items) => items.iter().collect(),
        JsonKind::Object(members) => members.iter().map(|member| &member.value).collect(),
        JsonKind::Number(number) => {
            assert_eq!(number, source);
            Vec::new()
        }
        JsonKind::String(string) => {
            if let Ok(wanted) = serde_json::from_str::<String>(source) {
                assert_eq!(*string, wanted);
            } else {
                assert!(string.contains('\u{fffd}'), "only a lone surrogate can't be read");
            }
            Vec::new()
        }
        JsonKind::Null | JsonKind::Bool(_) => Vec::new(),
    };
    let mut behind = json.span.start + 1;
    for child in children {
        assert!(child.span.start >= behind && child.span.end < json.span.end);
        behind = child.span.end + 1;
        check_tree(text, child);
    }
}

fn is_alike(one: &Json, other: &Json) -> bool {
    match (&one.kind, &other.kind) {
        (JsonKind::Array(one), JsonKind::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_alike(one, other))
        }
        (JsonKind::Object(one), JsonKind::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one.name == other.name && is_alike(&one.value, &other.value))
        }
        (one, other) => one == other,
    }
}

fn check_judgement(inspection: &Inspection, judgement: &Judgement) {
    let findings = &judgement.findings;
    assert!(findings.len() < MOST_FINDINGS, "{} findings", findings.len());
    assert!(findings.windows(2).all(|two| two[0].severity <= two[1].severity), "errors come first");
    for finding in findings {
        let (message, advice) = (&finding.message, &finding.advice);
        assert!(!message.is_empty() && !advice.is_empty() && message.chars().count() < 400, "{message}");
        assert!(!message.chars().chain(advice.chars()).any(is_hidden), "{message:?} {advice:?}");
    }
    let has_error = findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(judgement.verdict == Verdict::Refuse, has_error);
    assert!(judgement.verdict != Verdict::Accept || inspection.signature.is_verified());
    assert!(!judgement.summarize(inspection, Some(&KEY)).chars().any(is_hidden));
}

/// ES256 over the text as received, by p256 alone.
fn verifies(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let [header, claims, signature] = parts.as_slice() else { return false };
    let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(&KEY.verifying_key().spki_der()[26..]).expect("a point");
    let signature =
        URL_SAFE_NO_PAD.decode(signature).ok().and_then(|bytes| p256::ecdsa::Signature::from_slice(&bytes).ok());
    signature.is_some_and(|signature| key.verify(format!("{header}.{claims}").as_bytes(), &signature).is_ok())
}
