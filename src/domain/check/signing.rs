//! The signature: its shape, and whether it holds (RFC 7515 section 5.2; RFC 7518 section 3.4).

use super::Subject;
use crate::domain::finding::{Code, Finding, Place};
use crate::domain::signature::{SIGNATURE_BYTES, Shape, Status};
use crate::domain::token::Serialization;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let token = subject.token;
    if token.serialization() == Serialization::Json || token.is_encrypted() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    // Without a third segment wrong_segment_count has said it; another algorithm has other shapes.
    let is_es256 =
        token.header_json().and_then(|header| header.member("alg")).is_none_or(|alg| alg.as_str() == Some("ES256"));
    if token.signature().is_some() {
        findings.extend(check_shape(subject.signature.shape(), is_es256));
    }
    findings.extend(check_status(subject));
    findings
}

fn check_shape(shape: Shape, is_es256: bool) -> Option<Finding> {
    let finding = |code, message: String, advice: &str| Some(Finding::new(code, Place::Signature, message, advice));
    match shape {
        Shape::Missing => finding(
            Code::SignatureMissing,
            "The third segment is empty: there is no signature".to_owned(),
            "Copy the whole token again, or sign it: Create token does.",
        ),
        Shape::Length(length) if is_es256 => finding(
            Code::SignatureLength,
            format!("The signature has {length} bytes; ES256 has {SIGNATURE_BYTES}"),
            if length < SIGNATURE_BYTES {
                "The end seems to be cut off. Copy the whole token again."
            } else {
                "Something stands behind the signature, or another algorithm made it. Copy the token alone."
            },
        ),
        Shape::Der(length) if is_es256 => finding(
            Code::SignatureDer,
            format!("The signature is in DER form ({length} bytes); ES256 has r and s, 32 bytes each"),
            "The signing program must convert it: RFC 7518 section 3.4 wants r and s joined.",
        ),
        Shape::OutOfRange { half } if is_es256 => finding(
            Code::SignatureOutOfRange,
            format!("{half} of the signature is zero or too large: no key makes such a signature"),
            "Make a new token. If it was made like this, mend the signing program.",
        ),
        _ => None,
    }
}

fn check_status(subject: &Subject<'_>) -> Option<Finding> {
    let name = subject.credential.map_or("", |credential| credential.name());
    match (subject.signature.status(), subject.signature.shape()) {
        (Status::NotChecked, _) => Some(Finding::new(
            Code::SignatureNotChecked,
            Place::Signature,
            "The signature is not checked: no key is loaded",
            "Load the key's .env or PEM file to check it.",
        )),
        (Status::Failed, Shape::Sound(_)) => Some(Finding::new(
            Code::SignatureMismatch,
            Place::Signature,
            format!("The signature does not hold with {name}"),
            "Header or claims were changed after signing, or another key signed it: another revision, or a wrong kid.",
        )),
        _ => None,
    }
}
