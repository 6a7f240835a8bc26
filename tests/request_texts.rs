//! Requests as text: what stands in them, where the credential comes from, and OAuth 2.0.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use token_debugger::domain::credential::{Credential, read_key};
use token_debugger::domain::mint::Wish;
use token_debugger::domain::request::oauth::{AuthorizationRequest, Pkce, client_credentials};
use token_debugger::domain::request::{
    Authentication, Form, HttpRequest, KeyFile, Method, Note, RequestError, RestRequest, Root, Secret, Signing,
    UrlError, Written, write,
};
use token_debugger::domain::secret::{SecretBytes, SecretText};
use token_debugger::domain::time::UnixTime;

fn key(name: &str) -> Credential {
    let path = format!("{}/tests/fixtures/keys/good/{name}", env!("CARGO_MANIFEST_DIR"));
    read_key(&SecretBytes::new(std::fs::read(path).unwrap()), name).unwrap()
}

fn request(method: Method, authentication: Authentication) -> HttpRequest {
    let request = RestRequest {
        method,
        path: "/api/v4/channels".to_owned(),
        parameters: Vec::new(),
        query: Vec::new(),
        body: String::new(),
    };
    request.to_http(&Root::parse("https://gateway.example/v").unwrap(), authentication).unwrap()
}

fn written(authentication: Authentication, form: Form) -> Written {
    write(&request(Method::Get, authentication), Secret::Variable, form).unwrap()
}

#[test]
fn credential_comes_from_the_environment_unless_asked_for() {
    let credential = SecretText::new("opaque-credential".to_owned());
    for authentication in [Authentication::XAuthToken, Authentication::StapiKey, Authentication::AccessToken] {
        for form in Form::ALL {
            let text = written(authentication, form).text;
            assert!(text.expose().contains(authentication.variable()), "{form:?}");
            let inline = write(&request(Method::Get, authentication), Secret::Inline(&credential), form).unwrap();
            assert!(inline.text.expose().contains("opaque-credential"));
            assert!(!inline.text.expose().contains(authentication.variable()));
            assert_eq!(inline.notes, [Note::Inline]);
            assert!(!format!("{inline:?}").contains("opaque-credential"));
        }
    }
}

#[test]
fn access_token_goes_behind_bearer_and_xauth_token_stands_bare() {
    let http = |authentication| written(authentication, Form::Http).text.expose().to_owned();
    assert!(http(Authentication::AccessToken).contains("\r\nAuthorization: Bearer $OAUTH_ACCESS_TOKEN\r\n"));
    assert!(http(Authentication::XAuthToken).contains("\r\nX-Auth-Uplynk-Jwt: $UPLYNK_JWT\r\n"));
    assert!(http(Authentication::StapiKey).contains("\r\nX-STAPI-API-Key: $STAPI_API_KEY\r\n"));
}

#[test]
fn credential_that_could_start_another_header_is_refused() {
    for (text, position) in
        [("a\r\nX: y", 2), ("a\n", 2), (" a", 1), ("a b", 2), ("a\u{0}", 2), ("é", 1), ("\u{7f}", 1)]
    {
        let credential = SecretText::new(text.to_owned());
        for form in Form::ALL {
            let result = write(&request(Method::Get, Authentication::StapiKey), Secret::Inline(&credential), form);
            assert_eq!(result.unwrap_err(), RequestError::CredentialCharacter { position }, "{text:?}");
        }
    }
    let empty =
        write(&request(Method::Get, Authentication::StapiKey), Secret::Inline(&SecretText::default()), Form::Curl);
    assert_eq!(empty.unwrap_err(), RequestError::Empty("The credential"));
}

#[test]
fn raw_message_has_host_target_and_the_length_of_an_empty_body() {
    let text = write(&request(Method::Post, Authentication::XAuthToken), Secret::Variable, Form::Http).unwrap().text;
    assert_eq!(
        text.expose(),
        "POST /v/api/v4/channels HTTP/1.1\r\nHost: gateway.example\r\nX-Auth-Uplynk-Jwt: $UPLYNK_JWT\r\n\
        Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
}

fn signed(name: &str, wish: &Wish, form: Form) -> Written {
    let key = key(name);
    let key_file = KeyFile::new("keys/it's.env", &key, &key).unwrap();
    let signing = Signing { key_file: &key_file, wish };
    write(&request(Method::Get, Authentication::XAuthToken), Secret::Signed(&signing), form).unwrap()
}

/// What a Python program calls is imported, and nothing else is.
#[test]
fn signing_programs_import_exactly_what_they_use() {
    const IMPORTS: [(&str, &str); 7] = [
        ("import base64", "base64.b64decode("),
        ("import json", "json.loads("),
        ("import time", "time.time("),
        ("import jwt", "jwt.encode("),
        ("import requests", "requests.request("),
        ("from cryptography.hazmat.primitives.serialization import load_pem_private_key", "= load_pem_private_key("),
        ("from dotenv import dotenv_values", "= dotenv_values("),
    ];
    for name in ["live-ops.env", "pem-with-identity.pem"] {
        for msg in ["", "{\"a\":1}"] {
            let written = signed(name, &Wish { msg: msg.to_owned(), ..Wish::default() }, Form::Python);
            let text = written.text.expose();
            for (import, usage) in IMPORTS {
                let is_imported = text.lines().any(|line| line == import);
                assert_eq!(is_imported, text.contains(usage), "{import} with {name} and {msg:?}\n{text}");
            }
            assert!(text.starts_with("# Needs: python3 -m pip install requests \"pyjwt[crypto]\""), "{text}");
            let needs = text.lines().next().unwrap();
            assert_eq!(
                needs.ends_with(" python-dotenv"),
                std::path::Path::new(name).extension().is_some_and(|extension| extension == "env"),
                "{needs}"
            );
            assert!(text.lines().filter(|line| line.contains("import ")).count() >= 4);
        }
    }
}

#[test]
fn programs_read_the_key_file_and_hold_no_key() {
    let wish = Wish { scopes: vec!["video.services.assets:read".to_owned()], ..Wish::default() };
    for form in [Form::Python, Form::JavaScript] {
        let written = signed("live-ops.env", &wish, form);
        let text = written.text.expose();
        assert!(text.contains("\"keys/it's.env\"") && text.contains("PRIVATE_B64") && text.contains("+ 300"));
        assert!(!text.contains("LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0") && !text.contains("6f1c2a7e"));
        assert_eq!(written.notes, []);
    }
}

#[test]
fn net_token_has_no_exp_in_programs_either() {
    let wish = Wish { net: true, nbf: Some(UnixTime(1_795_288_592)), iss: "a\"b".to_owned(), ..Wish::default() };
    let python = signed("live-ops.env", &wish, Form::Python);
    assert!(python.text.expose().contains("\"net\": True") && python.text.expose().contains("\"nbf\": 1795288592"));
    assert!(python.text.expose().contains("\"iss\": \"a\\\"b\"") && !python.text.expose().contains("\"exp\""));
    let javascript = signed("live-ops.env", &wish, Form::JavaScript);
    assert!(javascript.text.expose().contains("net: true") && !javascript.text.expose().contains("exp:"));
}

#[test]
fn curl_is_told_the_command_that_makes_the_token() {
    let wish = Wish {
        scopes: vec!["video.services.assets:read".to_owned()],
        msg: "{\"id\":\"it's\"}".to_owned(),
        ..Wish::default()
    };
    let written = signed("live-ops.env", &wish, Form::Curl);
    let Note::Variable { names, fill: Some(command) } = &written.notes[0] else { panic!("{:?}", written.notes) };
    assert_eq!(*names, ["UPLYNK_JWT"]);
    assert_eq!(
        command,
        "UPLYNK_JWT=$(token-debugger mint --key 'keys/it'\\''s.env' --scope 'video.services.assets:read' \
        --msg '{\"id\":\"it'\\''s\"}')"
    );
}

#[test]
fn numbers_that_javascript_rounds_are_said() {
    for (msg, rounded) in [
        ("{\"a\": 18446744073709551616}", true),
        ("{\"a\": [{\"b\": 0.12345678901234567}]}", true),
        ("{\"a\": 1e400}", true),
        ("{\"a\": 1763752400.0, \"b\": 0.000000000000000001, \"c\": \"18446744073709551616\"}", false),
    ] {
        let wish = Wish { msg: msg.to_owned(), ..Wish::default() };
        let notes = signed("live-ops.env", &wish, Form::JavaScript).notes;
        assert_eq!(notes.contains(&Note::NumbersRounded), rounded, "{msg}");
        assert_eq!(signed("live-ops.env", &wish, Form::Python).notes, []);
    }
}

#[test]
fn key_files_that_programs_can_read_are_known() {
    for (name, readable) in [
        ("live-ops.env", true),
        ("env-sec1.env", true),
        ("env-pkcs8-der.env", false),
        ("env-pem-lines.env", false),
        ("pkcs8.pem", true),
        ("sec1-parameters.pem", true),
        ("public.pem", false),
        ("pkcs8.der", false),
        ("private.jwk", false),
    ] {
        let loaded = key(name);
        let credential = loaded.clone().with_identity(Some("k".to_owned()), Some("s".to_owned()), None);
        assert_eq!(KeyFile::new("a", &loaded, &credential).is_some(), readable, "{name}");
    }
    let nameless = key("pkcs8.pem");
    assert_eq!(KeyFile::new("a", &nameless, &nameless), None, "without key ID and owner no token can be signed");
}

/// RFC 7636, appendix B.
#[test]
fn pkce_challenge_is_that_of_the_rfc() {
    let verifier = [
        116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191,
        240, 91, 88, 5, 88, 83, 132, 141, 121,
    ];
    let proof = Pkce::new(&verifier, &[0xff; 16]);
    assert_eq!(proof.verifier(), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assert_eq!(proof.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    assert_eq!(proof.state(), "_____________________w");
    assert!(!format!("{proof:?}").contains("dBjf"));
}

fn authorization() -> AuthorizationRequest {
    AuthorizationRequest {
        url: "https://auth.example/authorize?tenant=a%20b".to_owned(),
        client_id: "client 1&x=y".to_owned(),
        redirect_uri: "http://127.0.0.1:8080/cb?a=b".to_owned(),
        scopes: vec!["read".to_owned(), "write:all".to_owned()],
    }
}

#[test]
fn authorization_url_keeps_the_endpoints_query_and_encodes_the_rest() {
    let proof = Pkce::new(&[7; 32], &[9; 16]);
    assert_eq!(
        authorization().to_url(&proof).unwrap(),
        format!(
            "https://auth.example/authorize?tenant=a%20b&response_type=code&client_id=client%201%26x%3Dy\
            &redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Fcb%3Fa%3Db&scope=read%20write%3Aall&state={}\
            &code_challenge={}&code_challenge_method=S256",
            proof.state(),
            proof.challenge()
        )
    );
}

#[test]
fn authorization_urls_that_can_not_be_are_refused() {
    let proof = Pkce::new(&[7; 32], &[9; 16]);
    let with = |change: fn(&mut AuthorizationRequest)| {
        let mut request = authorization();
        change(&mut request);
        request.to_url(&proof).unwrap_err()
    };
    assert!(matches!(
        with(|r| "http://auth.example".clone_into(&mut r.url)),
        RequestError::Url(UrlError::PlainHttp { .. })
    ));
    assert_eq!(with(|r| "https://auth.example/#a".clone_into(&mut r.url)), RequestError::Url(UrlError::Fragment));
    assert_eq!(with(|r| " ".clone_into(&mut r.client_id)), RequestError::Empty("The client ID"));
    for uri in ["/cb", "http:", "https://a.example/#x", "https://a example", "1x:y"] {
        let request = AuthorizationRequest { redirect_uri: uri.to_owned(), ..authorization() };
        assert_eq!(request.to_url(&proof).unwrap_err(), RequestError::RedirectUri, "{uri}");
    }
    let app = AuthorizationRequest { redirect_uri: "com.example.app:/cb".to_owned(), ..authorization() };
    assert!(app.to_url(&proof).is_ok());
}

#[test]
fn client_credentials_request_is_a_form_with_basic_authentication() {
    let request = client_credentials("https://auth.example/token?x=1", &["a".to_owned(), "b&c".to_owned()]).unwrap();
    assert_eq!((request.method(), request.url().as_str()), (Method::Post, "https://auth.example/token?x=1"));
    let body = request.body().unwrap();
    assert_eq!(body.content_type, "application/x-www-form-urlencoded");
    assert_eq!(body.text, "grant_type=client_credentials&scope=a%20b%26c");
    for form in Form::ALL {
        let written = write(&request, Secret::Variable, form).unwrap();
        let variable = if form == Form::Http { "OAUTH_CLIENT_BASIC" } else { "OAUTH_CLIENT_SECRET" };
        assert!(written.text.expose().contains(variable), "{form:?}");
        let encoding = written.notes.contains(&Note::ClientEncoding);
        assert_eq!(encoding, matches!(form, Form::Curl | Form::Http), "programs encode by themselves");
    }
}
