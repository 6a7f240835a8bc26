//! Header: `alg`, `kid`, `typ`, extensions, keys, nesting.

use token_debugger::domain::signature::Status;

use crate::case::Case;
use crate::token_support::{KID, OTHER_KID, compact, live, other, quoted, valid};

pub(crate) fn cases() -> Vec<Case> {
    [algorithms(), key_ids(), types(), extensions(), keys(), nesting()].concat()
}

/// A token whose header has one other member.
fn with(name: &'static str, member: &str, json: &str) -> Case {
    Case::new(name, valid().header(member, json).signed())
}

fn algorithms() -> Vec<Case> {
    let unverifiable = |name, json: &str| with(name, "alg", json).status(Status::NotVerifiable);
    vec![
        Case::new("no alg", valid().without_header("alg").signed()).status(Status::NotVerifiable).error(
            "alg_missing",
            "/header/alg",
            "The header has no alg",
        ),
        unverifiable("alg none", "\"none\"").error("alg_none", "/header/alg", "alg is none"),
        unverifiable("alg None", "\"None\"").error("alg_none", "/header/alg", "alg is None"),
        Case::new("alg none and no signature", valid().header("alg", "\"none\"").with_signature(|_| Vec::new()))
            .status(Status::NotVerifiable)
            .error("alg_none", "/header/alg", "alg is none: the token is not signed")
            .error("signature_missing", "signature", "third segment is empty"),
        unverifiable("alg RS256", "\"RS256\"").error("alg_not_es256", "/header/alg", "alg is RS256, not ES256"),
        unverifiable("alg ES384", "\"ES384\"").error("alg_not_es256", "/header/alg", "alg is ES384, not ES256"),
        unverifiable("alg es256", "\"es256\"").error("alg_not_es256", "/header/alg", "alg is es256, not ES256"),
        unverifiable("alg with a blank", "\"ES256 \"").error(
            "alg_not_es256",
            "/header/alg",
            "alg is ES256 , not ES256",
        ),
        unverifiable("alg empty", "\"\"").error("alg_not_es256", "/header/alg", "not ES256"),
        Case::new(
            "a token of another system",
            valid().header("alg", "\"RS256\"").without_claim("scp").without_claim("iat").signed(),
        )
        .status(Status::NotVerifiable)
        .error(
            "alg_not_es256",
            "/header/alg",
            "not an XAuth token: alg is RS256, not ES256, and there is no scp",
        ),
        unverifiable("alg a number", "256").error(
            "alg_not_es256",
            "/header/alg",
            "alg is the number 256, not the string ES256",
        ),
        unverifiable("alg an array", "[\"ES256\"]").error("alg_not_es256", "/header/alg", "alg is an array"),
    ]
}

fn key_ids() -> Vec<Case> {
    let renamed = |key: &token_debugger::domain::credential::Credential| {
        valid().header("kid", &quoted(OTHER_KID)).signed_with(key)
    };
    let both = format!("The token names kid {OTHER_KID}; the loaded key has {KID}");
    vec![
        Case::new("no kid", valid().without_header("kid").signed()).error(
            "kid_missing",
            "/header/kid",
            "The header has no kid",
        ),
        with("kid a number", "kid", "7").error("kid_not_string", "/header/kid", "kid is the number 7, not a string"),
        Case::new("own signature, other kid", renamed(&live())).error(
            "kid_mismatch",
            "/header/kid",
            format!("{both}, and the signature is of the loaded key"),
        ),
        Case::new("other signature, other kid", renamed(&other())).status(Status::OtherKey).warning(
            "kid_mismatch",
            "/header/kid",
            both,
        ),
        // Owner and scopes of a token of another key are none of the loaded key's business.
        Case::new(
            "a token of the other key",
            valid()
                .header("kid", &quoted(OTHER_KID))
                .claim("sub", quoted("somebody"))
                .claim("scp", r#"["video.services.le:read"]"#)
                .signed_with(&other()),
        )
        .status(Status::OtherKey)
        .warning("kid_mismatch", "/header/kid", OTHER_KID),
        with("kid of another key, no key loaded", "kid", &quoted(OTHER_KID))
            .without_key()
            .status(Status::NotChecked)
            .info("signature_not_checked", "signature", "no key is loaded"),
    ]
}

fn types() -> Vec<Case> {
    vec![
        Case::new("no typ", valid().without_header("typ").signed()).error(
            "typ_missing",
            "/header/typ",
            "The header has no typ",
        ),
        with("typ jwt", "typ", "\"jwt\"").error("typ_not_jwt", "/header/typ", "typ is jwt, not JWT"),
        with("typ at+jwt", "typ", "\"at+jwt\"").error("typ_not_jwt", "/header/typ", "typ is at+jwt, not JWT"),
        with("typ true", "typ", "true").error("typ_not_jwt", "/header/typ", "typ is true, not the string JWT"),
    ]
}

fn extensions() -> Vec<Case> {
    let unverifiable = |name, member, json: &str| with(name, member, json).status(Status::NotVerifiable);
    vec![
        unverifiable("crit names exp", "crit", "[\"exp\"]").error(
            "crit_not_understood",
            "/header/crit",
            "crit demands",
        ),
        unverifiable("crit is empty", "crit", "[]").error("crit_not_understood", "/header/crit", "crit demands"),
        unverifiable("b64 false", "b64", "false").error("b64_false", "/header/b64", "b64 is false"),
        with("b64 true", "b64", "true"),
        Case::new("b64 false and critical", valid().header("b64", "false").header("crit", "[\"b64\"]").signed())
            .status(Status::NotVerifiable)
            .error("b64_false", "/header/b64", "b64 is false")
            .error("crit_not_understood", "/header/crit", "crit demands"),
    ]
}

fn keys() -> Vec<Case> {
    vec![
        with("jwk in the header", "jwk", "{\"kty\":\"EC\"}").warning(
            "key_in_header",
            "/header/jwk",
            "jwk brings a key",
        ),
        with("jku in the header", "jku", "\"https://example.com/jwks.json\"").warning(
            "key_in_header",
            "/header/jku",
            "jku brings a key",
        ),
        with("x5c in the header", "x5c", "[\"MIIB\"]").warning("key_in_header", "/header/x5c", "x5c brings a key"),
        with("x5u in the header", "x5u", "\"https://example.com/chain.pem\"").warning(
            "key_in_header",
            "/header/x5u",
            "x5u brings a key",
        ),
    ]
}

fn nesting() -> Vec<Case> {
    let inner = valid().signed();
    vec![
        with("cty JWT", "cty", "\"JWT\"").warning("nested_token", "/header/cty", "cty is JWT"),
        with("cty jwt", "cty", "\"jwt\"").warning("nested_token", "/header/cty", "cty is jwt"),
        with("cty of something else", "cty", "\"json\""),
        Case::new(
            "a token in the place of the claims",
            compact(valid().header_json().as_bytes(), inner.as_bytes(), &live()),
        )
        .error("claims_not_json", "claims", "is not JSON")
        .warning("nested_token", "claims", "The claims are themselves a token"),
    ]
}
