//! Test tokens: exactly the claims that are documented, the same every time, and errors with a way out.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use token_debugger::domain::credential::Credential;
use token_debugger::domain::finding::Verdict;
use token_debugger::domain::json::JsonError;
use token_debugger::domain::mint::{LIFETIME, MintError, TestToken, Wish, sign};
use token_debugger::domain::signature::Status;
use token_debugger::domain::time::{TimeError, UnixTime};
use token_debugger::domain::token::ParsedToken;
use token_support::{KID, NOW, SUB, base64url, codes_of, judge, live, live_granting, other, read_jwk};

fn wish() -> Wish {
    Wish { scopes: vec!["video.services.assets:read".to_owned()], ..Wish::default() }
}

fn mint(wish: &Wish) -> TestToken {
    sign(&live(), wish, NOW).unwrap()
}

/// The claims as they stand in the signed token, not as the maker says.
fn claims(wish: &Wish) -> String {
    let token = mint(wish);
    let claims = ParsedToken::parse(token.token()).claims().unwrap().text.clone();
    assert_eq!(claims, token.claims_json());
    claims
}

fn claims_with_msg(msg: &str) -> String {
    let claims = claims(&Wish { msg: msg.to_owned(), ..wish() });
    let (_, msg) = claims.split_once(",\"msg\":").unwrap();
    msg.strip_suffix('}').unwrap().to_owned()
}

fn error(wish: &Wish) -> MintError {
    sign(&live(), wish, NOW).unwrap_err()
}

#[test]
fn the_header_has_the_three_documented_members() {
    let token = mint(&wish());
    assert_eq!(token.header_json(), format!(r#"{{"alg":"ES256","kid":"{KID}","typ":"JWT"}}"#));
    assert!(token.token().starts_with(&format!("{}.", base64url(token.header_json().as_bytes()))));
}

#[test]
fn a_plain_token_lives_five_minutes() {
    assert_eq!(LIFETIME, 300);
    let expected =
        format!(r#"{{"iat":1763752592,"exp":1763752892,"sub":"{SUB}","scp":["video.services.assets:read"]}}"#);
    assert_eq!(claims(&wish()), expected);
    let token = mint(&wish());
    assert_eq!((token.issued_at(), token.expires_at()), (NOW, Some(UnixTime(1_763_752_892))));
}

#[test]
fn a_net_token_has_no_exp() {
    let net = Wish { net: true, ..wish() };
    let expected = format!(r#"{{"iat":1763752592,"sub":"{SUB}","scp":["video.services.assets:read"],"net":true}}"#);
    assert_eq!(claims(&net), expected);
    assert_eq!(mint(&net).expires_at(), None);
}

#[test]
fn without_net_the_claim_is_left_out() {
    assert!(!claims(&wish()).contains("net"));
}

#[test]
fn the_slicers_token_has_its_one_scope_and_no_end() {
    let expected =
        format!(r#"{{"iat":1763752592,"sub":"{SUB}","scp":["video.services.ingest.slicer:ops"],"net":true}}"#);
    assert_eq!(claims(&Wish::for_slicer()), expected);
}

#[test]
fn nbf_iss_and_msg_are_claims_when_they_are_wished_for() {
    let full = Wish {
        nbf: Some(UnixTime(1_763_752_600)),
        iss: " example.com ".to_owned(),
        msg: r#"{"id":"1234"}"#.to_owned(),
        ..wish()
    };
    let expected = format!(
        r#"{{"iat":1763752592,"exp":1763752892,"nbf":1763752600,"sub":"{SUB}","scp":["video.services.assets:read"],"iss":"example.com","msg":{{"id":"1234"}}}}"#
    );
    assert_eq!(claims(&full), expected);
    let blank = Wish { iss: "  ".to_owned(), msg: "\n ".to_owned(), ..wish() };
    assert_eq!(claims(&blank), claims(&wish()));
}

#[test]
fn scopes_keep_their_order_and_are_escaped() {
    let scopes = ["video.services.channels:read", "a\"b\\c\n", "video.services.assets:read", "é"];
    let claims = claims(&Wish { scopes: scopes.map(str::to_owned).to_vec(), ..Wish::default() });
    let expected = r#""scp":["video.services.channels:read","a\"b\\c\n","video.services.assets:read","é"]"#;
    assert!(claims.contains(expected), "{claims}");
    assert!(claims_of_no_scope().contains(r#""scp":[]"#));
}

fn claims_of_no_scope() -> String {
    claims(&Wish::default())
}

#[test]
fn msg_keeps_order_duplicates_and_the_text_of_numbers() {
    let typed = r#"{"z":1.0,"a":18446744073709551616,"z":1e400,"m":-0,"n":1.10}"#;
    assert_eq!(claims_with_msg(typed), typed);
}

#[test]
fn msg_keeps_its_escapes_and_the_blanks_in_strings() {
    let typed = r#"{"a b":"  two  blanks ","\u0061":"\ud83d\ude00 \"quoted\\\" \\","é":"é"}"#;
    assert_eq!(claims_with_msg(typed), typed);
}

#[test]
fn msg_loses_the_blanks_between_its_parts() {
    assert_eq!(claims_with_msg("\n{ \"a\" :\t[ 1 , 2 ,\r\n { } ] }\n"), r#"{"a":[1,2,{}]}"#);
    assert_eq!(claims_with_msg("{}"), "{}");
}

#[test]
fn the_same_key_wish_and_moment_give_the_same_token() {
    let full = Wish { nbf: Some(NOW), iss: "example.com".to_owned(), msg: r#"{"id":1}"#.to_owned(), ..wish() };
    assert_eq!(mint(&full).token(), mint(&full).token());
    assert_ne!(mint(&full).token(), mint(&wish()).token());
    assert_ne!(mint(&wish()).token(), sign(&live(), &wish(), NOW.plus(1)).unwrap().token());
    assert_ne!(mint(&wish()).token(), sign(&other(), &wish(), NOW).unwrap().token());
}

#[test]
fn what_is_made_is_accepted_until_it_ends() {
    let wishes = [
        wish(),
        Wish { net: true, ..wish() },
        Wish::for_slicer(),
        Wish { nbf: Some(NOW), iss: "example.com".to_owned(), msg: "{\"a\": [1, \"é\"]}".to_owned(), ..wish() },
    ];
    for wish in &wishes {
        let token = mint(wish);
        let (status, judgement) = judge(token.token(), Some(&live()), NOW);
        assert_eq!((status, judgement.verdict), (Status::Verified, Verdict::Accept), "{judgement:?}");
        let (_, later) = judge(token.token(), Some(&live()), NOW.plus(300));
        let ends = if wish.net { Verdict::Accept } else { Verdict::Refuse };
        assert_eq!(later.verdict, ends, "{later:?}");
        assert_ne!(judge(token.token(), Some(&other()), NOW).0, Status::Verified);
    }
}

#[test]
fn a_scope_that_the_key_does_not_grant_can_be_tried_and_is_found() {
    let token = mint(&Wish { scopes: vec!["video.services.le:read".to_owned()], ..Wish::default() });
    assert_eq!(codes_of(&judge(token.token(), Some(&live()), NOW).1), ["scope_not_granted"]);
    assert_eq!(codes_of(&judge(token.token(), Some(&live_granting(&["video.services.le"])), NOW).1), [""; 0]);
}

#[test]
fn the_lines_carry_the_bare_token() {
    let token = mint(&Wish::for_slicer());
    assert_eq!(token.header_line().expose(), format!("X-Auth-Uplynk-Jwt: {}", token.token()));
    assert_eq!(token.slicer_line().expose(), format!("apikey: token_{}", token.token()));
}

#[test]
fn identifiers_from_the_key_are_escaped() {
    let key = live().with_identity(Some("a\"b".to_owned()), Some("\\\u{1}é".to_owned()), None);
    let token = sign(&key, &wish(), NOW).unwrap();
    assert_eq!(token.header_json(), r#"{"alg":"ES256","kid":"a\"b","typ":"JWT"}"#);
    assert!(token.claims_json().contains(r#""sub":"\\\u0001é""#), "{}", token.claims_json());
    assert_eq!(judge(token.token(), Some(&key), NOW).1.verdict, Verdict::Accept);
}

const PUBLIC: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;

#[test]
fn a_key_that_can_not_sign_or_has_no_identity_makes_no_token() {
    let fails = |key: &Credential| sign(key, &wish(), NOW).unwrap_err();
    assert_eq!(fails(&read_jwk(PUBLIC).unwrap()), MintError::CannotSign);
    let private = PUBLIC.replace('}', r#","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}"#);
    let nameless = read_jwk(&private).unwrap();
    assert_eq!(fails(&nameless), MintError::KidMissing);
    let without_owner = nameless.with_identity(Some("kid".to_owned()), None, None);
    assert_eq!(fails(&without_owner), MintError::SubMissing);
    assert!(sign(&without_owner.with_identity(None, Some("sub".to_owned()), None), &wish(), NOW).is_ok());
}

#[test]
fn msg_that_is_no_object_makes_no_token() {
    let with = |msg: &str| error(&Wish { msg: msg.to_owned(), ..wish() });
    assert_eq!(with("[1]"), MintError::MsgNotObject("an array"));
    assert_eq!(with("null"), MintError::MsgNotObject("null"));
    assert_eq!(with("\"{}\""), MintError::MsgNotObject("a string"));
    assert_eq!(with("{\"a\":"), MintError::MsgNotJson(JsonError::Ends));
    assert_eq!(with("{\"a\":1}}"), MintError::MsgNotJson(JsonError::Grammar { line: 1, column: 8 }));
    assert_eq!(with("{\n\"a\": nope}"), MintError::MsgNotJson(JsonError::Grammar { line: 2, column: 7 }));
    assert_eq!(with("{'a':1}"), MintError::MsgNotJson(JsonError::Grammar { line: 1, column: 2 }));
    assert_eq!(with("{\"a\":1} // why"), MintError::MsgNotJson(JsonError::Grammar { line: 1, column: 9 }));
}

/// What is made can be read again, also at the limit of what is read.
#[test]
fn msg_is_at_most_as_deep_as_the_claims_can_be_read() {
    let nested = |depth: usize| format!("{}0{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    let with = |depth: usize| sign(&live(), &Wish { msg: nested(depth), ..wish() }, NOW);
    assert_eq!(judge(with(127).unwrap().token(), Some(&live()), NOW).1.verdict, Verdict::Accept);
    assert_eq!(with(128).unwrap_err(), MintError::MsgNotJson(JsonError::TooDeep));
    assert_eq!(with(100_000).unwrap_err(), MintError::MsgNotJson(JsonError::TooDeep));
}

#[test]
fn every_error_has_a_sentence_and_a_way_out() {
    for error in [
        MintError::CannotSign,
        MintError::KidMissing,
        MintError::SubMissing,
        MintError::NbfNotATime(TimeError::NotATime),
        MintError::MsgNotJson(JsonError::Ends),
        MintError::MsgNotObject("an array"),
    ] {
        assert!(error.to_string().len() > 10 && error.advice().len() > 10, "{error:?}");
    }
    assert!(MintError::MsgNotJson(JsonError::Grammar { line: 2, column: 7 }).to_string().contains("line 2, column 7"));
}

#[test]
fn a_token_made_at_the_end_of_the_calendar_is_still_one() {
    for second in [253_402_300_799, i64::MAX, 0, -62_135_596_800, i64::MIN] {
        let token = sign(&live(), &wish(), UnixTime(second)).unwrap();
        assert_eq!(judge(token.token(), Some(&live()), UnixTime(second)).0, Status::Verified);
    }
}

#[test]
fn the_token_is_not_in_its_debug_text() {
    let token = mint(&Wish { msg: r#"{"password":"hunter2"}"#.to_owned(), ..wish() });
    let shown = format!("{token:?} {:?} {:?}", token.header_line(), ParsedToken::parse(token.token()));
    assert!(token.token().split('.').all(|part| !shown.contains(part)) && !shown.contains("hunter2"), "{shown}");
}
