//! Form: segments, base64url, UTF-8, JSON.

use token_debugger::domain::signature::Status;

use crate::case::Case;
use crate::token_support::{base64url, compact, live, quoted, signing_input, valid};

pub(crate) fn cases() -> Vec<Case> {
    [serializations(), segment_counts(), base64(), texts(), json(), members(), sizes()].concat()
}

/// A token whose signature can't be verified.
fn unverifiable(name: &'static str, token: String) -> Case {
    Case::new(name, token).status(Status::NotVerifiable)
}

fn serializations() -> Vec<Case> {
    let token = valid().signed();
    let [header, claims, signature]: [&str; 3] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
    let flattened = format!(r#"{{"payload":"{claims}","protected":"{header}","signature":"{signature}"}}"#);
    let encrypted = valid().header("alg", &quoted("ECDH-ES")).header("enc", &quoted("A256GCM")).header_json();
    let encrypted = format!("{}..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvT", base64url(encrypted.as_bytes()));
    vec![
        unverifiable("flattened JSON serialization", flattened).error(
            "json_serialization",
            "token",
            "JSON serialization",
        ),
        unverifiable("JWE", encrypted).error("encrypted_token", "token", "JWE, five segments"),
    ]
}

fn segment_counts() -> Vec<Case> {
    let token = valid().signed();
    let (input, _) = token.rsplit_once('.').unwrap();
    let (header, _) = token.split_once('.').unwrap();
    let with_enc = valid().header("enc", &quoted("A256GCM")).without_claim("iat").signed();
    let case = |name, token: &str, words: &str| {
        unverifiable(name, token.to_owned()).error("wrong_segment_count", "token", words)
    };
    vec![
        case("header alone", header, "There is 1 segment"),
        case("signature cut off with its dot", input, "There are 2 segments"),
        case("segment added", &format!("{token}.AAAA"), "There are 4 segments"),
        case("empty segment added", &format!("{token}."), "There are 4 segments"),
        case("five segments without enc", &format!("{token}.AAAA.AAAA"), "There are 5 segments"),
        // Only five segments with enc are a JWE: here the claims are still read.
        case("six segments with enc", &format!("{with_enc}.AAAA.AAAA.AAAA"), "There are 6 segments").error(
            "iat_missing",
            "/claims/iat",
            "There is no iat",
        ),
        Case::new("enc in a signed token", with_enc).error("iat_missing", "/claims/iat", "There is no iat"),
    ]
}

fn base64() -> Vec<Case> {
    let token = valid().signed();
    let [header, claims, signature]: [&str; 3] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
    let changed =
        |segment: &str, place: usize, with: &str| format!("{}{with}{}", &segment[..place], &segment[place + 1..]);
    let letter =
        |at: usize, what: &str| format!("Character {} of the claims segment, {what}, is not base64url", at + 1);
    // 64 octets take 86 letters, of which the last has four bits too many: `A`, `Q`, `g` and `w` have them zero.
    let next = char::from(signature.as_bytes()[85] + 1);
    let not_canonical = format!("{header}.{claims}.{}{next}", &signature[..85]);
    vec![
        unverifiable("bad letter in the header", format!("{}.{claims}.{signature}", changed(header, 2, "*"))).error(
            "base64_invalid",
            "header",
            "Character 3 of the header segment, “*”",
        ),
        unverifiable("bad letter in the claims", format!("{header}.{}.{signature}", changed(claims, 20, "!"))).error(
            "base64_invalid",
            "claims",
            letter(20, "“!”"),
        ),
        unverifiable(
            "invisible character in the claims",
            format!("{header}.{}.{signature}", changed(claims, 4, "\u{200b}")),
        )
        .error("base64_invalid", "claims", letter(4, "U+200B")),
        unverifiable("standard base64 in the signature", format!("{header}.{claims}.{}", changed(signature, 7, "+")))
            .error("base64_invalid", "signature", "Character 8 of the signature segment, “+”"),
        unverifiable("one letter of the signature lost", format!("{header}.{claims}.{}", &signature[..85])).error(
            "base64_invalid",
            "signature",
            "has 85 characters",
        ),
        unverifiable("bits behind the signature", not_canonical).error(
            "base64_not_canonical",
            "signature",
            "Character 86 of the signature segment, its last",
        ),
        unverifiable("padded signature", format!("{token}==")).warning(
            "base64_padding",
            "signature",
            "ends with 2 padding characters",
        ),
    ]
}

fn texts() -> Vec<Case> {
    let header = valid().header("kid", &quoted("X")).header_json();
    let claims = valid().claim("iss", quoted("caf X")).claims_json();
    let latin1 = |json: &str| json.bytes().map(|byte| if byte == b'X' { 0xe9 } else { byte }).collect::<Vec<u8>>();
    let place = |json: &str| format!("is not UTF-8 at byte {}", json.find('X').unwrap());
    vec![
        unverifiable("header in Latin 1", compact(&latin1(&header), valid().claims_json().as_bytes(), &live())).error(
            "not_utf8",
            "header",
            format!("The header segment {}", place(&header)),
        ),
        Case::new("claims in Latin 1", compact(valid().header_json().as_bytes(), &latin1(&claims), &live())).error(
            "not_utf8",
            "claims",
            format!("The claims segment {}", place(&claims)),
        ),
    ]
}

fn json() -> Vec<Case> {
    let with_header = |header: &str| compact(header.as_bytes(), valid().claims_json().as_bytes(), &live());
    let with_claims = |claims: &str| compact(valid().header_json().as_bytes(), claims.as_bytes(), &live());
    let cut = valid().claims_json();
    let cut = &cut[..cut.len() - 1];
    let header_case =
        |name, json: &str, words: &str| unverifiable(name, with_header(json)).error("header_not_json", "header", words);
    let claims_case =
        |name, json: &str, words: &str| Case::new(name, with_claims(json)).error("claims_not_json", "claims", words);
    vec![
        header_case("header in single quotes", "{'alg':'ES256'}", "line 1, column 2"),
        header_case("header is an array", "[]", "is an array, not a JSON object"),
        unverifiable("header is empty", format!(".{}", with_header("").trim_start_matches('.'))).error(
            "header_not_json",
            "header",
            "ends before the JSON is complete",
        ),
        claims_case("claims cut", cut, "ends before the JSON is complete"),
        claims_case("claims are a string", "\"claims\"", "is a string, not a JSON object"),
        claims_case("comma behind the last claim", "{\"iat\":1,}", "line 1, column 10"),
        claims_case("claims nested too deep", &"[".repeat(1_000), "nested more than 128 levels"),
    ]
}

fn members() -> Vec<Case> {
    vec![
        Case::new("exp twice", valid().further_claim("exp", crate::token_support::EXP).signed()).warning(
            "duplicate_member",
            "/claims/exp",
            "“exp” stands 2 times",
        ),
        Case::new("exp three times, one escaped", {
            let exp = crate::token_support::EXP;
            valid().further_claim("\\u0065xp", exp).further_claim("exp", exp).signed()
        })
        .warning("duplicate_member", "/claims/exp", "“exp” stands 3 times"),
        Case::new("alg twice", {
            let header = valid().header_json().replacen('{', "{\"alg\":\"none\",", 1);
            compact(header.as_bytes(), valid().claims_json().as_bytes(), &live())
        })
        .warning("duplicate_member", "/header/alg", "“alg” stands 2 times"),
        Case::new("member of msg twice", valid().claim("msg", r#"{"a/b":{"id":1,"id":1}}"#).signed()).warning(
            "duplicate_member",
            "/claims/msg/a~1b/id",
            "“id” stands 2 times",
        ),
        Case::new("right-to-left override in iss", valid().claim("iss", quoted("moc\u{202e}.com")).signed()).warning(
            "suspicious_text",
            "/claims/iss",
            "“moc‹U+202E›.com”",
        ),
        Case::new("escaped zero-width space in iss", valid().claim("iss", quoted("a\\u200bb")).signed()).warning(
            "suspicious_text",
            "/claims/iss",
            "“a‹U+200B›b”",
        ),
        Case::new("escaped line break in msg", valid().claim("msg", r#"{"id":"a\nb"}"#).signed()).warning(
            "suspicious_text",
            "/claims/msg/id",
            "“a‹U+000A›b”",
        ),
        Case::new("lone surrogate in iss", valid().claim("iss", quoted("a\\ud800")).signed()).warning(
            "suspicious_text",
            "/claims/iss",
            "“a\u{fffd}",
        ),
    ]
}

fn sizes() -> Vec<Case> {
    // Every third octet more makes the token four letters longer.
    let around = |length: usize| valid().claim("msg", format!(r#"{{"data":"{}"}}"#, "x".repeat(length))).signed();
    let shortest = around(0).len();
    let fitting = (65_536 - shortest) / 4 * 3;
    let (largest, too_large) = (around(fitting), around(fitting + 3));
    assert!(largest.len() <= 65_536 && too_large.len() > 65_536, "{} {}", largest.len(), too_large.len());
    vec![
        Case::new("64 KiB", largest),
        Case::new("above 64 KiB", too_large.clone()).error(
            "token_too_large",
            "token",
            format!("{} bytes; common HTTP servers refuse headers of more than 65536", too_large.len()),
        ),
        Case::new(
            "above 64 KiB, unsigned",
            format!("{}.", signing_input(valid().header_json().as_bytes(), &[b'['; 70_000])),
        )
        .status(Status::Failed)
        .error("token_too_large", "token", "HTTP servers")
        .error("claims_not_json", "claims", "nested more than 128 levels")
        .error("signature_missing", "signature", "third segment is empty"),
    ]
}
