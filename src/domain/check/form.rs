//! The form of a token: its segments, their base64url, UTF-8 and JSON (RFC 7515 sections 2, 5.2 and 7.1).

use std::collections::HashMap;

use super::Subject;
use crate::domain::finding::{Code, Finding, Place};
use crate::domain::json::{Json, JsonKind, Member, escape_pointer};
use crate::domain::text::{is_hidden, is_printable_ascii, shorten};
use crate::domain::token::{Base64Defect, JsonSegment, MAX_TOKEN, NotAnObject, ParsedToken, Segment, Serialization};

const COPY_AGAIN: &str = "Copy the whole token again, from its first character to its last.";
const ASK_MAKER: &str = "Look at the program that made the token; make a new one in Create token to compare.";

/// At most this many findings of one kind are listed, so that a hostile token stays readable.
const MOST_OF_A_KIND: usize = 20;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let token = subject.token;
    let mut findings = check_whole(token);
    if token.serialization() == Serialization::Json || token.is_encrypted() {
        return findings;
    }
    if let Some(header) = token.header() {
        check_json_segment(header, "header", &Place::Header, Code::HeaderNotJson, &mut findings);
    }
    if let Some(claims) = token.claims() {
        check_json_segment(claims, "claims", &Place::Claims, Code::ClaimsNotJson, &mut findings);
    }
    if let Some(signature) = token.signature() {
        check_base64(&signature.segment, "signature", &Place::Signature, &mut findings);
    }
    findings
}

fn check_whole(token: &ParsedToken) -> Vec<Finding> {
    let mut findings = Vec::new();
    if token.serialization() == Serialization::Json {
        findings.push(Finding::new(
            Code::JsonSerialization,
            Place::Token,
            "This is the JSON serialization of a JWS, not a compact token",
            "The header takes the compact form only: three segments joined by dots.",
        ));
    } else if token.is_encrypted() {
        findings.push(Finding::new(
            Code::EncryptedToken,
            Place::Token,
            "This is an encrypted token (JWE, five segments)",
            "An XAuth token is signed, not encrypted. Look for the token that starts eyJ and has two dots.",
        ));
    } else if token.segment_count() != 3 {
        findings.push(Finding::new(Code::WrongSegmentCount, Place::Token, word_segment_count(token), COPY_AGAIN));
    }
    let size = token.text().len();
    if size > MAX_TOKEN {
        findings.push(Finding::new(
            Code::TokenTooLarge,
            Place::Token,
            format!("The token has {size} bytes; common HTTP servers refuse headers of more than {MAX_TOKEN}"),
            "Ask for fewer scopes, and send large data in the request, not in msg.",
        ));
    }
    findings
}

fn word_segment_count(token: &ParsedToken) -> String {
    match token.segment_count() {
        1 => "There is 1 segment; a token has 3 (header, claims, signature)".to_owned(),
        2 => "There are 2 segments, header and claims; the signature is missing".to_owned(),
        count => format!("There are {count} segments; a token has 3 (header, claims, signature)"),
    }
}

fn check_json_segment(part: &JsonSegment, name: &str, place: &Place, not_json: Code, findings: &mut Vec<Finding>) {
    check_base64(&part.segment, name, place, findings);
    if let Some(offset) = part.not_utf8_at {
        findings.push(Finding::new(
            Code::NotUtf8,
            place.clone(),
            format!("The {name} segment is not UTF-8 at byte {offset}"),
            ASK_MAKER,
        ));
    }
    match &part.json {
        Ok(json) => check_members(json, name, findings),
        Err(NotAnObject::Damaged) => {}
        Err(NotAnObject::NotJson(error)) => findings.push(Finding::new(
            not_json,
            place.clone(),
            format!("The {name} segment can't be read as JSON: {error}"),
            COPY_AGAIN,
        )),
        Err(NotAnObject::OtherJson(kind)) => findings.push(Finding::new(
            not_json,
            place.clone(),
            format!("The {name} segment is {kind}, not a JSON object"),
            ASK_MAKER,
        )),
    }
}

fn check_base64(segment: &Segment, name: &str, place: &Place, findings: &mut Vec<Finding>) {
    for defect in &segment.defects {
        let (code, message, advice) = word_defect(*defect, name, segment.span.len());
        findings.push(Finding::new(code, place.clone(), message, advice));
    }
}

/// `length` is the segment's, in bytes: where what is wrong with its end stands.
fn word_defect(defect: Base64Defect, name: &str, length: usize) -> (Code, String, &'static str) {
    match defect {
        Base64Defect::BadCharacter { offset, character } => (
            Code::Base64Invalid,
            format!("Character {} of the {name} segment, {}, is not base64url", offset + 1, word_character(character)),
            if matches!(character, '+' | '/') {
                "It is standard base64: a token uses - for + and _ for /. Mend the program that made it."
            } else {
                COPY_AGAIN
            },
        ),
        Base64Defect::BadLength { length } => (
            Code::Base64Invalid,
            format!("The {name} segment has {length} characters, which base64url can't have"),
            "A character is missing or too many. Copy the whole token again.",
        ),
        Base64Defect::NotCanonical => (
            Code::Base64NotCanonical,
            format!("Character {length} of the {name} segment, its last, has bits set that stand for nothing"),
            "The last character was changed or the end is cut off. Copy the whole token again.",
        ),
        Base64Defect::Padding { count } => (
            Code::Base64Padding,
            format!("The {name} segment ends with {count} padding characters (=)"),
            "JWS leaves the padding out (RFC 7515 section 2). Mend the program that made the token.",
        ),
    }
}

fn word_character(character: char) -> String {
    if is_hidden(character) || character == ' ' {
        format!("U+{:04X}", u32::from(character))
    } else {
        format!("“{character}”")
    }
}

/// Duplicate members and hidden characters, at any depth.
fn check_members(json: &Json, name: &str, findings: &mut Vec<Finding>) {
    let mut suspicious = Vec::new();
    let mut duplicates = Vec::new();
    walk(json, &Path { above: None, step: Step::Member(name) }, &mut duplicates, &mut suspicious);
    findings.extend(duplicates.into_iter().map(|(pointer, name, count)| {
        Finding::new(
            Code::DuplicateMember,
            Place::Pointer(pointer),
            format!("“{}” stands {count} times; most readers take the last", shorten(&name, 40)),
            "Readers may disagree on which one counts. Mend the program that made the token.",
        )
    }));
    findings.extend(suspicious.into_iter().map(|(pointer, text)| {
        Finding::new(
            Code::SuspiciousText,
            Place::Pointer(pointer),
            format!("There are hidden characters in “{}”", shorten(&text, 60)),
            "Type the text again by hand: control, zero-width and bidirectional characters mislead the eye.",
        )
    }));
}

/// As many members as objects have that nobody made to be large.
const FEW: usize = 16;

/// Where the walk is. It becomes a JSON Pointer (RFC 6901) only where there is something to say: hardly ever.
struct Path<'a> {
    above: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Member(&'a str),
    Item(usize),
}

impl Path<'_> {
    fn below<'a>(&'a self, step: Step<'a>) -> Path<'a> {
        Path { above: Some(self), step }
    }

    fn pointer(&self) -> String {
        let above = self.above.map_or_else(String::new, Path::pointer);
        match self.step {
            Step::Member(name) => format!("{above}/{}", escape_pointer(name)),
            Step::Item(place) => format!("{above}/{place}"),
        }
    }
}

fn walk(
    json: &Json,
    path: &Path<'_>,
    duplicates: &mut Vec<(String, String, usize)>,
    suspicious: &mut Vec<(String, String)>,
) {
    let mut note = |path: &Path<'_>, text: &str| {
        if !is_printable_ascii(text) && text.chars().any(is_hidden_or_replaced) && suspicious.len() < MOST_OF_A_KIND {
            suspicious.push((path.pointer(), text.to_owned()));
        }
    };
    match &json.kind {
        JsonKind::String(text) => note(path, text),
        JsonKind::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                walk(item, &path.below(Step::Item(place)), duplicates, suspicious);
            }
        }
        JsonKind::Object(members) => {
            for member in members {
                note(&path.below(Step::Member(&member.name)), &member.name);
            }
            let mut counts = count_repeated(members);
            for member in members {
                let below = path.below(Step::Member(&member.name));
                if !counts.is_empty()
                    && let Some(count) = counts.remove(member.name.as_str())
                    && duplicates.len() < MOST_OF_A_KIND
                {
                    duplicates.push((below.pointer(), member.name.to_string(), count));
                }
                walk(&member.value, &below, duplicates, suspicious);
            }
        }
        JsonKind::Null | JsonKind::Bool(_) | JsonKind::Number(_) => {}
    }
}

/// How often each name stands that stands more than once.
fn count_repeated(members: &[Member]) -> HashMap<&str, usize> {
    // Of a few each is compared with those before it: that takes less time than to sort them.
    let is_new = |place: usize| members[..place].iter().all(|before| !before.has_name(&members[place].name));
    if members.len() <= FEW && (1..members.len()).all(is_new) {
        return HashMap::new();
    }
    let mut names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    names.sort_unstable();
    let groups = names.chunk_by(|one, next| one == next);
    groups.filter(|group| group.len() > 1).map(|group| (group[0], group.len())).collect()
}

/// U+FFFD stands for a lone surrogate in an escape: no character at all.
fn is_hidden_or_replaced(character: char) -> bool {
    is_hidden(character) || character == '\u{FFFD}'
}
