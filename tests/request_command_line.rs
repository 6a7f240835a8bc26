//! `request` on the command line: what goes where, exit codes, JSON.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod private_file;

use std::ffi::OsString;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use private_file::private_copy;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use token_debugger::cli::{self, Outcome, World};
use token_debugger::domain::time::{UnixTime, Zone};

const NOW: i64 = 1_795_288_592;
const KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/keys/good/live-ops.env");

struct Output {
    code: u8,
    stdout: String,
    stderr: String,
}

fn run_with(arguments: &[&str], mut stdin: &[u8]) -> Output {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut world = World {
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
        now: UnixTime(NOW),
        local: Zone::UTC,
        colour: false,
    };
    let arguments = ["token-debugger", "request"].iter().chain(arguments).map(OsString::from);
    let Outcome::Exit(code) = cli::run(arguments, &mut world) else { panic!("a window") };
    Output { code, stdout: String::from_utf8(stdout).unwrap(), stderr: String::from_utf8(stderr).unwrap() }
}

fn run(arguments: &[&str]) -> Output {
    run_with(arguments, b"")
}

fn json(output: &Output) -> Value {
    assert_eq!(output.stdout.matches('\n').count(), 1);
    serde_json::from_str(&output.stdout).unwrap()
}

#[track_caller]
fn assert_unusable(arguments: &[&str], sentence: &str) {
    let output = run(arguments);
    assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{}", output.stderr);
    assert!(output.stderr.contains(sentence), "{sentence:?} is not in {:?}", output.stderr);
    assert!(output.stderr.lines().nth(1).is_some(), "no advice in {:?}", output.stderr);
}

#[test]
fn text_goes_to_standard_output_and_the_rest_to_standard_error() {
    let key = private_copy("live-ops.env");
    let key = key.to_str().unwrap();
    let output = run(&["--key", key, "--endpoint", "get", "/api/v4/channels/{id}", "--param", "id=a b"]);
    assert_eq!(output.code, 0);
    assert!(output.stdout.ends_with("    'https://services.uplynk.com/api/v4/channels/a%20b'\n"), "{}", output.stdout);
    let lines: Vec<&str> = output.stderr.lines().collect();
    assert_eq!(lines[0], "This call needs video.services.channels:read (inferred); the token has it.");
    assert!(
        lines[1].starts_with("Fill UPLYNK_JWT first, in the same shell, with UPLYNK_JWT=$(token-debugger mint --key '")
    );
    assert_eq!(lines.len(), 2);
}

#[test]
fn token_is_in_the_text_only_with_inline() {
    for form in ["curl", "python", "javascript", "http"] {
        let arguments = ["--key", KEY, "--endpoint", "GET", "/api/v4/channels", "--as", form];
        let plain = run(&arguments);
        assert!(!plain.stdout.contains("eyJ") && !plain.stderr.contains("eyJ"), "{form}");
        let inline = run(&[&arguments[..], &["--inline"]].concat());
        assert_eq!(inline.stdout.matches("eyJhbGciOiJFUzI1NiIs").count(), 1, "{form}");
        assert!(!inline.stderr.contains("eyJ"), "{form}");
        assert!(!inline.stdout.contains("UPLYNK_JWT"), "{form}");
    }
}

#[test]
fn call_puts_its_parameters_into_the_token_and_says_what_is_presumed() {
    let arguments = ["--key", KEY, "--call", "/api2/asset/get", "--param", "id=x", "--only-needed-scope", "--inline"];
    let output = run(&[&arguments[..], &["--json"]].concat());
    let json = json(&output);
    assert_eq!(json["method"], "GET");
    assert_eq!(
        (json["url"].as_str(), &json["body"]),
        (Some("https://services.uplynk.com/api2/asset/get"), &Value::Null)
    );
    let token = json["text"].as_str().unwrap().split("Jwt: ").nth(1).unwrap();
    let claims = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!(claims["msg"], serde_json::json!({"id": "x"}));
    assert_eq!(claims["scp"], serde_json::json!(["video.services.assets:read"]));
    assert_eq!((claims["iat"].as_i64(), claims["exp"].as_i64()), (Some(NOW), Some(NOW + 300)));
    let notes = json["notes"].as_array().unwrap();
    assert!(notes[0].as_str().unwrap().ends_with("is presumed."), "{notes:?}");
}

#[test]
fn json_has_the_stable_members() {
    let output = run(&["--key", KEY, "--endpoint", "POST", "/api/v4/unheard-of", "--body", "[1]", "--json"]);
    let json = json(&output);
    let names: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["as", "text", "method", "url", "body", "scope", "notes", "findings"]);
    let scope: Vec<&str> = json["scope"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(scope, ["needed", "basis", "state", "message", "advice"]);
    assert_eq!((json["scope"]["state"].as_str(), &json["scope"]["needed"]), (Some("not_known"), &Value::Null));
    assert_eq!((json["as"].as_str(), json["body"].as_str()), (Some("curl"), Some("[1]")));
}

#[test]
fn scope_that_the_key_does_not_grant_is_written_and_found() {
    let output = run(&["--key", KEY, "--endpoint", "PATCH", "/api/v4/channels/1", "--only-needed-scope"]);
    assert_eq!(output.code, 1);
    assert!(output.stdout.contains("--request PATCH"));
    assert!(output.stderr.contains("the key does not grant it. Grant the scope"), "{}", output.stderr);
    assert!(output.stderr.contains("scope_not_granted"));
}

#[test]
fn calls_that_can_not_be_are_refused() {
    let endpoint = |path| ["--key", KEY, "--endpoint", "GET", path];
    assert_unusable(&endpoint("/api/v4/channels/{id}"), "The path's parameter {id} has no value");
    assert_unusable(&endpoint("/api/v4/a b"), "Character 10 of the path is a space");
    assert_unusable(&endpoint("/api2/asset/get"), "/api2/asset/get is the path of a v2 call");
    assert_unusable(&["--key", KEY, "--call", "/api/v4/assets"], "The path of a v2 call starts with /api2/");
    assert_unusable(&["--key", KEY, "--endpoint", "HEAD", "/x"], "HEAD is no method");
    assert_unusable(&["--key", KEY, "--endpoint", "GET", "/x", "--only-needed-scope"], "not in the catalogue");
    assert_unusable(
        &["--key", KEY, "--endpoint", "GET", "/x", "--root", "http://a.example"],
        "unencrypted to a.example",
    );
    assert_unusable(&["--key", KEY, "--endpoint", "GET", "/x", "--root", "https://u:p@a.example"], "a user name");
    assert_unusable(&["--key", KEY, "--endpoint", "POST", "/x", "--body", "{"], "The body is not JSON");
    assert_unusable(&["--key", KEY, "--call", "/api2/x", "--msg", "[]"], "The parameters are an array, not an object");
    assert_unusable(&["--key", "missing.env", "--list-x"], "--list-x");
    let pem = KEY.replace("live-ops.env", "pkcs8.pem");
    assert_unusable(
        &["--key", &pem, "--endpoint", "GET", "/x", "--scope", "s"],
        "The key ID (kid) of this key is not known",
    );
    let public = KEY.replace("live-ops.env", "public.pem");
    let identity = ["--kid", "k", "--sub", "s", "--scope", "s"];
    let arguments = [&["--key", &public, "--endpoint", "GET", "/x"][..], &identity].concat();
    assert_unusable(&arguments, "can't sign");
}

#[test]
fn arguments_that_do_not_go_together_are_refused() {
    for arguments in [
        &["--key", KEY][..],
        &["--endpoint", "GET", "/x"],
        &["--key", KEY, "--endpoint", "GET", "/x", "--call", "/api2/x"],
        &["--key", KEY, "--endpoint", "GET", "/x", "--msg", "{}"],
        &["--key", KEY, "--call", "/api2/x", "--body", "{}"],
        &["--key", KEY, "--call", "/api2/x", "--query", "a=b"],
        &["--key", KEY, "--call", "/api2/x", "--param", "a=b", "--msg", "{}"],
        &["--key", KEY, "--call", "/api2/x", "--param", "a"],
        &["--key", KEY, "--call", "/api2/x", "--scope", "s", "--only-needed-scope"],
        &["--key", KEY, "--list"],
        &["stapi", "HEAD", "/x"],
    ] {
        let output = run(arguments);
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{arguments:?}");
    }
}

#[test]
fn pem_takes_identity_and_scopes_from_the_arguments() {
    let pem = KEY.replace("live-ops.env", "pkcs8.pem");
    let identity = ["--kid", "my kid", "--sub", "my owner", "--scope", "video.services.channels:read"];
    let output =
        run(&[&["--key", &pem, "--endpoint", "GET", "/api/v4/channels", "--as", "python"][..], &identity].concat());
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert!(output.stdout.contains("{\"kid\": \"my kid\"}") && output.stdout.contains("\"sub\": \"my owner\""));
}

#[test]
fn catalogue_is_listed_as_text_and_as_json() {
    let text = run(&["--list"]);
    assert_eq!((text.code, text.stdout.lines().count()), (0, 52));
    let rows = json(&run(&["--list", "--json"]));
    assert_eq!(rows.as_array().unwrap().len(), 52);
    assert_eq!(
        rows[26],
        serde_json::json!({
            "api": "v2",
            "method": "CALL",
            "path": "/api2/library/get",
            "scope": "video.services.assets.libraries:read",
            "basis": "inferred",
        })
    );
}

#[test]
fn other_systems_need_no_key() {
    for (arguments, part) in [
        (&["stapi", "GET", "/channels", "--as", "http"][..], "GET /v1/channels HTTP/1.1\r\nHost: api.stapi.io\r\n"),
        (&["bearer", "DELETE", "/x", "--root", "https://a.example", "--as", "http"], "Bearer $OAUTH_ACCESS_TOKEN"),
        (&["client-credentials", "https://a.example/token", "--as", "http"], "Basic $OAUTH_CLIENT_BASIC"),
    ] {
        let output = run(arguments);
        assert_eq!(output.code, 0, "{}", output.stderr);
        assert!(output.stdout.contains(part), "{}", output.stdout);
        assert!(output.stderr.contains("in place of $"), "{}", output.stderr);
    }
}

#[test]
fn authorization_url_has_a_fresh_verifier_and_state() {
    let ask = || json(&run(&["authorize", "https://a.example/auth", "--client-id", "c", "--json"]));
    let (one, other) = (ask(), ask());
    assert!(one["state"] != other["state"] && one["code_verifier"] != other["code_verifier"]);
    let verifier = one["code_verifier"].as_str().unwrap();
    assert_eq!(verifier.len(), 43);
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
    let url = one["url"].as_str().unwrap();
    assert!(url.contains(&format!("&code_challenge={challenge}&code_challenge_method=S256")), "{url}");
    assert!(url.contains(&format!("&state={}", one["state"].as_str().unwrap())) && !url.contains(verifier));
    let text = run(&["authorize", "https://a.example/auth", "--client-id", "c"]);
    assert!(
        text.stdout.starts_with("https://a.example/auth?response_type=code") && text.stderr.contains("code_verifier")
    );
}

#[test]
fn answer_is_explained_from_the_token_in_the_paste() {
    let token = run(&["--key", KEY, "--endpoint", "GET", "/api/v4/channels", "--inline", "--as", "http"]).stdout;
    let late = (NOW + 400).to_string();
    let paste = format!("{token}\nHTTP/1.1 401 Unauthorized\r\n\r\n{{\"msg\":\"\\u001b[31mno\"}}");
    let output = run_with(&["explain", "--key", KEY, "--at", &late], paste.as_bytes());
    assert_eq!(output.code, 1);
    assert!(
        output.stdout.starts_with("Answer 401 · the token would be refused\nlikely   Expired 1 min 40 s ago"),
        "{}",
        output.stdout
    );
    assert!(!output.stdout.contains('\u{1b}'));
    let json = json(&run_with(&["explain", "--key", KEY, "--at", &late, "--json"], paste.as_bytes()));
    assert_eq!((json["status"].as_i64(), json["verdict"].as_str()), (Some(401), Some("refuse")));
    assert_eq!(json["causes"][0]["likelihood"], "likely");
    let fresh = run_with(&["explain", "--key", KEY], paste.as_bytes());
    assert!(fresh.code == 0 && fresh.stdout.contains("revision may be deactivated"));
}

#[test]
fn answer_without_token_or_status_is_said() {
    let output = run_with(&["explain"], b"403");
    assert_eq!(output.code, 0);
    assert!(output.stdout.starts_with("Answer 403 · no token to look at\n"));
    let output = run_with(&["explain"], b"nothing");
    assert_eq!((output.code, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("There is no status in the answer"));
}

#[test]
fn every_help_has_an_example() {
    for name in ["explain", "stapi", "bearer", "client-credentials", "authorize"] {
        let output = run(&[name, "--help"]);
        assert_eq!(output.code, 0);
        assert!(output.stdout.contains(&format!("  token-debugger request {name}")), "{}", output.stdout);
    }
}
