//! Whether key and token are ready for a Slicer.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod slicer_support;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use slicer_support::{key, key_of};
use token_debugger::domain::credential::Credential;
use token_debugger::domain::mint::{Wish, sign};
use token_debugger::domain::scope::SLICER_SCOPE;
use token_debugger::domain::slicer::{
    Need, NeedState, Requirement, Terms, is_ready, line_of, readiness, readiness_of_token,
};
use token_debugger::domain::time::UnixTime;
use token_debugger::domain::token::ParsedToken;

const NOW: UnixTime = UnixTime(1_795_288_592);

fn find(requirements: &[Requirement], need: Need) -> &Requirement {
    requirements.iter().find(|requirement| requirement.need == need).unwrap()
}

fn unmet(requirements: &[Requirement]) -> Vec<Need> {
    let unmet = requirements.iter().filter(|requirement| requirement.state == NeedState::Unmet);
    unmet
        .map(|requirement| {
            assert!(!requirement.reason.is_empty() && requirement.advice.ends_with('.'), "{requirement:?}");
            requirement.need
        })
        .collect()
}

fn of_key(credential: &Credential) -> Vec<Requirement> {
    readiness(Some(credential), &Terms::of_wish(&Wish::for_slicer()), NOW)
}

fn of_claims(claims: &str) -> Vec<Requirement> {
    let encode = |json: &str| URL_SAFE_NO_PAD.encode(json);
    let token = format!("{}.{}.c2ln", encode(r#"{"alg":"ES256"}"#), encode(claims));
    readiness_of_token(&Terms::of_token(&ParsedToken::parse(&token)).unwrap(), NOW)
}

#[test]
fn a_key_with_the_scope_and_the_slicers_wish_is_ready() {
    let requirements = of_key(&key());
    assert_eq!(requirements.iter().map(|requirement| requirement.need).collect::<Vec<_>>(), Need::ALL);
    assert!(requirements.iter().all(Requirement::is_met), "{requirements:?}");
    assert!(is_ready(&requirements));
}

#[test]
fn without_a_key_nothing_is_ready() {
    let requirements = readiness(None, &Terms::of_wish(&Wish::for_slicer()), NOW);
    assert_eq!(unmet(&requirements), [Need::KeyThatSigns, Need::KeyGrantsScope]);
}

#[test]
fn a_key_that_does_not_grant_the_scope_is_named_with_what_it_grants() {
    for (granted, reason) in [
        (vec!["video.services.assets:read"], "It grants video.services.assets:read"),
        (vec!["video.services.ingest"], "It grants video.services.ingest"),
        (vec!["a", "b", "c", "d", "e"], "It grants a, b, c and 2 more"),
        (vec![], "It grants no scope"),
    ] {
        let scopes = granted.into_iter().map(str::to_owned).collect();
        let requirements = of_key(&key().with_identity(None, None, Some(scopes)));
        assert_eq!(unmet(&requirements), [Need::KeyGrantsScope]);
        assert_eq!(find(&requirements, Need::KeyGrantsScope).reason, reason);
    }
}

#[test]
fn unknown_scopes_are_neither_met_nor_in_the_way() {
    let pem = key_of("pkcs8.pem");
    assert_eq!(unmet(&of_key(&pem)), [Need::KeyThatSigns]);
    let named = pem.with_identity(Some("kid".to_owned()), Some("sub".to_owned()), None);
    let requirements = of_key(&named);
    assert_eq!(find(&requirements, Need::KeyGrantsScope).state, NeedState::Unknown);
    assert!(is_ready(&requirements));
}

#[test]
fn a_public_key_and_a_sample_key_are_not_ready() {
    assert_eq!(unmet(&of_key(&key_of("public.pem"))), [Need::KeyThatSigns]);
    let sample = Credential::sample(&[7; 32]).unwrap();
    assert_eq!(unmet(&of_key(&sample)), [Need::KeyThatSigns]);
}

#[test]
fn each_deviation_of_a_wish_is_the_one_that_is_unmet() {
    let fit = Wish::for_slicer();
    let with_scopes =
        |scopes: &[&str]| Wish { scopes: scopes.iter().map(ToString::to_string).collect(), ..fit.clone() };
    let cases = [
        (with_scopes(&[SLICER_SCOPE, "video.services.assets:read"]), vec![Need::OnlyThatScope]),
        (with_scopes(&["video.services.assets:read"]), vec![Need::OnlyThatScope]),
        (with_scopes(&[]), vec![Need::OnlyThatScope]),
        (Wish { net: false, ..fit.clone() }, vec![Need::NetWithoutExp]),
        (Wish { nbf: Some(NOW.plus(1)), ..fit.clone() }, vec![Need::NoFutureNbf]),
        (Wish { nbf: Some(NOW), ..fit.clone() }, vec![]),
        (Wish { iss: "example.com".to_owned(), ..fit.clone() }, vec![]),
        (Wish { net: false, nbf: Some(NOW.plus(60)), ..with_scopes(&[]) }, Need::ALL[2..].to_vec()),
    ];
    for (wish, expected) in cases {
        let requirements = readiness(Some(&key()), &Terms::of_wish(&wish), NOW);
        assert_eq!(unmet(&requirements), expected, "{wish:?}");
        // The token that is made of the wish says the same.
        let token = sign(&key(), &wish, NOW).unwrap();
        let terms = Terms::of_token(&ParsedToken::parse(token.token())).unwrap();
        assert_eq!(terms, Terms::of_wish(&wish), "{wish:?}");
    }
}

#[test]
fn a_token_made_elsewhere_is_judged_by_its_claims() {
    let scope = SLICER_SCOPE;
    for (claims, expected) in [
        (format!(r#"{{"scp":["{scope}"],"net":true}}"#), vec![]),
        (format!(r#"{{"scp":["{scope}","{scope}"],"net":true,"nbf":0.5}}"#), vec![]),
        (format!(r#"{{"scp":["{scope}"],"net":"true"}}"#), vec![Need::NetWithoutExp]),
        (format!(r#"{{"scp":["{scope}"],"net":true,"exp":null}}"#), vec![Need::NetWithoutExp]),
        (format!(r#"{{"scp":"{scope}","net":true}}"#), vec![Need::OnlyThatScope]),
        (format!(r#"{{"scp":["{scope}",7],"net":true}}"#), vec![Need::OnlyThatScope]),
        (format!(r#"{{"scp":["{scope} "],"net":true}}"#), vec![Need::OnlyThatScope]),
        (r#"{"net":true}"#.to_owned(), vec![Need::OnlyThatScope]),
        (format!(r#"{{"scp":["{scope}"],"net":true,"nbf":"now"}}"#), vec![Need::NoFutureNbf]),
        (format!(r#"{{"scp":["{scope}"],"net":true,"nbf":1e400}}"#), vec![Need::NoFutureNbf]),
        (format!(r#"{{"scp":["{scope}"],"net":true,"nbf":1795288592.5}}"#), vec![Need::NoFutureNbf]),
    ] {
        assert_eq!(unmet(&of_claims(&claims)), expected, "{claims}");
    }
}

#[test]
fn a_future_nbf_is_worded_from_now() {
    let wish = Wish { nbf: Some(NOW.plus(287)), ..Wish::for_slicer() };
    let requirements = readiness(Some(&key()), &Terms::of_wish(&wish), NOW);
    assert_eq!(find(&requirements, Need::NoFutureNbf).reason, "nbf is in 4 min 47 s");
}

#[test]
fn the_line_is_the_documented_one() {
    let token = sign(&key(), &Wish::for_slicer(), NOW).unwrap();
    assert_eq!(line_of(token.token()), token.slicer_line());
    assert_eq!(format!("{:?}", line_of(token.token())), "[redacted]");
}

/// The names in JSON output are stable, the titles those of the list.
#[test]
fn needs_and_states_have_their_names() {
    assert_eq!(
        Need::ALL.map(Need::as_str),
        ["key_that_signs", "key_grants_scope", "only_that_scope", "net_without_exp", "no_future_nbf"]
    );
    let titles = Need::ALL.map(Need::title);
    for (title, word) in titles.iter().zip(["sign", "ingest.slicer:ops", "scope", "exp", "nbf"]) {
        assert!(title.contains(word), "{title}");
    }
    assert_eq!(
        [NeedState::Met, NeedState::Unmet, NeedState::Unknown].map(NeedState::as_str),
        ["met", "unmet", "unknown"]
    );
}
