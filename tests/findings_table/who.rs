//! Who: `sub`, `iss`, `msg`, and claims that nobody documents.

use token_debugger::domain::signature::Status;

use crate::case::Case;
use crate::token_support::{SUB, quoted, valid};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = owners();
    cases.extend(optional());
    cases.extend(unknown());
    cases
}

fn with(name: &'static str, claim: &str, json: &str) -> Case {
    Case::new(name, valid().claim(claim, json).signed())
}

fn owners() -> Vec<Case> {
    vec![
        Case::new("no sub", valid().without_claim("sub").signed()).error(
            "sub_missing",
            "/claims/sub",
            "There is no sub",
        ),
        with("sub a number", "sub", "17").error("sub_not_string", "/claims/sub", "sub is the number 17, not a string"),
        with("sub of somebody", "sub", "\"somebody\"").error(
            "sub_mismatch",
            "/claims/sub",
            format!("sub is somebody; the loaded key's owner is {SUB}"),
        ),
        with("sub of somebody, no key loaded", "sub", "\"somebody\"").without_key().status(Status::NotChecked).info(
            "signature_not_checked",
            "signature",
            "no key is loaded",
        ),
    ]
}

fn optional() -> Vec<Case> {
    vec![
        with("iss", "iss", "\"example.com\""),
        with("iss a list", "iss", "[\"example.com\"]").error("iss_not_string", "/claims/iss", "iss is an array"),
        with("msg", "msg", "{\"id\":\"1234\"}"),
        with("empty msg", "msg", "{}"),
        with("msg in quotes", "msg", "\"{}\"").error(
            "msg_not_object",
            "/claims/msg",
            "msg is the string “{}”, not an object",
        ),
        with("msg an array", "msg", "[1]").error("msg_not_object", "/claims/msg", "msg is an array, not an object"),
    ]
}

fn unknown() -> Vec<Case> {
    vec![
        with("aud", "aud", &quoted("services.uplynk.com")).info(
            "unknown_claim",
            "/claims/aud",
            "aud is not among the documented claims",
        ),
        with("scope beside scp", "scope", "\"video.services.assets:read\"").info(
            "unknown_claim",
            "/claims/scope",
            "scope is not among the documented claims",
        ),
        with("exp in capitals", "EXP", "1").info("unknown_claim", "/claims/EXP", "EXP is not among"),
        with("a name with a slash and a tilde", "a/b~c", "1").info("unknown_claim", "/claims/a~1b~0c", "a/b~c is not"),
        with("a registered claim that is not documented", "jti", "\"7\"").info(
            "unknown_claim",
            "/claims/jti",
            "jti is not",
        ),
    ]
}
