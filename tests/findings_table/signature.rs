//! Signature: its shape, and whether it holds.

use token_debugger::domain::signature::Status;

use crate::case::Case;
use crate::token_support::{ORDER, der, octets, other, quoted, valid};

pub(crate) fn cases() -> Vec<Case> {
    [shapes(), numbers(), states()].concat()
}

fn with(name: &'static str, change: impl FnOnce([u8; 64]) -> Vec<u8>) -> Case {
    Case::new(name, valid().with_signature(change)).status(Status::Failed)
}

fn shapes() -> Vec<Case> {
    let mut der_length = 0;
    let der_token = valid().with_signature(|signature| {
        let der = der(signature);
        der_length = der.len();
        der
    });
    vec![
        with("no signature", |_| Vec::new()).error("signature_missing", "signature", "third segment is empty"),
        with("63 octets", |s| s[..63].to_vec()).error("signature_length", "signature", "has 63 bytes; ES256 has 64"),
        with("65 octets", |s| [&s[..], &[0]].concat()).error("signature_length", "signature", "has 65 bytes"),
        with("zero in front", |s| [&[0], &s[..]].concat()).error("signature_length", "signature", "has 65 bytes"),
        with("signature twice", |s| [s, s].concat()).error("signature_length", "signature", "has 128 bytes"),
        with("r alone", |s| s[..32].to_vec()).error("signature_length", "signature", "has 32 bytes"),
        Case::new("DER", der_token).status(Status::Failed).error(
            "signature_der",
            "signature",
            format!("in DER form ({der_length} bytes)"),
        ),
        // Another algorithm has signatures of another length: that is not a second fault.
        Case::new("256 octets of RS256", valid().header("alg", "\"RS256\"").with_signature(|_| vec![7; 256]))
            .status(Status::NotVerifiable)
            .error("alg_not_es256", "/header/alg", "RS256"),
    ]
}

fn numbers() -> Vec<Case> {
    let order = octets(ORDER);
    let zero = vec![0; 32];
    let largest = vec![0xff; 32];
    let r_is = |name, r: &[u8]| {
        let r = r.to_vec();
        with(name, |s| [r, s[32..].to_vec()].concat()).error(
            "signature_out_of_range",
            "signature",
            "r of the signature",
        )
    };
    let s_is = |name, value: &[u8]| {
        let value = value.to_vec();
        with(name, |s| [s[..32].to_vec(), value].concat()).error(
            "signature_out_of_range",
            "signature",
            "s of the signature",
        )
    };
    let mut below = order.clone();
    below[31] -= 1;
    vec![
        r_is("r is 0", &zero),
        r_is("r is n", &order),
        r_is("r is the largest number", &largest),
        s_is("s is 0", &zero),
        s_is("s is n", &order),
        s_is("s is the largest number", &largest),
        with("s is n - 1", |s| [s[..32].to_vec(), below].concat()).error(
            "signature_mismatch",
            "signature",
            "does not hold with live-ops.env",
        ),
        with("all zero", |_| vec![0; 64]).error("signature_out_of_range", "signature", "r of the signature"),
    ]
}

fn states() -> Vec<Case> {
    let token = valid().signed();
    let (_, signature) = token.rsplit_once('.').unwrap();
    let other_claims = valid().claim("iss", quoted("example.com")).signed();
    let (other_input, _) = other_claims.rsplit_once('.').unwrap();
    vec![
        Case::new("claim added after signing", format!("{other_input}.{signature}")).status(Status::Failed).error(
            "signature_mismatch",
            "signature",
            "does not hold with live-ops.env",
        ),
        with("last bit flipped", |mut s| {
            s[63] ^= 1;
            s.to_vec()
        })
        .error("signature_mismatch", "signature", "does not hold with live-ops.env"),
        Case::new("signed by another key under this kid", valid().signed_with(&other())).status(Status::Failed).error(
            "signature_mismatch",
            "signature",
            "does not hold with live-ops.env",
        ),
        with("r and s swapped", |s| [&s[32..], &s[..32]].concat()).error(
            "signature_mismatch",
            "signature",
            "does not hold with live-ops.env",
        ),
        Case::new("no key loaded", token).without_key().status(Status::NotChecked).info(
            "signature_not_checked",
            "signature",
            "not checked: no key is loaded",
        ),
        with("no key loaded, no signature", |_| Vec::new())
            .without_key()
            .status(Status::NotChecked)
            .error("signature_missing", "signature", "third segment is empty")
            .info("signature_not_checked", "signature", "not checked: no key is loaded"),
    ]
}
