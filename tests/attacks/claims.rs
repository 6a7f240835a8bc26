//! Claims that one reader sees otherwise than another.

use token_debugger::domain::finding::Verdict;
use token_debugger::domain::signature::Status;

use crate::token_support::{NOW, OTHER_KID, codes, codes_of, compact, judge, live, quoted, valid};

/// A name with escapes is the same name (RFC 8259, section 8.3): no second `exp` or `alg` hides behind a spelling.
#[test]
fn a_member_spelled_with_escapes_is_the_same_member_and_a_duplicate() {
    assert_eq!(codes(&valid().further_claim("\\u0065xp", "1")), ["duplicate_member", "expired"]);
    let header = valid().header_json().replacen('}', ",\"\\u0061lg\":\"none\"}", 1);
    let token = compact(header.as_bytes(), valid().claims_json().as_bytes(), &live());
    let (status, judgement) = judge(&token, Some(&live()), NOW);
    assert_eq!(status, Status::NotVerifiable);
    assert_eq!(codes_of(&judgement), ["alg_none", "duplicate_member"]);
}

/// Names that look alike, or differ in case, are other names (RFC 7519, section 4).
#[test]
fn a_claim_whose_name_only_looks_right_does_not_count() {
    for name in ["EXP", "Exp", "exp ", "\u{435}xp", "e\u{200b}xp"] {
        let token = valid().without_claim("exp").further_claim(name, NOW.0 + 60).signed();
        let (_, judgement) = judge(&token, Some(&live()), NOW);
        assert!(codes_of(&judgement).contains(&"exp_missing"), "{name}");
        assert_eq!(judgement.verdict, Verdict::Refuse, "{name}");
    }
}

/// A scope counts as it is spelled: letters that look alike grant nothing.
#[test]
fn a_scope_that_only_looks_granted_is_not() {
    for scope in [
        "video.services.\u{430}ssets:read",
        "video.services.assets\u{200b}:read",
        "VIDEO.services.assets:read",
        "video.services.assets:read/../assets:admin",
        "video.services.assets:read\\u0000",
    ] {
        let token = valid().claim("scp", format!("[{}]", quoted(scope))).signed();
        let (_, judgement) = judge(&token, Some(&live()), NOW);
        assert!(codes_of(&judgement).contains(&"scope_not_granted"), "{scope}");
        assert_eq!(judgement.verdict, Verdict::Refuse, "{scope}");
    }
}

/// A good token of one kind in the place of another (RFC 8725, sections 3.11 and 3.12).
#[test]
fn a_token_of_another_kind_is_refused_though_its_signature_holds() {
    let typed = |typ: &str| valid().header("typ", &quoted(typ));
    for typ in ["at+jwt", "secevent+jwt", "dpop+jwt", "JOSE", "JOSE+JSON", "application/jwt", "jwt"] {
        assert_eq!(codes(&typed(typ)), ["typ_not_jwt"], "{typ}");
        assert_eq!(judge(&typed(typ).signed(), Some(&live()), NOW).1.verdict, Verdict::Refuse, "{typ}");
    }
    // An OAuth access token: `scope` is a text, there is no `scp`.
    let oauth = valid().without_claim("scp").claim("scope", quoted("video.services.assets:read"));
    assert!(codes(&oauth).contains(&"scp_missing"));
}

/// Somebody else's token under the loaded key's signature, and the other way round (RFC 8725, section 3.8).
#[test]
fn a_token_of_another_owner_or_key_is_refused() {
    assert_eq!(codes(&valid().claim("sub", quoted("somebody-else"))), ["sub_mismatch"]);
    assert_eq!(codes(&valid().header("kid", &quoted(OTHER_KID))), ["kid_mismatch"]);
    for draft in [valid().claim("sub", quoted("somebody-else")), valid().header("kid", &quoted(OTHER_KID))] {
        assert_eq!(judge(&draft.signed(), Some(&live()), NOW).1.verdict, Verdict::Refuse);
    }
}

/// There is no audience in an XAuth token: one that is there is said, and asks nothing of the reader.
#[test]
fn an_audience_is_named_as_unknown() {
    assert_eq!(codes(&valid().claim("aud", quoted("https://elsewhere.example"))), ["unknown_claim"]);
}

/// A token in a token, several deep: only the outermost is read, and it is said.
#[test]
fn a_nested_token_is_not_taken_for_its_wrapping() {
    let mut token = valid().signed();
    for _ in 0..5 {
        token = compact(br#"{"alg":"ES256","kid":"k","typ":"JWT","cty":"JWT"}"#, token.as_bytes(), &live());
        let (_, judgement) = judge(&token, Some(&live()), NOW);
        assert_eq!(judgement.verdict, Verdict::Refuse);
        assert!(codes_of(&judgement).contains(&"nested_token"));
    }
}
