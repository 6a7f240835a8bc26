//! `mint`: what is printed, and what is said beside it.

use serde_json::{Value, json};

use super::support::{HIDDEN, KID, NOW, Output, SLICER_SCOPE, SUB, assert_visible, key_file, live_ops, names, run};

fn mint(more: &[&str]) -> Output {
    let key = live_ops();
    run(&[&["mint", "--key", &key], more].concat(), b"")
}

/// What `read` says of it with the same key, at the same moment.
fn judge(text: &str) -> Output {
    let key = live_ops();
    run(&["read", "--key", &key, "--json"], text.as_bytes())
}

#[test]
fn the_token_has_every_granted_scope_and_is_accepted() {
    let output = mint(&[]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let read = judge(&output.stdout).json();
    assert_eq!(read["verdict"], "accept");
    assert_eq!(read["header"], json!({"alg": "ES256", "kid": KID, "typ": "JWT"}));
    let scopes = json!(["video.services.assets:read", "video.services.channels:read", SLICER_SCOPE]);
    assert_eq!(read["claims"], json!({"iat": NOW, "exp": NOW + 300, "sub": SUB, "scp": scopes}));
}

#[test]
fn the_same_call_at_the_same_moment_gives_the_same_token() {
    assert_eq!(mint(&[]).stdout, mint(&[]).stdout);
    assert_eq!(mint(&["--at", "1763752400"]).stdout, mint(&[]).stdout);
    assert_ne!(mint(&["--at", "1763752401"]).stdout, mint(&[]).stdout);
}

#[test]
fn json_has_the_stable_members() {
    let json = mint(&["--as", "json"]).json();
    assert_eq!(names(&json), ["token", "header", "claims", "expires_at"]);
    assert_eq!(json["expires_at"], NOW + 300);
    assert_eq!(json["token"].as_str().unwrap(), mint(&[]).stdout.trim_end());
    assert_eq!(mint(&["--json"]).stdout, mint(&["--as", "json"]).stdout);
    assert_eq!(mint(&["--json", "--as", "token"]).code, 2);
    let net = mint(&["--net", "--json"]).json();
    assert!(net["expires_at"].is_null());
    assert!(net["claims"].get("exp").is_none());
    assert_eq!(net["claims"]["net"], true);
}

#[test]
fn every_form_carries_the_same_token() {
    let token = mint(&[]).stdout.trim_end().to_owned();
    assert_eq!(mint(&["--as", "token"]).stdout, format!("{token}\n"));
    assert_eq!(mint(&["--as", "header"]).stdout, format!("X-Auth-Uplynk-Jwt: {token}\n"));
    let curl = mint(&["--as", "curl"]).stdout;
    assert_eq!(curl, format!("curl --header 'X-Auth-Uplynk-Jwt: {token}' 'https://services.uplynk.com/'\n"));
    assert_eq!(judge(&curl).json()["found"]["kind"], "curl");
    assert_eq!(judge(&curl).json()["verdict"], "accept");
}

#[test]
fn a_slicer_line_is_a_net_token_with_the_one_scope() {
    let output = mint(&["--as", "slicer"]);
    assert_eq!(output.code, 0);
    let token = output.stdout.strip_prefix("apikey: token_").unwrap();
    assert!(token.starts_with("eyJ") && token.ends_with('\n'));
    let read = judge(&output.stdout);
    assert_eq!(read.json()["found"]["kind"], "slicer_config");
    assert_eq!(read.json()["claims"], json!({"iat": NOW, "sub": SUB, "scp": [SLICER_SCOPE], "net": true}));
    assert_eq!(read.json()["verdict"], "accept");
    assert_eq!(read.codes(), ["never_expires"]);
}

#[test]
fn a_slicer_line_never_expires_whatever_scope_is_asked_for() {
    let output = mint(&["--as", "slicer", "--scope", "video.services.assets:read"]);
    let claims = judge(&output.stdout).json()["claims"].clone();
    assert_eq!((&claims["net"], claims.get("exp")), (&Value::Bool(true), None));
}

#[test]
fn a_slicer_line_says_when_the_key_does_not_grant_its_scope() {
    let key = key_file("other.env");
    let output = run(&["mint", "--key", &key, "--as", "slicer"], b"");
    assert!(output.stdout.starts_with("apikey: token_eyJ"));
    assert!(output.stderr.contains("scope_not_granted"), "{}", output.stderr);
    assert_eq!(output.code, 1);
}

#[test]
fn a_scope_that_is_not_granted_is_minted_and_warned_of() {
    let output = mint(&["--scope", "video.services.assets:write"]);
    assert_eq!(output.code, 1);
    assert_eq!(judge(&output.stdout).codes(), ["scope_not_granted"]);
    assert!(output.stderr.starts_with("error "), "{}", output.stderr);
    assert!(output.stderr.contains("scope_not_granted, /claims/scp/0"), "{}", output.stderr);
    assert!(output.stderr.contains("video.services.assets:write"));
}

#[test]
fn errors_are_said_before_warnings() {
    let output = mint(&["--scope", "video.services.failover-groups:write"]);
    let severities: Vec<&str> = output
        .stderr
        .lines()
        .filter(|line| !line.starts_with(' '))
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    assert_eq!(severities, ["error", "warning"], "{}", output.stderr);
}

#[test]
fn asked_scopes_keep_their_order_and_are_the_only_ones() {
    let scopes = ["video.services.channels:read", "video.services.assets:read"];
    let output = mint(&["--scope", scopes[0], "--scope", scopes[1]]);
    assert_eq!(judge(&output.stdout).json()["claims"]["scp"], json!(scopes));
}

#[test]
fn nbf_iss_and_msg_are_carried_with_order_and_number_text_kept() {
    let msg = r#"{"z": 1.0, "a": 18446744073709551616}"#;
    let output = mint(&["--nbf", "2025-11-21T19:14:20Z", "--iss", "ops.example.com", "--msg", msg]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let read = judge(&output.stdout);
    assert!(read.stdout.contains(r#""msg":{"z":1.0,"a":18446744073709551616}"#), "{}", read.stdout);
    assert_eq!(read.json()["claims"]["nbf"], NOW + 60);
    assert_eq!(read.json()["claims"]["iss"], "ops.example.com");
    assert_eq!(read.codes(), ["not_yet_valid"]);
}

#[test]
fn nbf_behind_exp_is_an_error_that_names_both() {
    let output = mint(&["--nbf", "2025-11-21T20:13:20Z"]);
    assert_eq!(output.code, 1);
    assert!(output.stderr.contains("nbf_after_exp"), "{}", output.stderr);
    assert_eq!(mint(&["--nbf", "2025-11-21T20:13:20Z", "--net"]).code, 0);
}

#[test]
fn msg_that_is_no_object_is_refused_with_the_place_or_the_kind() {
    mint(&["--msg", "{\"id\": }"]).assert_unusable("msg can't be read as JSON");
    mint(&["--msg", "[1]"]).assert_unusable("not an object");
    mint(&["--msg", "null"]).assert_unusable("not an object");
}

#[test]
fn a_pem_file_needs_its_identity_from_the_call() {
    let pem = key_file("live-ops.pem");
    let call = |more: &[&str]| run(&[&["mint", "--key", &pem], more].concat(), b"");
    let scope = ["--scope", "video.services.assets:read"];
    call(&[]).assert_unusable("No scope is known");
    call(&scope).assert_unusable("kid");
    call(&[&scope[..], &["--kid", KID]].concat()).assert_unusable("sub");
    let whole = call(&[&scope[..], &["--kid", KID, "--sub", SUB]].concat());
    assert_eq!(whole.code, 0);
    assert_eq!(whole.stdout, mint(&scope).stdout);
}

#[test]
fn a_public_key_cannot_sign_and_says_what_to_load() {
    let public = key_file("public.pem");
    let scope = ["--scope", "video.services.assets:read"];
    let output = run(&[&["mint", "--key", &public, "--kid", KID, "--sub", SUB], &scope[..]].concat(), b"");
    output.assert_unusable("can't sign");
}

#[test]
fn mint_without_a_key_is_a_wrong_call() {
    let output = run(&["mint"], b"");
    assert_eq!((output.code, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("--key <FILE>"), "{}", output.stderr);
}

#[test]
fn hidden_characters_never_reach_the_terminal() {
    let output = mint(&["--iss", HIDDEN, "--scope", HIDDEN, "--json"]);
    assert_visible(&output.stdout);
    assert_visible(&output.stderr);
    assert_eq!(output.json()["claims"]["iss"], HIDDEN);
    assert!(output.stderr.contains("‹U+202E›"));
}

#[test]
fn a_root_url_with_hidden_characters_never_reaches_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.env");
    let env = std::fs::read_to_string(live_ops()).unwrap();
    for root in [format!("https://{HIDDEN}.example.com"), "https://'; reboot; '".to_owned()] {
        std::fs::write(&path, env.replace("https://services.uplynk.com", &root)).unwrap();
        for form in ["curl", "json"] {
            let output = run(&["mint", "--key", path.to_str().unwrap(), "--as", form], b"");
            assert_visible(&output.stdout);
            assert_visible(&output.stderr);
            assert!(!output.stdout.contains("''; reboot"), "{}", output.stdout);
        }
    }
}
